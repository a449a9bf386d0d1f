"""Codings that still lie in an earlier version of a document: seen one by one, and settled.

Their passage changed or is gone in the later version, or it is in doubt which of several it is.
They are settled by whoever is at work, whosever they are: the history says who did it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.corpus.changes import CODING, MEMO, Changes
from annotator.corpus.coding import Coding
from annotator.corpus.job import Job
from annotator.corpus.messages import tr
from annotator.corpus.span import Spans, passage, united
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.operations.codings import identical_codings
from annotator.operations.codings.memos import memos_on
from annotator.operations.documents.aligning import LineAlignment, align
from annotator.operations.documents.document_versions import replaced_with_codings
from annotator.operations.documents.proposals import proposal
from annotator.operations.viewing import Viewer
from annotator.storage import coding_queries, queries
from annotator.storage.document_chain import latest_versions
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import span_columns
from annotator.storage.rows import CodingRow, DocumentRow

_AROUND = 60
"""Code points of the old text that are shown on each side of a passage."""


@dataclass(frozen=True)
class Unsettled:
    """A coding in an earlier version, with its words and what stands `before` and `behind` them.

    `latest` is the document (a GUID) that it is to go to. `proposal` says where its passage most
    likely is there, and `proposed` what is said there; None and empty where nothing is like it.
    """

    coding: Coding
    earlier: str
    latest: str
    words: str
    before: str
    behind: str
    proposal: Spans | None
    proposed: str

    @property
    def is_same(self) -> bool:
        """Whether the proposal says the very same: only which of several it is, is in doubt."""
        return self.words == self.proposed


class Settling:
    """The list of what is to settle in a project. Alignments are kept: texts never change."""

    def __init__(self) -> None:
        self._alignments: dict[tuple[str, str], tuple[LineAlignment, str, str]] = {}

    def find(self, viewer: Viewer) -> Job[list[Unsettled]]:
        """What is to settle, by document and place."""
        with viewer.reading() as connection:
            pairs = replaced_with_codings(connection)
            names = {facts.guid: facts.name for facts in queries.replaced_documents(connection)}
        found: list[Unsettled] = []
        for old, new in pairs:
            if (old, new) not in self._alignments:
                with viewer.reading() as connection:
                    texts = [queries.document_text(connection, guid) for guid in (old, new)]
                alignment = yield from align(texts[0], texts[1])
                self._alignments[old, new] = (alignment, texts[0], texts[1])
            with viewer.reading() as connection:
                codings = coding_queries.codings(connection, old)
            found += [self._unsettled(coding, names[old], new) for coding in codings]
        return found

    def _unsettled(self, coding: Coding, earlier: str, latest: str) -> Unsettled:
        alignment, old, new = self._alignments[coding.document, latest]
        proposed = proposal(alignment, old, new, coding.spans)
        return Unsettled(
            coding,
            earlier,
            latest,
            passage(old, coding.spans),
            old[max(0, coding.start - _AROUND) : coding.start],
            old[coding.end : coding.end + _AROUND],
            proposed,
            passage(new, proposed) if proposed else "",
        )


def number(viewer: Viewer) -> int:
    """How many codings are to be settled."""
    with viewer.reading() as connection:
        latest = latest_versions(connection)
        counts = coding_queries.coding_counts(connection)
    return sum(number for (document, _c, _who), number in counts.items() if document in latest)


def settle(project: ProjectFile, by: str, coding: str, spans: Spans) -> Changes:
    """Give a coding this passage of the latest version of its document. UserError where it lies
    there already."""
    with project.transaction("Settle a passage", by) as step:
        record = step.record
        row = record.read(CodingRow, [coding])[coding]
        latest = latest_versions(record.connection).get(row.document)
        if latest is None:
            raise UserError(tr("This coding lies in the latest version already."))
        document = record.read(DocumentRow, [latest])[latest]
        record.label = step_label("Settle a passage in {name}", name=document.name)
        spans = united(spans)
        if not spans or spans[-1].end > document.characters:
            raise ValueError(f"{spans} is no passage of {document.name}")
        record.change(CODING, {coding: {"document": latest, **span_columns(spans)}})
        identical_codings.unite_among(record, [coding])
    return step.changes


def give_up(project: ProjectFile, by: str, codings: Iterable[str]) -> Changes:
    """Delete codings whose passage is gone, with the memos on them; Undo brings them back."""
    with project.transaction("Give up a coding whose passage is gone", by) as step:
        record = step.record
        rows = record.read(CodingRow, codings)
        latest = latest_versions(record.connection)
        if any(row.document not in latest for row in rows.values()):
            raise UserError(
                tr("Only codings in an earlier version of a text can be given up here.")
            )
        record.delete(MEMO, memos_on(record, rows))
        record.delete(CODING, rows)
    return step.changes
