"""Files that somebody hands to the program, read within bounds that are told before.

A device or a pipe is refused before a byte of it is read: `/dev/zero` has no end, and a pipe waits
for somebody who writes into it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotator.corpus.messages import tr
from annotator.errors import UserError

_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def opened_file(path: Path, most: int | None = None, advice: str = "") -> BinaryIO:
    """A regular file, open for reading; the caller closes it. UserError as `opened`."""
    try:
        handle = os.open(path, os.O_RDONLY | _WITHOUT_WAITING)
    except (OSError, ValueError) as error:
        raise UserError(_why_not(path, error)) from None
    state = os.fstat(handle)
    fault = None
    if not stat.S_ISREG(state.st_mode):
        fault = _not_a_file(path, state.st_mode)
    elif most is not None and state.st_size > most:
        fault = tr(
            "{path} has {st_size} MB; {most} MB are possible. {advice}",
            path=shown(path),
            st_size=_in_mb(state.st_size),
            most=_in_mb(most),
            advice=advice,
        ).rstrip()
    if fault is not None:
        os.close(handle)
        raise UserError(fault)
    return os.fdopen(handle, "rb")


@contextmanager
def opened(path: Path, most: int | None = None, advice: str = "") -> Iterator[BinaryIO]:
    """A regular file, open for reading. UserError where there is none, it can't be read, or it
    has more than `most` bytes; `advice` says what to do about such a one."""
    with opened_file(path, most, advice) as file:
        yield file


def read_bytes(path: Path, most: int, advice: str = "") -> bytes:
    """All of such a file. UserError as `opened`; also where it grows while it is read."""
    with opened(path, most, advice) as file:
        try:
            # No more than there is: a buffer of all that may be would be made first.
            size = min(most, os.fstat(file.fileno()).st_size)
            data = file.read(size + 1)
        except OSError as error:
            raise UserError(_why_not(path, error)) from None
    if len(data) > size:
        raise UserError(
            tr("{path} grows while it is read. Wait until it is whole.", path=shown(path))
        )
    return data


def size_of(path: Path) -> int:
    """The bytes of a file that will be read. UserError where it can't be."""
    with opened(path) as file:
        return os.fstat(file.fileno()).st_size


def is_there(path: Path, *, folder: bool = False) -> bool:
    """Whether there is such a file, or folder; False for a name that none can have."""
    try:
        return path.is_dir() if folder else path.is_file()
    except (OSError, ValueError):  # a name too long, a folder that can't be read, a NUL
        return False


def shown(name: Path | str) -> str:
    """The name of a file as text: bytes that are no UTF-8 become "�" (U+FFFD).

    Python keeps such bytes as half characters, which no text file, database or screen takes.
    """
    return os.fsencode(name).decode("utf-8", "replace")


def _why_not(path: Path, error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return tr("There is no file {path}.", path=shown(path))
    if isinstance(error, IsADirectoryError):
        return tr("{path} is a folder, not a file.", path=shown(path))
    if isinstance(error, OSError):
        return tr("{path} can't be read: {strerror}.", path=shown(path), strerror=error.strerror)
    return tr("The name of the file can't be one of a file.")  # a NUL in it


def _not_a_file(path: Path, mode: int) -> str:
    kind = tr("a folder" if stat.S_ISDIR(mode) else "a device or a pipe")
    return tr("{path} is {kind}, not a file.", path=shown(path), kind=kind)


def _in_mb(size: int) -> str:
    return f"{size / 1e6:,.0f}" if size >= 10_000_000 else f"{size / 1e6:,.1f}"
