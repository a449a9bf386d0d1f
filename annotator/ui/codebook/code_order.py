"""In which order the tree shows codes; the order in the project stays what it is."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.folding import search_key
from annotator.corpus.messages import gettext_noop
from annotator.corpus.moments import EPOCH

Walk = list[tuple[int, Code]]
"""Codes with their depth, parents before what stands below them."""


class CodeOrder(enum.StrEnum):
    """What decides among the codes that stand beside each other. The values are kept in the
    preferences."""

    CODEBOOK = "codebook"
    NAME = "name"
    NUMBER = "number"
    LAST_USED = "last use"


ORDER_TITLES = {
    CodeOrder.CODEBOOK: gettext_noop("The codebook’s order"),
    CodeOrder.NAME: gettext_noop("Name"),
    CodeOrder.NUMBER: gettext_noop("Number of codings"),
    CodeOrder.LAST_USED: gettext_noop("Last use"),
}


@dataclass(frozen=True, slots=True)
class CodeUse:
    """How codes (GUIDs) are used, as far as who looks may see it."""

    counts: Mapping[str, int] = field(default_factory=dict)
    last: Mapping[str, datetime] = field(default_factory=dict)


def ordered(book: Codebook, order: CodeOrder, use: CodeUse) -> Walk:
    """The codes in an order. A code counts with what stands below it: a group is as often and as
    lately used as its codes together."""
    if order is CodeOrder.CODEBOOK:
        return list(book.walk())
    key = _key(book, order, use)
    found: Walk = []
    stack = [(0, one) for one in sorted(book.children(None), key=key)[::-1]]
    while stack:
        depth, code = stack.pop()
        found.append((depth, code))
        below = sorted(book.children(code.guid), key=key)
        stack += [(depth + 1, one) for one in reversed(below)]
    return found


def _key(book: Codebook, order: CodeOrder, use: CodeUse) -> Callable[[Code], str | float]:
    if order is CodeOrder.NAME:
        return lambda code: search_key(code.name)
    if order is CodeOrder.NUMBER:
        numbers = {code.guid: use.counts.get(code.guid, 0) for code in book.codes}
        for _depth, code in reversed(list(book.walk())):
            if code.parent in numbers:
                numbers[code.parent] += numbers[code.guid]
        return lambda code: -numbers[code.guid]
    last = {code.guid: use.last.get(code.guid, EPOCH) for code in book.codes}
    for _depth, code in reversed(list(book.walk())):
        if code.parent in last:
            last[code.parent] = max(last[code.parent], last[code.guid])
    return lambda code: -last[code.guid].timestamp()
