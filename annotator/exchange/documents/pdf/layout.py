"""A page as lines in reading order, with what was set aside of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from annotator.exchange.documents.pdf.characters import Characters
from annotator.exchange.documents.pdf.columns import Line, Region, regions_of
from annotator.exchange.documents.pdf.geometry import Floats
from annotator.exchange.documents.pdf.links import Link
from annotator.exchange.documents.pdf.segments import Segment, segments_of


@dataclass(slots=True)
class Furniture:
    """A running head, a foot, a page number or a note in the margin, set aside."""

    text: str
    place: str


@dataclass(slots=True)
class Note:
    """The lines of a footnote, with its mark; `begun` is false where an earlier page began it.

    `skip` is how many characters of its first line the mark takes.
    """

    mark: str
    lines: Region
    skip: int = 0
    begun: bool = True


@dataclass(slots=True)
class Page:
    """One page: `number` from 0; `segments` are those of upright text (or of the direction that
    most of the page has), `others` those of text turned another way; `shapes` are boxes (n, 4) of
    what may be bullets."""

    number: int
    characters: Characters
    segments: list[Segment]
    others: list[list[Segment]]
    objects: int = 0
    furniture: list[Furniture] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    shapes: Floats = field(default_factory=lambda: np.empty((0, 4), np.float32))
    printed: str = ""

    def order_columns(self) -> None:
        """Lines in reading order, out of what is left of the segments."""
        self.regions = regions_of(self.segments)
        for turned in self.others:
            self.regions += regions_of(turned)


def page_of(number: int, characters: Characters, objects: int) -> Page:
    """A page out of its characters."""
    angles = Counter(characters.angle.tolist())
    parts = [
        segments_of(characters, np.flatnonzero(characters.angle == angle).astype(np.int32))
        for angle, _ in angles.most_common()
    ]
    return Page(number, characters, parts[0] if parts else [], parts[1:], objects)


def body_size(pages: list[Page]) -> float:
    """The size, in points, that most of the text has."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for segment in page.segments:
            sizes[round(segment.size, 1)] += len(segment.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def first_word_width(page: Page, line: Line) -> float:
    """How wide the first word of a line is."""
    segment = line.segments[0]
    end = segment.text.find(" ")
    indices = segment.characters[: end if end > 0 else len(segment.text)]
    indices = indices[indices >= 0]
    if not len(indices):
        return 0.0
    along = page.characters.along[indices]
    return float(along[:, 1].max() - along[:, 0].min())
