"""The open document: its text in the reader, its codings, and moving about in it."""
