"""The list of documents."""
