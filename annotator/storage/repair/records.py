"""Records of an SQLite file as they lie in its pages (SQLite file format, sections 1.6 and 2).

Nothing here trusts the file: what can't be read raises `UnreadableError`.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final, TypeAlias

Value: TypeAlias = int | float | str | bytes | None

_INTEGERS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of an integer by its serial type."""
_MOST_COLUMNS: Final = 100


class UnreadableError(Exception):
    """What is here is no record, no cell or no page."""


@dataclass(frozen=True, slots=True)
class Payload:
    """The bytes of a record. From `sound` on they are a guess, or zeros in place of what is lost:
    the chain of pages that they are on is broken there."""

    data: bytes
    sound: int


@dataclass(frozen=True, slots=True)
class Record:
    """The values of a row, in the order of its columns. `broken` are the numbers of those that are
    not certain; a text of these that is no UTF-8 has U+FFFD in it."""

    rowid: int
    values: tuple[Value, ...]
    broken: frozenset[int] = frozenset()


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    number = 0
    for offset in range(9):
        if at + offset >= len(data):
            raise UnreadableError
        byte = data[at + offset]
        if offset == 8:
            return _signed(number << 8 | byte), at + 9
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + offset + 1
    raise UnreadableError


def _signed(number: int) -> int:
    number &= (1 << 64) - 1
    return number - (1 << 64) if number >> 63 else number


def read_record(rowid: int, payload: Payload) -> Record:
    """The values of a record."""
    data = payload.data
    length, at = varint(data, 0)
    if not at <= length <= min(len(data), payload.sound):
        raise UnreadableError
    types = []
    while at < length:
        kind, at = varint(data, at)
        types.append(kind)
    if at != length or len(types) > _MOST_COLUMNS:
        raise UnreadableError
    values: list[Value] = []
    broken = set()
    for number, kind in enumerate(types):
        value, end, is_text = _value(data, at, kind)
        if end > payload.sound and end > at:
            broken.add(number)
        if is_text is not None:
            value = is_text.decode("utf-8", "replace")
            if "\ufffd" in value and value.encode() != is_text:
                broken.add(number)
        values.append(value)
        at = end
    if at != len(data):
        raise UnreadableError
    return Record(rowid, tuple(values), frozenset(broken))


def _value(data: bytes, at: int, kind: int) -> tuple[Value, int, bytes | None]:
    """A value, where it ends, and its bytes where it is a text."""
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        if end > len(data):
            raise UnreadableError
        return int.from_bytes(data[at:end], "big", signed=True), end, None
    if kind in (8, 9):
        return kind - 8, at, None
    if kind == 0:
        return None, at, None
    if kind == 7 and at + 8 <= len(data):
        (real,) = struct.unpack_from(">d", data, at)
        return float(real), at + 8, None
    if kind >= 12:
        end = at + (kind - 12) // 2
        if end <= len(data):
            return (None, end, data[at:end]) if kind % 2 else (data[at:end], end, None)
    raise UnreadableError
