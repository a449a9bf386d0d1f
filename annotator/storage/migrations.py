"""From the tables of an older version to today's: one function a version, one transaction."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite

from annotator.atomic_file import PRIVATE_FILE, make_private_folder, replacing
from annotator.corpus.limits import LONGEST_FILE_NAME
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import words_of_label
from annotator.errors import UserError
from annotator.storage import schema, table_parts
from annotator.storage.backup_names import SUFFIX, shortened
from annotator.storage.file_header import unpacked
from annotator.storage.row_checks import cycles

_ROOM = 40
"""Bytes in the name of a backup of an older version for what follows the project's own name."""

_DIALECT: Final = sqlite.dialect()


def _upgrade_1_to_2(connection: Connection) -> None:
    """Team work: consensus coder, versions of documents, rounds, decisions, document attributes.

    The statements are those of version 2 as it was, whatever the tables become later.
    """
    for statement in _VERSION_2:
        connection.exec_driver_sql(statement)


_STAMP = (
    "created_at INTEGER NOT NULL, created_by TEXT NOT NULL, changed_at INTEGER NOT NULL,"
    " changed_by TEXT NOT NULL, deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),"
    " PRIMARY KEY (guid)"
)


def _reference(column: str, table: str) -> str:
    return f"FOREIGN KEY({column}) REFERENCES {table} (guid) DEFERRABLE INITIALLY DEFERRED"


_VERSION_2 = (
    "ALTER TABLE project ADD COLUMN blind INTEGER NOT NULL DEFAULT '0'",
    "ALTER TABLE coder ADD COLUMN kind TEXT NOT NULL DEFAULT 'person'",
    "ALTER TABLE document ADD COLUMN replaced_by TEXT"
    " REFERENCES document (guid) DEFERRABLE INITIALLY DEFERRED",
    "CREATE TABLE document_attribute (guid TEXT NOT NULL, document TEXT NOT NULL,"
    f" name TEXT NOT NULL, value TEXT NOT NULL, {_STAMP}, {_reference('document', 'document')})"
    " STRICT",
    "CREATE INDEX attribute_by_document ON document_attribute (document)",
    "CREATE TABLE round (guid TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,"
    " purpose TEXT NOT NULL, blind INTEGER NOT NULL, cues_locked INTEGER NOT NULL,"
    f" {_STAMP}) STRICT",
    "CREATE TABLE assignment (guid TEXT NOT NULL, round TEXT NOT NULL, document TEXT NOT NULL,"
    f" coder TEXT NOT NULL, {_STAMP}, {_reference('round', 'round')},"
    f" {_reference('document', 'document')}, {_reference('coder', 'coder')}) STRICT",
    "CREATE TABLE decision (guid TEXT NOT NULL, document TEXT NOT NULL, coder TEXT NOT NULL,"
    " verdict TEXT NOT NULL, about TEXT NOT NULL, taken TEXT, outcome TEXT,"
    f" reason TEXT NOT NULL, {_STAMP}, {_reference('document', 'document')},"
    f" {_reference('coder', 'coder')}, {_reference('outcome', 'coding')}) STRICT",
    "CREATE INDEX decision_by_document ON decision (document)",
)


def _upgrade_2_to_3(connection: Connection) -> None:
    """Where a code was before it was moved, so that of moves that contradict each other the later
    holds; documents that stand in each other's place do so no more."""
    connection.exec_driver_sql("ALTER TABLE code ADD COLUMN former_parent TEXT")
    _part_documents(connection)


def _part_documents(connection: Connection) -> None:
    """Of documents that each replace another in a ring, the one that was changed first stands for
    itself again. What was written keeps its times: the rule gives the same in every copy."""
    query = "SELECT guid, replaced_by, changed_at, changed_by FROM document"
    rows = {row.guid: row for row in connection.exec_driver_sql(query)}
    for ring in cycles({guid: row.replaced_by for guid, row in rows.items() if row.replaced_by}):
        first = min(ring, key=lambda guid: (rows[guid].changed_at, rows[guid].changed_by, guid))
        connection.exec_driver_sql(
            "UPDATE document SET replaced_by = NULL WHERE guid = ?", (first,)
        )


_VERSION_3_1 = (
    "CREATE TABLE original (sha256 TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (sha256)) STRICT",
    "CREATE TABLE document_origin (document TEXT NOT NULL, original TEXT NOT NULL,"
    " place TEXT NOT NULL, media_type TEXT NOT NULL, reader TEXT NOT NULL,"
    " reader_version INTEGER NOT NULL, options TEXT NOT NULL, notices TEXT NOT NULL,"
    " PRIMARY KEY (document)) STRICT",
    "CREATE INDEX origin_by_original ON document_origin (original, place)",
    "CREATE TABLE document_structure (document TEXT NOT NULL, kinds TEXT NOT NULL,"
    ' kind BLOB NOT NULL, start BLOB NOT NULL, "end" BLOB NOT NULL, value BLOB NOT NULL,'
    " said TEXT NOT NULL, PRIMARY KEY (document)) STRICT",
    "CREATE TABLE carried (coding TEXT NOT NULL, changed_at INTEGER NOT NULL,"
    " changed_by TEXT NOT NULL, document TEXT NOT NULL, start INTEGER NOT NULL,"
    ' "end" INTEGER NOT NULL, parts TEXT, PRIMARY KEY (coding, changed_at, changed_by)) STRICT',
)


def _add_structure(connection: Connection) -> None:
    """3.0 to 3.1: structure beside texts, the files that documents were read from. Tables that a
    program of 3.0 opens as those of a later minor version, and keeps."""
    for statement in _VERSION_3_1:
        connection.exec_driver_sql(statement)


_VERSION_3_2 = (
    "ALTER TABLE attribute ADD COLUMN level TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE memo ADD COLUMN kind TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE memo ADD COLUMN title TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE round ADD COLUMN design TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE decision ADD COLUMN cause TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE step ADD COLUMN words TEXT",
    "ALTER TABLE coding ADD COLUMN round TEXT"
    " REFERENCES round (guid) DEFERRABLE INITIALLY DEFERRED",
    "CREATE TABLE saved_query (guid TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT "
    f'NULL, line TEXT NOT NULL, "view" TEXT NOT NULL, {_STAMP}) STRICT',
    "CREATE TABLE named_set (guid TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT "
    f"NULL, about TEXT NOT NULL, {_STAMP}) STRICT",
    "CREATE TABLE set_member (guid TEXT NOT NULL, named_set TEXT NOT NULL, member TEXT NOT "
    f"NULL, {_STAMP}, {_reference('named_set', 'named_set')}) STRICT",
    "CREATE INDEX member_by_set ON set_member (named_set)",
    "CREATE TABLE speaker (guid TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT "
    f"NULL, role TEXT NOT NULL, {_STAMP}) STRICT",
    "CREATE TABLE speaker_name (guid TEXT NOT NULL, speaker TEXT NOT NULL, name TEXT NOT "
    f"NULL, document TEXT, {_STAMP}, {_reference('speaker', 'speaker')}, "
    f"{_reference('document', 'document')}) STRICT",
    "CREATE TABLE speaker_value (guid TEXT NOT NULL, speaker TEXT NOT NULL, name TEXT NOT "
    f"NULL, value TEXT NOT NULL, {_STAMP}, {_reference('speaker', 'speaker')}) STRICT",
    "CREATE TABLE attribute_type (guid TEXT NOT NULL, about TEXT NOT NULL, position INTEGER "
    "NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, choices TEXT NOT NULL, definition "
    f"TEXT NOT NULL, {_STAMP}) STRICT",
    "CREATE TABLE designation (guid TEXT NOT NULL, document TEXT NOT NULL, coder TEXT NOT "
    f"NULL, {_STAMP}, {_reference('document', 'document')}, {_reference('coder', 'coder')}) "
    "STRICT",
    "CREATE TABLE seal (guid TEXT NOT NULL, round TEXT NOT NULL, codebook TEXT NOT NULL, "
    f"settings TEXT NOT NULL, content TEXT NOT NULL, digest TEXT NOT NULL, {_STAMP}, "
    f"{_reference('round', 'round')}) STRICT",
    "CREATE TABLE rule (guid TEXT NOT NULL, code TEXT, kind TEXT NOT NULL, cause TEXT NOT "
    "NULL, text TEXT NOT NULL, cases TEXT NOT NULL, state TEXT NOT NULL, codebook TEXT NOT "
    f"NULL, {_STAMP}, {_reference('code', 'code')}) STRICT",
    "CREATE TABLE case_answer (guid TEXT NOT NULL, decision TEXT NOT NULL, coder TEXT NOT "
    f"NULL, codebook TEXT NOT NULL, code TEXT, comment TEXT NOT NULL, {_STAMP}, "
    f"{_reference('decision', 'decision')}, {_reference('coder', 'coder')}, "
    f"{_reference('code', 'code')}) STRICT",
    "CREATE TABLE study_entry (guid TEXT NOT NULL, section TEXT NOT NULL, subject TEXT NOT "
    f"NULL, name TEXT NOT NULL, value TEXT NOT NULL, {_STAMP}) STRICT",
    "CREATE TABLE registration (guid TEXT NOT NULL, name TEXT NOT NULL, content TEXT NOT "
    f"NULL, digest TEXT NOT NULL, {_STAMP}) STRICT",
    "CREATE TABLE memo_link (guid TEXT NOT NULL, memo TEXT NOT NULL, document TEXT NOT "
    f'NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL, {_STAMP}, '
    f"{_reference('memo', 'memo')}, {_reference('document', 'document')}) STRICT",
    "CREATE INDEX link_by_memo ON memo_link (memo)",
    "CREATE INDEX coding_by_round ON coding (round)",
)


def _add_study(connection: Connection) -> None:
    """3.1 to 3.2: what a study rests on beside its codings: rounds that are sealed, rules, the
    protocol, speakers, sets, questions that were kept. Only tables and columns are added; of each
    step the message is kept that its label was made from."""
    for statement in _VERSION_3_2:
        connection.exec_driver_sql(statement)
    steps = connection.exec_driver_sql("SELECT seq, label FROM step").all()
    words = [(words_of_label(label), seq) for seq, label in steps]
    known = [pair for pair in words if pair[0] is not None]
    if known:
        connection.exec_driver_sql("UPDATE step SET words = ? WHERE seq = ?", known)


MINOR_UPGRADES: Final[dict[tuple[int, int], Callable[[Connection], None]]] = {
    (3, 0): _add_structure,
    (3, 1): _add_study,
}
"""``MINOR_UPGRADES[n, m]`` turns the tables of version n.m into those of n.m + 1."""

UPGRADES: Final[dict[int, Callable[[Connection], None]]] = {
    1: _upgrade_1_to_2,
    2: _upgrade_2_to_3,
}
"""``UPGRADES[n]`` turns the tables of major version n into those of n + 1. Version 1 is the first;
each brings to the minor version 0 of the next."""


def create_current(connection: Connection) -> None:
    """Make today's tables in an empty file, and sign it."""
    table_parts.metadata.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.user_version()}")


def upgrade(connection: Connection) -> None:
    """Within a transaction, bring a file of an older version to today's."""
    # Another program may have upgraded it since its header was read.
    reached = unpacked(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if reached >= (schema.VERSION, schema.MINOR):
        return
    while reached < (schema.VERSION, schema.MINOR):
        reached = _upgraded(connection, *reached)
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.user_version()}")


def _upgraded(connection: Connection, version: int, minor: int) -> tuple[int, int]:
    """One version on; returns which the file is of now."""
    if (version, minor) in MINOR_UPGRADES:
        MINOR_UPGRADES[version, minor](connection)
        return version, minor + 1
    UPGRADES[version](connection)
    return version + 1, 0


def back_up(path: Path, version: int, folder: Path) -> None:
    """Copy a file of an older major version as it is to a name that no other backup has: older
    programs do not open it once it is upgraded. Where the upgrade failed before, its backup is
    there already. UserError where that can't be."""
    stem = shortened(path.stem, LONGEST_FILE_NAME - _ROOM)
    number = 1
    filecmp.clear_cache()  # it goes by size and time, even where contents are compared
    try:
        while (target := folder / f"{stem}.version-{version}{_numbered(number)}{SUFFIX}").exists():
            if filecmp.cmp(path, target, shallow=False):
                return
            number += 1
        make_private_folder(folder)
        with replacing(target, mode=PRIVATE_FILE, exclusive=True) as partial:
            shutil.copyfile(path, partial)
    except OSError as error:
        raise UserError(
            tr(
                "{path} is of an older format. It was not brought to today's, since no backup of it"
                " can be written to {folder} ({strerror}). Make room there, then open it again.",
                path=path,
                folder=folder,
                strerror=error.strerror,
            )
        ) from error


def _numbered(number: int) -> str:
    return "" if number == 1 else f"-{number}"


@dataclass(frozen=True)
class Shape:
    """What the tables of a file look like: enough to tell a project from something else."""

    objects: frozenset[tuple[str, str]]
    """Type and name of every table, index, trigger and view."""
    columns: frozenset[tuple[str, str, str, int]]
    """Table, column, declared type, place in the primary key, of tables that check types."""


def shape(connection: Connection) -> Shape:
    """The shape of an open file."""
    objects = connection.exec_driver_sql(
        "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    )
    columns = connection.exec_driver_sql(
        "SELECT l.name, i.name, i.type, i.pk FROM pragma_table_list AS l, "
        "pragma_table_xinfo(l.name) AS i WHERE l.schema = 'main' AND l.strict"
    )
    return Shape(
        frozenset((str(kind), str(name)) for kind, name in objects),
        frozenset((str(t), str(c), str(kind), int(pk)) for t, c, kind, pk in columns),
    )


@cache
def current_shape() -> Shape:
    """The shape of a file of today's version, from the declared tables: opening a project must
    not wait for a database to be made for comparison."""
    objects: set[tuple[str, str]] = set()
    columns: set[tuple[str, str, str, int]] = set()
    for table in table_parts.metadata.tables.values():
        objects.add(("table", table.name))
        objects |= {("index", str(index.name)) for index in table.indexes}
        place = {column.name: at for at, column in enumerate(table.primary_key, start=1)}
        for column in table.columns:
            kind = column.type.compile(dialect=_DIALECT)
            columns.add((table.name, column.name, kind, place.get(column.name, 0)))
    return Shape(frozenset(objects), frozenset(columns))
