"""Tables: which column is what, and the first documents as they will be."""
