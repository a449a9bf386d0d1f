"""What a file would be as a transcript, and that a text is said to look like one."""

from __future__ import annotations

from annotator.operations.documents import file_reading
from annotator.operations.documents.file_reading import ReaderChoices
from annotator.operations.documents.transcripts import preview
from tests.exchange.documents import word_samples
from tests.exchange.transcripts.transcript_samples import noscribe, vtt

TALK = "Anna: Hallo?\nBen: Ja, um 10:30.\nAnna: So.\nBen: Gut.\nAna: Hm.\nBen: Ja.\nAna: So.\n"


def test_the_speakers_with_counts_first_words_and_spans() -> None:
    (found,) = preview(TALK.encode(), "t.txt")
    assert [(one.name, one.count, one.words) for one in found.speakers] == [
        ("Ben", 3, "Ja, um 10:30."),
        ("Anna", 2, "Hallo?"),
        ("Ana", 2, "Hm."),
    ]
    assert [found.text[one.start : one.end] for one in found.matches][:2] == ["Anna: ", "Ben: "]
    assert found.layout == "colon"
    assert not found.problem


def test_two_spellings_of_one_name_are_told() -> None:
    talk = "Anna Berg: a\nBen: b\nAnna berg: c\nAnna Bergg: d\nB1: e\nB2: f\n" * 2
    (found,) = preview(talk.encode(), "t.txt")
    assert ("Anna Berg", "Anna Bergg") in found.alike
    assert not any("B1" in pair for pair in found.alike)


def test_a_pattern_as_it_is_edited() -> None:
    for pattern, problem in (
        ("(", "The pattern can't be read"),
        ("x", "The pattern names neither"),
        ("^(?P<speaker>zzz) ", "No speaker can be told"),
        (r"^(?P<speaker>\w+): ", ""),
    ):
        (found,) = preview(
            TALK.encode(), "t.txt", ReaderChoices("transcript", {"pattern": pattern})
        )
        assert found.problem.startswith(problem)
        assert bool(found.problem) == bool(problem)
        assert found.text == TALK.rstrip("\n") or found.text == TALK
        assert found.pattern == pattern


def test_formats_that_are_transcripts_themselves() -> None:
    for data, name in ((vtt(), "t.vtt"), (noscribe(), "t.html")):
        chosen = ReaderChoices("transcript", {"leave_out": "Ben", "names": "text"})
        (found,) = preview(data.encode(), name, chosen)
        assert [(one.name, one.count) for one in found.speakers] == [("Anna", 2), ("Ben", 1)]
        assert found.speakers[1].words == "Hallo! Um 10:30 war ich da. Das war"


def test_texts_and_documents_are_said_to_look_like_transcripts() -> None:
    (text,) = file_reading.read(TALK.encode(), "t.txt")
    assert text.text == TALK
    assert text.origin is None
    assert text.remarks[0][0].startswith("It looks like a transcript, by the names")
    assert text.remarks[0][1] == "Ben (3), Anna (2), Ana (2)"
    paragraphs = "".join(map(word_samples.para, TALK.splitlines()))
    (document,) = file_reading.read(word_samples.word(paragraphs), "t.docx")
    assert document.origin is not None
    assert "“--as transcript”" in document.origin.remarks[0][0]
    (other,) = file_reading.read(b"Words: and words.\nAnd more.\n" * 20, "t.txt")
    assert other.remarks == ()


def test_what_is_chosen_is_on_record() -> None:
    (text,) = file_reading.read(
        TALK.encode(),
        "t.txt",
        ReaderChoices("transcript", {"speakers": "Ana=Anna", "names": "text"}),
    )
    assert text.origin is not None
    assert text.origin.reader == "transcript"
    assert text.origin.options == {"speakers": "Ana=Anna", "names": "text"}
    turns = [one for one in text.structure if one.kind == "turn"]
    assert {one.values["speaker"] for one in turns} == {"Anna", "Ben"}
