"""Sections of a Word document: how pages are numbered, and what stands on every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.flow import Flow
from annotator.exchange.documents.word.names import VAL, R, W, child, number
from annotator.exchange.documents.word.notes import Notes
from annotator.exchange.documents.word.package import Part

_PLACES: Final = {W + "headerReference": "head", W + "footerReference": "foot"}
_ONLY_NUMBER: Final = re.compile(r"\W*\d*\W*")


class Sections:
    """Goes through the sections of the body in order; `begin` is called at the end of each."""

    def __init__(
        self,
        body: etree._Element | None,
        part: Part,
        flow: Flow,
        notes: tuple[Notes, ...],
        words_of: Callable[[Part], str],
    ) -> None:
        found = [] if body is None else list(body.iter(W + "sectPr"))
        # What a section was before a tracked change of its format does not count.
        self._all = [one for one in found if _parent(one) != W + "sectPrChange"]
        self._part, self._flow, self._notes = part, flow, notes
        self._words_of = words_of
        self._told: set[tuple[str, str]] = set()
        self._next = 0

    def begin(self) -> None:
        """The next section begins at the place the text has come to."""
        if self._next >= len(self._all):
            return
        section = self._all[self._next]
        kind = child(section, W + "type")
        if self._next and (kind is None or kind.get(VAL) != "continuous"):
            self._flow.pages.hard_break()
        self._next += 1
        pages = child(section, W + "pgNumType")
        style = "decimal" if pages is None else pages.get(W + "fmt", "decimal")
        start = None if pages is None else number(pages.get(W + "start"))
        self._flow.pages.numbering(style, start)
        for notes in self._notes:
            notes.begin_section(section)
        for one in section:
            if one.tag in _PLACES:
                self._furniture(one, _PLACES[one.tag])

    def _furniture(self, reference: etree._Element, place: str) -> None:
        part = self._part.by_id(reference.get(R + "id"))
        words = "" if part is None else self._words_of(part)
        if words and (place, words) not in self._told:
            self._told.add((place, words))
            at = self._flow.position
            kind = "page-number" if _ONLY_NUMBER.fullmatch(words) else place
            self._flow.mark("furniture", at, at, text=words, place=kind)


def _parent(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)
