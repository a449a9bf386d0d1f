"""Web pages saved as one file."""

from __future__ import annotations

import base64
import quopri

import pytest

from annotator.errors import UserError
from annotator.exchange.documents.mhtml import read_mhtml
from annotator.exchange.documents.recognition import sample_of
from annotator.exchange.documents.registry import reader_for
from tests.exchange.documents.web_samples import checked, of_kind

PAGE = "<html><head><title>Seite</title></head><body><p>Grüße<br>zwei <a href='b.html'>b</a></p>"


def saved(body: bytes, how: str, charset: str = "", first: str = "") -> bytes:
    """A page as a browser saves it, `first` a part before it."""
    boundary = "----MultipartBoundary--x----"
    kind = f"text/html{'; charset=' + charset if charset else ''}"
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.org/a/seite\r\n"
        "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nDate: Thu, 2 Jan 2020 03:04:05 -0000\r\n"
        f'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        f'\tstart="<page@x>";\r\n\tboundary="{boundary}"\r\n\r\n'
    )
    parts = [
        *([f"Content-Type: text/html\r\n\r\n{first}\r\n".encode()] if first else []),
        f"Content-Type: {kind}\r\nContent-ID: <page@x>\r\n"
        f"Content-Transfer-Encoding: {how}\r\n\r\n".encode()
        + body
        + b"\r\n",
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n",
    ]
    mark = f"--{boundary}".encode()
    return head.encode() + b"".join(mark + b"\r\n" + part for part in parts) + mark + b"--\r\n"


@pytest.mark.parametrize(
    "data",
    [
        saved(quopri.encodestring(PAGE.encode()), "quoted-printable", "utf-8"),
        saved(base64.encodebytes(PAGE.encode("cp1252")), "base64", "iso-8859-1"),
        saved(PAGE.encode(), "binary"),
        saved(PAGE.encode(), "8bit", first="<p>a frame</p>"),
    ],
)
def test_the_page_is_read(data: bytes) -> None:
    found = reader_for(sample_of(data, "seite.mhtml"))
    assert found is not None and found.name == "mhtml"
    document = checked(read_mhtml(data, "seite.mhtml", {})[0])
    assert document.text == "Grüße\nzwei b"
    assert document.attributes == {
        "title": "Seite",
        "address": "https://x.org/a/seite",
        "saved": "2020-01-02T03:04:05",
    }
    assert of_kind(document, "link") == [("b", "https://x.org/a/b.html")]


def test_the_subject_is_the_title_where_the_page_has_none() -> None:
    found = read_mhtml(saved(b"<p>x</p>", "8bit"), "x.mht", {})[0]
    assert found.attributes["title"] == "Grüße"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n",
        saved(b"", "8bit"),
        saved(b"<p>x</p>", "8bit").replace(b"\r\n--", b"\r\n--\r\n--" * 30_000),
    ],
)
def test_what_holds_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(UserError):
        read_mhtml(data, "x.mht", {})
