"""What the values of an attribute of documents can be, and in which order they stand."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from annotator.corpus.messages import tr

_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)

SortKey = tuple[int, float, str, str]
"""Where a value stands among others."""
_LAST: Final[SortKey] = (4, 0.0, "", "")


class ValueType(enum.StrEnum):
    """What a value is. Numbers have a decimal point, days are as ISO 8601 has them."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class AttributeType:
    """Of an attribute what its values are; `choices` are the values of a choice, in order."""

    name: str
    type: ValueType = ValueType.TEXT
    choices: tuple[str, ...] = ()
    definition: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether this is what attributes are of which nothing is declared."""
        return self == AttributeType(self.name)

    def fault(self, value: str) -> str | None:
        """What is wrong with a value, as a sentence; None where it fits. An empty one always
        does."""
        if not value:
            return None
        match self.type:
            case ValueType.NUMBER if not is_number(value):
                return tr("“{value}” is no number such as 12 or 3.5.", value=value)
            case ValueType.DATE if not _is_day(value):
                return tr("“{value}” is no day such as 2026-11-30.", value=value)
            case ValueType.CHOICE if value not in self.choices:
                return tr("“{value}” is none of the choices.", value=value)
        return None

    def with_choices(self, values: Iterable[str]) -> AttributeType:
        """The same with values that are no choices yet behind its own, in their order by name."""
        new = sorted(set(values) - {*self.choices, ""}, key=sort_key())
        return replace(self, choices=(*self.choices, *new))


Types = Mapping[str, AttributeType]
"""The types that are declared, by the names of the attributes."""


def sort_key(declared: AttributeType | None = None) -> Callable[[str], SortKey]:
    """By what the values of an attribute are sorted wherever they are listed: choices stand in
    their order, days by the calendar, all others as numbers by size, then as words; values that do
    not fit come behind those that do, and what says nothing comes last."""
    kind = ValueType.TEXT if declared is None else declared.type
    if declared is None or kind is ValueType.TEXT:
        return _key_of_any
    if kind is ValueType.CHOICE:
        choices = {value: number for number, value in enumerate(declared.choices)}
        return lambda value: (0, choices[value], "", value) if value in choices else _behind(value)
    fits, place = (_is_day, _key_of_day) if kind is ValueType.DATE else (is_number, _key_of_any)
    return lambda value: place(value) if fits(value) else _behind(value)


def order_of(values: Iterable[str], declared: AttributeType | None = None) -> list[str]:
    """Values as they are listed (`sort_key`)."""
    return sorted(values, key=sort_key(declared))


def _key_of_any(value: str) -> SortKey:
    if is_number(value):
        return 0, float(value), "", value
    return (1, 0.0, value.casefold(), value) if value else _LAST


def _key_of_day(value: str) -> SortKey:
    return 0, 0.0, _with_space(value), value


def _behind(value: str) -> SortKey:
    number, size, folded, own = _key_of_any(value)
    return (number + 2, size, folded, own) if value else _LAST


def is_number(value: str) -> bool:
    """Whether a value is a number with a decimal point, of a size that can be computed with."""
    return _NUMBER.fullmatch(value) is not None and abs(float(value)) < float("inf")


def _with_space(value: str) -> str:
    return value.strip().replace("T", " ")


def _is_day(value: str) -> bool:
    """A day, or a day with a time."""
    day = _with_space(value).split(" ")[0]
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return len(day) == len("2026-11-30")
