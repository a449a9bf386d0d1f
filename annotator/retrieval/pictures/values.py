"""Pictures before they are laid out: what is drawn, with its figures, words and marks.

`marks` say each figure in words and name the passages behind it; pictures refer to them by their
numbers, -1 where there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from annotator.corpus.drawing import Mark
from annotator.retrieval.arrays import Floats, Ints


@dataclass(frozen=True, slots=True)
class Heading:
    """title: what the picture is of. about: the unit, on whose codings, and how many (n). notes:
    what one has to know to read it, a sentence each."""

    title: str
    about: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class HeatMap:
    """A table of shaded cells. values: (rows, columns), NaN where nothing can be said; texts: the
    figures as they are written; marks by row, then column."""

    heading: Heading
    rows: Sequence[str]
    columns: Sequence[str]
    values: Floats
    texts: Sequence[Sequence[str]]
    marks: Sequence[Mark]


@dataclass(frozen=True, eq=False)
class BarChart:
    """A line for each row, in it a bar for each column, or a dot where `dots`. Values, texts and
    marks as of a `HeatMap`; colors: of the columns, empty where they have none. ends: the lower
    and the upper ends of intervals, NaN where there are none."""

    heading: Heading
    rows: Sequence[str]
    columns: Sequence[str]
    values: Floats
    texts: Sequence[Sequence[str]]
    marks: Sequence[Mark]
    colors: Sequence[str]
    dots: bool = False
    ends: tuple[Floats, Floats] | None = None


@dataclass(frozen=True, eq=False)
class Portrait:
    """Documents below each other, codings in their place.

    documents: names, in the order to be drawn; groups: (name, documents in it), in this order, one
    without a name where there are none; lengths: (documents,) code points. document, start, end,
    code: (parts,) where each part lies, by its document's place here, in code points, half open,
    and the place of its code; mark: its number in `marks`. codes, colors: names and ``#rrggbb``.
    """

    heading: Heading
    documents: Sequence[str]
    groups: Sequence[tuple[str, int]]
    lengths: Ints
    document: Ints
    start: Ints
    end: Ints
    code: Ints
    mark: Ints
    codes: Sequence[str]
    colors: Sequence[str]
    marks: Sequence[Mark]


@dataclass(frozen=True, eq=False)
class Timeline:
    """Counts of series in time. days: (periods,) where each period begins, as ordinals of the
    calendar; labels: what it is called; values: (series, periods); marks by series, then period."""

    heading: Heading
    days: Ints
    labels: Sequence[str]
    series: Sequence[str]
    colors: Sequence[str]
    values: Floats
    marks: Sequence[Mark]


@dataclass(frozen=True, eq=False)
class Distribution:
    """Where in the texts codes stand: values (codes, bins), each bin an equal share of the length
    of a text; marks by code, then bin."""

    heading: Heading
    codes: Sequence[str]
    colors: Sequence[str]
    values: Floats
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Node:
    """What a network joins. size: how much there is of it."""

    name: str
    color: str
    size: float
    mark: int = -1


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two nodes, by their places. words: its type, where it has one."""

    source: int
    target: int
    weight: float
    words: str = ""
    mark: int = -1


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes and what joins them; arrows where `directed`."""

    heading: Heading
    nodes: Sequence[Node]
    edges: Sequence[Edge]
    marks: Sequence[Mark]
    directed: bool = False


@dataclass(frozen=True, eq=False)
class Flow:
    """From what is on the left to what is on the right: values (left, right), marks by left, then
    right; colors: of the left side; sides: what stands above each."""

    heading: Heading
    left: Sequence[str]
    right: Sequence[str]
    values: Floats
    marks: Sequence[Mark]
    colors: Sequence[str]
    sides: tuple[str, str]


Picture: TypeAlias = "HeatMap | BarChart | Portrait | Timeline | Distribution | Network | Flow"
