"""What structure makes of each block, found out when the block comes into sight, and kept."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextCharFormat

from annotator.corpus.structure import Element
from annotator.ui.reader.block_look import PLAIN, BlockInText, BlockLook, Letters, Sign, TableRow
from annotator.ui.reader.code_points import PositionMap
from annotator.ui.reader.elements import NOTES, Elements
from annotator.ui.reader.structure_formats import CHANGES, INLINE, StructureFormats
from annotator.ui.reader.table_columns import whole_number
from annotator.ui.reader.table_rows import TableRows
from annotator.ui.reader.turn_looks import TurnLooks

_MOST_KEPT = 2_000
LABEL_GAP = 0.5
"""The room between the label of a list's item and its words, in letters."""
_QUOTE = 1.4
_MOST_LEVELS = 8


class BlockLooks:
    """The looks of the blocks of one text.

    `width` gives the pixels that a line may have; tables are fitted into it.
    """

    def __init__(self, formats: StructureFormats, width: Callable[[], float]) -> None:
        self.formats = formats
        self.elements = Elements()
        self.text = ""
        self.positions = PositionMap("")
        self.turns = TurnLooks()
        self.plain = False
        self.changes = False
        self.tallest = math.inf
        """Pixels of a row of cells from which they are set below each other."""
        self.active = False
        """Whether any block may look different from plain text."""
        self._width = width
        self._kept: dict[int, BlockLook] = {}
        self._rows = TableRows(formats, self.elements, self.text, self.positions)
        self.fitted_width = 0.0

    def line_width(self) -> float:
        """Pixels that a line may have now."""
        return self._width()

    def show(self, elements: Elements, text: str, positions: PositionMap) -> None:
        """Another text with its elements."""
        self.elements, self.text, self.positions = elements, text, positions
        self.turns.show(elements.structure)
        self._rows = TableRows(self.formats, self.elements, self.text, self.positions)
        self.forget()

    def forget(self) -> None:
        """Theme, font or what is shown changed."""
        self.active = not self.plain and bool(self.elements)
        self._kept.clear()
        self._rows.forget()
        self.turns.forget()

    def kept(self, number: int) -> BlockLook | None:
        """The look of the block of this number, where it has been found out."""
        return self._kept.get(number)

    def of(self, block: QTextBlock) -> BlockLook:
        """How a block is set."""
        width = self._width()
        if width != self.fitted_width:
            self.fitted_width = width
            self.forget()
        number = block.blockNumber()
        look = self._kept.get(number)
        if look is None:
            if len(self._kept) >= _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            look = self._kept[number] = self._find(block)
        return look

    def _find(self, block: QTextBlock) -> BlockLook:
        if not self.active:
            return PLAIN
        base = block.position()
        to_text = self.positions.to_text
        here = BlockInText(to_text(base), to_text(base + block.length() - 1), base)
        page = self.elements.pages_within(here.first, here.last)
        if not page and not self.elements.touched(here.first, here.last):
            broken = self.elements.is_line_break(here.last)
            if self.turns.greys:
                return BlockLook(after=0.0 if broken else None, letters=self._greyed(here))
            return BlockLook(after=0.0) if broken else PLAIN
        found = self.elements.touching(here.first, here.last)
        if not self.changes:
            found = [element for element in found if element.kind not in CHANGES]
        return self._make(here, found, page)

    # --- a block

    def _make(self, here: BlockInText, found: list[Element], page: Sequence[int]) -> BlockLook:
        by_kind: dict[str, list[Element]] = {}
        for element in found:
            by_kind.setdefault(element.kind, []).append(element)
        letters = self._block_letters(here, by_kind)
        label_font = letters[0][2].font().resolve(self.formats.font) if letters else None
        row = self._rows.row_of(here, by_kind, self.fitted_width) if "table" in by_kind else None
        if row is not None and row.header:
            letters.append((here.first, here.last, self.formats.block("header")))
        letters += [
            (e.start, e.end, self.formats.inline(e.kind, str(e.values.get("style", ""))))
            for e in found
            if e.kind in INLINE
        ]
        within: float = 0.0
        if row is not None:
            within, label = self._item_in_cell(here, by_kind, row)
            # What the whole table stands in indents it, and nothing else.
            by_kind = _around(by_kind, by_kind["table"][-1])
        indent, rules = self._quote_indent(by_kind)
        if row is None:
            step, label = self._item(here, by_kind, label_font)
        else:
            step = self._item(here, by_kind, None)[0]
        turns = by_kind.get("turn", ())
        label_color = self.turns.color(turns, self.formats)
        if turns and row is None and not step:
            step = self.turns.indent(self.formats, self.fitted_width)
            label = self.turns.label(turns, here, self.text, self.formats, self.fitted_width)
            label_font = self.formats.speaker_font if label else None
        before, after = self._room(here, by_kind, row)
        greyed = self._greyed(here) if self.turns.is_greyed(turns) else ()
        if greyed:
            label_color = self.formats.theme.color("faint")
        return BlockLook(
            indent=indent + step,
            cell_indent=within,
            before=before,
            after=after,
            letters=(*self._in_units(here, letters), *greyed),
            label=label,
            label_font=label_font,
            label_color=label_color,
            rules=rules,
            rules_end=bool(rules) and not self._goes_on(here, "quote"),
            row=row,
            first_note=bool(NOTES & by_kind.keys())
            and self._first_note(here, [e for e in found if e.kind in NOTES]),
            signs=self._signs(here, by_kind, page),
            elements=tuple(found),
        )

    def _block_letters(
        self, here: BlockInText, by_kind: dict[str, list[Element]]
    ) -> list[tuple[int, int, QTextCharFormat]]:
        formats = self.formats
        wanted = [(e, formats.heading(_level(e))) for e in by_kind.get("heading", ())]
        wanted += [(e, formats.block("note")) for kind in NOTES for e in by_kind.get(kind, ())]
        for kind in ("caption", "preformatted"):
            wanted += [(e, formats.block(kind)) for e in by_kind.get(kind, ())]
        return [(max(e.start, here.first), e.end, one) for e, one in wanted]

    def _greyed(self, here: BlockInText) -> tuple[Letters, ...]:
        """All letters of a block, as those of speakers that are not looked at."""
        return self._in_units(here, [(here.first, here.last, self.formats.block("greyed"))])

    def _in_units(
        self, here: BlockInText, letters: list[tuple[int, int, QTextCharFormat]]
    ) -> tuple[Letters, ...]:
        to_widget, base = self.positions.to_widget, here.base
        cut = ((max(start, here.first), min(end, here.last), form) for start, end, form in letters)
        return tuple(
            Letters(to_widget(start) - base, to_widget(end) - base, form)
            for start, end, form in cut
            if start < end
        )

    def _quote_indent(self, by_kind: dict[str, list[Element]]) -> tuple[float, tuple[float, ...]]:
        quotes = by_kind.get("quote", ())
        if not quotes:
            return 0.0, ()
        deepest = min(_MOST_LEVELS, max(len(quotes), *(_level(e) for e in quotes)))
        step = round(_QUOTE * self.formats.em)
        return float(deepest * step), tuple(float(n * step) for n in range(deepest))

    def _list_step(self) -> int:
        """The indent of a level of a list: enough for a number of two digits."""
        formats = self.formats
        return round(formats.metrics().horizontalAdvance("00.") + LABEL_GAP * formats.em)

    def _item(
        self, here: BlockInText, by_kind: dict[str, list[Element]], font: QFont | None
    ) -> tuple[float, str]:
        """Indent and label of an item of a list; its label stands by its first block alone."""
        items = by_kind.get("list-item", ())
        if not items:
            return 0.0, ""
        deepest = max(items, key=lambda e: (_level(e), e.start))
        one = self._list_step()
        # A numbered heading stands at the edge, whatever its level.
        level = 0 if "heading" in by_kind else min(_MOST_LEVELS, _level(deepest))
        if deepest.start < here.first:
            return float(level * one), ""
        label = str(deepest.values.get("label", "")) or "•"
        metrics = self.formats.metrics() if font is None else QFontMetricsF(font)
        # A long number is not cut: its own words begin further in.
        need = metrics.horizontalAdvance(label) + LABEL_GAP * self.formats.em
        outer = max(0, level - 1) * one
        return float(max(level * one, round(outer + need))), label

    def _item_in_cell(
        self, here: BlockInText, by_kind: dict[str, list[Element]], row: TableRow
    ) -> tuple[float, str]:
        """The same for an item in a cell, where the block is in that cell alone."""
        items = [e for e in by_kind.get("list-item", ()) if e.start >= by_kind["table"][-1].start]
        if not items or len(row.cells) != 1:
            return 0.0, ""
        return self._item(here, {"list-item": items}, None)

    def _room(  # noqa: PLR0911  (a kind of block each)
        self, here: BlockInText, by_kind: dict[str, list[Element]], row: TableRow | None
    ) -> tuple[float, float | None]:
        """Pixels before and after, beyond those of any line."""
        em = self.formats.em
        if row is not None:
            before = round((0.34 if row.begins else 0.0) * em)
            after = 0.1 if row.ends else 0.0
            if row.last:
                after = 0.9
            return float(before), float(round(after * em))
        if "heading" in by_kind:
            level = _level(by_kind["heading"][0])
            above = max(0.35, 1.0 - 0.15 * level) * em
            return float(round(above if here.first else 0.0)), float(round(0.25 * em))
        if "image" in by_kind and here.first == here.last:
            return 0.0, float(round(0.3 * em))
        if self.elements.is_line_break(here.last) or "preformatted" in by_kind:
            return 0.0, 0.0 if not _ends(by_kind.get("preformatted"), here) else None
        if "list-item" in by_kind and self.elements.item_at(here.last + 1):
            return 0.0, float(round(0.1 * em))
        if notes := [note for kind in NOTES for note in by_kind.get(kind, ())]:
            return float(round(em)) if self._first_note(here, notes) else 0.0, 0.0
        return 0.0, None

    def _goes_on(self, here: BlockInText, kind: str) -> bool:
        """Whether the next block is in an element of a kind too."""
        following = here.last + 1
        return any(e.kind == kind for e in self.elements.touching(following, following))

    def _first_note(self, here: BlockInText, notes: list[Element]) -> bool:
        """Whether notes begin with a block, and none stands just before it."""
        if here.first == 0 or all(note.start < here.first for note in notes):
            return False
        before = self.elements.touching(max(0, here.first - 2), here.first - 1)
        return not any(e.kind in NOTES for e in before)

    def _signs(
        self, here: BlockInText, by_kind: dict[str, list[Element]], pages: Sequence[int]
    ) -> tuple[Sign, ...]:
        to_widget, base = self.positions.to_widget, here.base
        signs = [Sign("image", e.start) for e in by_kind.get("image", ()) if e.start >= here.first]
        signs += [Sign("deleted", e.start) for e in by_kind.get("deleted", ()) if e.start == e.end]
        signs += [
            Sign("comment", e.end)
            for e in by_kind.get("comment", ())
            if here.first <= e.end <= here.last
        ]
        # Where a page begins with a block, its label beside the text says so.
        signs += [Sign("page", start) for start in pages if start > here.first]
        return tuple(Sign(kind, to_widget(at) - base) for kind, at in signs)


def _level(element: Element) -> int:
    return whole_number(element, "level")


def _ends(elements: list[Element] | None, here: BlockInText) -> bool:
    """Whether the last of the elements ends with a block."""
    return not elements or max(element.end for element in elements) <= here.last


def _around(by_kind: dict[str, list[Element]], table: Element) -> dict[str, list[Element]]:
    """The quotations and items that a table stands in, and all else that touches the block."""
    return {
        kind: [e for e in found if e.start <= table.start and e.end >= table.end]
        if kind in ("quote", "list-item")
        else found
        for kind, found in by_kind.items()
    }
