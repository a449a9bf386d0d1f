"""What the values of a column are: found from its first rows, and written alike.

Numbers are written with a decimal point, dates as ISO 8601 has them; what is no number or date
stays as it is, and is counted.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from annotator.corpus.messages import tr
from annotator.exchange.records.table import Row, Table, Value, text_of

SAMPLED: Final = 1_000
"""Rows from which types are found."""
MOST_CHOICES: Final = 30
"""Different values of a column that may be a choice."""
_EPOCH: Final = datetime(1899, 12, 30)
"""Day 0 of the serial numbers of Excel, as counted from 1 March 1900 on (ECMA-376, 18.17.4.1)."""
_SERIALS: Final = range(18_264, 73_051)
"""Serial numbers of the years 1950 to 2099."""
_POINT: Final = re.compile(
    r"[+-]?(?:\d{1,3}(?:[,'\u2019\u00a0\u202f ]\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d{1,3})?"
)
_COMMA: Final = re.compile(r"[+-]?(?:\d{1,3}(?:[.'\u2019\u00a0\u202f ]\d{3})+|\d+)?(?:,\d+)?")
_ISO: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?"
)
_PARTS: Final = re.compile(
    r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})\.?"
    r"(?:,?[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp]\.?[Mm]\.?)?)?"
)
_MONTHS: Final = {
    month: number
    for number, month in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_TWEET: Final = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}):(\d{2}):(\d{2}) [+-]\d{4} (\d{4})"
)
"""``Wed Oct 10 20:19:24 +0000 2018``, as the API of Twitter/X writes times."""

_DATES: Final = (_ISO, _PARTS, _TWEET)


class ColumnType(enum.StrEnum):
    """What the values of an attribute are."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its first rows are: its likely type, the form of its values in words (empty
    where there is nothing to say), how many are filled, the first of them, and the mean length."""

    name: str
    type: ColumnType
    form: str
    filled: int
    distinct: int
    examples: tuple[str, ...]
    length: float


def columns_of(table: Table, rows: Sequence[Row] | None = None) -> list[Column]:
    """The columns of a table, by its first rows."""
    found = table.first(SAMPLED) if rows is None else rows
    return [_column(name, [row.cells[n] for row in found]) for n, name in enumerate(table.columns)]


def _column(name: str, cells: Sequence[Value]) -> Column:
    filled = [cell for cell in cells if cell != ""]
    words = [text_of(cell).strip() for cell in filled]
    distinct = dict.fromkeys(words)
    kind, form = _type_of(filled, words, len(distinct))
    length = sum(map(len, words)) / len(words) if words else 0.0
    examples = tuple(list(distinct)[:5])
    return Column(name, kind, form, len(filled), len(distinct), examples, length)


def _type_of(
    filled: Sequence[Value], words: Sequence[str], distinct: int
) -> tuple[ColumnType, str]:
    if not filled:
        return ColumnType.TEXT, ""
    if all(isinstance(cell, date) for cell in filled):
        return ColumnType.DATE, ""
    if all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in filled):
        return ColumnType.NUMBER, ""
    order = day_order(_most(words, lambda word: any(one.fullmatch(word) for one in _DATES)))
    if order is not None:
        return ColumnType.DATE, _ORDERS[order]
    sign = decimal_sign(_most(words, lambda word: _is(_POINT, word) or _is(_COMMA, word)))
    if sign is not None:
        return ColumnType.NUMBER, tr("decimal comma") if sign == "," else ""
    repeated = len(filled) >= 8 and distinct <= min(MOST_CHOICES, len(filled) // 2)
    short = max(map(len, words)) <= 60
    return (ColumnType.CHOICE, "") if repeated and short else (ColumnType.TEXT, "")


def _most(words: Sequence[str], fits: Callable[[str], bool]) -> Sequence[str]:
    """Those that fit, where nine of ten do: a column of numbers has its “n/a”. Else all."""
    fitting = [word for word in words if fits(word)]
    return fitting if 10 * len(fitting) >= 9 * len(words) else words


_ORDERS: Final = {
    "iso": "",
    "dmy": tr("day, month, year"),
    "mdy": tr("month, day, year"),
    "ymd": tr("year, month, day"),
}


def decimal_sign(words: Iterable[str]) -> str | None:
    """The decimal sign of numbers; None where some are none. Where it can't be told (``1.234``,
    ``12``), a point."""
    given = [word for word in words if word]
    if not given:
        return None
    point = all(_is(_POINT, word) for word in given)
    comma = all(_is(_COMMA, word) for word in given)
    if comma and (not point or any("," in word and not _grouped(word) for word in given)):
        return ","
    return "." if point else None


def _is(pattern: re.Pattern[str], word: str) -> bool:
    return bool(pattern.fullmatch(word)) and any(char.isdigit() for char in word)


def _grouped(word: str) -> bool:
    """Whether commas part thousands: three digits stand behind each."""
    return all(len(part) == 3 for part in word.partition(".")[0].split(",")[1:])


def day_order(words: Iterable[str]) -> str | None:
    """In which order dates have their parts: ``iso``, ``ymd``, ``dmy``, ``mdy``; None where some
    are no dates. Where day and month can't be told apart, the day is first with points between
    them, the month with strokes."""
    given = [word for word in words if word]
    if not given:
        return None
    if all(_ISO.fullmatch(word) or _TWEET.fullmatch(word) for word in given):
        return "iso" if all(as_date(word, "iso") for word in given) else None
    matches = [_PARTS.fullmatch(word) for word in given]
    if any(match is None for match in matches):
        return None
    signs = {match[2] for match in matches if match}
    first = ("mdy", "dmy") if signs == {"/"} else ("dmy", "mdy")
    for order in ("ymd", *first):
        if all(as_date(word, order) for word in given):
            return order
    return None


@lru_cache(maxsize=1 << 14)
def as_date(word: str, order: str) -> str | None:
    """A date (with its time, where it has one) as ISO 8601; None where it is none of this order."""
    iso = _ISO.fullmatch(word)
    if iso:
        year, month, day = (int(iso[n]) for n in (1, 2, 3))
        hour, minute, second = (int(iso[n] or 0) for n in (4, 5, 6))
        zone = iso[7] or ""
        return _iso(year, month, day, *(hour, minute, second), timed=iso[4] is not None, zone=zone)
    tweet = _TWEET.fullmatch(word)
    if tweet:
        numbers = [int(tweet[n]) for n in (2, 3, 4, 5, 6)]
        month = _MONTHS.get(tweet[1].lower(), 0)
        return _iso(numbers[4], month, numbers[0], *numbers[1:4], timed=True, zone="Z")
    parts = _PARTS.fullmatch(word)
    if parts is None:
        return None
    numbers = [int(parts[n]) for n in (1, 3, 4)]
    lengths = [len(parts[n]) for n in (1, 3, 4)]
    named = dict(zip(order if len(order) == 3 and order != "iso" else "ymd", numbers, strict=True))
    year_first = order in ("ymd", "iso")
    if (lengths[0] > 2) != year_first or lengths[0 if year_first else 2] not in (2, 4):
        return None
    year = named["y"]
    if year < 100:
        year += 2000 if year < 70 else 1900  # as POSIX reads two digits
    hour, minute, second = (int(parts[n] or 0) for n in (5, 6, 7))
    if parts[8]:
        hour = hour % 12 + (12 if parts[8][0] in "Pp" else 0)
    timed = parts[5] is not None
    return _iso(year, named["m"], named["d"], *(hour, minute, second), timed=timed)


def _iso(
    year: int,
    month: int,
    day: int,
    hour: int,
    minute: int,
    second: int,
    *,
    timed: bool,
    zone: str = "",
) -> str | None:
    try:
        moment = datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
    if not timed:
        return moment.date().isoformat()
    zone = {"UTC": "Z"}.get(zone, zone)
    return moment.isoformat(" ") + zone


def as_number(word: str, sign: str) -> str | None:
    """A number with a decimal point and nothing between its digits; None where it is none."""
    if not _is(_COMMA if sign == "," else _POINT, word):
        return None
    grouping = ".'\u2019\u00a0\u202f " if sign == "," else ",'\u2019\u00a0\u202f "
    return word.translate({ord(char): None for char in grouping}).replace(",", ".").lstrip("+")


def date_of_serial(number: float) -> str | None:
    """The date of a serial number of a spreadsheet; None where it is none of our time."""
    if int(number) not in _SERIALS:
        return None
    moment = _EPOCH + timedelta(days=number)
    if moment.microsecond >= 500_000:
        moment += timedelta(seconds=1)
    return text_of(moment.replace(microsecond=0))


Writer = Callable[[Value], tuple[str, bool]]
"""A cell as the value of an attribute, and whether it is what the type says."""


def writer(kind: ColumnType, sampled: Sequence[Value]) -> Writer:
    """How cells of a column are written, as its first rows show it."""
    if kind is ColumnType.NUMBER:
        return _number_writer([text_of(cell).strip() for cell in sampled])
    if kind is ColumnType.DATE:
        return _date_writer([text_of(cell).strip() for cell in sampled if isinstance(cell, str)])
    return lambda value: (" ".join(text_of(value).split(" ")).strip(), True)


def _number_writer(words: Sequence[str]) -> Writer:
    numbers = [word for word in words if _is(_POINT, word) or _is(_COMMA, word)]
    sign = decimal_sign(numbers) or "."

    def write(value: Value) -> tuple[str, bool]:
        word = text_of(value).strip()
        if not isinstance(value, str) or not word:
            return word, not isinstance(value, date | time | bool)
        number = as_number(word, sign)
        return (word, False) if number is None else (number, True)

    return write


def _date_writer(words: Sequence[str]) -> Writer:
    order = day_order([word for word in words if _PARTS.fullmatch(word)]) or "ymd"

    def write(value: Value) -> tuple[str, bool]:
        word = text_of(value).strip()
        if not word or isinstance(value, date):
            return word, True
        if isinstance(value, str):
            found = as_date(word, order)
            if found is not None:
                return found, True
        try:
            serial = date_of_serial(float(word))
        except (ValueError, OverflowError):
            serial = None
        return (word, False) if serial is None else (serial, True)

    return write
