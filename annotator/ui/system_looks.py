"""What the desktop says of how windows should look and move, as far as it can be asked."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

_ANIMATIONS = 0x1042
"""SPI_GETCLIENTAREAANIMATION of Windows."""


def system_is_dark() -> bool:
    """Whether the desktop asks for dark windows."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def system_wants_contrast() -> bool:
    """Whether the desktop asks for high contrast. Qt tells it from 6.10 on."""
    hints = getattr(QGuiApplication.styleHints(), "accessibility", None)
    if hints is None:
        return False
    return bool(hints().contrastPreference() == Qt.ContrastPreference.HighContrast)


def watch_system(follow: Callable[[], object]) -> None:
    """Call `follow` when the desktop asks for other colours."""
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(follow)
    if hasattr(hints, "accessibility"):
        hints.accessibility().contrastPreferenceChanged.connect(follow)


def system_reduces_motion() -> bool:
    """Whether the desktop asks for windows that do not move. Windows says so; on other systems
    there is no word of it that Qt passes on, and the preference decides."""
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415  (this system only)

    moves = ctypes.c_int(1)
    ctypes.windll.user32.SystemParametersInfoW(_ANIMATIONS, 0, ctypes.byref(moves), 0)
    return not moves.value
