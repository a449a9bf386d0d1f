"""What the values of an attribute of documents can be."""

from __future__ import annotations

import enum
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from annotator.corpus.messages import tr


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

    def fault(self, value: str) -> str | None:
        """What is wrong with a value, as a sentence; None where it fits. An empty one always
        does."""
        if not value:
            return None
        match self.type:
            case ValueType.NUMBER if not _is_number(value):
                return tr("“{value}” is no number such as 12 or 3.5.", value=value)
            case ValueType.DATE if not _is_day(value):
                return tr("“{value}” is no day such as 2026-11-30.", value=value)
            case ValueType.CHOICE if value not in self.choices:
                return tr("“{value}” is none of the choices.", value=value)
        return None


def order_of(values: Sequence[str], declared: AttributeType | None) -> list[str]:
    """Different values as they are listed: choices in their order, numbers by size, other values by
    name; those that do not fit come last."""
    if declared is None or declared.type in (ValueType.TEXT, ValueType.DATE):
        return sorted(values, key=str.casefold)
    if declared.type is ValueType.CHOICE:
        place = {value: number for number, value in enumerate(declared.choices)}
        return sorted(values, key=lambda one: (place.get(one, len(place)), one.casefold()))
    fits = {one: _is_number(one) for one in values}
    return sorted(
        values, key=lambda one: (not fits[one], float(one) if fits[one] else 0.0, one.casefold())
    )


def _is_number(value: str) -> bool:
    try:
        return math.isfinite(float(value))
    except ValueError:
        return False


def _is_day(value: str) -> bool:
    """A day, or a day with a time."""
    day = value.strip().replace("T", " ").split(" ")[0]
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return len(day) == len("2026-11-30")
