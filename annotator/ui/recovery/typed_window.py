"""What was being typed in forms when the program ended last: offered, to be taken up again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.recovery.typed_forms import TypedForm
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel
from annotator.ui.widgets.screen_fit import open_at


class TypedWindow(QDialog):
    """Shows the texts, to be copied. They are kept until the user says that they are not needed."""

    discarded = Signal()

    def __init__(self, parent: QWidget, forms: Sequence[TypedForm], theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Typed before the program ended"))
        words = PlainLabel(
            self.tr(
                "These forms were open, and not accepted yet, when the program was ended. Nothing"
                " of them was changed in the project. Open the form again, and take the words over."
            )
        )
        words.setWordWrap(True)
        self.text = QPlainTextEdit(_listed(forms))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.windowTitle())
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.copy = buttons.addButton(self.tr("&Copy all"), role.ActionRole)
        self.discard = buttons.addButton(self.tr("&Discard"), role.DestructiveRole)
        self.later = buttons.addButton(self.tr("&Later"), role.RejectRole)
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(self.text.toPlainText()))
        self.discard.clicked.connect(self._discard)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("xl")] * 4)
        column.setSpacing(theme.space("l"))
        column.addWidget(words)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        open_at(self, theme.px(560), theme.px(400))

    def _discard(self) -> None:
        self.discarded.emit()
        self.accept()


def _listed(forms: Sequence[TypedForm]) -> str:
    parts = []
    for form in forms:
        fields = [f"{name}:\n{text}" if name else text for name, text in form.fields]
        parts.append("\n\n".join([form.title, *fields]))
    return "\n\n\n".join(parts)
