"""The tour: the first five minutes with the sample, each step done by who learns."""
