"""Settle what coders differ on, and go from one difference to the next."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from annotator.corpus.changes import Changes
from annotator.corpus.span import Span
from annotator.ui.actions.spec import ActionSpec, Needs, Where
from annotator.ui.controllers.form_controller import FormController
from annotator.ui.controllers.pages import PageSpec
from annotator.ui.controllers.services import Services
from annotator.ui.open_document.differences import Differences

if TYPE_CHECKING:
    from annotator.operations.adjudication import Case
    from annotator.operations.reliability.disagreements import Disagreement
    from annotator.ui.adjudication.page import AdjudicationPage
    from annotator.ui.adjudication.words import AnyCase

_MOMENTS = 0.7
"""Seconds within which nobody reads the next case."""


class AdjudicationController(FormController):
    """What is done on the adjudication page, which is made when it is first asked for."""

    _page: AdjudicationPage | None = None
    _run: tuple[int, ...] = ()
    """The steps of decisions that came within moments of each other."""
    _decided_at = 0.0

    def __init__(self, services: Services, differences: Differences) -> None:
        super().__init__(services)
        self._differences = differences

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "next_difference",
                "Next place where coders di&ffer",
                self.next_difference,
                key="D",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec(
                "previous_difference",
                "Previous place &where coders differ",
                self.previous_difference,
                key="Shift+D",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec("adjudication", "A&djudication", self.show_page, key="F5"),
            ActionSpec(
                "take_first",
                "Take the &first coder’s",
                self.take_first,
                key="A",
                needs=Needs.CASE,
                where=Where.PAGE,
                writes=True,
                text_now=self._first_text,
            ),
            ActionSpec(
                "take_second",
                "Take the &second coder’s",
                self.take_second,
                key="B",
                needs=Needs.CASE,
                where=Where.PAGE,
                writes=True,
                text_now=self._second_text,
            ),
            ActionSpec(
                "settle_own",
                "Settle on &another coding…",
                self.settle_own,
                key="E",
                needs=Needs.CASE,
                where=Where.PAGE,
                writes=True,
            ),
            ActionSpec(
                "settle_reject",
                "&Reject, with the reason",
                self.reject,
                key="X",
                needs=Needs.CASE,
                where=Where.PAGE,
                writes=True,
            ),
            ActionSpec(
                "settle_reopen",
                "Take the decision &back",
                self.reopen,
                key="Backspace",
                needs=Needs.CASE,
                where=Where.PAGE,
                writes=True,
            ),
            ActionSpec(
                "next_case",
                "&Next disagreement",
                self.next_case,
                key="N",
                needs=Needs.CASE,
                where=Where.PAGE,
                repeats=True,
            ),
            ActionSpec(
                "previous_case",
                "&Previous disagreement",
                self.previous_case,
                key="P",
                needs=Needs.CASE,
                where=Where.PAGE,
                repeats=True,
            ),
            ActionSpec(
                "show_case",
                "S&how it in the reader",
                self.show_case,
                key="Return",
                needs=Needs.CASE,
                where=Where.PAGE,
            ),
        )

    def _first_text(self) -> str:
        several = self.tr("Take the &first version")
        return several if self.is_of_several else self.tr("Take the &first coder’s")

    def _second_text(self) -> str:
        several = self.tr("Take the &second version")
        return several if self.is_of_several else self.tr("Take the &second coder’s")

    def page_specs(self) -> Sequence[PageSpec]:
        return (PageSpec("adjudication", self.tr("Adjudication"), self._make_page, order=2),)

    @property
    def page(self) -> AdjudicationPage:
        """The page; made at the first call."""
        self.pages.get("adjudication")
        assert self._page is not None
        return self._page

    def _make_page(self) -> AdjudicationPage:
        from annotator.ui.adjudication.page import AdjudicationPage  # noqa: PLC0415

        actions = self.services.actions
        page = AdjudicationPage(self.bridge, self.theme, actions.by_name, self.tasks.run)
        page.requestPassage.connect(self.navigator.show_passage)
        page.currentChanged.connect(actions.update)
        page.reason.returnPressed.connect(self.reject)
        # What was asked for is given, or another case is in hand.
        page.reason.textEdited.connect(lambda _text: self.unsay())
        page.currentChanged.connect(self.unsay)
        self.bridge.changed.connect(self._follow)
        self.bridge.opened.connect(self._follow)
        page.case.row.requestTake.connect(self.take)
        self._page = page
        return page

    def _follow(self, *_changes: object) -> None:
        if self._page is not None and self._page.isVisible():
            self._page.refresh_soon()

    @property
    def is_current(self) -> bool:
        """Whether there is a disagreement in hand."""
        return self._page is not None and self._page.isVisible() and self._page.current is not None

    @property
    def is_of_several(self) -> bool:
        """Whether the page shows cases of more than two coders."""
        return self._page is not None and self._page.is_of_several

    # --- places

    def show_page(self) -> None:
        """Settle what differs in the open document."""
        if self.closed_while_blind():
            return
        page, document = self.page, self.document_page.document
        if page.docket is None and document is not None:
            page.case_filter.offer(self.bridge)
            page.case_filter.document.setCurrentIndex(
                max(0, page.case_filter.document.findData(document))
            )
        self.pages.show_page("adjudication")
        page.refresh()
        self.pages.give_focus(page.view)

    def show_disagreement(self, disagreement: Disagreement) -> None:
        """Settle one that was found elsewhere."""
        from annotator.operations.adjudication import about  # noqa: PLC0415

        coders = [coder.guid for coder in disagreement.coders]
        self.pages.show_page("adjudication")
        self.page.ask_for(coders, disagreement.document.guid, about(disagreement))
        self.pages.give_focus(self.page.view)

    # --- in the reader

    def next_difference(self) -> None:
        self._go(self._differences.next_from)

    def previous_difference(self) -> None:
        self._go(self._differences.previous_from)

    def _go(self, find: Callable[[int], Span | None]) -> None:
        if self.closed_while_blind():
            return
        view = self.reader_view
        span = find(view.cursor_position())
        if span is None and not self._differences.are_known:
            self._differences.compare_now(lambda: self._go(find))
            return
        if span is None:
            self.say(self.tr("The coders do not differ in this text."))
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
            self.page.requestPassage.emit(case.document.guid, case.first.coding)

    # --- verdicts

    def take_first(self) -> None:
        self.take(0)

    def take_second(self) -> None:
        self.take(1)

    def take(self, number: int) -> None:
        """Take what stands on a card: what a coder has, or of several what some of them have."""
        from annotator.operations import adjudication  # noqa: PLC0415

        case, page = self._case_in_sight(), self.page
        if case is None:
            return
        version, reason = page.case.version(number), page.reason.text()
        if version is None:
            self.say(self.tr("There are not so many versions here."))
        elif isinstance(case, adjudication.AdjudicationCase):
            named = not page.names.by_letters
            if version.side is None and not named and not reason.strip():
                reason = self.tr("one of the two coders has nothing here")
            found = case.disagreement
            self._decided(self.bridge.do(adjudication.take, found, number, reason, named=named))
        else:
            values = page.case.chosen_values(number)
            if values is None:
                self.say(self.tr("Those who have this say different values. Choose one first."))
                return
            self._decided(self.bridge.do(adjudication.take_version, case, version, values, reason))

    def reject(self) -> None:
        """Reject with the reason that is written; without one, ask for it where it is written."""
        from annotator.operations import adjudication  # noqa: PLC0415

        case, reason = self._case_in_sight(), self.page.reason
        if case is None:
            return
        if not reason.text().strip():
            reason.setFocus()
            self.say(self.tr("Give the reason, then press Return to reject."))
            return
        self._decided(self.bridge.do(adjudication.reject, _contested(case), reason.text()))

    def settle_own(self) -> None:
        """Settle on a coding of its own: the passage selected in the text, or the first one's."""
        from annotator.operations import adjudication, reading  # noqa: PLC0415
        from annotator.operations.codings import coding_values  # noqa: PLC0415
        from annotator.ui.adjudication.own_coding import OwnCodingForm  # noqa: PLC0415

        page, case = self.page, self._case_in_sight()
        if case is None:
            return
        (model,) = reading.codings(self.bridge.look(), [case.first.coding])
        selected = page.reader.view.selected_span()
        form = OwnCodingForm(
            self.window,
            self.theme,
            self.bridge.codebook,
            model,
            (selected,) if selected else model.spans,
            self.bridge.text(model.document),
            lambda attribute: coding_values.entities(self.bridge.look(), attribute),
        )
        form.accepted.connect(self._ask_and_go_on)
        self.open_form(
            form,
            lambda: self.bridge.attempt(
                adjudication.edit,
                _contested(case),
                form.chosen_code(),
                form.spans,
                form.chosen_values(),
                page.reason.text(),
            ),
        )

    def reopen(self) -> None:
        """Take the decision back."""
        from annotator.operations import adjudication  # noqa: PLC0415

        case = self._case_in_sight()
        if case is not None and case.decision is not None:
            self.bridge.do(adjudication.reopen, case.decision)
            self.page.causes.dismiss()
            self.page.refresh()

    def _case_in_sight(self) -> AnyCase | None:
        """The case in hand, once it has been on the screen: none is settled unseen."""
        case = self.page.current
        if case is not None and not self.page.is_seen:
            self.say(self.tr("This disagreement has only just come up. Look at it first."))
            return None
        return case

    def _decided(self, changes: Changes | None) -> None:
        """A decision was made, unless it was refused: go on to the next case."""
        if changes is not None:
            now = time.monotonic()
            before = self._run if now - self._decided_at < _MOMENTS else ()
            self._run, self._decided_at = (*before, self.bridge.last_step), now
            self._ask_and_go_on()

    def undo_run(self) -> bool:
        """Undo the last decisions as one where they came within moments, as a key that is pressed
        too often makes them; False where there is no such run."""
        run, self._run = self._run, ()
        if len(run) < 2 or self.bridge.last_step != run[-1]:
            return False
        undone = sum(self.bridge.undo() is not None for _step in run)
        self.say(self.tr("Undone: {0} decisions").format(undone))
        return True

    def _ask_and_go_on(self) -> None:
        """Ask by one key more why they differed, while the next case comes up."""
        self.page.ask_cause()
        self._go_on()

    def _go_on(self) -> None:
        self.page.go_on()
        self.page.view.setFocus()


def _contested(case: AnyCase) -> Disagreement | Case:
    """What is decided about."""
    from annotator.operations.adjudication import AdjudicationCase  # noqa: PLC0415  (start-up)

    return case.disagreement if isinstance(case, AdjudicationCase) else case
