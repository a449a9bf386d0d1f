"""Plain operations on arrays."""
