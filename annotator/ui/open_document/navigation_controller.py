"""Where to go next in a document."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.corpus.span import Span
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.codebook.panel import CodebookPanel
from annotator.ui.coding.coding_controller import CodingController
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.reader.navigation import next_uncoded_paragraph


class NavigationController(Controller):
    """Steps from coding to coding and to what is still to do."""

    def __init__(
        self, services: Services, coding: CodingController, codebook: CodebookPanel
    ) -> None:
        super().__init__(services)
        self._coding, self._codebook = coding, codebook

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "next_coding",
                "&Next coding",
                self.next_coding,
                key="N",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec(
                "previous_coding",
                "&Previous coding",
                self.previous_coding,
                key="P",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec(
                "other_coding",
                "Next coding at this p&lace",
                self.other_coding,
                key="O",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec(
                "next_same",
                "Next coding with &this code",
                self.next_of_code,
                key="T",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec(
                "previous_same",
                "Previous coding with th&is code",
                self.previous_of_code,
                key="Shift+T",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec(
                "next_uncoded",
                "Next &uncoded paragraph",
                self.next_uncoded,
                key="U",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec(
                "previous_uncoded",
                "Previous unc&oded paragraph",
                self.previous_uncoded,
                key="Shift+U",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
        )

    def next_coding(self) -> None:
        self.document_page.step(forward=True)

    def previous_coding(self) -> None:
        self.document_page.step(forward=False)

    def other_coding(self) -> None:
        self.document_page.next_here()

    def next_of_code(self) -> None:
        self._step_in_code(forward=True)

    def previous_of_code(self) -> None:
        self._step_in_code(forward=False)

    def _step_in_code(self, *, forward: bool) -> None:
        """The code is the selected coding's, else the one used last, else that of the list."""
        page = self.document_page
        selected, current = page.selected, self._codebook.current_code()
        code = selected.code if selected else self._coding.last
        code = code or (current.guid if current else None)
        if code is None:
            self.say(self.tr("Choose a code first."))
        elif not page.step(forward=forward, code=code):
            name = self.bridge.code(code).name
            self.say(self.tr("No other passage here is coded as {0}.").format(name))

    def next_uncoded(self) -> None:
        self._uncoded(forward=True)

    def previous_uncoded(self) -> None:
        self._uncoded(forward=False)

    def _unlabelled(self, *, forward: bool) -> bool:
        """Select the next unit that is to be labelled; False where passages are chosen."""
        document, coder = self.document_page.document, self.bridge.coder
        if document is None or coder is None:
            return False
        from annotator.operations.codings import given_units  # noqa: PLC0415  (start-up)

        left = given_units.unlabelled(self.bridge.look(), coder.guid, document)
        if left is None:
            return False
        here = self.reader_view.cursor_position()
        places = [Span(unit[0].start, unit[-1].end) for unit in left]
        after = [one for one in places if one.start > here] if forward else []
        before = [] if forward else [one for one in reversed(places) if one.end < here]
        found = next(iter([*after, *before, *places]), None)
        if found is None:
            self.say(self.tr("Every unit of this text is labelled."))
        else:
            self.reader_view.select(found)
            self.reader_view.reveal(found)
        return True

    def _uncoded(self, *, forward: bool) -> None:
        """A paragraph that the current coder has not coded; where units are given, a unit."""
        view = self.reader_view
        if self._unlabelled(forward=forward):
            return
        mine = [self.bridge.coder.guid] if self.bridge.coder else None
        found = next_uncoded_paragraph(
            view.text, view.marks, view.cursor_position(), forward=forward, coders=mine
        )
        if found is None:
            before = self.tr("You have coded something in every paragraph before this one.")
            behind = self.tr("You have coded something in every paragraph from here on.")
            self.say(behind if forward else before)
            return
        view.set_cursor_position(found.start)
        view.reveal(found)
