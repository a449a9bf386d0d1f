"""Pictures of few colours, chosen for what is on them: k-means, weighted by pixels."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

Colors = np.ndarray[tuple[int], np.dtype[np.uint32]]
"""Colours as 0xRRGGBB."""
Points = np.ndarray[tuple[int, int], np.dtype[np.float32]]
"""Red, green and blue in rows, 0 to 255."""

_COLORS, _FREQUENT = 255, 128
_ROUNDS = 6
"""Of the search for the best colours."""


def fewer_colors(image: QImage) -> QImage:
    """The same picture with a palette of colours that stand for those that are there."""
    colors, place, number = np.unique(pixels(image), return_inverse=True, return_counts=True)
    chosen, nearest = choose(colors, number)
    return _with_palette(nearest[place].reshape(image.height(), image.width()), chosen)


def choose(
    colors: Colors, number: np.ndarray[tuple[int], np.dtype[np.intp]]
) -> tuple[Points, np.ndarray[tuple[int], np.dtype[np.intp]]]:
    """At most 255 colours for pixels of these colours, of which there are `number` each; and for
    each colour the place of the one that stands for it. Often used ones are tried first."""
    points = _points(colors)
    frequent = np.argsort(number)[::-1][:_FREQUENT]
    chosen = np.concatenate([points[frequent], _spread(colors)])
    nearest = _nearest(points, chosen)
    for _ in range(_ROUNDS):
        weight = np.bincount(nearest, number, minlength=len(chosen))
        sums = [np.bincount(nearest, number * one, minlength=len(chosen)) for one in points.T]
        used = weight > 0
        chosen[used] = (np.stack(sums, axis=1)[used] / weight[used, None]).astype(np.float32)
        nearest = _nearest(points, chosen)
    return chosen, nearest


def pixels(image: QImage) -> Colors:
    """The colours of all pixels, line by line."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    read = np.frombuffer(bytes(plain.constBits()), dtype=np.uint32)
    lines = read.reshape(plain.height(), plain.bytesPerLine() // 4)[:, : plain.width()]
    return np.bitwise_and(lines, np.uint32(0xFFFFFF)).reshape(-1)


def _points(colors: Colors) -> Points:
    parts = np.stack([colors >> 16 & 255, colors >> 8 & 255, colors & 255], axis=1)
    return parts.astype(np.float32)


def _spread(colors: Colors) -> Points:
    """Colours from everywhere where there are some, for those that are seldom used."""
    cells = [colors >> shift & 0xE0 for shift in (16, 8, 0)]
    used = np.unique(np.stack(cells, axis=1), axis=0)
    step = -(-len(used) // (_COLORS - _FREQUENT))
    return (used[::step] + 16).astype(np.float32)


def _nearest(points: Points, chosen: Points) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """For each point, which of the chosen colours is nearest."""
    across = (chosen**2).sum(axis=1)[None, :] - 2 * points @ chosen.T
    return np.asarray(across.argmin(axis=1))


def _with_palette(places: np.ndarray[tuple[int, int], np.dtype[np.intp]], chosen: Points) -> QImage:
    lines = np.ascontiguousarray(places.astype(np.uint8))
    height, width = lines.shape
    small = QImage(lines.tobytes(), width, height, width, QImage.Format.Format_Indexed8)
    red_green_blue = np.rint(chosen).astype(np.int64)
    values = red_green_blue @ np.array([1 << 16, 1 << 8, 1]) + (255 << 24)
    small.setColorTable([int(value) for value in values])
    return small.copy()
