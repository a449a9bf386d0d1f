"""Which labels at the beginnings of lines are speakers."""

from __future__ import annotations

import pytest

from annotator.exchange.transcripts.detection import detect, looks_like
from annotator.exchange.transcripts.names import is_like_a_name, plain_name, speakers_among


@pytest.mark.parametrize(
    "name", ["I", "B1", "Anna", "Anna Berg", "Dr. Berg", "SPEAKER_00", "Speaker 2", "Ms O'Hara-Li"]
)
def test_names(name: str) -> None:
    assert is_like_a_name(name)


@pytest.mark.parametrize(
    "name",
    [
        *("Note", "note", "Dann", "Zum Beispiel", "10", "10 Uhr", "and then", "The Question"),
        *("A b c", "Die Frage", "http", "One Two Three Four Five Six", "E.g.", "Datum"),
    ],
)
def test_what_is_no_name(name: str) -> None:
    assert not is_like_a_name(name)


def test_brackets_and_spaces_are_no_part_of_a_name() -> None:
    assert plain_name("[Anna \t Berg]") == "Anna Berg"


def test_a_label_counts_by_how_often_it_is_there() -> None:
    assert speakers_among({"Anna": 40, "Ben": 39, "Nobody": 1}, 100) == {"Anna", "Ben"}
    assert speakers_among({"Anna": 60, "Ben": 59, "Alas": 2}, 200) == {"Anna", "Ben"}
    assert speakers_among({"I": 1, "B7": 1}, 100) == {"I", "B7"}
    assert speakers_among({"Anna Berg": 5, "Ben Can": 1}, 6) == {"Anna Berg", "Ben Can"}
    assert speakers_among({"Anna Berg": 5, "Ben Can": 1}, 60) == {"Anna Berg"}
    assert speakers_among({}, 10) == frozenset()


def test_sentences_that_begin_with_a_word_and_a_colon_are_no_transcript() -> None:
    prose = "Note: this is so.\nDann: nichts.\nAt 10:30 we left.\nA plan: go.\n" * 5
    assert not detect(prose).matches
    assert looks_like(prose) is None


def test_what_looks_like_a_transcript() -> None:
    talk = "I: Hallo?\nB: Ja.\nUnd so.\n" * 4
    found = looks_like(talk)
    assert found is not None
    assert [(one.name, one.count, one.words) for one in found.speakers] == [
        ("I", 4, "Hallo?"),
        ("B", 4, "Ja. Und so."),
    ]
    assert looks_like("I: Hallo?\nB: Ja.\n") is None  # too little of it
    assert looks_like("Words and words.\n" * 90 + talk) is None


def test_the_spans_are_those_of_the_text() -> None:
    text = "00:00:01 Anna Berg: hello\nat [00:00:03] last\n00:00:05 Ben: yes\n" * 3
    found = detect(text)
    assert {text[one.name[0] : one.name[1]] for one in found.matches} == {"Anna Berg", "Ben"}
    assert {text[one.time[0] : one.time[1]] for one in found.matches} == {"00:00:01", "00:00:05"}
    assert {text[one.start : one.end] for one in found.times} == {"[00:00:03] "}
    assert found.layout == "colon"
    again = detect(text, found.pattern)
    assert again.matches == found.matches
