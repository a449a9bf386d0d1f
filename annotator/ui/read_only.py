"""A faulty project that is open read-only: what is said of it, which commands are closed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from annotator.storage.faulty_files import ReadOnlyProject
from annotator.storage.project_file import ProjectFile
from annotator.ui.plain_text import PlainLabel
from annotator.ui.theme import Theme

WRITES: Final = frozenset(
    {
        *(
            "add",
            "add_folder",
            "add_table",
            "paste_document",
            "read_again",
            "new_version",
            "encoding",
        ),
        *("settle", "merge", "import_codebook", "import"),
        *("undo", "redo", "recode", "reshape", "extend", "values", "memo", "delete", "relate"),
        *("repeat", "highlighter", "end_later", "end_earlier", "start_earlier", "start_later"),
        *("end_later_exact", "end_earlier_exact", "start_earlier_exact", "start_later_exact"),
        *("attributes", "rename_document", "document_up", "document_down", "delete_document"),
        *("add_code", "add_below", "edit_code", "rename_code", "color_code", "code_up"),
        *("code_down", "code_in", "code_out", "merge_codes", "split_code", "delete_code"),
        *("source", "relation_types", "load_codebook", "lock_cues", "blind"),
        *("mark_done", "mark_open", "mark_unread", "take_first", "take_second", "settle_own"),
        *("settle_reject", "settle_reopen", "settle_agreed"),
    }
)
"""The commands (names of actions) that change the project."""


def why_not() -> str:
    """Why a command that writes can't act in a project that is open read-only."""
    return QCoreApplication.translate(
        "ReadOnly", "This project is open read-only, since its file is faulty. Nothing is changed."
    )


class ReadOnlyBand(QFrame):
    """A line above the page for as long as such a project is open: there is nothing to close."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._label = PlainLabel()
        self._label.setWordWrap(True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._label, 1)
        self.restyle(theme)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text() if not self.isHidden() else ""

    def follow(self, project: ProjectFile | None) -> None:
        """Say of a project that it is read-only, and what of it is left out; of others nothing."""
        if isinstance(project, ReadOnlyProject):
            words = self.tr(
                "Read only: {0} is faulty, so nothing is written to it. {1} “Save a copy” makes a"
                " project of what is shown, to work on."
            ).format(project.path.name, project.left_out.sentence())
            self._label.setText(words)
            self.setAccessibleName(words)
        self.setVisible(isinstance(project, ReadOnlyProject))

    def restyle(self, theme: Theme) -> None:
        m, s = theme.space("l"), theme.space("s")
        self._row.setContentsMargins(m, s, m, s)
