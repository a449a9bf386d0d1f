"""Lines → paragraphs, and paragraphs that go on in the next column or on the next page.

Within a column lines are first grouped by type and spacing. In a group a line begins a paragraph
where it is indented against the next, where it stands out from a hanging paragraph, or where the
line before it has room for its first word: a writer would not have ended that line otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from annotator.exchange.documents.pdf.bullets import tell_bullets
from annotator.exchange.documents.pdf.columns import Line, Region
from annotator.exchange.documents.pdf.contents import ends_title, tell_contents
from annotator.exchange.documents.pdf.fonts import Font
from annotator.exchange.documents.pdf.hyphens import HYPHENS
from annotator.exchange.documents.pdf.layout import Page, first_word_width

_INDENT: Final = 0.6
BULLET: Final = re.compile(r"[•‣◦▪▫●○■□–—·∙⁃➢➤✓\uf0b7\uf0a7\uf0d8*-]\s+(?=\S)")
NUMBER: Final = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)])\s+(?=\S)")
_COUNTED: Final = re.compile(r"\(?(\d{1,2})[.)]\s+(?=\S)")
_ENDED: Final = re.compile(r"[.!?:…。！？][\"'”’»)\]\d]*$")


@dataclass(slots=True)
class Placed:
    """A line with the page it is on, and whether its type is bold."""

    page: Page
    line: Line
    bold: bool


@dataclass(slots=True)
class Block:
    """Lines that are one paragraph, heading, list item, caption or row.

    `left` and `right` are those of the column, in the direction of the type; `indented` says that
    the first line is; `full` that the last line had no room for another word.
    """

    lines: list[Placed]
    left: float
    right: float
    kind: str = "paragraph"
    level: int = 0
    label: str = ""
    skip: int = 0
    indented: bool = False
    cells: bool = False
    column: float = 0.0

    @property
    def size(self) -> float:
        """The size of its type, in points."""
        return self.lines[0].line.size

    @property
    def text(self) -> str:
        """Its lines, parted by spaces."""
        return " ".join(placed.line.text for placed in self.lines)[self.skip :]

    @property
    def in_contents(self) -> bool:
        """Whether it is an entry of a table of contents."""
        return self.lines[-1].line.leaders is not None

    @property
    def floats(self) -> bool:
        """Whether it may stand amid a paragraph: a caption, a row of a table."""
        return self.kind == "caption" or self.cells


def blocks_of(page: Page, region: Region, fonts: list[Font]) -> list[Block]:
    """The paragraphs of one column or stretch of a page."""
    _tell_wide_lines(region)
    tell_contents(region)
    tell_bullets(region, page.shapes)
    if region[0].segments[0].backwards:
        for line in region:
            line.mirror()
    placed = [Placed(page, line, _bold(page, line, fonts)) for line in region]
    blocks: list[Block] = []
    column = _right_margin(region)
    for group in _groups(placed):
        blocks += _paragraphs(group, column)
    start = min(line.left for line in region)
    for block in blocks:
        block.column = start
    return blocks


def _tell_wide_lines(region: Region) -> None:
    """Lines of few words that were spaced out to fill their column are no rows of a table: they
    are as wide as the lines around them, and all their gaps are alike."""
    left, right = _margin(region), _right_margin(region)
    for number, line in enumerate(region):
        if not line.row or abs(line.right - right) > 1 or not -1 < line.left - left < 4 * line.size:
            continue
        across = sorted(line.segments, key=lambda segment: segment.left)
        gaps = [one.left - other.right for other, one in pairwise(across)]
        apart = all(" " not in segment.text for segment in line.segments)
        near = [*region[max(number - 2, 0) : number], *region[number + 1 : number + 3]]
        among = any(not other.row and abs(other.size - line.size) < 0.5 for other in near)
        if gaps and apart and among and max(gaps) < 1.2 * min(gaps):
            line.row = False


def _bold(page: Page, line: Line, fonts: list[Font]) -> bool:
    ends = (line.segments[0].characters[0], line.segments[-1].characters[-1])
    return all(index >= 0 and fonts[page.characters.font[index]].bold for index in ends)


def _groups(placed: list[Placed]) -> Iterator[list[Placed]]:
    """Lines of one type with no more than the usual space between them."""
    steps: dict[int, list[float]] = {}
    for one, other in pairwise(placed):
        step = other.line.baseline - one.line.baseline
        if 0 < step < 2.2 * other.line.size and _alike(one, other):
            steps.setdefault(round(other.line.size), []).append(step)
    # Not the middle one: where paragraphs are short and set apart, most steps are wide.
    usual = {size: sorted(found)[len(found) * 3 // 10] for size, found in steps.items()}
    group: list[Placed] = []
    for item in placed:
        if group:
            before = group[-1]
            step = item.line.baseline - before.line.baseline
            most = 1.22 * usual.get(round(item.line.size), 1.3 * item.line.size) + 0.5
            if not _alike(before, item) or step > most or step <= 0:
                yield group
                group = []
        group.append(item)
    if group:
        yield group


def _alike(one: Placed, other: Placed) -> bool:
    sizes = one.line.size, other.line.size
    same_size = abs(sizes[0] - sizes[1]) <= 0.09 * max(sizes)
    return same_size and one.bold == other.bold and one.line.row == other.line.row


def _paragraphs(group: list[Placed], column: float) -> Iterator[Block]:
    lines = [placed.line for placed in group]
    left, right = _margin(lines), _right_margin(lines)
    narrow = right - left < 0.7 * (column - left)
    if narrow and (len(lines) <= 3 or _is_ragged(group, right)):
        # Too few, or too uneven, to have a margin of their own.
        right = column
    if lines[0].row:
        yield from (Block([placed], left, right, cells=True) for placed in group)
        return
    hanging = _hangs(lines)
    start = 0
    for index in range(1, len(group) + 1):
        if index == len(group) or _begins(group, index, left, right, hanging=hanging):
            indented = not hanging and lines[start].left > left + _INDENT * lines[start].size
            yield Block(group[start:index], left, right, indented=indented)
            start = index


def _is_ragged(group: list[Placed], right: float) -> bool:
    """Whether most lines end where there is room for the next word: items, not running text."""
    room = [
        right - before.line.right - 0.25 * item.line.size > first_word_width(item.page, item.line)
        for before, item in pairwise(group)
    ]
    return 2 * sum(room) > len(room)


def _margin(lines: list[Line]) -> float:
    """Where most lines begin; the outermost of those where several are as many."""
    counts = Counter(round(line.left) for line in lines)
    most = max(counts.values())
    chosen = min(place for place, count in counts.items() if count == most)
    return min(line.left for line in lines if round(line.left) == chosen)


def _right_margin(lines: list[Line]) -> float:
    """Where lines end at most; a few that stick out do not count."""
    return sorted((line.right for line in lines), reverse=True)[len(lines) // 12]


def _hangs(lines: list[Line]) -> bool:
    """Whether first lines stand out to the left, as in lists of references."""
    size = lines[0].size
    usual = _margin(lines)
    out = sum(line.left < usual - _INDENT * size for line in lines)
    inner = sum(line.left > usual + _INDENT * size for line in lines)
    return out > 0 and out > inner and lines[0].left < usual - _INDENT * size


def _begins(group: list[Placed], index: int, left: float, right: float, *, hanging: bool) -> bool:
    """Whether the line at an index begins a paragraph."""
    line, before = group[index].line, group[index - 1].line
    size = line.size
    if before.text.endswith(tuple(HYPHENS)) and line.text[:1].islower():
        return False
    if line.bullet or before.leaders or line.leaders or _counts_on(group, index):
        new = line.bullet or before.leaders is not None
        return new or not ends_title(line, before, (left + right) / 2)
    if BULLET.match(line.text) or (line.left < left + 8 * size and before.right < left - size):
        return True
    if hanging:
        return line.left < left - _INDENT * size
    room = right - before.right - 0.25 * size
    if room > first_word_width(group[index].page, line):
        return not _centred(line, before, left, right)
    following = group[index + 1].line if index + 1 < len(group) else None
    return _beside(line, before) or _indented(line, before, following, left)


def _counts_on(group: list[Placed], index: int) -> bool:
    """Whether a line begins with the number after that of the last line that begins with one at the
    same place, and no line between stands further out."""
    line = group[index].line
    value = _number_before(line.text)
    if value is None:
        return False
    for placed in reversed(group[:index]):
        before = placed.line
        if before.left < line.left - 0.3 * line.size:
            return False
        if abs(before.left - line.left) <= 0.3 * line.size:
            earlier = _number_before(before.text)
            if earlier is not None:
                return earlier == value - 1
    return False


def _number_before(text: str) -> int | None:
    """The number of an item, where a line begins with one."""
    found = _COUNTED.match(text)
    return None if found is None else int(found[1])


def _beside(line: Line, before: Line) -> bool:
    """Whether a line stands at the right of where the one before it begins, as a date may."""
    return before.right > line.right and line.left > before.left + 0.5 * (
        before.right - before.left
    )


def _indented(line: Line, before: Line, following: Line | None, left: float) -> bool:
    """Whether a line is the first of a paragraph by where it begins."""
    indent = _INDENT * line.size
    if NUMBER.match(line.text) and following and following.left > line.left + indent:
        return True
    if not indent < line.left - left < 6 * line.size:
        return False
    if before.left > left + indent and abs(before.left - line.left) < 0.3 * line.size:
        # Two lines equally far in: a quoted block, unless the text goes on at the margin.
        return following is not None and following.left < line.left - indent
    return not BULLET.match(before.text) and not NUMBER.match(before.text)


def _centred(line: Line, before: Line, left: float, right: float) -> bool:
    """Lines of a title: large, centred on one axis."""
    middle, middle_before = (line.left + line.right) / 2, (before.left + before.right) / 2
    wide = before.left - left > line.size or right - before.right > line.size
    return abs(middle - middle_before) < 0.6 * line.size and wide and line.size > 13


def joined(blocks: list[Block]) -> list[Block]:
    """Paragraphs that go on in the next column or on the next page, as one block."""
    found: list[Block] = []
    open_at: int | None = None
    for block in blocks:
        if open_at is not None and _goes_on(found[open_at], block):
            found[open_at].lines += block.lines
            continue
        found.append(block)
        if not block.floats:
            open_at = len(found) - 1
    return found


def _goes_on(before: Block, block: Block) -> bool:
    last, first = before.lines[-1], block.lines[0]
    apart_from_text = block.floats or block.in_contents or before.in_contents
    if (
        block.kind != "paragraph"
        or before.kind not in ("paragraph", "list-item")
        or apart_from_text
    ):
        return False
    apart = first.page is not last.page or first.line.baseline < last.line.baseline
    if not apart or first.bold != last.bold or abs(before.size - block.size) > 0.06 * block.size:
        return False
    text, following = last.line.text, block.text
    if text.endswith(tuple(HYPHENS)) and following[:1].islower():
        return True
    ended = bool(_ENDED.search(text))
    if following[:1].islower() and not ended:
        return True
    width = first_word_width(first.page, first.line)
    if before.right - last.line.right - 0.25 * block.size > width:
        return False
    return not block.indented and not ended
