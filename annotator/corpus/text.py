"""The immutable text of a document with its lines and paragraphs, in code points, half open."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from statistics import median

from annotator.corpus.blocks import Bounds, paragraph_bounds
from annotator.corpus.span import Span
from annotator.corpus.structure import EMPTY, Structure

_WRAPPED_SAMPLE = 200
_WRAPPED_WIDTHS = range(40, 101)


class DocumentText:
    """A text and where its lines and paragraphs are.

    Lines end at LF (the only line end that an imported text has). A paragraph is a line, or,
    in a text whose lines were broken at a fixed width, a run of lines up to an empty one. Where the
    text has structure, its paragraphs, headings, items of lists, cells and notes are it.
    """

    def __init__(self, text: str, structure: Structure = EMPTY) -> None:
        self.text = text
        self.structure = structure

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def line_starts(self) -> list[int]:
        """Where each line begins; the first is 0, and an empty text has one line."""
        starts = [0]
        end = self.text.find("\n")
        while end >= 0:
            starts.append(end + 1)
            end = self.text.find("\n", end + 1)
        return starts

    def line_number(self, position: int) -> int:
        """The line (from 0) that holds `position`; a line feed belongs to the line it ends."""
        return bisect_right(self.line_starts, position) - 1

    def line_bounds(self, line: int) -> tuple[int, int]:
        """Start and end of a line without its line feed; equal for an empty one."""
        start = self.line_starts[line]
        if line + 1 < len(self.line_starts):
            return start, self.line_starts[line + 1] - 1
        return start, len(self.text)

    def line_at(self, position: int) -> Span | None:
        """The line that holds `position`, without its line feed; None where it is empty."""
        start, end = self.line_bounds(self.line_number(position))
        return Span(start, end) if start < end else None

    @cached_property
    def hard_wrapped(self) -> bool:
        """Whether lines were broken at a fixed width and empty lines part the paragraphs.

        Judged by the first lines: where most lines that another line follows at once are 40 to
        100 characters long, they were wrapped by a program; a paragraph that is one line is not.
        """
        lines = self.text[: _WRAPPED_SAMPLE * 500].split("\n", _WRAPPED_SAMPLE)[:_WRAPPED_SAMPLE]
        blank = [not line.strip() for line in lines]
        if not any(blank[:-1]):
            return False
        followed = [
            len(line)
            for line, empty, next_empty in zip(lines, blank, blank[1:], strict=False)
            if not empty and not next_empty
        ]
        written = len(lines) - sum(blank)
        return len(followed) * 2 > written and round(median(followed)) in _WRAPPED_WIDTHS

    def paragraph_at(self, position: int) -> Span | None:
        """The paragraph that holds `position`; None on a blank line."""
        if self._blocks:
            return self._block_at(position)
        line = self.line_number(position)
        if self._blank(line):
            return None
        first = last = line
        if self.hard_wrapped:
            while first > 0 and not self._blank(first - 1):
                first -= 1
            while last + 1 < len(self.line_starts) and not self._blank(last + 1):
                last += 1
        return Span(self.line_starts[first], self.line_bounds(last)[1])

    @cached_property
    def _blocks(self) -> Bounds:
        return paragraph_bounds(self.text, self.structure) if self.structure else []

    @cached_property
    def _block_starts(self) -> list[int]:
        return [start for start, _end in self._blocks]

    def _block_at(self, position: int) -> Span | None:
        """The block that holds `position`, or ends there."""
        number = bisect_right(self._block_starts, position) - 1
        if number < 0 or position > self._blocks[number][1]:
            return None
        return Span(*self._blocks[number])

    def _blank(self, line: int) -> bool:
        start, end = self.line_bounds(line)
        return start == end or self.text[start:end].isspace()

    @cached_property
    def paragraph_starts(self) -> list[int]:
        """Where each paragraph begins, in a plain text with its first line."""
        if self._blocks:
            return self._block_starts
        starts = self.line_starts[: -1 if self.line_starts[-1] == len(self.text) else None]
        firsts = map(self.text.__getitem__, starts)
        written = [
            start
            for line, (start, first) in enumerate(zip(starts, firsts, strict=True))
            # Most lines tell by their first letter that something is written in them.
            if not first.isspace() or not self._blank(line)
        ]
        if not self.hard_wrapped:
            return written
        written_lines = set(written)
        return [
            start
            for start in written
            if start == 0 or self.line_starts[self.line_number(start) - 1] not in written_lines
        ]

    def paragraph_number(self, position: int) -> int:
        """The number (from 1) of the paragraph at or before `position`; 0 before the first."""
        return bisect_right(self.paragraph_starts, position)

    def paragraphs(self, start: int = 0) -> Iterator[Span]:
        """The paragraphs that end after `start`, in order."""
        if self._blocks:
            first = bisect_right(self._block_starts, start) - 1
            for one in self._blocks[max(0, first) :]:
                if one[1] > start:
                    yield Span(*one)
            return
        line = self.line_number(start)
        while line < len(self.line_starts):
            paragraph = self.paragraph_at(self.line_starts[line])
            if paragraph is None:
                line += 1
                continue
            yield paragraph
            line = self.line_number(paragraph.end) + 1

    def paragraphs_before(self, position: int) -> Iterator[Span]:
        """The paragraphs that begin before `position`, the nearest first."""
        if self._blocks:
            for number in range(bisect_left(self._block_starts, position) - 1, -1, -1):
                yield Span(*self._blocks[number])
            return
        line = self.line_number(max(0, position - 1))
        while line >= 0:
            paragraph = self.paragraph_at(self.line_starts[line])
            if paragraph is not None:
                line = self.line_number(paragraph.start)
                if paragraph.start < position:
                    yield paragraph
            line -= 1
