"""Days of documents, and the periods that a timeline counts in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?")
_MOST = 40


def day_of(said: str) -> date | None:
    """A day as ISO 8601 writes it; of a month or a year its first day; None for anything else."""
    match = _DAY.fullmatch(said.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Period:
    """A kind of period: the first day of the one that a day is in, the next one's, and how the one
    that begins on a day is called."""

    first: Callable[[date], date]
    following: Callable[[date], date]
    called: Callable[[date], str]


def _months(number: int) -> Period:
    def first(day: date) -> date:
        return date(day.year, (day.month - 1) // number * number + 1, 1)

    def following(day: date) -> date:
        month = day.month - 1 + number
        return date(day.year + month // 12, month % 12 + 1, 1)

    def called(day: date) -> str:
        return f"{day:%Y-%m}" if number == 1 else f"{day.year} Q{(day.month - 1) // 3 + 1}"

    return Period(first, following, called)


def _years(number: int) -> Period:
    def called(day: date) -> str:
        return str(day.year) if number == 1 else f"{day.year}–{day.year + number - 1}"

    return Period(
        lambda day: date(max(1, day.year // number * number), 1, 1),
        lambda day: date(day.year // number * number + number, 1, 1),
        called,
    )


KINDS: Mapping[str, Period] = {
    "day": Period(lambda day: day, lambda day: day + timedelta(days=1), date.isoformat),
    "week": Period(
        lambda day: day - timedelta(days=day.weekday()),
        lambda day: day + timedelta(days=7),
        date.isoformat,
    ),
    "month": _months(1),
    "quarter": _months(3),
    "year": _years(1),
    "decade": _years(10),
    "century": _years(100),
}
"""From short to long; weeks begin on Mondays and are called by their first days."""


def periods(first: date, last: date) -> tuple[str, list[date]]:
    """The name of the shortest kind of which not too many reach from one day to the other, and the
    first days of all these."""
    for name, kind in KINDS.items():
        day = kind.first(first)
        found: list[date] = []
        while day <= last and len(found) <= _MOST:
            found.append(day)
            if day.year > 9990 - 100:  # the calendar ends
                break
            day = kind.following(day)
        if len(found) <= _MOST or name == "century":
            return name, found[:200]
    raise AssertionError("centuries are few")
