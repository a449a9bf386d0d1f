"""Encodings of web pages: declared, real, chosen."""

from __future__ import annotations

import codecs

import pytest

from annotator.errors import UserError
from annotator.exchange.documents.html import read_html
from annotator.exchange.documents.reader import ReadDocument

WORDS = "Grüße, „Café“ – naïve"


def read(data: bytes, **options: str) -> ReadDocument:
    return read_html(data, "page.html", options)[0]


def declared(encoding: str, words: str = WORDS) -> str:
    return f"<html><head><meta charset={encoding}></head><body><p>{words}</p></body></html>"


@pytest.mark.parametrize(
    "data",
    [
        declared("windows-1252").encode("cp1252"),
        # Browsers take Latin-1 for Windows-1252.
        declared("iso-8859-1").encode("cp1252"),
        declared("utf-8").encode(),
        declared("utf-16").encode(),
        codecs.BOM_UTF8 + declared("iso-8859-1").encode(),
        codecs.BOM_UTF16_LE + declared("iso-8859-1").encode("utf-16-le"),
        codecs.BOM_UTF16_BE + declared("utf-8").encode("utf-16-be"),
        f"<p>{WORDS}".encode(),
        b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><p>'
        + WORDS.encode("cp1252"),
        b"<?xml version='1.0' encoding='windows-1252'?><html><body><p>"
        + WORDS.encode("cp1252")
        + b"</p></body></html>",
        b"<!-- <meta charset=koi8-r> --><meta charset=cp1252><p>" + WORDS.encode("cp1252"),
    ],
)
def test_the_encoding_that_is_declared(data: bytes) -> None:
    found = read(data)
    assert found.text == WORDS
    assert not found.remarks


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("shift_jis", "日本語の文①"),
        ("gb2312", "中文网页"),
        ("big5", "繁體中文"),
        ("euc-kr", "한국어"),
        ("koi8-r", "Привет"),
        ("iso-8859-9", "ığşİ€"),
        ("tis-620", "ภาษาไทย"),
    ],
)
def test_labels_mean_what_they_mean_in_browsers(encoding: str, words: str) -> None:
    codec = {"shift_jis": "cp932", "iso-8859-9": "cp1254"}.get(encoding, encoding)
    assert read(declared(encoding, words).encode(codec)).text == words


def test_bytes_that_windows_1252_has_nothing_for() -> None:
    assert read(b"<meta charset=windows-1252><p>a\x81b\x80").text == "a\x81b€"


def test_utf_8_that_says_that_it_is_something_else() -> None:
    found = read(declared("iso-8859-1").encode())
    assert found.text == WORDS
    (remark,) = found.remarks
    assert "iso-8859-1" in remark.what and "utf-8" in remark.what


def test_something_else_that_says_that_it_is_utf_8() -> None:
    words = "Ein längerer Satz über die Größe schöner Häuser, für alle Fälle. " * 3
    found = read(declared("utf-8", words).encode("cp1252"))
    assert found.text == words.strip()
    assert len(found.remarks) == 1


def test_an_encoding_that_does_not_exist_is_found_out() -> None:
    found = read(declared("no-such").encode())
    assert found.text == WORDS
    assert len(found.remarks) == 1


def test_an_encoding_that_is_chosen() -> None:
    assert read(declared("utf-8", "Привет").encode("koi8-r"), encoding="koi8-r").text == "Привет"
    with pytest.raises(UserError, match="no encoding"):
        read(b"<p>x", encoding="base64")


def test_bytes_that_are_not_in_the_declared_encoding_are_counted() -> None:
    page = declared("utf-8", "word " * 1_000 + "W€rter").encode().replace("€".encode(), b"\xf6")
    (document,) = read_html(page, "p.html", {})
    assert "W\ufffdrter" in document.text
    (remark,) = document.remarks
    assert remark.what == (
        "The page is not in utf-8 throughout, as it says: “�” stands in 1 place."
    )
