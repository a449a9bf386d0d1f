"""Praat: tiers of points and of sounds, quotation marks, the forms of the file, and faults."""

from __future__ import annotations

import pytest

from annotator.errors import UserError
from tests.exchange.transcripts.transcript_samples import (
    TALK,
    Said,
    read,
    reader_name,
    remarks,
    textgrid,
    turns,
)

POINTS = """
    item [3]:
        class = "TextTier" ! a comment
        name = "tones"
        xmin = 0
        xmax = 9.8
        points: size = 1
        points [1]:
            number = 1.5
            mark = "H*"
    item [4]:
        class = "IntervalTier"
        name = "Anna - phones"
        xmin = 0
        xmax = 9.8
        intervals: size = 1
        intervals [1]:
            xmin = 0
            xmax = 9.8
            text = "g"
"""


def test_quotation_marks_and_lines_in_a_text() -> None:
    talk = (Said('An "na', 0, 1_000, 'She said "no"\nto me'),)
    text = textgrid(talk).replace('"An "na"', '"An ""na"')
    assert turns(read(text, "t.TextGrid")) == [('An "na', 'She said "no" to me')]


def test_points_and_sounds_are_no_talk_but_can_be_chosen() -> None:
    text = textgrid().replace("size = 2 \n", "size = 4 \n", 1) + POINTS
    found = read(text, "t.TextGrid")
    assert found.text == read(textgrid(), "t.TextGrid").text
    assert "were left out: “tones” (1), “Anna - phones” (1)." in remarks(found)
    assert turns(read(text, "t.TextGrid", {"speech": "tones"})) == [("tones", "H*")]
    with pytest.raises(UserError, match=r"no tier “x”\. It has Anna, Ben, tones, Anna - phones"):
        read(text, "t.TextGrid", {"speech": "x"})


def test_the_old_short_form() -> None:
    text = textgrid(short=True).replace('"ooTextFile"', '"ooTextFile short"', 1)
    text = text.replace('Object class = "TextGrid"', '"TextGrid"')
    assert reader_name(text, "x") == "textgrid"
    assert read(text, "x").text == read(textgrid(), "x").text


def test_big_endian_with_a_mark() -> None:
    data = b"\xfe\xff" + textgrid().encode("utf-16-be")
    assert read(data, "t.TextGrid").text == read(textgrid(), "t.TextGrid").text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (textgrid()[:-40].encode(), "damaged or not complete: the text of an interval is missing"),
        (textgrid().replace("<exists>", "<absent>").encode(), "No tier of"),
        (
            textgrid().replace("size = 2 ", "size = 99999999999 ", 1).encode(),
            "the class of a tier is",
        ),
        (textgrid().replace("= 0.5", "= x").encode(), "damaged or not complete"),
        (b"ooBinaryFile\x08TextGrid\x00\x00", "Save it in Praat as a text file"),
        (textgrid().replace('"TextGrid"', '"Collection"').encode(), "Save the TextGrid by itself"),
        (textgrid(TALK[:1]).replace(TALK[0].words, "").encode(), "No tier of"),
    ],
)
def test_faults(data: bytes, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        read(data, "t.TextGrid", chosen="textgrid")


def test_times_that_no_recording_has() -> None:
    found = read(textgrid(TALK[:1]).replace("= 0.5", "= 1e99"), "t.TextGrid")
    assert "1 passage has no time" in remarks(found)
