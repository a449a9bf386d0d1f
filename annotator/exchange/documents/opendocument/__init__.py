"""OpenDocument text (OASIS ODF 1.0 to 1.3): what `odt.py` reads it with."""
