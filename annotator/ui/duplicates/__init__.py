"""Documents that are nearly the same: in groups, with their differences, left out by choice."""
