"""The list of all codings: sorted and changed as a plain loop would do it."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.coding import Coding
from annotator.corpus.coding_columns import CodingColumns
from annotator.corpus.span import Span, Spans
from annotator.operations.retrieval.coding_list import CODE, CodingList, ordered
from annotator.storage import clock
from tests.examples import examples

EPOCH = clock.to_datetime(clock.NEVER)
TEXTS = {"d1": "Der STRASSE nach, straße und Ärger — ja.", "d2": "Yes: “no”, said the ministry 🙂."}
PLACES = st.tuples(
    st.sampled_from(sorted(TEXTS)),
    st.sampled_from(["claim", "doubt"]),
    st.sampled_from(["ann", "ben"]),
    st.integers(0, 25),
    st.integers(1, 9),
    st.booleans(),
)


def coding(number: int, place: tuple[str, str, str, int, int, bool]) -> Coding:
    document, code, coder, start, length, split = place
    spans: Spans = (Span(start, start + length),)
    if split:
        spans = (*spans, Span(start + length + 1, start + length + 3))
    return Coding(f"g{number:03}", document, code, coder, spans, EPOCH, EPOCH)


def columns(codings: list[Coding]) -> CodingColumns:
    codings = sorted(codings, key=lambda c: (c.start, c.end, c.guid))
    return CodingColumns(
        [c.guid for c in codings],
        [c.code for c in codings],
        [c.coder for c in codings],
        np.array([c.start for c in codings], dtype=np.int64),
        np.array([c.end for c in codings], dtype=np.int64),
        {row: c.spans for row, c in enumerate(codings) if len(c.spans) > 1},
    )


def listed(codings: list[Coding]) -> CodingList:
    found = CodingList(sorted(TEXTS))
    for document in sorted(TEXTS):
        found.append(document, columns([c for c in codings if c.document == document]))
    return found


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(PLACES, max_size=15), st.lists(PLACES, max_size=6), st.integers(0, 99))
def test_a_change_leaves_the_list_as_reading_anew_would(
    places: list[tuple[str, str, str, int, int, bool]],
    new: list[tuple[str, str, str, int, int, bool]],
    seed: int,
) -> None:
    codings = [coding(number, place) for number, place in enumerate(places)]
    gone = random.Random(seed).sample(codings, len(codings) // 2)
    added = [coding(100 + number, place) for number, place in enumerate(new)]
    changed = listed(codings).replaced([c.guid for c in (*gone, *added)], added)
    anew = listed([c for c in codings if c not in gone] + added)

    def facts(one: CodingList) -> list[tuple[str, str, str, str, Spans]]:
        return sorted(
            (one.guids[r], one.document(r), one.code(r), one.coder(r), one.spans(r))
            for r in range(len(one))
        )

    def starts(one: CodingList) -> list[tuple[str, int]]:
        return [(one.document(r), one.spans(r)[0].start) for r in range(len(one))]

    assert facts(changed) == facts(anew)
    assert starts(changed) == starts(anew) == sorted(starts(changed))


def test_rows_are_sorted_by_name_and_equal_ones_stay_in_order() -> None:
    codings = [
        coding(n, ("d1", code, "ann", n, 1, False)) for n, code in enumerate(["doubt", "claim"] * 2)
    ]
    found = listed(codings)
    ranks = [{"claim": "Zweifel", "doubt": "anders", "ann": ""}[guid] for guid in found.names]
    assert ordered(found, np.arange(4), CODE, ranks).tolist() == [0, 2, 1, 3]


def test_a_hundred_thousand_rows_are_columns(tmp_path: Path) -> None:
    number = 100_000
    many = CodingColumns(
        [f"g{n}" for n in range(number)],
        ["claim"] * number,
        ["ann"] * number,
        np.arange(number),
        np.arange(number) + 3,
        {},
    )
    found = CodingList(["d"])
    found.append("d", many)
    assert len(found) == number
    assert found.table.nbytes < 5_000_000
