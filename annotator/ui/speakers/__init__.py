"""The speakers of the study in a table."""
