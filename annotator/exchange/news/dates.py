"""Dates as newspapers and databases write them, in several languages, as ISO 8601."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

_MONTHS: Final = (
    "january jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari",
    "february feb februar feber février fevrier févr fév febrero febbraio febb fevereiro fev"
    " februari",
    "march mar märz mrz mars marzo março marco maart mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag maio mei",
    "june jun juni juin junio giugno giu junho",
    "july jul juli juillet juil julio luglio lug julho",
    "august aug août aout agosto ago augustus",
    "september sep sept septembre septiembre set settembre sett setembro",
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro",
)
_MONTH: Final = {
    name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()
}
_WEEKDAYS: Final = (
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday"
    " sat sunday sun montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag"
    " sonnabend sa sonntag so lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes"
    " miércoles miercoles jueves viernes sábado sabado domingo lunedì lunedi martedì martedi"
    " mercoledì mercoledi giovedì giovedi venerdì venerdi sabato domenica segunda-feira terça-"
    " feira quarta-feira quinta-feira sexta-feira maandag dinsdag woensdag donderdag vrijdag"
    " zaterdag zondag"
)


def _either(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_NAME = rf"(?P<name>{_either(list(_MONTH))})\.?(?!\w)"
_WEEKDAY = rf"(?<!\w)(?:{_either(_WEEKDAYS.split())})(?!\w)\.?"
_YEAR = r"(?P<year>[12]\d{3})(?!\d)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:\.?[ºª°]|st|nd|rd|th|er|e)?(?!\d)"
_FORMS: Final = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"(?<!\d){_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日",
        rf"{_DAY}\.?\s*(?:de |d[’']|di |of )?\s*{_NAME},?\s*(?:de |del |of )?\s*{_YEAR}",
        rf"(?<!\w){_NAME}\s+{_DAY},?\s+(?:{_WEEKDAY},?\s+)?{_YEAR}",
        rf"{_DAY}\s?[./-]\s?(?P<month>\d{{1,2}})\s?[./-]\s?(?P<year>\d{{4}}|\d\d)(?!\d)",
        rf"(?<![\d.]\s)(?<!\w){_NAME}\s+(?:de |del |of )?{_YEAR}",
    )
]
_NUMBERS: Final = _FORMS[4]
_LATEST_SHORT_YEAR = 69
_CLOCK = r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?(?!\w))?\s*(?:uhr)?"
_ZONE = r"(?:[A-Z]{2,5}(?!\w)(?:[+-]\d{1,2})?)"
_BEFORE: Final = re.compile(
    rf"\s*(?:(?:le|el|il|den|am|op|vom|of)\s+)?(?:{_WEEKDAY}\s*,?\s*(?:(?:den|le|the)\s+)?)?",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"\s*,?\s*(?:\(?{_WEEKDAY}\)?)?\s*,?\s*(?:{_CLOCK}\s*(?-i:{_ZONE})?)?", re.IGNORECASE
)


class FoundDate(NamedTuple):
    """A date in ISO 8601 (``2019-07-01``, or ``2019-07`` where no day is given), and the code
    points of the text that it takes with its weekday and time of day."""

    iso: str
    start: int
    end: int


def found_date(text: str) -> FoundDate | None:
    """The first date in a text, or None. Of numbers alone the day comes first, as everywhere but in
    the United States; where that can't be, the month does; where both can, nothing is said, but
    with dots, which are written with the day first."""
    for form in _FORMS:
        match = form.search(text)
        if match is None:
            continue
        iso = _iso(match, form is _NUMBERS)
        if iso:
            return FoundDate(iso, match.start(), match.end())
    return None


def date_of_line(line: str) -> tuple[str, str] | None:
    """The date that a line begins with, after a weekday at most, and what stands after it and its
    time of day (an edition); None where the line is no date."""
    found = found_date(line)
    if found is None:
        return None
    if not _BEFORE.fullmatch(line[: found.start]):
        return None
    after = _AFTER.match(line, found.end)
    rest = line[after.end() if after else found.end :].strip(" ,;-–—|")
    return (found.iso, rest) if len(rest) <= _LONGEST_REST else None


_LONGEST_REST = 80


def _iso(match: re.Match[str], numbers: bool) -> str:
    groups = match.groupdict()
    year = int(groups["year"])
    if len(groups["year"]) == 2:
        year += 2000 if year <= _LATEST_SHORT_YEAR else 1900
    month = _MONTH[groups["name"].lower()] if groups.get("name") else int(groups["month"])
    if groups.get("day") is None:
        return f"{year:04}-{month:02}"
    day = int(groups["day"])
    if numbers and "." not in match[0]:
        if month > 12:
            day, month = month, day
        elif day <= 12 and day != month:
            return ""  # the third of April or the fourth of March
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
