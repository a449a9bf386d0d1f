"""Which code one coder used where the other used another, on characters or other units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.agreement.data.code_sets import SetRows
from annotator.agreement.data.continuum import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Confusion:
    """units: (codes + 1, codes + 1), rows of the first coder, columns of the second; the last row
    and column are "uncoded". Codes may overlap, so a unit can count in several cells."""

    first: int
    second: int
    units: Floats


def confusion(sets: SetRows, first: int, second: int) -> Confusion:
    """Units by the codes of two coders, where both coded the document.

    On each unit the codes that both used count on the diagonal. What is left of the two sets is
    crossed: each code of one with each code of the other, or with "uncoded" if nothing is left.
    """
    both = sets.present[:, first] & sets.present[:, second]
    weight = sets.weight[both]
    one = sets.members[sets.value[both, first]].astype(np.float64)
    other = sets.members[sets.value[both, second]].astype(np.float64)
    common = one * other
    one, other = one - common, other - common
    nothing = (common.sum(axis=1) == 0) & (one.sum(axis=1) == 0) & (other.sum(axis=1) == 0)
    # "Uncoded" stands in for an empty remainder, but only against something.
    one_free = ((one.sum(axis=1) == 0) & (other.sum(axis=1) > 0)) | nothing
    other_free = ((other.sum(axis=1) == 0) & (one.sum(axis=1) > 0)) | nothing
    rows = np.column_stack((one, one_free)) * weight[:, None]
    columns = np.column_stack((other, other_free))
    units = rows.T @ columns
    units[np.diag_indices(common.shape[1])] += weight @ common
    return Confusion(first, second, np.asarray(units, dtype=np.float64))
