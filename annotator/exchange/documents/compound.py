"""Compound files (MS-CFB): what Outlook, and Office before 2007, keep documents in."""

from __future__ import annotations

import io
from typing import Any, Final

from annotator.corpus.messages import tr
from annotator.errors import UserError

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_BYTES: Final = 256_000_000
"""Of one stream."""
_STREAM: Final = 2
# What olefile raises on damaged files: errors of its own (OSError), and those of what it computes
# with numbers of the file. Folders that lie within themselves end its recursion.
_DAMAGE: Final = (
    *(OSError, ValueError, IndexError, KeyError, TypeError, AttributeError),
    *(OverflowError, EOFError, MemoryError, RecursionError),
)

Path = tuple[str, ...]


class CompoundFile:
    """A compound file that is open for reading. UserError where it is damaged."""

    def __init__(self, data: bytes, name: str) -> None:
        import olefile  # noqa: PLC0415  (only for such files)

        self._name = name
        self._children: dict[Path, dict[str, str]] = {}
        try:
            self._file: Any = olefile.OleFileIO(io.BytesIO(data))
            entries = self._file.listdir(streams=True, storages=True)
        except _DAMAGE as error:
            raise self._damaged() from error
        for entry in entries:
            self._children.setdefault(tuple(entry[:-1]), {})[entry[-1].lower()] = entry[-1]

    def _damaged(self) -> UserError:
        return UserError(
            tr(
                "“{name}” is damaged: its parts can't be found. Save it again from the "
                "program that it comes from.",
                name=self._name,
            )
        )

    def names(self, path: Path = ()) -> dict[str, str]:
        """The streams and folders in a folder, by their names in small letters."""
        return self._children.get(path, {})

    def size(self, path: Path) -> int:
        """The bytes of a stream; 0 where there is none."""
        try:
            if not self._file.exists(list(path)) or self._file.get_type(list(path)) != _STREAM:
                return 0
            size: int = self._file.get_size(list(path))
        except _DAMAGE as error:
            raise self._damaged() from error
        return size

    def read(self, path: Path) -> bytes:
        """A stream; empty where there is none, or one beyond the bound."""
        if not 0 < self.size(path) <= MOST_BYTES:
            return b""
        try:
            with self._file.openstream(list(path)) as stream:
                data: bytes = stream.read()
        except _DAMAGE as error:
            raise self._damaged() from error
        return data


def names_within(data: bytes) -> frozenset[str]:
    """The names of the streams and folders at the top of a compound file; none where it can't be
    read."""
    try:
        return frozenset(CompoundFile(data, "").names().values())
    except UserError:
        return frozenset()
