"""What the first hundred bytes of a file say, before any of it is trusted to SQLite."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.atomic_file import siblings
from annotator.corpus.messages import tr
from annotator.errors import DamagedFileError, UserError
from annotator.storage import schema
from annotator.storage.journals import has_journal

_MAGIC = b"SQLite format 3\x00"
_LENGTH = 100


@dataclass(frozen=True, slots=True)
class FileHeader:
    """The format of a project file (SQLite file format, section 1.3: `user_version`): the major
    version and the minor one."""

    version: int
    minor: int


def read_header(path: Path) -> FileHeader:
    """The header of a project file. UserError where it is none, or newer than this program."""
    try:
        if not path.is_file() and path.exists():
            raise UserError(
                tr("{path} is {path_2}, not a project file.", path=path, path_2=_what_it_is(path))
            )
        with path.open("rb") as file:
            header = file.read(_LENGTH)
    except FileNotFoundError:
        raise UserError(tr("There is no file {path}.", path=path)) from None
    except ValueError:  # a NUL in the name
        raise UserError(tr("The name of the file can't be one of a file.")) from None
    except OSError as error:
        raise UserError(
            tr("{path} can't be read: {strerror}.", path=path, strerror=error.strerror)
        ) from error
    for sibling in siblings(path):
        if sibling.exists() and not sibling.is_file():
            raise UserError(
                tr(
                    "{sibling} is no file. Move it away, then open the project again.",
                    sibling=sibling,
                )
            )
    if not header:
        raise UserError(
            tr("{path} is empty: nothing of a project is in it. Use a backup.", path=path)
        )
    if len(header) < _LENGTH or not header.startswith(_MAGIC):
        raise UserError(tr("{path} is no Annotator project.", path=path))
    if int.from_bytes(header[68:72], "big") != schema.APPLICATION_ID:
        raise UserError(
            tr("{path} is a database of another program, not an Annotator project.", path=path)
        )
    version, minor = unpacked(int.from_bytes(header[60:64], "big"))
    if version > schema.VERSION:
        raise UserError(
            tr(
                "{path} was made by a newer Annotator (format {version}.{minor}; this "
                "one reads up to {version_2}). Update Annotator to open it; the file is"
                " unchanged.",
                path=path,
                version=version,
                minor=minor,
                version_2=schema.VERSION,
            )
        )
    if _is_cut_off(path, header):
        raise DamagedFileError(
            tr("{path} is cut off: a part of it is missing. Copy it once more.", path=path)
        )
    if version < 1:
        raise UserError(
            tr("{path} is an Annotator project that was never finished. Use a backup.", path=path)
        )
    return FileHeader(version, minor)


def unpacked(user_version: int) -> tuple[int, int]:
    """Major and minor version of the format. Up to version 2 there was no minor."""
    if user_version < 1 << 16:
        return user_version, 0
    return user_version >> 16, user_version & 0xFFFF


def _what_it_is(path: Path) -> str:
    return tr("a folder" if path.is_dir() else "a device or a pipe")


def _is_cut_off(path: Path, header: bytes) -> bool:
    """Whether the file is shorter than its header says. SQLite reads the end of the last page as
    zeros then, and would not notice.

    With a journal beside it nothing is said: who was killed while pages were written left a first
    page that tells of pages that never came, and the journal takes all of it back.
    """
    if has_journal(path):
        return False
    page_size, pages = int.from_bytes(header[16:18], "big"), int.from_bytes(header[28:32], "big")
    is_current = header[24:28] == header[92:96]
    return is_current and path.stat().st_size < pages * (65_536 if page_size == 1 else page_size)
