"""Bytes to text: the encoding named, line ends LF, everything else untouched."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import UserError
from annotator.exchange.plain_text import read_text, with_lf

ODD = "a\u00a0b\u2028c\u0085d\u2029e\u0301 😀\x0cé\u200b\u202e"


@pytest.mark.parametrize(
    ("codec", "mark", "named"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
        ("utf-16-le", b"\xff\xfe", "utf-16"),
        ("utf-16-be", b"\xfe\xff", "utf-16"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", b"\xff\xfe\0\0", "utf-32"),
    ],
)
def test_unicode_encodings(codec: str, mark: bytes, named: str) -> None:
    text = ODD + "\r\none\rtwo\n\r\n"
    found = read_text(mark + text.encode(codec), "x")
    assert found.text == ODD + "\none\ntwo\n\n"
    assert found.encoding == named


@pytest.mark.parametrize(
    ("text", "codec", "named"),
    [
        ("Die Übergrößen der Häuser sind schön.", "cp1252", "windows-1252"),
        ("naïve café", "latin-1", "windows-1252"),
        ("Ça va bien. Où es-tu allé hier ? " * 40, "cp1252", "windows-1252"),
        ("It’s “quoted” – here…", "cp1252", "windows-1252"),
        ("Příliš mnoho lidí šlo domů, protože bylo už pozdě.", "cp1250", "windows-1250"),
        ("Zażółć gęślą jaźń. Wczoraj poszedłem do sklepu.", "iso8859_2", "iso-8859-2"),
        ("Türkçe metin ışık ğüş", "cp1254", "windows-1254"),
        ("Привет, как дела? Сегодня хорошая погода.", "cp1251", "windows-1251"),
        ("Привет, как дела? Сегодня хорошая погода.", "koi8_r", "koi8-r"),
        ("Καλημέρα κόσμε, τι κάνεις σήμερα", "cp1253", "windows-1253"),
        ("こんにちは世界。今日はいい天気ですね。", "shift_jis", "cp932"),
    ],
)
def test_older_encodings(text: str, codec: str, named: str) -> None:
    found = read_text(text.encode(codec), "x")
    assert (found.text, found.encoding) == (text, named)


def word_document() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("word/document.xml", "<x/>")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "no text"),
        (b"%PDF-1.7\n...", "plain text (.txt)"),
        (word_document(), "Word document"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"SQLite format 3\x00...", "database"),
        (b"MZ\x90\x00\x03", "program"),
        (b"text with \x00 inside", "zero"),
        (b"\x01\x02\x03\x04\x05 abc", "control"),
        (b"\xff\xfea\xd8", "damaged"),
        (bytes(range(256)) * 4, "zero"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(data: bytes, word: str) -> None:
    with pytest.raises(UserError) as caught:
        read_text(data, "file.x")
    assert word in str(caught.value)
    assert "“file.x”" in str(caught.value)


def test_a_text_that_begins_like_a_recording_is_a_text() -> None:
    assert read_text(b"ID3 is a tag format.", "x").text == "ID3 is a tag format."


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\r\n"), min_size=1)
)
def test_any_text_in_utf8(text: str) -> None:
    if text.startswith("\ufeff"):
        return
    found = read_text(text.encode(), "x")
    assert found.text == with_lf(text)
    assert with_lf(text.encode().decode(found.encoding)) == found.text
