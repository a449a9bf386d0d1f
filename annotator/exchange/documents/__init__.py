"""Documents of other programs: one reader a format, declared in `registry`."""
