"""What a merge brings together that contradicts each other, as conflicts of its report.

Codes that share a key or stand below each other are read by rule (`code_conflicts`); their rows
stay. Documents that each stand in the other's place are parted by a change of the one who merges.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from annotator.corpus.changes import CODE, DOCUMENT, RELATION_TYPE
from annotator.corpus.merge_report import Conflict
from annotator.storage.code_conflicts import Contradiction, contradictions, shared_keys
from annotator.storage.row_checks import cycles
from annotator.storage.rows import Row

Rows = Mapping[str, Row]
"""Rows of one kind by GUID."""


def new_contradictions(
    before: Mapping[str, Rows], after: Mapping[str, Rows], coded: set[str]
) -> Iterator[Conflict]:
    """Codes and types of relations that are read otherwise than they are written, once a merge has
    made the rows `before` (by kind) those `after`. `coded` are the codes that codings have, which
    are visible even where they were deleted."""
    for kind in (CODE, RELATION_TYPE):
        known = {(one.guid, one.column) for one in _read(kind, before[kind], coded)}
        for one in _read(kind, after[kind], coded):
            if (one.guid, one.column) not in known:
                yield _conflict(kind, one, after[kind])


def _read(kind: str, rows: Rows, coded: set[str]) -> list[Contradiction]:
    visible = [row for row in rows.values() if not row["deleted"] or row["guid"] in coded]
    return contradictions(visible) if kind == CODE else shared_keys(visible)


def _conflict(kind: str, one: Contradiction, rows: Rows) -> Conflict:
    row = rows[one.guid]
    stronger = None
    if one.stronger is not None:
        instead = "" if one.column == "key" else rows[one.stronger]["former_parent"]
        stronger = (one.stronger, {one.column: instead})
    return Conflict(
        kind,
        one.guid,
        str(row["name"]),
        {one.column: one.read_as},
        {one.column: row[one.column]},
        row | {one.column: one.read_as},
        stronger,
    )


def parted_documents(documents: Rows) -> Iterator[Conflict]:
    """Of documents that stand in each other's place in a ring, the one that was changed first: it
    stands for itself again."""
    following = {guid: row["replaced_by"] for guid, row in documents.items() if row["replaced_by"]}
    for ring in cycles(following):
        by_time = sorted(ring, key=lambda guid: _time(documents[guid]))
        first, last = documents[by_time[0]], documents[by_time[-1]]
        yield Conflict(
            DOCUMENT,
            first["guid"],
            str(first["name"]),
            {"replaced_by": None},
            {"replaced_by": first["replaced_by"]},
            first | {"replaced_by": None},
            (last["guid"], {"replaced_by": None}),
        )


def _time(row: Row) -> tuple[int, str, str]:
    return row["changed_at"], row["changed_by"], row["guid"]
