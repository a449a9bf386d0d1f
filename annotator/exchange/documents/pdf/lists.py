"""List items and captions, told by how they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from annotator.exchange.documents.pdf.paragraphs import BULLET, NUMBER, Block

_CAPTION: Final = re.compile(
    r"(?:fig(?:ure|\.)?|table|tab\.|abb(?:ildung|\.)|tabelle|tableau|figura|tabla|chart|box|scheme)"
    r"\s+(?:\d+|[ivxlc]+)(?:\.\d+)*\s*(?:[.:–—](?:\s|$)|$)",
    re.IGNORECASE,
)


def mark_kinds(blocks: list[Block]) -> None:
    """Tell captions and list items from paragraphs."""
    for block in blocks:
        text = block.text
        if block.in_contents:
            continue
        if _CAPTION.match(text) and not block.cells:
            block.kind = "caption"
        elif block.lines[0].line.bullet and not block.cells:
            block.kind, block.label = "list-item", "•"
        elif bullet := BULLET.match(text):
            _make_item(block, bullet.group())
    for run in _numbered_runs(blocks):
        if any(map(_hangs_or_is_in, run)):
            for block in run:
                found = NUMBER.match(block.text)
                _make_item(block, found.group() if found else "")
    _set_levels(blocks)


def _numbered_runs(blocks: list[Block]) -> Iterator[list[Block]]:
    """Two or more paragraphs with numbers, below one another at one margin; items, and such runs
    that stand further in, may stand between them."""
    runs: list[list[Block]] = []
    for block in blocks:
        if block.kind == "list-item" or block.in_contents:
            continue
        numbered = block.kind == "paragraph" and not block.lines[0].bold and not block.cells
        if not numbered or not NUMBER.match(block.text):
            yield from (run for run in runs if len(run) > 1)
            runs = []
            continue
        while runs and not _at_one_margin(runs[-1][-1], block):
            if _is_further_in(block, runs[-1][-1]):
                break
            if len(run := runs.pop()) > 1:
                yield run
        if runs and _at_one_margin(runs[-1][-1], block):
            runs[-1].append(block)
        else:
            runs.append([block])
    yield from (run for run in runs if len(run) > 1)


def _is_further_in(block: Block, other: Block) -> bool:
    left, before = (one.lines[0].line.left - one.column for one in (block, other))
    return left > before + 0.5 * block.size


def _at_one_margin(one: Block, other: Block) -> bool:
    lefts = (block.lines[0].line.left - block.column for block in (one, other))
    return abs(next(lefts) - next(lefts)) < 1.5 and abs(one.size - other.size) < 0.5


def _hangs_or_is_in(block: Block) -> bool:
    """Whether a paragraph hangs from its number, or stands in from the margin of its column."""
    first = block.lines[0].line
    hangs = len(block.lines) > 1 and block.lines[1].line.left > first.left + 0.5 * first.size
    return hangs or first.left > block.column + first.size


def _make_item(block: Block, marker: str) -> None:
    block.kind, block.label, block.skip = "list-item", marker.strip(), len(marker)


def _set_levels(blocks: list[Block]) -> None:
    """Levels of list items by how far they stand in, within one list on one page."""
    lefts: list[float] = []
    for block in blocks:
        if block.kind != "list-item":
            lefts = [] if not block.floats else lefts
            continue
        left, size = block.lines[0].line.left - block.column, block.size
        while lefts and left < lefts[-1] - 0.5 * size:
            lefts.pop()
        if not lefts or left > lefts[-1] + 0.5 * size:
            lefts.append(left)
        block.level = len(lefts)
