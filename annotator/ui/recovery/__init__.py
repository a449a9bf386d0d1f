"""Changes that are not on the disk yet: the recovery file, and what was typed in forms."""
