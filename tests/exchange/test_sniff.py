"""Formats are told by content; a suffix does not fool."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.exchange.codebook_file import write_codebook_file
from annotator.exchange.refi import write_codebook
from annotator.exchange.sniff import Format, sniff
from tests.exchange.refi_samples import archive, export, sample_project


@pytest.mark.parametrize("name", ["x.qdpx", "x.zip", "x"])
def test_refi_projects(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(export(sample_project())[0])
    assert sniff(path) is Format.REFI_PROJECT


@pytest.mark.parametrize("name", ["x.qdc", "x.xml", "x.txt"])
def test_codebooks(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as target:
        write_codebook(sample_project().codebook, target)
    assert sniff(path) is Format.REFI_CODEBOOK
    path = path.with_suffix(".yaml")
    path.write_bytes(write_codebook_file(sample_project().codebook))
    assert sniff(path) is Format.CODEBOOK


@pytest.mark.parametrize(
    ("data", "name", "wanted"),
    [
        (b"SQLite format 3\x00" + b"\0" * 80, "x.annot", Format.PROJECT),
        (b"Plain words about <CodeBook> files.", "x.txt", Format.PLAIN_TEXT),
        ("Größe".encode("cp1252"), "x.md", Format.PLAIN_TEXT),
        (("é" * 70_000).encode(), "x.txt", Format.PLAIN_TEXT),
        (("ab é" * 30_000).encode("utf-16"), "x.txt", Format.PLAIN_TEXT),
        (b"%PDF-1.4", "x.txt", Format.UNKNOWN),
        (b"", "x.txt", Format.UNKNOWN),
        (b"\x89PNG\r\n\x1a\n", "x.qdpx", Format.UNKNOWN),
        (b"PK\x03\x04 damaged", "x.qdpx", Format.REFI_PROJECT),
        (archive("x", qde="readme.txt"), "x.zip", Format.UNKNOWN),
    ],
)
def test_others(tmp_path: Path, data: bytes, name: str, wanted: Format) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert sniff(path) is wanted
