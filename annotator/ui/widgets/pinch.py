"""Two fingers on a touch pad or a touch screen: how much larger or smaller they ask for."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

_STEP = 0.04
"""Change from which it is worth laying out a page again."""


class Pinch:
    """Follows the gestures of one widget. Touch pads send them ready made (macOS, Wayland, X11;
    Windows turns the wheel with Ctrl instead), touch screens as fingers that Qt puts together."""

    def __init__(self, widget: QWidget) -> None:
        self._pending = 1.0
        if sys.platform != "darwin":  # there it would come a second time
            widget.grabGesture(Qt.GestureType.PinchGesture)

    def follow(self, event: QEvent) -> tuple[float, QPointF] | None:
        """The factor by which to zoom now, 1.0 for not yet, and about which point of the widget;
        None for an event that is no such gesture."""
        if isinstance(event, QNativeGestureEvent):
            return self._native(event)
        if event.type() == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                event.accept(pinch)
                return self._grown(pinch.scaleFactor()), pinch.centerPoint()
        return None

    def _native(self, event: QNativeGestureEvent) -> tuple[float, QPointF] | None:
        match event.gestureType():
            case Qt.NativeGestureType.BeginNativeGesture | Qt.NativeGestureType.EndNativeGesture:
                self._pending = 1.0
                return 1.0, event.position()
            case Qt.NativeGestureType.ZoomNativeGesture:
                return self._grown(1.0 + event.value()), event.position()
        return None

    def _grown(self, factor: float) -> float:
        """All that came in since the last step, once it is one."""
        self._pending *= min(2.0, max(0.5, factor))
        if abs(self._pending - 1.0) < _STEP:
            return 1.0
        grown, self._pending = self._pending, 1.0
        return grown
