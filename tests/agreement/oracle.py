"""Every figure again, the slow and obvious way: one character, one pair at a time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import combinations, permutations
from typing import TypeVar

Value = TypeVar("Value", bound=Hashable)
Coding = tuple[int, list[tuple[int, int]]]
Document = tuple[int, list[list[Coding] | None]]
"""Length, and for each coder the codings (code, spans) or None where missing."""


def character_values(document: Document) -> list[list[frozenset[int] | None]]:
    """For each character the set of codes of each coder, None where the coder is missing."""
    length, coders = document
    units: list[list[frozenset[int] | None]] = []
    for at in range(length):
        row: list[frozenset[int] | None] = []
        for codings in coders:
            if codings is None:
                row.append(None)
            else:
                row.append(
                    frozenset(c for c, spans in codings if any(s <= at < e for s, e in spans))
                )
        units.append(row)
    return units


def pairable(units: Sequence[Sequence[Value | None]]) -> list[list[Value]]:
    present = [[value for value in row if value is not None] for row in units]
    return [row for row in present if len(row) >= 2]


def alpha(
    units: Sequence[Sequence[Value | None]], distance: Callable[[Value, Value], float]
) -> float | None:
    """1 - Do/De from the definition by pairs; None where De is 0 or nothing can be paired."""
    rows = pairable(units)
    values = [value for row in rows for value in row]
    n = len(values)
    counted: dict[Value, int] = {}
    for value in values:
        counted[value] = counted.get(value, 0) + 1
    expected = sum(counted[a] * counted[b] * distance(a, b) for a in counted for b in counted)
    if n < 2 or expected == 0:
        return None
    observed = sum(distance(a, b) / (len(row) - 1) for row in rows for a, b in permutations(row, 2))
    return 1 - (n - 1) * observed / expected


def percent_units(units: Sequence[Sequence[object | None]]) -> float | None:
    rows = pairable(units)
    if not rows:
        return None
    shares = []
    for row in rows:
        pairs = list(combinations(row, 2))
        shares.append(sum(a == b for a, b in pairs) / len(pairs))
    return sum(shares) / len(shares)


def nominal(a: object, b: object) -> float:
    return float(a != b)


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    return 0.0 if a == b else 1 - len(a & b) / len(a | b)


def masi(a: frozenset[int], b: frozenset[int]) -> float:
    if a == b:
        return 0.0
    if not a & b:
        return 1.0
    share = 2 / 3 if a <= b or b <= a else 1 / 3
    return 1 - share * len(a & b) / len(a | b)


def f1_character(
    units: Sequence[Sequence[frozenset[int] | None]], codes: Sequence[int]
) -> float | None:
    both = marked = 0
    for row in units:
        for a, b in combinations(row, 2):
            if a is not None and b is not None:
                both += sum(code in a and code in b for code in codes)
                marked += sum((code in a) + (code in b) for code in codes)
    return 2 * both / marked if marked else None


def canonical(spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    covered = sorted({at for s, e in spans for at in range(s, e)})
    return tuple(covered)


def f1_codings(
    documents: Sequence[Document], codes: Sequence[int], match: str, least: int = 1
) -> float | None:
    """F1 over codings; `match` is "exact" or "overlap"; the matching is found by augmentation."""
    matched = total = 0
    for _, coders in documents:
        for one, other in combinations(coders, 2):
            if one is None or other is None:
                continue
            for code in codes:
                a = [canonical(spans) for own, spans in one if own == code]
                b = [canonical(spans) for own, spans in other if own == code]
                total += len(a) + len(b)
                fits = [
                    [
                        j
                        for j, y in enumerate(b)
                        if (x == y if match == "exact" else len(set(x) & set(y)) >= least)
                    ]
                    for x in a
                ]
                matched += maximum_matching(fits)
    return 2 * matched / total if total else None


def maximum_matching(fits: Sequence[Sequence[int]]) -> int:
    """Size of a maximum bipartite matching (Kuhn's augmenting paths)."""
    owner: dict[int, int] = {}

    def place(one: int, seen: set[int]) -> bool:
        for other in fits[one]:
            if other not in seen:
                seen.add(other)
                if other not in owner or place(owner[other], seen):
                    owner[other] = one
                    return True
        return False

    return sum(place(one, set()) for one in range(len(fits)))
