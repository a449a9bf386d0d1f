"""The list of documents: searched, ordered, grouped."""

from __future__ import annotations

import random

import pytest

from annotator.operations.documents.document_list import DocumentList

NAMES = ["b.txt", "A.txt", "Straße", "c.txt"]
SAID: list[dict[str, str]] = [
    {"year": "2026", "outlet": "Daily"},
    {"year": "900"},
    {"outlet": "daily"},
    {"year": "2026", "outlet": "Weekly"},
]


@pytest.fixture
def some() -> DocumentList:
    return DocumentList(NAMES, SAID)


def test_words_are_found_in_names_and_attributes(some: DocumentList) -> None:
    assert some.fitting("").tolist() == [0, 1, 2, 3]
    assert some.fitting(".TXT").tolist() == [0, 1, 3]
    assert some.fitting("STRASSE").tolist() == [2]
    assert some.fitting("outlet: dai").tolist() == [0, 2]
    assert some.fitting("txtyear").tolist() == []  # words do not go over from one to the next
    assert some.fitting("2026").tolist() == [0, 3]


def test_groups_have_their_documents_in_order(some: DocumentList) -> None:
    found = [(one.value, one.rows.tolist()) for one in some.groups("year")]
    assert found == [("900", [1]), ("2026", [0, 3]), ("", [2])]
    chosen = some.ordered(some.fitting("daily"), "")
    assert [(one.value, one.rows.tolist()) for one in some.groups("outlet", chosen)] == [
        ("Daily", [0]),
        ("daily", [2]),
    ]
    assert some.attributes == ["outlet", "year"]


def test_orders(some: DocumentList) -> None:
    rows = some.all
    assert some.ordered(rows, None).tolist() == [0, 1, 2, 3]
    assert some.ordered(rows, "").tolist() == [1, 0, 3, 2]
    assert some.ordered(rows, "year").tolist() == [1, 0, 3, 2]


def test_orders_are_reversed_with_nothing_said_last(some: DocumentList) -> None:
    rows = some.all
    assert some.ordered(rows, "", reverse=True).tolist() == [2, 3, 0, 1]
    assert some.ordered(rows, "year", reverse=True).tolist() == [0, 3, 1, 2]
    assert some.ordered(rows, None, reverse=True).tolist() == [0, 1, 2, 3]
    groups = some.groups("year", some.ordered(rows, "", reverse=True), reverse=True)
    found = [(one.value, one.rows.tolist()) for one in groups]
    assert found == [("2026", [3, 0]), ("900", [1]), ("", [2])]


def test_a_plain_search_finds_the_same() -> None:
    chance = random.Random(7)
    names = ["".join(chance.choices("ab ß.", k=6)) for _ in range(300)]
    said = [{"x": "".join(chance.choices("ab", k=3))} for _ in names]
    found = DocumentList(names, said)
    for needle in ("a", "ab", "ss", "x: a", "b .", "aaa", "z"):
        plain = [
            row
            for row, (name, own) in enumerate(zip(names, said, strict=True))
            if any(needle.strip() in one.casefold() for one in (name, f"x: {own['x']}"))
        ]
        assert found.fitting(needle).tolist() == plain, needle


def test_dates_are_grouped_by_year_and_month_too() -> None:
    said = [
        {"date": "2026-03-02", "from": "2026", "wave": "2026-01-01"},
        {"date": "2025-12-31 10:00", "from": "2026-01-01", "wave": "first"},
        {"date": "2026-03-30"},
        {},
    ]
    found = DocumentList(["a", "b", "c", "d"], said)
    assert list(found.periods) == ["date: year", "date: month"]
    years = [(one.value, one.rows.tolist()) for one in found.groups("date: year")]
    assert years == [("2025", [1]), ("2026", [0, 2]), ("", [3])]
    chosen = found.ordered(found.fitting("date: 2026"), "")
    months = [(one.value, one.rows.tolist()) for one in found.groups("date: month", chosen)]
    assert months == [("2026-03", [0, 2])]
    named = DocumentList(["a"], [{"date": "2026-03-02", "date: year": "x"}])
    assert list(named.periods) == ["date: month"]
