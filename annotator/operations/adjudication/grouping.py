"""Which codings of several coders are one case: sorts and searches on arrays.

1. Codings that match exactly (code and passage; the nth of one coder with the nth of another) are
   one *version*.
2. Every two coders are matched as they are for two alone: of what does not match exactly, first the
   codings of the same code, then the rest whatever their code, one to one so that they share the
   most text. Each match ties two versions.
3. Ties are followed from the strongest to the weakest: those of the same code before those of
   different ones, then by the share of text in common (common characters of all characters of
   both). A tie joins what its two versions are in by then, unless a coder would have two codings
   in it.

So a case holds at most one coding of a coder, and a chain of overlaps falls apart at its weakest
ties. Each coding is in one case. For two coders step 3 joins every match, which gives the cases of
a pair (`pairs.py`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np

from annotator.agreement import (
    Bools,
    FlatCorpus,
    Floats,
    Ints,
    best_matching,
    occurrences,
    overlapping_pairs,
    span_index,
)


def versions(corpus: FlatCorpus) -> Ints:
    """(codings,) the version of each, numbered from 0."""
    return np.unique(occurrences(corpus), return_inverse=True)[1].astype(np.int64)


def grouped(corpus: FlatCorpus, version: Ints) -> Ints:
    """(codings,) the case of each, numbered in the order in which the cases begin; `version` is
    what `versions` gives."""
    one, other, common, differ = _matches(corpus, version)
    first, second = version[one], version[other]
    size = int(version.max(initial=-1)) + 1
    group = _components(size, first, second)
    crowded = _crowded(corpus, group[version], size)
    again = crowded[group[first]]
    if again.any():
        strength = _shares(corpus, one[again], other[again], common[again])
        low, high = np.minimum(first, second)[again], np.maximum(first, second)[again]
        order = np.lexsort((high, low, -strength, differ[again]))
        apart = crowded[group]
        group[apart] = np.flatnonzero(apart)
        _join(group, _holders(corpus, version, apart), low[order], high[order])
    return _in_order(corpus, group[version])


def _matches(corpus: FlatCorpus, version: Ints) -> tuple[Ints, Ints, Ints, Bools]:
    """Every match of two coders: two codings, the characters they have in common, and whether their
    codes differ."""
    indices = (span_index(corpus), span_index(_of_one_code(corpus)))
    held = np.zeros((corpus.coders, int(version.max(initial=-1)) + 1), dtype=np.bool_)
    held[corpus.coding_coder, version] = True
    own = [np.flatnonzero(corpus.coding_coder == coder) for coder in range(corpus.coders)]
    together = corpus.document_present
    nothing = np.empty(0, dtype=np.int64)
    found = [(nothing, nothing, nothing, nothing.astype(np.bool_))]
    for pair in combinations(range(corpus.coders), 2):
        both = together[:, pair[0]] & together[:, pair[1]]
        shared = both[corpus.coding_document]
        left, right = (
            own[coder][shared[own[coder]] & ~held[rival, version[own[coder]]]]
            for coder, rival in (pair, pair[::-1])
        )
        for differ, index in enumerate(indices):
            one, other, common = overlapping_pairs(index, left, right)
            taken = best_matching(one, other, common.astype(np.float64), index.size, index.size)
            one, other = one[taken], other[taken]
            found.append((one, other, common[taken], np.full(one.size, bool(differ))))
            left, right = np.setdiff1d(left, one), np.setdiff1d(right, other)
    ones, others, shared_text, differing = zip(*found, strict=True)
    return (
        np.concatenate(ones),
        np.concatenate(others),
        np.concatenate(shared_text),
        np.concatenate(differing),
    )


def _of_one_code(corpus: FlatCorpus) -> FlatCorpus:
    return replace(corpus, coding_code=corpus.coding_code * 0)


def _shares(corpus: FlatCorpus, one: Ints, other: Ints, common: Ints) -> Floats:
    """The share of text that two codings each have in `common`, of what both have together."""
    length = np.bincount(corpus.coding, weights=corpus.end - corpus.start)
    return np.asarray(common / (length[one] + length[other] - common), dtype=np.float64)


def _components(size: int, one: Ints, other: Ints) -> Ints:
    """(size,) for each of so many nodes the least one that ties lead to."""
    label = np.arange(size, dtype=np.int64)
    while True:
        before = label.copy()
        low = np.minimum(label[one], label[other])
        np.minimum.at(label, before[one], low)
        np.minimum.at(label, before[other], low)
        while not np.array_equal(label, label[label]):
            label = label[label]
        if np.array_equal(label, before):
            return label


def _crowded(corpus: FlatCorpus, group: Ints, size: int) -> Bools:
    """(size,) by the number of a group whether a coder has two codings in it; `group` of
    (codings,)."""
    places = np.sort(group * corpus.coders + corpus.coding_coder)
    found = np.zeros(size, dtype=np.bool_)
    found[places[1:][np.diff(places) == 0] // corpus.coders] = True
    return found


def _holders(corpus: FlatCorpus, version: Ints, apart: Bools) -> dict[int, int]:
    """By version, of those that are `apart`, who has it: a bit a coder."""
    found: dict[int, int] = {}
    rows = np.flatnonzero(apart[version])
    for number, coder in zip(
        version[rows].tolist(), corpus.coding_coder[rows].tolist(), strict=True
    ):
        found[number] = found.get(number, 0) | 1 << coder
    return found


def _join(group: Ints, holders: dict[int, int], one: Ints, other: Ints) -> None:
    """Join versions by these ties in their order, unless a coder is on both sides."""
    leader = {number: number for number in holders}

    def led(number: int) -> int:
        while leader[number] != number:
            leader[number] = number = leader[leader[number]]
        return number

    for a, b in zip(one.tolist(), other.tolist(), strict=True):
        first, second = led(a), led(b)
        if first != second and not holders[first] & holders[second]:
            leader[second] = first
            holders[first] |= holders[second]
    for number in leader:
        group[number] = led(number)


def _in_order(corpus: FlatCorpus, group: Ints) -> Ints:
    """The groups numbered by where they begin, then by where they end, then as they are."""
    distinct, number = np.unique(group, return_inverse=True)
    begin = np.full(distinct.size, corpus.length + 1, dtype=np.int64)
    end = np.zeros(distinct.size, dtype=np.int64)
    np.minimum.at(begin, number[corpus.coding], corpus.start)
    np.maximum.at(end, number[corpus.coding], corpus.end)
    place = np.empty(distinct.size, dtype=np.int64)
    place[np.lexsort((end, begin))] = np.arange(distinct.size)
    return np.asarray(place[number], dtype=np.int64)
