"""Where to go next in a document."""

from __future__ import annotations

from annotator.ui.controllers.controller import Controller
from annotator.ui.reader.navigation import next_uncoded_paragraph


class NavigationController(Controller):
    """Steps from coding to coding and to what is still to do."""

    def next_coding(self) -> None:
        self.window.page.step(forward=True)

    def previous_coding(self) -> None:
        self.window.page.step(forward=False)

    def other_coding(self) -> None:
        self.window.page.next_here()

    def next_of_code(self) -> None:
        self._step_in_code(forward=True)

    def previous_of_code(self) -> None:
        self._step_in_code(forward=False)

    def _step_in_code(self, *, forward: bool) -> None:
        """The code is the selected coding's, else the one used last, else that of the list."""
        page = self.window.page
        selected, current = page.selected, self.window.codebook.current_code()
        code = selected.code if selected else self.window.coding.last
        code = code or (current.guid if current else None)
        if code is None:
            self.window.say(self.tr("Choose a code first."))
        elif not page.step(forward=forward, code=code):
            name = self.bridge.code(code).name
            self.window.say(self.tr("No other passage here is coded as {0}.").format(name))

    def next_uncoded(self) -> None:
        self._uncoded(forward=True)

    def previous_uncoded(self) -> None:
        self._uncoded(forward=False)

    def _uncoded(self, *, forward: bool) -> None:
        """A paragraph that the current coder has not coded."""
        view = self.window.reader.view
        mine = [self.bridge.coder.guid] if self.bridge.coder else None
        found = next_uncoded_paragraph(
            view.text, view.marks, view.cursor_position(), forward=forward, coders=mine
        )
        if found is None:
            before = self.tr("You have coded something in every paragraph before this one.")
            behind = self.tr("You have coded something in every paragraph from here on.")
            self.window.say(behind if forward else before)
            return
        view.set_cursor_position(found.start)
        view.reveal(found)
