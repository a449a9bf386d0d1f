"""A project's XML without its archive, and files that are no project at all."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.exchange.refi import LEFT_BEHIND, read_project
from annotator.exchange.sniff import Format, sniff
from tests.exchange.refi_samples import comparable, export, sample_project


def unpacked(folder: Path, *, texts: str | None = "sources") -> Path:
    """The sample as files in a folder; returns the XML, which has another name."""
    with zipfile.ZipFile(io.BytesIO(export(sample_project())[0])) as packed:
        for name in packed.namelist():
            data = packed.read(name)
            if name == "project.qde":
                (folder / "Interviews.qde").write_bytes(data)
            elif texts is not None:
                (folder / texts).mkdir(exist_ok=True)
                (folder / texts / name.removeprefix("sources/")).write_bytes(data)
    return folder / "Interviews.qde"


@pytest.mark.parametrize("texts", ["sources", "Sources", "."])
def test_texts_beside_it_are_found(tmp_path: Path, texts: str) -> None:
    path = unpacked(tmp_path, texts=texts)
    assert sniff(path) is Format.REFI_PROJECT
    reading = finish(read_project(path))
    assert comparable(reading.content) == comparable(sample_project())
    assert reading.report.findings == ()


def test_what_is_left_without_the_texts_is_said(tmp_path: Path) -> None:
    reading = finish(read_project(unpacked(tmp_path, texts=None)))
    left = [finding for finding in reading.report.findings if finding.kind == LEFT_BEHIND]
    told = " ".join(finding.message for finding in left)
    assert "is not beside the file" in told
    assert "“sources”" in told
    assert "selections of that text" in told
    assert len(reading.content.codebook.codes) == len(sample_project().codebook.codes)
    assert reading.content.codings == ()


def test_nothing_outside_of_the_folder_is_read(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    path = unpacked(inner, texts=None)
    xml = path.read_text().replace("internal://", f"absolute://{tmp_path}/../secret.txt?")
    guid = sample_project().documents[0].guid
    path.write_text(xml.replace(f"secret.txt?{guid}.txt", "secret.txt"))
    assert "secret" not in " ".join(
        document.text for document in finish(read_project(path)).content.documents
    )


@pytest.mark.parametrize("name", ["x.qdpx", "x.qde", "x.qdc"])
@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html><head><title>Sign in</title></head></html>",
        b"\xef\xbb\xbf\n<!-- saved --> <HTML><title>Sign in</title>",
    ],
)
def test_a_failed_download_is_said_to_be_one(tmp_path: Path, name: str, page: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(page)
    with pytest.raises(UserError, match=r"is a web page .*“Sign in”.*download"):
        sniff(path)
    page_as_text = tmp_path / "page.html"
    page_as_text.write_bytes(page)
    assert sniff(page_as_text) is Format.PLAIN_TEXT


def test_words_in_the_place_of_a_project_are_no_document(tmp_path: Path) -> None:
    path = tmp_path / "x.qdpx"
    path.write_bytes(b"AccessDenied: the link has expired")
    with pytest.raises(UserError, match="begins with “AccessDenied: the link has expired”"):
        sniff(path)


def test_comments_without_end_are_read_once(tmp_path: Path) -> None:
    path = tmp_path / "x.qde"
    path.write_bytes(b"<!-- --> " * 5_000)
    with pytest.raises(UserError):
        sniff(path)
