"""What an import brought: by kind, what was left behind and why, each odd thing with its place."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from annotator.atomic_file import write_text
from annotator.corpus.messages import fill
from annotator.exchange.refi import RefiReport
from annotator.ui.ask import Ask
from annotator.ui.theme import Theme
from annotator.ui.transfer.differences import DifferencesView
from annotator.ui.transfer.words import as_html, as_text, outcome
from annotator.ui.widgets.form import sentence, widen_for_bold
from annotator.ui.widgets.plain_text import title
from annotator.ui.widgets.screen_fit import ScrollContainer, open_at


class ReportWindow(QDialog):
    """The reports of the files of one import, to read, copy and keep.

    `known` are texts that were in the project already. What is different in a file stands on a page
    of its own (`differences`), where there is any.
    """

    refused = Signal(str)
    """The report can't be saved, and why."""

    def __init__(
        self,
        parent: QWidget,
        reports: Mapping[str, RefiReport],
        known: Sequence[str],
        theme: Theme,
        ask: Ask | None = None,
        differences: DifferencesView | None = None,
    ) -> None:
        super().__init__(parent)
        self.differences = differences
        self._reports, self._known, self._ask = dict(reports), list(known), ask or Ask()
        names = list(reports)
        heading = self.tr("Imported {0}").format(names[0])
        if len(names) > 1:
            heading = fill(self.tr("Imported {0:,} files"), len(names))
        self.setWindowTitle(title(heading))
        self.page = page_of_findings(self.tr("Report on the import"))
        self.page.setHtml(as_html(reports, known, theme))
        self.page.anchorClicked.connect(lambda _link: self._unfold(theme))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("xl")] * 4)
        column.setSpacing(theme.space("m"))
        column.addWidget(sentence(heading, "title"))
        if len(names) == 1:
            column.addWidget(sentence(outcome(reports[names[0]]), ""))
        column.addWidget(self._pages(), 1)
        column.addWidget(self._buttons(theme))
        open_at(self, theme.px(720), theme.px(620))

    def _pages(self) -> QWidget:
        """The report, and beside it what is to be decided, which comes first to the eyes."""
        if self.differences is None:
            return self.page
        tabs = QTabWidget()
        tabs.setAccessibleName(self.tr("Parts of the report"))
        inner = ScrollContainer(self.differences)
        tabs.addTab(self.page, self.tr("&Report"))
        number = self.differences.model.rowCount()
        tabs.addTab(inner, fill(self.tr("&Changed in the file ({0:,})"), number))
        tabs.setCurrentWidget(inner)
        return tabs

    def _text(self) -> str:
        text = as_text(self._reports, self._known)
        if self.differences is None:
            return text
        heading = self.tr("Different in the file; the versions here were kept:")
        return "\n".join([text, heading, *self.differences.lines()]) + "\n"

    def _buttons(self, theme: Theme) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.copy_button = buttons.addButton(self.tr("Copy"), role)
        self.save_button = buttons.addButton(self.tr("Save…"), role)
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self.save)
        buttons.rejected.connect(self.reject)
        for button in (self.copy_button, self.save_button):
            button.setAutoDefault(False)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        widen_for_bold(close, theme)
        return buttons

    def _unfold(self, theme: Theme) -> None:
        """Show every finding one by one, where the reader is."""
        place = self.page.verticalScrollBar().value()
        self.page.setHtml(as_html(self._reports, self._known, theme, unfolded=True))
        self.page.verticalScrollBar().setValue(place)

    def copy(self) -> None:
        """Put the whole report on the clipboard as plain text."""
        QGuiApplication.clipboard().setText(self._text())

    def save(self) -> None:
        """Keep the whole report: as text, or as JSON by the name of the file."""
        proposal = f"{Path(next(iter(self._reports))).stem} {self.tr('import report')}.txt"
        kinds = self.tr("Text (*.txt);;JSON (*.json)")
        path = self._ask.save_file(self, self.tr("Save the report"), proposal, kinds)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".txt")
        text = self._text()
        if path.suffix.lower() == ".json":
            found = {name: report.to_json() for name, report in self._reports.items()}
            whole = {"known": self._known, "reports": found}
            text = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
        try:
            write_text(path, text)
        except OSError as error:
            reason = error.strerror or str(error)
            self.refused.emit(self.tr("{0} can’t be written: {1}.").format(path.name, reason))


def page_of_findings(name: str) -> QTextBrowser:
    """An empty page to read and to select from; `name` is for screen readers."""
    page = QTextBrowser()
    page.setOpenLinks(False)
    page.setFrameShape(QFrame.Shape.NoFrame)
    page.setAccessibleName(name)
    return page
