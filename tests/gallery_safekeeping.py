"""Backups, what a repair came to, pass phrases, and a mistake of the program, for `gallery.py`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.corpus.messages import tr
from annotator.corpus.repair_report import DamagedText, LostRow, RepairReport
from annotator.operations import projects
from annotator.ui.main_window import MainWindow
from annotator.ui.process import bug_report
from annotator.ui.process.bug_dialog import BugDialog
from annotator.ui.safekeeping.backups_window import BackupsWindow
from annotator.ui.safekeeping.pass_phrase_form import NewPassPhraseForm, PassPhraseForm
from annotator.ui.widgets.lines_dialog import LinesDialog
from tests.gallery_windows import opened


def _report() -> RepairReport:
    """In the language of the program."""
    return RepairReport(
        sound=False,
        saved={"document": 4, "code": 6, "coding": 187, "memo": 12},
        from_history={"coding": 23},
        lost=[
            LostRow("document", "1", "interview 3.txt", tr("its text can't be read")),
            LostRow(
                "coding",
                "2",
                tr(
                    "“{code}” in “{document}”, characters {start:,} to {end:,}, by {coder}",
                    code="claim",
                    document="interview 3.txt",
                    start=120,
                    end=188,
                    coder="Noor",
                ),
                tr("what it belongs to is lost"),
            ),
            LostRow("memo", "3", "Compare with the second wave, Noor"),
        ],
        texts=[DamagedText("4", "interview 1.txt", 37)],
        restored_texts=1,
        steps=342,
        history_whole=False,
        pages=157,
        damaged_pages=4,
    )


def safekeeping_screens(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """Each as somebody would meet it; nothing is changed."""
    yield from _backups(window)
    safekeeping = window.controllers.safekeeping
    safekeeping.tell_repair(folder / "interviews repaired.annot", _report())
    yield from _closed("repaired", opened(LinesDialog))
    safekeeping._ask_pass_phrase(None)
    form = opened(NewPassPhraseForm)
    form.first.setText("harbour lantern violet")
    form.second.setText("harbour lantern violet")
    yield from _closed("pass-phrase-new", form)
    safekeeping.take_out(folder / "interviews.annot.age")
    yield from _closed("pass-phrase", opened(PassPhraseForm))
    try:
        _fail()
    except ZeroDivisionError as error:
        report = bug_report.report(error)
    dialog = BugDialog(report, window)
    dialog.show()
    yield "mistake", dialog
    dialog.fold.setChecked(True)
    yield "mistake-details", dialog
    dialog.close()
    dialog.deleteLater()


def _backups(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    project = window.bridge.project
    assert project is not None
    for days in (9, 2):
        state = project.path.stat()
        changed = state.st_mtime_ns - days * 86_400_000_000_000
        os.utime(project.path, ns=(changed, changed))
        projects.back_up(project)
        os.utime(project.path, ns=(state.st_mtime_ns, state.st_mtime_ns))
    window.controllers.safekeeping.show_backups()
    shown = opened(BackupsWindow)
    for _ in range(100):
        QTest.qWait(20)
        shown.list.setCurrentRow(shown.list.count() - 1)
        if shown.list.count() and shown.differences.text() not in ("", "Comparing…"):
            break
    yield from _closed("backups", shown)


def _closed(name: str, shown: QWidget) -> Iterator[tuple[str, QWidget]]:
    yield name, shown
    shown.close()


def _fail() -> float:
    return 1 / 0
