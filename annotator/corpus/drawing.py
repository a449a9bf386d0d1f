"""Drawings: shapes with their colours and words, and what a click on each of them opens.

What lays a picture out (`annotator.retrieval.pictures`) makes these values, and what writes or
paints it (`annotator.exchange.drawings`, `annotator.ui.pictures`) reads them. Lengths are pixels of
96 to the inch from the upper left corner, colours ``#rrggbb``, angles degrees clockwise.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

PIXELS_PER_INCH = 96
NO_MARK = -1
Point: TypeAlias = "tuple[float, float]"
_NEAR = 4.0


class Pattern(enum.Enum):
    """How a surface is filled, so that it can be told from others without its colour."""

    SOLID = "solid"
    RISING = "rising"
    FALLING = "falling"
    CROSSED = "crossed"
    LEVEL = "level"
    UPRIGHT = "upright"
    DOTTED = "dotted"
    SQUARED = "squared"


PATTERNS = tuple(Pattern)


@dataclass(frozen=True, slots=True)
class Paint:
    """What a shape looks like: empty colours are none. A pattern other than solid is drawn in the
    colour `ink` over the fill. Opacity is of the fill alone."""

    fill: str = ""
    line: str = ""
    width: float = 1.0
    pattern: Pattern = Pattern.SOLID
    ink: str = ""
    dashed: bool = False
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    paint: Paint
    mark: int = NO_MARK
    radius: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Boxes:
    """Very many rectangles: parallel (boxes,) columns. `paint` are places in `paints`, `mark` the
    numbers of the marks, ascending in y."""

    x: npt.NDArray[np.float64]
    y: npt.NDArray[np.float64]
    width: npt.NDArray[np.float64]
    height: npt.NDArray[np.float64]
    paint: npt.NDArray[np.int64]
    mark: npt.NDArray[np.int64]
    paints: Sequence[Paint]

    def __len__(self) -> int:
        return self.x.size


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle."""

    x: float
    y: float
    radius: float
    paint: Paint
    mark: int = NO_MARK


@dataclass(frozen=True, slots=True)
class Outline:
    """A line or a surface. Its points are corners; of a curve the first one, and three for each
    cubic Bézier segment."""

    points: tuple[Point, ...]
    paint: Paint
    mark: int = NO_MARK
    closed: bool = False
    curved: bool = False


class Anchor(enum.Enum):
    """Where words stand at their point."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words; the point is on its base line."""

    x: float
    y: float
    text: str
    size: float
    color: str
    anchor: Anchor = Anchor.START
    bold: bool = False
    angle: float = 0.0
    halo: str = ""
    """The colour of an edge around the letters, which keeps them legible on lines."""


Shape: TypeAlias = "Box | Boxes | Disc | Outline | Words"


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages behind a mark: a line of the query language, or where none says it, codings
    (GUIDs) in the order of the text."""

    line: str = ""
    codings: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.line or self.codings)


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands for a figure or a passage: what it says, in words, and what a click opens."""

    label: str
    passages: Passages = Passages()


@dataclass(frozen=True, eq=False)
class Drawing:
    """Shapes, those behind first. `title` and `about` are its accessible name and description."""

    width: float
    height: float
    background: str
    title: str
    about: str
    shapes: Sequence[Shape]
    marks: Sequence[Mark]

    def mark_at(self, x: float, y: float) -> int:
        """The number of the mark at a point, `NO_MARK` where there is none; the one in front."""
        for number in self._within(x, y, x, y)[::-1].tolist():
            found = _hit(self.shapes[number], x, y)
            if found != NO_MARK:
                return found
        return NO_MARK

    def seen(self, left: float, top: float, right: float, bottom: float) -> Iterator[Shape]:
        """The shapes that may reach into a rectangle, those behind first."""
        return (self.shapes[number] for number in self._within(left, top, right, bottom).tolist())

    def _within(self, left: float, top: float, right: float, bottom: float) -> npt.NDArray[np.intp]:
        x0, y0, x1, y1 = self._reach
        return np.flatnonzero((x0 <= right) & (x1 >= left) & (y0 <= bottom) & (y1 >= top))

    @cached_property
    def _reach(self) -> npt.NDArray[np.float64]:
        """(4, shapes) left, top, right and bottom of what each shape can colour."""
        return np.array([_reach(shape) for shape in self.shapes]).reshape(-1, 4).T


def _reach(shape: Shape) -> tuple[float, float, float, float]:
    """The bounds of a shape with its line; of words what no letters are wider than."""
    left, top, right, bottom = bounds(shape)
    more = _NEAR
    if isinstance(shape, Words):
        more = shape.size * (len(shape.text) + 1) if shape.angle else 1.5 * shape.size
        wide = shape.size * (len(shape.text) + 1)
        left, right = left - wide, right + wide
    elif not isinstance(shape, Boxes):
        more += shape.paint.width
    return left - more, top - more, right + more, bottom + more


def bounds(shape: Shape) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a shape, without the width of its line. Of words and of no
    boxes at all it is a point."""
    match shape:
        case Box():
            return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
        case Disc():
            one, r = shape, shape.radius
            return one.x - r, one.y - r, one.x + r, one.y + r
        case Outline():
            xs, ys = zip(*shape.points, strict=True)
            return min(xs), min(ys), max(xs), max(ys)
        case Words():
            return shape.x, shape.y, shape.x, shape.y
        case Boxes():
            if not len(shape):
                return 0.0, 0.0, 0.0, 0.0
            right, bottom = shape.x + shape.width, shape.y + shape.height
            ends = shape.x.min(), shape.y.min(), right.max(), bottom.max()
            left, top, last, low = map(float, ends)
            return left, top, last, low


def _hit(shape: Shape, x: float, y: float) -> int:
    if isinstance(shape, Boxes):
        own = (shape.x <= x) & (x < shape.x + np.maximum(shape.width, 1))
        own &= (shape.y <= y) & (y < shape.y + shape.height)
        hits = np.flatnonzero(own)
        return int(shape.mark[hits[-1]]) if hits.size else NO_MARK
    if isinstance(shape, Words) or shape.mark == NO_MARK:
        return NO_MARK
    return shape.mark if _is_on(shape, x, y) else NO_MARK


def _is_on(shape: Box | Disc | Outline, x: float, y: float) -> bool:
    left, top, right, bottom = bounds(shape)
    if isinstance(shape, Box):
        return left <= x < right and top <= y < bottom
    if isinstance(shape, Disc):
        return (x - shape.x) ** 2 + (y - shape.y) ** 2 <= max(shape.radius, _NEAR) ** 2
    if not (left - _NEAR <= x <= right + _NEAR and top - _NEAR <= y <= bottom + _NEAR):
        return False
    corners = flattened(shape)
    if shape.closed and _inside(corners, x, y):
        return True
    return _distance(corners, x, y) <= max(_NEAR, shape.paint.width / 2)


def flattened(outline: Outline, steps: int = 16) -> npt.NDArray[np.float64]:
    """(points, 2) the corners of an outline, its curves as so many straight steps each."""
    points = np.array(outline.points, dtype=np.float64)
    if not outline.curved:
        return points
    t = np.linspace(0, 1, steps + 1)[1:, None]
    found = [points[:1]]
    for at in range(1, len(points) - 2, 3):
        a, b, c, d = points[at - 1 : at + 3]
        found.append(
            (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
        )
    return np.concatenate(found)


def _inside(corners: npt.NDArray[np.float64], x: float, y: float) -> bool:
    """Whether a point is in a polygon: by the even number of crossings."""
    (x0, y0), (x1, y1) = corners.T, np.roll(corners, -1, axis=0).T
    crosses = (y0 > y) != (y1 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = x0 + (y - y0) * (x1 - x0) / (y1 - y0)
    return bool((crosses & (x < at)).sum() % 2)


def _distance(corners: npt.NDArray[np.float64], x: float, y: float) -> float:
    """From a point to the nearest of the straight lines between corners."""
    if len(corners) < 2:
        return float("inf")
    start, way = corners[:-1], np.diff(corners, axis=0)
    length = np.maximum((way**2).sum(axis=1), 1e-12)
    along = np.clip((((x, y) - start) * way).sum(axis=1) / length, 0, 1)
    nearest = start + along[:, None] * way
    return float(np.sqrt((((x, y) - nearest) ** 2).sum(axis=1)).min())
