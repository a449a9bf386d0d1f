"""Agreement between the coders of a project: what is compared, and the table of figures.

A coder is compared in the documents they *touched*: they coded in it, or marked it as done; or it
was assigned to them, where that is to count (`Selection.assigned`). A coder who did not touch a
document is missing there, which is not disagreement (`missing_coders.py` says where).

    load       reads the project: codings as arrays, the units, who is compared where
    compute    the default table of what was loaded, with intervals and pairs where asked for
    compare    both
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypedDict

import numpy as np

from annotator.agreement import (
    JACKKNIFE,
    AgreementTable,
    Codings,
    Confusion,
    Continuum,
    IntervalTable,
    Ints,
    UnitChoice,
    agreement_table,
    interval_table,
    pair_confusions,
    pair_interval_tables,
    pair_tables,
)
from annotator.corpus.codebook import Code, Codebook, CodePath
from annotator.corpus.coding import Coder, CoderKind
from annotator.corpus.coding_columns import CodingColumns
from annotator.corpus.document import DocumentFacts, Progress
from annotator.corpus.identity import consensus_guid
from annotator.corpus.limits import MOST_CODES_COMPARED
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations.documents.document_attributes import documents_where
from annotator.operations.reliability import reasons, segmenting
from annotator.operations.viewing import Viewer
from annotator.storage import codebook_queries, queries, team_queries
from annotator.storage.coding_columns_query import coding_columns


@dataclass(frozen=True)
class Selection:
    """What to compare, by GUID; None takes all there is.

    All coders are the people who touched any of the documents, the consensus left out; all codes
    are the codable ones.
    """

    coders: Collection[str] | None = None
    documents: Collection[str] | None = None
    codes: Collection[str] | None = None
    finished: bool = False
    """A coder is compared only in the documents that they marked as done."""
    assigned: bool = False
    """Documents assigned to a coder count as coded by them, even without a coding."""


@dataclass(frozen=True)
class AgreementSettings:
    """How to compare. unit: one of `segmenting.UNITS`. rule: when a code is present on a word or a
    sentence, by "any" overlap or on its "majority". min_overlap: characters that two codings
    must share to match by overlap. interval_method: one of `interval.METHODS`, None for no
    intervals. n_resamples: of the bootstrap. each_document: documents are also compared one by one,
    for which their paragraphs are read."""

    unit: str = "character"
    rule: str = "any"
    min_overlap: int = 1
    interval_method: str | None = JACKKNIFE
    n_resamples: int = 1000
    seed: int = 0
    each_document: bool = False
    pairs: bool = False
    confusion: bool = False


@dataclass(frozen=True)
class ComparisonData:
    """What is compared, ready for the statistics.

    paths: the names of `codes`, in the order of their numbers. continua, columns: one a document.
    codebook_codes: how many codable codes there are, chosen or not. paragraphs: their starts by
    document, where they are the clusters of intervals. assigned: (document, coder) GUIDs, in any
    round.
    """

    selection: Selection
    settings: AgreementSettings
    codebook: Codebook
    coders: list[Coder]
    documents: list[DocumentFacts]
    codes: list[Code]
    paths: list[CodePath]
    continua: list[Continuum]
    columns: list[CodingColumns]
    choice: UnitChoice | None = None
    paragraphs: Sequence[Ints] | None = None
    assigned: frozenset[tuple[str, str]] = frozenset()
    repeated: int = 0
    """Codings that say once more what the same coder coded there already; they count once."""

    @property
    def labels(self) -> list[str]:
        """The codes by their whole names."""
        return [" > ".join(path) for path in self.paths]

    @property
    def codebook_codes(self) -> int:
        """How many codes a coder can choose from."""
        return sum(code.codable for code in self.codebook.codes)

    def of_document(self, index: int) -> ComparisonData:
        """The same with one of the documents only."""
        part = slice(index, index + 1)
        choice = self.choice
        return replace(
            self,
            documents=self.documents[part],
            continua=self.continua[part],
            columns=self.columns[part],
            choice=choice and UnitChoice(choice.name, choice.bounds[part], choice.rule),
            paragraphs=None if self.paragraphs is None else self.paragraphs[part],
        )


@dataclass(frozen=True)
class Comparison:
    """The figures with what they are about: `table.rows` are in the order of `codes`.

    interval_table: the intervals, where they were asked for; so for pairs and confusions (by
    indices of coders, the smaller first).
    """

    coders: list[Coder]
    documents: list[DocumentFacts]
    codes: list[Code]
    paths: list[CodePath]
    table: AgreementTable
    data: ComparisonData
    interval_table: IntervalTable | None = None
    pairs: Mapping[tuple[int, int], AgreementTable] = field(default_factory=dict)
    pair_interval_tables: Mapping[tuple[int, int], IntervalTable] = field(default_factory=dict)
    confusions: Mapping[tuple[int, int], Confusion] = field(default_factory=dict)

    @property
    def compared(self) -> list[DocumentFacts]:
        """The documents that at least two of the coders touched."""
        return [self.documents[index] for index in self.table.compared]


def compare(
    viewer: Viewer, selection: Selection | None = None, settings: AgreementSettings | None = None
) -> Comparison:
    """The agreement table of the selected codings as they stand now."""
    return compute(load(viewer, selection, settings))


def compute(data: ComparisonData) -> Comparison:
    """The default figures of what was gathered. It reads no file, so any thread may do it."""
    settings = data.settings
    names, labels = [coder.name for coder in data.coders], data.labels
    own: _Shared = {"min_overlap": settings.min_overlap, "choice": data.choice}
    intervals, tables, pair_intervals = None, {}, {}
    if settings.interval_method is None:
        table = agreement_table(data.continua, names, labels, **own)
        if settings.pairs:
            tables = pair_tables(data.continua, names, labels, **own)
    else:
        how: _Spread = {
            **own,
            "paragraphs": data.paragraphs,
            "method": settings.interval_method,
            "n_resamples": settings.n_resamples,
            "seed": settings.seed,
        }
        intervals = interval_table(data.continua, names, labels, **how)
        table = intervals.table
        if settings.pairs:
            pair_intervals = pair_interval_tables(data.continua, names, labels, **how)
            tables = {pair: one.table for pair, one in pair_intervals.items()}
    confusions = {}
    if settings.confusion:
        size = len(names), len(labels)
        confusions = pair_confusions(data.continua, *size, data.choice)
    return Comparison(
        *(data.coders, data.documents, data.codes, data.paths),
        reasons.of_table(table),
        data,
        interval_table=intervals,
        pairs={pair: reasons.of_table(one) for pair, one in tables.items()},
        pair_interval_tables=pair_intervals,
        confusions=confusions,
    )


class _Shared(TypedDict):
    """What every table takes."""

    min_overlap: int
    choice: UnitChoice | None


class _Spread(_Shared):
    """What a table with intervals takes."""

    paragraphs: Sequence[Ints] | None
    method: str
    n_resamples: int
    seed: int


def load(
    viewer: Viewer, selection: Selection | None = None, settings: AgreementSettings | None = None
) -> ComparisonData:
    """Read what the selection means, as it stands now."""
    chosen, how = selection or Selection(), settings or AgreementSettings()
    with viewer.reading() as connection:
        codebook = codebook_queries.codebook(connection)
        documents = [
            document
            for document in queries.documents(connection)
            if chosen.documents is None or document.guid in chosen.documents
        ]
        done = {
            (status.document, status.coder)
            for status in queries.statuses(connection)
            if status.progress == Progress.DONE
        }
        everyone = queries.coders(connection)
        settled = consensus_guid(queries.project(connection).guid)
        # A document in which all was rejected has a consensus too: that nothing is there.
        done |= {(one, settled) for one in team_queries.decided_documents(connection)}
        assigned = frozenset(
            (one.document, one.coder) for one in team_queries.assignments(connection)
        )
        stored = [coding_columns(connection, d.guid) for d in documents]
        columns = [one.without_repeats() for one in stored]
    codes = [
        code
        for _depth, code in codebook.walk()
        if (code.codable if chosen.codes is None else code.guid in chosen.codes)
    ]
    if len(codes) > MOST_CODES_COMPARED:
        raise UserError(
            tr(
                "The comparison would be of {count:,} codes; {most_codes_compared:,} "
                "are possible at once. Choose some of the codes.",
                count=len(codes),
                most_codes_compared=MOST_CODES_COMPARED,
            )
        )
    done |= assigned if chosen.assigned else set()
    touched = [
        _touched(d.guid, column, done, finished=chosen.finished)
        for d, column in zip(documents, columns, strict=True)
    ]
    coders = [coder for coder in everyone if _is_chosen(coder, chosen, touched)]
    continua = [
        _continuum(document, column, who, coders, codes)
        for document, column, who in zip(documents, columns, touched, strict=True)
    ]
    comparable = sum(sum(c is not None for c in one.codings) >= 2 for one in continua)
    in_parts = how.interval_method is not None and (comparable == 1 or how.each_document)
    return ComparisonData(
        *(chosen, how, codebook, coders, documents, codes),
        [codebook.path(code.guid) for code in codes],
        *(continua, columns),
        choice=segmenting.choice(viewer, documents, how.unit, how.rule),
        paragraphs=segmenting.paragraph_starts(viewer, documents) if in_parts else None,
        assigned=assigned,
        repeated=sum(len(one.guid) for one in stored) - sum(len(one.guid) for one in columns),
    )


def _touched(
    document: str, columns: CodingColumns, done: set[tuple[str, str]], *, finished: bool
) -> set[str]:
    declared = {coder for where, coder in done if where == document}
    return declared if finished else set(columns.coder) | declared


def _is_chosen(coder: Coder, chosen: Selection, touched: Sequence[set[str]]) -> bool:
    if chosen.coders is not None:
        return coder.guid in chosen.coders
    return coder.kind is CoderKind.PERSON and any(coder.guid in who for who in touched)


def _continuum(
    document: DocumentFacts,
    columns: CodingColumns,
    touched: set[str],
    coders: Sequence[Coder],
    codes: Sequence[Code],
) -> Continuum:
    by_code = {code.guid: number for number, code in enumerate(codes)}
    by_coder = {coder.guid: number for number, coder in enumerate(coders)}
    code = np.array([by_code.get(guid, -1) for guid in columns.code], np.int64)
    coder = np.array([by_coder.get(guid, -1) for guid in columns.coder], np.int64)
    return Continuum(
        document.characters,
        tuple(
            _codings(columns, code, np.flatnonzero((coder == number) & (code >= 0)))
            if person.guid in touched
            else None
            for number, person in enumerate(coders)
        ),
    )


def _codings(
    columns: CodingColumns,
    code: Ints,
    rows: Ints,
) -> Codings:
    discontinuous = [(n, int(row)) for n, row in enumerate(rows) if int(row) in columns.parts]
    if not discontinuous:
        return Codings.contiguous(columns.start[rows], columns.end[rows], code[rows])
    plain = np.array([int(row) not in columns.parts for row in rows])
    parts = [(s.start, s.end, n) for n, row in discontinuous for s in columns.parts[row]]
    more = np.array(parts, np.int64)
    return Codings.from_arrays(
        code[rows],
        np.concatenate([columns.start[rows][plain], more[:, 0]]),
        np.concatenate([columns.end[rows][plain], more[:, 1]]),
        np.concatenate([np.flatnonzero(plain), more[:, 2]]),
    )


def select_by_name(
    viewer: Viewer,
    coders: Sequence[str] | None,
    documents: Sequence[str] | None,
    codes: Sequence[str] | None,
    said: Sequence[str] | None = None,
) -> Selection:
    """The selection that names (or GUIDs) mean. UserError names the first that means nothing.

    A code is named by its name, or by its path with `` > `` between the names. `said` narrows the
    documents to those with attributes like ``genre=news``.
    """
    with viewer.reading() as connection:
        codebook = codebook_queries.codebook(connection)
        known_coders = [((c.guid, c.name), c.guid) for c in queries.coders(connection)]
        known_documents = [((d.guid, d.name), d.guid) for d in queries.documents(connection)]
        known_codes = [
            ((code.guid, code.name, " > ".join(codebook.path(code.guid))), code.guid)
            for code in codebook.codes
        ]
    chosen = _named("document", documents, known_documents)
    if said:
        fitting = documents_where(viewer, said)
        chosen = [guid for guid in fitting if chosen is None or guid in chosen]
        if not chosen:
            raise UserError(tr("None of these documents has {names}.", names=" and ".join(said)))
    return Selection(
        _named("coder", coders, known_coders),
        chosen,
        _named("code", codes, known_codes),
    )


def _named(
    what: str, names: Sequence[str] | None, known: Sequence[tuple[tuple[str, ...], str]]
) -> list[str] | None:
    if not names:
        return None
    found: list[str] = []
    for name in names:
        guids = [guid for aliases, guid in known if name in aliases]
        if not guids:
            there = ", ".join(aliases[-1] for aliases, _guid in known) or "none"
            raise UserError(
                tr(
                    "There is no {what} called “{name}” in the project (it has: {there}).",
                    what=what,
                    name=name,
                    there=there,
                )
            )
        if what == "coder" and len(guids) > 1:
            raise UserError(
                tr(
                    "There are {count} coders called {name}. Name one by GUID: {names}.",
                    count=len(guids),
                    name=name,
                    names=", ".join(guids),
                )
            )
        found += guids
    return found
