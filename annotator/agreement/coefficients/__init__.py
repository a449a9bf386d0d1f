"""One coefficient a module."""
