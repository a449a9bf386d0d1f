"""A mistake of the program, told: what happened, a report without words of the project, the log."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator import paths
from annotator.atomic_file import write_text
from annotator.corpus.messages import plural, tr
from annotator.ui.process.log_folder import open_log_folder
from annotator.ui.widgets.plain_text import PlainLabel

_WIDTH, _MARGIN, _LINES = 560, 24, 12


class BugDialog(QDialog):
    """Shown once for each mistake; while it is open, further ones are counted in it.

    It needs nothing of the window or its theme: these may be what is broken.
    """

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Annotator")
        self.report = report
        self._others = 0
        self.text = _label(
            tr(
                "A mistake in the program. What you coded before is saved, and you can go on. If it"
                " happens again, start the program anew."
            )
        )
        self.others = _label("")
        self.others.hide()
        self.about = _label(
            tr(
                "The report says where in the program it happened. No text, no name and no code of"
                " the project is in it. Send it to whoever looks after the program."
            )
        )
        self.details = QPlainTextEdit(report)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(tr("Report"))
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setMinimumHeight(_LINES * self.details.fontMetrics().lineSpacing())
        self.details.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[_MARGIN] * 4)
        column.setSpacing(_MARGIN // 2)
        for part in (self.text, self.others, self.about, self.details):
            column.addWidget(part, int(part is self.details))
        column.addWidget(self._buttons())
        self.text.setMinimumWidth(_WIDTH)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.fold = _button(buttons, tr("&Details"))
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._unfold)
        _button(buttons, tr("Cop&y")).clicked.connect(self.copy)
        _button(buttons, tr("&Save…")).clicked.connect(self.ask_and_save)
        _button(buttons, tr("Folder of the &log")).clicked.connect(self.open_log)
        buttons.rejected.connect(self.reject)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        return buttons

    def count_another(self) -> None:
        """A further mistake happened while this one is told: the log has it."""
        self._others += 1
        self.others.setText(
            plural(
                "Meanwhile 1 more was written to the log.",
                "Meanwhile {count:,} more were written to the log.",
                self._others,
                count=self._others,
            )
        )
        self.others.show()

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report)

    def ask_and_save(self) -> None:
        """Ask where to, and save the report."""
        kinds = tr("Text (*.txt)")
        proposal = tr("Annotator report.txt")
        name, _kind = QFileDialog.getSaveFileName(self, tr("Save the report"), proposal, kinds)
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Save the report as text; where the disk refuses, that is told."""
        try:
            write_text(path, self.report)
        except OSError as error:
            reason = error.strerror or str(error)
            self.about.setText(
                tr("{file} can’t be written: {reason}.", file=path.name, reason=reason)
            )

    def open_log(self) -> None:
        """Show the folder of the log; where that can't be, say where it is."""
        if not open_log_folder():
            folder = paths.log_folder()
            self.about.setText(tr("The log is in {folder}.", folder=folder))

    def _unfold(self, shown: bool) -> None:
        self.details.setVisible(shown)
        self.adjustSize()


def _label(text: str) -> PlainLabel:
    label = PlainLabel(text)
    label.setWordWrap(True)
    return label


def _button(buttons: QDialogButtonBox, text: str) -> QPushButton:
    button = buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
    button.setAutoDefault(False)
    return button
