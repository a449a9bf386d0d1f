"""The history of the project: who did what when, what it was before, and a way back to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.changes import ATTRIBUTE_VALUE, CODEBOOK_KINDS, CODING, MEMO, RELATION
from annotator.corpus.messages import fill
from annotator.corpus.trail import StepFacts
from annotator.operations import documents
from annotator.operations.history import trail
from annotator.operations.history.change_names import ADDED, CAME, DELETED
from annotator.operations.history.change_words import ChangeDescription
from annotator.operations.history.trail import DescribedStep
from annotator.ui.history.filters import Filters
from annotator.ui.history.marked import fields_page, section, words_view
from annotator.ui.history.model import CHANGES, WHAT, WHEN, WHO, HistoryModel, when
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel
from annotator.ui.widgets.screen_fit import open_at
from annotator.ui.widgets.two_lines import add_row, two_line_list

_AT_ONCE = 5_000
"""Steps up to which the list follows every change, though nobody looks at it."""
_OF_CODING = (CODING, ATTRIBUTE_VALUE, RELATION)


class HistoryWindow(QDialog):
    """Steps above; below what the chosen one changed, before and after, and what to do with it."""

    requestReveal = Signal(str, str)
    """Document and coding (GUIDs) to go to."""
    requestRestore = Signal(str, str, int, bool)
    """What (``coding``, ``memo``, ``codebook``), its GUID, a step, and whether before that step."""
    requestExport = Signal(object)
    """Write the steps that this filter finds."""

    def __init__(self, parent: QWidget, bridge: ProjectBridge, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("History"))
        self._bridge, self._theme = bridge, theme
        self.coding: str | None = None
        self._is_old = False
        self._told: DescribedStep | None = None
        self.filters = Filters(theme)
        self.about = PlainLabel()
        self.about.setWordWrap(True)
        self.everything = QPushButton(self.tr("Show all"))
        self.count = PlainLabel()
        self.count.setProperty("role", "muted")
        self.model = HistoryModel(self._facts)
        self.table = _table(self.model, self.tr("Steps, the latest one first"))
        self.table.verticalHeader().setDefaultSectionSize(theme.space("row"))
        self.changes = two_line_list(theme, self.tr("What the step changed"))
        self.page = words_view(theme, self.tr("Before and after"))
        self._make_buttons()
        self._lay_out()
        self._connect()
        open_at(self, theme.px(980), theme.px(680))
        self.refresh()

    # --- parts

    def _make_buttons(self) -> None:
        self.go = QPushButton(self.tr("&Go to the passage"))
        self.before = QPushButton(self.tr("As it was &before"))
        self.after = QPushButton(self.tr("As it beca&me"))
        self.before.setToolTip(self.tr("Restore what this was just before the step"))
        self.after.setToolTip(self.tr("Restore what this became with the step"))
        self.export = QPushButton(self.tr("&Export as CSV…"))
        self.close_button = QPushButton(self.tr("Close"))
        for button in (
            self.everything,
            self.go,
            self.before,
            self.after,
            self.export,
            self.close_button,
        ):
            button.setAutoDefault(False)
        self.what_back = PlainLabel()
        self.what_back.setProperty("role", "muted")

    def _lay_out(self) -> None:
        theme = self._theme
        top = QHBoxLayout()
        top.addWidget(self.about, 1)
        top.addWidget(self.everything)
        lower = QSplitter(Qt.Orientation.Horizontal)
        lower.setChildrenCollapsible(False)
        lower.addWidget(self.changes)
        lower.addWidget(self.page)
        lower.setSizes([theme.px(420), theme.px(520)])
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.table)
        halves.addWidget(lower)
        halves.setSizes([theme.px(330), theme.px(230)])
        for splitter in (halves, lower):
            splitter.setHandleWidth(theme.space("m"))
            splitter.setStyleSheet("QSplitter::handle { background: transparent; }")
        row = QHBoxLayout()
        row.setSpacing(theme.space("m"))
        for parts in (
            (self.go, self.what_back, self.before, self.after),
            (self.export, self.close_button),
        ):
            flow = FlowLayout(theme.space("m"))
            for part in parts:
                flow.addWidget(part)
            row.addLayout(flow)
        row.insertStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("xl")] * 4)
        column.setSpacing(theme.space("m"))
        column.addLayout(top)
        column.addWidget(self.filters)
        column.addWidget(self.count)
        column.addWidget(halves, 1)
        column.addLayout(row)

    def _connect(self) -> None:
        self.filters.changed.connect(self.refresh)
        self.everything.clicked.connect(lambda: self.show_coding(None))
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _was: self._tell())
        self.table.activated.connect(self._go)
        self.changes.currentRowChanged.connect(lambda _row: self._show_change())
        self.changes.itemActivated.connect(lambda _item: self._go())
        self.go.clicked.connect(self._go)
        self.before.clicked.connect(lambda: self._restore(before=True))
        self.after.clicked.connect(lambda: self._restore(before=False))
        self.export.clicked.connect(lambda: self.requestExport.emit(self.wanted()))
        self.close_button.clicked.connect(self.reject)

    # --- what it shows

    def show_coding(self, coding: str | None) -> None:
        """The history of one coding (a GUID), or of everything."""
        self.coding = coding
        self.refresh(keep=False)
        self.table.setFocus()

    def wanted(self) -> Any:
        """Which steps are shown, as a `TrailFilter`."""
        return self.filters.wanted(self.coding)

    def project_changed(self) -> None:
        """Show what came: at once, or where that takes long, when somebody looks."""
        self._is_old = True
        if self.isActiveWindow() or self.model.rowCount() < _AT_ONCE:
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._is_old:
            self.refresh()

    def refresh(self, *, keep: bool = True) -> None:
        """Ask for everything again; the chosen step stays chosen where it is still there."""
        viewer = self._bridge.viewer
        self._is_old = False
        if viewer is None:
            return
        chosen = self._step() if keep else None
        labels = self._bridge.coder_labels()
        earlier = documents.replaced(viewer.project)
        self.filters.offer(labels, [*self._bridge.documents, *earlier], self._bridge.codebook)
        steps = trail.steps(viewer, self.wanted())
        self.model.show(steps, labels)
        self.count.setText(self._counted(len(steps)))
        self.about.setText(self._about())
        self.about.setVisible(self.coding is not None)
        self.everything.setVisible(self.coding is not None)
        self._fit()
        row = self.model.row_of(chosen) if chosen is not None else None
        if steps:
            self.table.setCurrentIndex(self.model.index(row or 0, WHAT))
        self._tell()

    def _fit(self) -> None:
        """Time, name and number as wide as they are, a name no wider than a quarter; what was done
        gets the rest."""
        header = self.table.horizontalHeader()
        most = {WHO: max(self.table.viewport().width() // 4, self._theme.px(90))}
        for column in (WHEN, WHO, CHANGES):
            needed = max(self.table.sizeHintForColumn(column), header.sectionSizeHint(column))
            needed += self._theme.space("m")
            header.resizeSection(column, min(needed, most.get(column, needed)))

    def _counted(self, number: int) -> str:
        return self.tr("1 step") if number == 1 else fill(self.tr("{0:,} steps"), number)

    def _about(self) -> str:
        viewer = self._bridge.viewer
        if self.coding is None or viewer is None:
            return ""
        versions = trail.versions(viewer, self.coding)
        words = next((v.words for v in reversed(versions) if v.words), "")
        short = words if len(words) <= 90 else words[:89] + "…"
        return self.tr("History of the coding “{0}”").format(short)

    def _facts(self, steps: Sequence[int]) -> list[StepFacts]:
        viewer = self._bridge.viewer
        return trail.facts(viewer, steps) if viewer is not None else []

    def _step(self) -> int | None:
        index = self.table.currentIndex()
        if not index.isValid() or index.row() >= self.model.rowCount():
            return None
        return self.model.step(index.row()).seq

    def _tell(self) -> None:
        step, viewer = self._step(), self._bridge.viewer
        self.changes.blockSignals(True)
        self.changes.clear()
        self._told = None
        if step is not None and viewer is not None:
            self._told = trail.tell(viewer, step, self.coding)
            for change in self._told.changes:
                add_row(self.changes, change.what, _detail(change))
            self.changes.setCurrentRow(0)
        self.changes.blockSignals(False)
        self._show_change()

    def _change(self) -> ChangeDescription | None:
        row = self.changes.currentRow()
        if self._told is None or not 0 <= row < len(self._told.changes):
            return None
        return self._told.changes[row]

    def _show_change(self) -> None:
        change = self._change()
        self.page.setHtml(self._page(change) if change else "")
        place = self._place()
        self.go.setEnabled(place is not None)
        kind = self._restorable()
        words = {
            "coding": self.tr("Bring the coding back:"),
            "memo": self.tr("Bring the memo back:"),
            "codebook": self.tr("Bring the whole codebook back:"),
        }
        self.what_back.setText(words.get(kind or "", self.tr("Bring back:")))
        # What was not there yet, or is gone with the step, is deleted, not brought back.
        whole = change is not None and change.kind in (CODING, MEMO)
        was_there = not whole or (change is not None and change.verb not in (ADDED, CAME))
        stays = not whole or (change is not None and change.verb != DELETED)
        self.before.setEnabled(kind is not None and was_there)
        self.after.setEnabled(kind is not None and stays)

    def _page(self, change: ChangeDescription) -> str:
        theme = self._theme
        assert self._told is not None
        step = self._told.facts
        who = self._bridge.coder_labels().get(step.coder, "?")
        page = section(f"{when(step)} · {who}", _escaped(f"{change.what} {change.verb}."), theme)
        page += fields_page(change.fields, theme)
        if self._told.more:
            more = fill(self.tr("{0:,} more changes are in the CSV file."), self._told.more)
            page += section("", _escaped(more), theme)
        return page

    # --- what can be done

    def _place(self) -> tuple[str, str] | None:
        change = self._change()
        if change is None or change.coding is None or change.document is None:
            return None
        return change.document, change.coding

    def _restorable(self) -> str | None:
        change = self._change()
        if change is None:
            return None
        if change.kind == MEMO:
            return "memo"
        if change.kind in _OF_CODING and change.coding is not None:
            return "coding"
        return "codebook" if change.kind in CODEBOOK_KINDS else None

    def _go(self, _chosen: object = None) -> None:
        place = self._place()
        if place is not None:
            self.requestReveal.emit(*place)

    def _restore(self, *, before: bool) -> None:
        change, kind, step = self._change(), self._restorable(), self._step()
        if change is not None and kind is not None and step is not None:
            guid = change.coding if kind == "coding" else change.guid
            self.requestRestore.emit(kind, guid, step, before)


def _detail(change: ChangeDescription) -> str:
    fields = "; ".join(
        f"{name}: {before} → {after}" if before and after else f"{name}: {before or after}"
        for name, before, after in change.fields
    )
    return f"{change.verb} · {fields}" if fields else change.verb


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _table(model: HistoryModel, name: str) -> QTableView:
    view = QTableView()
    view.setModel(model)
    view.setAccessibleName(name)
    view.setShowGrid(False)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setStretchLastSection(False)
    header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
    return view
