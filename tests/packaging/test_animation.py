"""The animated picture: made as PNG asks for, and the README's is short and small."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import animated_png
import numpy as np
from animated_png import Frame
from PySide6.QtGui import QColor, QImage

CHECKOUT = Path(__file__).resolve().parents[2]
README_MS, README_BYTES = 32_000, 3_000_000


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kinds and contents, whose checks are checked."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    place = 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        kind, content = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        (check,) = struct.unpack(">I", data[place + 8 + length : place + 12 + length])
        assert check == zlib.crc32(kind + content)
        yield kind, content
        place += 12 + length


def played(data: bytes) -> Iterator[tuple[int, np.ndarray[tuple[int, int], np.dtype[np.uint8]]]]:
    """Milliseconds and pictures, as a program that knows the format shows them."""
    shown = np.zeros((0, 0), dtype=np.uint8)
    width = height = left = top = ms = numbers = 0
    for kind, content in chunks(data):
        if kind == b"IHDR":
            whole = struct.unpack(">II", content[:8])
            shown = np.zeros((whole[1], whole[0]), dtype=np.uint8)
        if kind in (b"fcTL", b"fdAT"):
            assert struct.unpack(">I", content[:4]) == (numbers,), "numbered without a gap"
            numbers += 1
        if kind == b"fcTL":
            _number, width, height, left, top, ms = struct.unpack(">IIIIIH", content[:22])
        if kind in (b"IDAT", b"fdAT"):
            raw = zlib.decompress(content if kind == b"IDAT" else content[4:])
            lines = np.frombuffer(raw, dtype=np.uint8).reshape(height, width + 1)
            shown[top : top + height, left : left + width] = lines[:, 1:]
            yield ms, shown.copy()


def test_what_is_played_is_what_was_drawn(tmp_path: Path) -> None:
    colors = [QColor("#2b5fb8"), QColor("#fffefc"), QColor("#cc3311")]
    images = []
    for number, color in enumerate(colors):
        image = QImage(20, 10, QImage.Format.Format_RGB32)
        image.fill(colors[0])
        for x in range(number, 5):
            image.setPixelColor(x, number, color)
        images.append(image)
    frames = [Frame(images[0], 100), Frame(images[0], 50), *(Frame(one, 200) for one in images[1:])]
    path = tmp_path / "a.png"
    animated_png.write(frames, path)
    data = path.read_bytes()
    palette = next(content for kind, content in chunks(data) if kind == b"PLTE")
    shown = list(played(data))
    assert [ms for ms, _picture in shown] == [150, 200, 200], "what looks the same is one frame"
    for (_ms, picture), image in zip(shown, images, strict=True):
        for x in range(20):
            for y in range(10):
                place = int(picture[y, x]) * 3
                assert QColor(*palette[place : place + 3]) == image.pixelColor(x, y)


def test_half_a_minute_of_the_readme_is_that_and_small() -> None:
    path = CHECKOUT / "resources" / "pictures" / "half-a-minute.png"
    data = path.read_bytes()
    assert len(data) < README_BYTES
    assert 25_000 < sum(ms for ms, _picture in played(data)) < README_MS
    assert path.name in (CHECKOUT / "README.md").read_text("utf-8")
