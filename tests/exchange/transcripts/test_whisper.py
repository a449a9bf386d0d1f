"""Whisper: segments, words, speakers, the outputs of programs built on it, and faults."""

from __future__ import annotations

import json

import pytest

from annotator.errors import UserError
from tests.exchange.transcripts.transcript_samples import (
    TALK,
    read,
    reader_name,
    remarks,
    times,
    turns,
    whisper,
)


def test_whisper_itself_writes_the_whole_text_first() -> None:
    segments = [
        {"id": n, "seek": 0, "start": n * 2.0, "end": n * 2 + 1.98, "text": f" Satz {n}, ä."}
        | {"tokens": [50364, 400], "temperature": 0.0, "avg_logprob": -0.25}
        for n in range(4_000)
    ]
    text = "".join(str(one["text"]) for one in segments)
    data = json.dumps({"text": text, "segments": segments, "language": "de"})
    assert len(text) > 1 << 15
    assert reader_name(data, "x") == "whisper"
    found = read(data, "talk.json")
    assert found.text.split() == text.split()
    assert times(found)[-1] == (7_998_000, 7_999_980, "Satz 3999, ä.")


def test_each_word_can_have_its_time() -> None:
    found = read(whisper(words=True), "t.json", {"times": "words"})
    assert len(times(found)) == sum(len(one.words.split()) for one in TALK)
    assert times(found)[0] == (500, 875, "Guten")
    assert read(whisper(words=True), "t.json").text == found.text


def test_a_segment_in_which_two_people_speak() -> None:
    segment = {
        "start": 0.0,
        "end": 2.0,
        "text": " Yes? No!",
        "speaker": "SPEAKER_00",
        "words": [
            {"word": "Yes?", "start": 0.0, "end": 0.5, "speaker": "SPEAKER_00"},
            {"word": "No!", "start": 1.0, "end": 2.0, "speaker": "SPEAKER_01"},
        ],
    }
    found = read(json.dumps({"segments": [segment]}), "t.json")
    assert turns(found) == [("SPEAKER_00", "Yes?"), ("SPEAKER_01", "No!")]
    assert times(found) == [(0, 500, "Yes?"), (1_000, 2_000, "No!")]


def test_words_that_are_not_those_of_the_text_do_not_count() -> None:
    segment = {"start": 0, "end": 1, "text": "One two", "words": [{"word": "One"}]}
    found = read(json.dumps({"segments": [segment]}), "t.json", {"times": "words"})
    assert times(found) == [(0, 1_000, "One two")]


def test_transformers_and_speakers_by_number() -> None:
    chunks = [
        {"timestamp": [0.0, 1.5], "text": " Hello."},
        {"timestamp": [1.5, None], "text": " Yes."},
    ]
    found = read(json.dumps({"text": "Hello. Yes.", "chunks": chunks}), "t.json")
    assert times(found) == [(0, 1_500, "Hello."), (1_500, None, "Yes.")]
    segments = [{"start": 0, "end": 1, "text": "a b", "speaker": 3}]
    assert turns(read(json.dumps(segments), "t.json")) == [("Speaker 3", "a b")]


def test_a_table_with_speakers_and_in_seconds() -> None:
    data = "start\tend\tspeaker\ttext\n0.5\t1.25\tAnna\tHello.\n00:00:02\t3.0\tBen\tYes.\n"
    found = read(data, "t.tsv")
    assert turns(found) == [("Anna", "Hello."), ("Ben", "Yes.")]
    assert times(found) == [(500, 1_250, "Hello."), (2_000, 3_000, "Yes.")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (whisper()[:-30], "its JSON can't be read at line 1"),
        ('{"segments": ' + "[" * 100_000, "its JSON can't be read"),
        ('{"segments": [' + "9" * 10_000 + "]}", "its JSON can't be read"),
        ('{"segments": []}', "JSON without segments"),
        ('{"segments": [{"start": 0}, 3]}', "no segment in which something is said"),
        ("start\tend\n0\t1\n", "no column “text”"),
        ("start\tend\ttext\n0\n", "Line 2 of “t.json” is not complete"),
    ],
)
def test_faults(text: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        read(text, "t.json", chosen="whisper")


def test_odd_values_are_told() -> None:
    segments = [
        {"start": 1e308, "end": float("nan"), "text": "a\r\nb \ud800 c\x00"},
        {"start": -1, "end": True, "text": "d"},
        {"start": "1", "end": 2, "text": None},
    ]
    found = read(json.dumps({"segments": segments}), "t.json", chosen="whisper")
    assert found.text == "a b \ufffd c\ufffd d"
    assert "2 passages have no time" in remarks(found)
    assert "Segments without text were left out: 1." in remarks(found)


def test_other_json_is_not_taken() -> None:
    tweets = json.dumps([{"id": 1, "text": "hello", "created": "2026-01-31"}] * 9)
    for data in (tweets, '{"segments": ["a", "b"]}', '{"text": "start"}', "[1, 2]", "{}"):
        assert reader_name(data, "x.json") != "whisper"
