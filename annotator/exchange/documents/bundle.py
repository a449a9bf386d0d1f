"""Folders and ZIP archives as what they hold: file by file, in a stable order, within bounds."""

from __future__ import annotations

import contextlib
import io
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final
from zipfile import ZipInfo

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.archive import MAX_READ, MAX_TEXT, Archive
from annotator.exchange.documents.reader import Sample
from annotator.exchange.documents.refusals import refusal
from annotator.exchange.documents.registry import reader_for
from annotator.exchange.documents.saved_page import parts_of_saved_pages
from annotator.input_files import read_bytes, shown

MOST_FILES: Final = 100_000
DEEPEST_FOLDERS: Final = 60
DEEPEST_ARCHIVES: Final = 3
"""Archives within archives."""
_LEFT_OUT: Final = frozenset(("__macosx", "thumbs.db", "desktop.ini", "$recycle.bin"))
_ENCRYPTED: Final = 0x1
_LONGEST_MEDIA_TYPE: Final = 200
_NUMBER: Final = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a folder or an archive.

    `path` is relative, with "/" between its parts; an archive within is a part of it. `load` gives
    the bytes (UserError where they can't be read); call it before the next member is asked for,
    since the archive may be closed then. `refusal` says why a file is not to be had, in a sentence.
    """

    path: str
    size: int
    load: Callable[[], bytes]
    refusal: str = ""

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The folder it lies in, empty at the top: what becomes the attribute ``folder``."""
        return self.path.rpartition("/")[0]


def members(place: Path) -> Iterator[Member]:
    """What a folder or a ZIP archive holds, also in archives within. Hidden files, what systems and
    browsers put beside files, and links that lead out of the folder are left out.

    One at a time is in memory. Raises UserError, also midway, where a bound is exceeded.
    """
    found = (
        _of_folder(place, place.resolve(), "", 0)
        if place.is_dir()
        else _of_archive(place, shown(place.name))
    )
    for number, member in enumerate(found):
        if number >= MOST_FILES:
            raise UserError(
                tr(
                    "“{place}” holds more than {most_files:,} files. Add its folders one by one.",
                    place=shown(place.name),
                    most_files=MOST_FILES,
                )
            )
        yield member


def members_of_archive(data: bytes, name: str) -> Iterator[Member]:
    """What a ZIP archive holds. UserError where it is damaged."""
    return _of_archive(io.BytesIO(data), name)


def by_name(name: str) -> tuple[list[str | tuple[int, str]], str]:
    """The key to sort names by as people do: whatever their case, and “talk 2” before “talk 10”."""
    # The parts are words and numbers by turns, so that only like is compared with like; numbers by
    # their digits, since some names have more of these than Python makes a number of.
    parts: list[str | tuple[int, str]] = []
    for part in _NUMBER.split(name):
        digits = part.lstrip("0")
        parts.append((len(digits), digits) if len(parts) % 2 else part.casefold())
    return parts, name


class _Budget:
    """The bytes that an archive and those within it may still unpack."""

    def __init__(self) -> None:
        self.left = MAX_READ

    def take(self, size: int, name: str) -> None:
        """Count `size` bytes. UserError where there are none left."""
        self.left -= size
        if self.left < 0:
            raise UserError(
                tr(
                    "“{name}” unpacks to more than {max_read} MB, also in what it holds. "
                    "Unpack it, and add its folders one by one.",
                    name=name,
                    max_read=MAX_READ // 1000000,
                )
            )


def _of_folder(folder: Path, root: Path, prefix: str, depth: int) -> Iterator[Member]:
    if depth > DEEPEST_FOLDERS:
        raise UserError(
            tr(
                "“{prefix}” lies more than {deepest_folders} folders deep. Add it itself.",
                prefix=prefix,
                deepest_folders=DEEPEST_FOLDERS,
            )
        )
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: by_name(entry.name))
    except OSError as error:
        path = prefix.rstrip("/") or shown(folder.name)
        why = tr(
            "The folder “{path}” can't be read: {strerror}.", path=path, strerror=error.strerror
        )
        yield Member(path, 0, bytes, why)
        return
    names = [f"{entry.name}/-" if _is_folder(entry) else entry.name for entry in entries]
    of_pages = {path.partition("/")[0] for path in parts_of_saved_pages(names)}
    for entry in entries:
        path = prefix + shown(entry.name)
        if _is_left_out(entry.name):
            continue
        if _is_folder(entry):
            if entry.name not in of_pages:
                yield from _of_folder(Path(entry.path), root, f"{path}/", depth + 1)
        elif _is_file_within(entry, root):
            yield from _of_file(Path(entry.path), path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder itself: links to folders may be circles."""
    return entry.is_dir(follow_symlinks=False)


def _is_file_within(entry: os.DirEntry[str], root: Path) -> bool:
    """Whether it is a file, and not a link to one elsewhere."""
    try:
        if not stat.S_ISREG(entry.stat().st_mode):
            return False
        return not entry.is_symlink() or Path(entry.path).resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return False  # a link to nothing, or to itself


def _of_file(file: Path, path: str) -> Iterator[Member]:
    def load() -> bytes:
        return read_bytes(file, MAX_READ)

    try:
        size = file.stat().st_size
    except OSError as error:
        yield Member(
            path,
            0,
            load,
            tr("“{path}” can't be read: {strerror}.", path=path, strerror=error.strerror),
        )
        return
    if path.lower().endswith(".zip"):
        yield from _guarded(file, Member(path, size, load), 1, _Budget())
    else:
        yield Member(path, size, load)


def _is_bundle(archive: Archive) -> bool:
    """Whether a ZIP archive is one of files, and not a document that is kept as one."""
    media_type = archive.member("mimetype")
    named = ""
    if media_type is not None and media_type.file_size < _LONGEST_MEDIA_TYPE:
        named = archive.read(media_type).decode("ascii", "replace").strip()
    sample = Sample(b"PK\x03\x04", archive.name, frozenset(archive.names), named)
    return reader_for(sample) is None and refusal(sample) is None


def _guarded(
    file: Path | BinaryIO, member: Member, depth: int, budget: _Budget
) -> Iterator[Member]:
    """What an archive within holds; itself where it is a document, or can't be opened."""
    try:
        with Archive(file, member.path) as archive:
            if not _is_bundle(archive):
                yield member
            elif depth > DEEPEST_ARCHIVES:
                why = tr(
                    "“{member}” is an archive in an archive, more than {deepest_archives} "
                    "deep. Unpack it, and add what it holds.",
                    member=member.path,
                    deepest_archives=DEEPEST_ARCHIVES,
                )
                yield replace(member, refusal=why)
            else:
                yield from _of_open_archive(archive, f"{member.path}/", depth, budget)
    except UserError as error:
        yield replace(member, refusal=str(error))


def _of_archive(file: Path | BinaryIO, name: str) -> Iterator[Member]:
    with Archive(file, name) as archive:
        yield from _of_open_archive(archive, "", 1, _Budget())


def _of_open_archive(
    archive: Archive, prefix: str, depth: int, budget: _Budget
) -> Iterator[Member]:
    named = [(_name_of(info), info) for info in archive.members]
    top = _folder_of_all([name for name, _info in named], archive.name)
    named = [(name.removeprefix(top), info) for name, info in named]
    named.sort(key=lambda pair: (by_name(pair[0]), pair[1].header_offset))
    of_pages = parts_of_saved_pages(name for name, _info in named)
    for name, info in named:
        if name not in of_pages and not any(_is_left_out(part) for part in name.split("/")):
            yield from _of_member(archive, info, prefix + name, depth, budget)
    for strange in archive.strange:
        why = tr(
            "“{strange}” in “{archive}” points out of the archive; it is refused.",
            strange=strange,
            archive=archive.name,
        )
        yield Member(prefix + strange.replace("\\", "/").strip("/"), 0, bytes, why)


def _folder_of_all(names: Sequence[str], archive: str) -> str:
    """The folder, with “/” at its end, that an archive was made of: all in it lies there, and the
    archive has its name. Its files are then called as they are where the folder itself is added."""
    top = re.sub(r"( \([0-9]+\))?\.[^.]*$", "", archive.rpartition("/")[2]) + "/"
    kept = [name for name in names if not any(_is_left_out(part) for part in name.split("/"))]
    return top if all(name.startswith(top) for name in kept) else ""


def _of_member(
    archive: Archive, info: ZipInfo, path: str, depth: int, budget: _Budget
) -> Iterator[Member]:
    def load() -> bytes:
        budget.take(info.file_size, archive.name)
        return archive.read(info, MAX_TEXT)

    if info.flag_bits & _ENCRYPTED:
        why = tr(
            "“{path}” is encrypted. Unpack the archive with its password, and add "
            "the files or the folder.",
            path=path,
        )
        yield Member(path, info.file_size, load, why)
        return
    if path.lower().endswith(".zip"):
        try:
            data = load()
        except UserError as error:
            yield Member(path, info.file_size, load, str(error))
            return
        inner = Member(path, len(data), lambda: data)
        yield from _guarded(io.BytesIO(data), inner, depth + 1, budget)
        return
    yield Member(path, info.file_size, load)


def _name_of(info: ZipInfo) -> str:
    """The member's path. Without a mark names are in code page 437 by the standard; programs write
    UTF-8 all the same, which shows."""
    name = info.filename.replace("\\", "/")
    if not info.flag_bits & 0x800 and not name.isascii():
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return "/".join(part for part in name.split("/") if part not in ("", "."))


def _is_left_out(name: str) -> bool:
    """What systems, office programs and repositories put beside files."""
    return name.startswith((".", "~$")) or name.lower() in _LEFT_OUT
