"""The bytes of the file a text came from, through a format that carries only UTF-8."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.document import Document
from annotator.corpus.identity import guid_from
from annotator.corpus.project import ProjectContent
from annotator.exchange.plain_text import read_text
from tests.exchange.refi_samples import T0, export, read_bytes


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("cp1252", b""),
    ],
)
def test_bytes_come_back(tmp_path: Path, codec: str, mark: bytes, ends: str) -> None:
    data = mark + ends.join(["Größe", "naïve café", ""]).encode(codec)
    found = read_text(data, "x")
    document = Document(guid_from("d"), "D", found.text, data, found.encoding, T0, T0)
    content = ProjectContent(guid_from("p"), "P", T0, T0, documents=(document,))
    exported, report = export(content)
    assert report.findings == ()
    assert read_bytes(exported, tmp_path).content.documents == (document,)


def test_bytes_that_no_rule_gives_back_are_told(tmp_path: Path) -> None:
    data = b"one\r\ntwo\nthree"
    found = read_text(data, "x")
    document = Document(guid_from("d"), "D", found.text, data, found.encoding, T0, T0)
    content = ProjectContent(guid_from("p"), "P", T0, T0, documents=(document,))
    exported, report = export(content)
    assert len(report.findings) == 1
    (again,) = read_bytes(exported, tmp_path).content.documents
    assert (again.text, again.source) == (found.text, b"one\ntwo\nthree")
