"""How a file counts positions is found by evidence; what cannot be placed is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.exchange.refi import read_project
from annotator.exchange.refi.names import names_passage
from annotator.exchange.refi.positions import CODE_POINTS, Convention, StoredText, at_words, weigh
from annotator.exchange.refi.report import DOUBTFUL, LEFT_BEHIND, SETTLED
from tests.exchange.refi_foreign import (
    DOC,
    FILE,
    TEXT,
    at,
    guid,
    messages,
    passages,
    project,
    read,
    selection,
    source,
)
from tests.exchange.refi_samples import archive, read_bytes, shared_refi


def test_the_six_shared_fixtures_say_the_same() -> None:
    found = []
    for path in sorted((shared_refi() / "fixtures").glob("*.qdpx")):
        reading = finish(read_project(path))
        book = reading.content.codebook
        codings = reading.content.codings
        paths = [book.path(coding.code) for coding in codings]
        found.append(sorted(zip(paths, passages(reading), strict=True)))
        assert not [f for f in reading.report.findings if f.kind != SETTLED]
    assert len(found) == 6
    assert all(one == found[0] for one in found)
    assert (("Food/Drink",), "café & thé <ok>") in found[0]
    assert (("Turn",), "left.\nAna: Fine.") in found[0]


WINDOWS = TEXT.replace("\n", "\r\n")
WANTED = ["One 😀 two.", "Three four", "Six 🇧🇪 seven"]


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("text", "counted", "units", "label"),
    [
        (TEXT, TEXT, "points", "code points"),
        (TEXT, TEXT, "utf16", "UTF-16 units"),
        (WINDOWS, WINDOWS, "points", "code points, CRLF as two"),
        (WINDOWS, TEXT, "points", "code points, CRLF as one"),
        (WINDOWS, WINDOWS, "utf16", "UTF-16 units, CRLF as two"),
        (WINDOWS, TEXT, "utf16", "UTF-16 units, CRLF as one"),
    ],
)
def test_every_way_of_counting(
    tmp_path: Path, text: str, counted: str, units: str, label: str, mark: str, named: bool
) -> None:
    selections = "".join(
        selection(*at(words, counted, units), name=words if named else "") for words in WANTED
    )
    reading = read(tmp_path, project(source(selections)), mark + text)
    assert passages(reading) == WANTED
    (positions,) = reading.report.positions
    assert positions.convention == label
    assert (positions.proved, positions.at_words) == ((3, 0) if named else (0, 3))
    assert reading.content.documents[0].text == TEXT
    assert reading.content.documents[0].source == (mark + text).encode()


def test_one_source_that_counts_otherwise(tmp_path: Path) -> None:
    other = guid("other")
    first = source("".join(selection(*at(words), name=words) for words in WANTED))
    second = first.replace(DOC, other).replace(FILE, guid("file2"))
    for words in WANTED:
        old, new = at(words), at(words, TEXT, "utf16")
        second = second.replace(
            f'startPosition="{old[0]}" endPosition="{old[1]}"',
            f'startPosition="{new[0]}" endPosition="{new[1]}"',
        )
    second = second.replace('name="Doc"', 'name="Second"')
    first += first.replace(DOC, guid("third")).replace("Doc", "Third")
    files = {f"sources/{FILE}.txt": TEXT.encode(), f"sources/{guid('file2')}.txt": TEXT.encode()}
    reading = read_bytes(archive(project(first + second), files), tmp_path)
    assert passages(reading) == WANTED * 3
    assert [(p.convention, p.document) for p in reading.report.positions] == [
        ("code points", ""),
        ("UTF-16 units", "Second"),
    ]
    assert "otherwise" in messages(reading, DOUBTFUL)


def test_ties_are_settled_by_the_program(tmp_path: Path) -> None:
    # One passage in the middle of a run of letters: nothing in the text tells.
    xml = source(selection(3, 5))
    text = "😀abcdefgh"
    assert passages(read(tmp_path, project(xml), text)) == ["cd"]
    assert passages(read(tmp_path, project(xml, origin="NVivo 14"), text)) == ["bc"]


def test_a_name_that_speaks_for_another_way_is_told(tmp_path: Path) -> None:
    odd = selection(*at("five", TEXT, "utf16"), name="five")
    good = "".join(selection(*at(words), name=words) for words in (*WANTED, "four"))
    reading = read(tmp_path, project(source(good + odd)))
    assert "Its name “five”" in messages(reading, DOUBTFUL)


@pytest.mark.parametrize(
    ("start", "end", "word"),
    [
        (5, 5, "empty"),
        (7, 3, "reversed"),
        (-4, 3, "before"),
        (0, 10**6, "beyond the text"),
        (10**17, 10**17 + 3, "beyond the text"),
        ("0x1", "x", "no numbers"),
        ("9" * 5000, "9" * 5001, "no numbers"),
    ],
)
def test_absurd_positions_are_told(tmp_path: Path, start: object, end: object, word: str) -> None:
    good = selection(*at("two"), name="two")
    reading = read(tmp_path, project(source(good + selection(start, end))))
    assert passages(reading) == ["two"]
    assert word in messages(reading, LEFT_BEHIND)


def test_an_end_inside_a_line_end_moves_inward(tmp_path: Path) -> None:
    # An end between CR and LF moves inward; the words stay.
    text = "one\r\ntwo\r\nthree"
    good = selection(5, 8, "two") + selection(10, 15, "three")
    reading = read(tmp_path, project(source(good + selection(0, 4, "one "))), text)
    assert passages(reading) == ["one", "two", "three"]
    assert "moved inward" in messages(reading, DOUBTFUL)


def test_names_that_are_labels_are_counted(tmp_path: Path) -> None:
    labels = selection(*at("two"), name="A label") + selection(*at("Six"), name="Quote 2")
    reading = read(tmp_path, project(source(labels)))
    assert passages(reading) == ["two", "Six"]
    assert "2 selections have a name other" in messages(reading, DOUBTFUL)


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("one two", "one two", True),
        ("one two", "  one\n\ttwo ", True),
        ("one t…", "one two", True),
        ("one t...", "one\ntwo", True),
        ("one…", "two", False),
        ("…", "one", False),
        ("…", "…", True),
        ("", "", False),
        (" ", " ", False),
        ("two", "one", False),
        ("one", "one two", False),
        ("a name that was cut after more than forty characters", "", False),
        ("word " * 9, "word " * 20, True),
    ],
)
def test_when_a_name_is_the_passage(name: str, text: str, wanted: bool) -> None:
    assert names_passage(name, text) is wanted


def test_white_space_at_the_ends_of_passages_is_passed_over() -> None:
    """People select the space behind a word along: that proves the positions as well."""
    text = "One two.\r\nThree four five.\r\nSix seven."
    plain = text.replace("\r\n", "\n")
    for words in ("Three ", " four ", "\nSix"):
        start = plain.index(words)
        assert at_words(plain, start, start + len(words))
    start = plain.index("hree ")
    assert not at_words(plain, start, start + 5)
    assert not at_words(plain, plain.index(" "), plain.index(" ") + 1)
    passages = [(text.index(w), text.index(w) + len(w), "") for w in ("Three ", "five", " seven")]
    evidence = weigh(StoredText(text), passages)
    assert evidence.best(CODE_POINTS) == Convention(utf16=False, crlf_as_one=False)
