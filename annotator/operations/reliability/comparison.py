"""Agreement between the coders of a project: what is compared, and the table of figures.

A coder is compared in the documents that they marked as *done*: work that goes on is not a
judgement that there is nothing. Where none of the coders marked any, those that they *touched*
stand in (they coded in it, or it was assigned to them, where that is to count). A coder is missing
elsewhere, which is not disagreement (`missing_coders.py` says where).

    load       reads the project: codings as arrays, the units, who is compared where
    compute    the default table of what was loaded, with intervals and pairs where asked for
    compare    both
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypedDict

import numpy as np

from annotator.agreement import (
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
from annotator.corpus.document import DocumentFacts
from annotator.corpus.limits import MOST_CODES_COMPARED
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations.reliability import coded_work, reasons, segmenting
from annotator.operations.reliability.coded_work import CodedWork
from annotator.operations.reliability.selection import (
    AgreementSettings,
    Selection,
    select_by_name,
)
from annotator.operations.reliability.turn_cuts import Cut
from annotator.operations.viewing import Viewer

__all__ = [
    "AgreementSettings",
    "Comparison",
    "ComparisonData",
    "Selection",
    "compare",
    "compute",
    "load",
    "select_by_name",
]


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
    by_marks: bool = False
    """Coders are compared where they marked documents as done, and nowhere else."""
    unfinished: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Codings by (document, coder), GUIDs, where a coder coded and has not marked it as done."""
    cuts: Mapping[str, Cut] = field(default_factory=dict)
    """Where turns of some speakers are compared alone, their axis by document (GUID)."""
    everybody: Sequence[Coder] = ()
    """The coders of the project, compared or not."""
    work: CodedWork | None = None
    """What all of it was taken from."""

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
    viewer: Viewer,
    selection: Selection | None = None,
    settings: AgreementSettings | None = None,
    work: CodedWork | None = None,
) -> ComparisonData:
    """What the selection means, as it stands now, or as it stood in `work` that is compared in
    place of it."""
    chosen, how = selection or Selection(), settings or AgreementSettings()
    work = coded_work.stored(viewer, chosen) if work is None else work.of(chosen.documents)
    codes = [
        code
        for _depth, code in work.codebook.walk()
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
    documents, by_marks = work.documents, work.goes_by_marks(chosen)
    there = work.compared(chosen, by_marks=by_marks)
    coders = [coder for coder in work.coders if _is_chosen(coder, chosen, there)]
    continua = [
        _continuum(document, column, who, coders, codes)
        for document, column, who in zip(documents, work.columns, there, strict=True)
    ]
    comparable = sum(sum(c is not None for c in one.codings) >= 2 for one in continua)
    in_parts = how.interval_method is not None and (comparable == 1 or how.each_document)
    return ComparisonData(
        *(chosen, how, work.codebook, coders, documents, codes),
        [work.codebook.path(code.guid) for code in codes],
        *(continua, work.columns),
        choice=segmenting.choice(viewer, documents, how.unit, how.rule, work.cuts),
        paragraphs=segmenting.paragraph_starts(viewer, documents, work.cuts) if in_parts else None,
        assigned=work.assigned,
        repeated=work.repeated,
        by_marks=by_marks,
        unfinished=work.unfinished(chosen),
        cuts=work.cuts,
        everybody=work.coders,
        work=work,
    )


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
