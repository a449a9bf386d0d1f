"""How a team divides its work, and how far everybody is."""
