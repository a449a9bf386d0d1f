"""How one block of a structured text is set: room around it, letters, and what is painted by it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from PySide6.QtGui import QColor, QFont, QTextCharFormat

from annotator.corpus.structure import Element
from annotator.ui.reader.table_columns import Columns


class BlockInText(NamedTuple):
    """Where a block is: in code points without its line feed, and its first unit in the widget."""

    first: int
    last: int
    base: int


class Letters(NamedTuple):
    """A format for the widget's units ``[start, end)`` of a block."""

    start: int
    end: int
    format: QTextCharFormat


class Cell(NamedTuple):
    """What of a table's cell is in a block: the unit it begins with, its column (from 0), and how
    many columns it spans."""

    start: int
    column: int
    spanned: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """The part of a table's row that is in a block. `columns` is None where the table is too wide
    to be set in columns. `begins` and `ends`: the row does so with this block; `last`:
    the table ends with it; `below_header`: the row above it is a header."""

    columns: Columns | None
    cells: tuple[Cell, ...]
    header: bool
    begins: bool
    ends: bool
    last: bool
    below_header: bool

    @property
    def beside(self) -> bool:
        """Whether cells of several lines stand beside each other: lines of the block are not all
        below each other then."""
        return self.columns is not None and not self.columns.fits and len(self.cells) > 1


class Sign(NamedTuple):
    """Something painted at a unit of a block: an image, a deletion, a comment's end, or where a
    page begins."""

    kind: str
    unit: int


@dataclass(frozen=True, slots=True)
class BlockLook:
    """Pixels: `indent` from the leading edge, `before` the first line and `after` the last one
    (None: as after any paragraph).

    `cell_indent` is that of an item of a list in a cell. `label` is the number or bullet of a
    list's item, or who speaks, in `label_font` (None: the text's) and `label_color` (None: as
    labels are). `rules` are the places of lines that mark
    quotations, from the leading edge; `rules_end`: they end with the block. `first_note`: a run of
    notes begins with it. `elements` are all that touch it, in order.
    """

    indent: float = 0.0
    before: float = 0.0
    after: float | None = None
    letters: tuple[Letters, ...] = ()
    cell_indent: float = 0.0
    label: str = ""
    label_font: QFont | None = None
    label_color: QColor | None = None
    rules: tuple[float, ...] = ()
    rules_end: bool = False
    row: TableRow | None = None
    first_note: bool = False
    signs: tuple[Sign, ...] = ()
    elements: tuple[Element, ...] = field(default=(), repr=False)

    @property
    def own_lines(self) -> bool:
        """Whether its lines are not placed as those of a plain paragraph."""
        return bool(self.indent or self.before or self.row is not None)


PLAIN: Final = BlockLook()
"""That of most blocks."""
