"""What an imported project and the open one both have, and what only the open one has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from annotator.corpus.codebook import Attribute, Code, RelationType
from annotator.corpus.coding import Coder, Coding, Relation
from annotator.corpus.document import Document, DocumentAttribute, DocumentStatus

Value: TypeAlias = (
    Coder
    | Code
    | Attribute
    | RelationType
    | Document
    | Coding
    | Relation
    | DocumentAttribute
    | DocumentStatus
)


@dataclass
class Met:
    """`pairs` are values of the open project with those of the file in terms of the project, which
    may say something else. `absent_codings` and `absent_codes` are here and not in the file,
    though it brings other work of the same coders, on the same texts.
    """

    pairs: list[tuple[Value, Value]] = field(default_factory=list)
    absent_codings: list[Coding] = field(default_factory=list)
    absent_codes: list[Code] = field(default_factory=list)

    def add(self, ours: Value | None, theirs: Value) -> None:
        """Two versions of one thing; nothing where there is none here."""
        if ours is not None:
            self.pairs.append((ours, theirs))


def changed_codings(new: Sequence[Coding], absent: Iterable[Coding]) -> list[tuple[Coding, Coding]]:
    """Codings that are not here, each with the one here that it was before it was changed, for
    files whose program gives everything new GUIDs: of the same coder, and either of the same
    passage or of the same code and an overlapping passage, where no other fits on either side.
    """
    found: list[tuple[Coding, Coding]] = []
    here: dict[tuple[str, str], list[Coding]] = {}
    for coding in absent:
        here.setdefault((coding.document, coding.coder), []).append(coding)
    left = list(new)
    for fits in (_same_passage, _same_code):
        pairs = [
            (coding, other)
            for coding in left
            for other in here.get((coding.document, coding.coder), ())
            if fits(coding, other)
        ]
        for coding, other in pairs:
            alone = sum(one is coding for one, _ in pairs) == 1
            if alone and sum(one is other for _, one in pairs) == 1:
                found.append((coding, other))
        for coding, other in found:
            left = [one for one in left if one is not coding]
            known = here[coding.document, coding.coder]
            here[coding.document, coding.coder] = [one for one in known if one is not other]
    return found


def _same_passage(coding: Coding, other: Coding) -> bool:
    return coding.spans == other.spans


def _same_code(coding: Coding, other: Coding) -> bool:
    return coding.code == other.code and coding.start < other.end and other.start < coding.end
