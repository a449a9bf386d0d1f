"""Coding passages, changing them, and relating codings to each other."""
