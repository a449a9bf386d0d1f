"""Passages: what is selected, and where the selected coding begins and ends."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.corpus.segments import SegmentUnit
from annotator.corpus.span import Span
from annotator.operations import codings
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller

PASSAGE_ACTIONS = (
    *("reshape", "extend"),
    *("end_later", "end_earlier", "start_earlier", "start_later"),
    *("end_later_exact", "end_earlier_exact", "start_earlier_exact", "start_later_exact"),
)
"""The actions that change where a coding is, by name."""


class PassageController(Controller):
    """Selecting by unit, and moving one boundary of the selected coding at a time."""

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "grow",
                "&Grow the selection: word, clause, sentence, paragraph",
                self.grow_selection,
                key="W",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec(
                "shrink",
                "S&hrink the selection",
                self.shrink_selection,
                key="Shift+W",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec(
                "select_clause",
                "Select the &clause",
                self.select_clause,
                key="C",
                needs=Needs.DOCUMENT,
            ),
            ActionSpec(
                "select_sentence",
                "Select the &sentence",
                self.select_sentence,
                key="S",
                needs=Needs.DOCUMENT,
            ),
            ActionSpec(
                "select_paragraph",
                "Select the &paragraph",
                self.select_paragraph,
                key="G",
                needs=Needs.DOCUMENT,
            ),
            ActionSpec(
                "end_later",
                "&End of the coding: a word later",
                self.end_later,
                key="Alt+Right",
                needs=Needs.CODING,
                writes=True,
            ),
            ActionSpec(
                "end_earlier",
                "E&nd of the coding: a word earlier",
                self.end_earlier,
                key="Alt+Left",
                needs=Needs.CODING,
                writes=True,
            ),
            ActionSpec(
                "start_earlier",
                "&Beginning of the coding: a word earlier",
                self.start_earlier,
                key="Alt+Up",
                needs=Needs.CODING,
                writes=True,
            ),
            ActionSpec(
                "start_later",
                "Beg&inning of the coding: a word later",
                self.start_later,
                key="Alt+Down",
                needs=Needs.CODING,
                writes=True,
            ),
            ActionSpec(
                "end_later_exact",
                "End of the coding: a character later",
                self.end_later_exact,
                key="Alt+Shift+Right",
                needs=Needs.CODING,
                writes=True,
            ),
            ActionSpec(
                "end_earlier_exact",
                "End of the coding: a character earlier",
                self.end_earlier_exact,
                key="Alt+Shift+Left",
                needs=Needs.CODING,
                writes=True,
            ),
            ActionSpec(
                "start_earlier_exact",
                "Beginning of the coding: a character earlier",
                self.start_earlier_exact,
                key="Alt+Shift+Up",
                needs=Needs.CODING,
                writes=True,
            ),
            ActionSpec(
                "start_later_exact",
                "Beginning of the coding: a character later",
                self.start_later_exact,
                key="Alt+Shift+Down",
                needs=Needs.CODING,
                writes=True,
            ),
        )

    # --- the selection

    def grow_selection(self) -> None:
        self.reader_view.grow_selection()

    def shrink_selection(self) -> None:
        self.reader_view.shrink_selection()

    def select_clause(self) -> None:
        self.reader_view.select_unit(SegmentUnit.CLAUSE)

    def select_sentence(self) -> None:
        self.reader_view.select_unit(SegmentUnit.SENTENCE)

    def select_paragraph(self) -> None:
        self.reader_view.select_unit(SegmentUnit.PARAGRAPH)

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
        page, view = self.document_page, self.reader_view
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
