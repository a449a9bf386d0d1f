"""Messages, plurals, numbers, dates and lists."""

import re
from collections.abc import Iterator
from datetime import datetime
from gettext import NullTranslations
from pathlib import Path

import pytest

import annotator
from annotator.corpus import messages
from annotator.corpus.messages import fill, listing, number_of, plural, tr


class German(NullTranslations):
    """A catalogue as a translator would write it."""

    def gettext(self, message: str) -> str:
        return {"“{name}” is empty.": "„{name}“ ist leer.", "{n:,} words": "{n:,} Wörter"}.get(
            message, message
        )

    def pgettext(self, context: str, message: str) -> str:
        return {
            ("number format", "."): ",",
            ("number format", ","): ".",
            ("date format", "%Y-%m-%d"): "%d.%m.%Y",
            ("list", "{first} and {last}"): "{first} und {last}",
            ("verb", "open"): "öffnen",
        }.get((context, message), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return {"coding": "Kodierung", "codings": "Kodierungen"}[msgid1 if n == 1 else msgid2]


@pytest.fixture
def german() -> Iterator[None]:
    messages.install(German())
    yield
    messages.install(NullTranslations())


def test_one_is_one_and_all_others_are_several() -> None:
    assert [number_of(n, "coding") for n in (0, 1, 2)] == ["0 codings", "1 coding", "2 codings"]
    assert number_of(1_234, "thing is", "things are") == "1,234 things are"
    assert number_of(1, "thing is", "things are") == "1 thing is"
    assert plural("{n} is", "{n:,} are in {where}", 1_234, where="A") == "1,234 are in A"


def test_without_a_catalogue_it_is_english() -> None:
    assert tr("“{name}” is empty.", name="{x}") == "“{x}” is empty."
    assert (
        tr("{braces} stay where nothing is filled in") == "{braces} stay where nothing is filled in"
    )
    assert tr("") == ""
    assert listing(["a"]) == "a"
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert messages.day(datetime(2026, 2, 3)) == "2026-02-03"


@pytest.mark.usefixtures("german")
def test_everything_follows_the_catalogue() -> None:
    assert tr("“{name}” is empty.", name="x") == "„x“ ist leer."
    assert tr("open", context="verb") == "öffnen"
    assert tr("{n:,} words", n=12_345) == "12.345 Wörter"
    assert fill("{0:.2f} of {1:,}", 0.5, 1_000_000) == "0,50 of 1.000.000"
    assert fill("{name}", name="1,234.5") == "1,234.5"  # only numbers are written anew
    assert number_of(1_234, "coding") == "1.234 Kodierungen"
    assert listing(["a", "b", "c"]) == "a, b und c"
    assert messages.day(datetime(2026, 2, 3)) == "03.02.2026"


def test_no_sentence_leaves_the_plural_to_the_reader() -> None:
    found = [
        f"{path.name}: {line.strip()}"
        for path in Path(annotator.__file__).parent.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"[a-z}]\(s\)[ .,;:\"']", line) and re.search(r"[\"'].*\(s\)", line)
    ]
    assert found == []
