"""The headings of the open text, to see where one is and to go elsewhere."""
