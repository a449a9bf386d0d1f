"""Notices what somebody has really done, from the signals of the window."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.span import Span
from annotator.ui.controllers.services import Services
from annotator.ui.merging.controller import MergeController
from annotator.ui.tour import steps


class TourWatcher(QObject):
    """Listens from when it is made until it is deleted."""

    done = Signal(str)
    """The step that was done."""

    def __init__(self, services: Services, merging: MergeController, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._bridge, self._page = services, services.bridge, services.page
        view = services.page.reader.view
        view.selectionSpanChanged.connect(self._selected)
        services.bridge.changed.connect(self._changed)
        services.page.selectedCodingChanged.connect(self._seen)
        services.pages.pageShown.connect(self._shown)
        merging.merged.connect(self._merged)
        services.actions["undo"].triggered.connect(self._undone)

    @property
    def _me(self) -> str:
        return self._bridge.coder.guid if self._bridge.coder is not None else ""

    def _selected(self, span: Span | None) -> None:
        if span is not None:
            self.done.emit(steps.SELECT)

    def _changed(self, changes: Changes) -> None:
        if self._are_mine(changes.added.get(kinds.CODING, frozenset())):
            self.done.emit(steps.CODE)
        if changes.added.get(kinds.MEMO) or changes.changed.get(kinds.MEMO):
            self.done.emit(steps.MEMO)

    def _are_mine(self, codings: Collection[str]) -> bool:
        return any(one.coder == self._me for one in self._bridge.codings(list(codings)))

    def _seen(self) -> None:
        selected = self._page.selected
        if selected is not None and selected.coder != self._me:
            self.done.emit(steps.SEE)

    def _shown(self, page: str) -> None:
        if page == "agreement":
            self.done.emit(steps.COMPARE)

    def _merged(self) -> None:
        self.done.emit(steps.MERGE)

    def _undone(self) -> None:
        if self._bridge.redo_label is not None:
            self.done.emit(steps.UNDO)
