"""A compound file with one stream: an old workbook without the container that it came in.

A damaged container can send a reader round in a circle. So the stream is read within bounds, and
the reader of workbooks gets a container that is made here ([MS-CFB], version 3).
"""

from __future__ import annotations

import struct
from typing import Final

from annotator.exchange.documents.compound import SIGNATURE

_SECTOR: Final = 512
_ENTRIES: Final = _SECTOR // 4
_IN_HEADER: Final = 109
"""Sectors of the allocation table that the header names."""
_SMALLEST: Final = 4_096
"""Bytes from which a stream stands in sectors of its own ([MS-CFB] 2.2, mini stream cutoff)."""
_FREE, _END, _TABLE, _LIST = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC


def with_one_stream(name: str, data: bytes) -> bytes:
    """A compound file that holds `data` as the stream `name`."""
    data = data.ljust(_SMALLEST, b"\0")
    length = -(-len(data) // _SECTOR)
    tables, lists = _needed(length)
    chain = [*range(1, length), _END, _END, *[_TABLE] * tables, *[_LIST] * lists]
    chain += [_FREE] * (tables * _ENTRIES - len(chain))
    places = list(range(length + 1, length + 1 + tables))
    first_list = length + 1 + tables
    header = SIGNATURE + struct.pack(
        "<16x5H6x7I",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, tables, length, 0, _SMALLEST, _END, 0),
    )
    header += struct.pack("<2I", first_list if lists else _END, lists)
    header += _numbers([*places, *[_FREE] * _IN_HEADER][:_IN_HEADER])
    parts = [header, data.ljust(length * _SECTOR, b"\0")]
    parts.append(_entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _FREE, 0, len(data)))
    parts.append(bytes(_SECTOR - 256))
    parts.append(_numbers(chain))
    rest = places[_IN_HEADER:]
    for number in range(lists):
        own = rest[number * (_ENTRIES - 1) : (number + 1) * (_ENTRIES - 1)]
        own += [_FREE] * (_ENTRIES - 1 - len(own))
        parts.append(_numbers([*own, first_list + number + 1 if number + 1 < lists else _END]))
    return b"".join(parts)


def _needed(length: int) -> tuple[int, int]:
    """Sectors of the allocation table, and of the list of these beyond the header, for a stream of
    so many and one sector of the directory."""
    tables = lists = 0
    while True:
        wanted = -(-(length + 1 + tables + lists) // _ENTRIES)
        more = -(-max(0, wanted - _IN_HEADER) // (_ENTRIES - 1))
        if (wanted, more) == (tables, lists):
            return tables, lists
        tables, lists = wanted, more


def _numbers(values: list[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    words = (name + "\0").encode("utf-16-le")
    return (
        words.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(words), kind, 1, _FREE, _FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
