"""The folder of the log, shown where the system shows files."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from annotator import paths


def open_log_folder() -> bool:
    """Show it; False where it is not there or the system shows no folders."""
    folder = paths.log_folder()
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
