"""Beside the texts: the files that documents were read from, and the structure of their texts.

Like texts they never change, so history does not carry them. Opening a project does not read them;
whatever reads them validates them here, and `check` and merging do so with all of them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import Connection, Executable, Row, Table, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from annotator.corpus.document import Origin
from annotator.corpus.limits import LONGEST_NAME, LONGEST_TEXT
from annotator.corpus.messages import gettext_noop, tr
from annotator.corpus.structure import EMPTY, Structure
from annotator.corpus.structure_columns import StructureColumns, from_columns, to_columns
from annotator.errors import UserError
from annotator.storage import schema
from annotator.storage.statements import each_of

_DIGEST = re.compile(r"[0-9a-f]{64}")
_LATEST_READER: Final = 1_000_000
_MOST_REMARKS: Final = 100_000
_OF_NO_DOCUMENT: Final = {
    schema.document_origin.name: gettext_noop("There is a document origin of no document."),
    schema.document_structure.name: gettext_noop("There is a document structure of no document."),
}


def add_original(connection: Connection, data: bytes) -> str:
    """Keep the bytes of a file, once; their digest."""
    sha256 = hashlib.sha256(data).hexdigest()
    statement = upsert(schema.original).on_conflict_do_nothing()
    connection.execute(statement, {"sha256": sha256, "data": data})
    return sha256


def add_origin(connection: Connection, document: str, origin: Origin) -> None:
    """Say which file a document was read from, and how."""
    values = {
        "document": document,
        "original": origin.sha256,
        "place": origin.place,
        "media_type": origin.media_type,
        "reader": origin.reader,
        "reader_version": origin.reader_version,
        "options": json.dumps(dict(origin.options), ensure_ascii=False),
        "notices": json.dumps(origin.remarks, ensure_ascii=False),
    }
    connection.execute(_put(schema.document_origin), values)


def add_structure(connection: Connection, document: str, structure: Structure) -> None:
    """Keep the structure of a document's text; nothing where it has none."""
    if structure:
        columns = to_columns(structure)
        values = {name: getattr(columns, name) for name in StructureColumns.__slots__}
        connection.execute(_put(schema.document_structure), {"document": document, **values})


def _put(table: Table) -> Executable:
    # What stands there is of a text that was deleted and comes back, or of the same text.
    return upsert(table).prefix_with("OR REPLACE")


def origin(connection: Connection, document: str) -> Origin | None:
    """Which file a document was read from; None of a plain text, whose bytes are with it."""
    return origins(connection, [document]).get(document)


def origins(connection: Connection, documents: Iterable[str] | None = None) -> dict[str, Origin]:
    """The origins of documents, or of all that have one, by GUID. UserError where one can't be
    read."""
    table = schema.document_origin
    query = select(table)
    if documents is not None:
        query = query.where(table.c.document.in_(each_of(documents)))
    found = {}
    for row in connection.execute(query):
        one = origin_of(row)
        if isinstance(one, str):
            raise _unreadable(connection, row.document, one)
        found[str(row.document)] = one
    return found


def origin_of(row: Row[Any]) -> Origin | str:
    """A row as a value, or what is wrong with it."""
    options, remarks = _json(row.options), _json(row.notices)
    if not _DIGEST.fullmatch(row.original) or not 0 <= row.reader_version <= _LATEST_READER:
        return tr("what is said of its file can't be")
    if max(map(len, (row.place, row.media_type, row.reader))) > LONGEST_NAME:
        return tr("what is said of its file is too long")
    if not isinstance(options, dict) or not _are_texts(options.values()):
        return tr("how its file was read can't be told")
    pairs = isinstance(remarks, list) and len(remarks) <= _MOST_REMARKS
    if not pairs or not all(isinstance(r, list) and len(r) == 2 and _are_texts(r) for r in remarks):
        return tr("what was said when its file was read can't be told")
    return Origin(
        *(row.original, row.place, row.media_type, row.reader, row.reader_version),
        options,
        tuple((what, where) for what, where in remarks),
    )


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(one, str) and len(one) <= LONGEST_TEXT for one in values)


def _json(text: str) -> Any:
    try:
        value = json.loads(text)
        if "\\u" in text:  # half of a surrogate pair is JSON, and no Unicode text
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return value


def has_structure(connection: Connection) -> bool:
    """Whether some document has structure."""
    return connection.scalar(select(schema.document_structure.c.document).limit(1)) is not None


def has_kind(connection: Connection, kind: str) -> bool:
    """Whether some document in whose place no other stands has elements of a kind."""
    table, document = schema.document_structure.c, schema.document.c
    query = select(table.document).join(schema.document, document.guid == table.document)
    query = query.where(document.replaced_by.is_(None), document.deleted == 0)
    return connection.scalar(query.where(table.kinds.contains(f'"{kind}"')).limit(1)) is not None


def structure(connection: Connection, document: str) -> Structure:
    """The structure of a document's text; empty where it has none. UserError where it is no
    structure of this text."""
    table, facts = schema.document_structure, schema.document.c
    query = select(table, facts.characters).join(schema.document, facts.guid == table.c.document)
    row = connection.execute(query.where(table.c.document == document)).one_or_none()
    if row is None:
        return EMPTY
    found = structure_of(row, row.characters)
    if isinstance(found, str):
        reason = tr("of its structure, {reason}", reason=found)
        raise _unreadable(connection, document, reason)
    return found


def structured(connection: Connection) -> list[str]:
    """The documents in whose place no other stands and whose texts have structure."""
    table, document = schema.document_structure.c, schema.document.c
    query = select(table.document).join(schema.document, document.guid == table.document)
    return [str(guid) for guid in connection.scalars(query.where(document.replaced_by.is_(None)))]


def structure_of(row: Row[Any], characters: int) -> Structure | str:
    """A row as a value, or what is wrong with it."""
    columns = StructureColumns(*(getattr(row, name) for name in StructureColumns.__slots__))
    try:
        return from_columns(columns, characters)
    except ValueError as error:
        return str(error)


def original(connection: Connection, document: str) -> bytes:
    """The file that a document was read from, byte for byte. KeyError where there is no such
    document; UserError where the file is missing or is another one."""
    origins_, texts = schema.document_origin.c, schema.document_text.c
    digest = connection.scalar(select(origins_.original).where(origins_.document == document))
    if digest is None:
        source = connection.scalar(select(texts.source).where(texts.document == document))
        if source is None:
            raise KeyError(document)
        return bytes(source)
    data = original_bytes(connection, str(digest))
    if data is None:
        reason = tr("the file that it was read from is missing")
        raise _unreadable(connection, document, reason)
    return data


def original_bytes(connection: Connection, sha256: str) -> bytes | None:
    """The file of this digest; None where it is not there, or is another one."""
    table = schema.original.c
    data = connection.scalar(select(table.data).where(table.sha256 == sha256))
    if data is None or hashlib.sha256(data).hexdigest() != sha256:
        return None
    return bytes(data)


def living_by_file(connection: Connection) -> dict[tuple[str, str], str]:
    """The documents that are there by the digest of their file and the place in it; of several
    readings, one in sight."""
    table, document = schema.document_origin.c, schema.document.c
    query = (
        select(table.original, table.place, table.document)
        .join(schema.document, document.guid == table.document)
        .where(document.deleted == 0)
        .order_by(document.replaced_by.is_(None), table.document)
    )
    return {(sha256, place): guid for sha256, place, guid in connection.execute(query)}


def documents_of(connection: Connection, sha256: str, place: str | None = None) -> list[str]:
    """The documents, deleted ones too, that were read from the file of this digest."""
    table = schema.document_origin.c
    query = select(table.document).where(table.original == sha256)
    if place is not None:
        query = query.where(table.place == place)
    return [str(guid) for guid in connection.scalars(query.order_by(table.document))]


def drop_unused(connection: Connection) -> None:
    """Take out what belongs to no document any more. For copies with less in them."""
    documents = select(schema.document.c.guid)
    for table in (schema.document_origin, schema.document_structure):
        connection.execute(delete(table).where(table.c.document.not_in(documents)))
    used = select(schema.document_origin.c.original)
    connection.execute(delete(schema.original).where(schema.original.c.sha256.not_in(used)))


def drop_faulty(connection: Connection) -> Counter[str]:
    """Take out what can't be read, and what belongs to no document: how many files and structures.
    Such a document reads as a plain text. For copies that are looked at."""
    drop_unused(connection)
    gone: Counter[str] = Counter()
    facts = select(schema.document.c.guid, schema.document.c.characters)
    characters = {guid: number for guid, number in connection.execute(facts)}  # noqa: C416
    for kind, table in (("file", schema.document_origin), ("structure", schema.document_structure)):
        faulty = []
        for row in connection.execute(select(table)):
            found: object
            if kind == "file":
                whole = original_bytes(connection, row.original) is not None
                found = origin_of(row) if whole else ""
            else:
                found = structure_of(row, characters[row.document])
            if isinstance(found, str):
                faulty.append(row.document)
        for guid in faulty:
            connection.execute(delete(table).where(table.c.document == guid))
        gone[kind] += len(faulty)
    drop_unused(connection)
    return +gone


def faults(connection: Connection) -> Iterator[str]:
    """Everything that is wrong with files and structures, a sentence each."""
    name, guid = schema.document.c.name, schema.document.c.guid
    for table in (schema.document_origin, schema.document_structure):
        query = select(table, name, schema.document.c.characters)
        for row in connection.execute(
            query.join(schema.document, guid == table.c.document, isouter=True)
        ):
            if row.name is None:
                yield tr(_OF_NO_DOCUMENT[table.name])
                continue
            found: object
            if table is schema.document_origin:
                found = origin_of(row)
            else:
                found = structure_of(row, row.characters)
            if isinstance(found, str):
                yield tr("The document “{name}”: {reason}.", name=row.name[:80], reason=found)
    yield from _file_faults(connection)


def _file_faults(connection: Connection) -> Iterator[str]:
    digests = set(connection.scalars(select(schema.original.c.sha256)))
    for sha256 in sorted(digests):
        if original_bytes(connection, sha256) is None:
            yield tr(
                "A file that documents were read from is not the one that was added ({sha256}).",
                sha256=sha256,
            )
    table, document = schema.document_origin.c, schema.document.c
    query = select(document.name, table.original).join(
        schema.document_origin, table.document == document.guid
    )
    for name, sha256 in connection.execute(query):
        if sha256 not in digests:
            yield tr(
                "The file that the document “{name}” was read from is missing.", name=name[:80]
            )


def _unreadable(connection: Connection, document: str, reason: str) -> UserError:
    table = schema.document.c
    name = connection.scalar(select(table.name).where(table.guid == document)) or document
    return UserError(
        tr(
            "The document “{name}” can't be read: {reason}. “annotator check” lists"
            " what is wrong with the project; a backup may have it whole.",
            name=name[:80],
            reason=reason,
        )
    )
