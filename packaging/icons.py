#!/usr/bin/env python3
"""The icons in every size and container, drawn from the SVG files: ``icons.py FOLDER``.

Runs in the environment with Qt; `build.py` calls it. PNG for Linux, `.ico` for Windows, `.icns`
for macOS. The two containers are PNG files with a table in front, so no tool of theirs is needed.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCES = Path(__file__).resolve().parent.parent / "resources" / "icons"
NAMES = ("annotator", "document")
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512, 1024)
ICO_SIZES = (16, 24, 32, 48, 64, 256)
# The types of the sizes that macOS asks for; those at 32, 64, 256, 512 and 1024 are sharp doubles.
# The plain ones of 16 and 32 (icp4, icp5) are shown wrongly where they are in a bundle: macOS makes
# them of the doubles.
ICNS_TYPES = {
    **{b"ic07": 128, b"ic08": 256, b"ic09": 512},
    **{b"ic11": 32, b"ic12": 64, b"ic13": 256, b"ic14": 512, b"ic10": 1024},
}
# macOS leaves a margin around an icon; a picture without it looks larger than its neighbours.
MAC_MARGIN = 0.1


def draw(source: Path, size: int, margin: float = 0.0) -> bytes:
    """The PNG bytes of an SVG file at a size in pixels, on a transparent ground."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    space = size * margin
    QSvgRenderer(str(source)).render(
        painter, QRectF(space, space, size - 2 * space, size - 2 * space)
    )
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"PNG")).write(image):
        raise OSError(f"{source} could not be drawn at {size} pixels")
    return bytes(data.data())


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """A Windows icon of PNG pictures by size."""
    offset = 6 + 16 * len(pictures)
    table, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for size, data in pictures.items():
        table += struct.pack(
            "<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), offset + len(body)
        )
        body += data
    return table + body


def icns(pictures: Mapping[bytes, bytes]) -> bytes:
    """A macOS icon of PNG pictures by type."""
    body = b"".join(
        kind + struct.pack(">I", len(data) + 8) + data for kind, data in pictures.items()
    )
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def write_all(folder: Path) -> None:
    """Every icon in every form below `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        source = SOURCES / f"{name}.svg"
        drawn = {size: draw(source, size) for size in SIZES}
        for size, data in drawn.items():
            (folder / f"{name}-{size}.png").write_bytes(data)
        (folder / f"{name}.ico").write_bytes(ico({size: drawn[size] for size in ICO_SIZES}))
        margin = MAC_MARGIN if name == "annotator" else 0.0
        mac = {kind: draw(source, size, margin) for kind, size in ICNS_TYPES.items()}
        (folder / f"{name}.icns").write_bytes(icns(mac))


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    write_all(Path(sys.argv[1]))
