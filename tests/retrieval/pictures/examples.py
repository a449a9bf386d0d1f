"""A picture of each kind, as large as wanted."""

from __future__ import annotations

import numpy as np

from annotator.corpus.colors import OKABE_ITO
from annotator.corpus.drawing import Mark, Passages
from annotator.retrieval.pictures import (
    BarChart,
    Distribution,
    Flow,
    HeatMap,
    Network,
    Picture,
    Portrait,
    Timeline,
)
from annotator.retrieval.pictures.values import Edge, Heading, Node

HEAD = Heading("Codes × <outlets> & more", "Codings, in the consensus. n = 12.", ("A note.",))
NAMES = ("claim", "prediction & <b>", "a very long name of a code that has no room anywhere at all")
_RANDOM = np.random.default_rng(5)


def _colors(size: int) -> list[str]:
    return [OKABE_ITO[number % len(OKABE_ITO)] for number in range(size)]


def _names(size: int) -> list[str]:
    return [f"{NAMES[number % len(NAMES)]} {number}" for number in range(size)]


def _marks(size: int) -> list[Mark]:
    return [Mark(f"mark {number}", Passages(f"code:{number}")) for number in range(size)]


def heat_map(rows: int = 4, columns: int = 3) -> HeatMap:
    values = _RANDOM.integers(0, 400, (rows, columns)).astype(np.float64)
    texts = [[f"{value:.0f}" for value in row] for row in values.tolist()]
    marks = _marks(values.size)
    return HeatMap(HEAD, _names(rows), _names(columns), values, texts, marks)


def bars(rows: int = 4, columns: int = 3, *, dots: bool = False) -> BarChart:
    one = heat_map(rows, columns)
    figures = one.values, one.texts, one.marks
    return BarChart(HEAD, one.rows, one.columns, *figures, _colors(columns), dots)


def portrait(documents: int = 5, codings: int = 60, codes: int = 4) -> Portrait:
    document = np.sort(_RANDOM.integers(0, documents, codings))
    start = _RANDOM.integers(0, 900, codings)
    return Portrait(
        HEAD,
        [f"document {number}.txt" for number in range(documents)],
        [("2024", documents // 2), ("", documents - documents // 2)],
        np.full(documents, 1_000, dtype=np.int64),
        document,
        start,
        start + _RANDOM.integers(1, 100, codings),
        _RANDOM.integers(0, codes, codings),
        np.arange(codings, dtype=np.int64),
        _names(codes),
        _colors(codes),
        _marks(codings),
    )


def timeline(series: int = 3, periods: int = 12) -> Timeline:
    values = _RANDOM.integers(0, 9, (series, periods)).astype(np.float64)
    days = np.arange(periods, dtype=np.int64) * 30 + 738_000
    labels = [f"2024-{number + 1:02}" for number in range(periods)]
    colors = _colors(series)
    return Timeline(HEAD, days, labels, _names(series), colors, values, _marks(values.size))


def distribution(codes: int = 3) -> Distribution:
    values = _RANDOM.integers(0, 9, (codes, 20)).astype(np.float64)
    return Distribution(HEAD, _names(codes), _colors(codes), values, _marks(values.size))


def network(nodes: int = 6, *, directed: bool = False) -> Network:
    made = [Node(name, "#0072b2", 5.0 + at, at) for at, name in enumerate(_names(nodes))]
    ends = [(a, b) for a in range(nodes) for b in range(nodes) if (a * 7 + b * 3) % 5 == 0]
    edges = [Edge(a, b, 1.0 + a + b, "supports", nodes + n) for n, (a, b) in enumerate(ends)]
    return Network(HEAD, made, edges, _marks(nodes + len(edges)), directed)


def flow(left: int = 4, right: int = 3) -> Flow:
    values = _RANDOM.integers(0, 20, (left, right)).astype(np.float64)
    names, marks = (_names(left), _names(right)), _marks(values.size)
    return Flow(HEAD, *names, values, marks, _colors(left), ("first", "then"))


def every_kind(size: int) -> list[Picture]:
    """All kinds with about so many rows, nodes or series."""
    return [
        heat_map(size, size),
        bars(size, min(size, 8)),
        bars(size, 1, dots=True),
        portrait(size * 3, size * 20, size),
        timeline(size, 12),
        distribution(size),
        network(size),
        network(size, directed=True),
        flow(size, size),
    ]
