"""The help sheet: every key, from the table of actions and the codebook."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.actions.spec import translated
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel
from annotator.ui.widgets.screen_fit import FRAME

Keys = list[tuple[str, str]]
_COLUMN, _SHORT = 400, 12
"""Pixels that a column asks for, and rows below which it looks lost."""


class HelpSheet(QDialog):
    """Keys in columns: the codes first, then the actions by menu. Esc closes it."""

    requestChange = Signal()
    """The user wants other keys."""

    def __init__(
        self, parent: QWidget, codes: Keys, groups: list[tuple[str, Keys]], theme: Theme
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(self.tr("Keys"))
        shown = [(self.tr("Code the selected passage"), codes), *groups]
        screen, window = parent.screen().availableGeometry(), parent.window()
        self._room = (
            max(round(screen.width() * 0.94), window.width() - FRAME.width()),
            max(round(screen.height() * 0.86), window.height() - FRAME.height()),
        )
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._area.setAccessibleName(self.tr("Keys"))
        self._area.setProperty("role", "words")
        self._body = self._columns([(name, keys) for name, keys in shown if keys])
        self._area.setWidget(self._body)
        change = QPushButton(self.tr("&Change keys…"))
        change.clicked.connect(self._change)
        close = QPushButton(self.tr("&Close"))
        for button in (change, close):
            button.setAutoDefault(False)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(*[theme.space("l")] * 4)
        buttons.addWidget(change)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addLayout(buttons)
        self._fit()
        self._area.setFocus()

    def _columns(self, groups: list[tuple[str, Keys]]) -> QWidget:
        """The groups in columns of about the same length, in their order."""
        body = QWidget()
        body.setObjectName("keys")
        theme = self.theme
        lengths = [len(keys) + 2 for _name, keys in groups]
        number = max(1, min(3, self._room[0] // theme.px(_COLUMN), sum(lengths) // _SHORT))
        self._wide = number * theme.px(_COLUMN)
        row = QHBoxLayout(body)
        row.setContentsMargins(*[theme.space("l")] * 4)
        row.setSpacing(theme.space("xl"))
        columns = [QVBoxLayout() for _ in range(number)]
        for column in columns:
            column.setSpacing(theme.space("l"))
            row.addLayout(column, 1)
        passed = 0
        for (name, keys), length in zip(groups, lengths, strict=True):
            at = min(number - 1, (passed + length // 2) * number // sum(lengths))
            columns[at].addWidget(self._group(name.replace("&", ""), keys))
            passed += length
        for column in columns:
            column.addStretch(1)
        return body

    def _fit(self) -> None:
        """As large as the keys ask for, within the screen."""
        wanted = self._body.sizeHint().expandedTo(QSize(self._wide, 0))
        bar = self._area.verticalScrollBar().sizeHint().width() + 2
        width, height = self._room
        self.resize(
            min(wanted.width() + bar, width), min(wanted.height() + self.theme.px(64), height)
        )

    def _change(self) -> None:
        self.accept()
        self.requestChange.emit()

    def _group(self, name: str, keys: Keys) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(self.theme.space("s"))
        grid.setHorizontalSpacing(self.theme.space("l"))
        heading = PlainLabel(name)
        heading.setProperty("role", "heading")
        grid.addWidget(heading, 0, 0, 1, 2)
        for row, (text, key) in enumerate(keys, 1):
            command = PlainLabel(translated(text).replace("&", "").rstrip("…"))
            command.setWordWrap(True)  # the columns share the width of the window
            grid.addWidget(command, row, 0)
            cap = PlainLabel(key.replace("+", " + ").replace(" +  + ", " + +"))
            cap.setProperty("role", "muted")
            grid.addWidget(cap, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        return box
