"""Who was followed: by code and coder, in how many settled cases."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.messages import fill, tr
from annotator.operations.adjudication.following import FollowedTable, cell_words
from annotator.ui.adjudication.coder_names import CoderNames
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.screen_fit import open_at


class FollowedWindow(QDialog):
    """A row a code, the first of all codes together; a column a coder, called as on the page."""

    def __init__(
        self, parent: QWidget, theme: Theme, found: FollowedTable, names: CoderNames
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Who was followed"))
        guids = names.ordered([coder.guid for coder in found.coders])
        labels = names.labels()
        self._heads = [labels.get(guid, "?") for guid in guids]
        self._rows: list[tuple[str | None, str]] = [(None, tr("All codes together")), *found.codes]
        self._cells = [[found.cell(code, who) for who in guids] for code, _name in self._rows]
        self.table = QTableWidget(len(self._rows), len(guids) + 1)
        self._fill(theme)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.copying = buttons.addButton(
            tr("&Copy as a table"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.copying.setAutoDefault(False)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        self.copying.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.as_table()))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("xl")] * 4)
        column.setSpacing(theme.space("l"))
        column.addWidget(sentence(_about(found), ""))
        column.addWidget(self.table, 1)
        column.addWidget(
            sentence(
                tr(
                    "“3 of 4” are settled places in texts that the coder coded, where the coders"
                    " differ in code or passage; in 3 of them what was settled on is what this"
                    " coder had: the same code and passage, or nothing. A place counts for each"
                    " code that somebody gave it or that it was settled to have, and once for all"
                    " codes together. Values are not looked at."
                )
            )
        )
        column.addWidget(buttons)
        open_at(self, theme.px(860), theme.px(520))

    def _fill(self, theme: Theme) -> None:
        table = self.table
        table.setAccessibleName(self.windowTitle())
        table.setHorizontalHeaderLabels([tr("Code", context="noun"), *self._heads])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.space("row"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, ((_code, name), cells) in enumerate(zip(self._rows, self._cells, strict=True)):
            table.setItem(row, 0, QTableWidgetItem(name))
            for column, cell in enumerate(cells, 1):
                item = QTableWidgetItem(cell_words(cell))
                item.setTextAlignment(right)
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, theme.px(190))
        header.setMinimumSectionSize(theme.px(100))

    def as_table(self) -> str:
        """The figures with tabs between them: a line a code and coder."""
        head = (tr("Code", context="noun"), tr("Coder"), tr("Followed"), tr("Settled"))
        lines = ["\t".join(head)]
        for (_code, name), cells in zip(self._rows, self._cells, strict=True):
            for who, cell in zip(self._heads, cells, strict=True):
                lines.append("\t".join((name, who, str(cell.followed), str(cell.cases))))
        return "\n".join(lines) + "\n"


def _about(found: FollowedTable) -> str:
    if not found.settled:
        return tr("No place where these coders differ is settled yet.")
    return fill(
        tr("{0:,} places where these coders differ are settled, {1:,} are not."),
        found.settled,
        found.open,
    )
