"""The disagreements behind a figure, quoted; a click leads to the passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
)

from annotator.corpus.messages import fill, quoted, tr
from annotator.operations.reliability.disagreements import (
    Disagreement,
    DisagreementKind,
    DisagreementSide,
)
from annotator.ui.widgets.plain_text import PlainLabel

_MOST = 500
"""Rows that are listed; a person reads no more."""


class DisagreementList(QFrame):
    """A heading with a Close button over a table of what each coder has."""

    requestPassage = Signal(str, str)
    """Document and coding (GUIDs): show it in the reader."""
    requestSettling = Signal(object)
    """A Disagreement: settle it."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Disagreement] = []
        self.heading = PlainLabel()
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        close = QToolButton()
        close.setText(tr("Close"))
        close.clicked.connect(self.hide)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        settle = QToolButton()
        settle.setText(tr("Settle these"))
        settle.setToolTip(tr("Adjudicate, beginning with the chosen one"))
        settle.clicked.connect(self._settle)
        top.addWidget(settle)
        top.addWidget(close)
        self.table = QTableWidget(0, 4)
        self.table.setAccessibleName(tr("Disagreements"))
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setWordWrap(True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.table.cellClicked.connect(lambda row, _column: self._go(row))
        self.table.cellActivated.connect(lambda row, _column: self._go(row))
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.addLayout(top)
        column_.addWidget(self.table, 1)
        self.hide()

    def show_found(
        self,
        what: str,
        found: Sequence[Disagreement],
        quotes: Sequence[tuple[str, str]],
        codes: Sequence[str],
        labels: Mapping[str, str],
        otherwise: str = "",
    ) -> None:
        """List these; `codes` are names by number, `labels` coders' names by GUID. `otherwise` is
        said where there are none."""
        self._found = list(found[:_MOST])
        number = fill(tr("{0}: {1:,} disagreements"), what, len(found))
        if not found and otherwise:
            number = tr("{0}: {1}").format(what, tr(otherwise))
        if len(found) > _MOST:
            number += tr(", the first {0} of them").format(_MOST)
        self.heading.setText(number)
        pairs = {one.coders for one in self._found}
        one_pair = next(iter(pairs)) if len(pairs) == 1 else None
        names = (
            [labels[coder.guid] for coder in one_pair]
            if one_pair
            else [tr("One coder"), tr("The other coder")]
        )
        self.table.setHorizontalHeaderLabels([tr("Difference"), tr("Document"), *names])
        self.table.setRowCount(len(self._found))
        for row, (one, words) in enumerate(zip(self._found, quotes, strict=False)):
            cells = [_kind(one, labels), one.document.name]
            for side, quote in zip(one.sides, words, strict=True):
                cells.append(_words(side, quote, codes, labels, named=one_pair is None))
            for column, text in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.show()
        self.table.resizeRowsToContents()

    def _go(self, row: int) -> None:
        one = self._found[row]
        self.requestPassage.emit(one.document.guid, one.first.coding)

    def _settle(self) -> None:
        if self._found:
            self.requestSettling.emit(self._found[max(0, self.table.currentRow())])


def _kind(one: Disagreement, labels: Mapping[str, str]) -> str:
    if one.kind is DisagreementKind.ONE:
        return tr("Only {0}").format(labels[one.first.coder.guid])
    words = one.kind.words
    return words[:1].upper() + words[1:]


def _words(
    side: DisagreementSide | None,
    quote: str,
    codes: Sequence[str],
    labels: Mapping[str, str],
    *,
    named: bool,
) -> str:
    if side is None:
        return "–"
    who = f"{labels[side.coder.guid]}, " if named else ""
    short = quote if len(quote) <= 220 else f"{quote[:140]} … {quote[-70:]}"
    return f"{who}{codes[side.code]}: {quoted(short)}"
