"""Names found in the texts, each seen in its contexts, and what is to stand for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.job import Job
from annotator.corpus.messages import fill
from annotator.exchange.pseudonym_list import pseudonym_problems
from annotator.operations.transfer.name_finding import FoundName
from annotator.operations.transfer.name_hits import MOST, NameHit
from annotator.ui.history.marked import words_view
from annotator.ui.pseudonyms.model import COUNT, KIND, NAME, PSEUDONYM, PseudonymsModel
from annotator.ui.recovery.typed_forms import PASSING
from annotator.ui.tasks.latest import LatestTask, Run
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.form import Form, sentence

Hits = Callable[[str], Job[list[NameHit]]]
"""Looks for the places of a name; a job."""


class PseudonymsDialog(Form):
    """OK writes the new project with the pseudonyms of `model`. `hits` runs in the background."""

    requestLoad = Signal()
    requestSave = Signal()

    def __init__(
        self, parent: QWidget, found: Sequence[FoundName], hits: Hits, run: Run, theme: Theme
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Write with pseudonyms"))
        self._hits = hits
        self.model = PseudonymsModel(found)
        self._shown = QSortFilterProxyModel()
        self._shown.setSourceModel(self.model)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table = QTableView()
        self.page = words_view(theme, self.tr("The name in the texts"))
        self.filter, self.name = QLineEdit(), QLineEdit()
        self.about = sentence("")
        self._looking: LatestTask[list[NameHit]] = LatestTask(run, self._show_hits)
        self.finished.connect(lambda _how: self._looking.forget())
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(lambda now, _old: self._look(now))
        self.filter.textChanged.connect(self._shown.setFilterFixedString)
        self.model.entered.connect(self._sum_up)
        self._sum_up()
        self.finish(980, 620)
        self.table.selectRow(0)
        self.table.setFocus()

    def _lay_out(self) -> None:
        theme, table = self.theme, self.table
        words = self.tr(
            "Fill in what is to stand for a name, in the new project alone; names without a"
            " pseudonym stay. The list is the key to who is who: keep it apart from both projects."
        )
        self.column.addWidget(sentence(words))
        table.setModel(self._shown)
        table.setAccessibleName(self.tr("Names and their pseudonyms"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.space("row"))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column in (NAME, PSEUDONYM):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in (KIND, COUNT):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._left())
        parts.addWidget(self.page)
        parts.setSizes([theme.px(640), theme.px(320)])
        parts.setMinimumHeight(theme.px(300))
        self.column.addWidget(parts, 1)
        self.column.addWidget(self.about)
        self.column.addLayout(self._row())
        self.ok.setText(self.tr("&Write the new project…"))

    def _left(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.space("s"))
        self.filter.setProperty(PASSING, True)
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter the names"))
        self.filter.setClearButtonEnabled(True)
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)
        return box

    def _row(self) -> FlowLayout:
        row = FlowLayout(self.theme.space("m"))
        self.name.setPlaceholderText(self.tr("A name that was not found"))
        self.name.setAccessibleName(self.tr("A name that was not found"))
        self.name.setMinimumWidth(self.theme.px(220))
        row.addWidget(self.name)
        self.add, self.load, self.save = (
            QPushButton(self.tr("&Add the name")),
            QPushButton(self.tr("&Load a list…")),
            QPushButton(self.tr("&Save the list…")),
        )
        for button, slot in (
            (self.add, self.add_name),
            (self.load, self.requestLoad.emit),
            (self.save, self.requestSave.emit),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, slot=slot: slot())
            row.addWidget(button)
        self.name.textChanged.connect(lambda text: self.add.setEnabled(bool(text.strip())))
        self.add.setEnabled(False)
        return row

    def add_name(self) -> None:
        """A name of one's own, with its pseudonym to be entered."""
        name = " ".join(self.name.text().split())
        if not name:
            return
        self.filter.clear()
        row = self.model.add(name)
        self.name.clear()
        self.table.setCurrentIndex(self._shown.mapFromSource(self.model.index(row, PSEUDONYM)))
        self.table.setFocus()

    def fault(self) -> str | None:
        names = self.model.chosen()
        if not names:
            return self.tr("Enter a pseudonym for a name.")
        return next(iter(pseudonym_problems(names)), None)

    def _sum_up(self) -> None:
        number = len(self.model.chosen())
        one, several = self.tr("One name has a pseudonym."), self.tr("{0:,} names have one.")
        self.about.setText(one if number == 1 else fill(several, number))
        self.problem.hide()

    # --- the chosen name in the texts

    def _look(self, index: QModelIndex) -> None:
        if index.isValid():
            name = self.model.names[self._shown.mapToSource(index).row()].name
            self._looking.ask_job(self._hits(name))

    def _show_hits(self, found: list[NameHit]) -> None:
        muted, accent = self.theme.color("muted").name(), self.theme.color("accent").name()
        lines = [
            f'<p><span style="color: {muted};">{escape(hit.document)}</span><br>'
            f"{escape(hit.before)} <b><span style='color: {accent};'>{escape(hit.words)}</span></b>"
            f" {escape(hit.after)}</p>"
            for hit in found
        ]
        if len(found) >= MOST:
            lines.append(f"<p>{escape(fill(self.tr('The first {0:,} are shown.'), MOST))}</p>")
        none = self.tr("This name is in no text as a word; it may name a document or a speaker.")
        self.page.setHtml("".join(lines) or f"<p>{escape(none)}</p>")

    def is_changed(self) -> bool:
        return bool(self.model.chosen())
