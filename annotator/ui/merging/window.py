"""The merge window: before the merge what would come in, after it the report of what was done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QTableView,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from annotator.atomic_file import write_text
from annotator.corpus.merge_report import Conflict, MergeReport, NameConflict, TextDifference
from annotator.operations.merging.merge_words import MergePart, MergeWords, findings
from annotator.ui.ask import Ask
from annotator.ui.merging.models import CountsModel, FindingsModel, part_name
from annotator.ui.merging.versions import side_by_side
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import sentence, widen_for_bold
from annotator.ui.widgets.plain_text import PlainLabel, title
from annotator.ui.widgets.screen_fit import ScrollContainer, open_at
from annotator.ui.widgets.two_lines import TwoLines


class MergeWindow(QDialog):
    """Parts on the left with how much is in each, the chosen one on the right.

    As a preview it is accepted with Merge; `joined` are then the codes to make one,
    and `versions` the texts that are other versions of ours. As a report
    (`done`) it asks with `requestOther` for the version of a row that was not kept.
    """

    requestOther = Signal(object)
    """The `Conflict` whose other version is wanted."""
    refused = Signal(str)
    """The report can't be saved, and why."""

    def __init__(
        self,
        parent: QWidget,
        files: Sequence[str],
        reports: Sequence[MergeReport],
        words: MergeWords,
        theme: Theme,
        *,
        done: bool,
        blind: bool = False,
        ask: Ask | None = None,
    ) -> None:
        super().__init__(parent)
        self.done_, self.theme, self._ask = done, theme, ask or Ask()
        self._files, self._reports, self._words = list(files), list(reports), words
        found = findings(files, reports)
        shown = {part: [] if blind and part in _TELLING else list_ for part, list_ in found.items()}
        self.models = {
            part: FindingsModel(list_, words, ticks=part in _TICKED and not done)
            for part, list_ in shown.items()
        }
        self._blind = blind
        self.setWindowTitle(title(self._title()))
        self.parts = QListWidget()
        self.parts.setAccessibleName(self.tr("Parts of the report"))
        self.counts = QTableView()
        self.list = QListView()
        self.detail = QTextBrowser()
        self.other = QPushButton(self.tr("Take the other version"))
        self.stack = QStackedWidget()
        self._fill_parts()
        self._lay_out()
        self.parts.currentItemChanged.connect(lambda *_items: self._show_part())
        self.other.clicked.connect(self._take_other)
        self.parts.setCurrentRow(0)
        open_at(self, theme.px(920), theme.px(600))

    def _title(self) -> str:
        if len(self._files) == 1:
            text = self.tr("Merged {0}") if self.done_ else self.tr("Merge {0}?")
            return text.format(self._files[0])
        text = self.tr("Merged {0:,} files") if self.done_ else self.tr("Merge {0:,} files?")
        return text.format(len(self._files))

    # --- parts

    def _fill_parts(self) -> None:
        heading = self.tr("What came in") if self.done_ else self.tr("What would come in")
        self._add_part(heading, None)
        for part, model in self.models.items():
            if model.findings:
                self._add_part(f"{part_name(part)} ({len(model.findings):,})", part)
        width = max(self.parts.sizeHintForColumn(0), self.theme.px(150))
        self.parts.setFixedWidth(width + 2 * self.theme.space("l"))

    def _add_part(self, text: str, part: MergePart | None) -> None:
        item = QListWidgetItem(text, self.parts)
        item.setData(Qt.ItemDataRole.UserRole, part)

    @property
    def part(self) -> MergePart | None:
        """The part that is shown; None for the counts."""
        item = self.parts.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item else None
        return None if found is None else MergePart(found)

    def show_part(self, part: MergePart) -> None:
        """Turn to a part. Nothing happens where it is empty."""
        for row in range(self.parts.count()):
            if self.parts.item(row).data(Qt.ItemDataRole.UserRole) == part:
                self.parts.setCurrentRow(row)

    def _show_part(self) -> None:
        part = self.part
        self.stack.setCurrentIndex(0 if part is None else 1)
        if part is None:
            return
        self._about.setText(self._explained(part))
        self.list.setModel(self.models[part])
        self.list.setAccessibleName(part_name(part))
        self.list.selectionModel().currentChanged.connect(lambda now, _old: self._show(now))
        self.detail.setVisible(part in _WITH_VERSIONS)
        self.other.setVisible(part is MergePart.CONFLICTS and self.done_)
        self.list.setCurrentIndex(self.models[part].index(0))

    def _explained(self, part: MergePart) -> str:
        return {
            MergePart.CONFLICTS: self.tr(
                "Both sides changed these without knowing of each other. The later change is kept;"
                " the other version is not lost."
            ),
            MergePart.UPDATES: self.tr("A later version from a colleague takes the place of ours."),
            MergePart.DELETIONS: self.tr(
                "A colleague deleted these after the last change made here."
            ),
            MergePart.SAME_TEXTS: self.tr("Documents are the same when their text is."),
            MergePart.DIFFERENCES: self.tr(
                "The name is the same and the text is not. The colleague’s text comes in as a"
                " document of its own. Tick it where it is another version of yours: its codings"
                " then move to the same passages of your text, and what finds none waits under"
                " “Passages to settle”."
            )
            if not self.done_
            else self.tr("The name is the same and the text is not."),
            MergePart.CODES: self.tr(
                "These codes have one name and were made apart. Tick those that mean the same: they"
                " become one code, the older one, with all codings."
            )
            if not self.done_
            else self.tr("These codes have one name and were made apart."),
            MergePart.CODERS: self.tr("Two people may have one name. They are never mixed."),
            MergePart.REJECTED: self.tr("These rows of the file are not sound, and stay out."),
        }[part]

    # --- one finding

    def _show(self, index: QModelIndex) -> None:
        part = self.part
        if part not in _WITH_VERSIONS or not index.isValid():
            return
        model = self.models[part]
        heads = (self.tr("Kept"), self.tr("The other version"))
        if part is MergePart.UPDATES:
            heads = (self.tr("Here before"), self.tr("The colleague’s, later"))
        subject = model.findings[index.row()].subject
        page = side_by_side(model.worded(index.row()), heads, self.theme)
        taken = isinstance(subject, Conflict) and self._words.is_other(subject)
        if taken and self.done_:
            page += f"<p>{self.tr('The other version is in place now.')}</p>"
        self.other.setEnabled(not taken)
        self.detail.setHtml(page)

    def _take_other(self) -> None:
        model, index = self.models[MergePart.CONFLICTS], self.list.currentIndex()
        subject = model.findings[index.row()].subject
        self.requestOther.emit(subject)
        self.refresh()

    def refresh(self) -> None:
        """The project has changed: what is shown follows."""
        if self.part is not None:
            self._show(self.list.currentIndex())

    @property
    def versions(self) -> list[TextDifference]:
        """The texts that are ticked as other versions of ours."""
        subjects = (finding.subject for finding in self.models[MergePart.DIFFERENCES].ticked())
        return [subject for subject in subjects if isinstance(subject, TextDifference)]

    @property
    def joined(self) -> list[NameConflict]:
        """The codes of one name that are ticked."""
        subjects = (finding.subject for finding in self.models[MergePart.CODES].ticked())
        return [subject for subject in subjects if isinstance(subject, NameConflict)]

    # --- as text

    def text(self) -> str:
        """The whole report, to copy or to keep."""
        lines = [self.windowTitle(), ""]
        for file, report in zip(self._files, self._reports, strict=True):
            lines += self._words.lines(file, report, brief=self._blind)
        return "\n".join(lines) + "\n"

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def save(self) -> None:
        """Keep the report as a text file."""
        proposal = f"{Path(self._files[0]).stem} {self.tr('merge report')}.txt"
        title, kinds = self.tr("Save the report"), self.tr("Text (*.txt)")
        path = self._ask.save_file(self, title, proposal, kinds)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".txt")
        try:
            write_text(path, self.text())
        except OSError as error:
            reason = error.strerror or str(error)
            self.refused.emit(self.tr("{0} can’t be written: {1}.").format(path.name, reason))

    # --- layout

    def _lay_out(self) -> None:
        theme = self.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("xl")] * 4)
        column.setSpacing(theme.space("l"))
        column.addWidget(sentence(self.windowTitle(), "title"))
        column.addWidget(sentence(self._summary()))
        middle = QHBoxLayout()
        middle.setSpacing(theme.space("l"))
        middle.addWidget(self.parts)
        self.stack.addWidget(self._counts_page())
        self.stack.addWidget(ScrollContainer(self._findings_page()))
        middle.addWidget(self.stack, 1)
        column.addLayout(middle, 1)
        column.addWidget(self._buttons())

    def _summary(self) -> str:
        if self._blind:
            return self.tr(
                "This project is blind: what the others did is taken in without being shown."
            )
        if self.done_:
            return self.tr("All of it is one step; Undo takes it back. A backup was made before.")
        return self.tr(
            "Nothing has been changed yet. The merge is one step that Undo takes back; a backup is"
            " made first. The colleagues’ files stay as they are."
        )

    def _counts_page(self) -> QWidget:
        view = self.counts
        view.setModel(CountsModel(self._files, self._reports))
        view.setAccessibleName(self.tr("What comes in, file by file"))
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(self.theme.space("row"))
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        # The name of a file has what the others leave, cut in its middle, and whole in its tip.
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(self.theme.px(70))
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        # A single file is in the title already.
        view.setColumnHidden(0, len(self._files) == 1)
        if len(self._files) == 1:
            header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        if view.model().rowCount() == 0:
            return sentence(self.tr("There is nothing new in what the colleagues sent."))
        return view

    def _findings_page(self) -> QWidget:
        theme = self.theme
        delegate = TwoLines(theme)
        delegate.setParent(self.list)
        self.list.setItemDelegate(delegate)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.detail.setFrameShape(QFrame.Shape.NoFrame)
        self.detail.setTabChangesFocus(True)
        self.detail.setOpenLinks(False)
        self.detail.setAccessibleName(self.tr("Both versions"))
        self.other.setAutoDefault(False)
        self._about = PlainLabel()
        self._about.setWordWrap(True)
        self._about.setProperty("role", "muted")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("m"))
        column.addWidget(self._about)
        column.addWidget(self.list, 3)
        column.addWidget(self.detail, 2)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        return page

    def _buttons(self) -> QDialogButtonBox:
        # The main button is the first one: Qt lets Tab go to it at once, past what comes before.
        roles, standard = QDialogButtonBox.ButtonRole, QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox()
        if self.done_:
            self.main_button = buttons.addButton(standard.Close)
        else:
            self.main_button = buttons.addButton(self.tr("Merge"), roles.AcceptRole)
        self.copy_button = buttons.addButton(self.tr("Copy"), roles.ActionRole)
        self.save_button = buttons.addButton(self.tr("Save…"), roles.ActionRole)
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self.save)
        if not self.done_:
            buttons.addButton(standard.Cancel)
        for button in (self.copy_button, self.save_button):
            button.setAutoDefault(False)
        self.main_button.setDefault(True)
        widen_for_bold(self.main_button, self.theme)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons


_TICKED = (MergePart.CODES, MergePart.DIFFERENCES)
_WITH_VERSIONS = (MergePart.CONFLICTS, MergePart.UPDATES)
_TELLING = (
    MergePart.CONFLICTS,
    MergePart.UPDATES,
    MergePart.DELETIONS,
    MergePart.CODERS,
    MergePart.REJECTED,
)
"""What tells of others' work, and so is not shown where the project is blind."""
