"""Agreement by version of the codebook: a picture of the sealed rounds, and the rules between."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from annotator.corpus.messages import tr
from annotator.operations.rules import keeping
from annotator.operations.study import versions
from annotator.operations.study.version_picture import WIDTH, PictureColors, version_picture
from annotator.operations.study.versions import AgreementByVersion
from annotator.operations.viewing import Viewer
from annotator.ui.pictures.picture_view import PictureView
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.study.tab import StudyTab
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.plain_text import PlainLabel

_WIDEST = 960.0
"""Pixels at 100 % beyond which a picture is harder to read, not easier."""


class VersionsTab(StudyTab[AgreementByVersion]):
    """A row a code, a dot for each sealed round; what a dot says is told below the picture."""

    def __init__(self, bridge: ProjectBridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self._found: AgreementByVersion | None = None
        self.about = sentence("")
        self.view = PictureView(theme)
        self.view.canvas.pointed.connect(self._tell)
        self.said, self.between = PlainLabel(), PlainLabel()
        for label in (self.said, self.between):
            label.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.about)
        self._column.addWidget(self.view, 1)
        self._column.addWidget(self.said)
        self._column.addWidget(self.between)
        self.restyle(theme)

    @property
    def title(self) -> str:
        return tr("Versions")

    def read(self, viewer: Viewer) -> AgreementByVersion:
        return versions.by_version(viewer, keeping.rules(viewer))

    def take(self, found: AgreementByVersion) -> None:
        self._found = found
        there = bool(found.versions)
        self.about.setText(
            tr("Alpha by code, of each sealed round, with the interval.")
            if there
            else tr(
                "No round is sealed yet. A round that is closed on the team page is shown here."
            )
        )
        self.view.setVisible(there)
        self.between.setText("\n".join([*found.between, *filter(None, [found.caution])]))
        self._draw()

    def _draw(self) -> None:
        found, theme = self._found, self.theme
        if found is not None and found.versions:
            page, ink, grey, pale = (
                theme.colors[role].name() for role in ("page", "text", "muted", "border")
            )
            colors = PictureColors(page, ink, grey, pale)
            width = max(WIDTH, min(_WIDEST, self.view.room / theme.zoom))
            drawing = version_picture(found.codes, found.versions, found.values, colors, width)
            self.view.canvas.take(drawing, theme)
            self._tell(-1)

    def _tell(self, mark: int) -> None:
        drawing = self.view.canvas.drawing
        there = drawing is not None and 0 <= mark < len(drawing.marks)
        self.said.setText(drawing.marks[mark].label if there and drawing is not None else "")

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self._column.setSpacing(theme.space("m"))
        self._draw()
