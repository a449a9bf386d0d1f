"""Adding documents: what will come in, how it is read, what came in."""
