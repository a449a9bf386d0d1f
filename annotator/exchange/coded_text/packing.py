"""The ZIP archives that Word and OpenDocument files are: the same document gives the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PIECE: Final = 1 << 18


def pack(
    file: BinaryIO, members: Mapping[str, Iterable[str]], *, first: tuple[str, bytes] | None
) -> None:
    """Write the members, texts in parts, in order; `first` stands uncompressed before them,
    as OpenDocument has its media type."""
    with zipfile.ZipFile(file, "w") as archive:
        if first is not None:
            info = zipfile.ZipInfo(first[0], _EPOCH)
            archive.writestr(info, first[1])
        for name, parts in members.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w") as member:
                for some in batched(parts):
                    member.write(some.encode("utf-8"))


def batched(parts: Iterable[str]) -> Iterator[str]:
    """Parts joined to pieces of some size, which are quicker to compress."""
    waiting: list[str] = []
    size = 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size > _PIECE:
            yield "".join(waiting)
            waiting, size = [], 0
    yield "".join(waiting)
