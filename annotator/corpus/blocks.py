"""The paragraphs of a text that has structure: its blocks, as the author laid them out.

A block is a paragraph, a heading, an item of a list, a cell and the like that holds no other one.
What lies between blocks goes with the block in whose line it stands, such as the mark before a
note; else each of its lines is a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from annotator.corpus.structure import Structure

BLOCKS: Final = (
    *("paragraph", "heading", "list-item", "cell", "caption", "quote", "preformatted", "verse"),
    *("footnote", "endnote", "turn", "record"),
)
"""Kinds of elements that are paragraphs where they hold no others of these."""

Bounds = list[tuple[int, int]]


def paragraph_bounds(text: str, structure: Structure) -> Bounds:
    """Start and end of each paragraph that has something written in it, in order; no line feeds at
    their ends. Empty where the structure has no blocks."""
    blocks = _innermost(structure)
    if not blocks:
        return []
    found: Bounds = []
    position = 0
    for start, end in blocks:
        if position < start and _is_written(text, position, start):
            start = _between(text, found, position, start)  # noqa: PLW2901
        if not text[start].isspace() or _is_written(text, start, end):
            found.append((start, end))
        position = max(position, end)
    if position < len(text):
        rest = _between(text, found, position, len(text))
        if _is_written(text, rest, len(text)):
            found.append((rest, len(text)))
    return found


def _innermost(structure: Structure) -> Bounds:
    """The blocks that hold no others, in order and apart."""
    starts, ends = structure.start, structure.end
    # In order of their starts, the longer ones first.
    spans = [(starts[number], ends[number]) for number in structure.numbers(*BLOCKS)]
    spans = [span for span in spans if span[0] < span[1]]
    found: Bounds = []
    reached = 0
    for (start, end), (following, its_end) in pairwise([*spans, (len(spans) and spans[-1][1], 0)]):
        if following < end and its_end <= end:
            continue  # it holds the next one
        start = max(start, reached)  # noqa: PLW2901  (a block that reaches into the next one)
        if start < end:
            found.append((start, end))
            reached = end
    return found


def _between(text: str, found: Bounds, start: int, end: int) -> int:
    """Take over what lies between two blocks; where the next one begins, with what stands before
    it in its line."""
    first = text.find("\n", start, end)
    if first < 0:
        return _written(text, start, end)
    if found and found[-1][1] == start and _is_written(text, start, first):
        found[-1] = (found[-1][0], first)
        start = first
    last = text.rfind("\n", start, end) + 1
    found += _lines(text, start, last - 1)
    return _written(text, last, end)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines in a stretch in which something is written."""
    while start < end:
        feed = text.find("\n", start, end)
        stop = end if feed < 0 else feed
        # Of most lines the first character tells.
        if not text[start].isspace() or _is_written(text, start, stop):
            yield start, stop
        start = stop + 1


def _is_written(text: str, start: int, end: int) -> bool:
    """Whether a stretch holds more than white space."""
    return start < end and not text[start:end].isspace()


def _written(text: str, start: int, end: int) -> int:
    """The first character in a stretch that is written; its end where there is none."""
    if start == end or not text[start].isspace():
        return start
    stretch = text[start:end]
    return end - len(stretch.lstrip())
