"""What is a transcript for certain, and what is not; the first and last bytes are looked at."""

from __future__ import annotations

import pytest

from annotator.exchange.documents.recognition import sample_of
from annotator.exchange.documents.registry import BUILT_IN
from tests.exchange.documents import word_samples
from tests.exchange.transcripts.transcript_samples import chat, eaf, reader_name, srt, vtt


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I: Hallo.\nB: Ja.\n" * 20, "text"),
        ("An arrow --> and 10:30 in a text.", "text"),
        ("@Begin is a word in this text", "text"),
        ("From #00:00:01-0# on", "text"),
        ("Transcription for beginners\n\nIt is hard work.", "text"),
        ("We used noScribe vers. 0.7 and https://otter.ai", "text"),
        ("WEBVTTX", "text"),
        ("<p>We used noScribe.</p>", "html"),
        ("start\tend\ttexts\n", "text"),
        ('{"text": "hello", "start": 3}', "text"),
        ('[{"text": "hello"}]', "text"),
        ("<x>ANNOTATION_DOCUMENT</x>", "text"),
        ("id,time\n1,10:30,11:30\n", "text"),
        ("WEBVTT", "subtitles"),
        ("0:00:01.000,0:00:02.500\r\nOne\r\n", "subtitles"),
        ("WEBVTT Mic check\nKind: captions\n\nNOTE x\n\n" + vtt()[8:], "subtitles"),
        ("\ufeff" + srt(), "subtitles"),
        ("<!-- made -->" + eaf()[39:], "elan"),
        ("@Font:\tx\n" + chat(), "chat"),
    ],
)
def test_by_content(text: str, name: str) -> None:
    assert reader_name(text, "x") == name


def test_a_word_document_of_a_transcript_stays_one_of_word() -> None:
    data = word_samples.word(word_samples.para("I: a #00:00:01-0# b #00:00:02-0# c #00:00:03-0#"))
    assert reader_name(data, "x") == "docx"


def test_the_end_of_a_long_file_is_in_the_sample() -> None:
    long = b"a" * 70_000 + b"end"
    assert sample_of(long, "x").tail.endswith(b"aend")
    assert len(sample_of(long, "x").tail) == 1_024
    assert sample_of(b"a" * 65_540, "x").tail == b"aaaa"
    assert sample_of(b"a" * 65_536, "x").tail == b""


@pytest.mark.parametrize(
    "head", [b"{", b"[", b"{" * 9, b"\x00", b"#" * 9, b"@\n", b'{"text": "a\\']
)
def test_recognition_is_quick_on_whatever_follows(head: bytes) -> None:
    """Nothing in the expressions goes back and forth over a long file."""
    for filling in (b" ", b"a", b'"', b'{"a":', b"1", b"\n", b"@a\n", b"#00:00:00-0", b"\\"):
        data = head + filling * 70_000
        for reader in BUILT_IN:
            reader.recognises(sample_of(data, "x"))
