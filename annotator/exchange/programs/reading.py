"""A project of another program, read and understood: values and a report."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from annotator.corpus.job import Job
from annotator.exchange.programs.files import open_files
from annotator.exchange.programs.program import Documents, Program, Source, no_documents
from annotator.exchange.programs.settling import settle
from annotator.exchange.refi.report import Reading
from annotator.gc_pause import without_collection
from annotator.input_files import shown


def read_program(program: Program, path: Path, documents: Documents = no_documents) -> Job[Reading]:
    """The project at `path`, which the registry said is of `program`; a job. `documents` are those
    of the open project. UserError where it can't be read, or nothing of it can come in."""
    with open_files(path) as files, without_collection():
        draft = yield from program.read(Source(files, shown(path.name), documents))
        changed = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
        return (yield from settle(draft, changed))
