"""Segments → lines in reading order, over one column or several.

The page is cut where a gutter runs: a strip that no segment crosses over a stretch of the page,
with running text on both of its sides. What crosses a gutter (a title above the columns, a wide
figure's caption between them) parts the stretches. Tables have gutters too; they are told by short
cells, and by the order in which the file draws: row by row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from annotator.exchange.documents.pdf.segments import Segment

_LEAST_GUTTER: Final = 0.6
_LEAST_LINES: Final = 3
_FILL: Final = 0.72
"""A line of running text fills its column; of a table's cells the middle one does not."""
_DEEPEST: Final = 6
_LEADERS: Final = re.compile(
    r"(?:\s*[.·․‥…]){4,}\s*(?=(?:\d{1,4}|[ivxlcdm]{1,7}|[A-Z]{1,2}-?\d{1,3})$)", re.IGNORECASE
)
"""The dots in a table of contents that lead to the number of a page."""
_PAGE_NUMBER: Final = re.compile(r"\d{1,4}|[ivxlcdm]{1,7}")
_MARKER: Final = re.compile(r"[\d.]{1,8}[.)]?|\W|\(?\w{1,3}[.)]")


class Line:
    """The segments of one line, as read; baseline and size are those of the largest.

    `left` and `right` are where it begins and ends on the page, until `mirror`.
    """

    __slots__ = (
        "baseline",
        "bullet",
        "leaders",
        "left",
        "mixed",
        "right",
        "row",
        "segments",
        "size",
        "text",
    )

    def __init__(self, segments: list[Segment]) -> None:
        """`mixed` says that there is smaller type in it; `row` that it is one of a table; `leaders`
        where in `text` the dots of a table of contents are that lead to the number of a page;
        `bullet` that a bullet is drawn before it."""
        self.bullet = False
        self.left = segments[0].left
        self.right = max(segment.right for segment in segments)
        main = segments[0]
        if len(segments) > 1:
            main = max(segments, key=lambda segment: (segment.size, len(segment.text)))
        self.baseline = main.baseline
        self.size = main.size
        # In the order of reading from here on.
        self.segments = segments[::-1] if main.backwards else segments
        self.text = " ".join(segment.text for segment in self.segments)
        dots = _LEADERS.search(self.text)
        self.leaders = dots.span() if dots else None
        self.row = not dots and _is_row(segments, main.size)
        self.mixed = any(s.mixed or s.size < 0.85 * main.size for s in segments)

    def lead_to_number(self) -> bool:
        """Take a row of a title and the number of a page for one of a table of contents, without
        dots; says whether it can be one."""
        if len(self.segments) < 2 or not _PAGE_NUMBER.fullmatch(self.segments[-1].text):
            return False
        end = len(self.text) - len(self.segments[-1].text)
        self.leaders, self.row = (end - 1, end), False
        return True

    def mirror(self) -> None:
        """Have `left` and `right` count from the right, for the rules of lines read that way."""
        self.left, self.right = -self.right, -self.left


def _is_row(segments: list[Segment], size: float) -> bool:
    """Whether the gaps in a line are too wide for the spaces of a sentence."""
    text = " ".join(segment.text for segment in segments)
    if text.count(". .") > 2 or "....." in text:
        return True
    gaps = [one.left - other.right for other, one in pairwise(segments)]
    return bool(gaps) and max(gaps) > 1.6 * size and not _MARKER.fullmatch(segments[0].text)


Region = list[Line]
"""Lines below one another, in one column."""


def regions_of(segments: list[Segment]) -> list[Region]:
    """The columns and full-width stretches of a page, in reading order."""
    return [_lines(part) for part in _cut(segments, 0) if part]


def rows_of(segments: list[Segment]) -> list[list[Segment]]:
    """Segments by baseline, from the top, each row from left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda segment: segment.baseline):
        last = rows[-1][0] if rows else None
        if last and segment.baseline - last.baseline <= 0.3 * min(segment.size, last.size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    for row in rows:
        row.sort(key=lambda segment: segment.left)
    return rows


def _lines(segments: list[Segment]) -> Region:
    return [Line(row) for row in rows_of(segments)]


def _cut(segments: list[Segment], depth: int) -> list[list[Segment]]:
    """Parts of a page or of a column in reading order, each of which is read line by line."""
    if len(segments) < 2 * _LEAST_LINES or depth > _DEEPEST:
        return [segments]
    best: list[_Stretch] = []
    score = 0.0
    for gutter in _gutters(segments):
        stretches = _stretches(segments, gutter)
        height = sum(stretch.shared_height for stretch in stretches if stretch.parted)
        if height > score:
            best, score = stretches, height
    if not best:
        return [segments]
    parts: list[list[Segment]] = []
    whole: list[Segment] = []
    for stretch in best:
        if not stretch.parted:
            whole += stretch.left + stretch.right + stretch.crossing
            continue
        if whole:
            parts += _cut(whole, depth + 1)
            whole = []
        sides = stretch.left, stretch.right
        for side in reversed(sides) if segments[0].backwards else sides:
            parts += _cut(side, depth + 1)
    if whole:
        parts += _cut(whole, depth + 1)
    return parts


def _gutters(segments: list[Segment]) -> list[float]:
    """Places, from left to right, that few segments cross and that have segments on both sides."""
    left = np.array([segment.left for segment in segments])
    right = np.array([segment.right for segment in segments])
    start, end = float(left.min()), float(right.max())
    width = int(end - start) + 1
    if not 20 < width < 20_000:
        return []
    covered = np.zeros(width + 1, np.int32)
    np.add.at(covered, np.clip((left - start).astype(int), 0, width), 1)
    np.add.at(covered, np.clip((right - start).astype(int), 0, width), -1)
    covered = np.cumsum(covered)[:width]
    before = np.maximum.accumulate(covered)
    after = np.maximum.accumulate(covered[::-1])[::-1]
    low = covered <= 0.35 * np.minimum(before, after)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], low, [False]]).astype(np.int8)))
    found = []
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        part = covered[first:last]
        lowest = np.flatnonzero(part == part.min())
        found.append(start + first + float(lowest[0] + lowest[-1] + 1) / 2)
    return found[:24]


@dataclass(slots=True)
class _Stretch:
    """A stretch of the page: segments left and right of a gutter, or one that crosses it."""

    left: list[Segment]
    right: list[Segment]
    crossing: list[Segment]
    parted: bool = False

    @property
    def shared_height(self) -> float:
        """The height over which both sides have text."""
        if not self.left or not self.right:
            return 0.0
        top = max(min(s.top for s in self.left), min(s.top for s in self.right))
        bottom = min(max(s.bottom for s in self.left), max(s.bottom for s in self.right))
        return max(bottom - top, 0.0)


def _stretches(segments: list[Segment], gutter: float) -> list[_Stretch]:
    """The page from top to bottom, parted by what crosses the gutter."""
    stretches = [_Stretch([], [], [])]
    for segment in sorted(segments, key=lambda segment: segment.baseline):
        current = stretches[-1]
        if segment.left < gutter < segment.right:
            if not current.crossing:
                current = _Stretch([], [], [])
                stretches.append(current)
            current.crossing.append(segment)
            continue
        if current.crossing:
            current = _Stretch([], [], [])
            stretches.append(current)
        (current.left if segment.right <= gutter else current.right).append(segment)
    return _judged(stretches, gutter)


def _judged(stretches: list[_Stretch], gutter: float) -> list[_Stretch]:
    """Say which stretches are columns; once one is, others with the same margins are."""
    for stretch in stretches:
        stretch.parted = _are_columns(stretch)
    sure = [stretch for stretch in stretches if stretch.parted]
    if not sure:
        return stretches
    column = min(segment.left for stretch in sure for segment in stretch.right)
    for stretch in stretches:
        if not stretch.parted and stretch.left and stretch.right:
            size = stretch.right[0].size
            aligned = all(segment.left > column - 0.5 * size for segment in stretch.right)
            stretch.parted = aligned and not _row_by_row(stretch) and len(stretch.left) > 1
    return stretches


def _are_columns(stretch: _Stretch) -> bool:
    left, right = rows_of(stretch.left), rows_of(stretch.right)
    if min(len(left), len(right)) < 2:
        return False
    space = min(s.left for s in stretch.right) - max(s.right for s in stretch.left)
    if space < _LEAST_GUTTER * min(stretch.left[0].size, stretch.right[0].size):
        return False
    if stretch.shared_height <= 0:
        return False
    if min(len(left), len(right)) >= _LEAST_LINES and _running(left) and _running(right):
        return True
    return _drawn_apart(stretch) and _side_by_side(stretch)


def _running(rows: list[list[Segment]]) -> bool:
    """Whether rows are lines of running text: most fill the width, and have several words."""
    width = max(row[-1].right for row in rows) - min(row[0].left for row in rows)
    fills = sorted((row[-1].right - row[0].left) / max(width, 1.0) for row in rows)
    words = sorted(sum(segment.text.count(" ") + 1 for segment in row) for row in rows)
    wide = width > 9 * rows[0][0].size
    return wide and fills[len(fills) // 2] >= _FILL and words[len(words) // 2] >= 3


def _changes(stretch: _Stretch) -> int:
    """How often the file goes from one side to the other as it draws."""
    sides = sorted(
        [(segment.first, 0) for segment in stretch.left]
        + [(segment.first, 1) for segment in stretch.right]
    )
    return sum(one[1] != other[1] for one, other in pairwise(sides))


def _drawn_apart(stretch: _Stretch) -> bool:
    return _changes(stretch) == 1


def _row_by_row(stretch: _Stretch) -> bool:
    return _changes(stretch) >= min(len(stretch.left), len(stretch.right)) > 1


def _side_by_side(stretch: _Stretch) -> bool:
    """Whether the two sides begin and end at about the same height: blocks beside each other."""
    height = max(s.bottom for s in stretch.left + stretch.right) - min(
        s.top for s in stretch.left + stretch.right
    )
    return stretch.shared_height > 0.5 * height
