"""Characters → segments: runs of type on one baseline without a gap wider than a wide space.

A segment is never wider than a column; whether two on one baseline belong to one line is for
`columns` to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from annotator.exchange.documents.pdf.characters import ABOVE, BELOW, Characters
from annotator.exchange.documents.pdf.directions import (
    has_right_to_left,
    logical_order,
    right_to_left,
)

WIDE_GAP: Final = 0.75
"""In the size of the type: what is further apart may be in two columns."""
_SPACE: Final = 0.15
_SEEN_SPACE: Final = 0.09
_BACKWARD_SPACE: Final = 0.19
_WRITTEN: Final = 0.05
_SAME_BASELINE: Final = 0.15

Integers = NDArray[np.int32]


@dataclass(slots=True)
class Segment:
    """A run of type on one baseline.

    `characters` are indices into the page's characters in logical order, -1 for a space between
    words; `text` has one code point for each. Places are in the direction of the type (upright: as
    shown): `left`, `right`, `baseline`; `size` is that of the largest type, `first` the place of
    the first character in PDFium's order; `mixed` says that there is smaller type in it,
    `backwards` that its page is read from right to left.
    """

    left: float
    right: float
    baseline: float
    size: float
    first: int
    characters: Integers
    text: str
    mixed: bool = False
    backwards: bool = False

    @property
    def top(self) -> float:
        """Where its line begins."""
        return self.baseline - ABOVE * self.size

    @property
    def bottom(self) -> float:
        """Where its line ends."""
        return self.baseline + BELOW * self.size


@dataclass(slots=True)
class _Run:
    """Characters that follow each other on one baseline in PDFium's order."""

    start: int
    end: int
    left: float
    right: float
    baseline: float
    size: float


def segments_of(page: Characters, chosen: Integers) -> list[Segment]:
    """The segments of the chosen characters (indices in PDFium's order, of one angle)."""
    if not len(chosen):
        return []
    rows = _rows(_runs(page, chosen))
    order: list[NDArray[np.int64]] = []
    places: list[tuple[int, float, float, float, float]] = []
    position = 0
    for row in rows:
        for runs in _adjacent(row):
            length = 0
            for run in runs:
                order.append(np.arange(run.start, run.end))
                length += run.end - run.start
            main = max(runs, key=lambda run: (run.size, run.end - run.start))
            left, right = min(run.left for run in runs), max(run.right for run in runs)
            places.append((position, left, right, main.baseline, main.size))
            position += length
    return _with_spaces(page, chosen[np.concatenate(order)], places)


def _runs(page: Characters, chosen: Integers) -> list[_Run]:
    """Runs, by where the next character does not follow on the same baseline."""
    left, right = page.along[chosen, 0], page.along[chosen, 1]
    across, size = page.across[chosen], page.size[chosen]
    larger, smaller = np.maximum(size[1:], size[:-1]), np.minimum(size[1:], size[:-1])
    step, rise = left[1:] - right[:-1], np.abs(np.diff(across))
    script = (smaller < 0.85 * larger) & (rise < 0.6 * larger) & (step < 0.3 * larger)
    near = (step > -0.6 * larger) & (step < WIDE_GAP * larger)
    if has_right_to_left(page.code[chosen]):
        near &= np.diff(left) > -0.15 * larger
    follows = near & ((rise <= _SAME_BASELINE * larger) | script) | page.piece[chosen[1:]]
    starts = np.flatnonzero(np.concatenate([[True], ~follows]))
    ends = np.append(starts[1:], len(chosen))
    largest = np.maximum.reduceat(size, starts)
    on_base = np.where(size >= 0.99 * largest.repeat(ends - starts), across, np.inf)
    columns = (
        starts,
        ends,
        np.minimum.reduceat(left, starts),
        np.maximum.reduceat(right, starts),
        np.minimum.reduceat(on_base, starts),
        largest,
    )
    return [_Run(*values) for values in zip(*(column.tolist() for column in columns), strict=True)]


def _rows(runs: list[_Run]) -> list[list[_Run]]:
    """Runs by baseline, from the top; small raised or lowered ones with the row beside them."""
    rows: list[list[_Run]] = []
    for run in sorted(runs, key=lambda run: run.baseline):
        last = rows[-1][0] if rows else None
        if last and run.baseline - last.baseline <= 0.12 * min(run.size, last.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return _with_scripts(rows)


def _with_scripts(rows: list[list[_Run]]) -> list[list[_Run]]:
    """Superscripts and subscripts that were drawn apart from their line, put into it."""
    kept: list[list[_Run]] = []
    for number, row in enumerate(rows):
        staying = []
        for run in row:
            host = _host(run, rows[max(number - 3, 0) : number + 4], row)
            if host is None:
                staying.append(run)
            else:
                host.append(run)
        row[:] = staying
        kept.append(row)
    return [row for row in kept if row]


def _host(run: _Run, near: list[list[_Run]], own: list[_Run]) -> list[_Run] | None:
    if run.end - run.start > 12:
        return None
    for row in near:
        if row is own:
            continue
        for other in row:
            if (
                run.size < 0.85 * other.size
                and -0.7 * other.size < run.baseline - other.baseline < 0.35 * other.size
                and other.left - 0.35 * other.size < run.right
                and run.left < other.right + 0.35 * other.size
            ):
                return row
    return None


def _adjacent(row: list[_Run]) -> list[list[_Run]]:
    """The runs of a row from left to right, parted where the gap is wide."""
    row.sort(key=lambda run: (run.left, run.start))
    parts: list[list[_Run]] = []
    reach = size = 0.0
    for run in row:
        # Larger type makes wider spaces, but a heading beside a line of text is in another column.
        of_size = min(max(run.size, size), 1.2 * min(run.size, size))
        if parts and run.left - reach <= WIDE_GAP * of_size:
            parts[-1].append(run)
            reach = max(reach, run.right)
        else:
            parts.append([run])
            reach = run.right
        size = run.size
    return parts


def _with_spaces(
    page: Characters, order: Integers, places: list[tuple[int, float, float, float, float]]
) -> list[Segment]:
    """Segments out of the order of all characters, with spaces put in where the words part."""
    starts = np.array([place[0] for place in places], np.int64)
    left, right, size = page.along[order, 0], page.along[order, 1], page.size[order]
    gaps = np.zeros(len(order))
    gaps[1:] = (left[1:] - right[:-1]) / np.minimum(size[1:], size[:-1])
    gaps[page.piece[order]] = 0
    gaps[starts] = 0
    seen = np.zeros(len(order), np.bool_)
    seen[1:] = (np.diff(order) == 1) & page.gap[order[1:]]
    # A file that writes its spaces need not be guessed at.
    certain = len(page.spaces) > _WRITTEN * len(page)
    spaced = gaps > (_SPACE if not certain else 1.4 * _SPACE)
    spaced |= seen & (gaps > _SEEN_SPACE)
    spaced |= _written_spaces(page, order, gaps)
    spaced[starts] = False
    ends = np.append(starts[1:], len(order))
    mixed = np.minimum.reduceat(size, starts) < 0.85 * np.maximum.reduceat(size, starts)
    _part_words(page, order, starts, ends, gaps, spaced)
    where = np.flatnonzero(spaced)
    characters = np.insert(order, where, -1)
    codes = np.insert(page.code[order], where, 0x20)
    text = codes.astype("<u4").tobytes().decode("utf-32-le")
    firsts = np.minimum.reduceat(order, starts).tolist()
    starts = starts + np.searchsorted(where, starts, side="right")
    ends = np.append(starts[1:], len(characters))
    backwards = has_right_to_left(codes)
    mostly = bool(backwards and 2 * right_to_left(page.code).sum() > len(page))
    segments = []
    for number, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        own, words = characters[start:end], text[start:end]
        if backwards and has_right_to_left(codes[start:end]):
            own, ordered = logical_order(
                page.along, page.piece, own, codes[start:end], mostly=mostly
            )
            words = ordered.astype("<u4").tobytes().decode("utf-32-le")
        _, left, right, baseline, height = places[number]
        segments.append(
            Segment(
                left,
                right,
                baseline,
                height,
                firsts[number],
                own,
                words,
                bool(mixed[number]),
                mostly,
            )
        )
    return segments


def _part_words(
    page: Characters,
    order: Integers,
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    gaps: NDArray[np.float64],
    spaced: NDArray[np.bool_],
) -> None:
    """Mend `spaced` where a segment is set wide or runs from right to left."""
    counts = np.add.reduceat(spaced.astype(np.int32), starts)
    wide = (2 * counts > ends - starts) & (ends - starts > 3)
    codes = page.code[order]
    if has_right_to_left(codes):
        wide[:] = True
    for number in np.flatnonzero(wide).tolist():
        here = slice(int(starts[number]), int(ends[number]))
        if has_right_to_left(codes[here]):
            # PDFium does not know where spaces are in such lines.
            reach = np.maximum.accumulate(page.along[order[here], 1])[:-1]
            apart = page.along[order[here], 0][1:] - reach
            spaced[here][1:] = apart > _BACKWARD_SPACE * page.size[order[here]][1:]
        elif 2 * np.count_nonzero(spaced[here]) > here.stop - here.start:
            spaced[here] = _letter_spaced(gaps[here], spaced[here], codes[here])


def _written_spaces(
    page: Characters, order: Integers, gaps: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Whether the file has a space between a character and the one to its left."""
    found = np.zeros(len(order), np.bool_)
    if not len(page.spaces):
        return found
    # Baselines by whole points, so that one search finds both the line and the place in it.
    keys = np.sort(np.round(page.spaces[:, 1]).astype(np.float64) * 1e5 + page.spaces[:, 0])
    here = np.flatnonzero(gaps > -0.1)[1:]
    before, after = order[here - 1], order[here]
    line = np.round(page.across[after]).astype(np.float64) * 1e5
    margin = 0.1 * page.size[after]
    start = np.searchsorted(keys, line + page.along[before, 1] - margin)
    found[here] = np.searchsorted(keys, line + page.along[after, 0] + 0.5 * margin) > start
    return found


def _letter_spaced(
    gaps: NDArray[np.float64], spaced: NDArray[np.bool_], codes: NDArray[np.uint32]
) -> NDArray[np.bool_]:
    """Type set wide: only what is much wider than the gap between its letters parts words."""
    letters = codes != 0x2E  # Dots that lead to a number are no letters.
    between = gaps[1:][letters[1:] & letters[:-1]]
    usual = float(np.median(between)) if len(between) else 0.0
    if usual <= _SEEN_SPACE:
        return spaced
    return spaced & (gaps > usual + max(_SPACE, 0.5 * usual))
