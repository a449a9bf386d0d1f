"""The agreement table."""
