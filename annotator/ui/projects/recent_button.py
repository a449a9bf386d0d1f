"""A project that was open before, as a button with three lines."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from annotator.ui.projects.home_paths import shown_folder
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import literal, tip


class RecentButton(QPushButton):
    """Name, folder and facts, shortened where there is no room; the tip has the whole path. One
    without `facts` is gone, and can't be chosen: `words` say so."""

    def __init__(self, path: Path, facts: str | None, words: str, theme: Theme) -> None:
        said = facts if facts is not None else words
        self._lines = (path.stem, shown_folder(path.parent), said)
        super().__init__(literal("\n".join(self._lines)))
        self._theme = theme
        self.setObjectName("recent")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)  # else the style sheet's least height is taken
        self.setSizePolicy(policy)
        self.setToolTip(tip(str(path)))
        self.setEnabled(facts is not None)
        self.setAccessibleName(self.tr("Open {0}").format(path.stem))
        self.setAccessibleDescription(said)

    def _fonts(self) -> tuple[QFont, QFont]:
        name = self._theme.interface_font()
        name.setWeight(QFont.Weight.DemiBold)
        return name, self._theme.interface_font("small_size")

    def _heights(self) -> list[int]:
        name, small = (QFontMetrics(font).lineSpacing() for font in self._fonts())
        return [name, small, small]

    def sizeHint(self) -> QSize:
        return QSize(0, sum(self._heights()) + 2 * self._theme.space("m"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, _width: int) -> int:
        return self.sizeHint().height()

    def restyle(self, theme: Theme) -> None:
        """Dress in a theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        space = self._theme.space("m")
        room = self.rect().adjusted(space, space, -space, -space)
        name, small = self._fonts()
        top, right_to_left = room.top(), self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        for number, (line, height) in enumerate(zip(self._lines, self._heights(), strict=True)):
            painter.setFont(small if number else name)
            painter.setPen(self._ink(quiet=number > 0))
            middle = Qt.TextElideMode.ElideMiddle
            shown = painter.fontMetrics().elidedText(line, middle, room.width())
            place = QRect(QPoint(room.left(), top), QSize(room.width(), height))
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)
            top += height
        painter.end()

    def _ink(self, *, quiet: bool) -> QColor:
        if not self.isEnabled():
            return self._theme.disabled_text()
        return self._theme.color("muted" if quiet else "text")
