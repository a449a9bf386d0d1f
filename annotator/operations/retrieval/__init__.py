"""Finding words and codings in all documents."""
