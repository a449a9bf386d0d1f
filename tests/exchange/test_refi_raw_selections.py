"""Selections that wait packed come out as they went in, and times that are not remembered any more
are told of once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from annotator.exchange.refi import intake, raw_selections
from annotator.exchange.refi.intake import Times
from annotator.exchange.refi.raw_selections import Pages, RawCoding, RawSelection, RawSelections
from annotator.exchange.refi.report import Findings


def selection(number: int, description: str = "") -> RawSelection:
    codings = tuple(
        RawCoding(f"c{number}-{n}", "ana", "2026-01-01", ("a", "b")[: n + 1], ("note",) * n)
        for n in range(number % 3)
    )
    name = f"Grüße 👩‍👩‍👧 {number} \x00 שלום"
    place = str(number), str(number + 5)
    return RawSelection(
        *(f"s{number}", name, *place, "ana", "then", "", description),
        codings,
        ("n",) * (number % 2),
    )


@pytest.mark.parametrize("number", [0, 1, 99, 100, 101, 1_000])
def test_they_come_out_as_they_went_in(number: int) -> None:
    whole = [selection(n) for n in range(number)]
    kept = RawSelections()
    for one in whole:
        kept.append(one)
    assert list(kept) == whole, "before they are packed"
    kept.pack()
    assert list(kept) == whole == list(kept)
    assert len(kept) == number
    kept.clear()
    assert (list(kept), len(kept)) == ([], 0)


def test_what_is_larger_than_a_page_has_one_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw_selections, "_PAGES", 4096)
    pages = Pages()
    small, large = RawSelections(pages), RawSelections(pages)
    for n in range(20):
        small.append(selection(n))
    large.append(selection(1, "long " * 10_000))
    for kept in (small, large, small):
        kept.pack()
    assert [one.guid for one in small] == [f"s{n}" for n in range(20)]
    (found,) = large
    assert found.description == "long " * 10_000


def test_a_time_that_was_forgotten_is_told_of_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "_MOST_TIMES", 2)
    findings = Findings()
    times = Times(datetime(2026, 1, 1, tzinfo=UTC), findings)
    said = ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00", "no time", "noZ"] * 3
    assert [times.at(one).day for one in said] == [1, 2, 1, 1] * 3
    told = sorted(one.message for one in findings.all())
    assert told == [
        "1 time without a zone, read as UTC.",
        "“no time” is no time and was left out.",
        "“noZ” is no time and was left out.",
    ]
