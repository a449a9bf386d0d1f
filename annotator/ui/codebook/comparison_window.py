"""Two versions of the codebook side by side, in a window of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.codebook import CodebookVersion
from annotator.corpus.codebook_comparison import ComparedRow, as_text
from annotator.corpus.messages import fill
from annotator.errors import UserError
from annotator.ui.codebook.comparison_view import ComparisonView
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.plain_text import field_label
from annotator.ui.widgets.screen_fit import open_at
from annotator.ui.widgets.wide_combo import WideCombo


class ComparisonSource(Protocol):
    """Where the window has its versions from."""

    def versions(self) -> list[CodebookVersion]: ...

    def side_by_side(self, first: int, second: int | None) -> list[ComparedRow]: ...


class ComparisonWindow(QDialog):
    """Two versions are chosen above; codes stand beside each other, changed words are marked."""

    def __init__(self, parent: QWidget, source: ComparisonSource, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Two versions of the codebook"))
        self._source, self._theme = source, theme
        self._rows: list[ComparedRow] = []
        self.before, self.after = WideCombo(), WideCombo()
        self.before.setAccessibleName(self.tr("Earlier version"))
        self.after.setAccessibleName(self.tr("Later version"))
        self.differing = QCheckBox(self.tr("&Only what differs"))
        self.differing.setChecked(True)
        row = FlowLayout(theme.space("m"))
        for words, box in ((self.tr("From"), self.before), (self.tr("to"), self.after)):
            row.addWidget(field_label(words, box))
            row.addWidget(box)
        row.addWidget(self.differing)
        self.view = ComparisonView(theme)
        self.view.setAccessibleName(self.windowTitle())
        self.words = sentence("", "small")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton(
            self.tr("&Copy as text"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self.copy_text)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("xl")] * 4)
        column.setSpacing(theme.space("l"))
        column.addLayout(row)
        column.addWidget(self.view, 1)
        column.addWidget(self.words)
        column.addWidget(buttons)
        self._boxes: Sequence[QComboBox] = (self.before, self.after)
        for box in self._boxes:
            box.currentIndexChanged.connect(lambda _index: self._compare())
        self.differing.toggled.connect(lambda _on: self._show())
        open_at(self, theme.px(1000), theme.px(680))
        self.refresh()

    def choose(self, before: int, after: int | None) -> None:
        """Compare two versions (numbers); None is the codebook as it is now."""
        for box, number in zip(self._boxes, (before, after), strict=True):
            box.setCurrentIndex(max(0, box.findData(number)))

    def refresh(self) -> None:
        """Read the versions anew; those that are chosen stay so."""
        chosen = [box.currentData() if box.count() else "" for box in self._boxes]
        known = self._source.versions()
        for box in self._boxes:
            box.blockSignals(True)
            box.clear()
        for version in reversed(known):
            when = QDateTime.fromSecsSinceEpoch(int(version.made.timestamp()))
            made = QLocale().toString(when, QLocale.FormatType.ShortFormat)
            for box in self._boxes:
                words = self.tr("version {0}, {1}").format(version.number, made)
                box.addItem(words, version.number)
        self.after.insertItem(0, self.tr("the codebook as it is now"), None)
        self.before.setCurrentIndex(max(0, self.before.findData(chosen[0]), min(1, len(known) - 1)))
        self.after.setCurrentIndex(max(0, self.after.findData(chosen[1])) if chosen[1] else 0)
        for box in self._boxes:
            box.blockSignals(False)
        self._compare()

    def _compare(self) -> None:
        self._rows = []
        fault = ""
        if self.before.currentData() is not None:
            try:
                self._rows = self._source.side_by_side(
                    int(self.before.currentData()), self.after.currentData()
                )
            except UserError as error:  # a part of the history can't be read
                fault = str(error)
        self._show(fault)

    def _show(self, fault: str = "") -> None:
        changed = [row for row in self._rows if row.changes]
        shown = changed if self.differing.isChecked() else self._rows
        self.view.show_rows(shown, self.before.currentText(), self.after.currentText())
        self.copy.setEnabled(bool(changed))
        if fault:
            self.words.setText(fault)
        elif changed:
            said = self.tr("{0:,} of {1:,} codes and relations differ.")
            self.words.setText(fill(said, len(changed), len(self._rows)))
        else:
            self.words.setText(self.tr("The two versions say the same."))

    def copy_text(self) -> None:
        """Put what differs into the clipboard, as plain text."""
        QGuiApplication.clipboard().setText(as_text(self._rows))
