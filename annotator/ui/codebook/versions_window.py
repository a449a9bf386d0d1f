"""The versions of the codebook, what changed between two, and the codings to look at again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.codebook import CodebookVersion
from annotator.corpus.codebook_difference import Difference
from annotator.corpus.messages import fill
from annotator.corpus.step_labels import label_in_words
from annotator.errors import UserError
from annotator.operations.codebook import Outdated
from annotator.operations.retrieval.passages import Passage
from annotator.ui.theme import Theme
from annotator.ui.widgets.counted import counted
from annotator.ui.widgets.form import sentence, widen_for_bold
from annotator.ui.widgets.plain_text import PlainLabel, tip
from annotator.ui.widgets.screen_fit import open_at
from annotator.ui.widgets.two_lines import add_row, two_line_list
from annotator.ui.widgets.wide_combo import WideCombo

_DATA = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Recheck:
    """A coding to look at again, with its words and the name of its code."""

    outdated: Outdated
    passage: Passage
    code: str


class VersionSource(Protocol):
    """Where the window has its facts from."""

    def versions(self) -> list[CodebookVersion]: ...

    def changed(self, first: int, second: int | None) -> list[Difference]: ...

    def rechecks(self) -> Sequence[Recheck]: ...


class VersionsWindow(QDialog):
    """Choose a version on the left; what changed since stands on the right."""

    requestRestore = Signal(int)
    """Make the codebook what it was in this version (its number)."""
    requestCompare = Signal(int, object)
    """Show a version beside another (their numbers; None is the codebook as it is now)."""
    requestReveal = Signal(str, str)
    """Document and coding (GUIDs) to go to."""

    def __init__(
        self, parent: QWidget, source: VersionSource, labels: Mapping[str, str], theme: Theme
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Versions of the codebook"))
        self._source, self._labels, self._theme = source, labels, theme
        self.versions = two_line_list(theme, self.tr("Versions"))
        self.until = WideCombo()
        self.until.setAccessibleName(self.tr("Compare with"))
        self.until.setToolTip(tip(self.until.accessibleName()))
        self.changes = QListWidget()
        self.changes.setWordWrap(True)
        self.changes.setAccessibleName(self.tr("What changed"))
        self.rechecks = two_line_list(theme, self.tr("Codings to look at again"))
        self._recheck_words = sentence("")
        self._heading = PlainLabel()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.windowTitle())
        self.tabs.addTab(self._versions_tab(), self.tr("Versions"))
        self.tabs.addTab(self._recheck_tab(), self.tr("To look at again"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.restore = buttons.addButton(
            self.tr("&Restore this version"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.restore.setToolTip(self.tr("Codes that have codings since then stay; Undo works"))
        self.restore.clicked.connect(self._restore)
        widen_for_bold(self.restore, theme)
        self.beside = buttons.addButton(
            self.tr("&Side by side…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.beside.clicked.connect(self._ask_beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("xl")] * 4)
        column.setSpacing(theme.space("l"))
        self.tabs.currentChanged.connect(self._enable)
        column.addWidget(self.tabs, 1)
        column.addWidget(buttons)
        self.versions.currentRowChanged.connect(lambda _row: self._compare())
        self.until.currentIndexChanged.connect(lambda _index: self._compare())
        self.rechecks.itemClicked.connect(self._reveal)
        self.rechecks.itemActivated.connect(self._reveal)
        open_at(self, theme.px(820), theme.px(560))
        self.refresh()

    # --- parts

    def _versions_tab(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(self._theme.space("l"), 0, 0, 0)
        column.setSpacing(self._theme.space("m"))
        row = QHBoxLayout()
        row.addWidget(self._heading)
        row.addWidget(self.until, 1)
        column.addLayout(row)
        column.addWidget(self.changes, 1)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.versions)
        halves.addWidget(right)
        halves.setSizes([self._theme.px(320), self._theme.px(460)])
        return self._page(halves)

    def _recheck_tab(self) -> QWidget:
        return self._page(self._recheck_words, self.rechecks)

    def _page(self, *widgets: QWidget) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, self._theme.space("l"), 0, 0)
        column.setSpacing(self._theme.space("m"))
        for widget in widgets:
            column.addWidget(widget, int(widget is widgets[-1]))
        return page

    # --- what it shows

    def refresh(self) -> None:
        """Ask for everything again."""
        known = self._source.versions()
        row = self.versions.currentRow()
        for view in (self.versions, self.until):
            view.blockSignals(True)
            view.clear()
        self.until.addItem(self.tr("the codebook as it is now"), None)
        for version in reversed(known):
            who = self._labels.get(version.coder, "?")
            when = QDateTime.fromSecsSinceEpoch(int(version.made.timestamp()))
            made = QLocale().toString(when, QLocale.FormatType.ShortFormat)
            words = self.tr("{0}. {1}").format(version.number, label_in_words(version.label))
            add_row(self.versions, words, f"{made} · {who}").setData(_DATA, version.number)
            self.until.addItem(self.tr("version {0}").format(version.number), version.number)
        # Without a choice: what the last change did, which is the version before the last one.
        self.versions.setCurrentRow(row if row >= 0 else min(1, len(known) - 1))
        for view in (self.versions, self.until):
            view.blockSignals(False)
        self._compare()
        self._show_rechecks()

    def _compare(self) -> None:
        item = self.versions.currentItem()
        self.changes.clear()
        if item is None:
            return
        number = int(item.data(_DATA))
        self._heading.setText(self.tr("From version {0} to").format(number))
        try:
            found = self._source.changed(number, self.until.currentData())
        except UserError as error:  # a part of the history can't be read
            self.changes.addItem(str(error))
            return
        for difference in found:
            again = self.tr(" – codings made before are to be looked at again")
            self.changes.addItem(difference.what + (again if difference.redefined else ""))
        if not found:
            self.changes.addItem(self.tr("Nothing but, perhaps, the order of codes."))

    def _show_rechecks(self) -> None:
        self.rechecks.clear()
        try:
            found = self._source.rechecks()
        except UserError as error:
            self._recheck_words.setText(str(error))
            self.tabs.setTabText(1, self.tr("To look at again"))
            return
        for entry in found:
            who = self._labels.get(entry.passage.coding.coder, "?")
            detail = self.tr("{0} · {1} · {2} · version {3}: {4}").format(
                *(entry.code, who, entry.passage.document, entry.outdated.version),
                "; ".join(entry.outdated.redefined),
            )
            item = add_row(self.rechecks, entry.passage.words, detail)
            item.setToolTip(tip(detail))
            coding = entry.passage.coding
            item.setData(_DATA, (coding.document, coding.guid))
        self._say_rechecks()

    def _say_rechecks(self) -> None:
        number = self.rechecks.count()
        none = self.tr("Every coding was made under the present definition of its code.")
        some = self.tr("{0}: their code was defined otherwise when they were made.")
        self._recheck_words.setText(some.format(counted(number)) if number else none)
        self.tabs.setTabText(1, fill(self.tr("To look at again ({0:,})"), number))

    def forget(self, codings: Collection[str]) -> None:
        """Take codings (GUIDs) off the list: they have just been looked at, or are gone."""
        for row in reversed(range(self.rechecks.count())):
            if self.rechecks.item(row).data(_DATA)[1] in codings:
                self.rechecks.takeItem(row)
        self._say_rechecks()

    def _enable(self, tab: int) -> None:
        for button in (self.restore, self.beside):
            button.setEnabled(tab == 0)

    def _ask_beside(self) -> None:
        item = self.versions.currentItem()
        if item is not None:
            self.requestCompare.emit(int(item.data(_DATA)), self.until.currentData())

    def _restore(self) -> None:
        item = self.versions.currentItem()
        if item is not None:
            self.requestRestore.emit(int(item.data(_DATA)))

    def _reveal(self, item: QListWidgetItem) -> None:
        self.requestReveal.emit(*item.data(_DATA))
