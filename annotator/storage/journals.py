"""What SQLite keeps beside a database after a crash, and to which file it belongs.

A rollback journal is named after its database and carries no identity: whatever file has that name
when it is next opened is rolled back with it (SQLite, "Atomic Commit", section 4.4, and "How To
Corrupt", section 1.4). So before a file is replaced, its own journal is rolled back into it; and
where a journal stands beside a file that is opened, it is tried on copies first.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from annotator.atomic_file import PRIVATE_FILE, private_folder, siblings
from annotator.corpus.messages import tr
from annotator.errors import DamagedFileError, NotSavedError, UserError

_STAMP: Final = "%Y-%m-%d %H.%M.%S.%f"
_NOT_WRITTEN: Final = (
    "SQLITE_FULL",
    *map("SQLITE_IOERR_{}".format, ("WRITE", "FSYNC", "TRUNCATE")),
)
_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")
_SECTOR, _PAGE_SIZE = slice(20, 24), slice(24, 28)
LONGEST_WAIT_S = 5.0
"""Seconds for another program to end its step before the file counts as being written by it."""
_CHANGES, _VALID_FOR = slice(24, 28), slice(92, 96)
"""Where the header of a database counts its changes, and says for which count its size holds."""
_RESERVED_BYTE: Final = 0x40000001
"""The byte that SQLite locks while it writes (file format, "File Locking")."""

Sound = Callable[[Path], bool]
"""Whether a copy of a project, opened, is a sound one."""


def has_journal(path: Path) -> bool:
    """Whether something stands beside a database that SQLite would bring into it."""
    return any(_size(sibling) for sibling in siblings(path)[:2])


@contextlib.contextmanager
def no_journal(path: Path) -> Iterator[None]:
    """While the block replaces the file at `path`, nothing stands beside it that would be brought
    into the new file, and nobody writes the old one.

    What belongs to the old file is brought into that, what then still stands there is set aside.
    UserError where another program is writing the file.
    """
    locked = _locked(path) if _size(path) else None  # of an empty one it would make a journal
    try:
        set_aside(path)
        if sys.platform == "win32" and locked is not None:  # an open file can't be replaced there
            locked.close()
        yield
    finally:
        if locked is not None:
            locked.close()


def _locked(path: Path) -> sqlite3.Connection | None:
    """A connection that nobody can write beside; its opening rolls a journal back. None where the
    file is no database."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        timeout=LONGEST_WAIT_S,
    )
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        connection.close()
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith("SQLITE_BUSY"):
            raise UserError(
                tr(
                    "{path} is being written by another program. Close it there, then repeat.",
                    path=path,
                )
            ) from error
        if name.startswith(_NOT_WRITTEN):
            raise UserError(
                tr(
                    "{path} was not replaced: the disk is full or reports an error, so the "
                    "journal beside it can't be brought into it. Make room there, then "
                    "repeat.",
                    path=path,
                )
            ) from error
        return None
    except sqlite3.DatabaseError:  # no database, or a damaged one: nothing to bring into it
        connection.close()
        return None
    return connection


def set_aside(path: Path, stamp: str = "") -> list[Path]:
    """Rename what stands beside a database, so that SQLite does not bring it into the file; the
    new names, with the time. Nothing is deleted. Raises OSError."""
    kept = []
    for sibling in siblings(path):
        if _size(sibling):
            kept.append(sibling.rename(_aside(sibling, stamp or f"{datetime.now():{_STAMP}}")))
        else:
            sibling.unlink(missing_ok=True)
    return kept


def _aside(sibling: Path, stamp: str) -> Path:
    return sibling.with_name(f"{sibling.name} {stamp} set aside")


def _set_aside_with_copy(path: Path, original: Path) -> list[Path]:
    """`set_aside`, with a copy of the file as it was; on a full disk neither. Raises OSError."""
    stamp = f"{datetime.now():{_STAMP}}"
    journal = _aside(next(one for one in siblings(path) if _size(one)), stamp)
    copy = journal.with_name(f"{journal.name} - the project")
    try:
        shutil.copyfile(original, copy)
        copy.chmod(PRIVATE_FILE)
        return set_aside(path, stamp)
    except OSError:
        copy.unlink(missing_ok=True)
        raise


def settle(path: Path, is_sound: Sound) -> str | None:
    """Before a project is opened: decide about a journal that stands beside it.

    Both ways are tried on copies. A journal that makes a sound project of the file is left to
    SQLite, unless it is another file's. One that would spoil the file is set aside, with a copy of
    the file as it was; the sentence that says so is returned. Where another program is writing the
    file, nothing is done. UserError where the file is damaged either way; both stay as they are.
    """
    try:
        return _settle(path, is_sound) if has_journal(path) else None
    except (OSError, NotSavedError) as error:
        place = getattr(error, "filename", None) or path.parent
        why = (
            tr("{place} can't be written: {strerror}.", place=place, strerror=error.strerror)
            if isinstance(error, OSError)
            else error
        )
        raise UserError(
            tr(
                "A journal stands beside {path} that has to be tried on a copy before "
                "the project is opened. {why} Make room there, or make it writable, "
                "then open it again.",
                path=path,
                why=why,
            )
        ) from error


def _settle(path: Path, is_sound: Sound) -> str | None:
    with _nobody_writes(path) as file, private_folder() as folder:
        if file is None or not has_journal(path):
            return None
        original = folder / "original.annot"
        _copy_open(file, path, original)
        verdict = _verdict(path, original, is_sound)
        if verdict is None:
            return None
        if not verdict:
            for sibling in siblings(path)[:2]:
                sibling.unlink(missing_ok=True)
            return None
        kept = _set_aside_with_copy(path, original)
    names = ", ".join(journal.name for journal in kept)
    return tr(
        "Beside {path} stood a journal that is not its own: a copy or a backup "
        "was put in the place of a project that was being written. The project "
        "is sound without it and was opened so; the journal was set aside as "
        "{names}, with a copy of the project.",
        path=path,
        names=names,
    )


def _verdict(path: Path, original: Path, is_sound: Sound) -> bool | None:
    """What is to be done with the journal beside a file: None to leave it to SQLite, True to set
    it aside, False to delete it, since bringing it into the file changes nothing."""
    own = belongs(original)
    rolled = _copy(original, original.with_name("with.annot"), with_journal=True)
    plain = _copy(original, original.with_name("without.annot"), with_journal=False)
    with_it, without = is_sound(rolled), is_sound(plain)
    if not with_it and not without:
        raise DamagedFileError(
            tr(
                "{path} is damaged, with the journal that stands beside it and without."
                " Neither was changed. Use a backup.",
                path=path,
            )
        )
    if with_it and without and own is None:
        return False if rolled.read_bytes() == plain.read_bytes() else None
    return None if with_it and (own or not without) else True


def copy_with_journal(path: Path, target: Path) -> bool:
    """Copy a database that a crash left, with its journal; False where it has none, or where
    another program is writing it and a copy must be made through SQLite."""
    if not has_journal(path):
        return False
    with _nobody_writes(path) as file:
        if file is None:
            return False
        _copy_open(file, path, target)
        return True


def belongs(path: Path) -> bool | None:
    """Whether a rollback journal is that of the file beside it; None where it can't be told.

    A transaction saves the first page as it was, with the number of changes of the file: it goes
    up by one when the transaction writes that page (file format, section 1.3.5).
    """
    journal, log, _shared = siblings(path)
    header = _head(path, 100)
    if _size(log):
        return header[18:20] == b"\x02\x02"  # the file says that it is kept with a log
    if not _size(journal):
        return None
    start = _head(journal, 512)
    if not start.startswith(_MAGIC):
        return None
    size = int.from_bytes(start[_PAGE_SIZE], "big")
    if size != (int.from_bytes(header[16:18], "big") if header[16:18] != b"\0\1" else 65_536):
        return False
    first = _first_page(journal, int.from_bytes(start[_SECTOR], "big"), size)
    if first is None:
        return None
    before, now = (int.from_bytes(page[_CHANGES], "big") for page in (first, header))
    return now in (before, before + 1)


def roll_back(path: Path) -> None:
    """Let SQLite bring what stands beside a database into it, as far as it can. For copies."""
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(path)) as found:
        found.execute("PRAGMA schema_version").fetchone()


def make_distinct(path: Path) -> None:
    """Begin the count of changes of a new file or a copy at random. So a journal of another file is
    never taken for its own, and a file that is put in the place of an open one is noticed: pages
    that SQLite has read are taken for current where the count is the same."""
    number = b"\x00" + os.urandom(3)  # far from the end of its count
    with path.open("r+b") as file:
        for place in (_CHANGES, _VALID_FOR):
            file.seek(place.start)
            file.write(number)


def _first_page(journal: Path, sector: int, size: int) -> bytes | None:
    """The header of the database's first page, as the journal saved it."""
    with journal.open("rb") as file:
        file.seek(sector)
        while len(record := file.read(4 + size + 4)) == 4 + size + 4:
            if record[:4] == b"\0\0\0\1":
                return record[4:104]
    return None


def _copy(path: Path, target: Path, *, with_journal: bool) -> Path:
    shutil.copyfile(path, target)
    if with_journal:
        _copy_siblings(path, target)
    return target


def _copy_open(file: BinaryIO, path: Path, target: Path) -> None:
    """Copy a locked file through its handle: opening and closing it once more would end the lock
    (fcntl(2): the locks of a process end with the first handle that it closes)."""
    file.seek(0)
    with target.open("xb") as copy:
        shutil.copyfileobj(file, copy)
    _copy_siblings(path, target)


def _copy_siblings(path: Path, target: Path) -> None:
    for old, new in zip(siblings(path), siblings(target), strict=True):
        if old.exists():
            shutil.copyfile(old, new)


@contextlib.contextmanager
def _nobody_writes(path: Path) -> Iterator[BinaryIO | None]:
    """The database's file while no other program writes it, nor can begin to; None where one does,
    or the file can't be written at all."""
    try:
        file = path.open("r+b")
    except OSError:
        yield None
        return
    with file:
        try:
            _lock(file.fileno())
        except OSError:
            yield None
        else:
            yield file


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415  (there alone)

        os.lseek(handle, _RESERVED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415  (not there)

        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _RESERVED_BYTE)


def _head(path: Path, length: int) -> bytes:
    with path.open("rb") as file:
        return file.read(length)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
