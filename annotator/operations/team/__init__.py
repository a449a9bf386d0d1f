"""The people who code: coders, rounds of work, copies for coders."""
