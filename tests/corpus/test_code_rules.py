"""Rules of codes: what breaks them, and what does not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from annotator.corpus.code_rules import Broken, Rule, broken_rules
from annotator.corpus.codebook import Code, Codebook, Unit
from annotator.corpus.coding import Coding
from annotator.corpus.span import Span
from annotator.corpus.text import DocumentText

WHEN = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = DocumentText("“It may rain,” he said. It will. Nobody knows, of course.\nNew line.")


def code(guid: str, **rules: object) -> Code:
    return Code(guid, guid, "#000000", WHEN, WHEN, **rules)  # type: ignore[arg-type]


def coding(guid: str, code_: str, *spans: tuple[int, int], coder: str = "ann") -> Coding:
    return Coding(guid, "d", code_, coder, tuple(Span(*s) for s in spans), WHEN, WHEN)


def at(words: str) -> tuple[int, int]:
    start = TEXT.text.index(words)
    return start, start + len(words)


def rules(book: Codebook, one: Coding, *others: Coding) -> list[Broken]:
    return broken_rules(one, [one, *others], book, TEXT)


def test_nesting_in_itself() -> None:
    book = Codebook((code("a", may_nest=False), code("b")))
    outer, inner = coding("1", "a", (0, 20)), coding("2", "a", (3, 6))
    assert rules(book, outer, inner) == rules(book, inner, outer) == [Broken(Rule.NESTS)]
    assert rules(book, outer, coding("2", "a", (15, 25))) == [], "overlapping is not nesting"
    assert rules(book, outer, coding("2", "b", (3, 6))) == []
    assert rules(book, outer, coding("2", "a", (3, 6), coder="ben")) == []
    assert rules(book, coding("1", "a", (0, 4), (8, 20)), coding("2", "a", (4, 8))) == []
    assert rules(book, coding("1", "a", (0, 4), (8, 20)), coding("2", "a", (1, 2), (9, 10)))


def test_overlapping_others_is_told_on_both() -> None:
    book = Codebook((code("a", may_overlap=False), code("b"), code("c")))
    one, other = coding("1", "a", (0, 20)), coding("2", "b", (19, 30))
    assert rules(book, one, other) == [Broken(Rule.OVERLAPS, "b")]
    assert rules(book, other, one) == [Broken(Rule.OVERLAPS, "a")]
    assert rules(book, one, coding("2", "b", (20, 30))) == [], "touching shares no word"
    assert rules(book, other, coding("3", "c", (19, 30))) == [], "both allow it"
    assert rules(book, one, coding("2", "a", (1, 30))) == [], "its own code is another rule"


@pytest.mark.parametrize(
    ("unit", "words", "broken"),
    [
        (Unit.SENTENCE, "It will.", None),
        (Unit.SENTENCE, "It will", None),
        (Unit.SENTENCE, " It will. ", None),
        (Unit.SENTENCE, "will", Rule.NO_SENTENCE),
        (Unit.SENTENCE, "It will. Nobody", Rule.NO_SENTENCE),
        (Unit.SENTENCE, "New line.", None),
        (Unit.CLAUSE, "will", None),
        (Unit.CLAUSE, "Nobody knows, of course.", None),
        (Unit.CLAUSE, "It will. Nobody knows", Rule.NO_CLAUSE),
        (Unit.FREE, "will. Nobody", None),
    ],
)
def test_units(unit: Unit, words: str, broken: Rule | None) -> None:
    book = Codebook((code("a", unit=unit),))
    found = rules(book, coding("1", "a", at(words)))
    assert found == ([Broken(broken)] if broken else [])
