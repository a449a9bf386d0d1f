"""The places where coders differ, against the disagreements found one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.corpus.span import Span, united
from annotator.operations import codings, reliability
from annotator.operations.codings import NewCoding
from annotator.operations.reliability import differing_places, disagreements
from annotator.operations.team import coders
from annotator.operations.viewing import everything
from tests.examples import examples
from tests.making import ANN, BEN, CLEO, make

PEOPLE = (ANN, BEN, CLEO)
CODES = ("claim", "prediction")
marks = st.lists(
    st.tuples(
        st.integers(0, 2), st.integers(0, 1), st.integers(0, 40), st.integers(1, 12), st.booleans()
    ),
    max_size=14,
)


@settings(max_examples=examples(5), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(marks)
def test_places_are_where_the_disagreements_lie(
    tmp_path_factory: pytest.TempPathFactory, marked: list[tuple[int, int, int, int, bool]]
) -> None:
    made = make(tmp_path_factory.mktemp("places") / "p.annot")
    for number, who in enumerate(PEOPLE):
        coders.ensure(made.project, who)
        new = []
        for coder, code, start, length, in_parts in marked:
            spans = [Span(start, start + length)]
            if in_parts:
                spans.append(Span(start + length + 2, start + length + 5))
            if coder == number:
                new.append(NewCoding(made.document, made.codes[CODES[code]], spans))
        if new:
            codings.add_many(made.project, who.guid, new)
    found = differing_places.places(everything(made.project), made.document)
    slow = disagreements.disagreements(reliability.load(everything(made.project)))
    sides = [side for one in slow for side in one.sides if side is not None]
    whole = [Span(side.spans[0].start, side.spans[-1].end) for side in sides]
    assert [p for span in found for p in range(span.start, span.end)] == [
        p for span in united(whole) for p in range(span.start, span.end)
    ]
    assert found == sorted(found)
    made.project.close()


def test_nothing_coded_is_no_place(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    assert differing_places.places(everything(made.project), made.document) == []
