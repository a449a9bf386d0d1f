"""E-books: reading order, chapters, notes, printed pages, protection, damage."""

from __future__ import annotations

import pytest

from annotator.errors import UserError
from annotator.exchange.documents.epub import read_epub
from annotator.exchange.documents.recognition import sample_of
from annotator.exchange.documents.registry import reader_for
from tests.exchange.documents.web_samples import (
    CALIBRE,
    CALIBRE_NCX,
    CONTAINER,
    HARD,
    PAGE,
    book,
    of_kind,
    package,
    read_book,
    zipped,
)

METADATA = (
    "<dc:title>A Book</dc:title><dc:creator opf:role='aut'>Ann</dc:creator>"
    "<dc:creator>Ben</dc:creator><dc:date opf:event='modification'>2021</dc:date>"
    "<dc:date opf:event='publication'>1999-01-02</dc:date><dc:language>en</dc:language>"
    "<dc:publisher>Press</dc:publisher><dc:identifier id='x'>isbn:1</dc:identifier>"
)


def test_a_book_as_calibre_makes_them() -> None:
    data = book(CALIBRE, METADATA, CALIBRE_NCX)
    reader = reader_for(sample_of(data, "book.epub"))
    assert reader is not None and reader.name == "epub"
    found = read_book(data)
    assert found.text == (
        "CHAPTER ONE\nFirst\u00a0text.[1]\nA part\nMore.\n[1] The note.\n"
        "Chapter Two\nSecond text.[2]\n[2] Another é.\nNotes"
    )
    assert of_kind(found, "heading") == [
        ("CHAPTER ONE", 1),
        ("A part", 2),
        ("Chapter Two", 1),
        ("Notes", 2),
    ]
    assert [mark for mark, _note in of_kind(found, "note-mark")] == ["[1]", "[2]"]
    assert [label for _words, _id, label in of_kind(found, "footnote")] == ["1", "2"]
    assert found.attributes == {
        "title": "A Book",
        "author": "Ann; Ben",
        "date": "1999-01-02",
        "language": "en",
        "publisher": "Press",
        "identifier": "isbn:1",
    }


def test_notes_and_printed_pages_of_epub_3() -> None:
    nav = PAGE.format(
        title="",
        body='<nav epub:type="toc"><ol><li><a href="one.xhtml">One</a></li></ol></nav>'
        '<nav epub:type="page-list"><ol><li><a href="one.xhtml">i</a></li>'
        '<li><a href="two.xhtml#p3">3</a></li></ol></nav>',
    )
    pages = {
        "one.xhtml": '<h1>One</h1><p>a <a epub:type="noteref" href="#n">*</a> b'
        '<span epub:type="pagebreak" id="p2" title="2"/>c</p>'
        '<aside epub:type="footnote" id="n"><p>The note.</p></aside><p>d</p>',
        "two.xhtml": '<p>e <i id="p3">f</i></p>',
    }
    document = package(
        pages,
        extra='<item id="nav" href="nav.xhtml" properties="nav" '
        'media-type="application/xhtml+xml"/>',
    )
    members = {path: PAGE.format(title="", body=body) for path, body in pages.items()}
    data = zipped(
        {"META-INF/container.xml": CONTAINER, "content.opf": document, "nav.xhtml": nav} | members
    )
    found = read_book(data)
    assert found.text == "One\na [*] bc\nd\n[*] The note.\ne f"
    assert of_kind(found, "page") == [
        ("One\na [*] b", "i"),
        ("c\nd\n[*] The note.\ne ", "2"),
        ("f", "3"),
    ]


def test_hard_characters_and_tables() -> None:
    found = read_book(
        book({"a.html": f"<p>{HARD}</p><table><tr><td>a</td><td>b</td></tr></table>"})
    )
    assert found.text == f"{HARD}\na\tb"


@pytest.mark.parametrize("algorithm", ["http://www.w3.org/2001/04/xmlenc#aes256-cbc", ""])
def test_a_protected_book_is_refused(algorithm: str) -> None:
    encryption = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
        'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
        f'<enc:EncryptionMethod Algorithm="{algorithm}"/></enc:EncryptedData></encryption>'
    )
    data = book({"a.html": "<p>x</p>"}, extra={"META-INF/encryption.xml": encryption})
    with pytest.raises(UserError, match="protected against copying"):
        read_epub(data, "book.epub", {})


def test_scrambled_fonts_are_no_protection() -> None:
    encryption = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
        'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
        '<enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/>'
        "</enc:EncryptedData></encryption>"
    )
    data = book({"a.html": "<p>x</p>"}, extra={"META-INF/encryption.xml": encryption})
    assert read_book(data).text == "x"


def test_what_is_damaged_or_missing_is_said_and_the_rest_read() -> None:
    data = book({"a.html": "<p>Whole</p>", "b.html": "<p>Broken <b>here</p>", "c.html": "<p>c</p>"})
    data = data.replace(b"c.html", b"d.html", 1)
    found = read_book(data)
    assert found.text.startswith("Whole\nBroken here")
    assert found.remarks[0].where == "b.html"


def test_a_member_that_does_not_unpack_is_said() -> None:
    pages = {"a.html": "<p>First</p>", "b.html": "<p>Second, and some more words</p>"}
    data = bytearray(book(pages))
    at = data.index(b"b.html", data.index(b"a.html")) + len("b.html")
    data[at + 2 : at + 20] = b"\xff" * 18
    found = read_book(bytes(data))
    assert found.text == "First"
    (remark,) = found.remarks
    assert remark.where == "b.html" and "could not be read" in remark.what


def test_entities_of_a_document_type_are_not_expanded() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">'
        '<!ENTITY f SYSTEM "file:///etc/passwd">]><html xmlns="http://www.w3.org/1999/xhtml">'
        "<body><p>x &b; &f; y</p></body></html>"
    )
    data = book({"a.html": ""}, extra={})
    members = {"META-INF/container.xml": CONTAINER, "content.opf": package({"a.html": ""})}
    assert data
    found = read_book(zipped(members | {"a.html": bomb}))
    assert found.text == "x &b; &f; y"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 no archive",
        zipped({"META-INF/container.xml": CONTAINER}),
        zipped({"META-INF/container.xml": "<", "content.opf": "no XML"}),
        book({"a.html": "<p><img src='a.png' alt=''/></p>"}),
        book({"../a.html": "<p>x</p>"}),
    ],
)
def test_what_is_no_book_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError) as refused:
        read_epub(data, "book.epub", {})
    assert "book.epub" in str(refused.value)
