"""The u-alpha family of 2016: unitizing with several codes at once.

Krippendorff, Mathet, Bouvry & Widlöcher (2016); Krippendorff (2019, section 12.6). Every coder cuts
the text into units (a code) and gaps (no code, phi); so a coder's units must not overlap. Lengths
are characters. On a long text u-alpha hardly differs from nominal alpha on characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotator.agreement.arrays.sums import sum_by
from annotator.agreement.data.continuum import Floats, Ints
from annotator.agreement.data.partition import NOT_ALL, Partition, Units
from annotator.agreement.figure import NO_VARIATION, Figure, undefined
from annotator.corpus.messages import tr

OVERLAP = tr(
    "A coder's units overlap, so the text is not cut into units and gaps; "
    "compute it for each code by itself, or use gamma."
)
NO_COMMON = tr("No two coders' units share a character, so there are no codes to compare.")


@dataclass(frozen=True, slots=True, eq=False)
class UnitizedAlphas:
    """The family. `by_code` is (k)u-alpha and `coverage` the share of code k's length that was
    paired with another coder's unit: the basis of (k)u-alpha, always to be shown beside it."""

    u_alpha: Figure
    binary: Figure
    coding: Figure
    by_code: tuple[Figure, ...]
    coverage: tuple[Figure, ...]


def unitized_alphas(parts: Partition) -> UnitizedAlphas:
    """u-alpha, |u-alpha, cu-alpha, (k)u-alpha and coverage; refused where units overlap."""
    reason = NOT_ALL if parts.documents == 0 else OVERLAP
    if parts.documents == 0 or any(own.overlap() for own in parts.coders):
        no = undefined(reason)
        return UnitizedAlphas(no, no, no, (no,) * parts.codes, (no,) * parts.codes)
    return alphas_of(unitized_sums(parts))


@dataclass(frozen=True, slots=True, eq=False)
class UnitizedSums:
    """What the family is made of; those of documents add up.

    matrix: (codes + 1, codes + 1) coincidence lengths, phi last. whole, paired: (codes,) summed
    squares of the lengths of units, and of what of each unit lies in other coders' units.
    """

    matrix: Floats
    whole: Floats
    paired: Floats

    def without(self, part: UnitizedSums) -> UnitizedSums:
        """Less a part of the documents. Lengths are whole or shares of them by the number of
        coders, so rounding leaves no traces where nothing is left."""
        pairs = ((self.matrix, part.matrix), (self.whole, part.whole), (self.paired, part.paired))
        return UnitizedSums(*(np.round(one - other, 6) for one, other in pairs))


def unitized_sums(parts: Partition) -> UnitizedSums:
    """From a partition whose coders' units don't overlap."""
    runs = _runs(parts)
    whole, paired = np.zeros(parts.codes), np.zeros(parts.codes)
    for coder, common in zip(parts.coders, runs.paired, strict=True):
        whole += sum_by(coder.code, coder.length.astype(np.float64) ** 2, parts.codes)
        paired += sum_by(coder.code, common**2, parts.codes)
    return UnitizedSums(runs.matrix, whole, paired)


def alphas_of(sums: UnitizedSums) -> UnitizedAlphas:
    """The family of ready sums."""
    # Self-pairing of a code is the sum of its squared unit lengths, of phi that of gap lengths.
    full = _expected(sums.matrix, np.append(sums.whole, sums.matrix.sum(axis=1)[-1]))
    coded = sums.matrix[:-1, :-1]
    coded_expected = _expected(coded, sums.paired)
    codes = range(sums.whole.size)
    return UnitizedAlphas(
        _diagonal(sums.matrix, full, NO_VARIATION),
        _binary(sums.matrix, full),
        _diagonal(coded, coded_expected, NO_COMMON if coded.sum() == 0 else NO_VARIATION),
        tuple(_by_code(coded, coded_expected, code) for code in codes),
        tuple(_coverage(coded, sums.matrix, code) for code in codes),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Runs:
    """matrix: (codes + 1, codes + 1) coincidence lengths, phi last. paired: for each coder, the
    (units,) lengths of each unit in other coders' units, divided by m - 1."""

    matrix: Floats
    paired: tuple[Floats, ...]


def _runs(parts: Partition) -> _Runs:
    phi, m = parts.codes, len(parts.coders)
    cuts = [np.zeros(1, dtype=np.int64)]
    for own in parts.coders:
        cuts += [own.start, own.end]
    begin = np.unique(np.concatenate(cuts))
    width = np.diff(np.append(begin, parts.length)).astype(np.float64)
    unit = [_unit_at(own, begin) for own in parts.coders]
    value = [
        np.where(at >= 0, np.append(own.code, phi)[at], phi)
        for at, own in zip(unit, parts.coders, strict=True)
    ]
    matrix = np.zeros((phi + 1) ** 2)
    for one, other in combinations(range(m), 2):
        matrix += sum_by(value[one] * (phi + 1) + value[other], width / (m - 1), (phi + 1) ** 2)
    square = matrix.reshape(phi + 1, phi + 1)
    marked = np.sum([at >= 0 for at in unit], axis=0)
    paired = []
    for at, own in zip(unit, parts.coders, strict=True):
        inside = at >= 0
        share = (width * (marked - 1) / (m - 1))[inside]
        paired.append(sum_by(at[inside], share, own.start.size))
    return _Runs(square + square.T, tuple(paired))


def _unit_at(own: Units, begin: Ints) -> Ints:
    """(runs,) the unit that covers each run, -1 in a gap."""
    if own.start.size == 0:
        return np.full(begin.size, -1, dtype=np.int64)
    at = np.searchsorted(own.start, begin, side="right") - 1
    inside = (at >= 0) & (begin < own.end[at])
    return np.where(inside, at, -1).astype(np.int64)


def _expected(matrix: Floats, own: Floats) -> Floats:
    """e_ck = l.. (l_c. l_.k - [c = k] S_c) / (l..^2 - sum of S)."""
    margins, total = matrix.sum(axis=1), float(matrix.sum())
    free = total**2 - float(own.sum())
    if free <= 0:
        return np.zeros_like(matrix)
    return np.asarray(total * (np.outer(margins, margins) - np.diag(own)) / free)


def _diagonal(matrix: Floats, expected: Floats, reason: str) -> Figure:
    """1 - (observed off the diagonal) / (expected off the diagonal)."""
    off, chance = (float(one.sum() - np.trace(one)) for one in (matrix, expected))
    counts = {"length": float(matrix.sum()), "observed": off, "expected": chance}
    if chance <= 1e-12 * max(1.0, float(matrix.sum())):
        return undefined(reason, counts)
    return Figure(1 - off / chance, None, counts)


def _binary(matrix: Floats, expected: Floats) -> Figure:
    """|u-alpha: unit against gap, whatever the code; collapsed after the expectation."""
    off, chance = float(matrix[-1, :-1].sum()), float(expected[-1, :-1].sum())
    counts = {"length": float(matrix.sum()), "observed": off, "expected": chance}
    if chance <= 0:
        return undefined(NO_VARIATION, counts)
    return Figure(1 - off / chance, None, counts)


def _by_code(matrix: Floats, expected: Floats, code: int) -> Figure:
    """(k)u-alpha = 1 - [(l.k - l_kk) / l.k] / [(e.k - e_kk) / e.k]."""
    total, chance = float(matrix[:, code].sum()), float(expected[:, code].sum())
    counts = {"length": total}
    if total == 0:
        return undefined(
            tr("No unit of this code shares a character with another coder's."),
            counts,
        )
    missed = (total - float(matrix[code, code])) / total
    by_chance = (chance - float(expected[code, code])) / chance if chance > 0 else 0.0
    if by_chance <= 1e-12:
        return undefined(NO_VARIATION, counts)
    return Figure(1 - missed / by_chance, None, counts)


def _coverage(coded: Floats, full: Floats, code: int) -> Figure:
    paired, total = float(coded[:, code].sum()), float(full[:, code].sum())
    counts = {"length paired": paired, "length": total}
    if total == 0:
        return undefined(tr("Nobody used this code."), counts)
    return Figure(paired / total, None, counts)
