"""Two fingers zoom the text and the printed pages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.printed.view import PrintedView
from annotator.ui.reader.reader_view import ReaderView
from annotator.ui.theme import load_theme


def pinch(widget: QWidget, *values: float) -> None:
    """A gesture on a touch pad, step by step."""
    kinds = Qt.NativeGestureType
    steps = [(kinds.BeginNativeGesture, 0.0)]
    steps += [(kinds.ZoomNativeGesture, value) for value in values]
    steps.append((kinds.EndNativeGesture, 0.0))
    at = QPointF(20, 20)
    for kind, value in steps:
        device = QPointingDevice.primaryPointingDevice()
        event = QNativeGestureEvent(kind, device, 2, at, at, at, value, QPointF())
        QCoreApplication.sendEvent(widget, event)


def test_a_pinch_makes_the_text_larger_and_smaller(qtbot: QtBot) -> None:
    view = ReaderView(load_theme("light"))
    qtbot.addWidget(view)
    view.show_document("Nobody expects it.")
    pinch(view.viewport(), *[0.01] * 30)
    assert view.scale == pytest.approx(1.01**30, rel=0.05), "small steps add up"
    pinch(view.viewport(), *[-0.5, -0.5])
    assert view.scale < 0.7


def test_another_gesture_changes_nothing(qtbot: QtBot) -> None:
    view = ReaderView(load_theme("light"))
    qtbot.addWidget(view)
    at, device = QPointF(20, 20), QPointingDevice.primaryPointingDevice()
    rotate = Qt.NativeGestureType.RotateNativeGesture
    event = QNativeGestureEvent(rotate, device, 2, at, at, at, 30.0, QPointF())
    QCoreApplication.sendEvent(view.viewport(), event)
    assert view.scale == 1.0


def test_a_pinch_zooms_the_printed_pages(qtbot: QtBot) -> None:
    view = PrintedView(load_theme("light"), lambda *_what, **_how: None)
    qtbot.addWidget(view)
    before = view.scale
    pinch(view.viewport(), 0.25, 0.25)
    assert view.scale == pytest.approx(before * 1.25**2)
