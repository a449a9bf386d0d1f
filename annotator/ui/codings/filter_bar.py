"""The line above the table of codings: what of them is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
)

from annotator.operations.retrieval.coding_list import Filter
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel, tip
from annotator.ui.widgets.wide_combo import WideCombo

_REST_MS = 200
_ROOM_OF_LINE, _ROOM_OF_LIST = 180, 156
"""Pixels at 100 % that the words and each list want beside each other."""
Choices = Sequence[tuple[str, object]]
"""What a list offers: name, and what it stands for."""


class FilterBar(QFrame):
    """Words, document, code, coder and attribute; what is changed is told at once."""

    filterChanged = Signal(object)
    requestClose = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("filterBar")
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Words in the passage"))
        self.line.setAccessibleName(self.tr("Words in the passage"))
        self.line.setClearButtonEnabled(True)
        self.document = self._list(self.tr("All documents"), self.tr("Document"))
        self.code = self._list(self.tr("All codes"), self.tr("Code", "noun"))
        self.coder = self._list(self.tr("All coders"), self.tr("Coder"))
        self.attribute = self._list(self.tr("All values"), self.tr("Attribute and value"))
        self.said = self._list(self.tr("All attributes"), self.tr("Attribute of the document"))
        self.count = PlainLabel()
        self.count.setProperty("role", "muted")
        self.more = QToolButton()
        self.more.setText("⋯")
        self.more.setToolTip(self.tr("Copy and export"))
        self.more.setAccessibleName(self.more.toolTip())
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        close = QToolButton()
        close.setText("✕")
        close.setToolTip(self.tr("Close (Esc)"))
        close.setAccessibleName(self.tr("Close"))
        close.clicked.connect(self.requestClose)
        words, self._flow = QHBoxLayout(), FlowLayout(0)
        words.addWidget(self.line, 1)
        words.addWidget(self.count)
        words.addWidget(self.more)
        words.addWidget(close)
        for box in self._lists():
            self._flow.addWidget(box)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addLayout(self._flow)
        self._row.addLayout(words, 1)
        self._rest = Debouncer(_REST_MS, self.tell, self)
        self.line.textChanged.connect(lambda _text: self._rest.start())
        self.restyle(theme)

    def _lists(self) -> tuple[WideCombo, ...]:
        return self.document, self.code, self.coder, self.attribute, self.said

    def _list(self, everything: str, name: str) -> WideCombo:
        box = WideCombo()
        box.addItem(everything, None)
        box.setAccessibleName(name)
        box.setToolTip(tip(name))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        box.currentIndexChanged.connect(lambda _row: self.tell())
        return box

    def offer(
        self,
        documents: Choices,
        codes: Choices,
        coders: Choices,
        attributes: Choices,
        said: Choices = (),
    ) -> None:
        """Offer these; what was chosen stays chosen where it is still there. `said` are attributes
        of documents and their values."""
        offered = (documents, codes, coders, attributes, said)
        for box, choices in zip(self._lists(), offered, strict=True):
            before = box.currentData()
            box.blockSignals(True)
            while box.count() > 1:
                box.removeItem(1)
            for name, what in choices:
                box.addItem(name, what)
            box.setCurrentIndex(box.row_of(before))
            box.blockSignals(False)
            box.setVisible(bool(choices))

    def choose(self, *, document: str = "", code: str = "", coder: str = "") -> None:
        """Filter by these, and by nothing else."""
        for box, wanted in zip(self._lists(), (document, code, coder, "", ""), strict=True):
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(wanted)) if wanted else 0)
            box.blockSignals(False)
        self.line.clear()
        self.tell()

    def narrow(self, box: QComboBox, wanted: str) -> None:
        """Filter by one thing more, a GUID that one of the lists offers."""
        box.setCurrentIndex(max(0, box.findData(wanted)))

    def filter(self) -> Filter:
        """What is wanted now."""
        attribute, value = self.attribute.currentData() or ("", "")
        document, code, coder = (box.currentData() or "" for box in self._lists()[:3])
        said, as_value = self.said.currentData() or ("", "")
        words = " ".join(self.line.text().split())
        return Filter(document, code, coder, attribute, value, words, said, as_value)

    def tell(self) -> None:
        self._rest.stop()
        self.filterChanged.emit(self.filter())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.requestClose.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines where one would leave no room for words."""
        super().resizeEvent(event)
        shown = sum(not box.isHidden() for box in self._lists())
        narrow = self.width() < self._theme.px(_ROOM_OF_LINE + shown * _ROOM_OF_LIST)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """As high as its lines are at this width: a splitter does not ask by itself."""
        least = super().minimumSizeHint()
        return QSize(least.width(), self._row.totalMinimumHeightForWidth(self.width()))

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        m, s = theme.space("m"), theme.space("s")
        self._row.setContentsMargins(m, s, s, s)
        self._row.setSpacing(s)
        self._flow.set_gap(s)
