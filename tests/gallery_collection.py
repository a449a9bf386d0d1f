"""Documents that are nearly the same, and pseudonyms, for `gallery.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.operations import documents
from annotator.operations.documents import TextFile, named_sets
from annotator.ui.adding.dialog import AddDialog
from annotator.ui.documents.sets_dialog import SetsDialog
from annotator.ui.duplicates.dialog import DuplicatesDialog
from annotator.ui.pseudonyms.dialog import PseudonymsDialog
from annotator.ui.team.sample_form import SampleForm
from tests.exchange.news.news_samples import nexis_word
from tests.gallery_windows import opened, wait

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_AGENCY = (
    "The council decided on Tuesday to keep the quay open until the end of the year. Members of"
    " the opposition called the decision of Mayor Lind late and half-hearted. Ferry traffic"
    " resumes on Monday, the harbour company said. Residents had protested for weeks. Mayor Lind"
    " said by telephone (+49 30 1234567) that nobody would be left without a landing place."
)


def until(done: Callable[[], bool]) -> None:
    """Process events until something is so, for some seconds at most."""
    for _time in range(200):
        if done():
            return
        QTest.qWait(20)


def collection_screens(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """Agency copy in two editions; the names in the texts."""
    late = _AGENCY.replace("on Tuesday", "late on Tuesday").replace(
        " Residents had protested for weeks.", ""
    )
    texts = [
        TextFile(name, text, text.encode(), "utf-8")
        for name, text in (
            ("Harbour Daily, 3 March", _AGENCY),
            ("Evening Post, 3 March", late),
            ("Evening Post, late edition", late + " The opposition wants more."),
        )
    ]
    window.bridge.do(documents.add, texts)
    window.controllers.duplicates.find()
    wait(window)
    dialog = opened(DuplicatesDialog)
    until(lambda: "quay" in dialog.page.toPlainText())
    yield "duplicates", dialog
    dialog.reject()
    window.controllers.pseudonyms.find()
    wait(window)
    names = opened(PseudonymsDialog)
    row = next(n for n, one in enumerate(names.model.names) if one.name == "Mayor Lind")
    names.model.setData(names.model.index(row, 1), "Mayor A")
    names.table.selectRow(row)
    until(lambda: "Lind" in names.page.toPlainText())
    yield "pseudonyms", names
    names.model.setData(names.model.index(row, 1), "")
    names.reject()
    yield from sampling_screens(window)
    yield from news_screens(window, folder)
    yield from set_screens(window)
    window.bridge.undo()


def sampling_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """A sample for reliability as it is drawn."""
    window.controllers.sampling.draw()
    form = opened(SampleForm)
    form.seed.setValue(7)
    form.number.setValue(1)
    form.name.setText("Reliability 1")
    until(lambda: form.drawn is not None and form.drawn.plan == form.plan)
    until(lambda: bool(form.need.text()))
    yield "sample", form
    form.done(0)


def news_screens(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """The articles of an export, with the fields of one."""
    path = folder / "Nexis 2026.docx"
    path.write_bytes(nexis_word())
    window.controllers.adding.add([path])
    wait(window)
    dialog = opened(AddDialog)
    dialog.tabs.setCurrentIndex(1)
    yield "news", dialog
    dialog.reject()


def set_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The sets that a document is in."""
    guids = [one.guid for one in window.bridge.documents]
    window.bridge.do(named_sets.create, "Pilot study", guids[:2])
    window.bridge.do(named_sets.create, "Morning papers", guids[1:2])
    window.controllers.document_sets.show_sets()
    form = opened(SetsDialog)
    yield "document-sets", form
    form.done(0)
    window.panels.documents.arrange.group_by("Set")
    yield "documents-by-set", window
    window.panels.documents.arrange.group_by("")
    for _set in range(2):
        window.bridge.undo()
