"""The documents as a list of any length: found by words, put in order, in groups by an attribute.

What is looked at is prepared once, and groups and orders are columns of numbers, so that a key
press in a list of 100,000 documents takes milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from annotator.corpus.attribute_types import Types, order_of, sort_key
from annotator.corpus.messages import tr

Ints = np.ndarray[Any, np.dtype[np.int64]]

_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BETWEEN: Final = "\x1f"
"""Between what is searched of one document; what is typed has none."""


@dataclass(frozen=True, slots=True)
class Group:
    """Documents (numbers in the list, in order) of which an attribute says `value`; an empty one
    for those of which it says nothing."""

    value: str
    rows: Ints


class DocumentList:
    """The documents of a project by their numbers in it, from 0: their names, what is said, and
    of which types that is."""

    def __init__(
        self,
        names: Sequence[str],
        said: Sequence[Mapping[str, str]],
        types: Types | None = None,
    ) -> None:
        self._names, self._said, self._types = names, said, types or {}
        self._columns: dict[str, tuple[list[str], Ints]] = {}

    def __len__(self) -> int:
        return len(self._names)

    @property
    def all(self) -> Ints:
        """Every document, in the project's order."""
        return np.arange(len(self._names), dtype=np.int64)

    @cached_property
    def attributes(self) -> list[str]:
        """The names of attributes of the documents, as columns stand in order."""
        names: set[str] = set().union(*self._said)
        return sorted(names, key=lambda name: (name.casefold(), name))

    @cached_property
    def periods(self) -> dict[str, tuple[str, int]]:
        """What documents are grouped by besides: years and months of attributes whose values are
        dates. By name, the attribute and how many characters of the date are told."""
        found = {}
        for one in self.attributes:
            values = [value for value in self._column(one)[0] if value]
            if values and all(map(_DATE.match, values)):
                found[tr("{attribute}: year", attribute=one)] = (one, len("2026"))
                found[tr("{attribute}: month", attribute=one)] = (one, len("2026-12"))
        return {name: period for name, period in found.items() if name not in self.attributes}

    @cached_property
    def _searched(self) -> list[str]:
        """What is searched of each document."""
        found = []
        for name, said in zip(self._names, self._said, strict=True):
            values = [f"{key}: {value}" for key, value in said.items()]
            found.append(_BETWEEN.join((name, *values)).casefold())
        return found

    def prepare(self) -> None:
        """Make what searching needs, before somebody waits for it."""
        _ = self._searched

    def fitting(self, words: str) -> Ints:
        """The documents that have these words in their name or in what is said of them, whatever
        the case; all for none."""
        needle = words.casefold().strip().replace(_BETWEEN, "")
        if not needle:
            return self.all
        return np.flatnonzero(np.array([needle in one for one in self._searched], dtype=bool))

    def _column(self, attribute: str) -> tuple[list[str], Ints]:
        """The different values of an attribute in order, and which of them each document has."""
        if attribute not in self._columns:
            values = [one.get(attribute, "") for one in self._said]
            ordered = order_of(set(values), self._types.get(attribute))
            numbers = {value: number for number, value in enumerate(ordered)}
            found = map(numbers.__getitem__, values)
            self._columns[attribute] = ordered, np.fromiter(found, np.int64, len(values))
        return self._columns[attribute]

    def _grouped(self, name: str) -> tuple[list[str], Ints]:
        """The same of what documents are grouped by: an attribute, or a period of its dates."""
        if name in self._columns or name in self.attributes or name not in self.periods:
            return self._column(name)
        attribute, length = self.periods[name]
        dates, of_document = self._column(attribute)
        periods = [date[:length] for date in dates]
        ordered = order_of(set(periods))
        number = {period: number for number, period in enumerate(ordered)}
        of_date = np.fromiter((number[one] for one in periods), np.int64, len(periods))
        self._columns[name] = ordered, of_date[of_document]
        return self._columns[name]

    def groups(
        self, attribute: str, rows: Ints | None = None, *, reverse: bool = False
    ) -> list[Group]:
        """The documents, or some of them in their order, in groups by what an attribute says, or
        by a period of its dates; nothing said comes last in either order."""
        values, numbers = self._grouped(attribute)
        chosen = self.all if rows is None else rows
        own = numbers[chosen]
        order = np.argsort(own, kind="stable")
        ends = np.searchsorted(own[order], np.arange(len(values) + 1))
        found = [
            Group(value, chosen[order[ends[number] : ends[number + 1]]])
            for number, value in enumerate(values)
            if ends[number] < ends[number + 1]
        ]
        if reverse:
            told = [one for one in found if one.value]
            found = told[::-1] + found[len(told) :]
        return found

    @cached_property
    def _by_name(self) -> Ints:
        """The place of each document in the order of names."""
        place = sort_key()
        order = sorted(range(len(self._names)), key=[place(one) for one in self._names].__getitem__)
        places = np.empty(len(order), dtype=np.int64)
        places[order] = np.arange(len(order), dtype=np.int64)
        return places

    def ordered(self, rows: Ints, by: str | None, *, reverse: bool = False) -> Ints:
        """Documents by an attribute's values, by name (an empty text), or as they are (None). Those
        of which nothing is said come last in either order."""
        if by is None:
            return rows
        keys = self._column(by)[1] if by else self._by_name
        if reverse:
            values = self._column(by)[0] if by else []
            nothing = values.index("") if "" in values else -1
            keys = np.where(keys == nothing, 1, -keys)
        found: Ints = rows[np.argsort(keys[rows], kind="stable")]
        return found
