"""A source of the file that has a text, with what its passages tell of how positions count."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.refi.parsing import RawSelection
from annotator.exchange.refi.positions import Evidence, StoredText, integer, weigh
from annotator.exchange.refi.texts import SourceText


@dataclass
class Source:
    """A source of the file that has a text: where it stands, its selections, its evidence."""

    outer: etree._Element
    inner: etree._Element
    found: SourceText
    name: str
    selections: list[RawSelection]
    stored: StoredText
    evidence: Evidence

    @property
    def place(self) -> str:
        """The source in words, for findings."""
        return f"document “{self.name}”"


def make_source(
    outer: etree._Element,
    inner: etree._Element,
    found: SourceText,
    name: str,
    selections: list[RawSelection],
) -> Source:
    """A source with the evidence its passages give. `inner` is the Representation of a PDF."""
    stored = StoredText(found.raw)
    passages = []
    for selection in selections:
        start, end = integer(selection.start), integer(selection.end)
        if start is not None and end is not None and 0 <= start < end:
            passages.append((start, end, selection.name))
    return Source(outer, inner, found, name, selections, stored, weigh(stored, passages))
