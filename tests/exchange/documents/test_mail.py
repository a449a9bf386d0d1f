"""Messages: fields as attributes, the body that is the text, charsets, attachments."""

from __future__ import annotations

import base64

import pytest

from annotator.errors import UserError
from annotator.exchange.documents.mail import read_eml
from annotator.exchange.documents.mail.headers import field_text, iso_date
from annotator.exchange.documents.reader import ReadDocument
from annotator.exchange.documents.recognition import sample_of
from annotator.exchange.documents.registry import reader_for
from tests.exchange.documents.mail_samples import HEAD, message, multipart, part

_ADD = {"attachments": "add"}


def read(data: bytes) -> ReadDocument:
    """The one document of a message."""
    (document,) = read_eml(data, "a.eml", {})
    return document


def test_fields_become_attributes() -> None:
    document = read(message("Grüße 😀".encode()))
    assert document.name == "Café日本"
    assert document.text == "Grüße 😀"
    assert document.attributes == {
        "from": "Jürgen Müller <jm@example.org>",
        "to": "Anna <anna@example.org>, Ben <ben@example.org>",
        "cc": "list@example.org",
        "date": "2024-05-03T09:07:00+02:00",
        "subject": "Café日本",
        "message-id": "one@example.org",
    }
    assert not document.remarks


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?B?w6k=?= x", "é x"),
        ("=?utf-8?B?5p8=?= =?utf-8?B?pQ==?=", "查"),
        ("=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=", "日本"),
        ("=?utf-8*de?q?a=5F_b?=", "a_ b"),
        ("=?unknown-x?q?abc?=", "=?unknown-x?q?abc?="),
        ("=?utf-8?B?*?=", ""),
        ("a\r\n\tb", "a b"),
        ("\udcc3\udca9", "é"),
        ("=?utf-7?q?+2AA-?=", "\ufffd"),
    ],
)
def test_encoded_words(raw: str, text: str) -> None:
    assert field_text(raw) == text


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("Fri, 3 May 2024 09:07:00 +0000 (UTC)", "2024-05-03T09:07:00+00:00"),
        ("3 May 24 09:07 GMT", "2024-05-03T09:07:00+00:00"),
        ("last Tuesday", "last Tuesday"),
        ("Fri, 99 May 99999 99:99:99", "Fri, 99 May 99999 99:99:99"),
    ],
)
def test_dates(raw: str, iso: str) -> None:
    assert iso_date(raw) == iso


@pytest.mark.parametrize(
    ("body", "charset", "text", "remarked"),
    [
        ("naïve".encode("latin-1"), b"; charset=iso-8859-1", "naïve", False),
        ("“naïve”".encode("cp1252"), b"; charset=iso-8859-1", "“naïve”", False),
        ("“naïve”".encode(), b"; charset=iso-8859-1", "“naïve”", True),
        (
            "Привет мир, как дела сегодня".encode("koi8-r"),
            b"; charset=koi8-r",
            *("Привет мир, как дела сегодня", False),
        ),
        ("日本語".encode("iso-2022-jp"), b"; charset=iso-2022-jp", "日本語", False),
        ("①日".encode("cp932"), b"; charset=shift_jis", "①日", False),
        ("日本".encode("utf-16"), b"; charset=unicode", "日本", False),
        ("grün".encode(), b"", "grün", False),
        ("grün".encode(), b"; charset=us-ascii", "grün", False),
        ("grün".encode(), b"; charset=x-nothing", "grün", False),
        (
            b"caf\xe9 cr\xe8me, voil\xe0 une phrase",
            b"; charset=utf-8",
            "café crème, voilà une phrase",
            True,
        ),
        (
            "viel Gru\u00df und K\u00fc".encode() + b"\xff",
            b"; charset=utf-8",
            "viel Gruß und Kü\ufffd",
            True,
        ),
    ],
)
def test_charsets(body: bytes, charset: bytes, text: str, remarked: bool) -> None:
    document = read(message(body, b"text/plain" + charset))
    assert document.text == text
    assert bool(document.remarks) is remarked


def test_messages_of_apple_mail() -> None:
    data = message(b"text")
    kept = b"%d   \n" % len(data) + data + b'<?xml version="1.0"?><plist></plist>'
    assert read(kept).text == "text"
    reader = reader_for(sample_of(kept, "1.emlx"))
    assert reader is not None
    assert reader.name == "eml"


def test_transfer_encodings() -> None:
    quoted = b"Content-Transfer-Encoding: quoted-printable\r\n"
    coded = b"Content-Transfer-Encoding: base64\r\n"
    assert read(message(b"a=C3=A9 =\r\nb", more=quoted)).text == "aé b"
    assert read(message(base64.encodebytes("é\r\nx".encode()), more=coded)).text == "é\nx"


def test_of_several_forms_the_plain_one_is_the_text() -> None:
    html = part(b"<p>rich <b>text</b></p>", b"text/html; charset=utf-8")
    plain = part(b"plain text", b"text/plain")
    assert read(multipart(b"alternative", plain, html)).text == "plain text"
    document = read(multipart(b"alternative", part(b" \r\n", b"text/plain"), html))
    assert document.text == "rich text"
    assert [element.kind for element in document.structure].count("emphasis") == 1


def test_parts_in_reading_order() -> None:
    first, second = part(b"one", b"text/plain"), part(b"two", b"text/plain")
    assert read(multipart(b"mixed", first, second)).text == "one\ntwo"


def test_pictures_and_files_are_listed() -> None:
    picture = part(
        base64.encodebytes(b"\x89PNG\r\n\x1a\n" + bytes(1500)),
        b"image/png",
        b"Content-Transfer-Encoding: base64\r\n"
        b"Content-Disposition: attachment; filename*=utf-8''gr%C3%BCn.png\r\n",
    )
    note = part(b"a note", b'text/plain; name="note.txt"', b"Content-Disposition: attachment\r\n")
    data = multipart(b"mixed", part(b"text", b"text/plain"), picture, note)
    document = read(data)
    assert document.text == "text"
    assert [remark.what for remark in document.remarks] == [
        "Attached: “grün.png”, 2 kB.",
        "Attached: “note.txt”, 6 bytes.",
    ]
    first, second = read_eml(data, "a.eml", _ADD)
    assert (second.name, second.text, second.key) == ("note.txt", "a note", "/2")
    assert "is a picture (PNG)" in first.remarks[-1].what


def test_messages_within_messages() -> None:
    inner = message(b"inner text").replace(b"one@", b"two@")
    data = multipart(b"mixed", part(b"see below", b"text/plain"), part(inner, b"message/rfc822"))
    (document,) = read_eml(data, "a.eml", {})
    assert document.remarks[0].what.startswith("Attached: “Café日本.eml”")
    _first, second = read_eml(data, "a.eml", _ADD)
    assert (second.text, second.key) == ("inner text", "/1")
    assert second.attributes["message-id"] == "two@example.org"


def test_a_message_without_text_is_its_subject() -> None:
    document = read(message(b"\r\n"))
    assert document.text == "Café日本"
    assert "has no text" in document.remarks[0].what
    with pytest.raises(UserError, match="without text and subject"):
        read_eml(b"From: a@b.c\r\nDate: x\r\n\r\n", "a.eml", {})


def test_encrypted_messages_are_refused() -> None:
    data = multipart(
        b"encrypted; protocol=x",
        part(b"Version: 1", b"application/pgp-encrypted"),
        part(b"-----BEGIN PGP MESSAGE-----", b"application/octet-stream"),
    )
    with pytest.raises(UserError, match="encrypted"):
        read_eml(data, "a.eml", {})
    with pytest.raises(UserError, match="encrypted"):
        read_eml(message(b"MIAG", b"application/pkcs7-mime; smime-type=enveloped-data"), "a", {})


def test_parts_without_end_are_refused() -> None:
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (at, at)
        for at in range(2000)
    )
    with pytest.raises(UserError, match="more parts within parts"):
        read_eml(HEAD + nested, "a.eml", {})
    with pytest.raises(UserError, match="empty"):
        read_eml(b"\r\n", "a.eml", {})
