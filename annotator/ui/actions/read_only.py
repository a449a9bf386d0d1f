"""A faulty project that is open read-only: what is said of it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from annotator.corpus.messages import tr
from annotator.operations.projects import ProjectFile, ReadOnlyProject
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel


def why_not() -> str:
    """Why a command that writes can't act in a project that is open read-only."""
    return tr("This project is open read-only, since its file is faulty. Nothing is changed.")


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
