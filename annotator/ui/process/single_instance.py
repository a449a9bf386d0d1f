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
import stat
import struct
import sys
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
_PEER_OF_BSD = (0, 0x001)
"""LOCAL_PEERCRED gives a struct xucred on the BSDs and macOS: a version, then the user."""
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
            if not _is_own_socket(self._address):
                time.sleep(0.05)  # it may have the lock and be about to listen
                continue
            socket = QLocalSocket()
            socket.connectToServer(self._address)
            if socket.waitForConnected(200) and _is_own_user(int(socket.socketDescriptor())):
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
            if not _is_own_user(int(socket.socketDescriptor())):
                _log.warning("somebody else on this computer tried to reach this program")
                socket.abort()
                continue
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
            path, token = _understood(bytes(socket.readLine().data()))
        except (ValueError, RecursionError) as error:
            _log.warning("another start sent what can't be read: %s", error)
            socket.abort()
            return
        socket.write(_ANSWER)
        socket.flush()
        socket.disconnectFromServer()
        if token:
            os.environ[_TOKEN] = token
        self.requestOpen.emit(path)


def _understood(line: bytes) -> tuple[Path | None, str]:
    """The file that another start asks for, and the desktop's permission. ValueError (and, for
    what is nested too deep, RecursionError) where the message says no such thing."""
    message = json.loads(line)
    if not isinstance(message, dict) or "open" not in message:
        raise ValueError("it is no message")
    wanted, token = message["open"], message.get("token", "")
    if not isinstance(wanted, str | None) or not isinstance(token, str):
        raise ValueError("what it says is of another kind")
    if "\0" in (wanted or "") or "\0" in token or not token.isascii():
        raise ValueError("no file and no permission can have this name")
    os.fsencode(wanted or "")  # half characters: a UnicodeEncodeError, which is a ValueError
    return (Path(wanted) if wanted else None), token


def _is_own_user(handle: int) -> bool:
    """Whether the other end of a local socket is a process of this user.

    The permissions of the socket keep others out where the system heeds them; this is asked of the
    system itself (unix(7), SO_PEERCRED; getpeereid(3) on macOS). Windows has it in the rights of
    the pipe (QLocalServer.UserAccessOption).
    """
    if sys.platform == "win32":
        return True
    import socket  # noqa: PLC0415  (start-up)

    with socket.socket(fileno=os.dup(handle)) as peer:
        if hasattr(socket, "SO_PEERCRED"):  # a process, its user and its group
            size = struct.calcsize("3i")
            found = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
            user = struct.unpack("3i", found)[1]
        else:
            user = struct.unpack_from("=II", peer.getsockopt(*_PEER_OF_BSD, 76))[1]
    return bool(user == os.getuid())


def _is_own_socket(address: str) -> bool:
    """Whether the socket that this start would talk to belongs to this user and is theirs alone:
    a folder for everybody's temporary files may hold another's of the same name."""
    if sys.platform == "win32":
        return True
    try:
        state = os.lstat(address)
    except OSError:
        return False
    is_socket, others = stat.S_ISSOCK(state.st_mode), stat.S_IRWXG | stat.S_IRWXO
    return is_socket and state.st_uid == os.getuid() and not state.st_mode & others


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
