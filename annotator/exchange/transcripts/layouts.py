"""How plain transcripts mark who speaks and when: the layouts that are known, as expressions.

Each expression matches what stands before a turn, and has the groups ``speaker`` and ``time``; a
person can edit it. They are in the syntax of the `regex` package, in which a group may stand in
several places. ``^`` and ``$`` are those of lines.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import regex

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.transcripts.cue import limited
from annotator.exchange.transcripts.names import NAME

MAX_LENGTH: Final = 2_000
"""Characters of an expression. Longer ones take seconds to compile, without a time limit."""
LIMIT: Final = 2.0
LIMIT_BY_CHARACTER: Final = 1e-5
"""Seconds that an expression may take over a text, and for each of its characters more."""

_CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,-]\d{1,3})?"
_RANGE = rf"{_CLOCK}(?:\s?(?:-->|[-–])\s?{_CLOCK})?"
_WHEN = rf"(?P<time>{_RANGE})"
_IN_BRACKETS = rf"[\[(#]{_WHEN}[\])#]"
_TIME = rf"[\[(#]?{_WHEN}[\])#]?"
_WHO = rf"(?P<speaker>{NAME})"
_LISTED_WHO = rf"(?P<speaker>{NAME}(?:,[ \u00a0]{NAME})?(?:[ \u00a0]\([^()\n]{{1,40}}\))*)"
"""As in the address books of firms: Berg, Anna (Planning)."""
_LOOSE = r"\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?"
_RANGE_LINE = rf"(?P<time>{_LOOSE}\s?-->\s?{_LOOSE})"
_GAP = r"[ \t\u00a0]*"


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout: its name, what it looks like, and the expression of what stands before a turn."""

    name: str
    example: str
    pattern: str


LAYOUTS: Final[tuple[Layout, ...]] = (
    Layout(
        "colon",
        "Anna: words",
        rf"^{_GAP}(?:{_TIME}{_GAP}[-–|]?{_GAP})?[\[<]?{_WHO}[\]>]?(?:{_GAP}{_IN_BRACKETS})?{_GAP}:"
        rf"(?![/\d:]){_GAP}(?:{_IN_BRACKETS}(?={_GAP}(?:\S|\n)))?{_GAP}",
    ),
    Layout(
        "brackets",
        "[Anna] words",
        rf"^{_GAP}(?:{_TIME}{_GAP})?[\[<]{_WHO}[\]>]{_GAP}(?:{_IN_BRACKETS})?{_GAP}:?{_GAP}",
    ),
    Layout(
        "heading",
        "Anna 00:01:02",
        rf"^{_GAP}{_LISTED_WHO}(?:{_GAP}[-–|,•·]{_GAP}|[ \t\u00a0]+|(?=[\[(]))"
        rf"{_TIME}{_GAP}:?{_GAP}(?:\n|\Z)",
    ),
    Layout(
        "name-time",
        tr("Anna [00:01:02] words"),
        rf"^{_GAP}{_WHO}{_GAP}\[{_WHEN}\]{_GAP}:?{_GAP}(?=\S)",
    ),
    Layout(
        "range-first",
        "0:0:1.2 --> 0:0:3.4, below it Anna",
        rf"^{_GAP}{_RANGE_LINE}{_GAP}\n{_GAP}{_LISTED_WHO}{_GAP}\n(?={_GAP}\S)",
    ),
    Layout(
        "name-above-time",
        tr("Anna, below it [00:01:02] words"),
        rf"^{_GAP}{_WHO}{_GAP}\n(?={_GAP}\[{_CLOCK}\])",
    ),
    Layout(
        "time-first",
        "00:01:02 Anna",
        rf"^{_GAP}{_TIME}{_GAP}[-–|]?{_GAP}{_WHO}{_GAP}:?{_GAP}\n"
        rf"(?={_GAP}(?![\[(#]?\d{{1,3}}:\d\d)\S)",
    ),
    Layout(
        "columns",
        tr("Anna, a tab, words"),
        rf"^(?:{_TIME}\t+)?{_WHO}(?:[ \u00a0]+{_TIME})?\t+(?:{_TIME}\t+)?(?=\S)",
    ),
    Layout(
        "name-line",
        tr("Anna (on a line of its own)"),
        rf"(?:(?<=\n[ \t\u00a0]{{0,20}}\n)|\A(?:{_GAP}\n){{0,9}})^{_GAP}{_WHO}{_GAP}\n"
        rf"(?:{_GAP}{_TIME}{_GAP}\n)?(?={_GAP}\S)",
    ),
)
BOLD: Final = Layout("bold", tr("Anna in bold type, words"), "")
"""Names that are bold at the beginning of a line; no expression, since a text has no type."""
TIMES: Final = Layout(
    "times",
    "[00:01:02] words",
    rf"#{_WHEN}#[ \t]?|\[{_WHEN}\][ \t]?"
    rf"|\((?P<time>\d{{1,3}}:\d{{2}}:\d{{2}}(?:[.,]\d{{1,3}})?)\)[ \t]?"
    rf"|^{_GAP}\(?{_WHEN}\)?{_GAP}[-–]?{_GAP}$\n?"
    rf"|^{_GAP}(?P<time>\d{{1,3}}:\d\d:\d\d){_GAP}[-–|]?{_GAP}(?=\S)",
)
"""Times that stand by themselves, wherever they are: in square brackets or between ``#``; with
hours in round ones; and on a line of their own. ``at 10:30`` is none."""


class Match(NamedTuple):
    """What stands before a turn, as code points of the text: the whole, the name and the time
    (both empty at the same place where there is none)."""

    start: int
    end: int
    name: tuple[int, int]
    time: tuple[int, int]


def matches_of(pattern: str, text: str) -> list[Match]:
    """Where the expression of a person matches, in order. UserError where it is none, has neither
    of the groups, or takes too long."""
    return list(limited(_in_time(compiled(pattern), text)))


def matches_of_layout(layout: Layout, text: str) -> list[Match]:
    """Where a layout matches, in order; the time that it takes grows with the text alone."""
    return list(limited(map(_match, compiled(layout.pattern).finditer(text))))


def compiled(pattern: str) -> regex.Pattern[str]:
    """The expression of a person or of a layout. UserError says what is wrong with it."""
    if len(pattern) > MAX_LENGTH:
        raise UserError(
            tr(
                "The pattern is longer than {max_length:,} characters; make it simpler.",
                max_length=MAX_LENGTH,
            )
        )
    try:
        with warnings.catch_warnings(action="ignore"):
            found = regex.compile(pattern, regex.MULTILINE)
    except (regex.error, ValueError, KeyError, IndexError, TypeError) as error:
        raise UserError(tr("The pattern can't be read: {error}.", error=error)) from None
    except (OverflowError, RecursionError, MemoryError):
        raise UserError(tr("The pattern can't be read: it is too large.")) from None
    if not {"speaker", "time"} & found.groupindex.keys():
        raise UserError(
            tr(
                "The pattern names neither a speaker nor a time. Put (?P<speaker>…) "
                "around what matches the name, (?P<time>…) around the time."
            )
        )
    return found


def _in_time(pattern: regex.Pattern[str], text: str) -> Iterator[Match]:
    limit = LIMIT + LIMIT_BY_CHARACTER * len(text)
    until = time.thread_time() + limit
    try:
        for match in pattern.finditer(text, timeout=limit):
            # The package looks at its clock now and then only.
            if time.thread_time() > until:
                raise TimeoutError
            if match.end() > match.start():
                yield _match(match)
    except TimeoutError:
        raise UserError(tr("The pattern takes too long over this text. Make it simpler.")) from None


def _match(match: regex.Match[str]) -> Match:
    groups = match.re.groupindex
    return Match(
        match.start(),
        match.end(),
        match.span("speaker") if "speaker" in groups else (-1, -1),
        match.span("time") if "time" in groups else (-1, -1),
    )
