"""Half a minute of the program as an animated picture, for the README: ``manual.py animation``.

The real window is driven by mouse and keys, without a screen: a project is opened, passages are
selected and coded, a colleague's file is merged, what differs is looked at, and agreement computed.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import animated_png
from animated_png import Frame
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPolygonF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPushButton, QWidget

from annotator import app
from annotator.operations import codings, sample_project
from annotator.ui.main_window import MainWindow
from annotator.ui.merging.window import MergeWindow
from tests import gallery
from tests.gallery_windows import come_to_rest, opened, wait
from tests.making import content

FILE = Path(__file__).resolve().parent.parent / "resources" / "pictures" / "half-a-minute.png"
_SIZE = QSize(1120, 680)
_BAND = 52
"""Pixels below the window for what is said."""
_STEPS, _STEP_MS = 7, 50
"""Of a way of the mouse."""
_PATIENCE_MS = 10_000
_FIRST = "Nobody should expect much from the mainland-hosted talks on the ferry"
_SECOND = "The harbour lost a third of its trade in that time"


class Stage:
    """The window with a mouse and a caption, and the frames that were taken of it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.frames: list[Frame] = []
        self._mouse = QPoint(_SIZE.width() // 2, _SIZE.height() - 40)
        self._caption, self._key = "", ""

    def say(self, caption: str, ms: int) -> None:
        """Put words below the window, and leave time to read them."""
        self._caption, self._key = caption, ""
        self.take(ms)

    def take(self, ms: int) -> None:
        """A frame of what is to be seen now, at rest."""
        wait(self.window)
        come_to_rest(self.window, 1_500)
        QTest.qWait(60)
        self.frames.append(Frame(self._drawn(), ms))

    def press(self, key: str, ms: int, widget: QWidget | None = None) -> None:
        """Press a key, which is shown beside the caption."""
        self._key = key
        self.window.activateWindow()  # as a desktop does when a dialog has closed
        if not QTest.qWaitForWindowActive(self.window):
            raise RuntimeError("the window does not get the keys")
        view = widget or self.window.reader.view
        view.setFocus()
        QTest.keyClicks(view, key.lower())
        self.take(ms)

    def go(self, widget: QWidget, point: QPoint) -> None:
        """Move the mouse to a point of a widget."""
        self._key = ""
        target = widget.mapTo(widget.window(), point)
        if widget.window() is not self.window:
            target += self._place(widget.window()).topLeft()
        start = self._mouse
        for step in range(1, _STEPS + 1):
            share = step / _STEPS
            eased = share * share * (3 - 2 * share)
            self._mouse = start + (target - start) * eased
            self.frames.append(Frame(self._drawn(), _STEP_MS))

    def click(self, widget: QWidget, ms: int, point: QPoint | None = None) -> None:
        """Go to a widget and click it."""
        place = point or widget.rect().center()
        self.go(widget, place)
        QTest.mouseClick(
            widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place, 20
        )
        self.take(ms)

    def drag(self, start: int, end: int, ms: int) -> None:
        """Drag over the text between two characters."""
        viewport, first, last = self._viewport(), self._point(start), self._point(end)
        self.go(viewport, first)
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(viewport, left, none, first)
        for step in range(1, _STEPS + 1):
            here = first + (last - first) * (step / _STEPS)
            QTest.mouseMove(viewport, here)
            self._mouse = viewport.mapTo(self.window, here)
            QApplication.processEvents()
            self.frames.append(Frame(self._drawn(), 2 * _STEP_MS))
        QTest.mouseRelease(viewport, left, none, last)
        self.take(ms)

    def click_text(self, position: int, ms: int) -> None:
        """Click a character."""
        self.click(self._viewport(), ms, self._point(position))

    def _viewport(self) -> QWidget:
        return self.window.reader.view.viewport()

    def _point(self, position: int) -> QPoint:
        view = self.window.reader.view
        cursor = view.textCursor()
        cursor.setPosition(view.positions.to_widget(position))
        return view.cursorRect(cursor).center() + QPoint(3, 0)

    def _place(self, dialog: QWidget) -> QRect:
        """Where a dialog is drawn on the window."""
        return QRect(QPoint((_SIZE.width() - dialog.width()) // 2, 60), dialog.size())

    def _drawn(self) -> QImage:
        image = QImage(_SIZE + QSize(0, _BAND), QImage.Format.Format_RGB32)
        image.fill(QColor("#22252a"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self.window.grab())
        for dialog in QApplication.topLevelWidgets():
            if dialog.isVisible() and dialog is not self.window:
                self._draw_dialog(painter, dialog)
        self._draw_mouse(painter)
        self._draw_words(painter)
        painter.end()
        return image

    def _draw_dialog(self, painter: QPainter, dialog: QWidget) -> None:
        place = self._place(dialog)
        head = QRect(place.left(), place.top() - 30, place.width(), 30)
        painter.fillRect(QRect(QPoint(0, 0), _SIZE), QColor(0, 0, 0, 70))
        painter.fillRect(head, QColor("#e4e1db"))
        painter.setPen(QColor("#22252a"))
        painter.drawText(head, Qt.AlignmentFlag.AlignCenter, dialog.windowTitle())
        painter.drawPixmap(place.topLeft(), dialog.grab())
        painter.setPen(QColor("#8a857c"))
        painter.drawRect(head.united(place))

    def _draw_mouse(self, painter: QPainter) -> None:
        corners = ((0, 0), (0, 17), (4, 13), (7, 20), (10, 19), (7, 12), (12, 12))
        arrow = QPolygonF([QPointF(self._mouse) + QPointF(*corner) for corner in corners])
        painter.setPen(QColor("#ffffff"))
        painter.setBrush(QColor("#111111"))
        painter.drawPolygon(arrow)

    def _draw_words(self, painter: QPainter) -> None:
        font = QFont(self.window.font())
        font.setPixelSize(18)
        painter.setFont(font)
        band = QRect(24, _SIZE.height(), _SIZE.width() - 48, _BAND)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(band, Qt.AlignmentFlag.AlignVCenter, self._caption)
        if self._key:
            side = QRect(band.right() - 36, band.top() + 8, 36, 36)
            painter.setBrush(QColor("#fffefc"))
            painter.setPen(QColor("#8a857c"))
            painter.drawRoundedRect(side, 6, 6)
            painter.setPen(QColor("#22252a"))
            painter.drawText(side, Qt.AlignmentFlag.AlignCenter, self._key)


def draw() -> Path:
    """Drive the window and write the picture."""
    application = app.make_application()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["HOME"] = scratch  # so that folders are shown as anybody's
        folder = Path(scratch) / "Documents"
        folder.mkdir()
        own, other = _projects(folder)
        settings = gallery.PassingSettings(coder="Noor", coders=gallery.noor(), theme="light")
        settings.recent = [str(own)]
        settings.tour = "done"
        window = app.make_window(application, settings)
        window.resize(_SIZE)
        window.show()
        window.welcome.show_recent(settings)
        stage = Stage(window)
        _play(stage, other)
        window.close()
        window.deleteLater()
        application.processEvents()
    animated_png.write(stage.frames, FILE)
    return FILE


def _projects(folder: Path) -> tuple[Path, Path]:
    """The sample as each of its coders has it; what Noor codes in the picture is not in hers."""
    noor, bjarne = sample_project.sample_coders()
    own, other = folder / "ferry.annot", folder / f"ferry – {bjarne.name}.annot"
    sample_project.build(other, bjarne).close()
    with sample_project.build(own, noor) as project:
        held = content(project)
        text = held.documents[0].text
        coded = {text[one.start : one.end]: one.guid for one in held.codings}
        codings.delete(project, noor.guid, [coded[_FIRST], coded[_SECOND]])
    return own, other


def _play(stage: Stage, colleagues: Path) -> None:
    """What happens, in the order of a first day; `colleagues` is the file to merge."""
    window = stage.window
    stage.say("Annotator: code texts, work as a team, measure agreement", 1_800)
    recent = window.welcome.findChildren(QPushButton)
    stage.click(next(one for one in recent if "ferry" in one.accessibleName()), 900)
    text = window.page.text
    first, second = text.index(_FIRST), text.index(_SECOND)
    stage.say("Drag over the words: the selection snaps to whole ones …", 1_200)
    stage.drag(first + 2, first + len(_FIRST) - 3, 1_000)
    stage.say("… and one key codes. It is on the disk before the key comes up.", 1_200)
    stage.press("2", 1_600)
    stage.say("Without the mouse: W grows the selection by word, clause, sentence", 900)
    stage.click_text(second + 6, 500)
    stage.press("W", 600)
    stage.press("W", 600)
    stage.press("W", 800)
    stage.press("1", 1_500)
    stage.say("A colleague’s file comes in: what it would bring is shown first", 600)
    window.controllers.merging.look_at([colleagues])
    stage.take(2_400)
    accept = opened(MergeWindow).findChild(QDialogButtonBox)
    assert accept is not None
    stage.click(_main_button(accept), 1_400)
    opened(MergeWindow).close()
    stage.say("D goes from one place where coders differ to the next", 900)
    for _ in range(3):
        before = window.reader.view.cursor_position()
        stage.press("D", 100)
        _wait_until_gone(window, before)
        stage.take(900)
    stage.say("Side by side, each difference is settled by one key; the originals stay", 500)
    window.actions_["adjudication"].trigger()
    stage.take(2_600)
    stage.say("Agreement by code, with intervals and the counts behind each figure", 500)
    window.actions_["agreement"].trigger()
    stage.take(3_600)


def _wait_until_gone(window: MainWindow, position: int) -> None:
    """Until the caret has left a place: the text is compared beside the window."""
    for _ in range(_PATIENCE_MS // _STEP_MS):
        if window.reader.view.cursor_position() != position:
            return
        QTest.qWait(_STEP_MS)
    raise RuntimeError("there is no place where coders differ")


def _main_button(box: QDialogButtonBox) -> QPushButton:
    accepts = QDialogButtonBox.ButtonRole.AcceptRole
    buttons = [one for one in box.buttons() if box.buttonRole(one) is accepts]
    return next(one for one in buttons if isinstance(one, QPushButton))
