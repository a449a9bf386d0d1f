"""The backups of a project: when, how large, how many codings, and what is different now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.changes import how_many
from annotator.corpus.messages import fill, moment, number_of
from annotator.errors import UserError
from annotator.input_files import shown
from annotator.operations.projects import (
    SUFFIX,
    BackupFacts,
    Differences,
    ProjectFile,
    kept_backups,
)
from annotator.operations.viewing import Viewer
from annotator.ui.ask import Ask
from annotator.ui.tasks.latest import LatestTask
from annotator.ui.tasks.service import TaskService
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.plain_text import title
from annotator.ui.widgets.screen_fit import open_at
from annotator.ui.widgets.two_lines import add_row, two_line_list

_Compared = tuple[Path, Mapping[str, Differences] | str]
"""A backup, and how the project differs from it, or why that can't be told."""


class BackupsWindow(QDialog):
    """Lists and compares beside the window's thread. Restoring writes a new file, never over the
    project."""

    said = Signal(str)
    requestOpen = Signal(object)
    """A project was restored and is to be opened: its path."""

    def __init__(
        self, parent: QWidget, viewer: Viewer, tasks: TaskService, ask: Ask, theme: Theme
    ) -> None:
        super().__init__(parent)
        self._viewer, self._ask, self._tasks, self.theme = viewer, ask, tasks, theme
        self._facts: Sequence[BackupFacts] = ()
        self.setWindowTitle(
            title(self.tr("Backups of {0}").format(shown(viewer.project.path.name)))
        )
        self._listing: LatestTask[list[BackupFacts]] = LatestTask(tasks.run, self._show)
        self._comparing: LatestTask[_Compared] = LatestTask(tasks.run, self._tell)
        self._restoring: LatestTask[tuple[Path, str]] = LatestTask(tasks.run, self._offer_to_open)
        self.about = sentence(self.tr("Looking for backups…"), "")
        self.list = two_line_list(theme, self.tr("Backups, the newest first"))
        self.list.currentItemChanged.connect(lambda _now, _old: self._compare())
        self.heading = sentence("", "title")
        self.differences = sentence("", "")
        self.problem = sentence("", "error")
        self.problem.hide()
        self._lay_out()
        self.finished.connect(lambda _how: self._forget())
        open_at(self, theme.px(780), theme.px(480))
        self.refresh()

    def _forget(self) -> None:
        """Want nothing more of what is still computed."""
        for task in (self._listing, self._comparing, self._restoring):
            task.forget()

    # --- parts

    def _lay_out(self) -> None:
        theme = self.theme
        right = QWidget()
        facts = QVBoxLayout(right)
        facts.setContentsMargins(theme.space("l"), 0, 0, 0)
        facts.setSpacing(theme.space("m"))
        for part in (self.heading, self.differences, self.problem):
            facts.addWidget(part)
        facts.addStretch(1)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(right)
        parts.setSizes([theme.px(330), theme.px(420)])
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("xl")] * 4)
        column.setSpacing(theme.space("m"))
        column.addWidget(self.about)
        column.addWidget(parts, 1)
        column.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.restore_button = self._button(buttons, self.tr("&Restore as a new file…"))
        self.delete_button = self._button(buttons, self.tr("&Delete…"))
        self.folder_button = self._button(buttons, self.tr("&Show the folder"))
        self.restore_button.clicked.connect(self.restore)
        self.delete_button.clicked.connect(self.delete)
        self.folder_button.clicked.connect(self._show_folder)
        buttons.rejected.connect(self.reject)
        return buttons

    def _button(self, buttons: QDialogButtonBox, text: str) -> QPushButton:
        button = buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAutoDefault(False)
        button.setEnabled(False)
        return button

    # --- what there is

    def refresh(self) -> None:
        """List the backups anew."""
        self._listing.ask(lambda: kept_backups.listed(self._viewer))

    def _show(self, found: list[BackupFacts]) -> None:
        self._facts = found
        self.list.clear()
        for one in found:
            add_row(self.list, moment(one.at), self._detail(one))
        number = number_of(len(found), "backup")
        self.about.setText(
            self.tr(
                "{0}. One is made whenever the project is opened and has changed, and before each"
                " merge. How many are kept, and where, is said in the preferences."
            ).format(number)
            if found
            else self.tr(
                "There is no backup yet. One is made when the project is opened again after it has"
                " changed."
            )
        )
        self.list.setCurrentRow(0 if found else -1)
        self._compare()

    def _detail(self, one: BackupFacts) -> str:
        size = fill(self.tr("{0:,.1f} MB"), one.size / 1e6)
        if one.codings is None:
            return self.tr("{0}, can’t be read").format(size)
        return f"{size}, {how_many('coding', one.codings)}"

    @property
    def chosen(self) -> BackupFacts | None:
        """The backup that is chosen."""
        row = self.list.currentRow()
        return self._facts[row] if 0 <= row < len(self._facts) else None

    # --- what is different

    def _compare(self) -> None:
        one = self.chosen
        self.problem.hide()
        for button in (self.restore_button, self.delete_button, self.folder_button):
            button.setEnabled(one is not None)
        self.heading.setText(moment(one.at) if one else "")
        self.differences.setText(self.tr("Comparing…") if one else "")
        if one is not None:
            self._comparing.ask(lambda: _compared(self._viewer, one.path))

    def _tell(self, found: _Compared) -> None:
        path, differences = found
        if self.chosen is None or path != self.chosen.path:
            return
        if isinstance(differences, str):
            self.differences.setText(differences)
            return
        lines = [self._line(kind, one) for kind, one in differences.items() if one]
        same = self.tr("Documents, codes, codings and memos are the same as now.")
        heading = self.tr("Since then in the project:")
        self.differences.setText("\n".join([heading, *lines]) if lines else same)

    def _line(self, kind: str, found: Differences) -> str:
        parts = (
            (found.added, self.tr("{0} added")),
            (found.changed, self.tr("{0} changed")),
            (found.deleted, self.tr("{0} deleted")),
        )
        said = [words.format(how_many(kind, number)) for number, words in parts if number]
        return "– " + ", ".join(said)

    # --- what is done

    def restore(self) -> None:
        """Ask where to, and write what is in the backup as a project of its own."""
        one = self.chosen
        if one is None:
            return
        project = self._viewer.project
        name = f"{shown(project.path.stem)} {one.at.astimezone():%Y-%m-%d %H.%M}{SUFFIX}"
        kinds = self.tr("Annotator projects (*{0})").format(SUFFIX)
        target = self._ask.save_file(self, self.tr("Restore a backup as"), name, kinds)
        if target is None:
            return
        target = target if target.suffix else target.with_suffix(SUFFIX)
        self.restore_button.setEnabled(False)
        self._restoring.ask(lambda: _restored(project, one.path, target))

    def _offer_to_open(self, result: tuple[Path, str]) -> None:
        target, refusal = result
        self.restore_button.setEnabled(self.chosen is not None)
        if refusal:
            self._refuse(refusal)
            return
        question = self.tr("Restored as {0}. The project that is open stays as it is.").format(
            target.name
        )
        verb, stay = self.tr("Open it"), self.tr("Stay here")
        if self._ask.decide(self, self.tr("Restored"), question, [verb], stay) == verb:
            self.accept()
            self.requestOpen.emit(target)
        else:
            self.said.emit(self.tr("Restored as {0}.").format(target.name))

    def delete(self) -> None:
        """Delete the chosen backup, once it is asked."""
        one = self.chosen
        if one is None:
            return
        question = self.tr("Delete the backup of {0}? It can’t be brought back.").format(
            moment(one.at)
        )
        heading, verb = self.tr("Delete a backup"), self.tr("Delete it")
        if self._ask.confirm(self, heading, question, verb):
            try:
                kept_backups.delete(self._viewer.project, one.path)
            except UserError as error:
                self._refuse(str(error))
                return
            self.refresh()

    def _show_folder(self) -> None:
        if self.chosen is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.chosen.path.parent)))

    def _refuse(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()


def _compared(viewer: Viewer, path: Path) -> _Compared:
    try:
        return path, kept_backups.differences(viewer, path)
    except UserError as error:
        return path, str(error)


def _restored(project: ProjectFile, backup: Path, target: Path) -> tuple[Path, str]:
    """The new file, and why it could not be written, or nothing."""
    try:
        kept_backups.restore(project, backup, target, overwrite=True)
    except UserError as error:
        return target, str(error)
    return target, ""
