"""Foot- and endnotes: their marks in the text, and their texts at its end."""

from __future__ import annotations

from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.flow import Flow
from annotator.exchange.documents.numerals import numeral
from annotator.exchange.documents.word.names import W, child, number, value
from annotator.exchange.documents.word.package import Part
from annotator.exchange.documents.word.symbols import symbol

_FORMATS: Final = {"footnote": "decimal", "endnote": "lowerRoman"}


class Notes:
    """The notes of one kind (footnote or endnote), numbered as they are referred to."""

    def __init__(self, kind: str, part: Part, settings: etree._Element | None) -> None:
        self.kind = kind
        self.part = part
        self.referred: list[tuple[str, str, etree._Element]] = []
        self._properties = kind + "Pr"
        self._format, self._start, self._restart = _FORMATS[kind], 1, ""
        self._page = -1
        self._set(child(settings, W + self._properties))
        self._next = self._start
        self._notes: dict[str, etree._Element] = {}
        if part.root is not None:
            for one in part.root.iterchildren(W + kind):
                self._notes[one.get(W + "id", "")] = one

    def _set(self, properties: etree._Element | None) -> None:
        if properties is None:
            return
        self._format = value(properties, W + "numFmt") or self._format
        start = number(value(properties, W + "numStart"))
        self._start = self._start if start is None else start
        self._restart = value(properties, W + "numRestart") or self._restart

    def begin_section(self, section: etree._Element) -> None:
        """Another section, which may number its notes otherwise."""
        self._set(child(section, W + self._properties))
        if self._restart == "eachSect" or not self.referred:
            self._next = self._start

    def refer(self, key: str, custom: str, flow: Flow) -> bool:
        """Write the mark of a note, `custom` where the author wrote it; False without its text."""
        note = self._notes.get(key)
        if note is None:
            return False
        if self._restart == "eachPage" and self._page != flow.pages.count:
            self._page, self._next = flow.pages.count, self._start
        label = custom
        if not label:
            label = numeral(self._next, self._format)
            self._next += 1
        name = f"{self.kind}-{key}"
        flow.note_reference(label, name)
        self.referred.append((name, label, note))
        return True


def custom_mark(run: etree._Element) -> str:
    """The mark that the author wrote beside a reference, in the same run."""
    found = "".join(one.text or "" for one in run.iterchildren(W + "t"))
    for one in run.iterchildren(W + "sym"):
        found += symbol(one)
    return found.strip()


def has_custom_mark(reference: etree._Element) -> bool:
    """Whether the author marked the note by hand."""
    return reference.get(W + "customMarkFollows", "0").lower() in ("1", "true", "on")
