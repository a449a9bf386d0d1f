"""The screens of a team: merging, copies for coders, rounds and progress."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator.corpus.changes import Changes
from annotator.corpus.codebook import Code
from annotator.corpus.document import Progress
from annotator.corpus.identity import new_guid
from annotator.corpus.span import Span
from annotator.corpus.team import Purpose
from annotator.operations import codings, documents, projects
from annotator.operations.codebook import codes
from annotator.operations.codings import memos
from annotator.operations.documents import TextFile
from annotator.operations.merging.merge_words import MergePart
from annotator.operations.team import rounds
from annotator.operations.viewing import everything
from annotator.storage import queries
from annotator.storage.project_file import ProjectFile
from annotator.ui.main_window import MainWindow
from annotator.ui.merging.window import MergeWindow
from annotator.ui.team.handout_dialog import HandOutDialog
from tests.gallery_windows import opened, wait

TITLES = ("Interview 01", "Interview 02", "Interview 03", "Leader of 3 May", "Council minutes")


def team_screens(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """Each screen as a team would meet it; the project is left as it was."""
    yield from team_page(window)
    yield from merge_screens(window, folder)


def team_page(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """A study of three coders and six documents in three rounds."""
    steps = prepare_study(window)
    window.controllers.team.show_page()
    page = window.controllers.team.page
    yield "team-progress", window
    page.choose("Reliability")
    page.tabs.setCurrentIndex(1)
    page.view.setCurrentIndex(page.model.index(1, 1))
    yield "team-assignment", window
    window.controllers.team.hand_out(page.round)
    dialog = opened(HandOutDialog)
    yield "hand-out", dialog
    dialog.which.setCurrentIndex(1)
    yield "hand-out-chosen", dialog
    dialog.done(0)  # closing would ask whether to throw the choice away
    window.services.navigator.show_reader()
    for _ in range(steps):
        window.bridge.undo()


def prepare_study(window: MainWindow) -> int:
    """Returns how many steps Undo has to take back."""
    bridge = window.bridge
    texts = [
        TextFile(f"{name}.txt", f"{name}. " * 40, f"{name}. ".encode() * 40, "utf-8")
        for name in TITLES
    ]

    bridge.do(documents.add, texts)
    guids = [facts.guid for facts in bridge.documents]
    for document in guids[1:4]:
        bridge.do(documents.set_progress, document, Progress.DONE)
    bridge.do(codings.add, guids[4], bridge.codebook.codes[0].guid, [Span(0, 9)])
    for name, purpose in (
        ("Training", Purpose.TRAINING),
        ("Reliability", Purpose.RELIABILITY),
        ("Production", Purpose.PRODUCTION),
    ):
        bridge.do(rounds.add, name, purpose)
    assert bridge.project is not None
    found = {one.name: one.guid for one, _given in rounds.listed(everything(bridge.project))}
    for name, each in (("Training", len(bridge.people)), ("Reliability", 1)):
        pairs = rounds.evenly(guids[1:], bridge.people, each)
        bridge.do(rounds.assign, found[name], pairs)
    bridge.count()
    return 1 + 3 + 1 + 3 + 2


def merge_screens(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """What a colleague's copy would bring, then what it brought."""
    path = folder / "harbour - Sam.annot"
    steps = part_ways(window, path)
    window.controllers.merging.look_at([path])
    wait(window)
    preview = opened(MergeWindow)
    yield "merge-preview", preview
    preview.show_part(MergePart.CODES)
    yield "merge-preview-codes", preview
    preview.show_part(MergePart.DIFFERENCES)
    yield "merge-preview-texts", preview
    preview.accept()
    wait(window)
    report = opened(MergeWindow)
    report.show_part(MergePart.CONFLICTS)
    yield "merge-report", report
    report.close()
    for _ in range(1 + steps):
        window.bridge.undo()


def part_ways(window: MainWindow, path: Path) -> int:
    """A copy in which the colleague works on, while here the same is changed. Returns the steps."""
    bridge = window.bridge
    assert bridge.project is not None and bridge.coder is not None
    document, me = bridge.documents[0].guid, bridge.coder.guid
    columns = bridge.coding_columns(document)
    mine = [guid for guid, who in zip(columns.guid, columns.coder, strict=True) if who == me]
    shutil.copy(bridge.project.path, path)
    sam = next(guid for guid in bridge.people if guid != me)
    code = bridge.codebook.codes[0]
    with projects.open_(path) as copy:
        with copy.reading() as connection:
            text = queries.document_text(connection, document)
        codings.reshape(copy, me, mine[0], [Span(*word(text, 4))])
        codings.recode(copy, me, [mine[1]], bridge.codebook.codes[3].guid)
        codings.delete(copy, me, [mine[2]])
        memos.write(copy, sam, document, "The second paragraph is harder than it looks.")
        for number in (8, 15, 30):
            codings.add(copy, sam, document, code.guid, [Span(*word(text, number))])
        add_irony(copy, sam, code, "Saying the opposite of what is meant")
        other = TextFile("Leader.txt", "One.\nTwo, three.\nFour.", b"", "utf-8")
        documents.add(copy, sam, [other])
    bridge.do(codings.reshape, mine[0], [Span(*word(text, 2))])
    bridge.do(codings.recode, [mine[1]], bridge.codebook.codes[1].guid)
    bridge.do(lambda project, by: add_irony(project, by, code, "Meaning the opposite"))

    bridge.do(documents.add, [TextFile("Leader.txt", "One.\nTwo three.\nFour.", b"", "utf-8")])
    with projects.open_(path) as copy:
        codings.reshape(copy, me, mine[0], [Span(*word(text, 5))])
    return 4


def add_irony(project: ProjectFile, by: str, like: Code, definition: str) -> Changes:
    code = replace(like, guid=new_guid(), name="Irony", key="", definition=definition)
    return codes.add(project, by, code)


def word(text: str, number: int) -> tuple[int, int]:
    """Where three words begin and end, from the word of this number on."""
    start = 0
    for _ in range(number):
        start = text.index(" ", start) + 1
    end = start
    for _ in range(3):
        end = text.index(" ", end + 1)
    return start, end
