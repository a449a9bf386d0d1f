"""Agreement on an attribute of codings, among the codings that two coders have in common."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from annotator.agreement.alpha import alpha
from annotator.agreement.continuum import Continuum, Floats, Ints
from annotator.agreement.figure import Figure, undefined
from annotator.agreement.layout import Layout, lay_out
from annotator.agreement.overlaps import overlapping_partners, span_index
from annotator.agreement.ratings import Ratings

NO_MATCHES = "No two coders' codings match, so there is no attribute to compare."


def attribute_alpha(
    continua: Sequence[Continuum],
    coders: int,
    codes: int,
    values: Sequence[Sequence[Ints | None]],
    choices: int,
    *,
    level: str = "nominal",
    scale: Floats | None = None,
    least_overlap: int = 1,
) -> Figure:
    """Alpha of an attribute on codings matched by overlap, each matched pair a unit.

    values: for each document and coder the (codings,) number of each coding's value, -1 where it
    has none (None for a missing coder). choices: how many values there are, in order of rank for
    "ordinal"; `scale` their numbers. With more than two coders the pairs are pooled.
    """
    layout = lay_out(continua, coders, codes)
    value = _values(continua, layout, values)
    index = span_index(layout, least_overlap)
    sides = [index.side(np.flatnonzero(layout.coding_coder == coder)) for coder in range(coders)]
    pairs = []
    for one, other in combinations(range(coders), 2):
        matched = overlapping_partners(index, sides[one], sides[other])
        pairs.append(np.column_stack([value[side] for side in matched]))
    table = np.concatenate(pairs) if pairs else np.empty((0, 2), dtype=np.int64)
    counts = {"matched codings": float(table.shape[0])}
    if table.shape[0] == 0:
        return undefined(NO_MATCHES, counts)
    figure = alpha(Ratings(table, np.ones(table.shape[0]), choices), level, scale)
    return Figure(figure.value, figure.reason, {**figure.counts, **counts})


def _values(
    continua: Sequence[Continuum], layout: Layout, values: Sequence[Sequence[Ints | None]]
) -> Ints:
    """(codings,) the values of all compared codings, in the order of the layout."""
    given = [
        own
        for document in layout.kept.tolist()
        for own, codings in zip(values[document], continua[document].codings, strict=True)
        if own is not None and codings is not None and codings.count
    ]
    value = np.concatenate(given) if given else np.empty(0, dtype=np.int64)
    if value.size != layout.coding_code.size:
        raise ValueError("every coding needs a value, or -1")
    return np.asarray(value, dtype=np.int64)
