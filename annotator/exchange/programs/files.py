"""The files of a foreign project, whether it is a folder, a ZIP archive or one file.

Names are relative, with “/”; nothing outside is ever read: links are passed over, and a name is
looked up in the list of what is there.
"""

from __future__ import annotations

import os
import tarfile
import zlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath

from annotator.corpus.limits import LARGEST_TEXT_FILE
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.archive import MAX_READ, Archive
from annotator.input_files import is_there, opened, read_bytes, shown

HEAD = 1 << 16
MOST_FILES = 20_000
_DEEPEST = 12


class Files:
    """Reads files by name: where each name lies is in `paths`. Use it in a with statement."""

    def __init__(self, paths: dict[str, Path]) -> None:
        self._paths = paths

    @property
    def names(self) -> list[str]:
        """All names, in order."""
        return list(self._paths)

    def path(self, name: str) -> Path | None:
        """Where a file lies on the disk; None within an archive."""
        return self._paths[name]

    def read(self, name: str, most: int = LARGEST_TEXT_FILE) -> bytes:
        """All of a file. UserError where it can't be read or has more than `most` bytes."""
        return read_bytes(self._paths[name], most)

    def head(self, name: str) -> bytes:
        """The first bytes of a file, at most `HEAD`."""
        with opened(self._paths[name]) as file:
            return file.read(HEAD)

    def found(self, name: str) -> str | None:
        """The name as it is spelt here, whatever the case; None where there is no such file."""
        return self._spelt.get(name.lower())

    def __enter__(self) -> Files:
        return self

    def __exit__(self, *_error: object) -> None:
        """Files are opened one by one, as they are read."""

    @cached_property
    def only(self) -> str:
        """The name of the one file that the project is, empty where it is several."""
        return self.names[0] if len(self.names) == 1 else ""

    def ending(self, *suffixes: str) -> list[str]:
        """The names with one of these suffixes, in lower case."""
        return [name for name in self.names if name.lower().endswith(suffixes)]

    @cached_property
    def _spelt(self) -> dict[str, str]:
        return {name.lower(): name for name in reversed(self.names)}


class OneFile(Files):
    """A file; those beside it are found by their name."""

    def __init__(self, path: Path) -> None:
        super().__init__({shown(path.name): path})
        self._beside = path

    @cached_property
    def only(self) -> str:
        """The name of the file, also when others beside it were asked for."""
        return shown(self._beside.name)

    def found(self, name: str) -> str | None:
        """Also a file in the same folder, of just this name."""
        plain = Path(name).name == name and name not in ("", ".", "..")
        if plain and "\\" not in name and is_there(self._beside.with_name(name)):
            self._paths[name] = self._beside.with_name(name)
            return name
        return None


def _is_hidden(name: str) -> bool:
    """Whether a file is of the system's own: what macOS adds to archives, what a dot hides."""
    return any(
        part == "__MACOSX" or (part.startswith(".") and part not in (".", ".."))
        for part in name.split("/")
    )


def _walk(top: Path) -> Iterator[Path]:
    """The files in a folder, by name; links are passed over."""
    number = 0
    for folder, folders, files in os.walk(top):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        if len(here.relative_to(top).parts) >= _DEEPEST:
            folders.clear()
        for name in sorted(files):
            path = here / name
            if _is_hidden(name) or path.is_symlink() or not path.is_file():
                continue
            number += 1
            if number > MOST_FILES:
                raise UserError(
                    tr(
                        "“{name}” holds more than {most:,} files. Choose the folder of the "
                        "project itself.",
                        name=shown(top.name),
                        most=MOST_FILES,
                    )
                )
            yield path


class Zipped(Files):
    """A ZIP archive."""

    def __init__(self, archive: Archive) -> None:
        super().__init__({})
        self._archive = archive

    @property
    def names(self) -> list[str]:
        """All names, in order."""
        return [name for name in self._archive.names if not _is_hidden(name)]

    def path(self, name: str) -> Path | None:
        """None: nothing is ever extracted."""
        return None

    def read(self, name: str, most: int = LARGEST_TEXT_FILE) -> bytes:
        """All of a member."""
        return b"".join(self._chunks(name, most))

    def head(self, name: str) -> bytes:
        """The first bytes of a member."""
        return next(self._chunks(name, LARGEST_TEXT_FILE), b"")[:HEAD]

    def _chunks(self, name: str, most: int) -> Iterator[bytes]:
        member = self._archive.member(name)
        assert member is not None
        return self._archive.chunks(member, most)

    def __exit__(self, *_error: object) -> None:
        self._archive.close()


class Tarred(Files):
    """A packed tape archive (`.tar.gz`), read once: its files are in memory."""

    def __init__(self, path: Path) -> None:
        super().__init__({})
        self._data = _unpacked(path)

    @property
    def names(self) -> list[str]:
        """All names, in order."""
        return list(self._data)

    def path(self, name: str) -> Path | None:
        """None: nothing is ever extracted."""
        return None

    def read(self, name: str, most: int = LARGEST_TEXT_FILE) -> bytes:
        """All of a member."""
        if len(self._data[name]) > most:
            raise UserError(tr("“{name}” is too large to be read.", name=name))
        return self._data[name]

    def head(self, name: str) -> bytes:
        """The first bytes of a member."""
        return self._data[name][:HEAD]


def _unpacked(path: Path) -> dict[str, bytes]:
    """The ordinary files of an archive that stay within it. UserError where it is damaged, or they
    are too many or too large."""
    found: dict[str, bytes] = {}
    left = MAX_READ
    try:
        with opened(path) as file, tarfile.open(fileobj=file, mode="r|gz") as archive:
            for number, member in enumerate(archive):
                left -= member.size
                if number > MOST_FILES or left < 0:
                    raise UserError(
                        tr(
                            "“{name}” holds more files or text than can be read here.",
                            name=shown(path.name),
                        )
                    )
                parts = PurePosixPath(member.name).parts
                inside = not member.name.startswith("/") and ".." not in parts
                inside = inside and not _is_hidden(member.name)
                content = archive.extractfile(member) if member.isreg() and inside else None
                if content is not None:
                    found["/".join(one for one in parts if one != ".")] = content.read()
    except (tarfile.TarError, zlib.error, EOFError, OSError, ValueError, OverflowError) as error:
        raise UserError(
            tr("“{name}” is damaged and can't be unpacked ({error}).", name=path.name, error=error)
        ) from None
    return found


def open_files(path: Path) -> Files:
    """The files at a path. UserError where there is nothing that can be read."""
    if is_there(path, folder=True):
        return Files({shown(one.relative_to(path).as_posix()): one for one in _walk(path)})
    with opened(path) as file:
        head = file.read(4)
    if head in (b"PK\x03\x04", b"PK\x05\x06"):
        return Zipped(Archive(path, shown(path.name)))
    if head.startswith(b"\x1f\x8b") and path.name.lower().endswith((".tar.gz", ".tgz")):
        return Tarred(path)
    return OneFile(path)
