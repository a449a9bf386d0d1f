"""From rows to corpus values: the project, its coders, documents, memos. Tombstones are left out
(see `visibility`); codings and the codebook have modules of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    select,
)

from annotator.corpus.coding import Coder, Memo
from annotator.corpus.document import (
    Document,
    DocumentAttribute,
    DocumentFacts,
    DocumentStatus,
)
from annotator.corpus.limits import LARGEST_POSITION
from annotator.corpus.project import ProjectContent, ProjectFacts
from annotator.corpus.text import DocumentText
from annotator.storage import (
    codebook_queries,
    coding_queries,
    document_files,
    schema,
    set_queries,
    study_tables,
)
from annotator.storage.attribute_type_rows import attribute_types
from annotator.storage.row_values import (
    DOCUMENT_COLUMNS,
    coder_of,
    documents_of,
    memo_of,
    project_of,
    status_of,
)
from annotator.storage.rows import row_of
from annotator.storage.speaker_names import speaker_names, spoken_structure, study_persons
from annotator.storage.statements import each_of
from annotator.storage.visibility import KEPT_KINDS, alive, document_order, times

if TYPE_CHECKING:
    from annotator.storage.study_rows import MemoLinkRow


def project(connection: Connection) -> ProjectFacts:
    """Name, times and rules of the project."""
    row = connection.execute(select(schema.project)).one()
    return project_of(row)


def coders(connection: Connection) -> list[Coder]:
    """Everyone who has worked in the project, in the order they came."""
    table = schema.coder
    query = select(table).where(alive("coder")).order_by(table.c.created_at, table.c.guid)
    return [coder_of(row) for row in connection.execute(query)]


def documents(connection: Connection) -> list[DocumentFacts]:
    """The documents in their order, without their texts and without earlier versions."""
    return _document_facts(connection, alive("document"))


def next_document_position(connection: Connection) -> int:
    """The position behind all documents, deleted ones included: they may come back."""
    last = connection.scalar(select(func.max(schema.document.c.position)))
    return 0 if last is None else min(int(last) + 1, LARGEST_POSITION)


def kept_visible(connection: Connection) -> dict[str, frozenset[str]]:
    """By kind, the deleted codes, documents and coders that are visible because codings refer to
    them (GUIDs). It can change with any change of codings."""
    return {kind: frozenset(connection.scalars(_kept_visible(kind))) for kind in KEPT_KINDS}


@cache
def _kept_visible(kind: str) -> Select[tuple[str]]:
    """Made once: it is asked with every coding, and making it costs more than running it."""
    table = schema.ROW_TABLES[kind]
    return select(table.c.guid).where(table.c.deleted == 1, alive(kind))


def replaced_documents(connection: Connection) -> list[DocumentFacts]:
    """The documents in whose place another stands: earlier versions, and texts added twice."""
    return _document_facts(connection, _replaced())


def _replaced() -> ColumnElement[bool]:
    table = schema.document
    return and_(table.c.deleted == 0, table.c.replaced_by.is_not(None))


def _document_facts(connection: Connection, which: ColumnElement[bool]) -> list[DocumentFacts]:
    table = schema.document
    columns = [table.c[name] for name in DOCUMENT_COLUMNS]
    query = select(*columns).where(which).order_by(*document_order())
    # Fetched at once: row by row takes five times as long.
    return documents_of(connection.execute(query).all())


def document_attributes(connection: Connection) -> list[DocumentAttribute]:
    """What is said of the documents in sight, by document and name."""
    table = schema.document_attribute
    query = (
        select(table.c.document, table.c.name, table.c.value)
        .join(schema.document, schema.document.c.guid == table.c.document)
        .where(table.c.deleted == 0, alive("document"))
        .order_by(*document_order(), table.c.name)
    )
    return [DocumentAttribute(*row) for row in connection.execute(query).all()]


def values_of_attribute(connection: Connection, name: str) -> list[str]:
    """The different values that documents in sight have under a name, in order."""
    table = schema.document_attribute
    query = (
        select(table.c.value)
        .distinct()
        .join(schema.document, schema.document.c.guid == table.c.document)
        .where(table.c.deleted == 0, table.c.name == name, alive("document"))
        .order_by(table.c.value)
    )
    return list(connection.scalars(query))


def document_text(connection: Connection, guid: str) -> str:
    """The text of a document. KeyError where there is none of this GUID."""
    table = schema.document_text
    found = connection.scalar(select(table.c.text).where(table.c.document == guid))
    if found is None:
        raise KeyError(guid)
    return str(found)


def text_if_known(connection: Connection, guid: str) -> str:
    """The text of a document, deleted or not; empty where there is none."""
    table = schema.document_text
    return str(connection.scalar(select(table.c.text).where(table.c.document == guid)) or "")


def structured_text(connection: Connection, guid: str) -> DocumentText:
    """The text of a document with its structure, the speakers called as the study calls them.
    KeyError where there is none of this GUID."""
    text = document_text(connection, guid)
    return DocumentText(text, spoken_structure(connection, guid))


def document_source(connection: Connection, guid: str) -> bytes:
    """The bytes that the text was decoded from: of a plain text, its file's; of what was read from
    a file of another format (`document_files.original`), the text in UTF-8. KeyError where there is
    none of this GUID."""
    table = schema.document_text
    found = connection.scalar(select(table.c.source).where(table.c.document == guid))
    if found is None:
        raise KeyError(guid)
    return bytes(found)


def full_documents(
    connection: Connection, *, earlier: bool = False, origins: bool = True
) -> list[Document]:
    """The documents with texts and the bytes of these: those in sight, or with `earlier` those in
    whose place another stands. Without `origins`, not which files they were read from."""
    row_table, text_table = schema.document, schema.document_text
    known = document_files.origins(connection) if origins else {}
    query = (
        select(row_table, text_table.c.text, text_table.c.source)
        .join(text_table, text_table.c.document == row_table.c.guid)
        .where(_replaced() if earlier else alive("document"))
        .order_by(*document_order())
    )
    return [
        Document(
            *(row.guid, row.name, row.text, row.source, row.encoding),
            *times(row),
            origin=known.get(row.guid),
        )
        for row in connection.execute(query)
    ]


def memos(connection: Connection, subjects: Sequence[str] | None = None) -> list[Memo]:
    """The memos, or those on the given subjects, oldest first; an empty text is no memo."""
    table = schema.memo
    query = select(table).where(table.c.deleted == 0, table.c.text != "")
    if subjects is not None:
        query = query.where(table.c.subject.in_(each_of(subjects)))
    else:
        document = schema.document
        replaced = select(document.c.guid).where(document.c.replaced_by.is_not(None))
        query = query.where(table.c.subject.not_in(replaced))
    query = query.order_by(table.c.created_at, table.c.guid)
    return [memo_of(row) for row in connection.execute(query)]


def memo_links(connection: Connection, memos_: Sequence[str] | None = None) -> list[MemoLinkRow]:
    """The passages that memos quote, or those of the given memos, in the order they were quoted;
    a memo that is gone quotes nothing."""
    from annotator.storage.study_rows import MemoLinkRow  # noqa: PLC0415  (start-up)

    table, memo = study_tables.memo_link, schema.memo
    query = (
        select(table)
        .join(memo, memo.c.guid == table.c.memo)
        .where(table.c.deleted == 0, memo.c.deleted == 0, memo.c.text != "")
        .order_by(table.c.created_at, table.c.guid)
    )
    if memos_ is not None:
        query = query.where(table.c.memo.in_(each_of(memos_)))
    return [row_of(MemoLinkRow, row._asdict()) for row in connection.execute(query)]


def statuses(connection: Connection) -> list[DocumentStatus]:
    """What the coders declared of their progress; silence means not started."""
    table = schema.status
    query = (
        select(table)
        .join(schema.document, schema.document.c.guid == table.c.document)
        .where(table.c.deleted == 0, schema.document.c.replaced_by.is_(None))
        .order_by(table.c.document, table.c.coder)
    )
    return [status_of(row) for row in connection.execute(query)]


def content(connection: Connection, *, structures: bool = False) -> ProjectContent:
    """The whole project as values; the structure of its texts where that is asked for, with the
    speakers as the study calls them."""
    facts = project(connection)
    structured = document_files.structured(connection) if structures else ()
    names = speaker_names(connection)
    book = codebook_queries.codebook(connection)
    return ProjectContent(
        guid=facts.guid,
        name=facts.name,
        created=facts.created,
        modified=facts.modified,
        coders=tuple(coders(connection)),
        codebook=replace(book, sets=set_queries.code_sets(connection, book)),
        documents=tuple(full_documents(connection)),
        codings=tuple(coding_queries.codings(connection)),
        relations=tuple(coding_queries.relations(connection)),
        memos=tuple(memos(connection)),
        statuses=tuple(statuses(connection)),
        document_attributes=tuple(document_attributes(connection)),
        document_sets=tuple(set_queries.document_sets(connection)),
        persons=tuple(study_persons(connection)),
        attribute_types=tuple(attribute_types(connection)),
        structures={
            one: names.read(one, document_files.structure(connection, one)) for one in structured
        },
    )
