"""Merging colleagues’ project files, and its report in words."""
