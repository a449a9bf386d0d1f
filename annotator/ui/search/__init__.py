"""Find in all texts: the bar above the reader, the hits below it, and coding them all."""
