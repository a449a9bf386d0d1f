"""The page of questions, and what is done with what they find."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.messages import number_of, tr
from annotator.corpus.span import Span, Spans
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.pages import READER, PageSpec
from annotator.ui.controllers.services import Services
from annotator.ui.questions.export import QuestionExports
from annotator.ui.transfer.controller import TransferController

if TYPE_CHECKING:
    from annotator.operations.retrieval.kept_sets import KeptSet
    from annotator.operations.retrieval.saved_questions import QuestionView, SavedQuestion
    from annotator.ui.questions.page import QuestionsPage

PAGE = "questions"
_MOST_PROJECTS = 50


class QuestionsController(Controller):
    """The page is made when it is first asked for. Which questions are open is remembered for each
    project on this computer; those that are kept are in the project."""

    _page: QuestionsPage | None = None

    def __init__(self, services: Services, transfer: TransferController) -> None:
        super().__init__(services)
        self._exports = QuestionExports(services, transfer)
        self._restoring = False
        self.bridge.opened.connect(self._opened)
        self.bridge.changed.connect(self._take)
        self.bridge.coderChanged.connect(self._coder_changed)

    def actions(self) -> Sequence[ActionSpec]:
        return (ActionSpec(PAGE, "&Questions about the codings", self.show_page, key="Ctrl+F3"),)

    def page_specs(self) -> Sequence[PageSpec]:
        return (PageSpec(PAGE, self.tr("Questions"), self._make_page, order=3),)

    @property
    def page(self) -> QuestionsPage:
        """The page; made at the first call."""
        self.pages.get(PAGE)
        assert self._page is not None
        return self._page

    def _make_page(self) -> QuestionsPage:
        from annotator.ui.questions.page import QuestionsPage  # noqa: PLC0415

        self._page = page = QuestionsPage(self.bridge, self.tasks.run, self.theme, self.ask)
        page.passageWanted.connect(self._show_passage)
        page.placeWanted.connect(self._show_place)
        page.codingsWanted.connect(self._read)
        page.keepWanted.connect(self.keep)
        page.deleteWanted.connect(self._delete)
        page.renameWanted.connect(self._rename)
        page.deleteSetWanted.connect(self._delete_set)
        page.setWanted.connect(self.keep_set)
        page.codeWanted.connect(self.code)
        page.exportWanted.connect(self._export)
        page.tidyWanted.connect(lambda: self._exports.export_tidy(page.pane.found))
        page.remembered.connect(self._remember)
        page.refused.connect(self.refuse)
        self._restore()
        return page

    def show_page(self) -> None:
        """Show the questions, with the keys in the line."""
        page = self.page
        self.pages.show_page(PAGE)
        self.pages.give_focus(page.pane.query.line)

    # --- which questions are open

    def _opened(self) -> None:
        if self._page is not None and self.bridge.project is not None:
            self._restore()

    def _restore(self) -> None:
        assert self._page is not None
        self._restoring = True
        try:
            kept = self.settings.questions.get(self.bridge.look().project.guid, [])
            self._page.restore([one for text in kept if (one := _read_question(text)) is not None])
            self._offer_kept()
        finally:
            self._restoring = False

    def _remember(self) -> None:
        project = self.bridge.project
        if self._page is None or project is None or self._restoring:
            return
        known = self.settings.questions
        known.pop(project.guid, None)
        known[project.guid] = [
            json.dumps([pane.line, pane.view.as_json(), pane.name], ensure_ascii=False)
            for pane in self._page.panes
        ]
        while len(known) > _MOST_PROJECTS:
            known.pop(next(iter(known)))

    # --- from results to passages

    def _show_passage(self, document: str, coding: str) -> None:
        self.pages.show_page(READER)
        self.navigator.show_passage(document, coding)

    def _show_place(self, document: str, span: Span) -> None:
        if self.navigator.has(document):
            self.navigator.open_in_reader(document)
            self.navigator.show_place(document, span)

    def _read(self, sides: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Passages of one or two cells, in a window of their own."""
        from annotator.operations.retrieval import results  # noqa: PLC0415  (start-up)
        from annotator.ui.questions.passages_window import PassagesWindow  # noqa: PLC0415

        found = self.page.pane.found
        if found is None:
            return
        window = PassagesWindow(self.window, self.theme)
        window.show_sides(
            [(title, results.of_codings(found.answer, codings)) for title, codings in sides]
        )
        window.passageWanted.connect(self.navigator.show_passage)
        self.bridge.opened.connect(window.close)
        window.show()

    # --- keeping, coding, exporting

    def keep(self) -> None:
        """Keep the question of the open tab in the project."""
        from annotator.operations.retrieval import saved_questions  # noqa: PLC0415  (start-up)

        pane, known = self.page.pane, self.page.kept()
        question = self.tr("Under which name should the question be kept?")
        proposal = known.name if known else pane.line
        name = self.ask.text(self.window, self.tr("Keep the question"), question, proposal)
        if name is None:
            return
        same = known if known is not None and known.name == name.strip() else None
        line, view = pane.line, pane.view
        if self.bridge.do(saved_questions.save, same, name, line, view) is not None:
            pane.name = " ".join(name.split())
            pane.changed.emit()
            self.say(self.tr("The question “{0}” is kept in the project.").format(pane.name))

    def _delete(self, question: SavedQuestion) -> None:
        from annotator.operations.retrieval import saved_questions  # noqa: PLC0415  (start-up)

        self.bridge.do(saved_questions.delete, question)

    def _rename(self, question: SavedQuestion) -> None:
        from annotator.operations.retrieval import saved_questions  # noqa: PLC0415  (start-up)

        asked = self.tr("New name of the question:")
        name = self.ask.text(self.window, self.tr("Rename the question"), asked, question.name)
        if name is None:
            return
        line, view = question.line, question.view
        if self.bridge.do(saved_questions.save, question, name, line, view) is not None:
            self.page.rename(question.name, " ".join(name.split()))

    def _delete_set(self, one: KeptSet) -> None:
        from annotator.operations.retrieval import kept_sets  # noqa: PLC0415  (start-up)

        self.bridge.do(kept_sets.delete, one)

    def _take(self, changes: Changes) -> None:
        # Whose work is seen may be another's with the project's own row.
        kept = (kinds.PROJECT, kinds.SAVED_QUERY, kinds.NAMED_SET, kinds.SET_MEMBER)
        if self._page is not None and any(changes.touched(kind) for kind in kept):
            self._offer_kept()

    def _coder_changed(self) -> None:
        if self._page is not None and self.bridge.viewer is not None:
            self._offer_kept()

    def _offer_kept(self) -> None:
        from annotator.operations.retrieval import kept_sets, saved_questions  # noqa: PLC0415

        assert self._page is not None
        viewer = self.bridge.look()
        self._page.offer_saved(saved_questions.listed(viewer), kept_sets.sets(viewer))

    def _found(self) -> list[str]:
        """The codings (GUIDs) that the open question found; where there are none, that is said."""
        from annotator.operations.retrieval import results  # noqa: PLC0415  (start-up)

        found = self.page.pane.found
        if found is not None and found.lines is not None:
            self.refuse(tr("What is shown are places with these words. Code them to have codings."))
            return []
        guids = results.guids_of(found.answer) if found is not None else []
        if not guids:
            self.refuse(self.tr("Nothing was found yet. Ask a question first."))
        return guids

    def keep_set(self) -> None:
        """Keep what was found as a set of codings."""
        from annotator.operations.retrieval import kept_sets  # noqa: PLC0415  (start-up)

        guids = self._found()
        if not guids:
            return
        question = self.tr("What should the set of {0} be called?").format(
            number_of(len(guids), "coding")
        )
        name = self.ask.text(self.window, self.tr("Keep as a set"), question, "")
        if name is not None and self.bridge.do(kept_sets.keep, name, guids) is not None:
            self.say(self.tr("The set “{0}” is kept in the project.").format(name.strip()))

    def _export(self, suffix: str) -> None:
        """Write the codings that were found, or what is shown in place of them."""
        if not self._exports.export_shown(self.page.pane.found, suffix):
            guids = self._found()
            if guids:
                self._exports.export_codings(guids, suffix)

    def code(self) -> None:
        """Give every passage that was found another code besides, as one step; of a concordance of
        words every place."""
        from annotator.operations.codings import NewCoding, add_many  # noqa: PLC0415  (start-up)

        found = self.page.pane.found
        places: list[tuple[str, Spans]]
        if found is not None and found.lines:
            places = [(line.guid, (Span(line.start, line.end),)) for line in found.lines]
            words = number_of(len(places), "place")
        else:
            guids = self._found()
            places = [(one.document, one.spans) for one in self.bridge.codings(guids)]
            words = number_of(len(guids), "coding")
        if not places:
            return
        book = self.bridge.codebook
        codes = {" › ".join(book.path(c.guid)): c for _depth, c in book.walk() if c.codable}
        question = self.tr("Code the passages of {0} as:").format(words)
        chosen = self.ask.choice(self.window, self.tr("Code what was found"), question, list(codes))
        if chosen is None:
            return
        code = codes[chosen].guid
        changes = self.bridge.do(add_many, [NewCoding(at, code, spans) for at, spans in places])
        if changes is not None:
            made = len(changes.added.get(kinds.CODING, ()))
            self.say(tr("{codings} made. Undo takes them back.", codings=number_of(made, "coding")))


def _read_question(text: str) -> tuple[str, QuestionView, str] | None:
    """A question as the preferences keep it, with the name under which the project keeps it, or an
    empty one; None where that can't be read."""
    from annotator.operations.retrieval import saved_questions  # noqa: PLC0415  (start-up)

    try:
        line, view, *names = json.loads(text)
    except (ValueError, TypeError):
        return None
    if not isinstance(line, str) or not isinstance(view, dict):
        return None
    name = names[0] if names and isinstance(names[0], str) else ""
    return line, saved_questions.view_from(view), name
