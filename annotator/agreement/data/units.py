"""Words and sentences as units: which codes a coder used on each, in place of characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.arrays.interval_pairs import interval_pairs
from annotator.agreement.arrays.sums import sum_by
from annotator.agreement.data.code_sets import SetRows, number_sets
from annotator.agreement.data.continuum import Bools, Ints
from annotator.agreement.data.flat_corpus import FlatCorpus
from annotator.agreement.data.sweep_line import Patterns, SpanBoundaries, collect

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
    flags = np.zeros((start.size, corpus.coders, corpus.codes), dtype=np.bool_)
    for code in range(corpus.codes):
        for coder in range(corpus.coders):
            own = (found.code == code) & (found.coder == coder)
            flags[:, coder, code] = _present(found.position[own], start, end, choice.rule)
    bits = np.int64(1) << np.arange(corpus.coders, dtype=np.int64)
    mask = np.einsum("ukc,k->cu", flags, bits).astype(np.int64).ravel()
    cell = np.arange(corpus.codes, dtype=np.int64)[:, None] * corpus.clusters + cluster
    patterns = collect(corpus, cell.ravel(), mask, np.ones(mask.size))
    shape = (start.size, corpus.coders)
    members, value = number_sets(flags.reshape(start.size * corpus.coders, corpus.codes), shape)
    value[~corpus.present[cluster]] = -1
    return patterns, SetRows(members, value, cluster, np.ones(start.size))


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


def _present(position: Ints, start: Ints, end: Ints, rule: str) -> Bools:
    """(units,) whether a coder used a code there; `position` holds on and off in turn."""
    on, off = position[0::2], position[1::2]
    stretch, unit = interval_pairs(on, off, start, end)
    shared = np.minimum(off[stretch], end[unit]) - np.maximum(on[stretch], start[unit])
    covered = sum_by(unit, shared.astype(np.float64), start.size)
    if rule == "any":
        return covered > 0
    return np.asarray(2 * covered > end - start, dtype=np.bool_)
