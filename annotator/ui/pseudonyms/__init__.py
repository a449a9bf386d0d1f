"""Names and their pseudonyms, and the new project that is written with them."""
