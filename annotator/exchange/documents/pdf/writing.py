"""Blocks and notes → the text, its structure, and where each character of it is printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from annotator.corpus.structure import Element
from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.pdf.columns import Line
from annotator.exchange.documents.pdf.hyphens import HYPHENS, Hyphenation
from annotator.exchange.documents.pdf.layout import Note, Page
from annotator.exchange.documents.pdf.notes import raised_in
from annotator.exchange.documents.pdf.paragraphs import Block, Placed

_DASHES: Final = "—–"
_LEADS: Final = " … "


@dataclass(slots=True)
class Written:
    """A text under way: pieces with the page and the indices of its characters there.

    `lines` has for each piece from a line its start in the text, its end, the line's baseline and
    size; `starts` the position where the text of each page begins.
    """

    builder: TextBuilder = field(default_factory=TextBuilder)
    pages: list[NDArray[np.int32]] = field(default_factory=list)
    indices: list[NDArray[np.int32]] = field(default_factory=list)
    lines: list[tuple[int, int, float, float]] = field(default_factory=list)
    starts: dict[int, int] = field(default_factory=dict)
    note_pages: list[tuple[int, int]] = field(default_factory=list)

    def insert(self, text: str) -> None:
        """Text that is not printed."""
        self._record(text, -1, np.full(len(text), -1, np.int32))

    def add(self, text: str, page: Page, indices: NDArray[np.int32], line: Line) -> None:
        """Text of a line, with the index of each character on the page, -1 for spaces."""
        start = self.builder.position
        self.lines.append((start, start + len(text), line.baseline, line.size))
        self._record(text, page.number, indices)

    def _record(self, text: str, page: int, indices: NDArray[np.int32]) -> None:
        self.builder.add(text)
        self.pages.append(np.full(len(text), page, np.int32))
        self.indices.append(indices)

    def end_block(self) -> None:
        """What follows is another block."""
        self.insert("\n")


class Writer:
    """Writes the blocks of a document, in order."""

    def __init__(self, pages: list[Page], hyphenation: Hyphenation, labels: list[str]) -> None:
        """`labels` are those of the pages."""
        self.written = Written()
        self._pages = pages
        self._labels = labels
        self._hyphenation = hyphenation
        self._notes = 0
        self._ids: dict[int, dict[str, str]] = {}
        for page in pages:
            self._ids[page.number] = {}
            for note in page.notes:
                if note.begun:
                    self._notes += 1
                    self._ids[page.number].setdefault(note.mark, str(self._notes))
        self._noted = 0
        self._last_note: Element | None = None

    def write(self, blocks: list[Block]) -> Written:
        """The text of blocks, with the notes of each page where its text ends."""
        index = 0
        while index < len(blocks):
            block = blocks[index]
            self._write_notes(block.lines[0].page.number)
            end = index
            while (
                end < len(blocks) and blocks[end].cells and _same_table(blocks[index], blocks[end])
            ):
                end += 1
            if end - index > 1:
                self._write_table(blocks[index:end])
                index = end
                continue
            self._write_block(block)
            index += 1
        self._write_notes(len(self._pages))
        return self.written

    def _write_block(self, block: Block) -> None:
        builder = self.written.builder
        start = builder.position
        self._write_lines(block.lines, block.skip, tabs=block.cells)
        values: dict[str, str | int] = {}
        if block.kind == "heading":
            values = {"level": block.level}
        elif block.kind == "list-item":
            values = {"level": block.level, "label": block.label}
        builder.mark(block.kind, start, builder.position, **values)
        self.written.end_block()

    def _write_table(self, rows: list[Block]) -> None:
        builder = self.written.builder
        columns = max(len(row.lines[0].line.segments) for row in rows)
        with builder.element("table", rows=len(rows), columns=columns):
            for number, row in enumerate(rows, 1):
                if number > 1:
                    self.written.end_block()
                placed = row.lines[0]
                self._start_page(placed.page)
                with builder.element("row", row=number):
                    for column, segment in enumerate(placed.line.segments, 1):
                        if column > 1:
                            self.written.insert("\t")
                        with builder.element("cell", row=number, column=column):
                            self.written.add(
                                segment.text, placed.page, segment.characters, placed.line
                            )
        self.written.end_block()

    def _write_lines(self, lines: list[Placed], skip: int, *, tabs: bool = False) -> None:
        builder = self.written.builder
        for number, placed in enumerate(lines):
            text, indices = _characters(placed.line, "\t" if tabs else " ")
            first = skip if number == 0 else 0
            last = len(text)
            following = lines[number + 1].line.text if number + 1 < len(lines) else ""
            parted = (
                following
                and text.endswith(tuple(HYPHENS))
                and self._hyphenation.parts_word(text, following)
            )
            if parted:
                last -= 1
            self._start_page(placed.page)
            self._write_marked(placed, text, indices, first, last)
            if parted:
                builder.mark("hyphen", builder.position, builder.position, text=text[-1])
            elif following and not _tight(text, following):
                self.written.insert(" ")

    def _write_marked(
        self, placed: Placed, text: str, indices: NDArray[np.int32], first: int, last: int
    ) -> None:
        """A line from `first` to `last`, with the marks of notes in brackets."""
        page, line = placed.page, placed.line
        ids = self._ids[page.number]
        position = first
        for start, end, mark in raised_in(page, line) if ids else []:
            if mark in ids and first <= start and end <= last:
                self.written.add(text[position:start], page, indices[position:start], line)
                with self.written.builder.element("note-mark", note=ids[mark]):
                    self.written.insert("[")
                    self.written.add(text[start:end], page, indices[start:end], line)
                    self.written.insert("]")
                position = end
        self.written.add(text[position:last], page, indices[position:last], line)

    def _start_page(self, page: Page) -> None:
        self.written.starts.setdefault(page.number, self.written.builder.position)

    def _write_notes(self, before: int) -> None:
        """The notes of the pages whose text has ended."""
        while self._noted < before:
            page = self._pages[self._noted]
            for note in page.notes:
                self._start_page(page)
                self._write_note(page, note)
            self._noted += 1

    def _write_note(self, page: Page, note: Note) -> None:
        builder = self.written.builder
        start = builder.position
        ids = self._ids[page.number]
        if note.begun:
            self.written.insert("[")
            first = note.lines[0]
            text, indices = _characters(first, " ")
            place = text.find(note.mark)
            end = place + len(note.mark)
            self.written.add(text[place:end], page, indices[place:end], first)
            self.written.insert("] ")
        values: dict[str, str | int] = {"note": ids.get(note.mark, ""), "label": note.mark}
        if not note.begun:
            last = self._last_note
            values = dict(last.values) if last else {"note": "", "label": ""}
        lines = [Placed(page, line, bold=False) for line in note.lines]
        kept, self._ids[page.number] = ids, {}
        self._write_lines(lines, note.skip)
        self._ids[page.number] = kept
        if max(self.written.starts) > page.number:
            values["page"] = self._labels[page.number]
        self._last_note = Element("footnote", start, builder.position, values)
        builder.mark("footnote", start, builder.position, **values)
        self.written.end_block()


def _characters(line: Line, between: str) -> tuple[str, NDArray[np.int32]]:
    """The text of a line and the index of each of its characters. What leads to the number of a
    page in a table of contents is an ellipsis."""
    if line.leaders:
        text, indices = _as_printed(line, " ")
        start, end = line.leaders
        kept = (indices[:start], np.full(len(_LEADS), -1, np.int32), indices[end:])
        return text[:start] + _LEADS + text[end:], np.concatenate(kept)
    return _as_printed(line, between)


def _as_printed(line: Line, between: str) -> tuple[str, NDArray[np.int32]]:
    if len(line.segments) == 1:
        return line.segments[0].text, line.segments[0].characters
    parts: list[NDArray[np.int32]] = []
    for segment in line.segments:
        parts += [segment.characters, np.full(1, -1, np.int32)]
    text = between.join(segment.text for segment in line.segments)
    return text, np.concatenate(parts[:-1])


def _same_table(one: Block, other: Block) -> bool:
    """Rows of one table: on one page, with cells, as many in each."""
    first, second = one.lines[0], other.lines[0]
    return first.page is second.page and len(first.line.segments) == len(second.line.segments)


def _tight(line: str, following: str) -> bool:
    """Whether no space stands between two lines: after a hyphen or a dash that is part of a word,
    and in scripts that do not part words."""
    if line.endswith(tuple(HYPHENS)) and following[:1].isalnum():
        return len(line) > 1 and line[-2].isalnum()
    if line.endswith(tuple(_DASHES)):
        return len(line) > 1 and not line[-2].isspace()
    return _unspaced(line[-1:]) and _unspaced(following[:1])


def _unspaced(character: str) -> bool:
    """Han, Kana, their punctuation, full-width forms, Thai."""
    return (
        "\u3000" <= character <= "\u9fff"
        or "\uff00" <= character <= "\uffef"
        or ("\u0e00" <= character <= "\u0e7f" or "\U00020000" <= character <= "\U0003ffff")
    )
