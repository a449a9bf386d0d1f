"""Confidence intervals: by the jackknife over clusters, or the bootstrap."""
