"""The history of a project in words, and as a table."""
