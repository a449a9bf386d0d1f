"""Rows of a table as documents: found by their keys, and written many at once.

A row has an origin like any document that was read from a file, so that readings of it are joined
when files are merged (`readings`). But each wave of a table is another file. So what is kept as the
original is a description of the table, the same in every wave (`operations/documents/records.py`),
and the place in it is the key of the row.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import Connection, exists, func, select

from annotator.corpus.document import TABLE_ROW, Origin
from annotator.corpus.limits import document_fault
from annotator.corpus.messages import tr
from annotator.corpus.structure import Structure
from annotator.corpus.structure_columns import StructureColumns, to_columns
from annotator.errors import UserError
from annotator.storage import schema
from annotator.storage.statements import each_of


@dataclass(slots=True)
class KnownRow:
    """A row that is a document already: the one in sight (GUID, name, digest of its text), and the
    digests of all texts that the row has had here."""

    document: str
    name: str
    digest: str
    digests: set[str] = field(default_factory=set)


def known_rows(connection: Connection, table: str) -> dict[str, KnownRow]:
    """The rows of a table (the digest of its description) that are documents, by key. A text that
    was put in the place of a row's is that row's too."""
    origin, document = schema.document_origin.c, schema.document.c
    query = (
        select(origin.place, document.guid, document.name, document.text_sha256)
        .join(schema.document, document.guid == origin.document)
        .where(origin.original == table, document.deleted == 0)
        .order_by(document.replaced_by.is_(None), document.guid)
    )
    found: dict[str, KnownRow] = {}
    for key, guid, name, digest in connection.execute(query):
        known = found.get(key)
        if known is None:
            found[key] = KnownRow(guid, name, digest, {digest})
        else:  # the one in sight comes last
            known.document, known.name, known.digest = guid, name, digest
            known.digests.add(digest)
    _follow(connection, found)
    return found


def tables_with(
    connection: Connection, keys: Iterable[str], attributes: Iterable[str]
) -> list[bytes]:
    """The descriptions of tables that have rows with these keys as documents, those with the most
    of them first. Where attributes are named, one of them is said of such a document."""
    origin, document = schema.document_origin.c, schema.document.c
    said, original = schema.document_attribute.c, schema.original.c
    query = (
        select(original.data)
        .join(schema.document_origin, origin.original == original.sha256)
        .join(schema.document, document.guid == origin.document)
        .where(origin.reader == TABLE_ROW, document.deleted == 0, origin.place.in_(each_of(keys)))
        .group_by(original.sha256)
        .order_by(func.count().desc(), original.sha256)
    )
    names = list(attributes)
    if names:
        query = query.where(
            exists().where(
                said.document == document.guid, said.deleted == 0, said.name.in_(each_of(names))
            )
        )
    return [bytes(data) for data in connection.scalars(query)]


def _follow(connection: Connection, found: dict[str, KnownRow]) -> None:
    """Of rows in whose place a new version stands, know that one."""
    document = schema.document.c
    by_guid = {known.document: known for known in found.values()}
    earlier = schema.document.alias()
    query = (
        select(earlier.c.guid, document.guid, document.name, document.text_sha256)
        .join(schema.document, document.guid == earlier.c.replaced_by)
        .where(document.deleted == 0)
    )
    later = {row[0]: row[1:] for row in connection.execute(query)} if found else {}
    for first, known in by_guid.items():
        guid, met = first, {first}
        while guid in later and later[guid][0] not in met:
            guid, known.name, known.digest = later[guid]
            met.add(guid)
            known.document = guid
            known.digests.add(known.digest)


def said_of(connection: Connection, documents: Iterable[str]) -> dict[str, dict[str, str]]:
    """What is said of documents (GUIDs), by name."""
    table = schema.document_attribute.c
    query = select(table.document, table.name, table.value).where(
        table.document.in_(each_of(documents)), table.deleted == 0
    )
    found: dict[str, dict[str, str]] = {}
    for document, name, value in connection.execute(query):
        found.setdefault(document, {})[name] = value
    return found


def texts_of(connection: Connection, documents: Iterable[str]) -> dict[str, str]:
    """The texts of documents, by GUID."""
    table = schema.document_text.c
    query = select(table.document, table.text).where(table.document.in_(each_of(documents)))
    return {document: text for document, text in connection.execute(query).all()}  # noqa: C416


def names_taken(connection: Connection) -> set[str]:
    """The names of all documents, those in whose place another stands among them."""
    table = schema.document.c
    return set(connection.scalars(select(table.name).where(table.deleted == 0)))


def write_texts(
    connection: Connection, texts: Sequence[tuple[str, str, Structure]], origins: Sequence[Origin]
) -> None:
    """Write texts (GUID, text, structure) of documents whose rows are there, each with its origin.
    What stands there of one that was deleted and comes back is the same. UserError where a text is
    too large."""
    rows = []
    for guid, text, _structure in texts:
        source = text.encode()
        reason = document_fault(len(source), len(source))
        if reason is not None:
            raise UserError(
                tr("A row can't become a document: {reason}. Split its text.", reason=reason)
            )
        rows.append((guid, text, source))
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO document_text (document, text, source) VALUES (?, ?, ?)", rows
    )
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO document_origin (document, original, place, media_type, reader,"
        " reader_version, options, notices) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(guid, one.sha256, one.place, one.media_type, one.reader, one.reader_version),
                *_how_read(tuple(one.options.items()), one.remarks),
            )
            for (guid, _text, _structure), one in zip(texts, origins, strict=True)
        ],
    )
    structured = [(guid, to_columns(structure)) for guid, _text, structure in texts if structure]
    if structured:
        names = StructureColumns.__slots__
        columns = ", ".join(f'"{name}"' for name in ("document", *names))
        marks = ", ".join("?" * (1 + len(names)))
        connection.exec_driver_sql(
            f"INSERT OR REPLACE INTO document_structure ({columns}) VALUES ({marks})",
            [(guid, *(getattr(one, name) for name in names)) for guid, one in structured],
        )


@lru_cache(maxsize=16)
def _how_read(options: tuple[tuple[str, str], ...], remarks: tuple[object, ...]) -> tuple[str, str]:
    """The same for all rows of a table."""
    return json.dumps(dict(options), ensure_ascii=False), json.dumps(remarks, ensure_ascii=False)
