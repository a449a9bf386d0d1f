"""Where characters are: from PDFium's coordinates to those of the page as shown."""

from __future__ import annotations

from math import atan2, degrees
from typing import Final

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from annotator.exchange.documents.pdf.library import Handle

Floats = NDArray[np.float32]
_EDGE: Final = 1.0
"""Points beyond the edge of a page that still count as on it."""


class PagePlace:
    """From PDFium's coordinates of a page to those of the page as shown."""

    def __init__(self, page: Handle) -> None:
        rectangle = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, rectangle)
        self.left, self.right = rectangle.left, rectangle.right
        self.bottom, self.top = rectangle.bottom, rectangle.top
        self.rotation = pdfium.FPDFPage_GetRotation(page) % 4
        self.width = float(pdfium.FPDF_GetPageWidthF(page))
        self.height = float(pdfium.FPDF_GetPageHeightF(page))

    def shown(self, points: NDArray[np.floating]) -> NDArray[np.float64]:
        """Points (n, 2)."""
        x, y = points[:, 0].astype(np.float64), points[:, 1].astype(np.float64)
        if self.rotation == 1:
            return np.stack([y - self.bottom, x - self.left], 1)
        if self.rotation == 2:
            return np.stack([self.right - x, y - self.bottom], 1)
        if self.rotation == 3:
            return np.stack([self.top - y, self.right - x], 1)
        return np.stack([x - self.left, self.top - y], 1)

    def within(self, points: NDArray[np.floating]) -> NDArray[np.bool_]:
        """Whether points (n, 2) of PDFium are on the page as shown: printers' marks are not."""
        x, y = points[:, 0], points[:, 1]
        across = (self.left - _EDGE <= x) & (x <= self.right + _EDGE)
        found: NDArray[np.bool_] = across & (self.bottom - _EDGE <= y) & (y <= self.top + _EDGE)
        return found

    def boxes(self, rectangles: Floats) -> Floats:
        """Rectangles of PDFium (n, 4: left, top, right, bottom) as x0, y0, x1, y1."""
        one, other = self.shown(rectangles[:, [0, 1]]), self.shown(rectangles[:, [2, 3]])
        return np.hstack([np.minimum(one, other), np.maximum(one, other)]).astype(np.float32)

    def turned(self, directions: NDArray[np.floating]) -> NDArray[np.float64]:
        """Directions (n, 2)."""
        x, y = directions[:, 0].astype(np.float64), directions[:, 1].astype(np.float64)
        if self.rotation == 1:
            return np.stack([y, x], 1)
        if self.rotation == 2:
            return np.stack([-x, y], 1)
        if self.rotation == 3:
            return np.stack([-y, -x], 1)
        return np.stack([x, -y], 1)


def degrees_of(x: float, y: float) -> int:
    """The direction of a vector, in whole degrees from 0 to 359."""
    return round(degrees(atan2(y, x))) % 360


def turned_places(
    box: Floats, origin: NDArray[np.float64], angle: NDArray[np.int16], size: Floats
) -> tuple[Floats, Floats]:
    """Start and end (n, 2) and baseline (n) in the direction of the type."""
    along = box[:, [0, 2]].copy()
    across = origin[:, 1].astype(np.float32)
    down, back, up = angle == 90, angle == 180, angle == 270
    along[down], across[down] = box[down][:, [1, 3]], -origin[down, 0]
    along[back], across[back] = -box[back][:, [2, 0]], -origin[back, 1]
    along[up], across[up] = -box[up][:, [3, 1]], origin[up, 0]
    skew = angle % 90 != 0
    if skew.any():
        turn = np.radians(angle[skew].astype(np.float64))
        x, y = origin[skew, 0], origin[skew, 1]
        start = x * np.cos(turn) + y * np.sin(turn)
        along[skew] = np.stack([start, start + 0.5 * size[skew]], 1)
        across[skew] = y * np.cos(turn) - x * np.sin(turn)
    return along, across


def widen(along: Floats, piece: NDArray[np.bool_]) -> None:
    """The characters of one glyph all reach from its start to its end."""
    starts = np.flatnonzero(~piece)
    lengths = np.diff(np.append(starts, len(piece)))
    along[:, 0] = np.minimum.reduceat(along[:, 0], starts).repeat(lengths)
    along[:, 1] = np.maximum.reduceat(along[:, 1], starts).repeat(lengths)


def divide_ligatures(box: Floats, piece: NDArray[np.bool_]) -> None:
    """Letters of a ligature get a part each of its box, from left to right."""
    starts = np.flatnonzero(~piece)
    lengths = np.diff(np.append(starts, len(piece)))
    for start, length in zip(
        starts[lengths > 1].tolist(), lengths[lengths > 1].tolist(), strict=True
    ):
        part = box[start : start + length]
        if (part == part[0]).all():
            edges = np.linspace(part[0, 0], part[0, 2], length + 1)
            part[:, 0], part[:, 2] = edges[:-1], edges[1:]
