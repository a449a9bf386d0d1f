"""A dialog of lines to read and to copy, below a sentence that says the most of it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from annotator.ui.theme import Theme
from annotator.ui.widgets import plain_text
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.screen_fit import open_at


class LinesDialog(QDialog):
    """Shows lines of text; `title` is the window's, `summary` the sentence above them."""

    def __init__(
        self, parent: QWidget, title: str, summary: str, lines: Iterable[str], theme: Theme
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(plain_text.title(title))
        self.page = QPlainTextEdit("\n".join(lines))
        self.page.setReadOnly(True)
        self.page.setTabChangesFocus(True)
        self.page.setAccessibleName(self.tr("What came in"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("&Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.page.toPlainText()))
        buttons.rejected.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("xl")] * 4)
        column.setSpacing(theme.space("m"))
        column.addWidget(sentence(summary, ""))
        column.addWidget(self.page, 1)
        column.addWidget(buttons)
        open_at(self, theme.px(640), theme.px(460))
