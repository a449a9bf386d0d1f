"""What is typed or coded is never lost: whatever way one leaves, whatever keeps the file."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from annotator import paths
from annotator.corpus.codebook import Attribute, AttributeKind
from annotator.corpus.identity import new_guid
from annotator.operations import projects
from annotator.operations.codebook import attributes
from annotator.operations.codings import memos
from annotator.operations.viewing import everything
from annotator.storage import clock
from annotator.ui.recovery.typed_window import TypedWindow
from tests.making import ANN, Made, content, make
from tests.window.conftest import Driver

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def coded(made: Made) -> str:
    return made.code(ANN, "claim", (0, 6))


def type_memo(driver: Driver, coding: str, words: str = "a doubt") -> None:
    driver.window.page.reveal(coding)
    driver.key("M")
    memo = driver.window.panels.inspector.cards[0].memo
    assert memo is not None
    driver.qtbot.waitUntil(memo.hasFocus)
    driver.qtbot.keyClicks(memo, words)


def memo_of(path: Path, coding: str) -> str:
    with projects.open_(path) as project:
        return "".join(memo.text for memo in memos.on(everything(project), coding))


def close(driver: Driver, tmp_path: Path) -> None:
    driver.window.close()


def close_project(driver: Driver, tmp_path: Path) -> None:
    driver.window.controllers.projects.close_project()


def open_another(driver: Driver, tmp_path: Path) -> None:
    make(tmp_path / "other.annot").project.close()
    driver.window.controllers.projects.open_project(tmp_path / "other.annot")


def switch_coder(driver: Driver, tmp_path: Path) -> None:
    driver.window.controllers.coders.become("Ben")


def open_next_document(driver: Driver, tmp_path: Path) -> None:
    driver.focus_text()


@pytest.mark.parametrize(
    "leave", [close, close_project, open_another, switch_coder, open_next_document]
)
def test_a_memo_is_written_whatever_way_one_leaves(
    driver: Driver, made: Made, coded: str, tmp_path: Path, leave: Callable[[Driver, Path], None]
) -> None:
    driver.window.bridge.reload_if_changed()
    type_memo(driver, coded)
    leave(driver, tmp_path)
    assert memo_of(made.project.path, coded) == "a doubt"


def test_a_value_is_written_when_the_window_closes(driver: Driver, made: Made, coded: str) -> None:
    epoch = clock.to_datetime(clock.NEVER)
    source = Attribute(new_guid(), made.codes["claim"], "source", AttributeKind.TEXT, epoch, epoch)
    attributes.declare(made.project, ANN.guid, source)
    window = driver.window
    window.bridge.reload_if_changed()
    window.page.reveal(coded)
    window.panels.inspector.up_to_date()
    line = window.panels.inspector.cards[0].findChild(QLineEdit)
    assert line is not None
    line.setFocus()
    driver.qtbot.keyClicks(line, "the mayor")
    window.close()
    with projects.open_(made.project.path) as project:
        (coding,) = content(project).codings
    assert coding.attributes == {source.guid: "the mayor"}


def test_a_name_being_typed_in_the_tree_is_written(driver: Driver, made: Made) -> None:
    window = driver.window
    window.panels.codebook.tree.choose(made.codes["claim"])
    window.controllers.codes.rename_code()
    editor = window.panels.codebook.tree.findChild(QLineEdit)
    assert editor is not None
    editor.setFocus()
    editor.selectAll()
    driver.qtbot.keyClicks(editor, "assertion")
    window.close()
    with projects.open_(made.project.path) as project:
        assert "assertion" in {code.name for code in content(project).codebook.codes}


# --- a file that can't be written


@pytest.fixture
def locked(driver: Driver, made: Made) -> Iterator[sqlite3.Connection]:
    """Another program is writing the project."""
    other = sqlite3.connect(made.project.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def wait_until_saved(driver: Driver) -> None:
    driver.window.bridge.unsaved.try_again()
    driver.qtbot.waitUntil(lambda: not driver.window.bridge.unsaved.pending, timeout=8_000)


def test_a_coding_waits_in_sight_while_the_file_is_locked(
    driver: Driver, made: Made, locked: sqlite3.Connection
) -> None:
    window = driver.window
    driver.drag(0, 6)
    began = time.monotonic()
    driver.key("1")
    assert time.monotonic() - began < 3, "the window did not wait for the lock"
    assert driver.codings() == []
    assert window.unsaved_notice.isVisible()
    margin = window.reader.margin
    assert [margin.name(place) for place in margin.codings()] == ["claim · not saved yet"]
    assert len(list((paths.data_folder() / "recovery").iterdir())) == 1
    locked.execute("ROLLBACK")
    wait_until_saved(driver)
    assert driver.words() == ["Nobody"]
    assert [margin.name(place) for place in margin.codings()] == ["claim"]
    assert not window.unsaved_notice.isVisible()
    assert list((paths.data_folder() / "recovery").iterdir()) == []


def test_a_memo_stays_in_its_field_while_the_file_is_locked(
    driver: Driver, made: Made, coded: str
) -> None:
    window = driver.window
    window.bridge.reload_if_changed()
    type_memo(driver, coded)
    other = sqlite3.connect(made.project.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    driver.focus_text()
    window.page.select_coding(None)
    window.page.reveal(coded)
    window.panels.inspector.rebuild()
    memo = window.panels.inspector.cards[0].memo
    assert memo is not None and memo.toPlainText() == "a doubt"
    assert memo.property("unsaved")
    other.execute("ROLLBACK")
    other.close()
    wait_until_saved(driver)
    assert memo_of(made.project.path, coded) == "a doubt"


def test_what_could_not_be_saved_is_saved_when_the_project_is_opened_next(
    driver: Driver, made: Made, open_window: Callable[..., Driver]
) -> None:
    path = made.project.path
    made.project.close()
    away = path.with_name("away.annot")
    path.rename(away)  # the disk is unplugged
    driver.drag(0, 6)
    driver.key("1")
    assert driver.window.bridge.unsaved.pending
    driver.window.close()
    away.rename(path)
    again = open_window(path)
    again.qtbot.waitUntil(lambda: not again.window.bridge.unsaved.pending, timeout=8_000)
    assert again.words() == ["Nobody"]


def test_whoever_wants_to_stay_stays(driver: Driver, locked: sqlite3.Connection) -> None:
    driver.drag(0, 6)
    driver.key("1")
    driver.answers.confirm = lambda *_asked: False  # type: ignore[method-assign]
    driver.window.close()
    assert driver.window.isVisible()
    locked.execute("ROLLBACK")
    wait_until_saved(driver)
    assert driver.words() == ["Nobody"]


def test_a_change_that_can_not_be_made_any_more_is_told_with_its_words(
    driver: Driver, made: Made, coded: str
) -> None:
    window = driver.window
    window.bridge.reload_if_changed()
    type_memo(driver, coded, "precious words")
    other = sqlite3.connect(made.project.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    driver.focus_text()
    assert window.bridge.unsaved.pending
    other.execute("ROLLBACK")
    other.close()
    wait_until_saved(driver)
    assert memo_of(made.project.path, coded) == "precious words"


# --- the program is ended

RUNNER = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from annotator import app, settings
from annotator.ui.process.termination import Termination
from tests.making import ANN

application = app.make_application()
window = app.make_window(application, settings.Settings(coder="Ann", coders={"Ann": ANN.guid}))
Termination(application, window)
window.show()
window.controllers.projects.open_project(Path(sys.argv[1]))
def work():
    window.activateWindow()
    window.page.reveal(sys.argv[2])
    window.controllers.coding.write_memo()
    QTest.keyClicks(window.panels.inspector.cards[0].memo, "typed blindly")
    if sys.argv[3] == "paused":
        QTest.qWait(1_500)
    print("ready", flush=True)
QTimer.singleShot(200, work)
sys.exit(application.exec())
"""


@pytest.mark.skipif(os.name == "nt", reason="the signals are of POSIX")
@pytest.mark.parametrize(("name", "when"), [("SIGTERM", "at once"), ("SIGKILL", "paused")])
def test_what_is_typed_outlives_the_end_of_the_program(
    made: Made,
    coded: str,
    home: Path,
    name: str,
    when: str,
    open_window: Callable[..., Driver],
) -> None:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", RUNNER, str(made.project.path), coded, when]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "ready"
    process.send_signal(signal.Signals[name])
    began = time.monotonic()
    process.wait(timeout=10)
    process.stdout.close()
    if name == "SIGTERM":
        assert time.monotonic() - began < 5
        assert memo_of(made.project.path, coded) == "typed blindly"
        return
    driver = open_window(made.project.path)
    driver.qtbot.waitUntil(lambda: not driver.window.bridge.unsaved.pending, timeout=8_000)
    assert memo_of(made.project.path, coded) == "typed blindly"


FORM_RUNNER = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QPlainTextEdit
from annotator import app, settings
from annotator.ui.codebook.code_dialog import CodeDialog
from annotator.ui.process.termination import Termination
from tests.making import ANN

application = app.make_application()
window = app.make_window(application, settings.Settings(coder="Ann", coders={"Ann": ANN.guid}))
Termination(application, window)
window.show()
window.controllers.projects.open_project(Path(sys.argv[1]))
def work():
    window.activateWindow()
    window.panels.codebook.tree.choose(sys.argv[2])
    window.controllers.codes.edit_code()
    form = window.findChild(CodeDialog)
    line, *_others = form.findChildren(QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "assertion")
    QTest.keyClicks(form.findChildren(QPlainTextEdit)[0], "held to be so")
    if sys.argv[3] == "two":
        QTimer.singleShot(300, ask_more)
        window.ask.text(window, "Reason", "Why?")
    else:
        print("ready", flush=True)
def ask_more():
    dialog = QApplication.activeModalWidget()
    QTest.keyClicks(dialog.findChild(QLineEdit), "a weighty reason")
    print("ready", flush=True)
QTimer.singleShot(200, work)
sys.exit(application.exec())
"""


@pytest.mark.skipif(os.name == "nt", reason="the signals are of POSIX")
@pytest.mark.parametrize("forms", ["one", "two"])
def test_what_is_typed_in_an_open_form_is_offered_at_the_next_start(
    made: Made, home: Path, open_window: Callable[..., Driver], forms: str
) -> None:
    root = Path(__file__).resolve().parents[2]
    arguments = [str(made.project.path), made.codes["claim"], forms]
    command = [sys.executable, "-c", FORM_RUNNER, *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "ready"
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=10) == 0
    process.stdout.close()
    assert "assertion" not in {code.name for code in content(made.project).codebook.codes}
    for again in range(2):  # who says “later” is asked once more
        driver = open_window(made.project.path)
        shown = driver.window.findChild(TypedWindow)
        assert shown is not None and shown.isVisible()
        words = shown.text.toPlainText()
        assert "assertion" in words and "held to be so" in words
        assert ("a weighty reason" in words) == (forms == "two")
        shown.copy.click()
        (shown.discard if again else shown.later).click()
        driver.window.close()
    assert open_window(made.project.path).window.findChild(TypedWindow) is None
    assert list((paths.data_folder() / "recovery").iterdir()) == []
