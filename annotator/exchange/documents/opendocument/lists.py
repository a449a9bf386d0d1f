"""Lists and numbered headings of OpenDocument: how items are counted and shown (ODF 1.3, 5.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.numerals import numeral, repeated
from annotator.exchange.documents.opendocument.names import STYLE, TEXT, number
from annotator.exchange.documents.opendocument.styles import Styles
from annotator.exchange.documents.symbol_fonts import from_symbol_font

_LEVELS: Final = 10
_PLACE: Final = re.compile(r"%(\d+)%")
_LONGEST_LABEL: Final = 100


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: a bullet, or a number in a format between prefix and suffix, with
    those of the levels above it (`shown` levels in all), or in a pattern such as “%1%.%2%)”."""

    bullet: str = ""
    style: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    pattern: str | None = None
    synced: bool = False

    def numeral(self, count: int) -> str:
        """The number alone."""
        if self.synced and self.style in ("a", "A"):
            letters = repeated("abcdefghijklmnopqrstuvwxyz")(count)
            return letters.upper() if self.style == "A" else letters
        return numeral(count, self.style)


@dataclass(slots=True)
class Counting:
    """How far a list has counted, level by level."""

    style: str
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Lists:
    """The list styles of a document, and the lists so far."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._levels: dict[str, dict[int, Level]] = {}
        self._by_id: dict[str, Counting] = {}
        self._last: dict[str, Counting] = {}
        self._headings = Counting("")
        self._outline = {} if styles.outline is None else self._read(styles.outline)

    def open(self, style: str, identity: str, follows: str, go_on: bool) -> Counting:
        """A list begins: anew, after the list with the id `follows`, or after the last of its
        style."""
        found = self._by_id.get(follows) if follows else self._last.get(style) if go_on else None
        if found is None:
            found = Counting(style)
        self._last[style] = found
        if identity:
            self._by_id[identity] = found
        return found

    def label(self, counting: Counting, style: str, place: int, start: int | None) -> str:
        """Count an item at level `place` (from 1); its number or bullet."""
        return self._count(counting, self._of(style), place, start)

    def restart(self, counting: Counting, place: int) -> None:
        """A list within an item begins: its level counts anew."""
        if place <= _LEVELS:
            counting.counts[place - 1] = None

    def heading(self, level: int, start: int | None, anew: bool) -> str:
        """Count a heading; its number, empty where headings have none."""
        if anew and level <= _LEVELS:
            self._headings.counts[level - 1] = None
        return self._count(self._headings, self._outline, level, start)

    def _count(
        self, counting: Counting, levels: dict[int, Level], place: int, start: int | None
    ) -> str:
        if not 1 <= place <= _LEVELS:
            return ""
        level = levels.get(place, _BARE)
        counts = counting.counts
        before = counts[place - 1]
        counts[place - 1] = level.start if before is None else before + 1
        if start is not None:
            counts[place - 1] = start
        counts[place:] = [None] * (_LEVELS - place)
        if level.bullet:
            return level.bullet
        return _shown(levels, counts, place)[:_LONGEST_LABEL]

    def _of(self, name: str) -> dict[int, Level]:
        found = self._levels.get(name)
        if found is None:
            element = self._styles.lists.get(name)
            found = self._levels[name] = {} if element is None else self._read(element)
        return found

    def _read(self, element: etree._Element) -> dict[int, Level]:
        found: dict[int, Level] = {}
        for one in element:
            place = number(one.get(TEXT + "level"))
            if place is not None:
                found[place] = self._level(one)
        return found

    def _level(self, one: etree._Element) -> Level:
        if one.tag == TEXT + "list-level-style-bullet":
            properties = one.find(STYLE + "text-properties")
            font = "" if properties is None else self._styles.font(properties)
            char = from_symbol_font(one.get(TEXT + "bullet-char", ""), font, bullet=True)
            return Level(bullet=char or "•")
        if one.tag == TEXT + "list-level-style-image":
            return Level(bullet="•")
        start = number(one.get(TEXT + "start-value"))
        # LibreOffice wrote the pattern under a name of its own before ODF had one.
        pattern = next((one.get(n) for n in one.attrib if n.endswith("}num-list-format")), None)
        return Level(
            style=one.get(STYLE + "num-format", ""),
            prefix=one.get(STYLE + "num-prefix", ""),
            suffix=one.get(STYLE + "num-suffix", ""),
            shown=number(one.get(TEXT + "display-levels")) or 1,
            start=1 if start is None else start,
            pattern=pattern,
            synced=one.get(STYLE + "num-letter-sync") == "true",
        )


_BARE: Final = Level()


def _shown(levels: dict[int, Level], counts: list[int | None], place: int) -> str:
    """The number of a level between its prefix and suffix, or in its pattern."""

    def one(at: int) -> str:
        level = levels.get(at, _BARE)
        count = counts[at - 1] if 1 <= at <= _LEVELS else None
        return level.numeral(level.start if count is None else count)

    level = levels.get(place, _BARE)
    if not level.style:
        return ""
    if level.pattern:
        return _PLACE.sub(lambda match: one(int(match[1])), level.pattern)
    first = max(1, place - level.shown + 1)
    numbers = [one(at) for at in range(first, place + 1)]
    return f"{level.prefix}{'.'.join(part for part in numbers if part)}{level.suffix}"
