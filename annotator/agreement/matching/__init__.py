"""Which coding of one coder belongs to which of another: one-to-one matching."""
