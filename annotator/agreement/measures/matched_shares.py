"""F1 of what was matched beforehand, summed by document, with its interval."""

from __future__ import annotations

import numpy as np

from annotator.agreement.confidence.interval import Interval, basis_of
from annotator.agreement.confidence.jackknife import LOGIT, jackknife
from annotator.agreement.data.continuum import Floats
from annotator.agreement.figure import Figure, undefined
from annotator.corpus.messages import tr

NOTHING_GIVEN = tr("Neither coder has any.")


def matched_f1(both: Floats, given: Floats, named: str) -> Figure:
    """2 · both / given. both: (clusters,) what two coders have alike; given: (clusters,) what
    either has, counted for each. `named` is what is counted, in the plural."""
    counts = {named: float(given.sum()), "alike": float(both.sum())}
    if given.sum() == 0:
        return undefined(NOTHING_GIVEN, counts)
    return Figure(2 * float(both.sum() / given.sum()), None, counts)


def matched_f1_interval(both: Floats, given: Floats, kind: str, named: str) -> Interval:
    """The interval of `matched_f1` by the cluster jackknife."""
    left = given.sum() - given
    empty = np.full(left.shape, np.nan)
    without: Floats = np.divide(2 * (both.sum() - both), left, out=empty, where=left > 0)
    point = matched_f1(both, given, named).value
    return jackknife(point, without, basis_of(given, kind, named), LOGIT, none=both.sum() == 0)
