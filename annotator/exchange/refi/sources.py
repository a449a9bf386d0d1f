"""A source of the file that has a text, with what its passages tell of how positions count."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.exchange.refi.names import names_passage
from annotator.exchange.refi.positions import (
    Convention,
    Evidence,
    StoredText,
    integer,
    weigh,
)
from annotator.exchange.refi.raw_selections import RawSelections
from annotator.exchange.refi.texts import SourceText

_ENOUGH = 2_000


@dataclass
class RefiSource:
    """A source of the file that has a text: where it stands, its selections, its evidence."""

    outer: etree._Element
    inner: etree._Element
    found: SourceText
    name: str
    selections: RawSelections
    stored: StoredText
    evidence: Evidence
    media: etree._Element | None = None
    """The recording of which it is the (first) transcript."""
    recording: str = ""
    """The file of the recording, of any transcript."""

    @property
    def place(self) -> str:
        """The source in words, for findings."""
        return tr("document “{name}”", name=self.name)


def make_source(
    outer: etree._Element,
    inner: etree._Element,
    found: SourceText,
    name: str,
    selections: RawSelections,
    *,
    own: bool = False,
) -> RefiSource:
    """A source with the evidence its passages give, which an `own` file needs not.

    `inner` is the Representation of a PDF.
    """
    stored = StoredText(found.raw)
    evidence = Evidence() if own else weigh(stored, _telling(stored, selections))
    return RefiSource(outer, inner, found, name, selections, stored, evidence)


def proved_at_all(source: RefiSource, way: Convention) -> bool:
    """Whether any selection's name is its passage; also where no selection has a name."""
    named = [one for one in source.selections if one.name.strip()]
    for selection in named:
        start, end = integer(selection.start), integer(selection.end)
        if start is None or end is None:
            continue
        found = source.stored.range(start, end, way)
        if found and names_passage(selection.name, source.stored.text[found.start : found.end]):
            return True
    return not named


def _telling(stored: StoredText, selections: RawSelections) -> list[tuple[int, int, str]]:
    """Passages on which the ways of counting differ, and no more than prove one beyond doubt."""
    first, passages = stored.first_difference, []
    for selection in selections:
        start, end = integer(selection.start), integer(selection.end)
        if start is not None and end is not None and 0 <= start < end and end > first:
            passages.append((start, end, selection.name))
    return passages[:: -(-len(passages) // _ENOUGH) or 1]
