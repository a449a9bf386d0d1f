"""Confusion of codes on aligned codings: which code one coder gave where the other gave which.

Codings of two coders are aligned one to one: those that match exactly, then those of one code that
overlap, then those of different codes that overlap, which alone are confusions. A coding without a
partner that lies at a passage whose coding has one is no confusion but a further code: nested,
where its own coder's codings lie in one another, or multiple, where they are of one passage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

from annotator.corpus.coding import Coder
from annotator.corpus.span import Spans
from annotator.operations.reliability.comparison import ComparisonData
from annotator.operations.reliability.disagreements import (
    Disagreement,
    DisagreementKind,
    DisagreementSide,
    agreed,
    disagreements,
)


@dataclass(frozen=True)
class AlignedConfusion:
    """Two coders. same: by code, aligned codings with one code. other: by (code of the first, code
    of the second), aligned codings with different codes. nested, multiple: by (further code, code
    at the same place), codings without a partner there. alone: by (coder 0 or 1, code), codings
    where the other has nothing. Codes are numbers of the data."""

    coders: tuple[Coder, Coder]
    same: Counter[int] = field(default_factory=Counter)
    other: Counter[tuple[int, int]] = field(default_factory=Counter)
    nested: Counter[tuple[int, int]] = field(default_factory=Counter)
    multiple: Counter[tuple[int, int]] = field(default_factory=Counter)
    alone: Counter[tuple[int, int]] = field(default_factory=Counter)


_Placed = tuple[str, str, DisagreementSide]
"""Document and coder (GUIDs) of a coding."""


def aligned_confusions(data: ComparisonData) -> list[AlignedConfusion]:
    """Of every two coders."""
    return [_of_pair(_pair(data, pair)) for pair in combinations(range(len(data.coders)), 2)]


def _pair(data: ComparisonData, pair: tuple[int, int]) -> ComparisonData:
    """The same of two coders."""
    continua = [
        replace(one, codings=tuple(one.codings[number] for number in pair)) for one in data.continua
    ]
    return replace(data, coders=[data.coders[number] for number in pair], continua=continua)


def _of_pair(data: ComparisonData) -> AlignedConfusion:
    found = AlignedConfusion((data.coders[0], data.coders[1]))
    partnered: dict[tuple[str, str], list[DisagreementSide]] = {}
    alone: list[Disagreement] = []
    documents = {
        one: d
        for d, columns in zip(data.documents, data.columns, strict=True)
        for one in columns.guid
    }
    for sides in agreed(data):
        found.same[sides[0].code] += 1
        _partner(partnered, documents[sides[0].coding].guid, sides)
    for case in disagreements(data):
        first, second = case.sides
        if first is None or second is None:
            alone.append(case)
            continue
        if case.kind is DisagreementKind.CODE:
            found.other[first.code, second.code] += 1
        else:
            found.same[first.code] += 1
        _partner(partnered, case.document.guid, (first, second))
    for case in alone:
        _place(found, case, partnered)
    return found


def _partner(
    partnered: dict[tuple[str, str], list[DisagreementSide]],
    document: str,
    sides: Iterable[DisagreementSide],
) -> None:
    for side in sides:
        partnered.setdefault((document, side.coder.guid), []).append(side)


def _place(
    found: AlignedConfusion,
    case: Disagreement,
    partnered: Mapping[tuple[str, str], list[DisagreementSide]],
) -> None:
    """A coding without a partner: a further code of its coder, or alone."""
    side = case.first
    number = 0 if side.coder == found.coders[0] else 1
    mine = partnered.get((case.document.guid, side.coder.guid), [])
    theirs = partnered.get((case.document.guid, found.coders[1 - number].guid), [])
    at_place = [one for one in mine if _overlap(one.spans, side.spans)]
    if not any(_overlap(one.spans, side.spans) for one in theirs) or not at_place:
        found.alone[number, side.code] += 1
        return
    alike = [one for one in at_place if one.spans == side.spans]
    further = found.multiple if alike else found.nested
    further[side.code, (alike or at_place)[0].code] += 1


def _overlap(one: Spans, other: Spans) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one for b in other)
