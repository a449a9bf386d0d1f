"""SubRip and WebVTT as their producers write them: each word once, in order, at its time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import UserError
from annotator.exchange.documents.reader import NO_OPTIONS, ReadDocument
from annotator.exchange.transcripts.cue import Cue
from annotator.exchange.transcripts.rolling import without_repeats
from annotator.exchange.transcripts.speakers import with_speakers
from annotator.exchange.transcripts.subtitle_reader import read_subtitle_file
from annotator.exchange.transcripts.subtitles import looks_like_subtitles, read_subtitles
from annotator.exchange.transcripts.turns import transcript


def read(text: str, **options: str) -> ReadDocument:
    return read_subtitle_file(text.encode(), "t.vtt", options or NO_OPTIONS)[0]


def turns(document: ReadDocument) -> list[tuple[object, str]]:
    return [
        (one.values.get("speaker", ""), document.text[one.start : one.end])
        for one in document.structure
        if one.kind == "turn"
    ]


def times(document: ReadDocument) -> list[tuple[object, object, str]]:
    return [
        (one.values["start_ms"], one.values["end_ms"], document.text[one.start : one.end])
        for one in document.structure
        if one.kind == "time"
    ]


TEAMS = """WEBVTT

6a1c6ba3-4f5e-4ad5-9d7d-4a2a7b2f1e53/12-0
0:0:9.9 --> 0:0:12.500
<v Anna Berg>Good morning, and thank
you for coming.</v>

6a1c6ba3-4f5e-4ad5-9d7d-4a2a7b2f1e53/13-0
0:0:12.500 --> 0:0:13.0
<v Anna Berg>Shall we begin?</v>

6a1c6ba3-4f5e-4ad5-9d7d-4a2a7b2f1e53/15-1
00:00:13.250 --> 00:00:15.000
<v Ben O&#39;Hara>Yes &amp; gladly.
"""


def test_teams() -> None:
    found = read(TEAMS)
    assert turns(found) == [
        ("Anna Berg", "Good morning, and thank you for coming. Shall we begin?"),
        ("Ben O'Hara", "Yes & gladly."),
    ]
    assert times(found)[0] == (9_900, 12_500, "Good morning, and thank you for coming.")
    assert times(found)[2] == (13_250, 15_000, "Yes & gladly.")
    assert found.text.count("\n") == 1


def test_zoom_names_in_the_cue() -> None:
    found = read(
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\nAnna Berg: At 10:30 we met.\n\n"
        "2\n00:00:03.000 --> 00:00:05.000\nBen: Note: it was late.\n\n"
        "3\n00:00:05.000 --> 00:00:06.000\nAnna Berg: True.\n\n"
        "4\n00:00:06.000 --> 00:00:07.000\nBen: Then: nothing.\n"
    )
    assert turns(found) == [
        ("Anna Berg", "At 10:30 we met."),
        ("Ben", "Note: it was late."),
        ("Anna Berg", "True."),
        ("Ben", "Then: nothing."),
    ]
    named = read("1\n00:00:01,0 --> 00:00:02,0\nAnna Berg: Yes.\n\n" * 3, names="text")
    assert named.text == "Anna Berg: Yes. Yes. Yes."


def test_names_at_the_beginnings_of_turns_alone() -> None:
    said = ["Anna Berg: Well", "hello", "and", "so", "Ben: Yes", "that", "is", "Anna: So", "it is"]
    cues = [Cue(n, n + 1, [line]) for n, line in enumerate([*said, *said[4:] * 3])]
    found = with_speakers(cues)
    assert [cue.speaker for cue in found][:9] == ["Anna Berg"] * 4 + ["Ben"] * 3 + ["Anna"] * 2
    later = [Cue(0, 0, ["once"]), Cue(0, 0, ["upon"]), Cue(0, 0, ["a time"]), *cues[1:]]
    assert not any(cue.speaker for cue in with_speakers(later))


def test_names_that_were_taken_are_told() -> None:
    found = read("1\n00:00:01,0 --> 00:00:02,0\nAnna Berg: Yes.\n\n" * 3)
    assert [one.what for one in found.remarks] == [
        "Names before the words were taken for speakers: Anna Berg (3)."
    ]
    assert not read(TEAMS).remarks


def test_noscribe_names_the_recording() -> None:
    found = read(
        "WEBVTT talk\n\nNOTE\nTranscribed with noScribe vers. 0.7\nAudio file: /talk.wav\n\n\n"
        "NOTE media: /talk.wav\n\n1\n00:00:01.930 --> 00:00:10.01\n<v >Das ist es.\n\n"
        "2\n00:00:15.072 --> 00:00:17.312\n<v S01>Ja, (..) so.\n"
    )
    assert found.attributes == {"media": "/talk.wav"}
    assert turns(found) == [("", "Das ist es."), ("S01", "Ja, (..) so.")]
    assert times(found)[0][:2] == (1_930, 10_010)


def test_webex_names_in_the_identifier() -> None:
    found = read(
        'WEBVTT\n\n1 "Anna Berg" (1234567)\n00:00:01.000 --> 00:00:03.000\nHello.\n\n'
        '2 "Ben" (89)\n00:00:03.000 --> 00:00:04.000\nHello you.\n'
    )
    assert turns(found) == [("Anna Berg", "Hello."), ("Ben", "Hello you.")]


def test_blocks_that_are_no_cues_and_missing_empty_lines() -> None:
    found = read(
        "WEBVTT - a title\nKind: captions\nLanguage: en\n\nSTYLE\n::cue { color: red }\n\n"
        "NOTE Dann: kein Sprecher\nüber zwei Zeilen\n\n"
        "1\n00:01.000 --> 00:02.000 align:start position:0%\n<i>One</i> <00:01.500><c>two</c>\n"
        "2\n00:02.000 --> 00:03.000\n{\\an8}three &lt;four&gt;&nbsp;five\n"
    )
    assert found.text == "One two three <four>\N{NO-BREAK SPACE}five"


def test_dashes_and_chevrons_begin_a_turn() -> None:
    found = read(
        "00:00:01,000 --> 00:00:02,000\n- Who is it?\n- Nobody.\n\n"
        "00:00:02,500 --> 00:00:03,000\n>> And now?\n"
    )
    assert [words for _speaker, words in turns(found)] == ["Who is it?", "Nobody.", "And now?"]


def test_rolling_captions_are_taken_once() -> None:
    lines = ["so today we", "talk about trees", "about trees and", "their roots so", "today we dig"]
    cues, time = [], 0
    for before, line in zip(["", *lines], lines, strict=False):
        shown = f"{before or ' '}\n{line}"
        cues.append(f"00:00:{time:02}.000 --> 00:00:{time + 2:02}.000\n{shown}\n")
        cues.append(f"00:00:{time + 2:02}.000 --> 00:00:{time + 2:02}.010\n{line}\n \n")
        time += 2
    found = read("WEBVTT\n\n" + "\n".join(cues))
    assert found.text == " ".join(lines)


def test_captions_that_grow_word_by_word() -> None:
    words = ["the", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "dog"]
    cues = [Cue(n, n + 1, [" ".join(words[: n + 1])]) for n in range(len(words))]
    assert transcript(without_repeats(cues))[0] == " ".join(words)


def test_a_short_file_of_rolling_captions() -> None:
    """As a video platform writes it: with the time of each word, or with whole lines again."""
    timed = (
        "WEBVTT\nKind: captions\n\n00:00:01.000 --> 00:00:02.000\nyes\n\n"
        "00:00:02.000 --> 00:00:03.000\nyes\nthe<00:00:02.500><c> quay</c>\n"
    )
    assert read(timed).text == "yes the quay"
    lines = ["so we talk", "about the quay", "and its trees", "again"]
    whole = "".join(
        f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\n{one}\n{other}\n\n"
        for n, (one, other) in enumerate(pairwise(lines))
    )
    assert read(f"WEBVTT\n\n{whole}").text == " ".join(lines)
    said = "".join(f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\nNo.\n\n" for n in range(3))
    assert read(f"WEBVTT\n\n{said}").text == "No. No. No."


@pytest.mark.parametrize("name", ["{0}", "({0})", "[{0}]"])
def test_names_on_lines_of_their_own_in_the_cues(name: str) -> None:
    """As Teams writes them into Word documents, and live captions."""
    said = ["So.", "About the quay.", "And its\ntrees?", "Yes."]
    who = ["Anna Berg", "Ben", "Anna Berg", "Ben"]
    found = read(
        "".join(
            f"0:0:{n}.0 --> 0:0:{n}.9\n{name.format(one)}\n{words}\n\n"
            for n, (one, words) in enumerate(zip(who, said, strict=True))
        )
    )
    assert turns(found) == [
        (one, words.replace("\n", " ")) for one, words in zip(who, said, strict=True)
    ]
    assert "Anna Berg (2), Ben (2)" in found.remarks[0].what


def test_first_lines_that_are_no_names_stay_in_the_text() -> None:
    """Two lines a cue, as subtitles have them; and sounds in brackets above some."""
    lines = [("Yes, I", "said so."), ("No one", "came."), ("Yes, I", "know."), ("(laughs)", "Oh.")]
    found = read(
        "".join(
            f"00:00:0{n},000 --> 00:00:0{n},900\n{first}\n{second}\n\n"
            for n, (first, second) in enumerate(lines)
        )
    )
    assert found.text.startswith("Yes, I said so. No one came. Yes, I know.")
    assert {speaker for speaker, _words in turns(found)} == {""}


def test_captions_of_subviewer() -> None:
    found = read("0:00:01.000,0:00:02.500\nOne\ntwo\n\n0:00:03.000,0:00:04.000\nthree\n")
    assert found.text == "One two three"
    assert times(found) == [(1_000, 2_500, "One two"), (3_000, 4_000, "three")]


def test_who_speaks_into_the_words_of_another() -> None:
    found = read("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v //S02>Yes.\n")
    assert turns(found) == [("S02", "Yes.")]


def test_words_that_are_said_twice_stay() -> None:
    cues = [Cue(0, 1, ["no no"]), Cue(1, 2, ["no"]), *(Cue(n, n + 1, [f"w{n}"]) for n in range(9))]
    assert transcript(without_repeats(cues))[0].startswith("no no no w0")


def test_a_word_at_the_beginning_of_a_sentence_is_no_speaker() -> None:
    cues = [Cue(n, n + 1, [line]) for n, line in enumerate(["Note: one", "then", "so", "we"])]
    assert all(not cue.speaker for cue in with_speakers(cues))
    twice = [Cue(n, n + 1, [line]) for n, line in enumerate(["Dann: a", "b", "c", "d", "Dann: e"])]
    assert all(not cue.speaker for cue in with_speakers(twice))


def test_a_long_talk_of_nobody_has_paragraphs() -> None:
    cues = [Cue(n, n + 1, [f"Sentence number {n} goes", "on and ends."]) for n in range(100)]
    text, structure = transcript(cues)
    lengths = [len(line) for line in text.split("\n")]
    assert len(lengths) == 4
    assert max(lengths) < 1_100
    assert text.split() == " ".join(" ".join(cue.lines) for cue in cues).split()
    named = [Cue(cue.start, cue.end, cue.lines, "Anna") for cue in cues]
    assert "\n" not in transcript(named)[0]
    assert sum(one.kind == "time" for one in structure) == 100


def test_gaps_and_noises_are_elements() -> None:
    found = read(
        "1\n00:00:01,000 --> 00:00:02,000\nAnna: Well (laughs) yes.\n\n"
        "2\n00:00:05,000 --> 00:00:06,000\nAnna: [door closes] So.\n"
    )
    kinds = [(one.kind, found.text[one.start : one.end]) for one in found.structure]
    assert ("non-speech", "(laughs)") in kinds
    assert ("non-speech", "[door closes]") in kinds
    pause = next(one for one in found.structure if one.kind == "pause")
    assert (pause.start, pause.values["milliseconds"]) == (len("Well (laughs) yes."), 3_000)


def test_times_that_run_backwards_are_told() -> None:
    found = read(
        "1\n00:00:05,000 --> 00:00:06,000\nLater\n\n2\n00:00:01,000 --> 00:00:02,000\nEarlier\n"
    )
    assert "backwards" in found.remarks[0].what


def test_a_file_without_a_cue_is_refused() -> None:
    with pytest.raises(UserError, match="no cue"):
        read("WEBVTT\n\nNOTE nothing\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEAMS, True),
        ("1\n00:00:01,000 --> 00:00:02,000\nHi", True),
        ("An arrow --> and 10:30 in a text.", False),
        ("", False),
    ],
)
def test_recognition(text: str, expected: bool) -> None:
    assert looks_like_subtitles(text) is expected


WORDS = st.lists(st.from_regex(r"[a-zäß]{1,8}[,.]?", fullmatch=True), min_size=1, max_size=40)


@given(WORDS, st.data())
def test_any_split_into_cues_keeps_each_word_once_in_order_at_its_time(
    words: list[str], data: st.DataObject
) -> None:
    """Unique words, so that nothing can be taken for a rolling caption."""
    words = [f"{word}{number}" for number, word in enumerate(words)]
    cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(words) - 1)), max_size=12)))
    bounds = [0, *(cut for cut in cuts if cut < len(words)), len(words)]
    blocks = []
    for number, (first, last) in enumerate(pairwise(bounds)):
        said = words[first:last]
        at = data.draw(st.integers(0, len(said)))
        lines = "\n".join(" ".join(part) for part in (said[:at], said[at:]) if part)
        blocks.append(
            f"{number}\n00:{number // 60:02}:{number % 60:02},000 --> 00:59:00,000\n{lines}\n"
        )
    found = read("\n".join(blocks))
    assert found.text.split() == words
    assert [text.split() for _start, _end, text in times(found)] == [
        words[first:last] for first, last in pairwise(bounds)
    ]
    assert [start for start, _end, _text in times(found)] == [
        1000 * number for number in range(len(bounds) - 1)
    ]


@given(st.text(alphabet="0123456789:.,-> \n<v/>WEBVTTaÄ\u2028", max_size=300))
def test_nothing_raises(text: str) -> None:
    for cue in read_subtitles(text):
        assert cue.lines
