"""What the tour says: a band below the page, which covers nothing and needs no mouse."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.ui.theme import Theme
from annotator.ui.tour.steps import StepWords
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.plain_text import PlainLabel
from annotator.ui.widgets.screen_fit import ScrollContainer


class TourBand(QFrame):
    """Tells the step and how far one is. Nothing in it takes the keys by itself. `others` is the
    height, in pixels, that all the rest of the window needs."""

    requestBack = Signal()
    requestSkip = Signal()
    requestEnd = Signal()
    requestNew = Signal()
    """A project of one's own is to be made."""

    def __init__(self, theme: Theme, others: int) -> None:
        super().__init__()
        self._theme, self._others = theme, others
        self.setObjectName("tourBand")
        self.place = PlainLabel()
        self.place.setProperty("role", "small")
        self.title = PlainLabel()
        self.title.setProperty("role", "strong")
        self.words, self.done = sentence("", ""), sentence("", "success")
        self.dots = _Dots(theme)
        self.back = self._button(self.tr("Back"), self.requestBack)
        self.skip = self._button(self.tr("Skip the step"), self.requestSkip)
        self.end = self._button(self.tr("End the tour"), self.requestEnd)
        self.new = self._button(self.tr("New project…"), self.requestNew)
        self._lay_out()
        self.restyle(theme)

    def _button(self, text: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(signal)
        return button

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        for part in (self.title, self.dots, self.place):
            self._head.addWidget(part)
        self._head.addStretch(1)
        self._buttons = QHBoxLayout()
        for button in (self.back, self.skip, self.end, self.new):
            self._buttons.addWidget(button)
        said = QWidget()
        self._texts = QVBoxLayout(said)
        self._texts.setContentsMargins(0, 0, 0, 0)
        self._texts.addLayout(self._head)
        self._texts.addWidget(self.done)
        self._texts.addWidget(self.words)
        self._row = QHBoxLayout(self)
        self._scroll = ScrollContainer(said)
        self._row.addWidget(self._scroll, 1)
        self._row.addLayout(self._buttons)

    def show_step(self, number: int, whole: int, words: StepWords, done: str) -> None:
        """Show a step, counted from 0 of `whole`; `done` is what the one before came to."""
        self.title.setText(words.title)
        self.words.setText(words.words)
        place = self.tr("Tour: step {0} of {1}").format(number + 1, whole)
        self._show(place, done)
        self.dots.show_place(number, whole)
        self.back.setVisible(number > 0)
        self.skip.show()
        self.new.hide()
        self.end.setText(self.tr("End the tour"))

    def show_end(self, whole: int, done: str) -> None:
        """All is done: what one can do next."""
        self.title.setText(self.tr("That was the tour"))
        self.words.setText(
            self.tr(
                "The sample stays yours to try things in. Make a project of your own, or press F1"
                " on any page to read about it. Help › Tour shows all this once more."
            )
        )
        self._show(self.tr("Tour: done"), done)
        self.dots.show_place(whole, whole)
        self.back.show()
        self.skip.hide()
        self.new.show()
        self.end.setText(self.tr("Close"))

    def _show(self, place: str, done: str) -> None:
        self.place.setText(place)
        self.done.setText(f"✓ {done}" if done else "")
        self.done.setVisible(bool(done))
        said = f"{place}. {done} {self.title.text()}. {self.words.text()}"
        self.setAccessibleName(said)
        self._texts.invalidate()
        self._fit()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the words are; where letters are large and the window is small, one scrolls
        to the rest of them."""
        width = self._scroll.viewport().width()
        wanted = max(self._texts.heightForWidth(width), self._texts.minimumSize().height())
        margins = self._row.contentsMargins()
        around = margins.top() + margins.bottom() + 2 * self._theme.px(2)
        room = self.window().height() - self._others - around
        least = 2 * self.fontMetrics().lineSpacing()
        self._scroll.setFixedHeight(min(wanted, max(least, room)))

    def restyle(self, theme: Theme) -> None:
        """Dress in a theme."""
        self._theme = theme
        side, gap = theme.space("xl"), theme.space("m")
        self._row.setContentsMargins(side, theme.space("s"), side, theme.space("s"))
        self._row.setSpacing(side)
        self._head.setSpacing(theme.space("l"))
        self._texts.setSpacing(theme.space("s"))
        self._buttons.setSpacing(gap)
        self.dots.restyle(theme)


class _Dots(QWidget):
    """As many dots as there are steps; those that are done are full."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._number, self._whole, self._theme = 0, 1, theme

    def show_place(self, number: int, whole: int) -> None:
        self._number, self._whole = number, whole
        self.setFixedSize(self._size())
        self.update()

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(self._size())

    def _size(self) -> QSize:
        return QSize(self._theme.px(14) * self._whole, self._theme.px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, dot = theme.px(14), theme.px(8)
        for step in range(self._whole):
            accent = step <= self._number
            painter.setPen(theme.color("accent" if accent else "strong_border"))
            painter.setBrush(
                theme.color("accent") if step < self._number else Qt.BrushStyle.NoBrush
            )
            painter.drawEllipse(step * side + (side - dot) // 2, (side - dot) // 2, dot, dot)
        painter.end()
