"""A code's entry as a description: readable, and exactly the same when it comes back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.exchange.refi.descriptions import Entry, parse, render

LINES = st.sampled_from(
    [
        "",
        " ",
        "a",
        "\\",
        "When to use:",
        "Examples:",
        "\\Examples:",
        "- x",
        "  y",
        "Key: 1",
        "Position: x",
        "Created: ",
        "When not to use: ",
    ]
)
TEXTS = st.lists(LINES, max_size=4).map("\n".join) | st.text(max_size=8)
TIMES = st.none() | st.datetimes(timezones=st.just(UTC)).map(lambda t: t.replace(microsecond=0))
ENTRIES = st.builds(
    Entry,
    definition=TEXTS,
    when_to_use=TEXTS,
    when_not_to_use=TEXTS,
    examples=st.lists(TEXTS, max_size=3).map(tuple),
    key=st.characters(categories=["L", "N", "P", "Zs"]) | st.just(""),
    position=st.none() | st.integers(0, 99),
    created=TIMES,
    modified=TIMES,
)


@given(ENTRIES)
@example(Entry(definition="x\n", key=" "))
@example(Entry(examples=("", "a\n\n")))
def test_round_trip(entry: Entry) -> None:
    assert parse(render(entry)) == entry


def test_it_reads_well() -> None:
    entry = Entry(
        "A statement.",
        "Asserted.",
        "Quoted.",
        ("One.", "Two\nlines."),
        "1",
        3,
        datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert render(entry) == (
        "A statement.\n\nWhen to use:\nAsserted.\n\nWhen not to use:\nQuoted.\n\n"
        "Examples:\n- One.\n- Two\n  lines.\n\nKey: 1\nPosition: 3\nCreated: 2026-01-01T00:00:00Z"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Plain words.",
        "Examples:\nno bullets",
        "Key: 1\nKey: 2",
        "Position: first",
        "Examples:\n\nWhen to use:\nx",
        "Created: yesterday",
    ],
)
def test_what_others_write_is_a_definition(text: str) -> None:
    assert parse(text) == Entry(definition=text)


def test_trimmed_by_another_program() -> None:
    assert parse("Says so.\n\nKey: 1\n") == Entry(definition="Says so.", key="1")
