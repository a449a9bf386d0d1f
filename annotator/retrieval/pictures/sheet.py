"""What a picture is laid out on: shapes are put on it one by one, from the head down."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.corpus.drawing import Anchor, Box, Disc, Drawing, Mark, Outline, Paint, Point, Shape
from annotator.corpus.drawing import Words as _Words
from annotator.retrieval.pictures.look import BASE, SMALL, TITLE, Look
from annotator.retrieval.pictures.values import Heading

MARGIN = 16.0
_LEADING = 1.35


@dataclass
class Sheet:
    """A page without an end; `y` is how far down it is filled."""

    look: Look
    heading: Heading
    marks: Sequence[Mark]
    shapes: list[Shape] = field(default_factory=list)
    y: float = MARGIN
    right: float = 0.0

    @property
    def left(self) -> float:
        """Where content begins."""
        return MARGIN

    @property
    def room(self) -> float:
        """How wide content may be."""
        return self.look.width - 2 * MARGIN

    def head(self) -> None:
        """The title and what is counted, above all else."""
        self.lines(self.heading.title, TITLE, self.look.text, bold=True)
        self.lines(self.heading.about, BASE, self.look.muted)
        self.y += 14

    def lines(self, text: str, size: float, color: str, *, bold: bool = False) -> None:
        """Words in as many lines as they need."""
        room = self.room / (1.12 if bold else 1)
        for line in self.look.wrapped(text, room, size):
            self.words((self.left, self.y + size), line, size, color, bold=bold)
            self.y += size * _LEADING

    def words(
        self,
        at: Point,
        text: str,
        size: float = BASE,
        color: str = "",
        anchor: Anchor = Anchor.START,
        *,
        bold: bool = False,
        angle: float = 0.0,
        halo: str = "",
    ) -> None:
        """One line of words."""
        color = color or self.look.text
        self.shapes.append(_Words(*at, text, size, color, anchor, bold, angle, halo))
        ahead = {Anchor.START: 1.0, Anchor.MIDDLE: 0.5, Anchor.END: 0.0}[anchor]
        wide = self.look.wide(text, size) * math.cos(math.radians(angle))
        self.right = max(self.right, at[0] + ahead * wide)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        paint: Paint,
        mark: int = -1,
        radius: float = 0.0,
    ) -> None:
        """A rectangle; none that has no size."""
        if width > 0 and height > 0:
            self.shapes.append(Box(x, y, width, height, paint, mark, radius))
            self.right = max(self.right, x + width)

    def disc(self, at: Point, radius: float, paint: Paint, mark: int = -1) -> None:
        """A circle."""
        self.shapes.append(Disc(*at, radius, paint, mark))
        self.right = max(self.right, at[0] + radius)

    def line(self, points: Sequence[Point], paint: Paint) -> None:
        """A line through points."""
        self.shapes.append(Outline(tuple(points), paint))

    def rule(self, one: Point, other: Point, *, dashed: bool = False) -> None:
        """A thin line of a grid or an axis."""
        self.line((one, other), Paint(line=self.look.border, dashed=dashed))

    def legend(self, names: Sequence[str], paints: Sequence[Paint]) -> None:
        """Samples of surfaces with their names, in rows."""
        x, y = self.left, self.y
        for name, paint in zip(names, paints, strict=True):
            words = self.look.shortened(name, self.room - 24, SMALL, front=True)
            width = 20 + self.look.wide(words, SMALL)
            if x > self.left and x + width > self.left + self.room:
                x, y = self.left, y + 20
            self.box(x, y + 2, 13, 11, paint)
            self.words((x + 19, y + 11.5), words, SMALL)
            x += width + 16
        self.y = y + 26

    def finish(self) -> Drawing:
        """The notes below, and the drawing of all of it."""
        if self.heading.notes:
            self.y += 8
        for note in self.heading.notes:
            self.lines(note, SMALL, self.look.muted)
        heading, look = self.heading, self.look
        about = " ".join((heading.about, *heading.notes))
        width = max(look.width, self.right + MARGIN)
        height = self.y + MARGIN
        return Drawing(width, height, look.page, heading.title, about, self.shapes, self.marks)
