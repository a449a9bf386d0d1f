"""Which rows of a project file break the rules: for opening it, and for checking it.

The rules are those of `validation`. Of the kinds of which there are very many, SQL finds the rows
that keep them for certain; the others, and all rows of the small kinds, are read and validated one
by one. So a project with 100,000 codings is validated in less time than a user notices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy import Connection, select

from annotator.corpus import limits
from annotator.corpus.changes import ATTRIBUTE_VALUE as VALUE
from annotator.corpus.changes import CODING, DOCUMENT, DOCUMENT_ATTRIBUTE, KINDS, RELATION
from annotator.corpus.identity import is_guid
from annotator.corpus.limits import LARGEST_POSITION, codes_fault, document_fault
from annotator.corpus.messages import listing, quoted, tr
from annotator.storage import clock, schema
from annotator.storage.rows import Row
from annotator.storage.validation import fault

_LATEST_TIME: Final = clock.LATEST

LAST_STEP: Final = 2**53
"""More steps than any project will have; SQLite can't count much further."""

LONGEST_LABEL: Final = 1_000_000
"""Characters of what a step says it does."""

_REFERRED: Final = {
    CODING: (("document", "document"), ("code", "code"), ("coder", "coder")),
    VALUE: (("coding", "coding"), ("attribute", "attribute")),
    RELATION: (
        ("kind", "relation_type"),
        ("source", "coding"),
        ("target", "coding"),
        ("coder", "coder"),
    ),
    DOCUMENT: (),
    DOCUMENT_ATTRIBUTE: (("document", "document"),),
}
"""By kind of which there are many: its columns that refer to others, and to which kind."""

_OWN: Final = {
    CODING: (
        'r.start >= 0 AND r.start < r."end" AND r."end" <= document.characters'
        " AND r.from_cue IN (0, 1) AND r.parts IS NULL AND r.round IS NULL"
    ),
    VALUE: (
        "json_valid(r.value) AND substr(r.value, 1, 1) = '\"' AND instr(r.value, '\\u') = 0"
        " AND length(CAST(r.value AS BLOB)) < 10000"
    ),
    RELATION: "1",
    DOCUMENT: (
        f"r.replaced_by IS NULL AND abs(r.position) <= {LARGEST_POSITION}"
        " AND length(CAST(r.name AS BLOB)) < 10000 AND length(CAST(r.encoding AS BLOB)) < 10000"
        " AND length(CAST(r.sha256 AS BLOB)) < 10000"
        " AND length(CAST(r.text_sha256 AS BLOB)) < 10000"
    ),
    DOCUMENT_ATTRIBUTE: (
        "length(CAST(r.name AS BLOB)) < 10000 AND length(CAST(r.value AS BLOB)) < 10000"
    ),
}
"""When a row of such a kind is sound for certain, as far as its own columns say."""


class StoredRows(Mapping[str, Row]):
    """The rows of a kind in a file, read one at a time as they are asked for."""

    def __init__(self, connection: Connection, kind: str) -> None:
        self._connection = connection
        self._table = schema.ROW_TABLES[kind]
        self._read: dict[object, Row | None] = {}

    def __getitem__(self, guid: str) -> Row:
        if guid not in self._read:
            query = select(self._table).where(self._table.c.guid == guid)
            found = self._connection.execute(query).mappings().one_or_none()
            self._read[guid] = None if found is None else dict(found)
        row = self._read[guid]
        if row is None:
            raise KeyError(guid)
        return row

    def __iter__(self) -> Iterator[str]:
        return iter(self._connection.scalars(select(self._table.c.guid)))

    def __len__(self) -> int:
        return sum(1 for _guid in self)


class AnyRows(StoredRows):
    """Rows of which every one is taken to be there, where the database itself sees to it."""

    def __init__(self) -> None:
        """Nothing is read."""

    def __contains__(self, guid: object) -> bool:
        return True


def stored_rows(connection: Connection) -> dict[str, StoredRows]:
    """The rows of a file by kind."""
    return {kind: StoredRows(connection, kind) for kind in KINDS}


def faulty_rows(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Kind, GUID and what is wrong, of each row that breaks the rules."""
    references = stored_rows(connection)
    for kind in KINDS:
        for row in _doubtful(connection, kind):
            reason = fault(kind, row, references)
            if reason is not None:
                yield kind, str(row["guid"]), reason


def _doubtful(connection: Connection, kind: str) -> Iterator[Row]:
    """The rows that may break the rules: all of a small kind."""
    if kind == CODING and _codings_are_sound(connection):
        # Alone what is in their parts remains to be looked at.
        yield from _rows(connection, kind, " WHERE parts IS NOT NULL")
        return
    if kind not in _OWN or not _have_guids(connection, kind):
        yield from _rows(connection, kind)
        return
    guids = list(connection.exec_driver_sql(_doubtful_query(kind)).scalars())
    rows = StoredRows(connection, kind)
    yield from (rows[guid] for guid in guids)


def _rows(connection: Connection, kind: str, where: str = "") -> Iterator[Row]:
    """Rows of a kind. SQL as a text: with each of so many tables, SQLAlchemy would take longer to
    write it than SQLite to answer, whenever the first project is opened."""
    columns = ", ".join(f'"{column.name}"' for column in schema.ROW_TABLES[kind].columns)
    for row in connection.exec_driver_sql(f'SELECT {columns} FROM "{kind}"{where}').mappings():
        yield dict(row)


def _codings_are_sound(connection: Connection) -> bool:
    """Whether all codings keep the rules for certain, their parts aside.

    Their largest and smallest values say it, in passes over an index each, in half the time that it
    takes to look up what each row refers to.
    """
    spans = (
        'SELECT count(*) FROM (SELECT document, min(start) AS low, max("end") AS high,'
        ' sum(start >= "end" OR deleted NOT IN (0, 1)) AS odd FROM coding GROUP BY document) AS r'
        " LEFT JOIN document AS d ON d.guid = r.document"
        " WHERE (r.low >= 0 AND r.high <= d.characters AND r.odd = 0) IS NOT 1"
    )
    unknown = "SELECT count(*) FROM (SELECT DISTINCT {0} FROM coding) WHERE {0} NOT IN"
    odd = (
        "SELECT EXISTS (SELECT 1 FROM coding WHERE created_by <> coder OR changed_by <> coder"
        f" OR created_at NOT BETWEEN 0 AND {_LATEST_TIME}"
        f" OR changed_at NOT BETWEEN 0 AND {_LATEST_TIME} OR from_cue NOT IN (0, 1)"
        " OR length(CAST(guid AS BLOB)) <> 36)"
    )
    for query in (
        spans,
        unknown.format("code") + " (SELECT guid FROM code)",
        unknown.format("coder") + " (SELECT guid FROM coder)",
        "SELECT count(*) FROM (SELECT DISTINCT round FROM coding WHERE round IS NOT NULL)"
        " WHERE round NOT IN (SELECT guid FROM round)",
        odd,
    ):
        if connection.exec_driver_sql(query).scalar_one():
            return False
    joined = "SELECT count(*), group_concat(guid, '') FROM coding"
    number, guids = connection.exec_driver_sql(joined).one()
    return number == 0 or are_guids(guids.encode(), number)


def _doubtful_query(kind: str) -> str:
    """SQL made of this module's constants alone."""
    joins = "".join(
        f' LEFT JOIN "{target}" AS "{target if kind == CODING else column}"'
        f' ON "{target if kind == CODING else column}".guid = r."{column}"'
        for column, target in _REFERRED[kind]
    )
    names = [target if kind == CODING else column for column, target in _REFERRED[kind]]
    there = "".join(f'"{name}".guid IS NOT NULL AND ' for name in names)
    return (
        f'SELECT r.guid FROM "{kind}" AS r{joins} WHERE ({there}'
        f"r.deleted IN (0, 1) AND r.created_at BETWEEN 0 AND {_LATEST_TIME}"
        f" AND r.changed_at BETWEEN 0 AND {_LATEST_TIME} AND {_OWN[kind]}) IS NOT 1"
    )


def _have_guids(connection: Connection, kind: str) -> bool:
    """Whether all identities of a kind are GUIDs, and those of who made and changed its rows.

    All of them at once: a pattern in SQL takes ten times as long.
    """
    pairs = connection.exec_driver_sql(f'SELECT DISTINCT created_by, changed_by FROM "{kind}"')
    if not all(person == "" or is_guid(person) for pair in pairs for person in pair):
        return False
    joined, number, shortest, longest = connection.exec_driver_sql(
        "SELECT group_concat(guid, ''), count(*), min(length(CAST(guid AS BLOB))),"
        f' max(length(CAST(guid AS BLOB))) FROM "{kind}"'
    ).one()
    return number == 0 or (shortest == longest == 36 and are_guids(joined.encode(), number))


def are_guids(joined: bytes, number: int) -> bool:
    """Whether these bytes are so many GUIDs of 36 characters, one after the other."""
    hyphens = b"-" * number
    return (
        len(joined) == 36 * number
        and all(joined[place::36] == hyphens for place in (8, 13, 18, 23))
        and joined.translate(None, b"0123456789abcdef") == hyphens * 4
    )


def file_faults(connection: Connection) -> Iterator[str]:
    """What is wrong with the file as a whole: its project, its texts, its times."""
    projects = connection.scalars(select(schema.project.c.guid)).all()
    if len(projects) != 1:
        yield tr("The file holds {count} projects, not one.", count=len(projects))
    if (fault := codes_fault(code_number(connection))) is not None:
        yield fault
    yield from _text_faults(connection)
    steps = connection.exec_driver_sql(
        "SELECT count(*) FROM step WHERE at < 0 OR at > ? OR length(label) > ?"
        " OR kind NOT IN ('edit', 'setup', 'merge', 'undo', 'redo')"
        " OR (state IS NOT NULL AND state NOT IN ('done', 'undone'))",
        (_LATEST_TIME, LONGEST_LABEL),
    ).scalar_one()
    if steps:
        yield tr("Steps of the history that can't be: {steps:,}.", steps=steps)
    last, changed = connection.exec_driver_sql(
        "SELECT coalesce(max(seq), 0), (SELECT coalesce(max(step), 0) FROM change) FROM step"
    ).one()
    if changed > last or last > LAST_STEP:
        yield tr("The steps of the history are not numbered as they can be.")
    yield from _replacing_each_other(connection)


def code_number(connection: Connection) -> int:
    """How many codes there are, deleted ones left out."""
    query = "SELECT count(*) FROM code WHERE deleted = 0"
    return int(connection.exec_driver_sql(query).scalar_one())


def large_documents(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """GUID, name and what is wrong, of each document that is too large to be kept."""
    sizes = connection.exec_driver_sql(
        "SELECT d.guid, d.name, length(CAST(t.text AS BLOB)), length(t.source)"
        " FROM document AS d JOIN document_text AS t ON t.document = d.guid"
        " WHERE length(CAST(t.text AS BLOB)) > ? OR length(t.source) > ?",
        (limits.LARGEST_TEXT_FILE, limits.LARGEST_INTAKE),
    )
    for guid, name, words, size in sizes:
        reason = document_fault(words, size)
        if reason is not None:
            yield guid, name, reason


def _text_faults(connection: Connection) -> Iterator[str]:
    too_large = False
    for _guid, name, reason in large_documents(connection):
        too_large = True
        yield tr("The document “{name}” is too large: {reason}.", name=_short(name), reason=reason)
    if too_large:
        return
    document, text = schema.document.c, schema.document_text.c
    query = select(document.name).where(document.guid.not_in(select(text.document)))
    for name in connection.scalars(query):
        yield tr("The text of the document “{name}” is missing.", name=_short(name))
    # SQLite counts up to the first NUL, so what it finds is looked at once more.
    doubtful = connection.exec_driver_sql(
        "SELECT d.name, d.characters, t.text FROM document AS d"
        " JOIN document_text AS t ON t.document = d.guid WHERE length(t.text) <> d.characters"
    )
    for name, characters, words in doubtful:
        if len(words) != characters:
            yield (
                tr(
                    "The document “{name}” has {count:,} characters, not {characters:,}.",
                    name=_short(name),
                    count=len(words),
                    characters=characters,
                )
            )


def _replacing_each_other(connection: Connection) -> Iterator[str]:
    document = schema.document.c
    query = select(document.guid, document.replaced_by, document.name)
    rows = connection.execute(query.where(document.replaced_by.is_not(None))).all()
    following = {guid: after for guid, after, _name in rows}
    names = {guid: name for guid, _after, name in rows}
    for circle in cycles(following):
        if len(circle) > 1:
            listed = listing([quoted(_short(names[guid])) for guid in circle[:2]])
            yield tr("The documents {listed} each stand in the other's place.", listed=listed)


def cycles(following: Mapping[str, str | None]) -> list[list[str]]:
    """The cycles of a graph in which each node has one successor at most, each once."""
    found: list[list[str]] = []
    seen: dict[str, int] = {}
    for number, start in enumerate(following):
        path: list[str] = []
        node: str | None = start
        while node is not None and node in following and node not in seen:
            seen[node] = number
            path.append(node)
            node = following[node]
        if node is not None and seen.get(node) == number:
            found.append(path[path.index(node) :])
    return found


def _short(name: str) -> str:
    return name if len(name) <= 80 else name[:79] + "…"
