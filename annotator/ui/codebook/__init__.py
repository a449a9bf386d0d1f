"""The tree of codes."""
