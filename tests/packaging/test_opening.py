"""A file from outside: a second start, a double click, a drop; and what About tells."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFileOpenEvent
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import __version__, app
from annotator.settings import Settings, settings_file
from annotator.ui.process.opening import Opener
from annotator.ui.process.single_instance import SingleInstance
from tests.making import ANN, make
from tests.window.conftest import Driver, collector, open_window

__all__ = ["collector", "open_window"]

SECOND = """
import sys
from pathlib import Path
from annotator.ui.process.single_instance import SingleInstance
second = SingleInstance(key=sys.argv[1])
assert not second.claim()
assert second.hand_over(Path(sys.argv[2]) if len(sys.argv) > 2 else None)
"""


@pytest.fixture
def first(qapp: QApplication, tmp_path: Path) -> Iterator[SingleInstance]:
    """The program that runs."""
    instance = SingleInstance(key=str(tmp_path))
    assert instance.claim()
    instance.listen()
    yield instance
    instance.release()


@pytest.mark.parametrize("name", ["über 👩‍👩‍👧.annot", None])
def test_second_start_hands_over(
    first: SingleInstance, qtbot: QtBot, tmp_path: Path, name: str | None
) -> None:
    arguments = [str(tmp_path)] + ([name] if name else [])
    with qtbot.waitSignal(first.requestOpen, timeout=20_000) as asked:
        second = subprocess.Popen([sys.executable, "-c", SECOND, *arguments])
    assert asked.args == [Path.cwd() / name if name else None]
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0


def test_next_start_is_the_first_again(first: SingleInstance, tmp_path: Path) -> None:
    other = SingleInstance(key=str(tmp_path))
    assert not other.claim()
    first.release()
    assert other.claim()
    other.release()


def test_crash_leaves_nobody_out(qapp: QApplication, tmp_path: Path) -> None:
    """A process that died without tidying up: its lock and socket are there, it is not."""
    code = (
        "import os, sys; from annotator.ui.process.single_instance import SingleInstance\n"
        "one = SingleInstance(key=sys.argv[1]); assert one.claim(); one.listen(); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    next_one = SingleInstance(key=str(tmp_path))
    assert next_one.claim()
    next_one.listen()
    assert next_one._server is not None
    assert next_one._server.isListening()
    next_one.release()


def test_program_that_does_not_answer_is_left_alone(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.ui.process.single_instance._PATIENCE_MS", 200)
    start = SingleInstance(key=str(tmp_path))
    lock = QLockFile(start._address + ".lock")
    assert lock.tryLock(0)
    assert not start.claim()
    assert not start.hand_over(None)
    lock.unlock()


def test_without_the_network_module_starts_stand_alone(
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """QtNetwork needs libraries of the system that a bare one lacks: no reason not to work."""
    monkeypatch.setitem(sys.modules, "PySide6.QtNetwork", None)  # importing it raises ImportError
    first, second = SingleInstance(key=str(tmp_path)), SingleInstance(key=str(tmp_path))
    assert first.claim()
    first.listen()
    assert not second.claim()
    assert not second.hand_over(None)
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]
    first.release()


@pytest.mark.parametrize(
    "sent",
    [
        b"not json\n",
        b"[]\n",
        b'{"open": 3}\n',
        b"{}\n",
        b"[" * 60_000 + b"\n",
        b'{"open": ' + b'{"a": ' * 9_000 + b"\n",
        b'{"open": "/a\\u0000b"}\n',
        b'{"open": "/a\x00b"}\n',
        b'{"open": "/a", "token": "a\\u0000b"}\n',
        b'{"open": "/a", "token": {"b": 1}}\n',
        b'{"open": "\\ud800"}\n',
        b'{"open": ' + b"9" * 5_000 + b"}\n",
        b"\xff\xfe\x00\n",
        b"null\n",
    ],
    ids=lambda sent: repr(sent[:24]),
)
def test_nonsense_opens_nothing(first: SingleInstance, qtbot: QtBot, sent: bytes) -> None:
    socket = QLocalSocket()
    socket.connectToServer(first._address)
    assert socket.waitForConnected(2000)
    with qtbot.assertNotEmitted(first.requestOpen):
        socket.write(sent)
        socket.flush()
        qtbot.waitUntil(
            lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=5000
        )


@pytest.mark.skipif(sys.platform == "win32", reason="there the rights of the pipe say it")
def test_another_user_is_not_heard(
    first: SingleInstance, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stat.S_IMODE(os.lstat(first._address).st_mode) & 0o077 == 0
    me = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: me + 1)  # the other end is somebody else's then
    socket = QLocalSocket()
    socket.connectToServer(first._address)
    assert socket.waitForConnected(2000)
    with qtbot.assertNotEmitted(first.requestOpen):
        socket.write(b'{"open": null}\n')
        socket.flush()
        qtbot.waitUntil(
            lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=5000
        )


@pytest.mark.skipif(sys.platform == "win32", reason="there the rights of the pipe say it")
@pytest.mark.parametrize("what", ["open to others", "another's", "no socket"])
def test_a_file_is_not_handed_to_somebody_else(
    first: SingleInstance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr("annotator.ui.process.single_instance._PATIENCE_MS", 200)
    second = SingleInstance(key=str(tmp_path))
    assert not second.claim()
    address = Path(first._address)
    if what == "open to others":
        address.chmod(0o666)
    elif what == "another's":
        me = os.getuid()
        monkeypatch.setattr(os, "getuid", lambda: me + 1)
    else:
        address.unlink()
        address.write_text("")
    assert not second.hand_over(tmp_path / "secret.annot")


@pytest.fixture
def driver(open_window: Callable[..., Driver], tmp_path: Path) -> Driver:
    for name in ("one", "two"):
        make(tmp_path / f"{name}.annot").project.close()
    return open_window(tmp_path / "one.annot", Settings(coder="Ann", coders={"Ann": ANN.guid}))


def test_window_opens_what_another_start_asks_for(
    driver: Driver, qapp: QApplication, tmp_path: Path
) -> None:
    opener = Opener(qapp, driver.window)
    driver.window.showMinimized()
    opener.open(tmp_path / "two.annot")
    assert driver.window.bridge.name == "two"
    assert not driver.window.isMinimized()
    opener.open(None)
    assert driver.window.bridge.name == "two"


def test_double_click_on_macos(
    driver: Driver, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "darwin")
        opener = Opener(qapp, driver.window)
    QApplication.sendEvent(qapp, QFileOpenEvent(str(tmp_path / "two.annot")))
    assert driver.window.bridge.name == "two"
    qapp.removeEventFilter(opener)


@pytest.mark.filterwarnings("ignore:.*QDrag(Enter|Move)Event:DeprecationWarning")
def test_drop_on_the_text(driver: Driver, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "two.annot"))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    viewport = driver.view.viewport()
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, buttons, keys)
    QApplication.sendEvent(viewport, enter)
    assert enter.isAccepted()
    driver.answers.words = "Open"  # rather than merge it into the open one
    QApplication.sendEvent(driver.window, QDropEvent(QPointF(5, 5), copy, data, buttons, keys))
    assert driver.window.bridge.name == "two"


def test_demo_leaves_the_preferences_alone(qapp: QApplication, home: Path, tmp_path: Path) -> None:
    """Pictures show made-up preferences; a double click after a demo must find the user's own."""
    path = tmp_path / "one.annot"
    make(path).project.close()
    app.draw_pictures(path, tmp_path)
    assert not settings_file().exists()


def test_about_tells_version_licences_and_folders(driver: Driver, home: Path) -> None:
    driver.window.controllers.help.show_about()
    (told,) = driver.window.ask.told  # type: ignore[attr-defined]
    assert __version__ in told
    assert str(home) in told
    for part in ("Python", "Qt 6", "PySide6", "SQLAlchemy", "MIT", "LGPL"):
        assert part in told
