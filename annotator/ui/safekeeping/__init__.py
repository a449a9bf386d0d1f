"""Backups, the repair of damaged projects, and encrypted hand-outs."""
