"""What changed between two codebooks, and which codings are to be looked at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from annotator.corpus.codebook import (
    Attribute,
    AttributeKind,
    Choice,
    Code,
    Codebook,
    RelationType,
)
from annotator.corpus.codebook_difference import Difference, differences

WHEN = datetime(2026, 1, 1, tzinfo=UTC)
LATER = datetime(2026, 2, 1, tzinfo=UTC)
CLAIM = Code("claim", "claim", "#000000", WHEN, WHEN, definition="A statement.")
BASIS = Attribute(
    "basis", "claim", "basis", AttributeKind.CHOICE, WHEN, WHEN, choices=(Choice("fact"),)
)
SUPPORTS = RelationType("supports", "supports", WHEN, WHEN)
BOOK = Codebook((CLAIM,), attributes=(BASIS,), relation_types=(SUPPORTS,))


def changed(**parts: object) -> list[Difference]:
    return differences(BOOK, replace(BOOK, **parts))  # type: ignore[arg-type]


def test_times_and_positions_are_no_difference() -> None:
    code = replace(CLAIM, modified=LATER, position=7)
    assert changed(codes=(code,), attributes=(replace(BASIS, position=3),)) == []


@pytest.mark.parametrize(
    ("code", "words", "redefined"),
    [
        (replace(CLAIM, definition="Another."), "Code “claim” changed: definition", True),
        (
            replace(CLAIM, may_nest=False),
            "Code “claim” changed: whether it may nest in itself",
            True,
        ),
        (replace(CLAIM, color="#ffffff"), "Code “claim” changed: colour", False),
        (replace(CLAIM, name="thesis"), "Code “claim” is now called “thesis”", False),
        (replace(CLAIM, name="thesis", key="t"), "Code “thesis” changed: name, key", False),
    ],
)
def test_a_code_that_changed(code: Code, words: str, redefined: bool) -> None:
    assert changed(codes=(code,)) == [Difference(words, "claim", redefined)]


def test_codes_that_came_and_went() -> None:
    other = Code("other", "other", "#000000", WHEN, WHEN)
    assert changed(codes=(CLAIM, other)) == [Difference("New code “other”", "other")]
    assert differences(Codebook((CLAIM, other)), Codebook((CLAIM,))) == [
        Difference("Code “other” deleted", "other")
    ]


def test_attributes() -> None:
    more = replace(BASIS, choices=(Choice("fact"), Choice("value")))
    assert changed(attributes=(more,)) == [
        Difference("Attribute “basis” of “claim” changed: values", "claim", True)
    ]
    asked = replace(BASIS, required=True)
    assert changed(attributes=(asked,)) == [
        Difference("Attribute “basis” of “claim” changed: whether it is required", "claim")
    ]
    second = replace(BASIS, guid="second", name="force")
    assert changed(attributes=(BASIS, second)) == [
        Difference("New attribute “force” of “claim”", "claim")
    ]
    assert changed(attributes=()) == [Difference("Attribute “basis” of “claim” deleted", "claim")]
    stray = replace(BASIS, guid="stray", code="gone")
    assert changed(attributes=(BASIS, stray)) == [
        Difference("New attribute “basis” of “?”", "gone")
    ]


def test_relations() -> None:
    assert changed(relation_types=(replace(SUPPORTS, key="s"),)) == [
        Difference("Relation “supports” changed: key", None)
    ]
    other = RelationType("attacks", "attacks", WHEN, WHEN)
    assert changed(relation_types=(SUPPORTS, other)) == [Difference("New relation “attacks”", None)]
    assert changed(relation_types=()) == [Difference("Relation “supports” deleted", None)]


VALUES = (Choice("fact"), Choice("value"))


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (AttributeKind.CHOICE, ["fact"], ["x", ("fact",)]),
        (AttributeKind.CHOICES, [(), ("fact",), ("value", "fact")], ["fact", ("fact", "x")]),
        (AttributeKind.YES_NO, ["yes", "no"], ["maybe", ""]),
        (AttributeKind.NUMBER, ["7", "-1.5", "1e3"], ["x", "nan", "inf", ("7",)]),
        (AttributeKind.TEXT, ["", "anything"], [("a",)]),
    ],
)
def test_values_of_each_kind(kind: AttributeKind, good: list[str], bad: list[str]) -> None:
    attribute = replace(BASIS, kind=kind, choices=VALUES)
    assert [attribute.fault(value) for value in good] == [None] * len(good)
    assert all(attribute.fault(value) for value in bad)


def test_what_a_relation_may_join() -> None:
    anything = SUPPORTS
    from_claims = replace(SUPPORTS, sources=("claim",))
    to_claims = replace(SUPPORTS, targets=("claim",))
    assert anything.joins("a", "b")
    assert from_claims.joins("claim", "b") and not from_claims.joins("a", "claim")
    assert to_claims.joins("a", "claim") and not to_claims.joins("claim", "a")
    book = replace(BOOK, relation_types=(anything, from_claims, to_claims))
    assert book.relations_from("claim") == [anything, from_claims, to_claims]
    assert book.relations_from("a") == [anything, to_claims]


def test_only_the_codes_of_a_cycle_become_roots() -> None:
    def code(guid: str, parent: str | None) -> Code:
        return replace(CLAIM, guid=guid, name=guid, parent=parent)

    book = Codebook(
        (code("leaf", "a"), code("a", "b"), code("b", "c"), code("c", "b"), code("d", "x"))
    )
    assert [one.guid for one in book.children(None)] == ["b", "c", "d"]
    assert [one.guid for one in book.children("b")] == ["a"]
    assert [one.guid for one in book.children("a")] == ["leaf"]
