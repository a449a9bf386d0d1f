"""Adding up by group."""

from __future__ import annotations

import numpy as np

from annotator.agreement.continuum import Floats, Ints


def sum_by(place: Ints, weight: Floats, size: int) -> Floats:
    """(size,) sums of (n,) weights by (n,) place; always float64, whatever is empty."""
    return np.bincount(place, weights=weight, minlength=size).astype(np.float64, copy=False)
