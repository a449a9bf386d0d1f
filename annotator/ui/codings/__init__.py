"""The codings of a document as a list."""
