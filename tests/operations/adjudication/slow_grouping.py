"""Cases of several coders the slow and obvious way: characters as sets, one tie at a time."""

from __future__ import annotations

from itertools import combinations

from tests.agreement.oracle import Document

Own = tuple[int, int]
"""A coding: its coder, and its number among the coder's."""
Mark = tuple[int, frozenset[int], frozenset[int], int]
"""Code, characters, where its parts begin, and which of the coder's that say the same it is."""


def marks(document: Document) -> dict[Own, Mark]:
    """What each coding says."""
    found: dict[Own, Mark] = {}
    for coder, own in enumerate(document[1]):
        known: dict[object, int] = {}
        for number, (code, spans) in enumerate(own or []):
            place = frozenset(p for start, end in spans for p in range(start, end))
            begins = frozenset(p for p in place if p - 1 not in place)
            nth = known[code, place] = known.get((code, place), -1) + 1
            found[coder, number] = (code, place, begins, nth)
    return found


def heaviest(left: list[Own], right: list[Own], weight: dict[tuple[Own, Own], int]) -> int:
    """The greatest weight of a one-to-one matching, by trying all."""
    if not left:
        return 0
    first, *others = left
    best = heaviest(others, right, weight)
    for one in right:
        if weight.get((first, one)):
            rest = [other for other in right if other != one]
            best = max(best, weight[first, one] + heaviest(others, rest, weight))
    return best


def exact_groups(document: Document) -> list[set[Own]]:
    """Codings that match exactly."""
    by_mark: dict[Mark, set[Own]] = {}
    for own, mark in marks(document).items():
        by_mark.setdefault(mark, set()).add(own)
    return list(by_mark.values())


def joined(document: Document, ties: list[tuple[Own, Own]]) -> set[frozenset[Own]]:
    """The cases that these ties (of two coders each) lead to."""
    said = marks(document)
    groups = exact_groups(document)

    def strength(tie: tuple[Own, Own]) -> tuple[bool, float]:
        (one, here, _begins, _n), (other, there, _b, _m) = said[tie[0]], said[tie[1]]
        return one != other, -len(here & there) / len(here | there)

    for one, other in sorted(ties, key=strength):
        first = next(group for group in groups if one in group)
        second = next(group for group in groups if other in group)
        people = [coder for coder, _number in (*first, *second)]
        if first is not second and len(set(people)) == len(people):
            groups = [group for group in groups if group not in (first, second)]
            groups.append(first | second)
    return {frozenset(group) for group in groups}


def distinct_strengths(document: Document) -> bool:
    """Whether no two overlapping pairs of codings that do not match exactly are tied alike, so
    that there is one order of ties."""
    said = marks(document)
    seen: set[tuple[object, ...]] = set()
    for (one, first), (other, second) in combinations(said.items(), 2):
        common = len(first[1] & second[1])
        if one[0] != other[0] and common and first[:2] != second[:2]:
            key = (first[0] == second[0], common / len(first[1] | second[1]))
            if key in seen:
                return False
            seen.add(key)
    return True
