"""A form: whose codings of each document answer questions, where there is no consensus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTableView, QWidget

from annotator.corpus.document import DocumentFacts
from annotator.corpus.messages import tr
from annotator.ui.records.parts import pair
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form, sentence
from annotator.ui.widgets.wide_combo import WideCombo

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class DesignationModel(QAbstractTableModel):
    """One row a document: its name, and the coder who was chosen for it."""

    def __init__(
        self,
        documents: Sequence[DocumentFacts],
        labels: Mapping[str, str],
        designated: Mapping[str, str],
    ) -> None:
        super().__init__()
        self.documents = documents
        self.labels = labels
        self.chosen: dict[str, str | None] = {
            one.guid: designated.get(one.guid) for one in documents
        }

    def choose(self, rows: Sequence[int], coder: str | None) -> None:
        """Choose a coder (a GUID) for the documents of rows, or nobody."""
        for row in rows:
            self.chosen[self.documents[row].guid] = coder
        if rows:
            self.dataChanged.emit(self.index(min(rows), 1), self.index(max(rows), 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.documents)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return (tr("Document"), tr("Answers with the codings of"))[section]
        return None

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if role != _Role.DisplayRole:
            return None
        document = self.documents[index.row()]
        if index.column() == 0:
            return document.name
        coder = self.chosen[document.guid]
        return "–" if coder is None else self.labels.get(coder, "–")


class DesignationForm(Form):
    """Rows are chosen, then a coder for them."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        documents: Sequence[DocumentFacts],
        labels: Mapping[str, str],
        designated: Mapping[str, str],
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(tr("Whose codings answer questions"))
        self._designated = dict(designated)
        self.rows = DesignationModel(documents, labels, designated)
        about = tr(
            "Questions about a document with a consensus are answered on that. Of the others you "
            "can choose one coder each; without a choice all coders’ codings are taken, and the "
            "head of each answer says so."
        )
        self.view = self._table()
        self.coder = WideCombo()
        self.coder.addItem(tr("nobody in particular"), None)
        for guid, name in labels.items():
            self.coder.addItem(name, guid)
        self.use = QPushButton(tr("&Use for the chosen documents"))
        self.use.setAutoDefault(False)
        self.use.clicked.connect(self._use)
        self.column.addWidget(sentence(about))
        self.column.addWidget(self.view, 1)
        self.column.addWidget(pair(tr("Coder"), self.coder, theme))
        self.column.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish(620, 520)
        self.view.selectAll()
        self.view.setFocus()

    def _table(self) -> QTableView:
        view = QTableView()
        view.setModel(self.rows)
        view.setAccessibleName(tr("Documents"))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        return view

    def _use(self) -> None:
        rows = sorted({index.row() for index in self.view.selectedIndexes()})
        self.rows.choose(rows, self.coder.currentData())

    def wanted(self) -> dict[str, str | None]:
        """By document (GUID) the coder (GUID) who is now chosen for it, where that is another."""
        before, now = self._designated, self.rows.chosen
        return {one: coder for one, coder in now.items() if before.get(one) != coder}

    def is_changed(self) -> bool:
        return bool(self.wanted())
