"""Which libraries a Linux library or program names as needed, from its own header.

Read here rather than asked of `ldd`, which answers by what this system has, and runs the file.
After the System V ABI, chapters 4 and 5. Standard library only.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

_DYNAMIC_SEGMENT, _LOADED_SEGMENT = 2, 1
_END, _NEEDED, _STRINGS = 0, 1, 5


def needed(path: Path) -> list[str]:
    """The names under `NEEDED`, in their order; none for a file that is no 64-bit ELF file."""
    data = path.read_bytes()
    if data[:5] != b"\x7fELF\x02":
        return []
    order = "<" if data[5] == 1 else ">"
    (table,) = struct.unpack_from(order + "Q", data, 32)
    size, count = struct.unpack_from(order + "HH", data, 54)
    segments = [
        struct.unpack_from(order + "IIQQQQ", data, table + number * size) for number in range(count)
    ]
    entries: list[tuple[int, int]] = []
    for kind, _flags, offset, _virtual, _physical, length in segments:
        if kind == _DYNAMIC_SEGMENT:
            entries = list(struct.iter_unpack(order + "qQ", data[offset : offset + length]))
    strings = next((value for tag, value in entries if tag == _STRINGS), None)
    if strings is None:
        return []
    start = _file_offset(segments, strings)
    names = []
    for tag, value in entries:
        if tag == _END:
            break
        if tag == _NEEDED:
            begin = start + value
            names.append(data[begin : data.index(b"\0", begin)].decode())
    return names


def _file_offset(segments: Sequence[tuple[int, ...]], address: int) -> int:
    """Where in the file lies what is loaded at the address."""
    for kind, _flags, offset, virtual, _physical, length in segments:
        if kind == _LOADED_SEGMENT and virtual <= address < virtual + length:
            return offset + address - virtual
    raise ValueError(f"no segment of the file holds the address {address:#x}")
