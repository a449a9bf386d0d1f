"""Lines of a text from pieces of a page, with white space collapsed as browsers do.

CSS Text 3, 4.1: runs of spaces, tabs and line feeds become one space; none stands at the beginning
or the end of a line. No-break spaces and other characters of Unicode stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotator.corpus.structure import NO_VALUES, Value
from annotator.exchange.documents.builder import TextBuilder

_DEEPEST_INLINE: Final = 12
"""Elements open at once within a line; each line has all of them."""
_NESTED: Final = (
    "footnote endnote quote table row cell list-item caption heading paragraph preformatted"
)
_OUTER_FIRST: Final = {kind: rank for rank, kind in enumerate(_NESTED.split())}


def collapsed(text: str) -> str:
    """White space of a page, each run of it, as one space; a search is quicker than a pattern."""
    for space in "\n\t\r\f":
        if space in text:
            text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


class Container:
    """An element over lines; `start` is below 0 until its first line is there."""

    __slots__ = ("kind", "start", "values")

    def __init__(self, kind: str, values: Mapping[str, Value]) -> None:
        self.kind = kind
        self.values = values
        self.start = -1


class Lines:
    """A text that grows line by line; what is open within a line ends and begins anew with it."""

    def __init__(self, builder: TextBuilder) -> None:
        self.builder = builder
        self.paragraphs = True
        """Whether a line is an element ``paragraph`` by itself."""
        self.raw = 0
        """Above 0, spaces and lines stay as written."""
        self.prefix = ""
        """What the next line begins with: the label of a note."""
        self.starting: list[Container] = []
        self._pieces: list[str] = []
        self._length = 0
        self._space = True
        self._line_marks: list[tuple[str, int, int, Mapping[str, Value]]] = []
        self._inline: list[Container] = []
        self._points: list[tuple[str, Mapping[str, Value]]] = []
        self._marks: list[tuple[str, int, int, Mapping[str, Value]]] = []
        self.line_kind: tuple[str, Mapping[str, Value]] | None = None
        """What the line is instead of a paragraph."""
        self.owing = False
        """Whether what comes next is on another line."""

    def text(self, text: str) -> None:
        """More of the line."""
        if self.raw:
            self._raw_text(text)
            return
        text = collapsed(text)
        if self._space and text.startswith(" "):
            text = text[1:]
        if text:
            self._pieces.append(text)
            self._length += len(text)
            self._space = text[-1] == " "

    def _raw_text(self, text: str) -> None:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if text:
            self._pieces.append(text)
            self._length += len(text)
            self._space = False

    def line_break(self) -> None:
        """A line feed within the line."""
        if self._space and self._pieces and self._pieces[-1].endswith(" "):
            self._pieces[-1] = self._pieces[-1][:-1]
            self._length -= 1
            self._cut_marks()
        self._line_marks.append(("line-break", self._length, self._length + 1, NO_VALUES))
        self._pieces.append("\n")
        self._length += 1
        self._space = True

    def _cut_marks(self) -> None:
        """No element holds the space that was taken off the end of the line."""
        at = len(self._line_marks) - 1
        while at >= 0 and self._line_marks[at][2] > self._length:
            kind, start, _end, values = self._line_marks[at]
            self._line_marks[at] = (kind, min(start, self._length), self._length, values)
            at -= 1

    def point(self, kind: str, values: Mapping[str, Value]) -> None:
        """An empty element here."""
        self._line_marks.append((kind, self._length, self._length, values))

    def open_inline(self, kind: str, values: Mapping[str, Value]) -> Container:
        """Begin an element within lines; nothing where it says what one around it says."""
        opened = Container(kind, values)
        opened.start = self._length
        same = any(other.kind == kind and other.values == values for other in self._inline)
        if not same and len(self._inline) < _DEEPEST_INLINE:
            self._inline.append(opened)
        return opened

    def close_inline(self, opened: Container) -> None:
        """End it; nothing stays of an empty one."""
        if opened not in self._inline:
            return
        self._inline.remove(opened)
        if self._length > opened.start:
            self._line_marks.append((opened.kind, opened.start, self._length, opened.values))

    def open(self, kind: str, values: Mapping[str, Value] = NO_VALUES) -> Container:
        """Begin an element over lines."""
        self.end_line()
        opened = Container(kind, values)
        self.starting.append(opened)
        return opened

    def close(self, opened: Container) -> None:
        """End it; nothing stays of one without lines."""
        self.end_line()
        if opened.start < 0:
            self.starting.remove(opened)
        else:
            self.mark(opened.kind, opened.start, self.builder.position, opened.values)

    def mark(self, kind: str, start: int, end: int, values: Mapping[str, Value]) -> None:
        """An element over what stands there."""
        self._marks.append((kind, start, end, values))

    def end_line(self) -> None:
        """The line is complete; nothing happens where there is none."""
        if not self._pieces:
            if self._line_marks:
                self._points += [(kind, values) for kind, _s, _e, values in self._line_marks]
                self._line_marks = []
            return
        text = "".join(self._pieces)
        if self._space and text.endswith(" "):
            text = text[:-1]
        # The last break of a line makes no other line (CSS 2, 9.4.2).
        text = text.removesuffix("\n")
        self.before_line(text)
        self.begin()
        base, last = self.builder.position, len(text)
        if self.line_kind is not None:
            self.mark(self.line_kind[0], base, base + last, self.line_kind[1])
            self.line_kind = None
        elif self.paragraphs and last:
            self.mark("paragraph", base, base + last, NO_VALUES)
        self._place_marks(base, last)
        self.builder.add(text)
        self.owing = True
        self._pieces, self._length, self._space = [], 0, True

    def before_line(self, text: str) -> None:
        """Called with each line before it stands."""

    def _place_marks(self, base: int, last: int) -> None:
        marks = self._marks
        for kind, start, end, values in self._line_marks:
            if start == end:
                self.place_point(kind, base + min(start, last), values)
                continue
            if start >= last:
                continue
            marks.append((kind, base + start, base + min(end, last), values))
        for opened in self._inline:
            if opened.start < last:
                marks.append((opened.kind, base + opened.start, base + last, opened.values))
            opened.start = 0
        if self._line_marks:
            self._line_marks = []

    def empty_line(self) -> None:
        """A line with nothing in it."""
        self.begin()
        self.owing = True

    def begin(self) -> None:
        """What comes next is the beginning of a line: all that starts with it starts here."""
        if self.owing:
            self.builder.add("\n")
            self.owing = False
        position = self.builder.position
        for opened in self.starting:
            opened.start = position
        self.starting.clear()
        self._place_waiting(position)
        if self.prefix:
            self.builder.add(self.prefix)
            self.prefix = ""

    def _place_waiting(self, position: int) -> None:
        """Empty elements of lines that had no text stand where the next begins."""
        for kind, values in self._points:
            self.place_point(kind, position, values)
        self._points.clear()

    def place_point(self, kind: str, position: int, values: Mapping[str, Value]) -> None:
        """An empty element stands here."""
        self.mark(kind, position, position, values)

    def finish(self) -> None:
        """End the last line and hand the elements to the builder, the outer before the inner."""
        self.end_line()
        end = self.builder.position
        self._place_waiting(end)
        self._marks.sort(key=lambda mark: _OUTER_FIRST.get(mark[0], 99))
        for kind, start, stop, values in self._marks:
            self.builder.mark(kind, start, stop, **values)
        self._marks.clear()
        if self.owing:
            self.builder.end_block()
            self.owing = False
