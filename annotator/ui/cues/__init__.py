"""Words that hint at a code, highlighted in the text."""
