"""Settling what coders differ on."""
