"""``annotator add``, ``text`` and ``original``: documents in, and what they were read from."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import Any

from annotator.atomic_file import replacing
from annotator.cli.acting import acting_coder, register
from annotator.cli.exchange import one_named
from annotator.cli.output import finish_with_progress, print_json, say
from annotator.cli.texts import say_same_text, say_text
from annotator.corpus.messages import tr
from annotator.corpus.structure import Element
from annotator.errors import UserError
from annotator.operations import documents, projects
from annotator.operations.documents import adding, file_reading, original_files
from annotator.operations.documents.adding import Intake, IntakeEntry, Summary
from annotator.operations.documents.document_rows import Outcome, TextFile
from annotator.operations.documents.file_reading import ReaderChoices
from annotator.operations.documents.original_files import OriginalReading
from annotator.operations.projects import ProjectFile


def add(options: argparse.Namespace) -> int:
    """Add documents, or with ``--dry-run`` tell what would come in. Status 2 where a file could
    not be read; the others come in."""
    choices = choices_of(options)
    with (
        projects.open_(options.project) as project,
        finish_with_progress(adding.read(project, options.files, choices)) as intake,
    ):
        summary: Summary | None = None
        if not options.dry_run:
            coder = acting_coder(project, options.coder)
            summary = finish_with_progress(adding.add(project, coder.guid, intake))
            register(project, coder, summary.changes)
        elif intake.refused and not intake.entries:
            raise UserError(adding.none_read(intake.refused))
        if options.json:
            print_json(_document(intake, summary))
        else:
            _say(intake, dry_run=options.dry_run)
        for one in intake.refused:
            say(tr("{file}: not added. {reason}", file=one.file_name, reason=one.reason))
    return 2 if intake.refused else 0


def choices_of(options: argparse.Namespace) -> ReaderChoices:
    """How the files are to be read, as the arguments say. UserError where an option has no value,
    or there is no such format, option or value."""
    chosen: dict[str, str] = {}
    for option in options.option or ():
        name, equals, value = option.partition("=")
        if not equals or not name.strip():
            raise UserError(
                tr("“{option}” should be like NAME=VALUE: an option and its value.", option=option)
            )
        chosen[name.strip()] = value.strip()
    if options.encoding is not None:
        chosen["encoding"] = options.encoding
    return file_reading.checked(ReaderChoices(options.format or "", chosen))


def _say(intake: Intake, *, dry_run: bool) -> None:
    for number in range(len(intake)):
        texts = (text for portion in intake.portions(number) for text in portion)
        for entry, text in zip(intake.entries_of(number), texts, strict=True):
            _say_document(entry, text, dry_run=dry_run)


def _say_document(entry: IntakeEntry, text: TextFile, *, dry_run: bool) -> None:
    about = entry.file_name if text.origin is None else entry.name
    if entry.known:
        about += _known_as(entry)
    elif dry_run:
        about += " would come in"
    if text.origin is None:
        say_text(about, text)
    else:
        plural = "page" if entry.pages == 1 else "pages"
        pages = f", {entry.pages:,} {plural}" if entry.pages else ""
        say(f"{about}: {entry.characters:,} characters{pages}, {entry.title}")
    for what, where in entry.remarks:
        say(f"  {where}: {what}" if where else f"  {what}")
    say_same_text(entry.name, {entry.name: entry.same_text})


def _known_as(entry: IntakeEntry) -> str:
    if entry.twice:
        return f" is the same file as {entry.known}, and comes in once"
    return " is in the project already" + (
        f", as {entry.known}" if entry.known != entry.name else ""
    )


def _document(intake: Intake, summary: Summary | None) -> dict[str, Any]:
    """What came in and what not, by file, as the JSON document."""
    outcomes = iter(summary.outcomes if summary else ())
    files: list[dict[str, Any]] = []
    for number in range(len(intake)):
        found = intake.entries_of(number)
        became = [next(outcomes)[1] for _entry in found] if summary else [None] * len(found)
        files.append(
            {
                "file": intake.file_name(number),
                "documents": [
                    _entry(entry, outcome) for entry, outcome in zip(found, became, strict=True)
                ],
                "error": intake.reason(number) or None,
            }
        )
    came = [one for file in files for one in file["documents"] if not one["known"]]
    return {
        "dry_run": summary is None,
        "added": len(came),
        "refused": len(intake.refused),
        "files": files,
    }


def _entry(entry: IntakeEntry, outcome: Outcome | None) -> dict[str, Any]:
    return {
        "document": entry.name if outcome is None else outcome.name,
        "guid": None if outcome is None else outcome.guid,
        "known": bool(entry.known) if outcome is None else outcome.known,
        "reader": {"name": entry.reader, "version": entry.version},
        "characters": entry.characters,
        "words": entry.words,
        "pages": entry.pages,
        "encoding": entry.encoding,
        "guessed": entry.guessed,
        "odd": entry.odd,
        "same_text": list(entry.same_text if outcome is None else outcome.same_text),
        "remarks": _remarks(entry.remarks),
    }


def _remarks(remarks: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"what": what, "where": where} for what, where in remarks]


def print_text(options: argparse.Namespace) -> int:
    """Print the text of a document; with ``--json`` its structure and how it was read as well."""
    with projects.open_(options.project) as project:
        found = original_files.reading(project, _named(project, options.document))
    if options.json:
        print_json(_reading(found))
    else:
        print(found.text)
    return 0


def _reading(found: OriginalReading) -> dict[str, Any]:
    return {
        "document": found.name,
        "characters": len(found.text),
        "text": found.text,
        "reader": {"name": found.reader, "version": found.version},
        "attributes": dict(found.attributes),
        "structure": [
            {"kind": one.kind, "start": one.start, "end": one.end} | _values(one)
            for one in found.structure
        ],
        "remarks": _remarks(found.remarks),
    }


def _values(one: Element) -> dict[str, Any]:
    """What an element says, but under the names of its kind and place; the columns of a record as
    an object."""
    values: dict[str, Any] = dict(one.values)
    if one.kind == "record" and "columns" in values:
        values["columns"] = json.loads(str(values["columns"]))
    return {name: value for name, value in values.items() if name not in ("kind", "start", "end")}


def write_original(options: argparse.Namespace) -> int:
    """Write the file that a document was read from, byte for byte."""
    with projects.open_(options.project) as project:
        data = original_files.original(project, _named(project, options.document))
    projects.refuse_existing(options.file, overwrite=options.overwrite)
    try:
        with replacing(options.file) as partial:
            partial.write_bytes(data)
    except OSError as error:
        raise UserError(
            tr("{file} can't be written: {strerror}.", file=options.file, strerror=error.strerror)
        ) from error
    say(tr("Wrote {file}: {n:,} bytes.", file=options.file, n=len(data)))
    return 0


def _named(project: ProjectFile, name: str) -> str:
    known = {facts.guid: facts.name for facts in documents.listed(project)}
    found = one_named("document", name, known)
    assert found is not None
    return found
