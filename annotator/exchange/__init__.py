"""Formats: a module each, with read() and write() over corpus values. No storage, no window."""
