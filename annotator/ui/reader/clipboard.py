"""What was copied from the text, when the program ends."""

from __future__ import annotations

from PySide6.QtGui import QClipboard, QGuiApplication


def settle_clipboard() -> None:
    """Leave what was copied as plain text of Qt's own.

    A passage is copied as an object made in Python; Qt deletes it when the application ends, after
    Python has gone, which crashes.
    """
    if QGuiApplication.instance() is None:
        return
    clipboard = QGuiApplication.clipboard()
    alone = QGuiApplication.platformName() in ("offscreen", "minimal")  # they never say "ours"
    for mode, is_ours in (
        (QClipboard.Mode.Clipboard, clipboard.ownsClipboard()),
        (QClipboard.Mode.Selection, clipboard.ownsSelection()),
    ):
        if is_ours or alone:
            clipboard.setText(clipboard.text(mode), mode)
