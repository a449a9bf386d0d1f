"""Messages of Outlook: properties, the three kinds of bodies, attachments."""

from __future__ import annotations

import struct

import pytest

from annotator.errors import UserError
from annotator.exchange.documents.outlook import read_msg
from annotator.exchange.documents.outlook.code_pages import codec_of
from annotator.exchange.documents.outlook.compressed import decompressed
from annotator.exchange.documents.rtf.encapsulated import html_inside
from tests.exchange.documents.mail_samples import compound, outlook

_DATE = 133591936200000000
"""3 May 2024, 07:07 UTC in ticks of 100 ns since 1601."""


def stored(data: bytes) -> bytes:
    """Rich Text as it is, in the container for compressed Rich Text."""
    return struct.pack("<IIII", len(data) + 12, len(data), 0x414C454D, 0) + data


def test_properties_become_attributes() -> None:
    people = {
        "__recip_version1.0_#00000000": outlook(
            {0x3001: "Ben", 0x39FE: "ben@example.org"}, numbers={0x0C15: 1}, header=8
        ),
        "__recip_version1.0_#00000001": outlook({0x3001: "Cleo"}, numbers={0x0C15: 2}, header=8),
    }
    file = compound(
        outlook(
            {0x0037: "Hello", 0x1000: "Line\r\n> old\r\n", 0x0C1A: "Anna", 0x0C1F: "a@example.org"},
            numbers={0x0039: _DATE},
            folders=people,
        )
    )
    (document,) = read_msg(file, "a.msg", {})
    assert (document.name, document.text) == ("Hello", "Line\n> old")
    assert document.attributes == {
        "from": "Anna <a@example.org>",
        "date": "2024-05-03T07:07:00+00:00",
        "to": "Ben <ben@example.org>",
        "cc": "Cleo",
        "subject": "Hello",
    }
    assert [element.kind for element in document.structure] == ["quote"]


def test_fields_as_they_were_transported_come_first() -> None:
    head = "From: =?utf-8?q?J=C3=BCrgen?= <j@example.org>\r\nMessage-ID: <7@example.org>\r\n"
    file = compound(outlook({0x0037: "Hi", 0x1000: "text", 0x007D: head, 0x0C1A: "J"}))
    (document,) = read_msg(file, "a.msg", {})
    assert document.attributes["from"] == "Jürgen <j@example.org>"
    assert document.attributes["message-id"] == "7@example.org"


def test_html_and_rich_text_as_body() -> None:
    html = "<p>Grüße <b>an</b> alle</p>".encode()
    (document,) = read_msg(
        compound(outlook({0x0037: "Hi"}, {0x1013: html}, {0x3FDE: 65001})), "a.msg", {}
    )
    assert document.text == "Grüße an alle"
    rich = stored(rb"{\rtf1\ansi\ansicpg1252 plain {\b rich}}")
    (document,) = read_msg(compound(outlook({0x0037: "Hi"}, {0x1009: rich})), "a.msg", {})
    assert document.text == "plain rich"
    inside = stored(
        rb"{\rtf1\ansi\ansicpg1252\fromhtml1 {\fonttbl{\f0 A;}}{\*\htmltag64 <p>}"
        rb"\htmlrtf {\htmlrtf0 caf\'e9 {\*\htmltag84 <b>}\htmlrtf {\b \htmlrtf0 bold"
        rb"\htmlrtf }\htmlrtf0{\*\htmltag92 </b>}\htmlrtf\par}\htmlrtf0{\*\htmltag72 </p>}}"
    )
    (document,) = read_msg(compound(outlook({0x0037: "Hi"}, {0x1009: inside})), "a.msg", {})
    assert document.text == "café bold"


def test_attached_files_and_messages() -> None:
    inner = outlook({0x0037: "Inner", 0x1000: "inner text"}, header=24)
    folders = {
        "__attach_version1.0_#00000000": outlook(
            {0x3707: "C:\\notes\\note.txt"}, {0x3701: b"a note" + b" " * 5000}, header=8
        ),
        "__attach_version1.0_#00000001": outlook(
            {0x3001: "Inner"}, folders={"__substg1.0_3701000D": inner}, header=8
        ),
    }
    file = compound(outlook({0x0037: "Hi", 0x1000: "text"}, folders=folders))
    (document,) = read_msg(file, "a.msg", {})
    assert [remark.what for remark in document.remarks] == [
        "Attached: “note.txt”, 5 kB.",
        "Attached: “Inner”, a message.",
    ]
    first, note, message = read_msg(file, "a.msg", {"attachments": "add"})
    assert (first.text, note.text.strip(), message.text) == ("text", "a note", "inner text")
    assert [document.key for document in (first, note, message)] == ["", "/1", "/2"]


@pytest.mark.parametrize(
    ("page", "locale", "codec"),
    [
        (1251, 0, "cp1251"),
        (0, 0x0411, "cp932"),
        (0, 0x0804, "gb18030"),
        (0, 0x0404, "cp950"),
        (0, 0x0419, "cp1251"),
        (0, 0x0409, "cp1252"),
        (0, 0, ""),
        (99999, 0x0412, "cp949"),
    ],
)
def test_code_pages(page: int, locale: int, codec: str) -> None:
    assert codec_of(page, locale) == codec


def test_compressed_rich_text() -> None:
    """The two examples of MS-OXRTFCP, section 3."""
    simple = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232"
        "0af32068656c0900206277"
        "05b06c647d0a800fa0"
    )
    assert decompressed(simple) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    crossing = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert decompressed(crossing) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"
    assert (
        decompressed(simple[:30])
        == b"{\\rtf1\\ansi\\ansicpg1252\\pa"[: len(decompressed(simple[:30]))]
    )
    assert decompressed(b"x") == b""


def test_html_that_was_made_rich_text() -> None:
    assert html_inside(rb"{\rtf1\ansi x}") is None
    assert (
        html_inside(
            rb"{\rtf1\ansi\fromhtml1{\*\htmltag <i>}a\u8364?\{{\*\mhtmltag lost}"
            rb"{\*\htmltag &amp;}\par b}"
        )
        == "<i>a€{&amp;\nb"
    )


def test_refusals() -> None:
    with pytest.raises(UserError, match="encrypted or signed"):
        read_msg(compound(outlook({0x001A: "IPM.Note.SMIME", 0x0037: "x"})), "a.msg", {})
    with pytest.raises(UserError, match="without text and subject"):
        read_msg(compound(outlook({})), "a.msg", {})
    with pytest.raises(UserError, match="damaged"):
        read_msg(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "a.msg", {})
