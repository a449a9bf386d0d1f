"""What an imported project and the open one both have, and what only the open one has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from annotator.corpus.codebook import Attribute, Code, RelationType
from annotator.corpus.coding import Coder, Coding, Memo, Relation
from annotator.corpus.document import Document, DocumentAttribute, DocumentStatus

Value: TypeAlias = (
    Coder
    | Code
    | Attribute
    | RelationType
    | Document
    | Coding
    | Relation
    | Memo
    | DocumentAttribute
    | DocumentStatus
)


@dataclass
class Met:
    """`pairs` are values of the open project with those of the file in terms of the project, which
    may say something else. The others are here and not in the file: codings although it brings
    others of the same coder in the same text, what is said of something although it has that.
    """

    pairs: list[tuple[Value, Value]] = field(default_factory=list)
    absent_codings: list[Coding] = field(default_factory=list)
    absent_codes: list[Code] = field(default_factory=list)
    absent_attributes: list[Attribute] = field(default_factory=list)
    absent_relations: list[Relation] = field(default_factory=list)
    absent_memos: list[Memo] = field(default_factory=list)

    def add(self, ours: Value | None, theirs: Value) -> None:
        """Two versions of one thing; nothing where there is none here."""
        if ours is not None:
            self.pairs.append((ours, theirs))


def changed_codings(new: Sequence[Coding], absent: Iterable[Coding]) -> list[tuple[Coding, Coding]]:
    """Codings that are not here, each with the one here that it was before it was changed, for
    files whose program gives everything new GUIDs: of the same coder, and either of the same
    passage or of the same code and an overlapping passage, where no other fits on either side.
    """
    here = list(absent)
    found = _only_ones(new, here, _by_passage, lambda one, other: one.spans == other.spans)
    taken = {coding.guid for pair in found for coding in pair}
    left = [coding for coding in new if coding.guid not in taken]
    here = [coding for coding in here if coding.guid not in taken]
    return found + _only_ones(left, here, _by_code, _overlap)


def _by_passage(coding: Coding) -> tuple[object, ...]:
    return coding.document, coding.coder, coding.start


def _by_code(coding: Coding) -> tuple[object, ...]:
    return coding.document, coding.coder, coding.code


def _overlap(one: Coding, other: Coding) -> bool:
    return one.start < other.end and other.start < one.end


def _only_ones(
    new: Iterable[Coding],
    here: Iterable[Coding],
    key: Callable[[Coding], tuple[object, ...]],
    fits: Callable[[Coding, Coding], bool],
) -> list[tuple[Coding, Coding]]:
    """The pairs of codings that fit each other and nothing else."""
    known: dict[tuple[object, ...], list[Coding]] = {}
    for coding in here:
        known.setdefault(key(coding), []).append(coding)
    fitting: list[tuple[Coding, Coding]] = []
    times: Counter[str] = Counter()
    for coding in new:
        group = known.get(key(coding), [])
        if len(group) > _MOST_ALIKE:
            continue  # beyond doubt only where few could be meant
        for other in group:
            if fits(coding, other):
                fitting.append((coding, other))
                times.update((coding.guid, other.guid))
    return [pair for pair in fitting if all(times[coding.guid] == 1 for coding in pair)]


_MOST_ALIKE = 2_000
"""Codings of one coder and code in one text among which a changed one is looked for."""
