"""Projects: new, open, copy, close, and what is shown before one is open."""
