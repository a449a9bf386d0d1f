"""QualCoder, Taguette and RQDA: everything comes in, at its place, by the right coder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.programs import databases
from tests.exchange.programs.reading import (
    WORDS,
    attributes,
    coded,
    memos,
    path_of,
    points,
    read,
    utf16,
)


@pytest.mark.parametrize("count", [utf16, points])
@pytest.mark.parametrize("version", ["v17", "v5"])
def test_a_qualcoder_project_comes_in_whole(
    tmp_path: Path, count: databases.Count, version: str
) -> None:
    found = read(databases.qualcoder(tmp_path, count=count, version=version))
    content = found.content
    greeting, close = (
        "All/Some/greeting",
        "All/Some/greeting/close" if version == "v17" else "close",
    )
    assert coded(content) == sorted(
        ("talk.txt", greeting if n < 4 else close, "Ana" if n % 2 else "Ben", words)
        for n, words in enumerate(WORDS)
    )
    codes = {path_of(content, code.guid): code for code in content.codebook.codes}
    assert codes[greeting].definition == "hello"
    assert codes[greeting].color == "#ff0000"
    assert not codes["All/Some"].codable
    assert attributes(content) == {"Case": "Person A", "age": "31"}
    assert {coder.name for coder in content.coders} == {"Ana", "Ben", "Eve"} - (
        set() if version == "v17" else {"Eve"}
    )
    said = "\n".join(memos(content))
    for words in ("on all", "a memo on it", "said", "Day 1\nbegan", "in years", "of the case"):
        assert words in said
    assert "[0–5] “Grüße”\nodd" in said
    assert [one.attributes for one in content.codings if one.attributes]
    (positions,) = found.report.positions
    assert (positions.proved, positions.passages) == (5, 6)
    left = [one.place for one in found.report.of("left behind")]
    assert "file “photo.jpg”" in left


@pytest.mark.parametrize("old", [False, True])
def test_a_taguette_project_comes_in_whole(tmp_path: Path, *, old: bool) -> None:
    found = read(databases.taguette(tmp_path, old=old))
    content = found.content
    assert content.documents[0].text == "Titel 🎈\nErste Zeile שלום & mehr\nzweite Cafe\u0301"
    assert coded(content) == [
        ("talk", "interesting", "admin", "🎈"),
        ("talk", "interesting", "ben", "Erste Zeile"),
        ("talk", "people", "admin", "שלום & mehr"),
        ("talk", "people", "ben", "Erste Zeile"),
    ]
    assert any("“zweite Cafe\u0301”\nHighlighted, without a tag" in one for one in memos(content))
    assert content.codebook.codes[0].definition == "worth a look"
    assert found.report.positions[0].proved == found.report.positions[0].passages == 5


def test_an_rqda_project_comes_in_without_what_was_deleted(tmp_path: Path) -> None:
    found = read(databases.rqda(tmp_path))
    content = found.content
    assert coded(content) == sorted(("talk", "All/greeting", "rqda", words) for words in WORDS)
    assert attributes(content) == {"Case": "Person A", "age": "31"}
    assert [code.name for code in content.codebook.codes] == ["All", "greeting"]
    assert content.codings[0].created.isoformat() == "2019-12-06T09:26:07+00:00"
    assert "Note at 7: odd" in "\n".join(memos(content))
