"""What the next wave of a table says otherwise, taken over by choice.

Attributes become what the table says. Another text is a new version of the document, to which
codings move where their passage is the same; the others wait to be settled, as with any correction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from annotator.corpus.changes import Changes
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.structure import Structure
from annotator.exchange.records.documents import RecordDocument
from annotator.operations.documents import document_attributes, document_versions
from annotator.operations.documents.document_rows import TextFile, text_digest
from annotator.operations.documents.record_rows import Changed, Comparison
from annotator.operations.documents.records import Source, portions
from annotator.storage.project_file import ProjectFile


@dataclass
class TakenOver:
    """What taking over came to: the changes, how many values were set and texts replaced, how many
    codings moved to new texts and how many wait to be settled."""

    changes: Changes = field(default_factory=Changes)
    values: int = 0
    texts: int = 0
    moved: int = 0
    unsettled: int = 0


def take_over(
    project: ProjectFile, by: str, source: Source, changed: Collection[Changed]
) -> Job[TakenOver]:
    """Take over what a table says of these rows, a job: all attributes in one step, then each text
    in one of its own. The rows are read again; what has come to be alike meanwhile is passed by."""
    found = TakenOver()
    values = {(one.document, name): now for one in changed for name, _was, now in one.attributes}
    if values:
        found.values = len(values)
        found.changes = document_attributes.set_values(project, by, values)
    wanted = {one.key: one for one in changed if one.text}
    texts = yield from _texts(project, source, wanted) if wanted else _none()
    for number, (key, one) in enumerate(texts.items()):
        yield JobProgress(number, len(texts), tr("Replacing texts"))
        text = TextFile(
            *(one.name, one.text, one.text.encode(), "utf-8"),
            structure=Structure.of(one.structure),
        )
        replaced = yield from document_versions.replace(project, by, wanted[key].document, text)
        found.changes = found.changes.followed_by(replaced.changes)
        found.texts += 1
        found.moved += replaced.moved
        found.unsettled += replaced.unsettled
    return found


def _none() -> Job[dict[str, RecordDocument]]:
    """Nothing to read."""
    yield from ()
    return {}


def _texts(
    project: ProjectFile, source: Source, wanted: Mapping[str, Changed]
) -> Job[dict[str, RecordDocument]]:
    """The rows of these keys whose text is none that their document has had."""
    records = source.records()
    with project.reading() as connection:
        known = Comparison(records, connection).known
    found: dict[str, RecordDocument] = {}
    for portion in portions(records):
        yield JobProgress(0, 0, tr("Reading {title}", title=records.title))
        for one in portion:
            row = known.get(one.key)
            if one.key in wanted and row is not None and text_digest(one.text) not in row.digests:
                found[one.key] = one
    return found
