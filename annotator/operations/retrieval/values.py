"""Whether values are what a query asks for."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

from annotator.corpus.messages import tr
from annotator.corpus.query import Anything, Comparator, Comparison, Pattern, ValueTest
from annotator.errors import UserError
from annotator.retrieval.passages import finder

Said = str | list[str]
"""A value as the file has it: a text, or a list of choices."""

_COMPARED: dict[Comparator, Callable[[float, float], bool]] = {
    Comparator.LESS: lambda one, other: one < other,
    Comparator.AT_MOST: lambda one, other: one <= other,
    Comparator.MORE: lambda one, other: one > other,
    Comparator.AT_LEAST: lambda one, other: one >= other,
}


def value_test(test: ValueTest) -> Callable[[Said], bool]:
    """The test as a function; nothing but itself holds of an empty value. UserError for a
    comparison with what is neither a number nor a day."""
    match test:
        case Anything():
            return bool
        case Pattern():
            finds = finder(test)
            return lambda said: any(map(finds, _each(said)))
        case Comparison(value, Comparator.IS):
            return lambda said: bool(said) and (said == value or value in _each(said))
        case Comparison(value, comparator):
            return _comparison(value, comparator)


def _each(said: Said) -> list[str]:
    return said if isinstance(said, list) else [said] if said else []


def _comparison(value: str, comparator: Comparator) -> Callable[[Said], bool]:
    compares = _COMPARED[comparator]
    for read in (_number, _day):
        other = read(value)
        if other is not None:

            def test(said: Said, read: Reader = read, other: float = other) -> bool:
                own = read(said) if isinstance(said, str) else None
                return own is not None and compares(own, other)

            return test
    raise UserError(
        tr(
            "“{value}” is neither a number nor a day, so nothing is more or less "
            "than it. Ask for the value itself with a colon.",
            value=value,
        )
    )


Reader = Callable[[str], float | None]


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _day(text: str) -> float | None:
    try:
        return float(date.fromisoformat(text.strip()).toordinal())
    except ValueError:
        return None
