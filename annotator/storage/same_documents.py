"""Texts that coders added apart under different names: one document, wherever files are merged.

Of two documents with the same text, one in each file, the one added first stays; the other names
it in `replaced_by`. What refers to the other is then *read* as referring to the one that stays.
That reading (`rewrite_references`) keeps each row's own times and depends on the rows alone, so
that every order of merges comes to the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from annotator.corpus import changes, identity
from annotator.storage.rows import Row

Rows = Mapping[str, Row]
"""Rows of one kind by GUID."""

REFERENCES: Final = {
    changes.CODING: "document",
    changes.STATUS: "document",
    changes.DOCUMENT_ATTRIBUTE: "document",
    changes.ASSIGNMENT: "document",
    changes.DECISION: "document",
    changes.MEMO: "subject",
    changes.SET_MEMBER: "member",
    changes.SPEAKER_NAME: "document",
    changes.DESIGNATION: "document",
}
"""The kinds that refer to documents, and the column in which they do."""

_IDENTITIES: Final[dict[str, tuple[Callable[..., str], tuple[str, ...]]]] = {
    changes.STATUS: (identity.status_guid, ("document", "coder")),
    changes.DOCUMENT_ATTRIBUTE: (identity.document_attribute_guid, ("document", "name")),
    changes.ASSIGNMENT: (identity.assignment_guid, ("round", "document", "coder")),
    changes.MEMO: (identity.memo_guid, ("subject", "coder")),
    changes.SET_MEMBER: (identity.set_member_guid, ("named_set", "member")),
    changes.SPEAKER_NAME: (identity.speaker_name_guid, ("name", "document")),
    changes.DESIGNATION: (identity.designation_guid, ("document",)),
}
"""Kinds whose identity follows from what they are about, and the columns it is made from."""


def duplicates_between(ours: Rows, theirs: Rows) -> list[tuple[str, str]]:
    """Pairs (the one that is replaced, the one that stays) of documents with one text.

    Only where each side has exactly one document of the text, unknown to the other side: forty
    answers “yes” are forty documents. One that a later version replaced stays before one that is
    current, so that the other joins it in the past; else the one that was added first.
    """
    mine, others = _by_text(ours), _by_text(theirs)
    pairs = []
    for digest in mine.keys() & others.keys():
        if len(mine[digest]) == len(others[digest]) == 1:
            (one,), (other,) = mine[digest], others[digest]
            if one["guid"] in theirs or other["guid"] in ours:
                continue
            first, second = sorted((one, other), key=_rank)
            if second["replaced_by"] is None:
                pairs.append((str(second["guid"]), str(first["guid"])))
    return sorted(pairs)


def _by_text(rows: Rows) -> dict[str, list[Row]]:
    """The documents by their text; those that another of the same text replaced left out."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows.values():
        following = rows.get(row["replaced_by"] or "")
        is_double = following is not None and following["text_sha256"] == row["text_sha256"]
        if not row["deleted"] and not is_double:
            found[row["text_sha256"]].append(row)
    return found


def _rank(row: Row) -> tuple[bool, int, str]:
    return row["replaced_by"] is None, row["created_at"], row["guid"]


def rewrite_references(kind: str, rows: Iterable[Row], places: Mapping[str, str]) -> list[Row]:
    """The rows as they read where documents stand in for others (`places`).

    Rows with an identity of their own keep it; those whose identity follows from the document
    get that of the one that stays.
    """
    column = REFERENCES[kind]
    found = []
    for row in rows:
        place = places.get(row[column])
        found.append(row if place is None else _placed(kind, row, {column: place}))
    return found


def _placed(kind: str, row: Row, place: Row) -> Row:
    if kind not in _IDENTITIES:
        return row | place
    made_from, columns = _IDENTITIES[kind]
    if row["guid"] != made_from(*(row[name] for name in columns)):
        return row | place  # a memo that is one of several has an identity of its own
    placed = row | place
    return placed | {"guid": made_from(*(placed[name] for name in columns))}
