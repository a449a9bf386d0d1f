"""Annotator: qualitative coding of texts, with agreement statistics that can be defended."""

__version__ = "0.1.0"
