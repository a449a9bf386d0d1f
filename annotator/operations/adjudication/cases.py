"""The cases of two coders or more: found, listed, and made one by one as they are looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import overload

import numpy as np

from annotator.agreement import Bools, Ints
from annotator.corpus.coding import Coder
from annotator.corpus.team import Decision
from annotator.operations.adjudication.case import Agreeing, Case, CaseKind, Shown
from annotator.operations.adjudication.case_table import CaseTable, table_of
from annotator.operations.adjudication.pairs import Order
from annotator.operations.adjudication.standing import Decisions, is_outdated, is_wider
from annotator.operations.adjudication.versions import Said, Version
from annotator.operations.reliability import AgreementSettings, ComparisonData, Selection, load
from annotator.operations.viewing import Viewer
from annotator.storage import coding_queries, team_queries


@dataclass(frozen=True)
class CaseQueue:
    """The cases of some coders, and those of them that are listed.

    contested: the listed ones; each is made when it is asked for. decisions: all of the project.
    """

    data: ComparisonData
    table: CaseTable
    values: Mapping[str, Said]
    rows: Ints
    standing: Mapping[int, Decision]
    """By case (row of the table) the decision that stands for it."""
    outdated: frozenset[int]
    decisions: Decisions
    shown: Shown = field(default_factory=Shown)

    @property
    def contested(self) -> Sequence[Case]:
        """The listed cases, in their order."""
        return _Cases(self)

    @property
    def open(self) -> int:
        """How many of the listed ones are undecided."""
        return sum(self.is_open(row) for row in self.rows.tolist())

    def is_open(self, row: int) -> bool:
        """Whether a case (row of the table) is still to be decided."""
        return row not in self.standing or row in self.outdated

    def case(self, row: int) -> Case:
        """A case by its row in the table."""
        table, data = self.table, self.data
        there = table.there[row]
        versions = _versions(self, row)
        first = next(one for one in table.members[row].tolist() if one >= 0)
        about = table.guids(row)
        decision = self.standing.get(row)
        return Case(
            row,
            table.book.document(first),
            tuple(data.coders[number] for number in np.flatnonzero(there).tolist()),
            tuple(data.coders[number] for number in np.flatnonzero(~there).tolist()),
            versions,
            _kind(table, row),
            int(table.characters[row]),
            decision,
            row in self.outdated,
            tuple(one for one in self.decisions.sharing(about) if one is not decision),
        )

    def is_open_at(self, place: int) -> bool:
        """Whether the case at a place of the list is undecided."""
        return self.is_open(int(self.rows[place]))

    def place_of(self, about: tuple[str, ...]) -> int | None:
        """Where the case that has the first of these codings (GUIDs) is in the list."""
        return self.place_of_coding(about[0]) if about else None

    def place_of_coding(self, coding: str) -> int | None:
        """Where the case that a coding (a GUID) is in is in the list."""
        number = self.table.book.number(coding)
        if number is None:
            return None
        found = np.flatnonzero(self.rows == self.table.case[number])
        return int(found[0]) if found.size else None

    def nearby(self, case: Case) -> tuple[Coder, ...]:
        """Those who have nothing in a case, but a coding of another case that overlaps it."""
        last = case.versions[-1]
        nothing = last.coders if last.side is None else ()
        whose = self.table.book.corpus.coding_coder
        there = {
            self.data.coders[int(whose[number])].guid for number in self.table.overlapping(case.row)
        }
        return tuple(one for one in nothing if one.guid in there)

    def versions(self, case: Case) -> tuple[Version, ...]:
        """What stands side by side."""
        return case.versions

    def listed(self, shown: Shown, order: Order = Order.PLACE) -> CaseQueue:
        """The same with other cases listed."""
        rows = _ordered(self.table, np.flatnonzero(_wanted(self.table, shown)), order)
        return CaseQueue(
            *(self.data, self.table, self.values, rows, self.standing, self.outdated),
            self.decisions,
            shown,
        )


class _Cases(Sequence[Case]):
    """The listed cases, each made when it is asked for."""

    def __init__(self, queue: CaseQueue) -> None:
        self._queue = queue

    def __len__(self) -> int:
        return int(self._queue.rows.size)

    @overload
    def __getitem__(self, place: int) -> Case: ...
    @overload
    def __getitem__(self, place: slice) -> list[Case]: ...
    def __getitem__(self, place: int | slice) -> Case | list[Case]:
        rows = self._queue.rows[place]
        if isinstance(place, slice):
            return [self._queue.case(row) for row in rows.tolist()]
        return self._queue.case(int(rows))

    def __iter__(self) -> Iterator[Case]:
        return (self._queue.case(row) for row in self._queue.rows.tolist())


def cases(
    viewer: Viewer,
    coders: Sequence[str],
    documents: Collection[str] | None = None,
    codes: Collection[str] | None = None,
    order: Order = Order.PLACE,
    shown: Shown | None = None,
) -> CaseQueue:
    """What these coders (GUIDs, two or more) have at each place, in all documents or some, of all
    codes or some. A coder counts wherever they coded or marked the document as done, as for two;
    documents in which fewer than two of them count have no cases."""
    data = load(
        viewer,
        Selection(coders, documents, codes, touched=True, pooled=True),
        AgreementSettings(interval_method=None),
    )
    with viewer.reading() as connection:
        guids = [guid for columns in data.columns for guid in columns.guid]
        values = coding_queries.attribute_values(connection, guids)
        decided = team_queries.decisions(connection)
        table = table_of(data, values)
        standing = _standing(table, decided)
        names = {guid for row in standing for guid in table.guids(row)}
        changed = {
            one.guid: one.modified for one in coding_queries.codings(connection, guids=names)
        }
    outdated = _outdated(table, standing, changed)
    nothing = np.empty(0, dtype=np.int64)
    queue = CaseQueue(data, table, values, nothing, standing, outdated, Decisions(decided))
    return queue.listed(shown or Shown(), order)


def _standing(table: CaseTable, decided: Sequence[Decision]) -> dict[int, Decision]:
    """By case, the decision about exactly its codings, else about all of them and others."""
    row_of: dict[str, int] = {}
    if decided:
        row_of = {table.book.guid(n): row for n, row in enumerate(table.case.tolist())}
    exact: dict[int, Decision] = {}
    wider: dict[int, Decision] = {}
    for one in decided:  # in the order of time: the latest stays
        rows = {row_of[guid] for guid in one.about if guid in row_of}
        for row in rows:
            own = set(table.guids(row))
            if own == set(one.about):
                exact[row] = one
            elif is_wider(one, own):
                wider[row] = one
    return wider | exact


def _outdated(
    table: CaseTable, standing: Mapping[int, Decision], changed: Mapping[str, datetime]
) -> frozenset[int]:
    return frozenset(
        row
        for row, decision in standing.items()
        if is_outdated(decision, table.guids(row), changed)
    )


def _wanted(table: CaseTable, shown: Shown) -> Bools:
    """(cases,) which are listed."""
    if shown.least:
        return np.asarray(table.most >= shown.least, dtype=np.bool_)
    match shown.agreeing:
        case Agreeing.DIFFER:
            return table.contested
        case Agreeing.ALL:
            return ~table.contested
        case Agreeing.NONE:
            return np.asarray(table.most == 1, dtype=np.bool_)
        case Agreeing.MAJORITY:
            return table.contested & (2 * table.most > table.compared)
    return np.ones(table.size, dtype=np.bool_)


def _ordered(table: CaseTable, rows: Ints, order: Order) -> Ints:
    if order is Order.SIZE:
        return rows[np.argsort(-table.characters[rows], kind="stable")]
    if order is Order.CODE:
        codes = table.book.corpus.coding_code[table.members[rows]]
        absent = table.members[rows] < 0
        least = np.where(absent, np.iinfo(np.int64).max, codes).min(axis=1)
        return rows[np.argsort(least, kind="stable")]
    return rows


def _kind(table: CaseTable, row: int) -> CaseKind:
    held, there = int(table.held[row]), int(table.there[row].sum())
    if table.codes[row] > 1:
        return CaseKind.CODE
    if table.number[row] > 1:
        return CaseKind.BOUNDARY
    if held == 1:
        return CaseKind.ONE
    if held < there:
        return CaseKind.SOME
    return CaseKind.ATTRIBUTE if table.values_differ[row] else CaseKind.ALIKE


def _versions(queue: CaseQueue, row: int) -> tuple[Version, ...]:
    """What the coders have, in the order of the text; those who have nothing last."""
    table, data = queue.table, queue.data
    half = int(table.there[row].sum()) / 2
    by_version: dict[int, list[int]] = {}
    nothing: list[Coder] = []
    for coder, number in enumerate(table.members[row].tolist()):
        if number >= 0:
            by_version.setdefault(int(table.version[number]), []).append(number)
        elif table.there[row, coder]:
            nothing.append(data.coders[coder])
    found = []
    whose = table.book.corpus.coding_coder
    for numbers in by_version.values():
        codings = tuple(table.book.guid(number) for number in numbers)
        found.append(
            Version(
                tuple(data.coders[int(whose[number])] for number in numbers),
                table.book.side(numbers[0]),
                codings,
                tuple(queue.values.get(guid, {}) for guid in codings),
                len(numbers) > half,
            )
        )
    found.sort(key=_place)
    if nothing:
        found.append(Version(tuple(nothing), None, is_majority=len(nothing) > half))
    return tuple(found)


def _place(version: Version) -> tuple[tuple[tuple[int, int], ...], int]:
    side = version.side
    assert side is not None
    return tuple((span.start, span.end) for span in side.spans), side.code
