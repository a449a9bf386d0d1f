"""A colleague's ZIP archive, read by member name and within bounds; nothing is ever extracted."""

from __future__ import annotations

import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO
from urllib.parse import unquote

from annotator.corpus.limits import LARGEST_TEXT_FILE
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.input_files import opened_file

MAX_ENTRIES = 20_000
MAX_DIRECTORY = 8_000_000
MAX_XML = 400_000_000
MAX_TEXT = LARGEST_TEXT_FILE
MAX_READ = 640_000_000
"""Bytes of all members that one import reads."""
MAX_PROJECT_XML = 1_000_000_000
"""Bytes of the XML of a project: a coding takes 500 to 600, and goes by as it is read."""
MAX_PROJECT = MAX_PROJECT_XML + MAX_READ
"""Bytes of all members of a project, its XML included."""
MAX_RATIO = 100
_RATIO_FROM = 20_000_000
_CHUNK = 1 << 20
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    OverflowError,
    # Encrypted members and unknown compression methods.
    RuntimeError,
)


class Archive:
    """An open archive with an index of the members that stay within it.

    `strange` are the names that point out of it, `other_projects` those of projects beside the one
    that `project` chose. Every method raises UserError with a sentence
    where the archive is damaged or beyond a bound. Use it in a with statement. `missing` says of a
    file that something names and that is not there.
    """

    missing = "is not in the archive"

    def __init__(self, file: Path | BinaryIO, name: str, most: int | None = None) -> None:
        self._start(name, MAX_READ if most is None else most)
        # Opened here and not by zipfile, which would keep it open as long as a member is.
        self._file = opened_file(file) if isinstance(file, Path) else file
        try:
            infos = self._entries()
        except BaseException:
            self._file.close()
            raise
        self.members: list[zipfile.ZipInfo] = []
        """Every file that stays within the archive, in its order, also those that differ in the
        case of their names alone."""
        self._by_path: dict[str, zipfile.ZipInfo] = {}
        self._by_base: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            self._index(info)

    def _start(self, name: str, most: int) -> None:
        self.name = name
        self._most = self._left = most
        self.strange: list[str] = []
        self.other_projects: list[str] = []

    def _entries(self) -> list[zipfile.ZipInfo]:
        """The table of contents, bounded before it is read: millions of entries are a trap."""
        name = self.name
        try:
            size = _directory_size(self._file)
            if size > MAX_DIRECTORY:
                raise UserError(
                    tr(
                        "“{name}” has a table of contents of {size} bytes; refused.",
                        name=name,
                        size=size,
                    )
                )
            self._zip = zipfile.ZipFile(self._file)
            infos = self._zip.infolist()
        except _DAMAGE as error:
            raise UserError(
                tr(
                    "“{name}” is not a ZIP archive, or it is damaged ({error}).",
                    name=name,
                    error=error,
                )
            ) from None
        if len(infos) > MAX_ENTRIES:
            raise UserError(
                tr(
                    "“{name}” has {count} entries; {max_entries} are the limit.",
                    name=name,
                    count=len(infos),
                    max_entries=MAX_ENTRIES,
                )
            )
        return infos

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._zip.close()
        self._file.close()

    def _index(self, info: zipfile.ZipInfo) -> None:
        path = info.filename.replace("\\", "/")
        parts = PurePosixPath(path).parts
        if path.startswith("/") or ".." in parts or (parts and parts[0].endswith(":")):
            self.strange.append(info.filename)
        elif parts and not path.endswith("/"):
            self.members.append(info)
            self._by_path.setdefault(path.lower(), info)
            self._by_base.setdefault(parts[-1].lower(), info)

    @property
    def has_project(self) -> bool:
        """Whether there is XML of a project in it."""
        return any(name.endswith(".qde") for name in self._by_path)

    def project(self) -> zipfile.ZipInfo:
        """The project's XML: ``project.qde``, else the only (or first) ``.qde`` there is."""
        names = [name for name in self._by_path if name.endswith(".qde")]
        if not names:
            raise UserError(
                tr("“{value}” holds no REFI-QDA project (no .qde file).", value=self.name)
            )
        chosen = min(names, key=lambda name: (name != "project.qde", name.count("/"), name))
        self.other_projects = [self._by_path[name].filename for name in names if name != chosen]
        return self._by_path[chosen]

    @property
    def names(self) -> list[str]:
        """Of the members that stay within the archive, in its order."""
        return [info.filename for info in self._by_path.values()]

    def member(self, path: str) -> zipfile.ZipInfo | None:
        """The member of exactly this path, whatever the case; None where there is none."""
        return self._by_path.get(path.lower())

    def find(self, path: str) -> zipfile.ZipInfo | None:
        """The member a source points at, whatever the scheme, the case and the folder.

        Only the archive is looked at, also for paths that point at the disk.
        """
        for spelling in (path, unquote(path)):
            tail = spelling.split("://", 1)[-1].replace("\\", "/").lstrip("/").lower()
            base = tail.rpartition("/")[2]
            for member in (f"sources/{tail}", tail):
                if member in self._by_path:
                    return self._by_path[member]
            if base in self._by_base:
                return self._by_base[base]
        return None

    def chunks(self, info: zipfile.ZipInfo, limit: int = MAX_XML) -> Iterator[bytes]:
        """The content of a member, piece by piece."""
        self._admit(info, limit)
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(_CHUNK):
                    yield chunk
        except _DAMAGE as error:
            raise UserError(
                tr(
                    "“{filename}” in “{value}” is damaged or encrypted ({error}).",
                    filename=info.filename,
                    value=self.name,
                    error=error,
                )
            ) from None

    def read(self, info: zipfile.ZipInfo, limit: int = MAX_TEXT) -> bytes:
        """The whole content of a member."""
        return b"".join(self.chunks(info, limit))

    def _admit(self, info: zipfile.ZipInfo, limit: int) -> None:
        # zipfile never yields more than the header claims, so the claim is what to bound.
        size = info.file_size
        place = f"“{info.filename}” in “{self.name}”"
        if size > limit:
            raise UserError(
                tr(
                    "{place} claims {size} bytes; {limit} are the limit.",
                    place=place,
                    size=size,
                    limit=limit,
                )
            )
        if size > _RATIO_FROM and size > MAX_RATIO * max(info.compress_size, 1):
            raise UserError(
                tr(
                    "{place} grows more than {max_ratio} times when unpacked.",
                    place=place,
                    max_ratio=MAX_RATIO,
                )
            )
        self._left -= size
        if self._left < 0:
            raise UserError(
                tr(
                    "“{value}” holds more than {max_read} bytes of text.",
                    value=self.name,
                    max_read=self._most,
                )
            )


def _directory_size(file: BinaryIO) -> int:
    """The size that the end record states, or that of the ZIP64 record where there is one."""
    length = file.seek(0, os.SEEK_END)
    start = max(0, length - (1 << 16) - 128)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        return 0
    size: int = struct.unpack_from("<I", tail, at + 12)[0]
    locator = at - 20
    if locator >= 0 and tail[locator : locator + 4] == b"PK\x06\x07":
        record = struct.unpack_from("<Q", tail, locator + 8)[0]
        file.seek(min(record, length))
        head = file.read(56)
        if head[:4] == b"PK\x06\x06" and len(head) == 56:
            size = max(size if size != 0xFFFFFFFF else 0, struct.unpack_from("<Q", head, 40)[0])
    return size
