"""A code's entry as a description: readable, and exactly the same when it comes back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.corpus.codebook import AttributeKind, Choice, Unit
from annotator.exchange.refi.attribute_texts import AttributeEntry
from annotator.exchange.refi.coding_texts import Said, parse_said, render_said
from annotator.exchange.refi.descriptions import Entry, parse, render
from annotator.exchange.refi.names import clean

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
        "Attributes:",
        "Cues:",
        "  Kind: text",
        "Unit: clause",
        "May overlap: no",
    ]
)
TEXTS = st.lists(LINES, max_size=4).map("\n".join) | st.text(max_size=8)
TIMES = st.none() | st.datetimes(timezones=st.just(UTC)).map(lambda t: t.replace(microsecond=0))
POSITIONS = st.none() | st.integers(-9, 99)
ATTRIBUTES = st.builds(
    AttributeEntry,
    name=TEXTS,
    kind=st.sampled_from(AttributeKind),
    definition=TEXTS,
    required=st.booleans(),
    default=TEXTS,
    choices=st.lists(st.builds(Choice, TEXTS, TEXTS, TEXTS), max_size=2).map(tuple),
    position=POSITIONS,
    created=TIMES,
    modified=TIMES,
    guid=st.just("") | st.uuids().map(str),
)
ENTRIES = st.builds(
    Entry,
    definition=TEXTS,
    when_to_use=TEXTS,
    when_not_to_use=TEXTS,
    examples=st.lists(TEXTS, max_size=3).map(tuple),
    counter_examples=st.lists(TEXTS, max_size=2).map(tuple),
    cues=st.lists(TEXTS, max_size=2).map(tuple),
    attributes=st.lists(ATTRIBUTES, max_size=2).map(tuple),
    unit=st.sampled_from(Unit),
    may_nest=st.booleans(),
    may_overlap=st.booleans(),
    key=st.characters(categories=["L", "N", "P", "Zs"]) | st.just(""),
    position=POSITIONS,
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
        key="1",
        position=3,
        created=datetime(2026, 1, 1, tzinfo=UTC),
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
        "Unit: word",
        "Unit: free",
        "May overlap: yes",
        "Attributes:\n- one",
        "Attributes:\n- one\n  Kind: odd",
        "Attributes:\n- one\n  Kind: text\n  Colour: red",
        "Attributes:\n  Kind: text",
    ],
)
def test_what_others_write_is_a_definition(text: str) -> None:
    assert parse(text) == Entry(definition=text)


def test_trimmed_by_another_program() -> None:
    assert parse("Says so.\n\nKey: 1\n") == Entry(definition="Says so.", key="1")


def test_attributes_read_well() -> None:
    choices = (Choice("up"), Choice("down", "d", "Less;\nor none."))
    entry = Entry(
        "A statement.",
        cues=("may",),
        attributes=(AttributeEntry("way", AttributeKind.CHOICE, "", True, "up", choices),),
        unit=Unit.CLAUSE,
        may_nest=False,
    )
    assert render(entry) == (
        "A statement.\n\nCues:\n- may\n\nAttributes:\n- way\n  Kind: choice\n  Required: yes\n"
        "  Default: up\n  Value: up\n  Value: down\n  Value key: d\n"
        "  Value definition: Less;\\nor none.\n\nUnit: clause\nMay nest in itself: no"
    )


ODD = st.text(st.characters() | st.sampled_from(":;[]\\\n e"), max_size=8)
VALUES = ODD | st.lists(ODD, max_size=3).map(tuple)


@given(st.builds(Said, st.dictionaries(ODD, VALUES, max_size=3), st.booleans()))
@example(Said({"a": ("",), "b": (), "c": "[x]", "d: ": " ", "": "\\"}))
def test_what_a_coding_says_comes_back(said: Said) -> None:
    text = render_said(said)
    assert clean(text) == text
    assert parse_said(text) == (said if text else None)


@pytest.mark.parametrize(
    "text", ["A comment", "Attributes:", "Attributes:\nx", "Attributes:\na: 1\na: 2", "Began from"]
)
def test_a_comment_is_not_what_a_coding_says(text: str) -> None:
    assert parse_said(text) is None
