"""What each program writes, as its files look: the turns and the times that they must give."""

from __future__ import annotations

import json

import pytest

from tests.exchange.documents.word_samples import para, run, word
from tests.exchange.transcripts.transcript_samples import read, remarks, times, turns

BOLD = "<w:b/>"
BREAK = "<w:r><w:br/></w:r>"
TALK = [
    ("Anna Berg", 3_000, "So, we met at 10:30."),
    ("Ben Lind", 9_000, "Yes. Note: it was late."),
    ("Anna Berg", 3_731_000, "Right."),
]
TEAMS = """WEBVTT

2f1a8d3e-0c1b-4c8e-9d7e-0b1a2c3d4e5f/12-0
00:00:03.110 --> 00:00:05.510
<v Anna Berg>So, we met at
10:30.</v>

2f1a8d3e-0c1b-4c8e-9d7e-0b1a2c3d4e5f/12-1
00:00:05.510 --> 00:00:07.000
<v Anna Berg>And went.

2f1a8d3e-0c1b-4c8e-9d7e-0b1a2c3d4e5f/15-0
00:00:07.300 --> 00:00:09.000
<v Lind, Ben (Planning)>Yes &amp; no.</v>
"""
STREAM = """WEBVTT

NOTE duration:"00:32:10.0000000"

NOTE language:en-us

NOTE Confidence: 0.8984

5b6e9b0a-9a5c-4fbb-8a5e-2f3a4b5c6d7e
0:0:3.110 --> 0:0:5.9
So, we met at 10:30.

NOTE Confidence: 0.7

5b6e9b0a-9a5c-4fbb-8a5e-2f3a4b5c6d7f
0:0:6.0 --> 0:0:9.9
And went.
"""
ZOOM = """WEBVTT

1
00:00:03.100 --> 00:00:05.000
Anna Berg: So, we met at 10:30

2
00:00:05.000 --> 00:00:07.000
and went: so.

3
00:00:07.300 --> 00:00:09.000
Ben L.: Yes.

4
00:00:09.000 --> 00:00:10.000
Anna Berg: Right.
"""
WEBEX = """WEBVTT

1 "Anna Berg" (2345678)
00:00:03.110 --> 00:00:05.510
So, we met at 10:30.

2 "Ben Lind" (99)
00:00:05.510 --> 00:00:07.000
Yes.
"""
YOUTUBE = """WEBVTT
Kind: captions
Language: en

00:00:00.160 --> 00:00:02.230 align:start position:0%
\u0020
hello<00:00:00.480><c> and</c><00:00:00.640><c> welcome</c>

00:00:02.230 --> 00:00:02.240 align:start position:0%
hello and welcome
\u0020

00:00:02.240 --> 00:00:04.630 align:start position:0%
hello and welcome
to<00:00:02.560><c> the</c><00:00:02.800><c> show</c>

00:00:04.630 --> 00:00:04.640 align:start position:0%
to the show
\u0020

00:00:04.640 --> 00:00:06.000 align:start position:0%
to the show
[Music]
"""


def told(data: bytes | str, name: str = "t.docx") -> list[tuple[object, object, str]]:
    """Who begins to speak when, and the words of the turn."""
    found = read(data, name, chosen="transcript")
    starts = {one.start: one.values["start_ms"] for one in found.structure if one.kind == "time"}
    return [
        (one.values.get("speaker", ""), starts.get(one.start), found.text[one.start : one.end])
        for one in found.structure
        if one.kind == "turn"
    ]


def shown(time: int, hours: bool = False) -> str:
    """``0:03``, ``1:02:11``; with hours always ``00:00:03``."""
    hour, minute, second = time // 3_600_000, time // 60_000 % 60, time // 1_000 % 60
    if hours:
        return f"{hour:02}:{minute:02}:{second:02}"
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            TEAMS,
            [
                ("Anna Berg", 3_110, "So, we met at 10:30. And went."),
                ("Lind, Ben (Planning)", 7_300, "Yes & no."),
            ],
        ),
        (STREAM, [("", 3_110, "So, we met at 10:30. And went.")]),
        (
            ZOOM,
            [
                ("Anna Berg", 3_100, "So, we met at 10:30 and went: so."),
                ("Ben L.", 7_300, "Yes."),
                ("Anna Berg", 9_000, "Right."),
            ],
        ),
        (
            WEBEX,
            [("Anna Berg", 3_110, "So, we met at 10:30."), ("Ben Lind", 5_510, "Yes.")],
        ),
        (YOUTUBE, [("", 160, "hello and welcome to the show [Music]")]),
    ],
    ids=["teams", "stream", "zoom", "webex", "youtube"],
)
def test_captions(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert told(text, "t.vtt") == expected
    assert told(text.replace("\n", "\r\n").encode("utf-8-sig"), "t.vtt") == expected


def test_teams_as_word() -> None:
    """A name, three spaces and a time, a line break, the words; above them the meeting."""
    head = para(run("Meeting-20240312_100000", BOLD)) + para("March 12, 2024, 9:00AM")
    turns_of = "".join(
        para(run(who, BOLD), run(f"   {shown(start)}"), BREAK, run(words))
        for who, start, words in TALK
    )
    assert told(word(head + para("32m 10s") + turns_of)) == TALK


def test_teams_with_names_of_an_address_book() -> None:
    body = "".join(
        para(run(f"Berg, {who} (Planning)", BOLD), run(f"   0:0{n}"), BREAK, run(f"Words {n}."))
        for n, who in enumerate(("Anna", "Ben", "Anna"), 1)
    )
    assert [who for who, _start, _words in told(word(body))] == [
        "Berg, Anna (Planning)",
        "Berg, Ben (Planning)",
        "Berg, Anna (Planning)",
    ]


def test_teams_as_word_with_ranges() -> None:
    body = "".join(
        para(run(f"0:0:{n}.0 --> 0:0:{n + 1}.9"), BREAK, run(who, BOLD), BREAK, run(f"Words {n}."))
        for n, who in enumerate(("Anna Berg", "Ben", "Anna Berg"))
    )
    assert told(word(body)) == [
        ("Anna Berg", 0, "Words 0."),
        ("Ben", 1_000, "Words 1."),
        ("Anna Berg", 2_000, "Words 2."),
    ]


def test_otter_as_word() -> None:
    head = "".join(
        map(para, ("Talk", "Tue, Mar 12, 2024 9:00AM • 32:10", "SUMMARY KEYWORDS", "harbour"))
    )
    body = "".join(
        para(run(who, BOLD), run(f"  {shown(start)}")) + para(words) + para()
        for who, start, words in TALK
    )
    assert told(word(head + body)) == TALK


@pytest.mark.parametrize("time", ["\t({})", " ({})"])
def test_rev_as_word(time: str) -> None:
    """The time behind the colon, or before it as in the texts of today."""
    body = "".join(
        para(run(f"{who}:"), run(time.format(shown(start, hours=True)).replace("\t", "\t")))
        + para(words)
        for who, start, words in TALK
    )
    assert told(word(body)) == TALK
    text = "".join(
        f"{who} ({shown(start, hours=True)}):\n{words}\n\n" for who, start, words in TALK
    )
    assert told(text, "t.txt") == TALK


def test_sonix_as_word_and_text() -> None:
    body = "".join(
        para(run(f"{who}:", BOLD), run(f" [{shown(start, hours=True)}] {words}"))
        for who, start, words in TALK
    )
    assert told(word(para(run("Talk.mp3", BOLD)) + body)) == TALK
    head = "Talk.mp3: this mp3 audio file was automatically transcribed by Sonix.\n\n"
    text = head + "".join(f"{who}:\n{words}\n\n" for who, _start, words in (*TALK, TALK[1]))
    assert [(who, words) for who, _start, words in told(text, "t.txt")] == [
        (who, words) for who, _start, words in (*TALK, TALK[1])
    ]


def test_trint_as_word_and_as_a_table() -> None:
    body = "".join(
        para(run(who, BOLD), run(f" [{shown(start, hours=True)}]")) + para(words)
        for who, start, words in TALK
    )
    assert told(word(para(run("Talk", BOLD)) + body)) == TALK
    rows = "".join(
        f"<w:tr><w:tc>{para(f'{who} {shown(start, hours=True)}')}</w:tc>"
        f"<w:tc>{para(words)}</w:tc></w:tr>"
        for who, start, words in TALK
    )
    assert told(word(f"<w:tbl>{rows}</w:tbl>")) == TALK


def test_happy_scribe_as_word() -> None:
    body = "".join(
        para(run(f"[{shown(start, hours=True)}.00] "), run(f"- {who}", BOLD)) + para(words)
        for who, start, words in TALK
    )
    assert told(word(para(run("Talk", BOLD)) + body)) == TALK


def test_a_table_with_a_column_for_each() -> None:
    rows = [("Time", "Speaker", "Text")]
    rows += [(shown(start, hours=True), who, words) for who, start, words in TALK]
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{para(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    assert told(word(f"<w:tbl>{cells}</w:tbl>")) == TALK


def test_zoom_chat_and_whisperx_text() -> None:
    chat = "".join(f"{shown(s, hours=True)}\t{who}:\t{words}\n" for who, s, words in TALK)
    assert told(chat, "t.txt") == TALK
    text = "".join(f"[SPEAKER_0{n % 2}]: Words {n}.\n" for n in range(4))
    assert [who for who, _start, _words in told(text, "t.txt")] == [
        f"SPEAKER_0{n % 2}" for n in range(4)
    ]


def test_atrain_without_empty_lines() -> None:
    text = "SPEAKER_00\n[00:00:01] Guten Tag.\nSPEAKER_01\n[00:00:05] Gut.\nSPEAKER_00\n"
    assert told(text + "[00:00:06] Ja.\n", "t.txt") == [
        ("SPEAKER_00", 1_000, "Guten Tag."),
        ("SPEAKER_01", 5_000, "Gut."),
        ("SPEAKER_00", 6_000, "Ja."),
    ]


def test_maxqda_and_f4_as_rich_text() -> None:
    maxqda = rb"{\rtf1\ansi #00:00:00-0# I: Guten Tag.\par\par #00:00:04-2# B1: Hallo.\par}"
    assert told(maxqda, "t.rtf") == [("I", 0, "Guten Tag."), ("B1", 4_200, "Hallo.")]
    f4 = rb"{\rtf1\ansi I: Guten Tag. #00:00:05-0#\par\par B1: Hallo. #00:00:09-3#\par}"
    assert told(f4, "t.rtf") == [("I", 0, "Guten Tag."), ("B1", 5_000, "Hallo.")]


def test_words_of_whisperx_without_times() -> None:
    """Numbers can't be aligned, and have no times there."""
    words = [{"word": "1984"}, {"word": "war", "start": 2.5, "end": 3.0}]
    segment = {"start": 2.1, "end": 3, "text": " 1984 war", "words": words, "speaker": "S"}
    found = read(json.dumps({"segments": [segment], "word_segments": words}), "w.json")
    assert turns(found) == [("S", "1984 war")]
    assert len(times(found)) == 1


def test_what_is_no_speaker() -> None:
    text = "Anna: At 10:30: rain.\nDann: nichts.\nBen: Gut.\nNote: x\nAnna: Ja.\nBen: So.\n"
    found = read(text, "t.txt", chosen="transcript")
    assert [who for who, _words in turns(found)] == ["Anna", "Ben", "Anna", "Ben"]
    assert "Dann: nichts." in found.text
    assert "10:30" in found.text
    assert times(found) == []
    assert "Dann" not in remarks(found)
