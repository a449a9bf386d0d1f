"""Small random projects for the operators: a table of codings with units, and its oracle."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from annotator.corpus.query import CodeIs, Condition, TextUnit
from annotator.corpus.span import Span, united
from annotator.retrieval.arrays import Bools, ints
from annotator.retrieval.columns import CodingTable, DocumentCodings, table_of
from annotator.retrieval.material import Links
from annotator.retrieval.units import Units, units_of
from tests.retrieval.oracle import Oracle, Plain

CODES = ("a", "b", "c")
LENGTHS = (12, 20)
"""Code points of the two documents; short, so that borders meet."""
NAMED_UNITS = (TextUnit.WORD, TextUnit.SENTENCE, TextUnit.PARAGRAPH, TextUnit.TURN)


@dataclass
class Toy:
    """A material whose only conditions are codes."""

    table: CodingTable
    starts: dict[TextUnit, Units]
    declared: Sequence[tuple[str, int, int]]

    def holds(self, condition: Condition, among: Bools) -> Bools:
        assert isinstance(condition, CodeIs)
        holds: Bools = among & (self.table.code == CODES.index(condition.path[0]))
        return holds

    def units(self, unit: TextUnit) -> Units:
        return self.starts[unit]

    def links(self, kind: str) -> Links:
        found = [link for link in self.declared if kind in ("", link[0])]
        return Links(ints([link[1] for link in found]), ints([link[2] for link in found]))


def _spans(length: int) -> st.SearchStrategy[tuple[Span, ...]]:
    """Passages of up to three parts, and the whole text; short texts make borders meet."""
    points = st.integers(0, length - 1)
    one = st.tuples(points, points).map(lambda p: Span(min(p), max(p) + 1))
    whole = st.just([Span(0, length)])
    single = st.lists(one, min_size=1, max_size=1)
    return st.one_of(single, st.lists(one, min_size=2, max_size=3), whole).map(united)


def _units(chance: random.Random, length: int) -> list[tuple[int, int]]:
    """Disjoint units with gaps between some of them, or none at all."""
    borders = sorted(chance.sample(range(length + 1), chance.randrange(8)))
    return [pair for pair in pairwise(borders) if chance.randrange(4)]


@st.composite
def projects(draw: st.DrawFn, most: int = 7) -> tuple[Toy, Oracle]:
    """A project and its oracle; codings are numbered in order of document, start and end."""
    rows = []
    for document, length in enumerate(LENGTHS):
        coding = st.tuples(_spans(length), st.sampled_from(CODES), st.integers(0, 1))
        own = draw(st.lists(coding, max_size=most))
        own.sort(key=lambda row: (row[0][0].start, row[0][-1].end))
        rows += [(document, *row) for row in own]
    plain = [
        Plain(number, document, code, coder, tuple((s.start, s.end) for s in spans))
        for number, (document, spans, code, coder) in enumerate(rows)
    ]
    chance = random.Random(draw(st.integers(0, 10_000)))
    units = {unit: [_units(chance, length) for length in LENGTHS] for unit in NAMED_UNITS}
    links = [
        (chance.choice("xy"), chance.randrange(len(rows)), chance.randrange(len(rows)))
        for _link in range(chance.randrange(6) if rows else 0)
    ]
    table = table_of([_document(rows, number) for number in range(len(LENGTHS))], LENGTHS)
    starts = {unit: _on_axis(table, by_document) for unit, by_document in units.items()}
    return Toy(table, starts, links), Oracle(plain, units, links)


def _document(
    rows: Sequence[tuple[int, tuple[Span, ...], str, int]], number: int
) -> DocumentCodings:
    own = [row for row in rows if row[0] == number]
    return DocumentCodings(
        ints([CODES.index(code) for _d, _s, code, _c in own]),
        ints([coder for _d, _s, _code, coder in own]),
        ints([spans[0].start for _d, spans, _code, _c in own]),
        ints([spans[-1].end for _d, spans, _code, _c in own]),
        {row: spans for row, (_d, spans, _code, _c) in enumerate(own) if len(spans) > 1},
    )


def _on_axis(table: CodingTable, units: Sequence[Sequence[tuple[int, int]]]) -> Units:
    spans = [
        (int(offset) + start, int(offset) + end)
        for offset, own in zip(table.document_start, units, strict=False)
        for start, end in own
    ]
    columns = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return units_of(columns[:, 0], columns[:, 1])
