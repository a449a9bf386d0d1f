"""The speakers of the texts: persons of the study, with names, roles and attributes."""
