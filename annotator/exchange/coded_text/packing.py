"""The ZIP archives that Word and OpenDocument files are: the same document gives the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from typing import BinaryIO, Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def pack(file: BinaryIO, members: Mapping[str, bytes], *, first: tuple[str, bytes] | None) -> None:
    """Write the members in order; `first` stands uncompressed before them, as OpenDocument has its
    media type."""
    with zipfile.ZipFile(file, "w") as archive:
        if first is not None:
            info = zipfile.ZipInfo(first[0], _EPOCH)
            archive.writestr(info, first[1])
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
