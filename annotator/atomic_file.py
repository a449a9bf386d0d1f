"""Files that are replaced whole or not at all: written beside, synced to the disk, then renamed.

A partial file has a name of its own, is private to the user from its first byte, and is taken away
when a crash has left it: at the next write in its folder, or the next opening of a project there.
Its name carries a digest of the computer, the user and the process that made it, so that nothing
else is ever taken for one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import NotSavedError, UserError

SIBLINGS: Final = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a database, by what is appended to its name."""

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700

_NAME = re.compile(r"\.?annotator-(\d{1,10})-([0-9a-f]{16})-([0-9a-f]{16})(\.partial)?")
_DAY_S: Final = 86_400
_PATIENCE_S: Final = 1.0
_OPEN_ELSEWHERE: Final = (5, 32)
"""What Windows says where a file is open: access denied, sharing violation."""

_umask = os.umask(0o077)
os.umask(_umask)


@contextlib.contextmanager
def replacing(
    target: Path,
    *,
    mode: int | None = None,
    exclusive: bool = False,
    guard: Callable[[Path], AbstractContextManager[object]] = nullcontext,
) -> Iterator[Path]:
    """An empty file to write that takes the place of `target` when the block ends well.

    A symbolic link is followed. The new file has the permissions `mode`, else those of the file
    that it replaces, else the user's usual ones. With `exclusive`, FileExistsError where there is
    a file meanwhile. `guard` is entered, with the real path, while the file takes its place.
    Raises OSError where the disk refuses; what was there is then as it was.
    """
    real = Path(os.path.realpath(target))
    remove_leftovers(real.parent)
    partial = _make_partial(real.parent)
    try:
        yield partial
        partial.chmod(_final_mode(real, mode))
        _sync(partial)
        with guard(real):
            (_put_new if exclusive else _replace)(partial, real)
        _sync_folder(real.parent)
    finally:
        remove_database(partial)


def write_text(target: Path, text: str, *, mode: int | None = None) -> None:
    """Write a small text file as UTF-8, whole or not at all. Raises OSError.

    Half characters, as names of files have for bytes that are no UTF-8, become escapes, which
    JSON reads back.
    """
    with replacing(target, mode=mode) as partial:
        partial.write_text(text, encoding="utf-8", errors="backslashreplace")


def make_private_folder(folder: Path) -> None:
    """Make a folder that nobody but the user reads, with the folders above it. Raises OSError."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


@contextlib.contextmanager
def private_folder() -> Iterator[Path]:
    """A temporary folder on this computer that nobody but the user reads; removed at the end, or
    by the next one where the program was ended by force. UserError where it can't be made;
    NotSavedError names the folder for temporary files where a database in it can't be written."""
    import tempfile  # noqa: PLC0415  (start-up)

    try:
        parent = Path(tempfile.gettempdir())
    except FileNotFoundError:
        raise UserError(
            tr(
                "There is no folder for temporary files that can be written. Make room "
                "on the disk, or name a folder in the variable TMPDIR, then repeat."
            )
        ) from None
    remove_leftovers(parent)
    folder = parent / _new_name()
    try:
        folder.mkdir(mode=PRIVATE_FOLDER)
    except OSError as error:
        raise UserError(
            tr(
                "The folder for temporary files, {parent}, can't be written: "
                "{strerror}. Make room there, then repeat.",
                parent=parent,
                strerror=error.strerror,
            )
        ) from error
    try:
        yield folder
    except NotSavedError as error:
        if str(folder) not in str(error):
            raise
        raise NotSavedError(
            tr(
                "The folder for temporary files, {parent}, can't be written: its disk "
                "is full or reports an error. Make room there, then repeat.",
                parent=parent,
            )
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_database(path: Path) -> None:
    """Remove a file with what SQLite may have left beside it. Raises OSError."""
    for name in (path, *siblings(path)):
        name.unlink(missing_ok=True)


def siblings(path: Path) -> list[Path]:
    """Where SQLite keeps the journal and the log of a database."""
    return [path.with_name(path.name + suffix) for suffix in SIBLINGS]


def remove_leftovers(folder: Path) -> None:
    """Take away what a killed process of this program, user and computer left in a folder.

    What can't be listed or removed stays: it is somebody's who is at work, or the next one's task.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in list(entries):
            if _is_leftover(entry):
                with contextlib.suppress(OSError):
                    _remove(entry)


def _remove(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path, ignore_errors=True)
    else:
        Path(entry.path).unlink(missing_ok=True)


def _is_leftover(entry: os.DirEntry[str]) -> bool:
    name = entry.name
    for suffix in SIBLINGS:
        name = name.removesuffix(suffix)
    match = _NAME.fullmatch(name)
    if match is None or match[3] != _digest(match[1], match[2]):
        return False
    if entry.is_symlink():
        return False
    if sys.platform == "win32":  # asking for a process there may end it
        return entry.stat().st_mtime < time.time() - _DAY_S
    return not _is_running(int(match[1]))


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _new_name() -> str:
    process, random = str(os.getpid()), os.urandom(8).hex()
    return f"annotator-{process}-{random}-{_digest(process, random)}"


def _digest(process: str, random: str) -> str:
    made_by = "\0".join((*_here(), process, random))
    return hashlib.sha256(made_by.encode(errors="surrogatepass")).hexdigest()[:16]


def _here() -> tuple[str, str]:
    """The computer and the user."""
    if sys.platform == "win32":
        return os.environ.get("COMPUTERNAME", ""), os.environ.get("USERNAME", "")
    return os.uname().nodename, str(os.getuid())


def _make_partial(folder: Path) -> Path:
    path = folder / f".{_new_name()}.partial"
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    return path


def _final_mode(real: Path, mode: int | None) -> int:
    if mode is not None:
        return mode
    try:
        return stat.S_IMODE(real.stat().st_mode)
    except FileNotFoundError:
        return 0o666 & ~_umask


def _replace(partial: Path, real: Path) -> None:
    """Rename over what is there. Windows refuses where somebody has that open just now: a scanner
    for viruses, an indexer, another process that reads it. They are done in a moment."""
    end = time.monotonic() + _PATIENCE_S
    while True:
        try:
            partial.replace(real)
            return
        except PermissionError as error:
            busy = getattr(error, "winerror", None) in _OPEN_ELSEWHERE
            if not busy or time.monotonic() > end:
                raise
        time.sleep(_PATIENCE_S / 50)


def _put_new(partial: Path, real: Path) -> None:
    try:
        os.link(partial, real)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if real.exists():
            raise FileExistsError(f"{real} exists") from None
        partial.rename(real)


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # there a folder can't be opened, and the rename is journaled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems refuse it; the file itself is on the disk.
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
