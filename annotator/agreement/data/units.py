"""Words and sentences as units: which codes a coder used on each, in place of characters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.arrays.interval_pairs import expanded
from annotator.agreement.arrays.sums import sum_by
from annotator.agreement.data.code_sets import SMALL, SetRows, number_packed
from annotator.agreement.data.continuum import Ints
from annotator.agreement.data.flat_corpus import FlatCorpus
from annotator.agreement.data.sweep_line import (
    Patterns,
    SpanBoundaries,
    Words,
    collect,
    joined,
)

RULES = ("any", "majority")
"""When a code is present on a unit: any overlap, or more than half of its characters."""


@dataclass(frozen=True, slots=True, eq=False)
class UnitBounds:
    """The words or sentences of one document: (units,) starts and ends, sorted, disjoint."""

    start: Ints
    end: Ints


@dataclass(frozen=True, slots=True, eq=False)
class UnitChoice:
    """Which units figures are on. name: plural, as shown ("words"). bounds: one a document."""

    name: str
    bounds: Sequence[UnitBounds]
    rule: str = "any"

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise ValueError(f"a code is present by one of {RULES}, not {self.rule!r}")


def unit_patterns(
    corpus: FlatCorpus, found: SpanBoundaries, choice: UnitChoice
) -> tuple[Patterns, SetRows]:
    """The pattern table and the sets of codes with the chosen units, each of weight 1."""
    start, end = _on_axis(corpus, choice)
    cluster = np.searchsorted(corpus.cluster_start, start, side="right") - 1
    # Code by code: a table of all units, coders and codes has gigabytes.
    packed = [
        np.zeros((start.size, corpus.coders), dtype=np.int32)
        for _first in range(0, corpus.codes, SMALL)
    ]
    found_of = _by_code_and_coder(corpus, found)
    parts = []
    for code in range(corpus.codes):
        block, bit = divmod(code, SMALL)
        mask = np.zeros(start.size, dtype=np.int64)
        for coder in range(corpus.coders):
            here = _present(found_of(code, coder), start, end, choice.rule)
            mask[here] |= np.int64(1) << coder
            packed[block][here, coder] |= np.int32(1) << bit
        parts.append(_counted(corpus, code, cluster, mask))
    flat = [part.ravel() for part in packed]
    members, value = number_packed(flat, corpus.codes, (start.size, corpus.coders))
    value[~corpus.present[cluster]] = -1
    return joined(parts), SetRows(members, value, cluster, np.ones(start.size))


def _by_code_and_coder(corpus: FlatCorpus, found: SpanBoundaries) -> Callable[[int, int], Words]:
    """The places of the boundaries of a code and a coder; they stand in this order."""
    group = found.code.astype(np.int64) * corpus.coders + found.coder
    edges = np.searchsorted(group, np.arange(corpus.codes * corpus.coders + 1))

    def places(code: int, coder: int) -> Words:
        at = code * corpus.coders + coder
        return found.position[edges[at] : edges[at + 1]]

    return places


def _counted(corpus: FlatCorpus, code: int, cluster: Ints, mask: Ints) -> Patterns:
    """How many units of each cluster show each mask."""
    size = max(1, corpus.clusters) << corpus.coders if corpus.coders < 24 else 1 << 62
    if size > 1 << 20:
        return collect(corpus, code * corpus.clusters + cluster, mask, np.ones(mask.size))
    number = np.bincount((cluster << corpus.coders) | mask, minlength=size)
    filled = np.flatnonzero(number)
    return Patterns(
        np.full(filled.size, code, dtype=np.int64),
        filled >> corpus.coders,
        filled & ((1 << corpus.coders) - 1),
        number[filled].astype(np.float64),
    )


def _on_axis(corpus: FlatCorpus, choice: UnitChoice) -> tuple[Ints, Ints]:
    """Starts and ends of the units of the compared documents, end to end."""
    first = np.searchsorted(corpus.cluster_document, np.arange(corpus.documents))
    begins = corpus.cluster_start[first].tolist()
    starts, ends = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for document, begin in zip(corpus.kept.tolist(), begins, strict=True):
        bounds = choice.bounds[document]
        starts.append(bounds.start + begin)
        ends.append(bounds.end + begin)
    return np.concatenate(starts), np.concatenate(ends)


def _present(position: Words, start: Ints, end: Ints, rule: str) -> Ints:
    """The units on which a coder used a code; `position` holds on and off in turn."""
    on, off = position[0::2], position[1::2]
    # Units are disjoint and in order, and so are the stretches.
    low = np.searchsorted(end, on, side="right")
    stretch, unit = expanded(low, np.maximum(np.searchsorted(start, off) - low, 0))
    shared = np.minimum(off[stretch], end[unit]) - np.maximum(on[stretch], start[unit])
    touched, place = np.unique(unit, return_inverse=True)
    covered = sum_by(place, shared.astype(np.float64), touched.size)
    if rule == "any":
        return touched[covered > 0]
    return touched[2 * covered > end[touched] - start[touched]]
