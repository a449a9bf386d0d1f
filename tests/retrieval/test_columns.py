"""Which parts codings have, however often they are asked for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.span import Span
from annotator.retrieval.arrays import ints
from annotator.retrieval.columns import CodingTable, DocumentCodings, table_of

SPANS = ([(0, 2)], [(1, 3), (5, 6)], [(4, 9)], [(4, 5), (6, 7), (8, 9)])


@pytest.fixture(scope="module")
def table() -> CodingTable:
    start, end = ints([spans[0][0] for spans in SPANS]), ints([spans[-1][1] for spans in SPANS])
    parts = {
        row: tuple(Span(*one) for one in spans) for row, spans in enumerate(SPANS) if len(spans) > 1
    }
    nobody = np.zeros(len(SPANS), dtype=np.int64)
    return table_of([DocumentCodings(nobody, nobody, start, end, parts)], [10])


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=1, max_size=12))
def test_parts_are_those_of_the_codings_chosen(table: CodingTable, asked: list[list[bool]]) -> None:
    """Also where others were asked for before, and the array given is used for something else."""
    for chosen in asked:
        mask = np.array(chosen)
        parts = table.parts_of(mask)
        mask[:] = ~mask
        found = list(
            zip(parts.coding.tolist(), parts.start.tolist(), parts.end.tolist(), strict=True)
        )
        expected = [
            (number, *span) for number in range(4) if chosen[number] for span in SPANS[number]
        ]
        assert found == expected


def test_parts_that_are_kept_can_not_be_changed(table: CodingTable) -> None:
    parts = table.parts_of(np.array([True, False, False, True]))
    with pytest.raises(ValueError, match="read-only"):
        parts.start[0] = 7
