"""Transcripts in text, Word and web pages, as their producers write them and as people do."""

from __future__ import annotations

import pytest

from annotator.errors import UserError
from annotator.exchange.transcripts import layouts
from tests.exchange.documents import word_samples
from tests.exchange.transcripts.transcript_samples import (
    ATRAIN,
    F4,
    MAXQDA,
    NOSCRIBE,
    OTTER,
    TURNS,
    noscribe,
    read,
    reader_name,
    remarks,
    times,
    turns,
)


def test_otter() -> None:
    assert reader_name(OTTER, "x") == "transcript"
    found = read(OTTER, "t.txt")
    assert turns(found) == [
        ("Anna Berg", "So, at 10:30 we met. Note: it was late."),
        ("Unknown Speaker", "Dann: nothing. And more."),
        ("Anna Berg", "Right."),
    ]
    assert [start for start, _end, _words in times(found)] == [3_000, 3_730_000, 3_732_000]
    assert "nobody says it: “Transcribed by https://otter.ai”" in remarks(found)
    assert "Speakers: Anna Berg (2), Unknown Speaker (1)." in remarks(found)


def test_a_long_text_of_otter_is_known_by_its_end() -> None:
    turn = "Anna Berg  0:03  \n" + "and so on " * 50 + "\n\nBen  0:09  \nYes.\n\n"
    long = turn * 400 + "Transcribed by https://otter.ai\n"
    assert len(long) > 3 << 16
    assert reader_name(long, "x") == "transcript"
    assert reader_name(turn * 400, "x") == "text"


def test_f4_tells_when_something_ended() -> None:
    assert reader_name(F4, "x") == "transcript"
    found = read(F4, "t.txt")
    assert turns(found) == [
        ("I", "Guten Tag."),
        ("B1", "Hallo, um 10:30 war ich da (lacht). Und dann ging ich."),
        ("I", "Hm."),
    ]
    assert times(found) == [
        (0, 5_000, "Guten Tag."),
        (5_000, 9_300, "Hallo, um 10:30 war ich da (lacht)."),
        (9_300, 12_000, "Und dann ging ich."),
        (12_000, 13_100, "Hm."),
    ]


def test_maxqda_tells_when_something_begins() -> None:
    assert reader_name(MAXQDA, "x") == "transcript"
    found = read(MAXQDA, "t.txt")
    assert turns(found) == [("I", "Guten Tag."), ("B1", "Hallo."), ("I", "Und?")]
    assert times(found) == [(0, None, "Guten Tag."), (4_200, None, "Hallo."), (9_300, None, "Und?")]


@pytest.mark.parametrize("text", [ATRAIN, ATRAIN.replace("[", "").replace("]", "")])
def test_atrain(text: str) -> None:
    assert reader_name(text, "x") == "transcript"
    found = read(text, "t.txt")
    said = "Guten Tag. Wie geht es?" if text == ATRAIN else "Guten Tag. 00:00:03 Wie geht es?"
    assert turns(found) == [("SPEAKER_00", said), ("SPEAKER_01", "Gut.")]
    assert times(found)[-1] == (5_000, None, "Gut.")
    assert "nobody says it: “Transcription for 2026" in remarks(found)


def test_atrain_in_lines_for_nvivo() -> None:
    found = read(
        "Transcription for x\n\n\nSPEAKER_00\n00:00:01 Guten Tag.\n00:00:03 Wie geht es?\n\n"
        "SPEAKER_01\n00:00:05 Gut.\n",
        "t.txt",
    )
    assert times(found) == [
        (1_000, None, "Guten Tag."),
        (3_000, None, "Wie geht es?"),
        (5_000, None, "Gut."),
    ]


def test_noscribe_as_text() -> None:
    assert reader_name(NOSCRIBE, "x") == "transcript"
    found = read(NOSCRIBE, "t.txt")
    assert turns(found) == [("S00", "Hallo. //S01: Ja.// So. (..)"), ("S01", "Gut.")]
    assert found.text.startswith("talk\nHallo.")
    assert "nobody says it: “Transcribed with noScribe vers. 0.7 Audio file: talk.m4a" in (
        remarks(found)
    )
    assert [one.kind for one in found.structure if found.text[one.start : one.end] == "(..)"] == [
        "pause"
    ]


def test_noscribe_as_a_page_in_which_a_speaker_was_renamed() -> None:
    page = (
        noscribe()
        .replace(">Ben: <span", "><b>Herr Özil</b> <span")
        .replace("]</span> Hallo", "]</span>: Hallo")
    )
    found = read(page, "t.html")
    assert turns(found)[1] == ("Herr Özil", TURNS[1][1])
    assert found.attributes == {"media": "/talks/talk.m4a"}
    assert "nobody says it: “talk”" in remarks(found)


def test_a_paragraph_of_noscribe_that_only_goes_on() -> None:
    more = '<p ><a name="ts_7000_8000_S00" >Frage: wer? Die Kosten: keine.</a></p></div></body>'
    page = (
        noscribe().replace("_Ben", "_S00").replace("_Anna", "_S01").replace("</div></body>", more)
    )
    found = read(page, "t.html")
    assert {who for who, _words in turns(found)} == {"Anna", "Ben"}
    assert found.text.endswith("Frage: wer? Die Kosten: keine.")


def test_a_passage_that_an_editor_cut_into_several_anchors() -> None:
    anchor = '<a name="ts_0_900_S00" >'
    page = noscribe().replace(
        "<p ></p>", f"<p >{anchor}S0</a>{anchor}0: A </a>{anchor}b.</a> c.</p>"
    )
    found = read(page, "t.html")
    assert turns(found)[0] == ("S00", "A b. c.")
    assert times(found)[0] == (0, 900, "A b.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Rev
        (
            "Speaker 1 (00:01):\nSo um 10:30 we met.\n\nDr. Anna Berg (01:00:10):\nYes. [inaudible"
            " 00:00:12] fine.\n\n",
            [
                ("Speaker 1", 1_000, "So um 10:30 we met."),
                ("Dr. Anna Berg", 3_610_000, "Yes. [inaudible 00:00:12] fine."),
            ],
        ),
        # Sonix
        (
            "Speaker1: [00:00:05] So we met.\n\nSpeaker2: [00:00:10] Yes.\n",
            [("Speaker1", 5_000, "So we met."), ("Speaker2", 10_000, "Yes.")],
        ),
        # A time in brackets between the name and the words
        (
            "Speaker 1 [00:00:05] So we met.\n\nAnna Berg [00:00:10]: Yes.\n\n"
            "Speaker 1 [00:00:12] At 10:30.\n\nAnna Berg [00:00:14] Ok.\n",
            [
                ("Speaker 1", 5_000, "So we met."),
                ("Anna Berg", 10_000, "Yes."),
                ("Speaker 1", 12_000, "At 10:30."),
                ("Anna Berg", 14_000, "Ok."),
            ],
        ),
        # Trint
        (
            "[00:00:05] Anna Berg: So we met. \n\n[00:00:10] Ben: Yes. \n\n"
            "[00:00:20] Anna Berg: Ok.\n\n[00:00:22] Ben: Note: x",
            [
                ("Anna Berg", 5_000, "So we met."),
                ("Ben", 10_000, "Yes."),
                ("Anna Berg", 20_000, "Ok."),
                ("Ben", 22_000, "Note: x"),
            ],
        ),
        # Happy Scribe
        (
            "[00:00:05] Speaker 1\nHello all.\n\n[00:00:15.500] Anna\nYes.\n",
            [("Speaker 1", 5_000, "Hello all."), ("Anna", 15_500, "Yes.")],
        ),
        (
            "00:00:05 - Speaker 1\nHello all.\n\n00:00:15 - Anna\nYes.\n",
            [("Speaker 1", 5_000, "Hello all."), ("Anna", 15_000, "Yes.")],
        ),
        (
            "SPEAKER 2  00:14:22\nHallo zusammen.\n\nSPEAKER 1  00:14:25\nHi.\n",
            [("SPEAKER 2", 862_000, "Hallo zusammen."), ("SPEAKER 1", 865_000, "Hi.")],
        ),
        (
            "Anna Berg (00:01:02)\nHallo.\nBen (00:01:09)\nHi.\n",
            [("Anna Berg", 62_000, "Hallo."), ("Ben", 69_000, "Hi.")],
        ),
        # A time on a line of its own below the name, as video conferences write it
        (
            "Anna\n0:01\nHello all.\n\nBen\n0:03\nYes.\n",
            [("Anna", 1_000, "Hello all."), ("Ben", 3_000, "Yes.")],
        ),
        # A table
        (
            "00:00:01\tAnna\tHallo du.\n00:00:04\tBen\tHi.\n",
            [("Anna", 1_000, "Hallo du."), ("Ben", 4_000, "Hi.")],
        ),
    ],
)
def test_names_with_times(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert reader_name(text, "x.txt") == "text"
    found = read(text, "t.txt", chosen="transcript")
    assert [
        (who, start, words)
        for (who, words), (start, _end, _words) in zip(turns(found), times(found), strict=True)
    ] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I: Guten Tag.\nB1: Hallo.\nI: Ja.\n",
            [("I", "Guten Tag."), ("B1", "Hallo."), ("I", "Ja.")],
        ),
        ("I:\tGuten Tag.\nB:\tHallo.\n", [("I", "Guten Tag."), ("B", "Hallo.")]),
        ("I\tGuten Tag.\nB\tHallo.\n", [("I", "Guten Tag."), ("B", "Hallo.")]),
        (
            "[Anna] Hallo.\n[lacht] Na.\n[Ben] Hi.\n[Anna] Ja.\n[Ben] So.\n",
            [("Anna", "Hallo. [lacht] Na."), ("Ben", "Hi."), ("Anna", "Ja."), ("Ben", "So.")],
        ),
        (
            "Anna\nHallo.\n\nBen\nHi.\nUnd so.\n\nAnna\nJa.\n\nBen\nSo.\n",
            [("Anna", "Hallo."), ("Ben", "Hi. Und so."), ("Anna", "Ja."), ("Ben", "So.")],
        ),
    ],
)
def test_names_without_times(text: str, expected: list[tuple[str, str]]) -> None:
    assert turns(read(text, "t.txt", chosen="transcript")) == expected


def test_times_alone() -> None:
    text = (
        "[00:00:05.000 --> 00:00:06.500]  Ja und\n[00:00:06.500 --> 00:00:08.000]  dann\n[00:09] so"
    )
    found = read(text, "t.txt", chosen="transcript")
    assert times(found) == [(5_000, 6_500, "Ja und"), (6_500, 8_000, "dann"), (9_000, None, "so")]
    assert "No speaker is named" in remarks(found)


def test_what_stands_above_is_kept_and_is_no_turn() -> None:
    text = (
        "Talk with B.\nDate: 12 March\nInterviewer: Anna Berg\n\nI: Hello?\n\nB: Yes.\n\nI: Good.\n"
    )
    found = read(text, "t.txt", chosen="transcript")
    assert found.text.startswith("Talk with B.\nDate: 12 March\nInterviewer: Anna Berg\nHello?\n")
    assert turns(found)[0] == ("I", "Hello?")
    assert sum(one.kind == "paragraph" for one in found.structure) == 3
    assert "it stands before words as a name does: Interviewer (1)." in remarks(found)


def test_a_text_without_a_speaker() -> None:
    for text in ("Once upon a time\nthere was: nothing.\n", "At 10:30: a walk. Note: rain.\n"):
        with pytest.raises(UserError, match="No speaker can be told in"):
            read(text, "t.txt", chosen="transcript")


def test_a_pattern_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layouts, "LIMIT", 0.05)
    text = "a -- hello 12s\nb -- so 15s\n"
    found = read(text, "t.txt", {"pattern": r"^(?P<speaker>\w+) -- "}, chosen="transcript")
    assert turns(found) == [("a", "hello 12s"), ("b", "so 15s")]
    for pattern, sentence in (
        ("(", "can't be read: missing"),
        ("x", "names neither a speaker nor a time"),
        ("(?P<speaker>" + "a" * 2_001 + ")", "longer than"),
        (r"(?P<speaker>(a|aa)+$)", "takes too long"),
    ):
        with pytest.raises(UserError, match=sentence):
            read("a" * 60 + "!", "t.txt", {"pattern": pattern}, chosen="transcript")


def test_a_name_that_is_given_counts_in_any_case() -> None:
    text = "I: a\nB: b\nNote: c\nI: d\n"
    found = read(text, "t.txt", {"speakers": "Note=Anna; I=I"}, chosen="transcript")
    assert [who for who, _words in turns(found)] == ["I", "B", "Anna", "I"]
    with pytest.raises(UserError, match="Write Old=New"):
        read(text, "t.txt", {"speakers": "Note"}, chosen="transcript")


BOLD = "<w:b/>"


def spoken(*runs: tuple[str, str]) -> str:
    return word_samples.para("".join(word_samples.run(words, how) for words, how in runs))


WORD = word_samples.word(
    spoken(
        ("Anna", BOLD), (" Berg:", BOLD), (" Hello, this is ", ""), ("important", BOLD), (".", "")
    )
    + spoken(("Ben", BOLD), (" Yes.", ""))
    + spoken(("Anna Berg", BOLD), (" So, at 10:30.", ""))
    + spoken(("Ben", BOLD))
    + spoken(("On a line of its own.", "<w:i/>"))
)


def test_bold_names_in_word() -> None:
    assert reader_name(WORD, "t.docx") == "docx"
    found = read(WORD, "t.docx", chosen="transcript")
    assert turns(found) == [
        ("Anna Berg", "Hello, this is important."),
        ("Ben", "Yes."),
        ("Anna Berg", "So, at 10:30."),
        ("Ben", "On a line of its own."),
    ]
    assert [
        (one.values["style"], found.text[one.start : one.end])
        for one in found.structure
        if one.kind == "emphasis"
    ] == [("bold", "important"), ("italic", "On a line of its own.")]


def test_word_rich_text_and_pages_come_in_as_transcripts_when_chosen() -> None:
    text = word_samples.word("".join(map(word_samples.para, F4.split("\n"))))
    assert times(read(text, "t.docx", chosen="transcript")) == times(read(F4, "t.txt"))
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in F4.split("\n")) + "</body></html>"
    assert times(read(page, "t.html", chosen="transcript")) == times(read(F4, "t.txt"))
    rich = rb"{\rtf1\ansi I: Guten Tag. #00:00:05-0#\par B1: Hallo. #00:00:09-3#\par}"
    assert reader_name(rich, "t.rtf") == "rtf"
    assert turns(read(rich, "t.rtf", chosen="transcript")) == [
        ("I", "Guten Tag."),
        ("B1", "Hallo."),
    ]


def test_files_that_hold_no_text() -> None:
    with pytest.raises(UserError, match="of no format"):
        read(b"\x89PNG\r\n\x1a\n\x00\x00", "t.png", chosen="transcript")


def test_what_stands_beside_a_word_document_stays_at_its_words() -> None:
    who = 'w:author="Ann" w:date="2026-01-02T03:04:05Z"'
    body = (
        word_samples.para("A talk", style="berschrift1")
        + word_samples.para(
            *(
                "I: Who ",
                "<w:commentRangeStart w:id='0'/>",
                "was  it",
                "<w:commentRangeEnd w:id='0'/>",
            ),
            *("?", "<w:r><w:commentReference w:id='0'/></w:r>"),
        )
        + word_samples.para("B: Nobody", "<w:r><w:footnoteReference w:id='2'/></w:r>", ".")
        + word_samples.para("I: So.")
    )
    data = word_samples.word(
        body,
        footnotes=word_samples.note("footnote", 2, " He laughs: loud."),
        comments=f"<w:comment w:id='0' {who}>{word_samples.para('Is it?')}</w:comment>",
    )
    found = read(data, "t.docx", chosen="transcript")
    assert turns(found) == [("I", "Who was it?"), ("B", "Nobody[1]."), ("I", "So.")]
    said = {
        one.kind: (found.text[one.start : one.end], dict(one.values)) for one in found.structure
    }
    assert said["comment"][0] == "was it"
    assert said["comment"][1]["text"] == "Is it?"
    assert said["heading"][0] == "A talk"
    assert said["note-mark"][0] == "[1]"
    assert said["footnote"][0] == "[1] He laughs: loud."
    assert found.text.endswith("So.\n[1] He laughs: loud.")
