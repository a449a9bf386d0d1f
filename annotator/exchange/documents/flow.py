"""Text that flows into a builder: blocks, emphasis over several runs, pages, places of tables.

What the readers of office documents share: they walk a tree and tell what they meet; this keeps
what is open (a block, emphasis, a page) and where it began.
"""

from __future__ import annotations

from typing import Final

from annotator.corpus.limits import LARGEST_TEXT_FILE
from annotator.corpus.messages import tr
from annotator.corpus.structure import Value
from annotator.errors import UserError
from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.numerals import numeral

MOST_CHARACTERS: Final = LARGEST_TEXT_FILE
"""Of a text: little in a file can stand for much in it, such as repeated blanks and cells."""
NO_EMPHASIS: Final[frozenset[str]] = frozenset()


class Flow:
    """Grows a text block by block. Positions are code points.

    Blocks are parted by a line feed, which is written when the next one begins, so that an element
    over a block, a cell or a note never takes one in. `name` is the file's, for messages.
    """

    def __init__(self, name: str = "") -> None:
        self._name = name
        self.builder = TextBuilder()
        self.pages = Pages()
        self._part = False
        self._block = 0
        self._break = False
        self._trim = False
        self._continued = False
        self._styles = NO_EMPHASIS
        self._mark = (-1, -1)
        self._open: dict[str, int] = {}

    @property
    def position(self) -> int:
        """Where the next text will stand; after a block, that is in the next line."""
        return self.builder.position + self._part

    @property
    def block_start(self) -> int:
        """Where the block began that is open."""
        return self._block

    def begin_block(self) -> None:
        """What follows is a block of its own."""
        if self._continued:
            self._continued = False
            return
        self._trim = False
        if self._part:
            self.builder.end_block()
            self._part = False
        self._block = self.builder.position
        self._break = False

    def end_block(self) -> None:
        """The block is complete."""
        self.emphasis(NO_EMPHASIS)
        self._continued = False
        self._part = True

    def go_on(self) -> None:
        """What follows continues the block that has just ended."""
        self._part = False
        self._continued = True

    def note_mark(self, label: str) -> None:
        """Begin the text of a note with its mark; its first block goes on in the same line."""
        self.begin_block()
        self.text(f"[{label}] ")
        # Blanks that come next part the mark from the note in the file.
        self._trim = self._continued = True

    def note_reference(self, label: str, key: str) -> None:
        """The mark of a note in the text; emphasis that ends with it does not take it in."""
        mark = f"[{label}]"
        self.text(mark)
        end = self.builder.position
        self._mark = end - len(mark), end
        self.mark("note-mark", *self._mark, note=key)

    def text(self, text: str) -> None:
        """Append text to the open block."""
        if self._trim:
            text = text.lstrip(" \t")
            if not text:
                return
            self._trim = False
        if self._break:
            self._break = False
            if self.builder.position > self._block:
                self.builder.line_break()
        if self.pages.pending:
            self.pages.begin(self.builder.position)
        self.builder.add(text)
        if self.builder.position > MOST_CHARACTERS:
            raise UserError(
                tr(
                    "The text of “{name}” has more than {most_characters} characters; refused.",
                    name=self._name,
                    most_characters=MOST_CHARACTERS,
                )
            )

    def line_break(self) -> None:
        """A line feed within the block."""
        if not self._trim:
            self.builder.line_break()

    def part_words(self) -> None:
        """A break that is seen as a new line: written where text follows in the same block."""
        self._break = True

    def emphasis(self, styles: frozenset[str]) -> None:
        """What follows is set apart in these ways; equal neighbours are one element."""
        if styles is self._styles or styles == self._styles:
            return
        at = end = self.builder.position
        if end == self._mark[1]:
            end = self._mark[0]
        for style in [style for style in self._open if style not in styles]:
            start = self._open.pop(style)
            if start < end:
                self.builder.mark("emphasis", start, end, style=style)
        for style in sorted(styles):
            self._open.setdefault(style, at)
        self._styles = styles

    def mark(self, kind: str, start: int, end: int, **values: Value) -> None:
        """An element, without the values that are empty."""
        said = {name: value for name, value in values.items() if value != ""}
        self.builder.mark(kind, start, end, **said)

    # Tables: cells are parted by tabs, whatever they hold.

    def begin_cell(self, first: bool) -> int:
        """The next place of a row; returns where it starts."""
        if not first:
            self.builder.add("\t")
        self._part = False
        return self.builder.position

    def end_cell(self) -> int:
        """The end of what the place holds."""
        self.emphasis(NO_EMPHASIS)
        self._part = False
        return self.builder.position

    def end_row(self) -> None:
        """The row is complete."""
        self._part = True


class Pages:
    """The pages of a text: where each begins and what number is printed on it."""

    def __init__(self) -> None:
        self._labels = ["1"]
        self._starts = [0]
        self._number = 1
        self._format = "decimal"
        self._first = True
        self.pending: list[str] = []
        self.rendered = 0
        """Breaks that the program which saved the file found when it laid the text out."""

    @property
    def count(self) -> int:
        """Pages so far, with those that are due."""
        return len(self._starts) + len(self.pending)

    def numbering(self, style: str, start: int | None) -> None:
        """How pages are numbered from here on, after the break if there is one; `start` where
        counting begins anew. The first call is for the first page."""
        self._format = style
        if self._first:
            self._first = False
            self._number = 1 if start is None else start
            self._labels[0] = numeral(self._number, style)
        elif self.pending:
            self._number = self._number if start is None else start
            self.pending[-1] = numeral(self._number, style)
        elif start is not None:
            self._number = start - 1

    def hard_break(self) -> None:
        """A break that the author made."""
        self._next()

    def rendered_break(self) -> None:
        """A break where the text was laid out; the same as one of the author's right before it."""
        self.rendered += 1
        if not self.pending:
            self._next()

    def _next(self) -> None:
        self._number += 1
        self.pending.append(numeral(self._number, self._format))

    def begin(self, position: int) -> None:
        """Text comes at `position`: the pages that are due begin there."""
        self._labels += self.pending
        self._starts += [position] * len(self.pending)
        self.pending.clear()

    def write(self, builder: TextBuilder, end: int) -> None:
        """An element for each page up to `end`; none where no break is known."""
        if len(self._starts) < 2:
            return
        ends = [*self._starts[1:], end]
        for start, stop, label in zip(self._starts, ends, self._labels, strict=True):
            builder.mark("page", min(start, stop), stop, label=label)
