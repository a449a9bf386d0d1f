"""The reading surface: a document with its codings, exact to the code point."""
