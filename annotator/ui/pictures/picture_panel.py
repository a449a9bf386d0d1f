"""A picture with what one does with it: look, open passages, save, copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.corpus.drawing import NO_MARK
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations.retrieval.pictures import saving
from annotator.retrieval.pictures import Picture, draw
from annotator.retrieval.pictures.look import WIDTH
from annotator.ui.ask import Ask
from annotator.ui.pictures.files import mime_data, painted
from annotator.ui.pictures.looks import look_of, saved_look
from annotator.ui.pictures.picture_view import PictureView
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel

_WIDEST = 1_300.0
"""Pixels at 100 % that a picture takes at most, unless it needs more."""


class PicturePanel(QWidget):
    """Shows a picture in the colours of the theme; a click asks for the passages of a mark."""

    passagesWanted = Signal(object)
    """The `Passages` behind a mark."""
    refused = Signal(str)
    """A sentence for the user."""

    def __init__(self, theme: Theme, ask: Ask) -> None:
        super().__init__()
        self._theme, self._ask = theme, ask
        self._picture: Picture | None = None
        self._drawn_for = 0.0
        self.view = PictureView(theme)
        self.said = PlainLabel()
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.clicked.connect(self.copy)
        self.save_button = QPushButton(self.tr("Save the picture…"))
        self.save_button.clicked.connect(self.save)
        below = QHBoxLayout()
        below.addWidget(self.said, 1)
        below.addWidget(self.copy_button)
        below.addWidget(self.save_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.view, 1)
        self._column.addLayout(below)
        self.view.canvas.pointed.connect(self._tell)
        self.view.canvas.opened.connect(self._open)
        copies = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view.canvas)
        copies.activated.connect(self.copy)
        self.restyle(theme)

    @property
    def picture(self) -> Picture | None:
        """What is shown."""
        return self._picture

    def take(self, picture: Picture | None) -> None:
        """Show another picture, or none."""
        self._picture = picture
        self._draw()

    def restyle(self, theme: Theme) -> None:
        """Other colours, or another zoom."""
        self._theme = theme
        self._column.setSpacing(theme.space("m"))
        self._draw()

    def _draw(self) -> None:
        self._drawn_for = self._width()
        drawing = None
        if self._picture is not None:
            drawing = draw(self._picture, look_of(self._theme, self._drawn_for))
        self.view.canvas.take(drawing, self._theme)
        for button in (self.copy_button, self.save_button):
            button.setEnabled(drawing is not None)
        self._tell(NO_MARK)

    def _width(self) -> float:
        """As wide as there is room, at 100 %."""
        return max(WIDTH, min(self.view.room / self._theme.zoom, _WIDEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._column.activate()
        if abs(self._width() - self._drawn_for) > 1:
            self._draw()

    def _tell(self, mark: int) -> None:
        drawing = self.view.canvas.drawing
        has_mark = drawing is not None and mark != NO_MARK
        self.said.setText(drawing.marks[mark].label if has_mark and drawing else "")

    def _open(self, mark: int) -> None:
        drawing = self.view.canvas.drawing
        if drawing is not None and drawing.marks[mark].passages:
            self.passagesWanted.emit(drawing.marks[mark].passages)

    def copy(self) -> None:
        """Put the picture on the clipboard: as an image and as SVG, as it is saved."""
        if self._picture is not None:
            QGuiApplication.clipboard().setMimeData(mime_data(draw(self._picture, saved_look())))

    def save(self) -> None:
        """Save the picture where the user says."""
        if self._picture is None:
            return
        known = " ".join(f"*{suffix}" for suffix in saving.suffixes(self._picture))
        title = self.tr("Save the picture")
        kinds = tr("Pictures ({suffixes})", suffixes=known)
        path = self._ask.save_file(self, title, self.tr("picture") + ".svg", kinds)
        if path is None:
            return
        target = path if path.suffix else Path(f"{path}.svg")
        try:
            saving.save(self._picture, target, saved_look(), painted)
        except UserError as error:
            self.refused.emit(str(error))
