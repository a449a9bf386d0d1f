"""What is no text is told by its first bytes, with advice that holds."""

from __future__ import annotations

import io
import zipfile

import pytest

from annotator.exchange.binary_kinds import binary_kind


def archive(*names: str, mimetype: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for name in names:
            file.writestr(name, "<x/>")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "advice"),
    [
        (archive("word/document.xml"), "Word document", "document it is"),
        (archive("xl/workbook.xml"), "Excel workbook", "plain text"),
        (archive("ppt/presentation.xml"), "presentation", "PDF"),
        (archive("OPS/a.xhtml", mimetype="application/epub+zip"), "e-book", "document it is"),
        (
            archive("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
            *("OpenDocument text", "document it is"),
        ),
        (archive("project.qde"), "REFI-QDA project", "import"),
        (archive("a.txt"), "archive (ZIP)", "all texts in it"),
        (b"%PDF-1.7", "PDF", "document it is"),
        (b"{\\rtf1 x}", "RTF", "document it is"),
        (b"\x1f\x8b\x08", "gzip", "unpack"),
    ],
)
def test_kind_and_advice(data: bytes, kind: str, advice: str) -> None:
    found = binary_kind(data)
    assert found is not None
    assert kind in found[0]
    assert advice in found[1]


def test_a_text_is_none_of_these() -> None:
    assert binary_kind(b"MZ and other letters at the beginning of a text") is None
