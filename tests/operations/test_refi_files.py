"""PDF and Word documents go out as REFI-QDA sources with their files, and come in with the same
codings and structure."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.job import finish
from annotator.exchange.documents import registry
from annotator.exchange.documents.reader import Reader
from annotator.exchange.refi.original_files import PDF, WORD
from annotator.operations import projects, transfer
from annotator.operations.documents import adding, original_files
from annotator.operations.projects import integrity
from annotator.operations.viewing import everything
from annotator.storage import document_files, queries
from annotator.storage.project_file import ProjectFile
from tests import small_format
from tests.making import ANN, Made, make

DATA = small_format.HEAD + b"= 7\n# Title\nSome words of the text.\n# Second\nMore of it.\n"


@pytest.fixture(params=[("pdf", PDF), ("docx", WORD)], ids=["pdf", "docx"])
def suffix(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let a reader of the tests read the small format as one of the two."""
    name, media_type = request.param
    reader = Reader(
        *(name, name, 4, (f".{name}",), (media_type,)),
        small_format.is_small,
        "tests.small_format:read_1",
    )
    monkeypatch.setattr(registry, "readers", lambda: (reader, *registry.BUILT_IN))
    return str(name)


def exported(made: Made, folder: Path, suffix: str) -> Path:
    path = folder / f"paper.{suffix}"
    path.write_bytes(DATA)
    with finish(adding.read(made.project, [path])) as intake:
        (one,) = finish(adding.add(made.project, ANN.guid, intake)).added
    made.document = one.guid
    made.text = original_files.reading(made.project, one.guid).text
    made.code_words(ANN, "claim", "Some words")
    made.code_words(ANN, "prediction", "More of it.")
    target = folder / "out.qdpx"
    finish(transfer.export_file(everything(made.project), target))
    return target


def codings_of(project: ProjectFile, document: str) -> list[tuple[str, int, int]]:
    with project.reading() as connection:
        content = queries.content(connection)
    found = [one for one in content.codings if one.document == document]
    return [(one.guid, one.start, one.end) for one in found]


def test_out_and_in_again(tmp_path: Path, suffix: str) -> None:
    made = make(tmp_path / "p.annot")
    target = exported(made, tmp_path, suffix)
    with zipfile.ZipFile(target) as archive:
        tree = etree.fromstring(archive.read("project.qde"))
        assert archive.read(f"sources/{made.document}.{suffix}") == DATA
        text = archive.read(f"sources/{made.document}.txt").decode()
    assert text == made.text
    space = {"q": "urn:QDA-XML:project:1.0"}
    if suffix == "pdf":
        (source,) = tree.findall(".//q:PDFSource", space)
        assert source.get("path") == f"internal://{made.document}.pdf"
        (inner,) = source.findall("q:Representation", space)
    else:
        (inner,) = (
            one for one in tree.findall(".//q:TextSource", space) if one.get("richTextPath")
        )
        assert inner.get("richTextPath") == f"internal://{made.document}.docx"
    assert inner.get("plainTextPath") == f"internal://{made.document}.txt"
    assert len(inner.findall("q:PlainTextSelection", space)) == 2
    new = tmp_path / "new.annot"
    finish(transfer.import_as_project(new, ANN, [target]))
    with projects.open_(new) as project:
        assert codings_of(project, made.document) == codings_of(made.project, made.document)
        reading = original_files.reading(project, made.document)
        assert (reading.reader, reading.version) == (suffix, 4)
        assert reading.structure == original_files.structure(made.project, made.document)
        assert original_files.original(project, made.document) == DATA
        assert integrity.check(project) == []


def test_a_file_that_reads_otherwise_here_keeps_the_text_it_came_with(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(tmp_path / "p.annot")
    target = exported(made, tmp_path, suffix)
    monkeypatch.setattr(registry, "readers", lambda: registry.BUILT_IN)
    new = tmp_path / "new.annot"
    finish(transfer.import_as_project(new, ANN, [target]))
    with projects.open_(new) as project:
        reading = original_files.reading(project, made.document)
        assert (reading.text, reading.reader) == (made.text, "refi")
        assert original_files.original(project, made.document) == DATA
        assert codings_of(project, made.document) == codings_of(made.project, made.document)


def test_other_files_stay_and_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_format.use(monkeypatch)
    made = make(tmp_path / "p.annot")
    (tmp_path / "a.small").write_bytes(DATA)
    with finish(adding.read(made.project, [tmp_path / "a.small"])) as intake:
        finish(adding.add(made.project, ANN.guid, intake))
    report = finish(transfer.export_file(everything(made.project), tmp_path / "out.qdpx"))
    assert report is not None
    told = [one.message for one in report.findings if one.place == "document “a.small”"]
    assert any("PDF and Word documents alone" in message for message in told)
    with made.project.reading() as connection:
        assert document_files.structured(connection)
