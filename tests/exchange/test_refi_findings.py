"""What a report counts and folds, with numbers as the language writes them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator import languages
from annotator.corpus.messages import tr
from annotator.exchange.refi.report import LEFT_BEHIND, Findings, RefiFinding, folded


@pytest.fixture
def german() -> Iterator[None]:
    languages.install("de")
    yield
    languages.install(languages.ENGLISH)


def counted(times: int) -> str:
    findings = Findings()
    for _ in range(times):
        findings.tally("talk", tr("{n|task has|tasks have} no text."))
    (found,) = findings.all()
    return found.message


def test_what_is_counted_has_its_number_and_its_words() -> None:
    assert counted(1) == "1 task has no text."
    assert counted(1_234) == "1,234 tasks have no text."


@pytest.mark.usefixtures("german")
def test_numbers_are_grouped_as_the_language_does() -> None:
    assert counted(1_234).startswith("1.234 ")


@pytest.mark.parametrize("group", [",", ".", "’", "\u202f", "\u00a0", ""])
def test_findings_that_differ_by_numbers_alone_are_one(group: str) -> None:
    found = [
        RefiFinding(LEFT_BEHIND, "talk", f"{n}{group}234 characters of “x{n}” are too many.")
        for n in range(1, 9)
    ]
    (fold,) = folded(found)
    assert (len(fold.findings), fold.more) == (3, 5)
