"""The sample project: a commentary coded by two people who differ in instructive ways."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from annotator import paths
from annotator.atomic_file import private_folder
from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder
from annotator.corpus.document import Progress
from annotator.corpus.identity import guid_from
from annotator.corpus.job import Job, JobProgress, finish
from annotator.corpus.messages import tr
from annotator.corpus.span import Span
from annotator.operations import codings, documents, projects
from annotator.operations.codebook import codes
from annotator.operations.codings import NewCoding, coding_values, memos, relations
from annotator.storage import clock, codebook_queries, queries
from annotator.storage.project_file import SUFFIX, ProjectFile

_COLLEAGUE = "colleague.toml"


def sample_coders() -> list[Coder]:
    """The people of the sample, with the same identity in every copy of it."""
    return _people(_plan())


def _people(plan: dict[str, Any]) -> list[Coder]:
    epoch = clock.to_datetime(clock.NEVER)
    return [Coder(guid_from("sample coder", n), n, epoch, epoch) for n in plan["coders"]]


def build(path: Path, coder: Coder, codebook: Codebook | None = None) -> ProjectFile:
    """The sample as one of its coders has it after coding alone, as a new project file."""
    return _built(path, coder, codebook or codes.load(), _plan())


def colleague() -> Coder:
    """A third person, who is not in the sample: the tour merges what they made of it."""
    return _people(_plan(_COLLEAGUE))[0]


def write_colleagues(path: Path) -> Job[None]:
    """Write the sample as `colleague` has it, as a new project file beside the sample; a job."""
    coder = colleague()
    yield JobProgress(0, 1, tr("Coding as {name}", name=coder.name))
    with private_folder() as folder:
        whole = folder / path.name
        with _built(whole, coder, codes.load(), _plan(_COLLEAGUE)) as project:
            projects.save_copy(project, path)


def _built(path: Path, coder: Coder, codebook: Codebook, plan: dict[str, Any]) -> ProjectFile:
    project = projects.create(path, codebook, coder)
    try:
        _fill(project, coder, plan)
    except BaseException:
        project.close()
        raise
    return project


def _fill(project: ProjectFile, coder: Coder, plan: dict[str, Any]) -> None:
    source = paths.resources_folder() / "sample" / plan["document"]
    documents.add(project, coder.guid, finish(documents.read_files([source])))
    with project.reading() as connection:
        document = queries.documents(connection)[0].guid
        text = queries.document_text(connection, document)
        book = codebook_queries.codebook(connection)
    made: dict[str, str] = {}
    for entry in plan["coding"]:
        if entry["coder"] == coder.name:
            made[_words(entry)] = _code(project, coder.guid, document, text, book, entry)
    kinds = {kind.name: kind.guid for kind in book.relation_types}
    for entry in plan["relation"]:
        if entry["coder"] == coder.name:
            ends = made[entry["from"]], made[entry["to"]]
            relations.relate(project, coder.guid, kinds[entry["kind"]], *ends)
    documents.set_progress(project, coder.guid, document, Progress.DONE)


def _code(
    project: ProjectFile, by: str, document: str, text: str, book: Codebook, entry: dict[str, Any]
) -> str:
    """Make one coding with its values and memo; returns its GUID."""
    code = next(code.guid for code in book.codes if code.name == entry["code"])
    spans = [_find(text, part) for part in entry.get("parts") or [entry["passage"]]]
    changes = codings.add_many(project, by, [NewCoding(document, code, spans)])
    (guid,) = changes.added["coding"]
    declared = {attribute.name: attribute.guid for attribute in book.attributes_of(code)}
    for name, value in entry.get("values", {}).items():
        coding_values.set_value(project, by, guid, declared[name], value)
    if "memo" in entry:
        memos.write(project, by, guid, entry["memo"])
    return guid


def _words(entry: dict[str, Any]) -> str:
    return str(entry.get("passage") or entry["parts"][0])


def _plan(name: str = "codings.toml") -> dict[str, Any]:
    path = paths.resources_folder() / "sample" / name
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _find(text: str, passage: str) -> Span:
    start = text.index(passage)
    return Span(start, start + len(passage))


def build_merged(path: Path) -> ProjectFile:
    """The sample with the work of all its coders in one project."""
    finish(merged(path))
    return projects.open_(path)


def merged(path: Path) -> Job[None]:
    """Write the sample with the work of all its coders as one project file; a job."""
    from annotator.operations.merging import merges  # noqa: PLC0415  (start-up has no use for it)

    first, *others = sample_coders()
    with private_folder() as folder:
        colleagues = [folder / f"{coder.guid}{SUFFIX}" for coder in others]
        for number, (coder, colleague) in enumerate(zip(others, colleagues, strict=True)):
            yield JobProgress(number, len(others) + 2, tr("Coding as {name}", name=coder.name))
            build(colleague, coder).close()
        yield JobProgress(len(others), len(others) + 2, tr("Coding as {name}", name=first.name))
        whole = folder / path.name
        with build(whole, first) as project:
            yield JobProgress(len(others) + 1, len(others) + 2, tr("Merging"))
            finish(merges.merge(project, first.guid, colleagues))
            projects.save_copy(project, path)
