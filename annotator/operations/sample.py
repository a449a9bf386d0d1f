"""The sample project: a commentary coded by two people who differ in instructive ways."""

from __future__ import annotations

import tempfile
import tomllib
from pathlib import Path
from typing import Any

from annotator import paths
from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder
from annotator.corpus.document import Progress
from annotator.corpus.identity import guid_from
from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.operations import codes, codings, documents, memos, projects
from annotator.operations.codings import NewCoding
from annotator.storage import clock, queries
from annotator.storage.project_file import SUFFIX, ProjectFile


def sample_coders() -> list[Coder]:
    """The people of the sample, with the same identity in every copy of it."""
    epoch = clock.to_datetime(clock.NEVER)
    return [Coder(guid_from("sample coder", n), n, epoch, epoch) for n in _plan()["coders"]]


def build(path: Path, coder: Coder, codebook: Codebook | None = None) -> ProjectFile:
    """The sample as one of its coders has it after coding alone, as a new project file."""
    plan = _plan()
    project = projects.create(path, codebook or codes.load(), coder)
    source = paths.resources_folder() / "sample" / plan["document"]
    documents.add(project, coder.guid, finish(documents.read_files([source])))
    with project.reading() as connection:
        document = queries.documents(connection)[0].guid
        text = queries.document_text(connection, document)
        by_name = {code.name: code.guid for code in queries.codebook(connection).codes}
    for entry in plan["coding"]:
        if entry["coder"] == coder.name:
            spans = [_find(text, part) for part in entry.get("parts") or [entry["passage"]]]
            new = NewCoding(document, by_name[entry["code"]], spans)
            changes = codings.add_many(project, coder.guid, [new])
            if "memo" in entry:
                (guid,) = changes.added["coding"]
                memos.write(project, coder.guid, guid, entry["memo"])
    documents.set_progress(project, coder.guid, document, Progress.DONE)
    return project


def _plan() -> dict[str, Any]:
    path = paths.resources_folder() / "sample" / "codings.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _find(text: str, passage: str) -> Span:
    start = text.index(passage)
    return Span(start, start + len(passage))


def build_merged(path: Path) -> ProjectFile:
    """The sample with the work of all its coders in one project."""
    from annotator.operations import transfer  # noqa: PLC0415  (start-up has no use for it)

    first, *others = sample_coders()
    with tempfile.TemporaryDirectory(prefix="annotator-") as folder:
        colleagues = [Path(folder) / f"{coder.guid}{SUFFIX}" for coder in others]
        for coder, colleague in zip(others, colleagues, strict=True):
            build(colleague, coder).close()
        project = build(path, first)
        finish(transfer.merge(project, first.guid, colleagues))
    return project
