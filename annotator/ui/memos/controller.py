"""The window of the memos and the journal: opens it, makes what is written in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.errors import UserError
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.tasks.latest import LatestTask

if TYPE_CHECKING:
    from annotator.operations.codings.memo_list import ListedMemo
    from annotator.ui.memos.window import MemosWindow

_KINDS = (kinds.MEMO, kinds.CODING, kinds.DOCUMENT, kinds.CODE, kinds.CODER)


class MemosController(Controller):
    """One window, which follows what is done meanwhile."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._open: MemosWindow | None = None
        self._finding: LatestTask[Sequence[ListedMemo]] = LatestTask(self.tasks.run, self._show)
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
            shown.requestEntry.connect(self._add_entry)
            shown.requestSave.connect(self._save)
            self.bridge.opened.connect(shown.reject)
            shown.finished.connect(self._closed)
            self._look()
        self._open.show()
        self._open.raise_()

    def _closed(self) -> None:
        shown, self._open = self._open, None
        if shown is not None:
            self.bridge.opened.disconnect(shown.reject)
            shown.deleteLater()

    def _follow(self, changes: Changes) -> None:
        if any(changes.touched(kind) for kind in _KINDS):
            self._look()

    def _look(self) -> None:
        from annotator.operations.codings import memo_list  # noqa: PLC0415  (start-up)

        viewer = self.bridge.viewer
        if self._open is not None and viewer is not None:
            self._finding.ask(lambda: memo_list.listed(viewer))

    def _show(self, found: Sequence[ListedMemo]) -> None:
        if self._open is None:
            return
        me = self.bridge.coder.guid if self.bridge.coder is not None else ""
        self._open.show_memos(found, me, read_only=self.bridge.read_only)

    # --- what is written

    def write_entry(self) -> None:
        """Begin an entry of the project's journal."""
        self.show_window()
        assert self._open is not None
        self._open.begin_entry()

    def _add_entry(self, text: str) -> None:
        from annotator.operations.codings import memos  # noqa: PLC0415

        self._attempt(memos.write_entry, text)

    def _rewrite(self, guid: str, text: str, kind: str) -> None:
        from annotator.operations.codings import memos  # noqa: PLC0415

        self._attempt(memos.rewrite, guid, text, kind)

    def _attempt(self, operation: Callable[..., Changes], *arguments: str) -> None:
        try:
            self.bridge.attempt(operation, *arguments)
        except UserError as error:
            self.refuse(str(error))
            self._look()

    def _go(self, one: ListedMemo) -> None:
        """Show what a memo is on in the reader."""
        if one.coding:
            self.navigator.show_passage(one.document, one.coding)
        else:
            self.navigator.open_in_reader(one.document)
        self.window.activateWindow()

    def _save(self) -> None:
        """Write the memos that are listed as Markdown."""
        from annotator.atomic_file import write_text  # noqa: PLC0415
        from annotator.operations.codings import memo_list  # noqa: PLC0415

        assert self._open is not None
        title, filters = self.tr("Save the memos"), self.tr("Markdown (*.md)")
        target = self.ask.save_file(self._open, title, self.tr("memos.md"), filters)
        if target is not None:
            words = memo_list.as_markdown(self._open.model.shown, self.bridge.name)
            write_text(target, words)
            self.say(self.tr("Saved the memos as {0}.").format(target.name))
