"""Lines → paragraphs, and paragraphs that go on in the next column or on the next page.

Within a column lines are first grouped by type and spacing. In a group a line begins a paragraph
where it is indented against the next, where it stands out from a hanging paragraph, or where the
line before it has room for its first word: a writer would not have ended that line otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from annotator.exchange.documents.pdf.columns import Line, Region
from annotator.exchange.documents.pdf.fonts import Font
from annotator.exchange.documents.pdf.hyphens import HYPHENS
from annotator.exchange.documents.pdf.layout import Page, first_word_width

_INDENT: Final = 0.6
_BULLET: Final = re.compile(r"[•‣◦▪▫●○■□–—·∙⁃➢➤✓\uf0b7\uf0a7\uf0d8*-]\s+(?=\S)")
_NUMBER: Final = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)])\s+(?=\S)")
_CAPTION: Final = re.compile(
    r"(?:fig(?:ure|\.)?|table|tab\.|abb(?:ildung|\.)|tabelle|tableau|figura|tabla|chart|box|scheme)"
    r"\s+(?:\d+|[ivxlc]+)(?:\.\d+)*\s*[.:–—]?(?:\s|$)",
    re.IGNORECASE,
)
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
    notes: list[int] = field(default_factory=list)

    @property
    def size(self) -> float:
        """The size of its type, in points."""
        return self.lines[0].line.size

    @property
    def text(self) -> str:
        """Its lines, parted by spaces."""
        return " ".join(placed.line.text for placed in self.lines)[self.skip :]

    @property
    def floats(self) -> bool:
        """Whether it may stand amid a paragraph: a caption, a row of a table."""
        return self.kind == "caption" or self.cells


def blocks_of(page: Page, region: Region, fonts: list[Font]) -> list[Block]:
    """The paragraphs of one column or stretch of a page."""
    placed = [Placed(page, line, _bold(page, line, fonts)) for line in region]
    blocks: list[Block] = []
    for group in _groups(placed):
        blocks += _paragraphs(group)
    return blocks


def _bold(page: Page, line: Line, fonts: list[Font]) -> bool:
    ends = (line.segments[0].characters[0], line.segments[-1].characters[-1])
    return all(index >= 0 and fonts[page.characters.font[index]].bold for index in ends)


def _groups(placed: list[Placed]) -> Iterator[list[Placed]]:
    """Lines of one type with no more than the usual space between them."""
    steps: dict[int, list[float]] = {}
    for one, other in zip(placed, placed[1:], strict=False):
        step = other.line.baseline - one.line.baseline
        if 0 < step < 2.2 * other.line.size and _alike(one, other):
            steps.setdefault(round(other.line.size), []).append(step)
    usual = {size: median(found) for size, found in steps.items()}
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


def _paragraphs(group: list[Placed]) -> Iterator[Block]:
    lines = [placed.line for placed in group]
    left, right = _margin(lines), _right_margin(lines)
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
    if _BULLET.match(line.text):
        return True
    if line.left < left + 8 * size and before.right < left - size:
        return True
    if hanging:
        return line.left < left - _INDENT * size
    width = first_word_width(group[index].page, line)
    room = right - before.right - 0.25 * size
    if room > width and not _centred(line, before, left, right):
        return True
    if before.right > line.right and line.left > before.left + 0.5 * (before.right - before.left):
        return True
    following = group[index + 1].line if index + 1 < len(group) else None
    if _NUMBER.match(line.text) and following and following.left > line.left + _INDENT * size:
        return True
    indent = line.left - left
    if not _INDENT * size < indent < 6 * size:
        return False
    if before.left > left + _INDENT * size and abs(before.left - line.left) < 0.3 * size:
        # Two lines equally far in: a quoted block, unless the text goes on at the margin.
        return following is not None and following.left < line.left - _INDENT * size
    return not _BULLET.match(before.text) and not _NUMBER.match(before.text)


def _centred(line: Line, before: Line, left: float, right: float) -> bool:
    """Lines of a title: large, centred on one axis."""
    middle, middle_before = (line.left + line.right) / 2, (before.left + before.right) / 2
    wide = before.left - left > line.size or right - before.right > line.size
    return abs(middle - middle_before) < 0.6 * line.size and wide and line.size > 13


def mark_kinds(blocks: list[Block]) -> None:
    """Tell captions and list items from paragraphs."""
    for number, block in enumerate(blocks):
        text = block.text
        if _CAPTION.match(text) and not block.cells:
            block.kind = "caption"
        elif bullet := _BULLET.match(text):
            _make_item(block, bullet.group())
        elif (found := _NUMBER.match(text)) and _is_listed(blocks, number, found.group()):
            _make_item(block, found.group())
    _set_levels(blocks)


def _make_item(block: Block, marker: str) -> None:
    block.kind, block.label, block.skip = "list-item", marker.strip(), len(marker)


def _is_listed(blocks: list[Block], number: int, marker: str) -> bool:
    """Whether a numbered paragraph hangs from its number and has one beside it that does."""
    block = blocks[number]
    first = block.lines[0].line
    hangs = len(block.lines) > 1 and block.lines[1].line.left > first.left + 0.5 * first.size
    near = [*blocks[max(number - 2, 0) : number], *blocks[number + 1 : number + 3]]
    beside = any(
        abs(other.lines[0].line.left - first.left) < 1
        and (other.kind == "list-item" or _NUMBER.match(other.text))
        and abs(other.size - block.size) < 0.5
        for other in near
    )
    return beside and (hangs or first.left > block.left + block.size) and not block.lines[0].bold


def _set_levels(blocks: list[Block]) -> None:
    """Levels of list items by how far they stand in, within one list on one page."""
    lefts: list[float] = []
    for block in blocks:
        if block.kind != "list-item":
            lefts = [] if not block.floats else lefts
            continue
        line = block.lines[0].line
        while lefts and line.left < lefts[-1] - 0.5 * line.size:
            lefts.pop()
        if not lefts or line.left > lefts[-1] + 0.5 * line.size:
            lefts.append(line.left)
        block.level = len(lefts)


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
    if block.kind != "paragraph" or before.kind not in ("paragraph", "list-item") or block.floats:
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
