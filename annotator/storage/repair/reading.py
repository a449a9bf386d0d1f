"""The rows of a damaged file, table by table, from whatever pages can still be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from annotator.storage.repair import trees
from annotator.storage.repair.layouts import CHANGES, Layout, known
from annotator.storage.repair.pages import INDEX_LEAF, INDEX_NODE, Pages
from annotator.storage.repair.records import Record, UnreadableError, Value

Row: TypeAlias = dict[str, Value]


@dataclass(frozen=True)
class ReadRow:
    """A row of a table; `broken` are its columns that are not certain."""

    table: str
    columns: Row
    broken: tuple[str, ...] = ()


@dataclass
class Reading:
    """Reads the rows of a file, and counts what can't be read."""

    pages: Pages
    found: trees.Found = field(init=False)
    unreadable: Counter[str] = field(default_factory=Counter)
    """Rows that could not be read, by table, as far as they can be counted."""
    left: list[tuple[list[Record], Mapping[str, Layout]]] = field(default_factory=list)
    """Rows of pages that can be of several tables, with these."""

    def __post_init__(self) -> None:
        self.found = trees.survey(self.pages)

    def rows(self) -> Iterator[ReadRow]:
        """What is reached from the roots of the tables, then what is not. Rows that can be of
        several tables are `left`: who has the others can tell (`settled`)."""
        foreign: list[list[Record]] = []
        for table, numbers in self.found.pages.items():
            for number in numbers:
                records = self._records(number, table)
                layout = self._layout(table, records)
                others = [record for record in records if not layout.fits(record)]
                for record in records:
                    if layout.fits(record):
                        yield _row(layout, record)
                if others:
                    foreign.append(others)
                    self.found.lost.add(table)
        for number in self.found.strays:
            foreign.append(self._records(number, ""))
        for records in foreign:
            possible = trees.candidates(self.found, records)
            incomplete = possible.keys() & self.found.lost
            if incomplete:  # the others have all their pages
                possible = {table: possible[table] for table in incomplete}
            if len(possible) > 1:
                self.left.append((records, possible))
                continue
            for layout in possible.values():
                yield from self.of_table(layout, records)

    def of_table(self, layout: Layout, records: list[Record]) -> Iterator[ReadRow]:
        """The rows of a page that is a table's."""
        for record in records:
            if layout.fits(record):
                yield _row(layout, record)
            else:
                self.unreadable[layout.table] += 1

    def _records(self, number: int, table: str) -> list[Record]:
        read: list[Record] = []
        kind = self.found.taken.get(number)
        try:
            for record in self.pages.records(number, kind):
                if record is not None:
                    read.append(record)
                elif table:
                    self.unreadable[table] += 1
        except UnreadableError:
            pass
        is_index = (kind or self.pages.kind(number)) in (INDEX_LEAF, INDEX_NODE)
        return [one for one in read if not is_index or len(one.values) == _CHANGE_COLUMNS]

    def _layout(self, table: str, records: list[Record]) -> Layout:
        if table in self.found.layouts:
            return self.found.layouts[table]
        return max(known(table), key=lambda one: sum(map(one.fits, records)))


_CHANGE_COLUMNS = len(known(CHANGES)[0].columns)


def _row(layout: Layout, record: Record) -> ReadRow:
    return ReadRow(layout.table, layout.row(record), tuple(layout.broken(record)))
