"""Readings of one document: the texts that versions of a reader made of the same file.

A document that was read from a file is the same wherever it is added: the digest of the file's
bytes and the place in it say which it is. Each text that was read from it is a row of its own, so
that no text ever changes. Where a merge brings several together, one stays in sight by rule, the
others name it in `replaced_by`: the one of the higher version of the reader, then the smaller
digest of the text. One that was corrected by hand stays before all others.

What is said of a reading is read as said of the one that stays. A coding is at the same passage
there; where it was made is kept (`schema.carried`), and carrying it begins there each time: where
it ends is a function of the coding as its coder made it and of the two texts, in whatever order
files were merged. A coding without a place there stays in the text it was made in, to be settled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from sqlalchemy import Connection, select, tuple_
from sqlalchemy.dialects.sqlite import insert as upsert

from annotator.corpus import changes
from annotator.corpus.document import Origin
from annotator.corpus.job import Job
from annotator.corpus.span import Spans
from annotator.storage import schema
from annotator.storage.row_values import span_columns, spans_from
from annotator.storage.rows import Row
from annotator.storage.validation import fault

Rows = Mapping[str, Row]

Image = Callable[[Spans], Spans | None]
"""Where a passage of one text is in another; None where it is not."""
Aligner = Callable[[str, str], Job[Image]]
"""``align(old, new)``: a job that finds where passages of one text are in another."""

_PLACE: Final = ("document", "start", "end", "parts")
Version = tuple[str, int, str]
"""A version of a coding: GUID, when and by whom it was changed last."""


class Readings:
    """Which documents (rows by GUID, of all sides of a merge) are readings of one."""

    def __init__(self, documents: dict[str, Row], origins: Mapping[str, Origin]) -> None:
        self._documents = documents
        self._origins = origins
        self._of_text: dict[str, set[tuple[str, str]]] = defaultdict(set)
        """What a text was read from, by its digest."""
        for guid, origin in origins.items():
            if guid in documents:
                self._of_text[documents[guid]["text_sha256"]].add(origin.identity)

    def are_one(self, one: Row, other: Row) -> bool:
        """Whether two documents have the same text, or texts that were read from one file."""
        texts = one["text_sha256"], other["text_sha256"]
        if texts[0] == texts[1]:
            return True
        found = [self._of_text.get(text, set()) for text in texts]
        return not found[0].isdisjoint(found[1])

    def end(self, guid: str) -> str:
        """The document that stands for another one, of those that are the same; else itself."""
        seen, last = [guid], self._documents[guid]
        while (following := self._documents.get(last["replaced_by"] or "")) is not None:
            if not self.are_one(last, following):
                break
            if following["guid"] in seen:
                return min(seen)  # a circle: any file comes to the same end
            seen.append(following["guid"])
            last = following
        return str(last["guid"])

    def to_join(self) -> list[tuple[str, str]]:
        """Pairs (the one that is replaced, the one that stays) of readings that stand apart."""
        groups: dict[tuple[str, str], set[str]] = defaultdict(set)
        for guid, origin in self._origins.items():
            row = self._documents.get(guid)
            if row is not None and not row["deleted"]:
                groups[origin.identity].add(guid)
        pairs = {}
        for members in groups.values():
            ends: dict[str, list[str]] = defaultdict(list)
            for guid in members:
                ends[self.end(guid)].append(guid)
            living = {guid: of for guid, of in ends.items() if not self._documents[guid]["deleted"]}
            if len(living) > 1:
                stays = min(living, key=lambda guid: self._rank(guid, living[guid]))
                for guid in living.keys() - {stays}:
                    if self._documents[guid]["replaced_by"] is None:
                        pairs[guid] = stays
        return sorted(pairs.items())

    def _rank(self, guid: str, members: Iterable[str]) -> tuple[bool, int, str, str]:
        row = self._documents[guid]
        version = max(self._origins[member].reader_version for member in members)
        return row["replaced_by"] is None, -version, row["text_sha256"], guid

    def places(self) -> dict[str, str]:
        """By document in whose place another one of the same stands, the one that does."""
        ends = ((guid, self.end(guid)) for guid, row in self._documents.items() if _has_next(row))
        return {guid: end for guid, end in ends if guid != end}


def _has_next(row: Row) -> bool:
    return row["replaced_by"] is not None


class Carrier:
    """Reads codings as being in the readings that stay.

    `places` is that of `Readings`, `texts` the text of a document by GUID. What was carried is in
    `kept` (rows of `schema.carried`), what has no place in `unplaced` (GUIDs of codings).
    """

    def __init__(
        self,
        documents: Rows,
        places: Mapping[str, str],
        texts: Callable[[str], str],
        align: Aligner,
    ) -> None:
        self._documents, self._places, self._texts = documents, places, texts
        self._align = align
        self._made: dict[Version, Row] = {}
        self._images: dict[tuple[str, str], Image] = {}
        self.kept: dict[Version, Row] = {}
        self.unplaced: dict[str, str] = {}

    def know(self, connection: Connection) -> None:
        """Learn where the codings of a file were made that were carried in it."""
        for found in connection.execute(select(schema.carried)).mappings():
            row = dict(found)
            if self._is_sound(row):
                self._made.setdefault(_version(row, "coding"), row)

    def _is_sound(self, row: Row) -> bool:
        """Whether a coding can have been made there."""
        there = {
            **row,
            "guid": row["coding"],
            "code": "",
            "coder": "",
            "from_cue": 0,
            "round": None,
            "deleted": 0,
        }
        there |= {"created_at": row["changed_at"], "created_by": row["changed_by"]}
        known: dict[str, Rows] = {"document": self._documents, "code": {"": {}}, "coder": {"": {}}}
        return fault(changes.CODING, there, known) is None

    def rewritten(self, row: Row) -> Job[Row]:
        """The row as it reads where some documents stand for others; itself where it stays."""
        made = self._made_as(row)
        target = self._places.get(made["document"])
        if target is None:
            return row if made == row else made
        texts = [self._documents[guid]["text_sha256"] for guid in (made["document"], target)]
        if texts[0] == texts[1]:
            return made | {"document": target}
        if (made["document"], target) not in self._images:
            words = [self._texts(guid) for guid in (made["document"], target)]
            self._images[made["document"], target] = yield from self._align(*words)
        spans = self._images[made["document"], target](
            spans_from(made["start"], made["end"], made["parts"])
        )
        if spans is None:
            if not made["deleted"]:
                self.unplaced[made["guid"]] = made["document"]
            return row if made == row else made
        version = _version(made, "guid")
        self.kept[version] = dict(zip(("coding", "changed_at", "changed_by"), version, strict=True))
        self.kept[version] |= {name: made[name] for name in _PLACE}
        self.unplaced.pop(made["guid"], None)
        return made | {"document": target, **span_columns(spans)}

    def _made_as(self, row: Row) -> Row:
        """The row where its coder made it, of one that was carried as it is now."""
        made = self._made.get(_version(row, "guid"))
        if made is None:
            return row
        ends = [self._places.get(one["document"], one["document"]) for one in (made, row)]
        return row | {name: made[name] for name in _PLACE} if ends[0] == ends[1] else row


def _version(row: Row, guid: str) -> Version:
    return row[guid], row["changed_at"], row["changed_by"]


def keep_places(connection: Connection, rows: Iterable[Row]) -> None:
    """Write down where codings were made."""
    values = list(rows)
    if values:
        connection.execute(upsert(schema.carried).prefix_with("OR REPLACE"), values)


def forget_places(connection: Connection) -> None:
    """Take out places of codings that are not there. For copies with less in them."""
    table, coding = schema.carried, schema.coding.c
    versions = select(coding.guid, coding.changed_at, coding.changed_by)
    of = tuple_(table.c.coding, table.c.changed_at, table.c.changed_by)
    documents = select(schema.document.c.guid)
    connection.execute(table.delete().where(of.not_in(versions)))
    connection.execute(table.delete().where(table.c.document.not_in(documents)))
