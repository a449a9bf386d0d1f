"""What all coders of a case, or a number of them, have wholly alike: taken over in one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement import Bools, Ints
from annotator.corpus.changes import Changes
from annotator.corpus.document import DocumentFacts
from annotator.corpus.identity import consensus_guid
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.operations.adjudication import deciding
from annotator.operations.adjudication.case_table import CaseTable
from annotator.operations.adjudication.cases import CaseQueue
from annotator.operations.reliability.disagreements import DisagreementSide
from annotator.operations.viewing import Viewer
from annotator.storage import queries
from annotator.storage.project_file import ProjectFile

_PORTION = 500
"""Cases that are written between two looks at whether to go on."""


@dataclass(frozen=True, eq=False)
class AgreedCases:
    """Cases that can be taken over, as columns in the order of the texts.

    row: of the table. coding: the number of one of the codings that are alike. alike: how many
    coders have it, with the same values; compared: of how many. by_values: how many more cases
    there would be if the values were the same.
    """

    table: CaseTable
    row: Ints
    coding: Ints
    alike: Ints
    compared: Ints
    by_values: int

    @property
    def size(self) -> int:
        """How many there are."""
        return int(self.row.size)

    def side(self, place: int) -> DisagreementSide:
        """What is taken over."""
        return self.table.book.side(int(self.coding[place]))

    def document(self, place: int) -> DocumentFacts:
        """Where it is."""
        return self.table.book.document(int(self.coding[place]))

    def counts(self) -> list[tuple[int, int, int]]:
        """(alike, compared, how many cases), most alike first."""
        pairs = Counter(zip(self.alike.tolist(), self.compared.tolist(), strict=True))
        ordered = sorted(pairs.items(), key=lambda one: (-one[0][0] / one[0][1], -one[0][0]))
        return [(alike, compared, number) for (alike, compared), number in ordered]

    def of(self, wanted: Bools) -> AgreedCases:
        """The same with some of them."""
        return AgreedCases(
            *(self.table, self.row[wanted], self.coding[wanted], self.alike[wanted]),
            self.compared[wanted],
            self.by_values,
        )


def agreed(viewer: Viewer, queue: CaseQueue, least: int | None = None) -> AgreedCases:
    """The cases of which at least so many coders (None: all who coded the document) have the same
    code, passage and values, and more than have anything else there, or nothing. Cases about which
    something was decided are left out, and those whose like the consensus has."""
    table = queue.table
    enough = table.compared if least is None else np.full(table.size, max(2, least))
    width = int(table.said.max(initial=0)) + 1
    whole = np.unique(table.version * width + table.said, return_inverse=True)[1]
    coding, alike = _best(table, whole.astype(np.int64))
    wanted = alike >= enough
    by_code = _best(table, table.version)[1] >= enough
    free = _undecided(queue)
    rows = np.flatnonzero(wanted & free)
    rows = rows[_missing(viewer, queue, coding[rows])]
    return AgreedCases(
        *(table, rows, coding[rows], alike[rows], table.compared[rows]),
        int((by_code & ~wanted & free).sum()),
    )


def _best(table: CaseTable, group: Ints) -> tuple[Ints, Ints]:
    """(cases,) a coding of the largest group of each, and its size; 0 where another, or nothing,
    is as large. `group` of (codings,)."""
    size = np.bincount(group)[group]
    # By case, the codings of its largest group last.
    order = np.lexsort((-np.arange(size.size), group, size, table.case))
    last = np.flatnonzero(np.diff(table.case[order], append=-1))
    coding = order[last]
    best = size[coding]
    rivals = np.bincount(table.case, weights=size == best[table.case], minlength=table.size)
    beaten = (rivals > best) | (table.compared - table.held >= best)
    return coding, np.where(beaten, 0, best)


def _undecided(queue: CaseQueue) -> Bools:
    """(cases,) about which nothing was decided, be it with fewer or other codings."""
    free = np.ones(queue.table.size, dtype=np.bool_)
    decided = queue.decisions.codings
    if decided:
        guid = queue.table.book.guid
        rows = [row for n, row in enumerate(queue.table.case.tolist()) if guid(n) in decided]
        free[rows] = False
    return free


def _missing(viewer: Viewer, queue: CaseQueue, codings: Ints) -> Bools:
    """(codings,) whether the consensus has no coding like it, as often as it is there."""
    data, book = queue.data, queue.table.book
    with viewer.reading() as connection:
        consensus = consensus_guid(queries.project(connection).guid)
    had = Counter(
        (document.guid, columns.code[row], columns.spans(row))
        for document, columns in zip(data.documents, data.columns, strict=True)
        for row, who in enumerate(columns.coder)
        if who == consensus
    )
    missing = np.ones(codings.size, dtype=np.bool_)
    documents = {document for document, _code, _spans in had}
    for place, number in enumerate(codings.tolist() if had else ()):
        document = book.document(number).guid
        if document in documents:
            side = book.side(number)
            key = (document, data.codes[side.code].guid, side.spans)
            missing[place] = not had[key]
            had[key] -= had[key] > 0
    return missing


def take_over(
    project: ProjectFile, by: str, found: AgreedCases, rows: Collection[int] | None = None
) -> Job[Changes]:
    """Take these cases over into the consensus (rows of the table; None: all that were found), as
    one step. Where not all coders have it alike, the decision says how many did."""
    chosen = None if rows is None else set(rows)
    wanted = [n for n, row in enumerate(found.row.tolist()) if chosen is None or row in chosen]
    what = tr("Taking over what agrees")
    with project.transaction("Settle: take over what agrees", by) as step:
        for begin in range(0, len(wanted), _PORTION):
            yield JobProgress(begin, len(wanted), what)
            portion = wanted[begin : begin + _PORTION]
            deciding.take_over(step.record, *_decided(found, portion))
    return step.changes


def _decided(
    found: AgreedCases, places: Sequence[int]
) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """By coding (GUID) the codings of its case, and where not all have it alike, why it is kept."""
    book, table = found.table.book, found.table
    wanted: dict[str, tuple[str, ...]] = {}
    majorities: dict[str, str] = {}
    for place in places:
        guid = book.guid(int(found.coding[place]))
        wanted[guid] = tuple(sorted(table.guids(int(found.row[place]))))
        alike, compared = int(found.alike[place]), int(found.compared[place])
        if alike < compared:
            majorities[guid] = tr(
                "{alike} of {compared} coders have it alike", alike=alike, compared=compared
            )
    return wanted, majorities
