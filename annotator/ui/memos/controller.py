"""The window of the memos and the journal: opens it, makes what is written in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Signal

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.tasks.latest import LatestTask

if TYPE_CHECKING:
    from annotator.operations.codings.memo_list import About, ListedMemo
    from annotator.operations.memos.links import LinkedPassage
    from annotator.ui.memos.window import MemosWindow

_Found: TypeAlias = "tuple[Sequence[ListedMemo], Mapping[str, Sequence[LinkedPassage]]]"
_KINDS = (kinds.MEMO, kinds.MEMO_LINK, kinds.CODING, kinds.DOCUMENT, kinds.CODE, kinds.CODER)


class MemosController(Controller):
    """One window, which follows what is done meanwhile."""

    requestNew = Signal()
    """What a new memo is on is to be asked."""
    requestQuote = Signal(str, str, object)
    """A memo is to quote a Span of a document (GUIDs)."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._open: MemosWindow | None = None
        self._finding: LatestTask[_Found] = LatestTask(self.tasks.run, self._show)
        services.bridge.changed.connect(self._follow)
        services.bridge.coderChanged.connect(self._look)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec("memos", "Memos of the project", self.show_window, key="Ctrl+Shift+M"),
            ActionSpec("journal", "Write in the journal", self.write_entry, writes=True),
        )

    def show_window(self) -> None:
        """Open the window, or bring it to the front."""
        from annotator.ui.memos.window import MemosWindow  # noqa: PLC0415  (start-up)

        if self._open is None:
            shown = self._open = MemosWindow(self.window, self.theme)
            shown.requestRewrite.connect(self._rewrite)
            shown.requestGo.connect(self._go)
            shown.requestBegin.connect(self._begin)
            shown.requestNew.connect(self.requestNew)
            shown.requestQuote.connect(self.requestQuote)
            shown.requestPassage.connect(self._go_to_passage)
            shown.requestUnlink.connect(self._unlink)
            shown.requestSave.connect(self._save)
            self.bridge.opened.connect(shown.reject)
            shown.finished.connect(self._closed)
            self.reader_view.passage_drag.document = lambda: self.document_page.document
            self._look()
        self._open.show()
        self._open.raise_()
        self._open.activateWindow()  # one begins to write at once

    def _closed(self) -> None:
        shown, self._open = self._open, None
        self.reader_view.passage_drag.document = None
        if shown is not None:
            self.bridge.opened.disconnect(shown.reject)
            shown.deleteLater()

    def _follow(self, changes: Changes) -> None:
        if any(changes.touched(kind) for kind in _KINDS):
            self._look()

    def _look(self) -> None:
        viewer = self.bridge.viewer
        if self._open is None or viewer is None:
            return
        from annotator.operations.codings import memo_list  # noqa: PLC0415  (start-up)
        from annotator.operations.memos import links  # noqa: PLC0415

        self._finding.ask(lambda: (memo_list.listed(viewer), links.links(viewer)))

    def _show(self, found: _Found) -> None:
        if self._open is None:
            return
        memos, passages = found
        me = self.bridge.coder.guid if self.bridge.coder is not None else ""
        read_only = self.bridge.read_only
        self._open.show_memos(memos, me, read_only=read_only, passages=passages)

    # --- what is written

    def write_entry(self) -> None:
        """Begin an entry of the project's journal."""
        self.show_window()
        assert self._open is not None
        self._open.begin_entry()

    def write_on(self, subject: str, about: About, name: str, *, anew: bool = False) -> None:
        """Show one's own memo on something (a GUID); where there is none, or with `anew`, begin
        one."""
        from annotator.ui.memos.draft import Draft  # noqa: PLC0415

        self.show_window()
        assert self._open is not None
        me = self.bridge.coder.guid if self.bridge.coder is not None else ""
        own = [one.guid for one in self.bridge.memos([subject]) if one.coder == me]
        if own and not anew:
            self._open.choose(own[-1])
            return
        words = self.tr("New memo on {0}: {1}").format(tr(about.value), name)
        self._open.begin(Draft(subject, words))

    def _begin(self, subject: str, kind: str, text: str) -> None:
        from annotator.operations.codings import memos  # noqa: PLC0415
        from annotator.operations.memos import quoting  # noqa: PLC0415

        if subject:
            made = self._attempt(quoting.begin, subject, text, kind)
        else:
            made = self._attempt(memos.write_entry, text)
        if made is not None and self._open is not None:
            for guid in made.touched(kinds.MEMO):
                self._open.choose(guid)

    def _rewrite(self, guid: str, text: str, kind: str) -> None:
        from annotator.operations.codings import memos  # noqa: PLC0415

        self._attempt(memos.rewrite, guid, text, kind)

    def _unlink(self, link: str) -> None:
        from annotator.operations.memos import quoting  # noqa: PLC0415

        self._attempt(quoting.unlink, link)

    def _attempt(self, operation: Callable[..., Changes], *arguments: str) -> Changes | None:
        try:
            return self.bridge.attempt(operation, *arguments)
        except UserError as error:
            self.refuse(str(error))
            self._look()
            return None

    # --- where it leads, and where it is written to

    def _go(self, one: ListedMemo) -> None:
        """Show what a memo is on in the reader."""
        if one.coding:
            self.navigator.show_passage(one.document, one.coding)
        else:
            self.navigator.open_in_reader(one.document)
        self.window.activateWindow()

    def _go_to_passage(self, one: LinkedPassage) -> None:
        """Show a passage that a memo quotes in the reader."""
        if one.span is None:
            self.refuse(self.tr("The passage can’t be shown: {0}.").format(tr(one.state.value)))
            return
        self.navigator.show_reader()
        self.navigator.show_place(one.document, one.span)
        self.window.activateWindow()

    def _save(self) -> None:
        """Write the memos that are listed as a document."""
        from annotator.operations.memos import document  # noqa: PLC0415

        assert self._open is not None
        title = self.tr("Save the memos")
        names = ("Word", "OpenDocument", "HTML", "Markdown")
        filters = ";;".join(
            f"{name} (*{suffix})" for name, suffix in zip(names, document.SUFFIXES, strict=True)
        )
        target = self.ask.save_file(self._open, title, self.tr("memos.docx"), filters)
        if target is None:
            return
        if target.suffix.lower() not in document.SUFFIXES:
            target = target.with_name(target.name + document.SUFFIXES[0])
        viewer, shown, pattern = self.bridge.look(), self._open.model.shown, self.settings.citation
        job = document.export(viewer, shown, target, pattern, overwrite=True)
        said = self.tr("Saved the memos as {0}.").format(target.name)
        self.tasks.start(title, job, lambda _nothing: self.say(said))
