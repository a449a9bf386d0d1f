"""Lists of a Word document: the number or bullet of each paragraph, counted as Word counts.

ECMA-376 part 1, 17.9: a paragraph names an instance (``w:num``) of a definition
(``w:abstractNum``) and a level; instances of one definition go on counting, but where an instance
overrides the start.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.numerals import numeral
from annotator.exchange.documents.symbol_fonts import from_symbol_font
from annotator.exchange.documents.word.names import VAL, W, child, is_on, number, value

_PLACE: Final = re.compile(r"%([1-9])")
_LEVELS: Final = 9
_LONGEST_LABEL: Final = 100


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a definition. `restart` is the level (from 1) after which counting begins anew,
    0 for never, None for after any higher one."""

    style: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    paragraph_style: str = ""


@dataclass(slots=True)
class _Definition:
    levels: dict[int, Level] = field(default_factory=dict)
    linked: str = ""
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class _Instance:
    definition: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document; `label` is asked for each paragraph in the order of the text."""

    def __init__(self, root: etree._Element | None) -> None:
        self._definitions: dict[str, _Definition] = {}
        self._instances: dict[str, _Instance] = {}
        self._by_style: dict[str, _Definition] = {}
        if root is None:
            return
        for one in root.iterchildren(W + "abstractNum"):
            self._define(one)
        for one in root.iterchildren(W + "num"):
            self._instances[one.get(W + "numId", "")] = _instance(one)

    def _define(self, element: etree._Element) -> None:
        key = element.get(W + "abstractNumId", "")
        found = _Definition(linked=value(element, W + "numStyleLink"))
        for one in element.iterchildren(W + "lvl"):
            place = number(one.get(W + "ilvl"))
            if place is not None and 0 <= place < _LEVELS:
                found.levels[place] = _level(one)
        self._definitions[key] = found
        # A list style's own definition; others only name the style.
        style = value(element, W + "styleLink")
        if style:
            self._by_style.setdefault(style, found)

    def level_of_style(self, instance: str, style: str) -> int:
        """The level of a list that belongs to a paragraph style; 0 where none says so."""
        _found, definition = self._definition(instance)
        if definition is not None:
            for place, level in definition.levels.items():
                if level.paragraph_style == style:
                    return place
        return 0

    def _definition(self, key: str) -> tuple[_Instance | None, _Definition | None]:
        instance = self._instances.get(key)
        if instance is None:
            return None, None
        definition = self._definitions.get(instance.definition)
        if definition is not None and definition.linked:
            definition = self._by_style.get(definition.linked, definition)
        return instance, definition

    def label(self, key: str, place: int) -> str | None:
        """Count one paragraph at level `place` (from 0) of an instance; its number or bullet.

        None where there is no such list, which makes it no item.
        """
        instance, definition = self._definition(key)
        if instance is None or definition is None or not 0 <= place < _LEVELS:
            return None
        counts = definition.counts
        level = self._level(instance, definition, place)
        start = instance.starts.pop(place, None)
        before = counts[place]
        counts[place] = level.start if before is None else before + 1
        if start is not None:
            counts[place] = start
        for deeper in range(place + 1, _LEVELS):
            restart = self._level(instance, definition, deeper).restart
            if restart is None or restart > place:
                counts[deeper] = None
        if level.style == "bullet":
            return level.text
        return self._shown(instance, definition, level, counts)

    def _level(self, instance: _Instance, definition: _Definition, place: int) -> Level:
        return instance.levels.get(place) or definition.levels.get(place) or _BARE

    def _shown(
        self,
        instance: _Instance,
        definition: _Definition,
        level: Level,
        counts: list[int | None],
    ) -> str:
        def one(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = self._level(instance, definition, place)
            count = counts[place]
            shown = other.start if count is None else count
            return numeral(shown, "decimal" if level.legal else other.style)

        return _PLACE.sub(one, level.text)[:_LONGEST_LABEL]


_BARE: Final = Level(text="")


def _level(element: etree._Element) -> Level:
    text = value(element, W + "lvlText")
    style = value(element, W + "numFmt") or "decimal"
    if style == "bullet":
        fonts = child(child(element, W + "rPr"), W + "rFonts")
        font = "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""
        text = from_symbol_font(text, font, bullet=True) or "•"
    start = number(value(element, W + "start"))
    return Level(
        style,
        text,
        1 if start is None else start,
        number(value(element, W + "lvlRestart")),
        is_on(child(element, W + "isLgl")),
        value(element, W + "pStyle"),
    )


def _instance(element: etree._Element) -> _Instance:
    found = _Instance(value(element, W + "abstractNumId"))
    for one in element.iterchildren(W + "lvlOverride"):
        place = number(one.get(W + "ilvl"))
        if place is None or not 0 <= place < _LEVELS:
            continue
        level, start = child(one, W + "lvl"), child(one, W + "startOverride")
        if level is not None:
            found.levels[place] = _level(level)
        begin = None if start is None else number(start.get(VAL))
        if begin is not None:
            found.starts[place] = begin
    return found
