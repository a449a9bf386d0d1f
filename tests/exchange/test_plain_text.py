"""Bytes to text: the encoding named, line ends LF, everything else untouched."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import UserError
from annotator.exchange.plain_text import other_encodings, read_text, with_lf

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
        (b"%PDF-1.7\n...", "document it is"),
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


ENGLISH = "She said: “no”. It isn’t over – not yet. Café.\n"


@pytest.mark.parametrize(
    ("data", "text", "odd"),
    [
        # cut inside a character
        (ENGLISH.encode() + "“so”".encode()[:-1], f"{ENGLISH}“so\ufffd", 1),
        (b"plain, then " + "“".encode()[:2], "plain, then \ufffd", 1),
        # an apostrophe or a no-break space of windows-1252
        (ENGLISH.encode() + b"isn\x92t\n", f"{ENGLISH}isn\ufffdt\n", 1),
        (b"5\xa0km\n" + ENGLISH.encode(), f"5\ufffdkm\n{ENGLISH}", 1),
        # surrogates, one by one and as a pair
        (ENGLISH.encode() + b"a\xed\xa0\xbdb", f"{ENGLISH}a\ufffdb", 1),
        (ENGLISH.encode() + b"a\xed\xa0\xbd\xed\xb8\x80b", f"{ENGLISH}a\ufffdb", 1),
        (b"Good \xc3\xa9 utf8 bad \xe9 latin", "Good é utf8 bad \ufffd latin", 1),
        ((ENGLISH * 9).encode() + b"\xff a \xfe", ENGLISH * 9 + "\ufffd a \ufffd", 2),
    ],
)
def test_a_few_bytes_do_not_make_it_another_encoding(data: bytes, text: str, odd: int) -> None:
    found = read_text(data, "x")
    assert (found.text, found.encoding, found.guessed) == (text, "utf-8", True)
    assert len(found.odd) == odd
    assert all(found.text[place] == "\ufffd" for place in found.odd)


def test_places_that_are_no_characters_are_counted_after_line_ends_became_one() -> None:
    found = read_text(b"\xc3\xa9\r\n\r\nbad \xe9 here\r\n", "x")
    assert found.text == "é\n\nbad \ufffd here\n"
    assert found.odd == (found.text.index("\ufffd"),)


def test_a_mark_of_its_own_is_none_of_these_places() -> None:
    found = read_text("a \ufffd b".encode(), "x")
    assert (found.odd, found.guessed) == ((), False)


@pytest.mark.parametrize("codec", ["cp1252", "cp1251", "shift_jis", "gb18030", "koi8_r", "cp1250"])
def test_other_encodings_are_not_taken_for_damaged_utf8(codec: str) -> None:
    words = {
        "cp1252": "Die Übergrößen der Häuser sind schön. “Ça va” – naïve Ã¼ber",
        "cp1251": "Привет, как дела? Сегодня «хорошая» погода – ёлка.",
        "shift_jis": "こんにちは世界。今日はいい天気ですね。東京都",
        "gb18030": "我可能会去北京。今天天气很好，你好吗？",
        "koi8_r": "Привет, как дела? Сегодня хорошая погода.",
        "cp1250": "Příliš mnoho lidí šlo domů, protože bylo už pozdě.",
    }[codec]
    found = read_text((words * 5).encode(codec), "x")
    assert found.encoding != "utf-8"
    assert found.guessed


def test_a_person_may_name_the_encoding() -> None:
    data = "naïve café".encode("mac_roman")
    assert read_text(data, "x", "mac-roman").text == "naïve café"
    assert read_text("é".encode(), "x", "UTF-8").text == "é"
    assert "windows-1252" in other_encodings(data)
    with pytest.raises(UserError, match="no encoding “klingon”"):
        read_text(data, "x", "klingon")
    odd = read_text(b"a\x81b", "x", "windows-1252")
    assert (odd.text, odd.odd) == ("a\ufffdb", (1,))


@given(st.text(min_size=1, max_size=40), st.binary(max_size=3), st.integers(0, 40))
def test_no_bytes_are_a_bug(text: str, bad: bytes, at: int) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        found = read_text(data[:at] + bad + data[at:], "x")
    except UserError:
        return
    assert all(found.text[place] == "\ufffd" for place in found.odd)
