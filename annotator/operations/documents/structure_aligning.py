"""The structure of a corrected text, from that of the text before it.

Where an element's passage is the same, so is the element. What is set apart within a line and was
changed (emphasis, links, marks) is dropped: nobody can say what of it still holds. Blocks and what
holds blocks (paragraphs, cells, pages, tables) reach from the first to the last of their words that
are still there, and to the ends of their lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from annotator.corpus.blocks import BLOCKS
from annotator.corpus.structure import Element, Structure
from annotator.operations.documents.aligning import LineAlignment

_LINES: Final = frozenset(BLOCKS) - {"cell"}
_REACH: Final = frozenset((*BLOCKS, "page", "table", "row", "furniture"))
_Ints = np.ndarray[Any, np.dtype[np.int64]]


def aligned_structure(structure: Structure, alignment: LineAlignment, new: str) -> Structure:
    """The structure over the text `new`, which `alignment` matches with the one before."""
    return Structure.of(_elements(structure, alignment, new)) if structure else structure


def _elements(structure: Structure, alignment: LineAlignment, new: str) -> Iterator[Element]:
    starts = np.array(structure.start, dtype=np.int64)
    ends = np.array(structure.end, dtype=np.int64)
    images = alignment.images(starts, ends).tolist()
    low, high = (found.tolist() for found in _reaching(alignment, starts, ends))
    for number, element in enumerate(structure):
        start, length = images[number], element.end - element.start
        if start >= 0 and length:
            yield Element(element.kind, start, start + length, element.values)
        elif element.kind in _REACH and low[number] < high[number]:
            start, end = low[number], high[number]
            if element.kind in _LINES:
                start, end = _to_line_ends(new, start, end)
            yield Element(element.kind, start, end, element.values)
        elif not length and low[number] >= 0:
            yield Element(element.kind, low[number], low[number], element.values)


def _reaching(alignment: LineAlignment, starts: _Ints, ends: _Ints) -> tuple[_Ints, _Ints]:
    """By passage, where the first and behind the last of its characters that are still there stand;
    -1 and -1 where none is. Of an empty one, where the character stands that it stood before."""
    none = np.full(len(starts), -1, dtype=np.int64)
    if not len(alignment.starts):
        return none, none
    run_ends = alignment.starts + alignment.lengths
    first = np.searchsorted(run_ends, starts, side="right")
    last = np.searchsorted(alignment.starts, ends, side="left") - 1
    there = (first < len(run_ends)) & ((first <= last) | (starts == ends))
    first, last = np.minimum(first, len(run_ends) - 1), np.maximum(last, 0)
    low = np.maximum(starts, alignment.starts[first]) - alignment.starts[first]
    high = np.minimum(ends, run_ends[last]) - alignment.starts[last]
    return (
        np.where(there, low + alignment.places[first], -1),
        np.where(there, high + alignment.places[last], -1),
    )


def _to_line_ends(text: str, start: int, end: int) -> tuple[int, int]:
    """As far as the line feeds, and in a row of a table the tabs, on either side."""
    start = max(text.rfind("\n", 0, start), text.rfind("\t", 0, start)) + 1
    stops = [place for mark in "\n\t" if (place := text.find(mark, end)) >= 0]
    return start, min(stops, default=len(text))
