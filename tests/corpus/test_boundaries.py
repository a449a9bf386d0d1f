"""All units of a text at once are those that the unit at each position gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus import boundaries
from annotator.corpus.boundaries import Bounds
from annotator.corpus.segments import sentence_at, word_at
from annotator.corpus.span import Span
from annotator.corpus.text import DocumentText
from tests.making import TEXT

PIECES = (
    "He said no. ",
    "Mr. X",
    "e.g. this",
    "…",
    "? ",
    "\n",
    "\n\n",
    "  ",
    "2,5 ",
    "“Why?” ",
    "。",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_every_position_lies_in_the_unit_that_is_found_there(text: str) -> None:
    document = DocumentText(text)
    kinds: tuple[tuple[Bounds, Callable[[int], Span | None]], ...] = (
        (boundaries.words(text), lambda at: word_at(text, at)),
        (boundaries.sentences(document), lambda at: sentence_at(document, at)),
    )
    for found, unit in kinds:
        assert found == sorted(found)
        for start, end in found:
            for position in (start, end - 1):
                here = unit(position)
                assert here is not None
                assert (here.start, here.end) == (start, end)


@pytest.mark.parametrize(("unit", "number"), [("words", 23), ("sentences", 3)])
def test_units_of_a_text(unit: str, number: int) -> None:
    found = boundaries.words(TEXT) if unit == "words" else boundaries.sentences(DocumentText(TEXT))
    assert len(found) == number, [TEXT[start:end] for start, end in found]
