"""Saving what can be read of a damaged project file, page by page, where SQLite refuses it."""
