"""Builds a text and the structure beside it, piece by piece, in reading order.

The layout of a text is the same from every format, so that positions mean the same and a reader of
another format looks alike:

- Each block (paragraph, heading, list item, caption) is a line; lines end at LF, and no line feed
  ends the text. Empty paragraphs of the file stay empty lines. Nothing parts blocks but the LF.
- A break within a paragraph is an LF with an element ``line-break`` over it.
- The cells of a row are parted by a tab, rows by LF; blocks within one cell by LF. Where a cell
  spans further columns or rows, the places it covers are empty, so that columns stay columns.
- The mark of a note is its label in square brackets (``[1]``); the note stands at the end of the
  text (of its chapter, its page), a block that begins with the mark and a space.
- Numbers and bullets of lists, pictures, comments and deleted passages are values, not text.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from annotator.corpus.structure import Element, Value, in_order


class TextBuilder:
    """A text that grows at its end, and elements over it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._elements: list[Element] = []
        self.position = 0

    def add(self, text: str) -> None:
        """Append text as it is."""
        if text:
            self._pieces.append(text)
            self.position += len(text)

    def end_block(self) -> None:
        """A line feed: what follows is another block. The last one is taken off at the end."""
        self.add("\n")

    def line_break(self) -> None:
        """A line feed within a paragraph."""
        self.mark("line-break", self.position, self.position + 1)
        self.add("\n")

    def mark(self, kind: str, start: int, end: int, **values: Value) -> None:
        """An element over what stands, or will stand, there."""
        self._elements.append(Element(kind, start, end, values))

    @contextmanager
    def element(self, kind: str, **values: Value) -> Iterator[None]:
        """An element over what is added within; of a block, use it within `end_block`."""
        start = self.position
        yield
        self.mark(kind, start, self.position, **values)

    def finish(self) -> tuple[str, list[Element]]:
        """The text without line feeds at its end, and the elements in order, cut to it.

        Of elements over the same span the one that was marked later comes first: it is the outer
        one. Empty ones at one place stay in the order they were marked in.
        """
        text = "".join(self._pieces).rstrip("\n")
        last = len(text)
        cut = [
            element
            if element.end <= last
            else Element(element.kind, min(element.start, last), last, element.values)
            for element in self._elements
        ]
        full = [element for element in reversed(cut) if element.start < element.end]
        empty = [element for element in cut if element.start == element.end]
        return text, in_order([*full, *empty])
