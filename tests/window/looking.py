"""Looks at a window as somebody without a mouse, without sight, or with large letters has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QRadioButton,
    QScrollBar,
    QWidget,
)

from annotator.operations import sample_project as sample
from annotator.settings import Settings
from annotator.ui.actions.palette import Palette
from annotator.ui.main_window import MainWindow
from annotator.ui.theme import ThemeChoice, ThemeKeeper, apply_theme
from tests import gallery
from tests.gallery_windows import come_to_rest

_MOST_STOPS = 150
_PATIENCE = 50
"""Looks, 10 ms apart, after which a word that is cut stays so."""
NO_WINDOWS = ("print", "menu")
"""A sheet of paper; Qt's own keys."""
_RING = 100
"""Pixels that a focus changes at least, or the shorter side of what is smaller."""


@contextmanager
def every_screen(
    folder: Path, theme: ThemeChoice, zoom: int
) -> Iterator[Iterator[tuple[str, QWidget]]]:
    """The screens of the gallery, one after the other in one window on the sample project."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    path = folder / "sample.annot"
    sample.build_merged(path).close()
    themes = ThemeKeeper(application)
    themes.choose(theme)
    themes.set_zoom(zoom / 100)
    apply_theme(application, themes.theme)
    settings = Settings(coder="Noor", coders=gallery.noor(), theme=theme.value, zoom=zoom)
    window = MainWindow(settings, themes)
    window.resize(1280, 800)
    window.show()
    try:
        yield _settled(window, path)
    finally:
        window.close()
        themes.deleteLater()
        window.deleteLater()


def _settled(window: MainWindow, path: Path) -> Iterator[tuple[str, QWidget]]:
    for name, widget in gallery.screens(window, path):
        if name in NO_WINDOWS:
            continue
        come_to_rest(window, 150)  # lists and cards follow what is shown
        yield name, widget.window()


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface else ""


def about(widget: QWidget) -> str:
    """A widget in words, for a failure."""
    line: list[str] = []
    one: QWidget | None = widget
    while one is not None and len(line) < 4:
        line.append(type(one).__name__)
        one = one.parentWidget()
    return f"{' in '.join(line)} “{name_of(widget)[:40]}”"


def seen(top: QWidget) -> list[QWidget]:
    """What is visible in a window."""
    return [w for w in top.findChildren(QWidget) if w.isVisible() and w.window() is top]


def controls(top: QWidget) -> list[QWidget]:
    """What can have the keys or be pressed; parts that Qt makes for itself left out."""
    return [
        widget
        for widget in seen(top)
        if (widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton))
        and not isinstance(widget, QScrollBar | QHeaderView | QMenuBar | QLabel)
        and not widget.objectName().startswith("qt_tableview")
        and not (
            isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QAbstractSpinBox)
        )
    ]


def nameless(top: QWidget) -> Iterator[str]:
    """Controls without a name, and buttons without words and without a tool tip."""
    for widget in controls(top):
        if not name_of(widget):
            yield f"no name: {about(widget)}"
        if isinstance(widget, QComboBox) and not _explained(widget):
            yield f"its value alone is told: {about(widget)}"
        if isinstance(widget, QAbstractButton):
            has_words = any(letter.isalpha() for letter in widget.text())
            if not has_words and not widget.toolTip():
                yield f"no tool tip: {about(widget)}"


def _explained(box: QComboBox) -> bool:
    """Whether one hears what is chosen in it: on Linux, Qt tells its value as its name."""
    interface = QAccessible.queryAccessibleInterface(box)
    labels = interface.relations(QAccessible.RelationFlag.Label)
    return bool(labels or interface.text(QAccessible.Text.Description))


def stops(top: QWidget) -> Iterator[QWidget]:
    """Where Tab goes, until it comes round; each has the focus when it is told."""
    top.activateWindow()
    QApplication.processEvents()
    before = QApplication.focusWidget()
    if before is None or before.window() is not top:
        controls(top)[0].setFocus()
    visited: list[QWidget] = []
    while (now := QApplication.focusWidget()) not in visited and len(visited) < _MOST_STOPS:
        if now is None or now.window() is not top:
            break
        visited.append(now)
        yield now
        QTest.keyClick(QApplication.focusWidget() or now, Qt.Key.Key_Tab)


def out_of_reach(top: QWidget, visited: list[QWidget]) -> Iterator[str]:
    """Controls that Tab does not come to. In the palette, Tab goes through what it offers."""
    if any(isinstance(widget.parentWidget(), Palette) for widget in visited):
        return
    tab = Qt.FocusPolicy.TabFocus
    for widget in controls(top):
        by_arrows = isinstance(widget, QRadioButton)  # Tab goes to the group
        if not widget.isEnabled() or widget.focusProxy() is not None or by_arrows:
            continue
        if widget.focusPolicy() & tab != tab:
            if not isinstance(widget.parentWidget(), Palette):
                yield f"Tab passes by: {about(widget)}"
        elif widget not in visited:
            yield f"Tab does not reach: {about(widget)}"


def ring(widget: QWidget) -> int:
    """How many pixels differ by 3:1 or more with and without the focus (WCAG 2.2, 1.4.11)."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    focused = _luminance(widget)
    widget.clearFocus()
    plain = _luminance(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    bright, dark = np.maximum(focused, plain), np.minimum(focused, plain)
    return int(((bright + 0.05) / (dark + 0.05) >= 3.0).sum())


def needed(widget: QWidget) -> int:
    """How many pixels a focus on this widget changes at least."""
    return min(widget.width(), widget.height(), _RING)


def _luminance(widget: QWidget) -> np.ndarray:
    """Relative luminance of each pixel of a widget, as WCAG has it."""
    place = QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())
    picture = widget.window().grab(place.adjusted(-3, -3, 3, 3)).toImage()
    picture = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), -1)
    values = rows[:, : picture.width() * 3].reshape(picture.height(), picture.width(), 3)
    return np.asarray(_LINEAR[values] @ np.array([0.2126, 0.7152, 0.0722]))


def _linear(value: np.ndarray) -> np.ndarray:
    """Light of a channel of sRGB, both from 0 to 1."""
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


_LINEAR = _linear(np.arange(256) / 255)
"""That of each byte."""


def cut(top: QWidget) -> list[str]:
    """Words that have less room than they take, once the layout has followed the size."""
    for _ in range(_PATIENCE):
        if not (found := list(_cut_now(top))):
            break
        QTest.qWait(10)
    return found


def _cut_now(top: QWidget) -> Iterator[str]:
    """The same at this moment. Lists show shortened words in full elsewhere."""
    for widget in seen(top):
        least, hint = widget.minimumSizeHint(), widget.sizeHint()
        if isinstance(widget, QLabel) and widget.text():
            lines = widget.heightForWidth(widget.width()) if widget.wordWrap() else 0
            if widget.width() < least.width() or widget.height() < lines - 1:
                yield f"cut: {about(widget)}"
        if isinstance(widget, QAbstractButton | QComboBox):
            # A button may lose some of its padding.
            if widget.width() < hint.width() - 1 or widget.height() < least.height() - 4:
                yield f"cut: {about(widget)}, {widget.size()} of {hint}"
            frame = widget.parentWidget()
            if frame and not frame.rect().adjusted(-2, -2, 2, 2).contains(widget.geometry()):
                yield f"out of sight: {about(widget)}"
