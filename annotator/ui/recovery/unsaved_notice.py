"""How much is not on the disk yet: in the status line, at the codings, and before one leaves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.ui.ask import Ask
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.recovery.unsaved_changes import UnsavedChanges
from annotator.ui.widgets.notice import Notice
from annotator.ui.widgets.plain_text import PlainLabel, tip


class UnsavedNotice(PlainLabel):
    """A label that is there while changes wait to be saved. `say` tells in passing."""

    def __init__(
        self,
        unsaved: UnsavedChanges,
        page: DocumentPage,
        notice: Notice,
        say: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._unsaved, self._page, self._notice, self._say = unsaved, page, notice, say
        self._was_waiting = False
        self.setProperty("role", "warning")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()
        unsaved.changed.connect(self._show)

    def _show(self) -> None:
        reason, number = self._unsaved.reason, len(self._unsaved.pending)
        self.setVisible(number > 0)
        self.setText(self.tr("Not saved yet: {0}").format(number))
        self.setToolTip(tip(reason))
        self._page.show_unsaved(self._unsaved.pending)
        if number and reason and self._notice.text != reason:
            self._notice.refuse(reason)
        elif not number and self._was_waiting:
            self._notice.hide()
            self._say(self.tr("Everything is saved."))
        self._was_waiting = number > 0

    def may_leave(self, window: QWidget, ask: Ask) -> bool:
        """Whether the project can be left: all is on the disk, or the user knows what is not."""
        if self._unsaved.save_now():
            return True
        question = self.tr(
            "{0}\n\n{1} of your changes could not be saved. They are kept on this computer and"
            " saved when the project is opened here again."
        ).format(self._unsaved.reason, len(self._unsaved.pending))
        title, leave = self.tr("Not saved yet"), self.tr("Close all the same")
        return ask.confirm(window, title, question, leave)
