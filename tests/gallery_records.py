"""Adding a table, for `gallery.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotator.ui.records.dialog import TableDialog
from annotator.ui.records.summary import TableSummary
from tests.gallery_windows import opened, wait

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_ANSWERS = (
    "The quay should stay open in the evening; one can sit by the water there.",
    "I do not know what they mean by “development”. It sounds like hotels.",
    "",
    "Ferries are too dear. My children can't use them.",
    "If the council asked us before, there would be less anger now.",
)


def survey(folder: Path) -> Path:
    """A survey as a spreadsheet program saves it."""
    lines = ["id;submitted;age;district;status;What should become of the quay?"]
    for number in range(24):
        answer = _ANSWERS[number % len(_ANSWERS)]
        district = ("Old harbour", "Riverside", "Hill")[number % 3]
        status = "test" if number == 1 else "complete"
        age = "n/a" if number == 7 else str(19 + 2 * number)
        day = f"{1 + number:02}.03.2026"
        lines.append(f'R{number:03};{day};{age};{district};{status};"{answer}"')
    path = folder / "Quay survey 2026.csv"
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig")
    return path


def table_screens(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """The table with its columns and first documents, as it is, and what came of it."""
    window.controllers.tables.look_at(survey(folder))
    wait(window)
    dialog = opened(TableDialog)
    dialog.left_out.setText("status: test")
    yield "table", dialog
    dialog.tabs.setCurrentIndex(1)
    yield "table-sheet", dialog
    dialog.left_out.setText("state: test")
    yield "table-problem", dialog
    dialog.left_out.setText("status: test")
    dialog.try_accept()
    wait(window)
    yield "table-summary", opened(TableSummary)
    opened(TableSummary).accept()
    window.panels.documents.arrange.group_by("district")
    window.panels.documents.arrange.sort_by("age")
    window.panels.documents.view.scrollToTop()
    yield "documents-grouped", window
    window.panels.documents.arrange.group_by("")
    window.panels.documents.arrange.sort_by(None)
    window.bridge.undo()
