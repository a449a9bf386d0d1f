"""What a viewer reads of an open project, as values: the read API of the window and the library.

Every function takes a `Viewer`; in a blind project it returns nothing of others' work. Each is one
read transaction. Reads that belong to one feature (the history, agreement, search …) are in that
feature's package.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import datetime

from annotator.corpus.attribute_types import AttributeType
from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder, Coding, Memo, Relation
from annotator.corpus.coding_columns import CodingColumns
from annotator.corpus.columns import Column
from annotator.corpus.document import DocumentAttribute, DocumentFacts, DocumentStatus
from annotator.corpus.project import ProjectFacts
from annotator.corpus.structure import Structure
from annotator.corpus.team import Assignment, Decision, Round
from annotator.corpus.undo_state import UndoState
from annotator.operations.viewing import Viewer
from annotator.storage import (
    attribute_type_rows,
    clock,
    codebook_queries,
    coding_columns_query,
    coding_queries,
    counting,
    document_files,
    every_row_table,
    queries,
    table_rows,
    team_queries,
    undo,
)
from annotator.storage.project_file import ProjectFile
from annotator.storage.speaker_names import spoken_structure


def project_facts(viewer: Viewer) -> ProjectFacts:
    """The project's own row."""
    with viewer.reading() as connection:
        return queries.project(connection)


def undo_state(project: ProjectFile) -> UndoState:
    """What Undo and Redo would reach, whoever made it: who tells of it asks `Viewer.sees`."""
    with project.reading() as connection:
        return undo.undo_state(connection)


def coders(viewer: Viewer) -> list[Coder]:
    """Everyone who has worked in the project, in the order they came."""
    with viewer.reading() as connection:
        return queries.coders(connection)


def codebook(viewer: Viewer) -> Codebook:
    """The codes, their attributes, and the types of relations."""
    with viewer.reading() as connection:
        return codebook_queries.codebook(connection)


def documents(viewer: Viewer) -> list[DocumentFacts]:
    """The documents in their order, without their texts and without earlier versions."""
    with viewer.reading() as connection:
        return queries.documents(connection)


def document_attributes(viewer: Viewer) -> list[DocumentAttribute]:
    """What is said of whole documents, by document and name."""
    with viewer.reading() as connection:
        return queries.document_attributes(connection)


def attributes_by_document(viewer: Viewer) -> dict[str, dict[str, str]]:
    """What is said of whole documents: values by name, by document (a GUID)."""
    by_document: dict[str, dict[str, str]] = {}
    for one in document_attributes(viewer):
        by_document.setdefault(one.document, {})[one.name] = one.value
    return by_document


def attribute_types(viewer: Viewer) -> dict[str, AttributeType]:
    """What is declared of attributes of documents, by their names."""
    with viewer.reading() as connection:
        return {one.name: one for one in attribute_type_rows.attribute_types(connection)}


def attributes_of(viewer: Viewer, document: str) -> dict[str, str]:
    """What is said of one document (a GUID): values by name."""
    with viewer.reading() as connection:
        return table_rows.said_of(connection, [document]).get(document, {})


def statuses(viewer: Viewer) -> list[DocumentStatus]:
    """What coders declared of their progress."""
    with viewer.reading() as connection:
        return queries.statuses(connection)


def text(viewer: Viewer, document: str) -> str:
    """The text of a document (a GUID). KeyError where there is none."""
    with viewer.reading() as connection:
        return queries.document_text(connection, document)


def has_structure(viewer: Viewer) -> bool:
    """Whether some document of the project has structure."""
    with viewer.reading() as connection:
        return document_files.has_structure(connection)


def structure(viewer: Viewer, document: str) -> Structure:
    """What is known of a text (a GUID) beside its words: headings, pages, tables, notes …; speakers
    as the study calls them."""
    with viewer.reading() as connection:
        return spoken_structure(connection, document)


def codings(viewer: Viewer, guids: Iterable[str]) -> list[Coding]:
    """The codings of these GUIDs by document, start, end."""
    with viewer.reading() as connection:
        return coding_queries.codings(connection, guids=guids)


def all_codings(viewer: Viewer) -> list[Coding]:
    """Every coding by document, start, end; without those in earlier versions of documents."""
    with viewer.reading() as connection:
        return coding_queries.codings(connection)


def all_relations(viewer: Viewer) -> list[Relation]:
    """Every relation whose codings are in sight."""
    with viewer.reading() as connection:
        return coding_queries.relations(connection)


def all_memos(viewer: Viewer) -> list[Memo]:
    """Every memo, oldest first."""
    with viewer.reading() as connection:
        return queries.memos(connection)


def team(viewer: Viewer) -> tuple[list[Round], list[Assignment], list[Decision]]:
    """Rounds in their order, who codes what in them, and decisions in the order of time."""
    with viewer.reading() as connection:
        return (
            team_queries.rounds(connection),
            team_queries.assignments(connection),
            team_queries.decisions(connection),
        )


def every_table(
    viewer: Viewer, but: Container[str] = ()
) -> Iterator[tuple[str, list[dict[str, Column]]]]:
    """The living rows of every row table by the names of their columns, the tables by name; those
    in `but` are not read."""
    for name in every_row_table.names():
        if name in but:
            continue
        with viewer.reading() as connection:
            columns, rows = every_row_table.living_rows(connection, name)
        yield name, [dict(zip(columns, row, strict=True)) for row in rows]


def coding_times(viewer: Viewer) -> dict[str, tuple[datetime, datetime]]:
    """By coding (GUID) when it was made and last changed."""
    with viewer.reading() as connection:
        found = coding_queries.coding_times(connection)
    return {
        guid: (clock.to_datetime(made), clock.to_datetime(changed))
        for guid, (made, changed) in found.items()
    }


def coding_columns(viewer: Viewer, document: str) -> CodingColumns:
    """The codings of a document (a GUID) as columns."""
    with viewer.reading() as connection:
        return coding_columns_query.coding_columns(connection, document)


def codings_with_memo(viewer: Viewer, document: str) -> list[str]:
    """The codings (GUIDs) of a document that have a memo, in the order of the text."""
    with viewer.reading() as connection:
        return coding_queries.codings_with_memo(connection, document)


def coding_counts(viewer: Viewer) -> Counter[tuple[str, str, str]]:
    """How many codings there are by document, code and coder (GUIDs)."""
    with viewer.reading() as connection:
        return coding_queries.coding_counts(connection)


def coding_counts_at_step(viewer: Viewer) -> tuple[int, Counter[tuple[str, str, str]]]:
    """The number of the last step, and the counts as they are after it."""
    with viewer.reading() as connection:
        return undo.last_step(connection), coding_queries.coding_counts(connection)


def last_used(viewer: Viewer) -> dict[str, datetime]:
    """By code (GUID) when a coding with it was made last; codes without codings have none."""
    with viewer.reading() as connection:
        made = coding_queries.last_made(connection)
    return {code: clock.to_datetime(at) for code, at in made.items()}


def changed_counts(viewer: Viewer, after: int) -> Counter[tuple[str, str, str]] | None:
    """By how much the counts differ from what they were after the step `after`; None where
    counting anew is quicker. No merge may lie between."""
    with viewer.reading() as connection:
        return counting.changed_counts(connection, after)


def relations(viewer: Viewer, ends: Iterable[str]) -> list[Relation]:
    """The relations from and to these codings (GUIDs)."""
    with viewer.reading() as connection:
        return coding_queries.relations(connection, ends)


def memos(viewer: Viewer, subjects: Sequence[str]) -> list[Memo]:
    """The memos on these subjects (GUIDs), oldest first."""
    with viewer.reading() as connection:
        return queries.memos(connection, subjects)


def rounds_by_assignment(viewer: Viewer) -> dict[tuple[str, str], list[str]]:
    """By document and coder (GUIDs), the names of the rounds in which the one codes the other."""
    by_assignment: dict[tuple[str, str], list[str]] = {}
    with viewer.reading() as connection:
        names = {one.guid: one.name for one in team_queries.rounds(connection)}
        for assignment in team_queries.assignments(connection):
            key = assignment.document, assignment.coder
            by_assignment.setdefault(key, []).append(names[assignment.round])
    return by_assignment


def kept_visible(viewer: Viewer) -> dict[str, frozenset[str]]:
    """By kind, the deleted codes, documents and coders (GUIDs) that are visible because codings
    refer to them. It can change with any change of codings."""
    with viewer.reading() as connection:
        return queries.kept_visible(connection)
