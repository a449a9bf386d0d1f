"""Where the text of a PDF is printed: from positions to boxes on pages, and back.

Pages are counted from 0. Coordinates are points of the page as it is shown, from its top left
corner rightwards and downwards; a picture of the page at a scale has them times the scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from annotator.exchange.documents.pdf.analysis import analyse

_WIDE_GAP: Final = 2.5
"""In heights of the line: boxes further apart are not drawn as one."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle on a page."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class PageMap:
    """For each character of `text` its page (-1 where it is not printed: spaces between words, line
    ends, brackets of notes' marks) and its box (n, 4: x0, y0, x1, y1; NaN where not printed).

    `sizes` (pages, 2) are width and height of the pages.
    """

    text: str
    page: NDArray[np.int32]
    box: NDArray[np.float32]
    sizes: NDArray[np.float32]

    def page_at(self, position: int) -> int:
        """The page of a position: that of the printed character there or, where there is none, of
        the next one, else of the one before; 0 in an empty text."""
        position = min(max(position, 0), len(self.page))
        following = np.flatnonzero(self.page[position : position + 1000] >= 0)
        if len(following):
            return int(self.page[position + following[0]])
        before = np.flatnonzero(self.page[:position] >= 0)
        return int(self.page[before[-1]]) if len(before) else 0

    def rectangles(self, start: int, end: int) -> list[Rectangle]:
        """What the characters ``start <= i < end`` cover, a rectangle a line, in their order."""
        printed = start + np.flatnonzero(self.page[start:end] >= 0)
        if not len(printed):
            return []
        page, box = self.page[printed], self.box[printed]
        height = np.maximum(box[1:, 3] - box[1:, 1], 1.0)
        shared = np.minimum(box[1:, 3], box[:-1, 3]) - np.maximum(box[1:, 1], box[:-1, 1])
        least = np.minimum(height, np.maximum(box[:-1, 3] - box[:-1, 1], 1.0))
        apart = np.maximum(box[1:, 0] - box[:-1, 2], box[:-1, 0] - box[1:, 2])
        new = (page[1:] != page[:-1]) | (shared < 0.4 * least) | (apart > _WIDE_GAP * height)
        firsts = np.concatenate([[0], np.flatnonzero(new) + 1])
        low = np.minimum.reduceat(box, firsts)
        high = np.maximum.reduceat(box, firsts)
        return [
            Rectangle(int(page[first]), *map(float, (*low[place, :2], *high[place, 2:])))
            for place, first in enumerate(firsts.tolist())
        ]

    def position_at(self, page: int, x: float, y: float) -> int | None:
        """The position nearest to a point of a page, where a caret would go: before the character
        there or, on its right half, behind it. None where nothing of the text is on the page."""
        here = np.flatnonzero(self.page == page)
        if not len(here):
            return None
        box = self.box[here]
        beside = np.maximum(np.maximum(box[:, 0] - x, x - box[:, 2]), 0)
        above = np.maximum(np.maximum(box[:, 1] - y, y - box[:, 3]), 0)
        # The line at the height of the point comes before what is nearer in another line.
        nearest = int(np.argmin(beside + 20 * above))
        behind = x > (box[nearest, 0] + box[nearest, 2]) / 2
        return int(here[nearest]) + int(behind)

    def character_at(self, page: int, x: float, y: float) -> int | None:
        """The position of the character whose box a point of a page lies in, or None."""
        here = np.flatnonzero(self.page == page)
        box = self.box[here]
        within = (box[:, 0] <= x) & (x <= box[:, 2]) & (box[:, 1] <= y) & (y <= box[:, 3])
        found = np.flatnonzero(within)
        return int(here[found[0]]) if len(found) else None

    def between(
        self, one: tuple[int, float, float], other: tuple[int, float, float]
    ) -> tuple[int, int] | None:
        """What is selected by dragging from one point (page, x, y) to another: start and end in
        the text. None where there is no text on one of the pages."""
        first, last = self.position_at(*one), self.position_at(*other)
        if first is None or last is None:
            return None
        return min(first, last), max(first, last)


def locate(data: bytes, name: str = "PDF") -> PageMap:
    """Where the text that `read_pdf` gives for the same bytes is printed, character for character.

    It reads the file again, which gives the same text as long as the reader is of the same version;
    compare `text` with that of the document. UserError as `read_pdf`.
    """
    found = analyse(data, name)
    box = np.full((len(found.text), 4), np.nan, np.float32)
    page_of = np.where(found.index_of >= 0, found.page_of, -1).astype(np.int32)
    offsets = np.cumsum([0, *(len(page.characters) for page in found.pages)])
    printed = np.flatnonzero(page_of >= 0)
    boxes = np.concatenate([page.characters.box for page in found.pages])
    box[printed] = boxes[offsets[page_of[printed]] + found.index_of[printed]]
    sizes = [(page.characters.width, page.characters.height) for page in found.pages]
    return PageMap(found.text, page_of, box, np.array(sizes, np.float32).reshape(-1, 2))
