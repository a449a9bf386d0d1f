"""The screens of what goes out: archives and documents, for `gallery.py`."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from annotator.ui.main_window import MainWindow
from annotator.ui.transfer.archive_form import ArchiveForm
from annotator.ui.transfer.writing_form import WritingForm
from tests.gallery_windows import opened


def export_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Each form as somebody would meet it; nothing is written."""
    window.controllers.archive.write()
    form = opened(ArchiveForm)
    form.without.setChecked(True)
    form.words.setValue(10)
    yield "archive", form
    form.words.setValue(0)
    form.texts.setChecked(True)
    form.close()
    window.controllers.writing.write()
    writing = opened(WritingForm)
    writing.what.setCurrentIndex(1)
    yield "write-document", writing
    writing.what.setCurrentIndex(0)
    writing.close()
