"""The pages of a document as printed, beside its text."""
