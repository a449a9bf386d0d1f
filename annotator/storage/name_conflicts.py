"""What has one name on both sides of a merge and is not the same: texts, codes, coders.

Nothing of it is joined unasked. Names are compared without regard to case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection

from annotator.corpus import changes
from annotator.corpus.merge_report import NameConflict, TextDifference
from annotator.storage.queries import text_if_known
from annotator.storage.rows import Row

Rows = Mapping[str, Row]
"""Rows of one kind by GUID."""


def of_one_name(kind: str, ours: Rows, theirs: Rows) -> list[NameConflict]:
    """Pairs with one name (codes: in one place of the tree), each unknown to the other side."""
    mine = _by_name(kind, ours, theirs)
    pairs = [
        NameConflict(kind, str(row["name"]), guid, theirs_guid)
        for name, found in _by_name(kind, theirs, ours).items()
        for theirs_guid, row in found.items()
        for guid in mine.get(name, {})
    ]
    return sorted(pairs, key=lambda pair: (pair.name, pair.ours, pair.theirs))


def _by_name(kind: str, rows: Rows, others: Rows) -> dict[tuple[str, ...], dict[str, Row]]:
    found: dict[tuple[str, ...], dict[str, Row]] = defaultdict(dict)
    for guid, row in rows.items():
        if guid not in others and not row["deleted"] and not row.get("replaced_by"):
            found[_path(row, rows) if kind == changes.CODE else _folded(row)][guid] = row
    return found


def _folded(row: Row) -> tuple[str, ...]:
    return (row["name"].casefold(),)


def _path(row: Row, rows: Rows) -> tuple[str, ...]:
    """The names from the root of the tree down; a circle in a foreign tree ends the way up."""
    names, seen = [row["name"].casefold()], {row["guid"]}
    while (above := rows.get(row["parent"] or "")) is not None and above["guid"] not in seen:
        seen.add(above["guid"])
        names.append(above["name"].casefold())
        row = above
    return tuple(reversed(names))


def text_difference(pair: NameConflict, target: Connection, source: Connection) -> TextDifference:
    """Where the texts of two documents of one name part, and how much of each is its own."""
    mine, other = text_if_known(target, pair.ours), text_if_known(source, pair.theirs)
    start = _common(mine, other)
    end = min(_common(mine[::-1], other[::-1]), len(mine) - start, len(other) - start)
    line = mine.count("\n", 0, start) + 1
    sizes = (len(mine) - start - end, len(other) - start - end)
    return TextDifference(pair.name, pair.ours, pair.theirs, line, *sizes)


def _common(one: str, other: str) -> int:
    """How many code points two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
