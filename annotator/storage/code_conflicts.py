"""How codes are read whose rows contradict each other, after people changed them apart.

Two people give two codes one key; one moves X below Y while another moves Y below X; subtrees moved
below each other come to stand deeper than a codebook may be. The rows stay what their owners made
them. These are rules of reading that depend on the rows alone, so every order of merges comes to
the same codebook: of what contradicts each other the later row holds, by clock, then coder, then
content, as in a merge.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.corpus.limits import DEEPEST_CODES
from annotator.storage.row_checks import cycles
from annotator.storage.rows import Row

_MOST_ROUNDS = 50
"""How often codes go back to where they were, for cycles that this closes anew; then to the top."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A code that is not read as its row says: the column, what it is read as, and the row that
    holds instead (`stronger`, a GUID); that is None where the codebook would be too deep."""

    guid: str
    column: str
    read_as: str | None
    stronger: str | None


def contradictions(codes: Iterable[Row]) -> list[Contradiction]:
    """What is not read as it is written, of the codes that are visible."""
    by_guid = {str(row["guid"]): row for row in codes}
    return [*shared_keys(by_guid.values()), *_places(by_guid)]


def shared_keys(rows: Iterable[Row]) -> list[Contradiction]:
    """Of rows with one key the last changed keeps it; the others have none."""
    by_key: dict[str, list[Row]] = {}
    for row in rows:
        if row["key"]:
            by_key.setdefault(row["key"], []).append(row)
    found = []
    for sharing in by_key.values():
        if len(sharing) > 1:
            keeps = max(sharing, key=_version)
            found += [
                Contradiction(row["guid"], "key", "", keeps["guid"])
                for row in sharing
                if row is not keeps
            ]
    return found


def _places(codes: Mapping[str, Row]) -> list[Contradiction]:
    written = {guid: _known(row["parent"], codes) for guid, row in codes.items()}
    read, stronger = _without_cycles(codes, written)
    read = _not_too_deep(read)
    return [
        Contradiction(guid, "parent", parent, stronger.get(guid))
        for guid, parent in read.items()
        if parent != written[guid]
    ]


def _known(guid: str | None, codes: Mapping[str, Row]) -> str | None:
    return guid if guid in codes else None


def _without_cycles(
    codes: Mapping[str, Row], written: Mapping[str, str | None]
) -> tuple[dict[str, str | None], dict[str, str]]:
    """The parents, with each cycle opened where it was closed first: that code is read where it was
    before, and where that is in a cycle too, at the top. Also which code's move holds instead."""
    parents: dict[str, str | None] = dict(written)
    stronger: dict[str, str] = {}
    rounds = 0
    while found := cycles(parents):
        rounds += 1
        for cycle in found:
            by_version = sorted(cycle, key=lambda guid: _version(codes[guid]))
            first = by_version[0]
            former = _known(codes[first]["former_parent"], codes)
            goes_back = first not in stronger and former != first and rounds <= _MOST_ROUNDS
            parents[first] = former if goes_back else None
            stronger[first] = by_version[-1]
    return parents, stronger


def _not_too_deep(parents: Mapping[str, str | None]) -> dict[str, str | None]:
    """The parents, with codes below the deepest level there may be read as standing on it."""
    below: dict[str | None, list[str]] = {}
    for guid, parent in parents.items():
        below.setdefault(parent, []).append(guid)
    read = dict(parents)
    level: Sequence[str] = below.get(None, [])
    for _depth in range(DEEPEST_CODES - 2):
        level = [child for guid in level for child in below.get(guid, [])]
    for above in level:  # all that is below these stands right below them
        waiting = list(below.get(above, []))
        while waiting:
            guid = waiting.pop()
            read[guid] = above
            waiting += below.get(guid, [])
    return read


def _version(row: Row) -> tuple[int, str, str]:
    """What rows are ordered by, as a merge orders the versions of one."""
    return row["changed_at"], row["changed_by"], json.dumps(dict(row), sort_keys=True)
