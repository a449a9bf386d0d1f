"""The history and its restoring; new versions of documents and what they leave to settle."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.job import Job, finish
from annotator.corpus.messages import fill
from annotator.corpus.step_labels import label_in_words
from annotator.operations import documents
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.form_controller import FormController
from annotator.ui.controllers.services import Services

if TYPE_CHECKING:
    from annotator.operations.history.codebook_restoring import RestoredCodebook


class HistoryController(FormController):
    """Its windows stay beside the main one, in step with the project."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._unsettled = 0
        services.bridge.countsChanged.connect(self._count)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "new_version",
                "New &version of the document…",
                self.new_version,
                needs=Needs.DOCUMENT,
                writes=True,
            ),
            ActionSpec(
                "settle",
                "Passages to settl&e…",
                self.settle,
                key="Ctrl+Shift+E",
                writes=True,
                text_now=self._settle_text,
            ),
            ActionSpec(
                "of_coding",
                "H&istory of this coding…",
                self.show_coding,
                key="Shift+H",
                needs=Needs.CODING,
            ),
            ActionSpec("history", "&History…", self.show_history, key="Ctrl+H"),
        )

    def _count(self) -> None:
        """Count the codings that lie in earlier versions, for the menu: after a merge, too."""
        present = {facts.guid for facts in self.bridge.documents}
        number = sum(
            count
            for document, by_coder in self.bridge.counts.items()
            if document not in present
            for count in by_coder.values()
        )
        if number != self._unsettled:
            self._unsettled = number
            self.services.actions.refresh()

    def _settle_text(self) -> str:
        words = self.tr("Passages to settl&e…")
        more = self.tr("Passages to settl&e ({0:,})…")
        return more.format(self._unsettled) if self._unsettled else words

    # --- the history

    def show_history(self) -> None:
        """The history of everything."""
        if not self.closed_while_blind():
            self._open_history(None)

    def show_coding(self) -> None:
        """The history of the selected coding."""
        selected = self.document_page.selected
        if selected is not None and not self.closed_while_blind():
            self._open_history(selected.guid)

    def _open_history(self, coding: str | None) -> None:
        from annotator.ui.history.window import HistoryWindow  # noqa: PLC0415  (not to start)

        history = HistoryWindow(self.window, self.bridge, self.theme)

        def refresh(_changes: Changes) -> None:
            if self.bridge.blind:
                history.reject()
            else:
                history.project_changed()

        self.keep_in_step(history, refresh)
        history.requestReveal.connect(self._reveal)
        history.requestRestore.connect(self._restore)
        history.requestExport.connect(self._export)
        if coding is not None:
            history.show_coding(coding)
        history.show()

    def _reveal(self, document: str, coding: str) -> None:
        there = {facts.guid for facts in self.bridge.documents}
        if document not in there:
            self.refuse(
                self.tr(
                    "This coding lies in an earlier version of its text. Settle it first: see"
                    " Project, “Passages to settle”."
                )
            )
            return
        self.navigator.reveal(document, coding)

    def _restore(self, what: str, guid: str, step: int, before: bool) -> None:
        from annotator.operations.history import codebook_restoring, restoring  # noqa: PLC0415

        if what == "codebook":
            restore_codebook = codebook_restoring.restore_codebook
            self._tell_codebook(self.bridge.do(restore_codebook, step, before=before))
            return
        restore = restoring.restore_coding if what == "coding" else restoring.restore_memo
        self._tell_restored(self.bridge.do(restore, guid, step, before=before))

    def restore_version(self, number: int) -> None:
        """Make the codebook what it was in a version."""
        from annotator.operations.history import codebook_restoring  # noqa: PLC0415

        self._tell_codebook(self.bridge.do(codebook_restoring.restore_version, number))

    def _tell_codebook(self, restored: RestoredCodebook | None) -> None:
        """Tell what stays in the codebook although it was not there."""
        if restored is None:
            return
        self._tell_restored(restored.changes)
        if restored.kept:
            title = self.tr("The codebook is restored")
            words = self.tr("What work has been done with since stays.")
            self.ask.tell(self.window, title, words, "\n".join(restored.kept))

    def _tell_restored(self, changes: Changes | None) -> None:
        if changes is not None:
            same = self.tr("It is as it was then already.")
            self.say(label_in_words(changes.label) if changes else same)

    def _export(self, wanted: Any) -> None:
        from annotator.operations.history import trail_export  # noqa: PLC0415

        viewer = self.bridge.look()
        title = self.tr("Export the history")
        proposal = f"{viewer.project.path.stem} history.csv"
        kinds_ = self.tr(
            "CSV, an apostrophe before text like formulas (*.csv);;Excel workbook (*.xlsx)"
        )
        target = self.ask.save_file(self.window, title, proposal, kinds_)
        if target is None:
            return
        known = target.suffix.lower() in trail_export.SUFFIXES
        target = target if known else target.with_name(f"{target.name}.csv")
        job = trail_export.write(viewer, wanted, target, self.csv_form)
        said = self.tr("Wrote {0}.").format(target.name)
        self.tasks.start(title, job, lambda _done: self.say(said))

    # --- new versions of documents

    def new_version(self) -> None:
        """A corrected text in the place of the open document."""
        document = self.document_page.document
        title = self.tr("New version of the document")
        kinds_ = self.tr("Texts (*.txt *.md *.text);;All files (*)")
        path = self.ask.open_file(self.window, title, kinds_) if document else None
        if path is not None and document is not None:
            self.replace(document, path)

    def replace(self, document: str, path: Path) -> None:
        """Put the text of a file in the place of a document."""
        from annotator.operations.documents import document_versions  # noqa: PLC0415  (compares texts)

        project, coder = self.bridge.project, self.bridge.coder
        assert project is not None and coder is not None

        def job() -> Job[tuple[documents.TextFile, document_versions.NewVersion]]:
            text = yield from documents.read_one(path)
            new = yield from document_versions.replace(project, coder.guid, document, text)
            return text, new

        self.bridge.register_coder()
        self.tasks.start(self.tr("New version of the document"), job(), self._replaced)

    def _replaced(self, done: tuple[documents.TextFile, Any]) -> None:
        text, new = done
        self.bridge.tell(new.changes)
        if text.guessed or text.odd:
            # Once codings have moved it can't be read again; Undo and a file in UTF-8 can mend it.
            said = self.tr(
                "{0} was read as {1}, which is a guess. Where letters are wrong, undo this and save"
                " the file as UTF-8 first."
            )
            self.refuse(said.format(text.name, text.encoding))
        said = fill(self.tr("{0:,} codings moved with their passages."), new.moved)
        if new.unsettled:
            said += " " + fill(self.tr("{0:,} are to be settled."), new.unsettled)
        self.say(said)
        if new.unsettled:
            self.settle()

    def settle(self) -> None:
        """The codings that still lie in earlier versions, to be settled one by one."""
        from annotator.operations.documents.reanchoring import Settling  # noqa: PLC0415
        from annotator.ui.history.settle_window import SettleWindow  # noqa: PLC0415

        reanchoring = Settling()

        def show(found: Any) -> None:
            window = SettleWindow(self.window, self.bridge, self.theme)

            def refresh(changes: Changes) -> None:
                if any(map(changes.touched, (kinds.CODING, kinds.DOCUMENT, kinds.PROJECT))):
                    window.show_found(finish(reanchoring.find(self.bridge.look())))

            self.keep_in_step(window, refresh)
            window.requestPlace.connect(self.navigator.show_place)
            window.requestSettle.connect(self._settle)
            window.requestGiveUp.connect(self._give_up)
            window.requestBringOver.connect(self._bring_over)
            window.show()
            window.show_found(found)
            window.list.setFocus()

        self.tasks.start(
            self.tr("Comparing the versions"), reanchoring.find(self.bridge.look()), show
        )

    def _settle(self, one: Any, spans: Any) -> None:
        from annotator.operations.documents import reanchoring  # noqa: PLC0415

        if spans is None:
            selected = self.reader_view.selected_span()
            if selected is None or self.document_page.document != one.latest:
                self.refuse(self.tr("Select the passage in the new text first."))
                return
            spans = (selected,)
        self.bridge.do(reanchoring.settle, one.coding.guid, spans)

    def _give_up(self, one: Any) -> None:
        from annotator.operations.documents import reanchoring  # noqa: PLC0415

        self.bridge.do(reanchoring.give_up, [one.coding.guid])

    def _bring_over(self) -> None:
        from annotator.operations.documents import document_versions  # noqa: PLC0415

        project, coder = self.bridge.project, self.bridge.coder
        assert project is not None and coder is not None
        self.bridge.register_coder()

        def done(over: Any) -> None:
            self.bridge.tell(over.changes)
            self.say(
                fill(self.tr("{0:,} moved, {1:,} are to be settled."), over.moved, over.unsettled)
            )

        job = document_versions.bring_over(project, coder.guid)
        self.tasks.start(self.tr("Bringing codings over"), job, done)
