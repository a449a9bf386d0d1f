"""A run of blocks: paragraphs and tables, laid out as `builder` says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from annotator.corpus.structure import Element, Value
from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.rtf.state import STYLES, State
from annotator.exchange.documents.rtf.tables import Cell, CellFormat, Row, Table, write_table
from annotator.exchange.documents.rtf.typed_labels import TypedLabel

DEEPEST_TABLE: Final = 30


class Column:
    """Blocks one below the other: a text, and the line feed that the next block begins with."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.gap = ""

    def begin(self) -> int:
        """Where the next block begins."""
        self.builder.add(self.gap)
        self.gap = ""
        return self.builder.position

    def end(self) -> None:
        """The block is at its end."""
        self.gap = "\n"

    def append(self, text: str, elements: list[Element]) -> None:
        """A block that was built apart."""
        offset = self.begin()
        self.builder.add(text)
        for element in elements:
            self.builder.mark(
                element.kind, element.start + offset, element.end + offset, **element.values
            )
        self.end()


@dataclass(slots=True)
class Rows:
    """A table that is open: its rows so far, the cells of the row at hand, and the cell at hand."""

    table: Table = field(default_factory=Table)
    cells: list[Cell] = field(default_factory=list)
    column: Column = field(default_factory=Column)
    formats: list[CellFormat] = field(default_factory=list)
    header: bool = False


BlockKind = Callable[[State, str | None], tuple[str, dict[str, Value]]]
"""What a paragraph is: its kind and values, by its formatting and the label of its list."""


class Flow:
    """A text with its paragraphs and tables: the body, a note, a header, a text box."""

    def __init__(self, block_kind: BlockKind) -> None:
        self.base = Column()
        self.begun = False
        self.row_open = False
        self.label: str | None = None
        self.boxes: list[tuple[str, list[Element]]] = []
        self._kind = block_kind
        self._tables: list[Rows] = []
        self._formats: dict[bool, tuple[list[CellFormat], bool]] = {}
        self._start = 0
        self._emphasis = 0
        self._open: dict[int, int] = {}
        self._after_page = False
        self._spare: CellFormat = CellFormat()
        self._typed = TypedLabel()
        self._level: int | None = None

    @property
    def column(self) -> Column:
        """Where text goes now."""
        return self._tables[-1].column if self._tables else self.base

    @property
    def builder(self) -> TextBuilder:
        """The text at hand."""
        if self._typed.held:
            self._write_held()
        return self.column.builder

    @property
    def in_cell(self) -> bool:
        """Whether what comes stands in a table."""
        return bool(self._tables)

    def position_of_next(self) -> int:
        """Where the next character will stand, if it is one of the text at hand."""
        column = self.column
        return self.builder.position + (0 if self.begun else len(column.gap))

    # Paragraphs

    def begin(self, state: State) -> None:
        """Begin a paragraph where none is open."""
        if self.begun:
            return
        depth = max(state.depth, 1) if state.in_table or self.row_open else 0
        self._to_depth(depth)
        self._start = self.column.begin()
        self.begun = True
        self._after_page = False

    def write(self, text: str, state: State) -> None:
        """Text of a paragraph."""
        if not self.begun:
            self.begin(state)
        if state.first_indent < 0 and self._is_label(text, state):
            return
        if self._typed.held:
            self._write_held()
        self._write(text, state)

    def _write(self, text: str, state: State) -> None:
        if state.emphasis != self._emphasis:
            self._emphasise(state.emphasis)
        self.column.builder.add(text)

    def _is_label(self, text: str, state: State) -> bool:
        """Whether text at the beginning of a paragraph is, or may become, its typed label."""
        if self.label is not None or self.column.builder.position > self._start:
            return False
        typed = self._typed
        if text != "\t":
            if holds := typed.may_hold(text, state):
                typed.held.append((text, state))
            return holds
        label = typed.taken()
        if label is None:
            return False
        self.label, self._level = label, typed.level(state.left_indent)
        return True

    def _write_held(self) -> None:
        held, self._typed.held = self._typed.held, []
        for text, state in held:
            self._write(text, state)

    def line_break(self, state: State) -> None:
        """A line feed within the paragraph."""
        self.begin(state)
        self.builder.line_break()

    def end_paragraph(self, state: State) -> None:
        """The end of a paragraph, which may be an empty one."""
        if not self.begun and self._after_page:
            self._after_page = False
            return
        self.begin(state)
        self._close_paragraph(state)

    def _close_paragraph(self, state: State) -> None:
        self._emphasise(0)
        builder = self.builder
        if self._level is not None:
            state = state._replace(list_level=self._level)
        elif not state.left_indent:
            self._typed.end_list()
        if builder.position > self._start or self.label:
            kind, values = self._kind(state, self.label)
            builder.mark(kind, self._start, builder.position, **values)
        self.label = self._level = None
        self.begun = False
        self.column.end()
        for text, elements in self.boxes:
            self.column.append(text, elements)
        self.boxes.clear()

    def _emphasise(self, emphasis: int) -> None:
        builder = self.builder
        for flag, style in STYLES.items():
            if self._emphasis & flag and not emphasis & flag:
                start = self._open.pop(flag)
                if start < builder.position:
                    builder.mark("emphasis", start, builder.position, style=style)
            elif emphasis & flag and not self._emphasis & flag:
                self._open[flag] = builder.position
        self._emphasis = emphasis

    def break_page(self, state: State) -> int | None:
        """Where a new page begins, or None within a table. What follows is a paragraph."""
        if self._tables and not (self.begun or self.row_open or self._tables[-1].cells):
            self._to_depth(0)
        if self._tables:
            return None
        if self.begun:
            self._close_paragraph(state)
        self._after_page = True
        return self.base.begin()

    # Tables

    def define_row(self, *, nested: bool) -> None:
        """The definition of a row begins; it holds until the next one."""
        self._formats[nested] = ([], False)
        self._spare = CellFormat()
        if not nested:
            self.row_open = True

    def cell_flag(self, word: bytes, *, nested: bool) -> None:
        """A cell's word: how it is merged, or that the row is a head."""
        if word == b"trhdr":
            self._formats[nested] = (self._formats.get(nested, ([], False))[0], True)
        else:
            self._spare = self._spare.merged(word)

    def cell_edge(self, edge: int, *, nested: bool) -> None:
        """The right edge of a cell, in twips, which ends its definition."""
        formats = self._formats.setdefault(nested, ([], False))[0]
        if len(formats) < 1000:
            formats.append(self._spare.at(edge))
        self._spare = CellFormat()

    def end_cell(self, state: State, depth: int) -> None:
        """A cell is at its end. Where there is no table the next text is set off by a tab."""
        if not (self.row_open or state.in_table or self._tables):
            self.write("\t", state)
            return
        if self.begun:
            self._close_paragraph(state)
        self._to_depth(depth)
        rows = self._tables[-1]
        rows.cells.append(Cell(*rows.column.builder.finish()))
        rows.column = Column()

    def end_row(self, state: State, *, nested: bool) -> None:
        """A row is at its end."""
        if not self._tables:
            self.row_open = False
            return
        depth = max(2, len(self._tables)) if nested else 1
        if self.begun or self._tables[-1].column.builder.position:
            self.end_cell(state, len(self._tables))
        self._to_depth(min(depth, len(self._tables)))
        rows = self._tables[-1]
        if rows.cells:
            formats, header = self._formats.get(nested, ([], False))
            rows.table.rows.append(Row(rows.cells, list(formats), header))
            rows.cells = []
        if not nested:
            self.row_open = False

    def _to_depth(self, depth: int) -> None:
        """Close or open tables until so many are open; never more than `DEEPEST_TABLE`."""
        depth = min(depth, DEEPEST_TABLE)
        while len(self._tables) > depth:
            rows = self._tables.pop()
            if rows.column.builder.position:
                rows.cells.append(Cell(*rows.column.builder.finish()))
            if rows.cells:
                rows.table.rows.append(Row(rows.cells, [], False))
            if rows.table.rows:
                self.column.begin()
                write_table(self.column.builder, rows.table)
                self.column.end()
        while len(self._tables) < depth:
            self._tables.append(Rows())

    def finish(self, state: State) -> tuple[str, list[Element]]:
        """The text and its elements."""
        if self.begun:
            self._close_paragraph(state)
        self._to_depth(0)
        for text, elements in self.boxes:
            self.base.append(text, elements)
        return self.base.builder.finish()
