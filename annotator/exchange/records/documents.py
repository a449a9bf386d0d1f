"""Rows of a table as documents, as a mapping says, one after the other; or as one document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from annotator.corpus.identity import guid_from
from annotator.corpus.limits import LARGEST_TEXT_FILE
from annotator.corpus.messages import plural, tr
from annotator.corpus.structure import Element, Value
from annotator.errors import UserError
from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.plain_text import with_lf
from annotator.exchange.records.column_types import SAMPLED, ColumnType, Writer, writer
from annotator.exchange.records.mapping import Mapping as TableMapping
from annotator.exchange.records.table import Row, Table, text_of

LONGEST_NAME: Final = 200
"""Characters of a document's name that is made of cells."""
LONGEST_KEY: Final = 1_000
_EMPTY_TEXT: Final = tr("no text")


@dataclass(frozen=True, slots=True)
class RecordDocument:
    """A row as a document: its number in the file, its key (empty in a document of all rows), its
    name, its text and the structure beside it, the attributes by name."""

    number: int
    key: str
    name: str
    text: str
    structure: Sequence[Element]
    attributes: Mapping[str, str]


@dataclass
class Tally:
    """What was met on the way: rows that were left out, by reason; by column, how many values are
    not what their type says, and the row of the first; other odd things, by sentence."""

    left_out: Counter[str] = field(default_factory=Counter)
    misfits: dict[str, tuple[int, int]] = field(default_factory=dict)
    zeros: int = 0

    def misfit(self, column: str, row: int) -> None:
        """A value of a column is not what its type says."""
        count, first = self.misfits.get(column, (0, row))
        self.misfits[column] = count + 1, first

    def sentences(self, mapping: TableMapping, place: str) -> list[str]:
        """What of it a person should know."""
        types = dict(mapping.attributes)
        said = []
        for column, (count, first) in self.misfits.items():
            said.append(
                plural(
                    "“{column}”: One value is no {kind} ({place} {first:,}); it stays as it is.",
                    "“{column}”: {n:,} values are no {kind}s ({place} {first:,}); they stay as"
                    " they are.",
                    count,
                    column=column,
                    kind=types[column],
                    place=place,
                    first=first,
                )
            )
        if self.zeros:
            said.append(
                tr("{zeros:,} zero characters (NUL) were replaced by “�”.", zeros=self.zeros)
            )
        return said


class Records:
    """Reads the rows of a table as a mapping says. UserError where the table lacks a column that
    it names; `source` is the mapping's file, for messages. `tally` fills while rows are read."""

    def __init__(self, table: Table, mapping: TableMapping, source: str = "") -> None:
        mapping.check(table, source)
        self.table, self.mapping = table, mapping
        self.title = mapping.table or table.name.rpartition(".")[0] or table.name
        self.tally = Tally()
        self._at = {column: number for number, column in enumerate(table.columns)}
        self._texts = [(self._at[one.column], one.heading or one.column) for one in mapping.text]
        self._names = [self._at[column] for column in mapping.name]
        self._key = self._at[mapping.key] if mapping.key else None
        self._attributes = self._writers(table, mapping)
        self._tests: list[tuple[int, frozenset[str], str]] = [
            (self._at[one.column], frozenset(map(_folded, one.values)), one.column)
            for one in mapping.leave_out
        ]

    @staticmethod
    def _writers(table: Table, mapping: TableMapping) -> list[tuple[int, str, Writer]]:
        typed = any(kind in (ColumnType.NUMBER, ColumnType.DATE) for _, kind in mapping.attributes)
        sampled = table.first(SAMPLED) if typed else []
        at = table.columns.index
        return [
            (at(column), column, writer(kind, [row.cells[at(column)] for row in sampled]))
            for column, kind in mapping.attributes
        ]

    def documents(self) -> Iterator[RecordDocument]:
        """A document a row. UserError for a row without a key, or with one that another has."""
        self.tally = Tally()
        keys: dict[str, int] = {}
        texts: Counter[str] = Counter()
        for row in self._wanted():
            text, structure = self._text(row)
            name = self._name(row)
            if self._key is None:
                key = guid_from("row without a key", name, text)
                texts[key] += 1
                if texts[key] > 1:
                    key = f"{key} {texts[key]}"
            else:
                key = self._checked_key(row, keys)
            shown = name or (key if self._key is not None else f"{self.title} {row.number}")
            yield RecordDocument(
                row.number, key, shown[:LONGEST_NAME], text, structure, self._values(row)
            )

    def one_document(self) -> RecordDocument:
        """All rows as one document, each with an element ``record`` over it."""
        self.tally = Tally()
        builder = TextBuilder()
        keys: dict[str, int] = {}
        for row in self._wanted():
            values: dict[str, Value] = {"row": row.number}
            if self._key is not None:
                values["key"] = self._checked_key(row, keys)
            name = self._name(row)
            if name:
                values["name"] = name
            columns = self._values(row)
            if columns:
                values["columns"] = json.dumps(columns, ensure_ascii=False)
            start = builder.position
            self._add_text(row, builder)
            builder.mark("record", start, builder.position, **values)
            builder.end_block()
            if builder.position > LARGEST_TEXT_FILE:
                raise UserError(
                    tr(
                        "“{table}” has more text than one document can hold "
                        "({size:,} MB). Let its rows become documents.",
                        table=self.table.name,
                        size=LARGEST_TEXT_FILE // 10**6,
                    )
                )
        text, structure = builder.finish()
        return RecordDocument(1, "", self.title, text, structure, {})

    def _wanted(self) -> Iterator[Row]:
        """The rows that are not left out."""
        for row in self.table.rows():
            reason = self._why_not(row)
            if reason:
                self.tally.left_out[reason] += 1
            else:
                yield row

    def _why_not(self, row: Row) -> str:
        for place, values, column in self._tests:
            if _folded(text_of(row.cells[place])) in values:
                return column
        if self.mapping.leave_out_empty:
            for place, _heading in self._texts:
                cell = row.cells[place]
                if not isinstance(cell, str) or cell.strip():
                    return ""
            return _EMPTY_TEXT
        return ""

    def _words(self, row: Row, place: int) -> str:
        words = with_lf(text_of(row.cells[place])).strip("\n")
        if "\x00" in words:
            self.tally.zeros += words.count("\x00")
            words = words.replace("\x00", "\ufffd")
        return words

    def _text(self, row: Row) -> tuple[str, Sequence[Element]]:
        if len(self._texts) == 1:
            return self._words(row, self._texts[0][0]), ()
        builder = TextBuilder()
        self._add_text(row, builder)
        return builder.finish()

    def _add_text(self, row: Row, builder: TextBuilder) -> None:
        """The cells of the text, with a heading each where there are several."""
        if len(self._texts) == 1:
            builder.add(self._words(row, self._texts[0][0]))
            return
        filled = [(self._words(row, place), heading) for place, heading in self._texts]
        for number, (words, heading) in enumerate(one for one in filled if one[0].strip()):
            if number:
                builder.end_block()
            with builder.element("heading", level=1):
                builder.add(heading)
            builder.end_block()
            builder.add(words)

    def _name(self, row: Row) -> str:
        words = " ".join(text_of(row.cells[place]) for place in self._names)
        return " ".join(words.replace("\x00", "").split())

    def _checked_key(self, row: Row, keys: dict[str, int]) -> str:
        assert self._key is not None
        key = _key_of(row, self._key)
        table, place = self.table, self.table.place
        if not key:
            raise UserError(
                tr(
                    "“{table}”, {place} {number:,}: the row has no “{key}”, which is the "
                    "key. Write one, leave the row out, or choose another key.",
                    table=table.name,
                    place=place,
                    number=row.number,
                    key=self.mapping.key,
                )
            )
        if len(key) > LONGEST_KEY or "\x00" in key:
            raise UserError(
                tr(
                    "“{table}”, {place} {number:,}: “{key}…” is too long for a key. Choose "
                    "another column as the key.",
                    table=table.name,
                    place=place,
                    number=row.number,
                    key=key[:40],
                )
            )
        if key in keys:
            raise UserError(
                tr(
                    "“{table}”: the key “{key}” stands in {place} {first:,} and in {place} "
                    "{number:,}. Choose a column that differs from row to row, or none.",
                    table=table.name,
                    key=key[:80],
                    place=place,
                    first=keys[key],
                    number=row.number,
                )
            )
        keys[key] = row.number
        return key

    def _values(self, row: Row) -> dict[str, str]:
        found = {}
        for place, column, write in self._attributes:
            cell = row.cells[place]
            if cell == "":
                continue
            value, fits = write(cell)
            if not fits:
                self.tally.misfit(column, row.number)
            if value:
                found[column] = with_lf(value).replace("\x00", "\ufffd")
        return found


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def keys_of(table: Table, rows: Iterable[Row], column: str) -> list[str]:
    """The keys of rows, of those that have one."""
    place = table.columns.index(column)
    return [key for row in rows if (key := _key_of(row, place))]


def _key_of(row: Row, place: int) -> str:
    return " ".join(text_of(row.cells[place]).split())
