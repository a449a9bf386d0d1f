"""The history of the project, and what new versions of documents left to settle."""
