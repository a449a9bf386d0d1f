"""The line above a list that shows only what has the typed words in its name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from annotator.ui.theme import Theme


class FilterLine(QWidget):
    """Down and Enter go to the list, Esc shows all of it again."""

    wordsChanged = Signal(str)
    entered = Signal()
    """Somebody is about to type."""
    requestList = Signal()
    """The keys should go to the list."""
    requestFirst = Signal()
    """The first entry that fits should be chosen."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Filter"))
        self.line.setAccessibleName(name)
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self.wordsChanged)
        self.line.installEventFilter(self)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.line)

    @property
    def words(self) -> str:
        return self.line.text()

    def show_if(self, many: bool) -> None:
        """Offer the line where there are many entries; else nothing is filtered."""
        if not many:
            self.line.clear()
        self.setVisible(many)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down:
                    self.requestList.emit()
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self.requestFirst.emit()
                    return True
                case Qt.Key.Key_Escape if self.line.text():
                    self.line.clear()
                    return True
        return super().eventFilter(watched, event)

    def restyle(self, theme: Theme) -> None:
        m = theme.space("m")
        self._column.setContentsMargins(m, 0, m, theme.space("s"))
