"""What a merge takes over beside texts: the files that documents were read from, the structure.

Of the same text that is on both sides, the structure of the higher version of the reader stays,
then the one of the smaller digest: the same one in every file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from annotator.corpus.document import Origin
from annotator.corpus.messages import tr
from annotator.corpus.structure_columns import StructureColumns
from annotator.storage import document_files, schema
from annotator.storage.rows import Row


@dataclass
class FileSide:
    """The origins of the documents of one file that can be read, by GUID; what can't, with why."""

    origins: dict[str, Origin] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, connection: Connection, documents: Mapping[str, Row]) -> FileSide:
        """Those of these documents. An origin whose file is missing or another one is none."""
        side = cls()
        whole: dict[str, bool] = {}
        for row in connection.execute(select(schema.document_origin)):
            if row.document not in documents:
                continue
            found = document_files.origin_of(row)
            if isinstance(found, str):
                side.faults.append((row.document, found))
                continue
            if found.sha256 not in whole:
                data = document_files.original_bytes(connection, found.sha256)
                whole[found.sha256] = data is not None
            if whole[found.sha256]:
                side.origins[row.document] = found
            else:
                reason = tr("the file that it was read from is missing or another one")
                side.faults.append((row.document, reason))
        return side


def take_files(target: Connection, source: Connection) -> None:
    """Take over origins, files and structures of the documents that are on both sides, as far as
    they are sound: of new ones, what is missing here, as in a file that was handed out by an older
    program, and what a later reader made of the same text."""
    query = select(schema.document.c.guid, schema.document.c.characters)
    ours = {guid: characters for guid, characters in target.execute(query)}  # noqa: C416
    for guid in source.scalars(select(schema.document_origin.c.document)).all():
        if guid in ours:
            _copy(target, source, guid, ours[guid])


def _copy(target: Connection, source: Connection, guid: str, characters: int) -> None:
    theirs = _origin(source, guid)
    if theirs is None:
        return
    structure = _structure(source, guid, characters)
    ours = _origin(target, guid)
    if ours is not None:
        mine = _rank(ours, _structure(target, guid, characters))
        if mine <= _rank(theirs, structure):
            return
    data = document_files.original_bytes(source, theirs.sha256)
    if data is None:
        return
    document_files.add_original(target, data)
    document_files.add_origin(target, guid, theirs)
    if structure is not None:
        table = schema.document_structure
        target.execute(table.delete().where(table.c.document == guid))
        target.execute(table.insert(), {"document": guid, **_named(structure)})


def _rank(origin: Origin, structure: StructureColumns | None) -> tuple[int, bool, str, str]:
    return -origin.reader_version, structure is None, _digest(structure), repr(origin)


def _digest(structure: StructureColumns | None) -> str:
    digest = hashlib.sha256()
    for part in _named(structure).values() if structure else ():
        digest.update(part if isinstance(part, bytes) else part.encode())
    return digest.hexdigest()


def _named(columns: StructureColumns) -> dict[str, str | bytes]:
    return {name: getattr(columns, name) for name in StructureColumns.__slots__}


def _origin(connection: Connection, guid: str) -> Origin | None:
    table = schema.document_origin
    row = connection.execute(select(table).where(table.c.document == guid)).one_or_none()
    found = None if row is None else document_files.origin_of(row)
    return found if isinstance(found, Origin) else None


def _structure(connection: Connection, guid: str, characters: int) -> StructureColumns | None:
    table = schema.document_structure
    row = connection.execute(select(table).where(table.c.document == guid)).one_or_none()
    if row is None or isinstance(document_files.structure_of(row, characters), str):
        return None
    return StructureColumns(*(getattr(row, name) for name in StructureColumns.__slots__))
