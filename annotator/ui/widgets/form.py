"""What the forms of the codebook have in common."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.messages import tr
from annotator.ui.ask import Ask
from annotator.ui.recovery.typed_forms import KEPT
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel
from annotator.ui.widgets.screen_fit import ScrollContainer, grow_to, open_at

_SPARE = 2
"""Pixels that scroll areas need beyond what they hold."""
Submit = Callable[[], str | None]
"""Does what a form says, and returns why it can't be done, or None."""


class Form(QDialog):
    """A form over its buttons. What is wrong stands in the form, and the form stays open.

    `submit` is called when the entries are in order; the form closes where it returns None.
    """

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setProperty(KEPT, True)
        self.theme = theme
        self.submit: Submit = lambda: None
        self.ask: Ask = getattr(parent.window(), "ask", None) or Ask()
        self._opened_with: list[object] | None = None
        self.problem = PlainLabel()
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.try_accept)
        self.buttons.rejected.connect(self.reject)
        self._body = QWidget()
        self.column = QVBoxLayout(self._body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.space("l"))

    def finish(self, width: int, height: int = 0) -> None:
        """Put problem and buttons below what is there; sizes in pixels at 100 %."""
        self.column.addStretch(0)  # what nothing in the form needs stands below it, not in it
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*[self.theme.space("xl")] * 4)
        outer.setSpacing(self.theme.space("l"))
        outer.addWidget(ScrollContainer(self._body), 1)
        outer.addWidget(self.problem)
        outer.addWidget(self.buttons)
        widen_for_bold(self.ok, self.theme)
        self._width = self.theme.px(width)
        open_at(self, self._width, self.theme.px(height) or self._wanted())
        self._opened_with = entries(self)

    def reject(self) -> None:
        """Close without doing anything; what has been entered is thrown away only when the user
        says so."""
        if not self.is_changed() or self._discard():
            super().reject()

    def is_changed(self) -> bool:
        """Whether anything was entered that closing would throw away."""
        return self._opened_with is not None and entries(self) != self._opened_with

    def _discard(self) -> bool:
        title = tr("Close the form")
        question = tr("What you have entered here is not kept.")
        verb = tr("Discard it")
        return self.ask.confirm(self, title, question, verb)

    def fit(self) -> None:
        """As high as what it shows now asks for."""
        self.column.invalidate()  # what has just been hidden still counts until the next event
        grow_to(self, self._wanted())

    def _wanted(self) -> int:
        """Pixels for what is shown, with what stands around it. Each part is asked: the layouts
        above them learn only with the next event of what has been hidden."""
        inner = self._width - 2 * self.theme.space("xl")
        height = max(self.column.totalHeightForWidth(inner), self.column.sizeHint().height())
        height += 2 * self.theme.space("xl") + self.theme.space("l")
        height += self.buttons.sizeHint().height()
        if not self.problem.isHidden():
            height += self.theme.space("l") + self.problem.heightForWidth(inner)
        return height + _SPARE

    @property
    def ok(self) -> QPushButton:
        return self.buttons.button(QDialogButtonBox.StandardButton.Ok)

    def fault(self) -> str | None:
        """Why the entries can't be used, or None."""
        return None

    def try_accept(self) -> None:
        fault = self.fault() or self.submit()
        if fault is None:
            self.accept()
        else:
            self.refuse(fault)

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the entries, beside them."""
        self.problem.setText(sentence)
        self.problem.setAccessibleName(sentence)
        self.problem.show()


def entries(form: QWidget) -> list[object]:
    """What stands in the fields of a form, to be compared with what stands there later."""
    found: list[object] = [field.text() for field in form.findChildren(QLineEdit)]
    found += [field.toPlainText() for field in form.findChildren(QPlainTextEdit)]
    found += [button.isChecked() for button in form.findChildren(QCheckBox)]
    found += [button.isChecked() for button in form.findChildren(QRadioButton)]
    found += [box.currentText() for box in form.findChildren(QComboBox)]
    for table in form.findChildren(QTableWidget):
        cells = itertools.product(range(table.rowCount()), range(table.columnCount()))
        items = (table.item(row, column) for row, column in cells)
        found.append([item.text() for item in items if item is not None])
    return found


def widen_for_bold(button: QPushButton, theme: Theme) -> None:
    """The style sheet makes the default button bold, which Qt leaves out of its width."""
    font = button.font()
    font.setWeight(QFont.Weight.DemiBold)
    words = QFontMetrics(font).horizontalAdvance(button.text())
    button.setMinimumWidth(words + 2 * theme.space("xl"))


def rows(theme: Theme, parent: QWidget | None = None) -> QFormLayout:
    """An empty layout of labelled rows."""
    form = QFormLayout(parent)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    form.setSpacing(theme.space("m"))
    form.setContentsMargins(0, 0, 0, 0)
    return form


def text_field(text: str, lines: int = 0, theme: Theme | None = None) -> QPlainTextEdit:
    """A field of several lines that Tab leaves; `lines` limits its height."""
    field = TextField(text)
    field.setTabChangesFocus(True)
    if lines and theme is not None:
        field.setMaximumHeight(lines * field.fontMetrics().lineSpacing() + theme.space("xl"))
    return field


class TextField(QPlainTextEdit):
    """A field of several lines: three where there is room for no more, never less than two."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height(3))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height(2))

    def _height(self, lines: int) -> int:
        around = self.height() - self.viewport().height()  # frame and padding of the style sheet
        margin = 2 * round(self.document().documentMargin())
        return lines * self.fontMetrics().lineSpacing() + margin + max(around, 2)


def lines_of(field: QPlainTextEdit) -> tuple[str, ...]:
    """The lines of a field that say something."""
    return tuple(line for line in field.toPlainText().splitlines() if line.strip())


def sentence(text: str, role: str = "muted") -> QLabel:
    """A label that wraps, in one of the style sheet's roles."""
    label = PlainLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label
