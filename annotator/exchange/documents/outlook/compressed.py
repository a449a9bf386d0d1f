"""Compressed Rich Text, as Outlook keeps it (MS-OXRTFCP)."""

from __future__ import annotations

import struct
from typing import Final

_HEADER: Final = struct.Struct("<IIII")
_COMPRESSED: Final = 0x75465A4C
_AS_IT_IS: Final = 0x414C454D
_SIZE: Final = 4096
_LARGEST: Final = 64_000_000
# What the window holds at the beginning (MS-OXRTFCP 2.1.2.1).
_FIRST: Final = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


def decompressed(data: bytes) -> bytes:
    """The Rich Text; what can be read of it where the data are damaged."""
    if len(data) < _HEADER.size:
        return b""
    _size, raw_size, kind, _checksum = _HEADER.unpack_from(data)
    raw_size = min(raw_size, _LARGEST)
    if kind == _AS_IT_IS:
        return data[_HEADER.size : _HEADER.size + raw_size]
    return _unpacked(data, raw_size) if kind == _COMPRESSED else b""


def _unpacked(data: bytes, raw_size: int) -> bytes:
    """LZFu: a window of 4,096 bytes; runs that are one byte, or a place and a length in it.

    The output with what the window begins with holds all that a place can refer to.
    """
    output = bytearray(_FIRST)
    first = len(_FIRST)
    end = first + raw_size
    position, size = _HEADER.size, len(data)
    while position < size and len(output) < end:
        control = data[position]
        position += 1
        for bit in range(8):
            if not control >> bit & 1:
                output += data[position : position + 1]
                position += 1
                continue
            if position + 2 > size:
                return bytes(output[first:end])
            reference = data[position] << 8 | data[position + 1]
            position += 2
            distance = (len(output) - (reference >> 4)) % _SIZE
            if distance == 0:
                return bytes(output[first:end])
            _repeat(output, distance, (reference & 15) + 2)
    return bytes(output[first:end])


def _repeat(output: bytearray, distance: int, length: int) -> None:
    """Append what stands so far back; it may overlap what is appended."""
    start = len(output) - distance
    if start < 0:
        # The window before its beginning is empty.
        output += bytes(length)
        return
    run = bytes(output[start : start + length])
    while len(run) < length:
        run = run + run
    output += run[:length]
