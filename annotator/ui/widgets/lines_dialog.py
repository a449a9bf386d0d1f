"""A dialog of lines to read and to copy, below a sentence that says the most of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

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
        self.buttons = buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.add_button(self.tr("&Copy"), lambda: QGuiApplication.clipboard().setText(self.lines()))
        buttons.rejected.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("xl")] * 4)
        column.setSpacing(theme.space("m"))
        column.addWidget(sentence(summary, ""))
        column.addWidget(self.page, 1)
        column.addWidget(buttons)
        open_at(self, theme.px(640), theme.px(460))

    def lines(self) -> str:
        """All lines."""
        return self.page.toPlainText()

    def add_button(self, text: str, action: Callable[[], object]) -> QPushButton:
        """A button more, beside the others."""
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: action())
        return button
