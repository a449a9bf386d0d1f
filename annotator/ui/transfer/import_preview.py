"""Before a project of another program comes in: what is in it, and what proves its places."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QRadioButton, QVBoxLayout, QWidget

from annotator.corpus.messages import fill
from annotator.exchange.refi import RefiReport
from annotator.ui.theme import Theme
from annotator.ui.transfer.report_window import page_of_findings
from annotator.ui.transfer.words import as_html
from annotator.ui.widgets.form import sentence, widen_for_bold
from annotator.ui.widgets.plain_text import literal, title
from annotator.ui.widgets.screen_fit import open_at


class ImportPreview(QDialog):
    """What the files bring, and where to: into the open project (`here` is its name, empty where
    none is open), or into a new one. Nothing is written before `requestImport`."""

    requestImport = Signal(bool)
    """Import; True into a new project."""

    def __init__(
        self, parent: QWidget, reports: Mapping[str, RefiReport], here: str, theme: Theme
    ) -> None:
        super().__init__(parent)
        self._reports, self._theme = dict(reports), theme
        names = list(reports)
        heading = self.tr("Import {0}").format(names[0])
        if len(names) > 1:
            heading = fill(self.tr("Import {0:,} files"), len(names))
        self.setWindowTitle(title(heading))
        self.page = page_of_findings(self.tr("What the import would bring"))
        self.page.setHtml(as_html(self._reports, (), theme))
        self.page.anchorClicked.connect(lambda _link: self._unfold())
        self.here = QRadioButton(literal(self.tr("Into “{0}”").format(here)))
        self.new = QRadioButton(self.tr("Into a &new project…"))
        (self.here if here else self.new).setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("xl")] * 4)
        column.setSpacing(theme.space("m"))
        column.addWidget(sentence(heading, "title"))
        said = self.tr(
            "Nothing has been changed yet. The import is one step, which Undo takes back."
        )
        column.addWidget(sentence(said))
        column.addWidget(self.page, 1)
        if here:
            column.addWidget(self.here)
            column.addWidget(self.new)
            recognised = self.tr(
                "Texts, coders and codes that the open project has already are recognised; nothing"
                " comes twice."
            )
            column.addWidget(sentence(recognised))
        column.addWidget(self._buttons(theme))
        open_at(self, theme.px(720), theme.px(620))

    def _buttons(self, theme: Theme) -> QDialogButtonBox:
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(self.tr("Import"))
        self.ok.setDefault(True)
        widen_for_bold(self.ok, theme)
        buttons.accepted.connect(self._import)
        buttons.rejected.connect(self.reject)
        return buttons

    def _unfold(self) -> None:
        """Show every finding one by one, where the reader is."""
        place = self.page.verticalScrollBar().value()
        self.page.setHtml(as_html(self._reports, (), self._theme, unfolded=True))
        self.page.verticalScrollBar().setValue(place)

    def _import(self) -> None:
        self.accept()
        self.requestImport.emit(self.new.isChecked())
