"""Transcripts: who speaks before it is read, and one that is being coded, for `gallery.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.ui.adding.dialog import AddDialog
from annotator.ui.adding.speakers_dialog import SpeakersDialog
from annotator.ui.open_document.turn_dialogs import CodeTurnsDialog, OnlySpeakersDialog
from annotator.ui.speakers.window import SpeakersWindow
from tests.gallery_windows import opened, wait

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

TALK = """Interview 7, recorded in the harbour office

[00:00:03] I: Thank you for coming. How long have you lived at the quay?
[00:00:09] Anna Berg: Since the storm, so about eleven years. We moved when the old house was gone.
[00:00:21] I: And what has changed since then?
[00:00:25] Anna Berg: Everything, really. You could sit by the water in the evening. (laughs) Now
there is a fence, and nobody asked us before it was put up.
[00:00:44] Ben Okafor: I would not say nobody. There was a meeting in spring.
[00:00:51] Anna berg: A meeting at ten in the morning!
[00:00:55] Ben Okafor: Well. That is true.
Note: the tape was changed here.
[00:01:12] I: Who came to that meeting?
[00:01:15] Ben Okafor: The council, two people of the harbour company, and me. I work shifts, so I
could go. Most of my neighbours could not.
[00:01:31] Anna Berg: You see.
[00:01:33] I: What should become of the quay, if you could decide?
[00:01:38] Ben Okafor: Keep it open. That is all. Ferries can land elsewhere.
[00:01:45] Anna Berg: Open, and with trees.
"""


def transcript_screens(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """The preview of the speakers, with a pattern that can't be used too."""
    path = folder / "Talk 7.txt"
    path.write_text(TALK, encoding="utf-8")
    window.controllers.adding.add([path])
    wait(window)
    adding = opened(AddDialog)
    yield "adding-transcript", adding
    adding.options.speakers.click()
    dialog = opened(SpeakersDialog)
    _until(lambda: bool(dialog.speakers.model.choices))
    dialog.speakers.select("I")
    dialog.speakers.role.setCurrentIndex(1)
    dialog.speakers.role.activated.emit(1)
    yield "speakers", dialog
    good = dialog.pattern.text()
    dialog.pattern.setText("(I|Anna Berg):")
    dialog.look_again()
    _until(dialog.problem.isVisible)
    yield "speakers-problem", dialog
    dialog.pattern.setText(good)
    dialog.look_again()
    _until(lambda: not dialog.problem.isVisible())
    dialog.one_person.click()
    dialog.try_accept()
    _until(adding.ok.isEnabled)
    yield "adding-speakers", adding
    adding.try_accept()
    wait(window)
    yield from _coded(window)
    yield from _speakers(window)


def _coded(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Turns that are coded, in colours, one speaker alone; and the two forms."""
    _until(lambda: "Thank you" in window.page.text)
    turns, settings = window.controllers.turns, window.settings
    window.services.navigator.go_to(window.page.text.index("Everything"))
    turns.select_turn()
    turns.code_turns()
    form = opened(CodeTurnsDialog)
    form.codes.list.setCurrentRow(1)
    yield "turns-code", form
    form.try_accept()
    wait(window)
    if not settings.speaker_colors:
        turns.toggle_colors()
    yield "transcript", window
    turns.choose_only()
    only = opened(OnlySpeakersDialog)
    yield "turns-only", only
    only.try_accept()
    yield "transcript-only", window
    window.modes.leave_last()
    turns.toggle_colors()
    window.bridge.undo()


def _until(done: Callable[[], bool]) -> None:
    """Process events until something is so, for some seconds at most."""
    for _time in range(200):
        if done():
            return
        QTest.qWait(20)


def _speakers(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The persons of the study, with an attribute."""
    window.controllers.speakers.show_window()
    shown = opened(SpeakersWindow)
    _until(lambda: bool(shown.model.persons))
    model = shown.model
    model.setData(model.index(0, 0), "Noor Haddad")
    model.setData(model.index(0, 1), "interviewer")
    column = model.add_attribute("age")
    model.setData(model.index(1, column), "47")
    _until(lambda: model.words(1, 2) == "47")
    yield "speakers-table", shown
    shown.accept()
    for _change in range(3):
        window.bridge.undo()
