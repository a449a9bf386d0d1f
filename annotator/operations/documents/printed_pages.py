"""The pages of a document as printed: their pictures, and where on them the text stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from annotator.corpus.messages import tr
from annotator.corpus.structure import Structure
from annotator.errors import UserError
from annotator.storage import document_files, queries
from annotator.storage.project_file import ProjectFile

if TYPE_CHECKING:
    from annotator.exchange.documents.pdf.page_map import PageMap

_WITH_PAGES: Final = "pdf"
"""The reader whose files have pages that can be shown."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (from 0), in points (1/72 inch) from its top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as pixels: rows of `stride` bytes, four bytes a pixel (red, green, blue, 255)."""

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
        """Start and end of the text that stands on a page; equal where there is none."""

    def page_of(self, position: int) -> int:
        """The page (from 0) that holds the character."""

    def boxes(self, start: int, end: int) -> Sequence[Box]:
        """Where the characters stand, a box for each line."""

    def position(self, page: int, x: float, y: float) -> int | None:
        """The caret position nearest to a point of a page; None where the page has no text."""

    def render(self, page: int, scale: float) -> PagePicture:
        """The page as pixels, `scale` of them to a point. Any thread may ask."""

    def locate(self) -> None:
        """Find out where the text stands; takes a while, and any thread may do it. Until then no
        character has a box. UserError where it can't be found out."""

    def close(self) -> None:
        """Let go of the file."""


class PdfPages:
    """`PrintedPages` of a PDF: pictures at once, places once `locate` is done."""

    def __init__(self, data: bytes, text: str, structure: Structure) -> None:
        from annotator.exchange.documents.pdf.pictures import PageImages  # noqa: PLC0415

        self._data, self._text = data, text
        self._images = PageImages(data, "PDF")
        self._places: PageMap | None = None
        self.sizes: Sequence[tuple[float, float]] = [
            self._images.size(number) for number in range(self._images.page_count)
        ]
        self.labels: Sequence[str] = _labels(structure, len(self.sizes))
        self._starts = _starts(structure, len(self.sizes))
        self._spans: list[tuple[int, int]] = [(0, 0)] * len(self.sizes)

    def locate(self) -> None:
        """Read the file again for the places of its characters."""
        from annotator.exchange.documents.pdf.page_map import locate  # noqa: PLC0415  (start-up)

        places = locate(self._data, "PDF")
        if places.text != self._text:
            raise UserError(
                tr(
                    "Codings can't be shown on the pages: this version of the program reads"
                    " other words in the file. Project, Read the document’s file again, "
                    "makes a new version of it."
                )
            )
        self._spans = _spans(places, len(self.sizes))
        self._places = places

    def span(self, page: int) -> tuple[int, int]:
        """Start and end of the text that stands on a page; equal where there is none."""
        return self._spans[page]

    def page_of(self, position: int) -> int:
        """The page (from 0) that holds the character."""
        if self._places is not None:
            return self._places.page_at(position)
        found = bisect_right(self._starts, position, key=lambda start: start[0])
        return self._starts[found - 1][1] if found else 0

    def boxes(self, start: int, end: int) -> Sequence[Box]:
        """Where the characters stand, a box for each line."""
        found = [] if self._places is None else self._places.rectangles(start, end)
        return [Box(one.page, one.x0, one.y0, one.x1, one.y1) for one in found]

    def position(self, page: int, x: float, y: float) -> int | None:
        """The caret position nearest to a point of a page; None where the page has no text."""
        return None if self._places is None else self._places.position_at(page, x, y)

    def render(self, page: int, scale: float) -> PagePicture:
        """The page as pixels, `scale` of them to a point. Any thread may ask."""
        drawn = self._images.draw(page, scale)
        return PagePicture(drawn.width, drawn.height, 4 * drawn.width, drawn.pixels)

    def close(self) -> None:
        """Let go of the file."""
        self._images.close()


def _labels(structure: Structure, count: int) -> list[str]:
    """The labels of the pages: those without text have their number."""
    labels = [str(number) for number in range(1, count + 1)]
    for element in structure.of_kind("page"):
        number = element.values.get("number", 0)
        if isinstance(number, int) and 0 < number <= count:
            labels[number - 1] = str(element.values.get("label", number))
    return labels


def _starts(structure: Structure, count: int) -> list[tuple[int, int]]:
    """Where pages begin in the text, and which these are (from 0), in order."""
    pages = [(one.start, one.values.get("number", 0)) for one in structure.of_kind("page")]
    return [(start, n - 1) for start, n in pages if isinstance(n, int) and 0 < n <= count]


def _spans(places: PageMap, count: int) -> list[tuple[int, int]]:
    """Start and end of each page's text. A paragraph that goes over the end of a page may stand
    before notes of that page, so stretches may overlap."""
    printed = np.flatnonzero(places.page >= 0)
    pages = places.page[printed]
    first = np.full(count, np.iinfo(np.int64).max)
    last = np.full(count, -1)
    np.minimum.at(first, pages, printed)
    np.maximum.at(last, pages, printed)
    return [
        (start, end + 1) if end >= 0 else (0, 0)
        for start, end in zip(first.tolist(), last.tolist(), strict=True)
    ]


def has_pages(project: ProjectFile, document: str) -> bool:
    """Whether a document (a GUID) was read from a file whose pages can be shown."""
    with project.reading() as connection:
        origin = document_files.origin(connection, document)
    return origin is not None and origin.reader == _WITH_PAGES


def open_pages(project: ProjectFile, document: str) -> PrintedPages:
    """The pages of a document (a GUID) that has some. Any thread may ask. UserError where its file
    can't be read."""
    with project.reading() as connection:
        data = document_files.original(connection, document)
        text = queries.document_text(connection, document)
        structure = document_files.structure(connection, document)
    return PdfPages(data, text, structure)
