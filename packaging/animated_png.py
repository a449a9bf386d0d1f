"""An animated picture in the PNG format: frames of one palette, of each only what has changed.

Chunks acTL, fcTL and fdAT as in the third edition of PNG (W3C, 2025); programs that do not know
them show the first frame.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from palette import choose, pixels
from PySide6.QtGui import QImage

Lines = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
"""A picture as places in the palette."""


@dataclass(frozen=True)
class Frame:
    """What is shown, and for how many milliseconds."""

    image: QImage
    ms: int


def write(frames: Sequence[Frame], path: Path) -> None:
    """Write frames of one size, which begin anew at their end."""
    shown = _without_repetitions(frames)
    size = shown[0].image.size()
    palette, pictures = _with_one_palette([frame.image for frame in shown])
    header = struct.pack(">IIBBBBB", size.width(), size.height(), 8, 3, 0, 0, 0)
    parts = [
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", header),
        _chunk(b"PLTE", palette),
        _chunk(b"acTL", struct.pack(">II", len(shown), 0)),
    ]
    number, before = 0, None
    for frame, picture in zip(shown, pictures, strict=True):
        left, top, part = _changed(before, picture)
        height, width = part.shape
        place = (number, width, height, left, top, frame.ms, 1_000, 0, 0)
        parts.append(_chunk(b"fcTL", struct.pack(">IIIIIHHBB", *place)))
        data = _compressed(part)
        if before is None:
            parts.append(_chunk(b"IDAT", data))
            number += 1
        else:
            parts.append(_chunk(b"fdAT", struct.pack(">I", number + 1) + data))
            number += 2
        before = picture
    path.write_bytes(b"".join([*parts, _chunk(b"IEND", b"")]))


def _without_repetitions(frames: Sequence[Frame]) -> list[Frame]:
    """Frames that look like the one before are that one, for longer."""
    shown: list[Frame] = []
    for frame in frames:
        if shown and shown[-1].image == frame.image:
            shown[-1] = Frame(frame.image, shown[-1].ms + frame.ms)
        else:
            shown.append(frame)
    return shown


def _with_one_palette(images: Sequence[QImage]) -> tuple[bytes, list[Lines]]:
    """The palette, three bytes a colour, and the pictures in its terms."""
    of_each = [np.unique(pixels(image), return_counts=True) for image in images]
    all_colors = np.concatenate([colors for colors, _number in of_each])
    counts = np.concatenate([number for _colors, number in of_each])
    colors, place = np.unique(all_colors, return_inverse=True)
    number = np.bincount(place, counts).astype(np.intp)
    chosen, nearest = choose(colors, number)
    pictures = []
    for image in images:
        places = nearest[np.searchsorted(colors, pixels(image))].astype(np.uint8)
        pictures.append(places.reshape(image.height(), image.width()))
    return np.rint(chosen).astype(np.uint8).tobytes(), pictures


def _changed(before: Lines | None, picture: Lines) -> tuple[int, int, Lines]:
    """Left, top and the part within which a picture differs from the one before."""
    if before is None:
        return 0, 0, picture
    rows = np.flatnonzero((before != picture).any(axis=1))
    columns = np.flatnonzero((before != picture).any(axis=0))
    if not len(rows):  # the difference is lost in the palette
        return 0, 0, picture[:1, :1]
    top, left = int(rows[0]), int(columns[0])
    return left, top, picture[top : rows[-1] + 1, left : columns[-1] + 1]


def _compressed(part: Lines) -> bytes:
    """The lines, each after a byte that says that it is not filtered."""
    lines = np.zeros((part.shape[0], part.shape[1] + 1), dtype=np.uint8)
    lines[:, 1:] = part
    return zlib.compress(lines.tobytes(), 9)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
