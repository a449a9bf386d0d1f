"""One running program for each user: a second start hands its file to the first and ends.

Who holds the lock file is the one that runs; it listens on a local socket that only this user may
use. The lock names the process, so what a crash has left does not keep anybody out: Qt sees that
the process is gone. A program that holds the lock but does not answer is left alone, and the
second start opens a window of its own, rather than none.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, Signal

from annotator import paths

if TYPE_CHECKING:  # most starts are the first, and the window comes before the network
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_log = logging.getLogger(__name__)
_ANSWER = b"taken\n"
_PATIENCE_MS = 3000
_LONGEST_MESSAGE = 65536
# The desktop's permission to come to the front, which the start had and the window needs.
_TOKEN = "XDG_ACTIVATION_TOKEN"


class SingleInstance(QObject):
    """The lock, and the socket of who holds it."""

    requestOpen = Signal(object)
    """Another start asks for a file: its path, or None to come to the front."""

    def __init__(self, parent: QObject | None = None, key: str | None = None) -> None:
        super().__init__(parent)
        self._address = _address(key or _user_key())
        self._lock = QLockFile(self._address + ".lock")
        self._lock.setStaleLockTime(0)  # only a process that is gone makes it stale, not its age
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Become the running program; False where another is."""
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Hear of other starts, as the running program. They have patience until then.

        Where that can't be, it is noted in the log: other starts open windows of their own.
        """
        if not self._lock.isLocked():
            return
        try:
            from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415
        except ImportError as error:
            _log.warning("other starts can't reach this one: %s", error)
            return
        self._server = server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._greet)
        QLocalServer.removeServer(self._address)  # left by a crash: we hold the lock
        if not server.listen(self._address):
            _log.warning("other starts can't reach this one: %s", server.errorString())

    def hand_over(self, path: Path | None) -> bool:
        """Ask the running program to open a file; whether it has answered that it will."""
        try:
            from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415
        except ImportError as error:
            _log.warning("the running program can't be reached: %s", error)
            return False
        end = time.monotonic() + _PATIENCE_MS / 1000
        while time.monotonic() < end:
            socket = QLocalSocket()
            socket.connectToServer(self._address)
            if socket.waitForConnected(200):
                return _ask(socket, path)
            time.sleep(0.05)  # it may have the lock and be about to listen
        return False

    def release(self) -> None:
        """Stop listening; the next start is the first again."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _greet(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _LONGEST_MESSAGE:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        try:
            message = json.loads(bytes(socket.readLine().data()))
            path = Path(message["open"]) if message["open"] else None
            token = str(message.get("token", ""))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            _log.warning("another start sent what can't be read: %s", error)
            socket.abort()
            return
        socket.write(_ANSWER)
        socket.flush()
        socket.disconnectFromServer()
        if token:
            os.environ[_TOKEN] = token
        self.requestOpen.emit(path)


def _ask(socket: QLocalSocket, path: Path | None) -> bool:
    message = {
        "open": str(path.absolute()) if path is not None else None,
        "token": os.environ.get(_TOKEN, ""),
    }
    socket.write(json.dumps(message).encode() + b"\n")
    socket.flush()
    while not socket.canReadLine():
        if not socket.waitForReadyRead(_PATIENCE_MS):
            return False
    return bytes(socket.readLine().data()) == _ANSWER


def _user_key() -> str:
    """The same for starts that share their settings: another home is another program."""
    return str(paths.config_folder())


def _address(key: str) -> str:
    """The path of the socket (elsewhere than on Windows), short enough for one: 100 bytes."""
    name = "annotator-" + hashlib.sha256(key.encode()).hexdigest()[:16]
    location = QStandardPaths.StandardLocation
    for place in (location.RuntimeLocation, location.TempLocation):
        folder = QStandardPaths.writableLocation(place)
        if folder and Path(folder).is_dir() and len(os.fsencode(f"{folder}/{name}")) <= 100:
            return f"{folder}/{name}"
    return f"/tmp/{name}"
