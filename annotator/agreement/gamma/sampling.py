"""Random continua: what gamma compares the observed disorder with.

Two samplers, which give different figures; the one used is always named beside gamma.
"statistical" (pygamma-agreement's default): numbers of units, gaps and lengths are drawn from
normal distributions with the observed mean and standard deviation, codes by their frequency.
"shuffle" (Mathet et al. 2015, section 5.2): each random coder is an observed one, chosen at random
and turned round the text by a random shift; shifts keep half a mean unit length apart.
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.data.continuum import Floats, Ints
from annotator.agreement.gamma.dissimilarity import UnitTable

SAMPLERS = ("statistical", "shuffle")


def sample(observed: UnitTable, count: int, sampler: str, random: np.random.Generator) -> UnitTable:
    """`count` random continua like the observed ones, each a group of the table.

    Raises ValueError for an unknown sampler or a table without units.
    """
    if observed.size == 0 or sampler not in SAMPLERS:
        raise ValueError("random continua need units and a known sampler")
    draw = _statistical if sampler == "statistical" else _shuffled
    return draw(observed, count, random)


def _statistical(observed: UnitTable, count: int, random: np.random.Generator) -> UnitTable:
    # Sorted, so that the same seed gives the same figure whatever the order of coders and texts.
    gap, length = np.sort(_gaps(observed)), np.sort(observed.end - observed.start)
    per_coder = np.sort(np.bincount(observed.coder, minlength=observed.coders))
    drawn = random.normal(per_coder.mean(), per_coder.std(), (count, observed.coders))
    size = np.abs(np.trunc(drawn)).astype(np.int64)
    size[:, -1] += size.sum(axis=1) == 0  # an empty continuum has no disorder
    rows = size.ravel()
    owner = np.repeat(np.arange(rows.size), rows)
    gaps = random.normal(gap.mean(), gap.std(), owner.size)
    lengths = np.abs(random.normal(length.mean(), length.std(), owner.size))
    lengths[lengths == 0] = length.mean()
    code = _codes(observed)[random.integers(0, observed.size, owner.size)]
    # Positions are running sums within each random coder.
    steps = np.cumsum(gaps + lengths)
    first = np.cumsum(rows) - rows
    before = np.append(0.0, steps)[first]
    end = steps - before[owner]
    coder, group = owner % observed.coders, owner // observed.coders
    return UnitTable(end - lengths, end, code, coder, group, observed.coders, count)


def _codes(observed: UnitTable) -> Ints:
    """(units,) the observed codes, rare ones first: an order that renaming codes leaves alone."""
    used = np.bincount(observed.code)
    place = np.bincount(observed.code, weights=observed.start + observed.end)
    rank = np.empty(used.size, dtype=np.int64)
    order = np.lexsort((place, used))
    rank[order] = np.arange(used.size)
    return order[np.sort(rank[observed.code])].astype(np.int64)


def _gaps(observed: UnitTable) -> Floats:
    """Distances from the end of a unit to the start of the coder's next one in the same text, and
    from the beginning of the text to the first one."""
    order = np.lexsort((observed.end, observed.start, observed.group, observed.coder))
    start, end = observed.start[order], observed.end[order]
    text = observed.coder[order] * observed.groups + observed.group[order]
    first = np.append(True, text[1:] != text[:-1])
    between = (start[1:] - end[:-1])[~first[1:]]
    leading = start[first]
    return np.concatenate(([0.0], between, leading[leading > 0]))


def _shuffled(observed: UnitTable, count: int, random: np.random.Generator) -> UnitTable:
    extent = np.zeros(observed.groups)
    np.maximum.at(extent, observed.group, observed.end)
    place = observed.start + (np.cumsum(extent) - extent)[observed.group]
    length = observed.end - observed.start
    low, high = float(place.min()), float((place + length).max())
    apart = float(length.mean()) / 2
    units: list[Ints] = []
    starts: list[Floats] = []
    owner: list[Ints] = []
    for group in range(count):
        pivots = _pivots(observed.coders, low, high, apart, random)
        for coder, pivot in enumerate(pivots):
            own = np.flatnonzero(observed.coder == random.integers(observed.coders))
            start = place[own] + pivot
            starts.append(np.where(start > high, start + low - high, start))
            units.append(own)
            owner.append(np.full(own.size, group * observed.coders + coder, dtype=np.int64))
    unit, row, begin = np.concatenate(units), np.concatenate(owner), np.concatenate(starts)
    coders = observed.coders
    return UnitTable(
        begin, begin + length[unit], observed.code[unit], row % coders, row // coders, coders, count
    )


def _pivots(
    count: int, low: float, high: float, apart: float, random: np.random.Generator
) -> list[float]:
    """Random shifts at least `apart` from each other, as long as there is room."""
    free = [(low, high)]
    pivots: list[float] = []
    for _ in range(count):
        widths = np.array([end - start for start, end in free])
        if widths.sum() <= 0:
            pivots.append(float(random.uniform(low, high)))
            continue
        start, end = free[int(random.choice(widths.size, p=widths / widths.sum()))]
        pivot = float(random.uniform(start, end))
        pivots.append(pivot)
        cut = [(s, min(e, pivot - apart)) for s, e in free]
        cut += [(max(s, pivot + apart), e) for s, e in free]
        free = [(s, e) for s, e in cut if e > s]
    return pivots
