"""The pictures of the manual and of the README, made anew from the screens of the gallery.

Small files: 255 colours are chosen for each picture, which screens hardly need more than.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

CHECKOUT = Path(__file__).resolve().parent.parent
MANUAL = CHECKOUT / "resources" / "manual" / "pictures"
README = CHECKOUT / "resources" / "pictures"
PICTURES: Mapping[str, str] = {
    "welcome": "welcome",
    "new-project": "new-project",
    "join": "join",
    "coding": "coding",
    "agreement": "agreement",
    "adjudication": "adjudication",
    "merge": "merge-preview",
    "questions": "questions-table",
    "memos": "memos",
    "history": "history",
    "transcript": "transcript",
    "code": "code",
}
"""Screens of the gallery by the name of the manual's picture."""
OF_README: Mapping[str, tuple[str, str]] = {
    "window-light": ("reader", "light"),
    "window-dark": ("reader", "dark"),
    "agreement": ("agreement", "light"),
    "adjudication": ("adjudication", "light"),
}
"""Screens and themes by the name of the README's picture."""
MOST_BYTES = 1_500_000
"""That all pictures of the manual may have together: they go into every package."""
_SIZE = QSize(1160, 740)
_REST_MS = 400
_COLORS, _FREQUENT = 255, 128
_ROUNDS = 6
"""Of the search for the best colours."""


def draw() -> list[Path]:
    """Make every picture anew; their files."""
    made = []
    for theme in ("light", "dark"):
        wanted: dict[str, list[Path]] = {}
        for name, (screen, of_theme) in OF_README.items():
            if of_theme == theme:
                wanted.setdefault(screen, []).append(README / f"{name}.png")
        for name, screen in PICTURES.items() if theme == "light" else ():
            wanted.setdefault(screen, []).append(MANUAL / f"{name}.png")
        for screen, image in _screens(theme, set(wanted)):
            small = fewer_colors(image)
            for path in wanted[screen]:
                path.parent.mkdir(parents=True, exist_ok=True)
                writer = QImageWriter(str(path))
                writer.setQuality(0)  # as small as can be
                writer.write(small)
                made.append(path)
    return made


def _screens(theme: str, wanted: set[str]) -> Iterator[tuple[str, QImage]]:
    """The screens of the gallery that are wanted, each as it looks at rest."""
    # Only here are the tests needed.
    from annotator import app  # noqa: PLC0415
    from annotator.operations import sample_project  # noqa: PLC0415
    from tests import gallery  # noqa: PLC0415

    application = app.make_application()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["HOME"] = scratch  # so that folders are shown as anybody's
        project = Path(scratch) / "Documents" / "sample.annot"
        project.parent.mkdir()
        sample_project.build_merged(project).close()
        settings = gallery.PassingSettings(coder="Noor", coders=gallery.noor(), theme=theme)
        window = app.make_window(application, settings)
        window.resize(_SIZE)
        window.show()
        left = set(wanted)
        for name, widget in gallery.screens(window, project):
            if name in left:
                left.remove(name)
                yield name, _at_rest(application, widget)
            if not left:
                break
        window.close()
        window.deleteLater()
        application.processEvents()


def _at_rest(application: QApplication, widget: QWidget) -> QImage:
    for _ in range(5):
        application.processEvents()
    QTest.qWait(_REST_MS)
    return widget.grab().toImage()


def fewer_colors(image: QImage) -> QImage:
    """The same picture with a palette: colours that stand for those that are there, often used
    ones first (k-means on the colours, weighted by their pixels)."""
    pixels = _pixels(image)
    colors, place, number = np.unique(pixels, return_inverse=True, return_counts=True)
    points = np.stack([colors >> 16 & 255, colors >> 8 & 255, colors & 255], axis=1)
    points = points.astype(np.float32)
    chosen = np.concatenate([points[np.argsort(number)[::-1][:_FREQUENT]], _spread(colors)])
    nearest = _nearest(points, chosen)
    for _ in range(_ROUNDS):
        weight = np.bincount(nearest, number, minlength=len(chosen))
        sums = [np.bincount(nearest, number * one, minlength=len(chosen)) for one in points.T]
        used = weight > 0
        chosen[used] = (np.stack(sums, axis=1)[used] / weight[used, None]).astype(np.float32)
        nearest = _nearest(points, chosen)
    return _with_palette(nearest[place].reshape(image.height(), image.width()), chosen)


def _spread(
    colors: np.ndarray[tuple[int], np.dtype[np.uint32]],
) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Colours from everywhere where there are some, for those that are seldom used."""
    cells = [colors >> shift & 0xE0 for shift in (16, 8, 0)]
    used = np.unique(np.stack(cells, axis=1), axis=0)
    step = -(-len(used) // (_COLORS - _FREQUENT))
    return (used[::step] + 16).astype(np.float32)


def _pixels(image: QImage) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """The colours of all pixels as 0xRRGGBB, line by line."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    read = np.frombuffer(bytes(plain.constBits()), dtype=np.uint32)
    lines = read.reshape(plain.height(), plain.bytesPerLine() // 4)[:, : plain.width()]
    return np.bitwise_and(lines, np.uint32(0xFFFFFF)).reshape(-1)


def _nearest(
    points: np.ndarray[tuple[int, int], np.dtype[np.float32]],
    chosen: np.ndarray[tuple[int, int], np.dtype[np.float32]],
) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """For each point, which of the chosen colours is nearest."""
    across = (chosen**2).sum(axis=1)[None, :] - 2 * points @ chosen.T
    return np.asarray(across.argmin(axis=1))


def _with_palette(
    places: np.ndarray[tuple[int, int], np.dtype[np.intp]],
    chosen: np.ndarray[tuple[int, int], np.dtype[np.float32]],
) -> QImage:
    lines = np.ascontiguousarray(places.astype(np.uint8))
    height, width = lines.shape
    small = QImage(lines.tobytes(), width, height, width, QImage.Format.Format_Indexed8)
    red_green_blue = np.rint(chosen).astype(np.int64)
    values = red_green_blue @ np.array([1 << 16, 1 << 8, 1]) + (255 << 24)
    small.setColorTable([int(value) for value in values])
    return small.copy()
