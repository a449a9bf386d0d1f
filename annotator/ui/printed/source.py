"""What the view of printed pages asks of a document: sizes, places of characters, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (from 0), in points (1/72 inch) from its top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels: rows of `stride` bytes, four bytes a pixel (blue, green, red, unused)."""

    width: int
    height: int
    stride: int
    data: bytes


class PrintedPages(Protocol):
    """A document's pages. Positions are code points of its text, half open."""

    @property
    def sizes(self) -> Sequence[tuple[float, float]]:
        """Width and height of each page in points."""

    @property
    def labels(self) -> Sequence[str]:
        """What each page is called: as printed where that is known, else its number."""

    def span(self, page: int) -> tuple[int, int]:
        """Start and end of the page's text; equal where it has none."""

    def page_of(self, position: int) -> int:
        """The page (from 0) that holds the character."""

    def boxes(self, start: int, end: int) -> Sequence[Box]:
        """Where the characters stand, a box for each line."""

    def position(self, page: int, x: float, y: float) -> int | None:
        """The caret position nearest to a point of a page; None where the page has no text."""

    def render(self, page: int, scale: float) -> Picture:
        """The page as pixels, `scale` of them to a point. Any thread may ask."""
