"""Settle what coders differ on, and go from one difference to the next."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from annotator.corpus.changes import Changes
from annotator.corpus.span import Span
from annotator.ui.verbs.form_group import FormVerbs

if TYPE_CHECKING:
    from annotator.operations.adjudication import Contested
    from annotator.operations.disagreements import Disagreement
    from annotator.ui.adjudication.page import AdjudicationPage

_MOMENTS = 0.7
"""Seconds within which nobody reads the next case."""


class SettlingVerbs(FormVerbs):
    """The verbs of the adjudication page, which is made when it is first asked for."""

    _page: AdjudicationPage | None = None
    _run: tuple[int, ...] = ()
    """The steps of decisions that came within moments of each other."""
    _decided_at = 0.0

    @property
    def page(self) -> AdjudicationPage:
        """The page; made and put into the window at the first call."""
        if self._page is None:
            from annotator.ui.adjudication.page import AdjudicationPage  # noqa: PLC0415

            window = self.window
            page = AdjudicationPage(
                self.bridge, window.theme, window.actions_.by_name, window.jobs.quietly
            )
            page.requestPassage.connect(window.show_passage)
            page.currentChanged.connect(window.enable)
            page.reason.returnPressed.connect(self.reject)
            # What was asked for is given, or another case is in hand.
            page.reason.textEdited.connect(lambda _text: self.window.unsay())
            page.currentChanged.connect(self.window.unsay)
            window.add_page(page, "adjudication")
            self.bridge.changed.connect(self._follow)
            self.bridge.opened.connect(self._follow)
            self._page = page
        return self._page

    def _follow(self, *_changes: object) -> None:
        if self._page is not None and self._page.isVisible():
            self._page.refresh_soon()

    @property
    def is_current(self) -> bool:
        """Whether there is a disagreement in hand."""
        return self._page is not None and self._page.isVisible() and self._page.current is not None

    # --- places

    def show_page(self) -> None:
        """Settle what differs in the open document."""
        if self.closed_while_blind():
            return
        page, document = self.page, self.window.page.document
        if page.docket is None and document is not None:
            page.matters.offer(self.bridge)
            page.matters.document.setCurrentIndex(max(0, page.matters.document.findData(document)))
        self.window.show_page(page)
        page.refresh()
        self.window.focus_page(page.view)

    def show_disagreement(self, disagreement: Disagreement) -> None:
        """Settle one that was found elsewhere."""
        from annotator.operations.adjudication import about  # noqa: PLC0415

        coders = [coder.guid for coder in disagreement.coders]
        self.window.show_page(self.page)
        self.page.ask_for(coders, disagreement.document.guid, about(disagreement))
        self.window.focus_page(self.page.view)

    # --- in the reader

    def next_difference(self) -> None:
        self._go(self.window.differences.next_from)

    def previous_difference(self) -> None:
        self._go(self.window.differences.previous_from)

    def _go(self, find: Callable[[int], Span | None]) -> None:
        if self.closed_while_blind():
            return
        view = self.window.reader.view
        span = find(view.cursor_position())
        if span is None:
            self.window.say(self.tr("The coders do not differ in this text."))
            return
        view.set_cursor_position(span.start)
        view.reveal(span)

    # --- on the page

    def next_case(self) -> None:
        self.page.step(1)

    def previous_case(self) -> None:
        self.page.step(-1)

    def show_case(self) -> None:
        """Show the disagreement in the reader."""
        case = self.page.current
        if case is not None:
            found = case.disagreement
            self.page.requestPassage.emit(found.document.guid, found.first.coding)

    # --- verdicts

    def take_first(self) -> None:
        self._take(0)

    def take_second(self) -> None:
        self._take(1)

    def _take(self, side: int) -> None:
        from annotator.operations import adjudication  # noqa: PLC0415

        case = self._case_in_sight()
        if case is not None:
            reason = self.page.reason.text()
            self._decide(adjudication.take, case.disagreement, side, reason)

    def reject(self) -> None:
        """Reject with the reason that is written; without one, ask for it where it is written."""
        from annotator.operations import adjudication  # noqa: PLC0415

        case, reason = self._case_in_sight(), self.page.reason
        if case is None:
            return
        if not reason.text().strip():
            reason.setFocus()
            self.window.say(self.tr("Give the reason, then press Return to reject."))
            return
        self._decide(adjudication.reject, case.disagreement, reason.text())

    def settle_own(self) -> None:
        """Settle on a coding of its own: the passage selected in the text, or the first one's."""
        from annotator.operations import adjudication, attributes  # noqa: PLC0415
        from annotator.ui.adjudication.own_coding import OwnCodingForm  # noqa: PLC0415

        page = self.page
        case, docket = self._case_in_sight(), page.docket
        if case is None or docket is None:
            return
        model = docket.codings[case.disagreement.first.coding]
        selected = page.reader.view.selected_span()
        form = OwnCodingForm(
            *(self.window, self.window.theme, self.bridge.codebook, model),
            (selected,) if selected else model.spans,
            self.bridge.text(model.document),
            lambda attribute: attributes.entities(self.bridge.look(), attribute),
        )
        form.accepted.connect(self._go_on)
        self.open_form(
            form,
            lambda: (
                *(adjudication.edit, case.disagreement, form.chosen_code(), form.spans),
                *(form.chosen_values(), page.reason.text()),
            ),
        )

    def reopen(self) -> None:
        """Take the decision back."""
        from annotator.operations import adjudication  # noqa: PLC0415

        case = self._case_in_sight()
        if case is not None and case.decision is not None:
            self.bridge.do(adjudication.reopen, case.decision)
            self.page.refresh()

    def take_agreed(self) -> None:
        """Take over what both coders have coded alike."""
        from annotator.operations import adjudication  # noqa: PLC0415

        if self.page.docket is not None:
            self.bridge.do(adjudication.take_agreed, self.page.docket)
            self.page.refresh()

    def _case_in_sight(self) -> Contested | None:
        """The case in hand, once it has been on the screen: none is settled unseen."""
        case = self.page.current
        if case is not None and not self.page.is_seen:
            self.window.say(self.tr("This disagreement has only just come up. Look at it first."))
            return None
        return case

    def _decide(self, operation: Callable[..., Changes], *arguments: Any) -> None:
        if self.bridge.do(operation, *arguments) is not None:
            now = time.monotonic()
            before = self._run if now - self._decided_at < _MOMENTS else ()
            self._run, self._decided_at = (*before, self.bridge.last_step), now
            self._go_on()

    def undo_run(self) -> bool:
        """Undo the last decisions as one where they came within moments, as a key that is pressed
        too often makes them; False where there is no such run."""
        run, self._run = self._run, ()
        if len(run) < 2 or self.bridge.last_step != run[-1]:
            return False
        undone = sum(self.bridge.undo() is not None for _step in run)
        self.window.say(self.tr("Undone: {0} decisions").format(undone))
        return True

    def _go_on(self) -> None:
        self.page.go_on()
        self.page.view.setFocus()
