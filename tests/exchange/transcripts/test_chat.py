"""CHAT: participants, annotations, times within a line, codes, and faults."""

from __future__ import annotations

import pytest

from annotator.errors import UserError
from annotator.exchange.transcripts.chat_codes import without_codes
from tests.exchange.transcripts.transcript_samples import chat, read, remarks, tiers, times, turns

FILE = """\
@UTF8
@PID:\t11312/a-00012345-1
@Begin
@Languages:\teng
@Participants:\tCHI Ross Target_Child, MOT Mother
@ID:\teng|Made|CHI|2;06.10|male|||Target_Child|||
@ID:\teng|Made|INV|||||Investigator|||
@Media:\ttalk, audio
@Date:\t12-MAR-2024
*MOT:\twhat (i)s that ? \x150_1500\x15
%mor:\tpro:int|what cop|be&3S pro:dem|that ?
%gra:\t1|2|LINK
*CHI:\t<a big> [//] &-um a doggie@c
\t&=laughs +... \x151500_4000\x15 and more . \x154000_5000\x15
@Comment:\ta door closes
*INV:\tokay .
a stray line
@End
"""


def test_participants_turns_and_times() -> None:
    found = read(FILE, "t.cha")
    assert [
        (one.values["speaker"], one.values["role"]) for one in found.structure if one.kind == "turn"
    ] == [("MOT", "Mother"), ("Ross", "Target Child"), ("INV", "Investigator")]
    assert times(found) == [
        (0, 1_500, "what (i)s that ?"),
        (1_500, 4_000, "<a big> [//] &-um a doggie@c &=laughs +..."),
        (4_000, 5_000, "and more ."),
    ]
    assert found.attributes == {"language": "eng", "media": "talk", "date": "12-MAR-2024"}
    assert "left out: 1, the first is line 17." in remarks(found)
    noises = [found.text[e.start : e.end] for e in found.structure if e.kind == "non-speech"]
    assert noises == ["&=laughs"]


def test_lines_of_annotation() -> None:
    found = read(FILE, "t.cha")
    assert [(tier, words) for tier, _text, words in tiers(found)] == [
        ("%mor", "what (i)s that ?"),
        ("%gra", "what (i)s that ?"),
        ("@Comment", "<a big> [//] &-um a doggie@c &=laughs +..."),
    ]
    left = read(FILE, "t.cha", {"tiers": "leave-out"})
    assert not tiers(left)
    assert "left out as chosen: %mor (1), %gra (1), @Comment (1)." in remarks(left)


def test_codes_are_cleaned_on_request() -> None:
    found = read(FILE, "t.cha", {"codes": "clean"})
    assert [words for _who, words in turns(found)] == [
        "what is that?",
        "a big um a doggie (laughs)… and more.",
        "okay.",
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("I want [/] want cookie .", "I want want cookie."),
        ("goed [: went] [* +ed] there .", "goed there."),
        ("<the cat> [= on the mat] [!] sat !", "the cat sat!"),
        ("(be)cause we're goin(g) .", "because we're going."),
        ("&+fr &~ts &-uh yes .", "fr ts uh yes."),
        ("New_York (..) is nice +/.", "New York (..) is nice"),
        ("bana:nas [x 3] ?", "bananas?"),
        ("0is it xxx ? [+ exc]", "it xxx?"),
        ("look &=points:car there .", "look (points car) there."),
        ("yes [=! whispers] .", "yes (whispers)."),
        ("ice+cream gumma@c:d hi@s:spa .", "ice cream gumma hi."),
        ("at 10:30 then .", "at 10:30 then."),
    ],
)
def test_words_without_codes(line: str, words: str) -> None:
    assert without_codes(line) == words


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("@UTF8\n@Begin\n@End\n", "no line of a speaker"),
        ("@Begin\n*CHI:\t\x150_1\x15\n", "nothing is said"),
    ],
)
def test_faults(text: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        read(text, "t.cha", chosen="chat")


def test_times_that_no_recording_has() -> None:
    found = read(chat().replace("500_2000", f"{'9' * 12}_{'9' * 12}"), "t.cha")
    assert len(times(found)) == 3
    assert "\x15" not in read(chat().replace("500_2000", "9" * 4000), "t.cha").text
