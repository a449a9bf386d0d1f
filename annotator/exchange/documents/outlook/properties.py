"""The properties of a message of Outlook (MS-OXMSG 2.4, MS-OXCDATA 2.11)."""

from __future__ import annotations

import datetime
import struct
from typing import Final

from annotator.exchange.documents.compound import CompoundFile, Path
from annotator.exchange.documents.mail.charsets import decoded
from annotator.exchange.documents.outlook.code_pages import codec_of

_ENTRY: Final = struct.Struct("<HHIq")
_PROPERTIES: Final = "__properties_version1.0"
_INTEGER: Final = 0x0003
_TIME: Final = 0x0040
_CODE_PAGE: Final = 0x3FFD
_LOCALE: Final = 0x3FF1
INTERNET_CODE_PAGE: Final = 0x3FDE
_EPOCH: Final = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)


class Storage:
    """A folder of a compound file: a message, a recipient, an attachment.

    `header` are the bytes before the entries of its table of properties: 32 of a message, 24 of one
    within another, 8 of all else. Values that are missing or damaged are None or empty.
    """

    def __init__(self, file: CompoundFile, path: Path, header: int, codec: str = "") -> None:
        self._file = file
        self._path = path
        self._names = file.names(path)
        self._fixed = self._table(header)
        self.codec = codec or codec_of(self.integer(_CODE_PAGE), self.integer(_LOCALE))

    def _table(self, header: int) -> dict[tuple[int, int], int]:
        data = self._stream(_PROPERTIES)[header:]
        whole = len(data) - len(data) % _ENTRY.size
        return {
            (ident, kind): value for kind, ident, _flags, value in _ENTRY.iter_unpack(data[:whole])
        }

    def _stream(self, name: str) -> bytes:
        found = self._names.get(name.lower())
        return self._file.read((*self._path, found)) if found else b""

    def folders(self, prefix: str) -> list[Path]:
        """The paths of the folders in it whose names begin so, in order."""
        return [
            (*self._path, name)
            for lower, name in sorted(self._names.items())
            if lower.startswith(prefix)
        ]

    def within(self, prefix: str) -> list[Storage]:
        """Those folders, opened."""
        return [Storage(self._file, path, 8, self.codec) for path in self.folders(prefix)]

    def text(self, ident: int) -> str:
        """A property that is a text."""
        wide = self._stream(f"__substg1.0_{ident:04X}001F")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\x00")
        narrow = self._stream(f"__substg1.0_{ident:04X}001E")
        return decoded(narrow, self.codec)[0].rstrip("\x00")

    def binary(self, ident: int) -> bytes:
        """A property that is bytes."""
        return self._stream(f"__substg1.0_{ident:04X}0102")

    def size(self, ident: int) -> int:
        """The number of bytes of such a property."""
        found = self._names.get(f"__substg1.0_{ident:04x}0102")
        return self._file.size((*self._path, found)) if found else 0

    def integer(self, ident: int) -> int:
        """A property that is a number of 32 bits; 0 where there is none."""
        return self._fixed.get((ident, _INTEGER), 0) & 0xFFFFFFFF

    def time(self, ident: int) -> str:
        """A property that is a time, as ISO 8601 in UTC; empty where there is none."""
        ticks = self._fixed.get((ident, _TIME), 0)
        if ticks <= 0:
            return ""
        try:
            time = _EPOCH + datetime.timedelta(microseconds=ticks // 10)
        except OverflowError:
            return ""
        return time.isoformat(timespec="seconds")
