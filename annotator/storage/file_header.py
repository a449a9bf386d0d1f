"""What the first hundred bytes of a file say, before any of it is trusted to SQLite."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.errors import UserError
from annotator.storage import schema

_MAGIC = b"SQLite format 3\x00"
_LENGTH = 100


@dataclass(frozen=True, slots=True)
class FileHeader:
    """The format version of a project file (SQLite file format, section 1.3: `user_version`)."""

    version: int


def read_header(path: Path) -> FileHeader:
    """The header of a project file. UserError where it is none, or newer than this program."""
    try:
        with path.open("rb") as file:
            header = file.read(_LENGTH)
    except FileNotFoundError:
        raise UserError(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise UserError(f"{path} is a folder, not a project file.") from None
    except OSError as error:
        raise UserError(f"{path} can't be read: {error.strerror}.") from error
    if len(header) < _LENGTH or not header.startswith(_MAGIC):
        raise UserError(f"{path} is no Annotator project.")
    if int.from_bytes(header[68:72], "big") != schema.APPLICATION_ID:
        raise UserError(f"{path} is a database of another program, not an Annotator project.")
    version = int.from_bytes(header[60:64], "big")
    if version > schema.VERSION:
        raise UserError(
            f"{path} was made by a newer Annotator (format {version}; this one reads up to"
            f" {schema.VERSION}). Update Annotator to open it; the file is unchanged."
        )
    if _is_cut_off(path, header):
        raise UserError(f"{path} is cut off: a part of it is missing. Copy it once more.")
    if version < 1:
        raise UserError(f"{path} is an Annotator project that was never finished. Use a backup.")
    return FileHeader(version)


def _is_cut_off(path: Path, header: bytes) -> bool:
    """Whether the file is shorter than its header says. SQLite reads the end of the last page as
    zeros then, and would not notice."""
    page_size, pages = int.from_bytes(header[16:18], "big"), int.from_bytes(header[28:32], "big")
    is_current = header[24:28] == header[92:96]
    return is_current and path.stat().st_size < pages * (65_536 if page_size == 1 else page_size)
