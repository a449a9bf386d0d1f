"""Passages: what is selected, and where the selected coding begins and ends."""

from __future__ import annotations

from annotator.corpus.segments import SegmentUnit
from annotator.corpus.span import Span
from annotator.operations import codings
from annotator.ui.controllers.controller import Controller


class PassageController(Controller):
    """Selecting by unit, and moving one boundary of the selected coding at a time."""

    # --- the selection

    def grow_selection(self) -> None:
        self.window.reader.view.grow_selection()

    def shrink_selection(self) -> None:
        self.window.reader.view.shrink_selection()

    def select_clause(self) -> None:
        self.window.reader.view.select_unit(SegmentUnit.CLAUSE)

    def select_sentence(self) -> None:
        self.window.reader.view.select_unit(SegmentUnit.SENTENCE)

    def select_paragraph(self) -> None:
        self.window.reader.view.select_unit(SegmentUnit.PARAGRAPH)

    # --- the boundaries

    def end_later(self) -> None:
        self._move(SegmentUnit.WORD, at_end=True, forward=True)

    def end_earlier(self) -> None:
        self._move(SegmentUnit.WORD, at_end=True, forward=False)

    def start_later(self) -> None:
        self._move(SegmentUnit.WORD, at_end=False, forward=True)

    def start_earlier(self) -> None:
        self._move(SegmentUnit.WORD, at_end=False, forward=False)

    def end_later_exact(self) -> None:
        self._move(SegmentUnit.CHARACTER, at_end=True, forward=True)

    def end_earlier_exact(self) -> None:
        self._move(SegmentUnit.CHARACTER, at_end=True, forward=False)

    def start_later_exact(self) -> None:
        self._move(SegmentUnit.CHARACTER, at_end=False, forward=True)

    def start_earlier_exact(self) -> None:
        self._move(SegmentUnit.CHARACTER, at_end=False, forward=False)

    def _move(self, unit: SegmentUnit, *, at_end: bool, forward: bool) -> None:
        """Of a coding with several parts, the outer boundaries move."""
        page, view = self.window.page, self.window.reader.view
        entry = page.selected
        if entry is None:
            return
        parts = list(entry.spans)
        number = len(parts) - 1 if at_end else 0
        moved = view.moved_boundary(parts[number], at_end, unit, forward)
        if moved == parts[number]:
            return
        parts[number] = moved
        # What was selected for coding would hide the boundary that moves.
        view.clear_selection()
        if self.bridge.do(codings.reshape, entry.guid, parts) is None:
            return
        edge = moved.end if at_end else moved.start
        view.set_cursor_position(edge)
        view.reveal(Span(max(0, edge - 1), edge) if at_end else Span(edge, edge + 1))
        page.select_coding(entry.guid)
