"""Coded text, quotations and the codebook as documents: what is written (`model`) is made once, and
laid out as Word, OpenDocument, HTML and Markdown by a module each."""
