"""Bullets that are drawn and not set in type, as browsers print those of lists."""

from __future__ import annotations

import ctypes
from typing import Final

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from annotator.exchange.documents.pdf.characters import ABOVE, BELOW
from annotator.exchange.documents.pdf.columns import Region
from annotator.exchange.documents.pdf.geometry import Floats, PagePlace
from annotator.exchange.documents.pdf.library import Handle

_MOST_OBJECTS: Final = 5_000
"""A page with more of them is a drawing."""
_SMALLEST, _LARGEST = 1.5, 12.0
"""Width and height of a bullet, in points."""
_MOST_OF_LINE: Final = 0.75
_NEAREST, _FURTHEST = 0.1, 2.2
"""From a bullet to its line; these and the one above in the size of the type."""

NONE: Final[Floats] = np.empty((0, 4), np.float32)


def small_shapes(page: Handle) -> Floats:
    """What may be bullets on an open page, as boxes (n, 4); call it under the lock."""
    count = pdfium.FPDFPage_CountObjects(page)
    if count > _MOST_OBJECTS:
        return NONE
    found: list[tuple[float, float, float, float]] = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for number in range(count):
        drawn = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            found.append((left.value, top.value, right.value, bottom.value))
    if not found:
        return NONE
    boxes = PagePlace(page).boxes(np.array(found, np.float32))
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    square = np.abs(width - height) < 0.4 * np.maximum(width, height)
    small: Floats = boxes[square & (width > _SMALLEST) & (width < _LARGEST)]
    return small


def tell_bullets(region: Region, shapes: Floats) -> None:
    """Mark the lines of a column that have a bullet before them."""
    if not len(shapes):
        return
    middle = (shapes[:, 1] + shapes[:, 3]) / 2
    for line in region:
        gap = (line.left - shapes[:, 2]) / line.size
        beside: NDArray[np.bool_] = (
            (gap > _NEAREST)
            & (gap < _FURTHEST)
            & (middle > line.baseline - ABOVE * line.size)
            & (middle < line.baseline + BELOW * line.size)
            & (shapes[:, 3] - shapes[:, 1] < _MOST_OF_LINE * line.size)
        )
        line.bullet = int(beside.sum()) == 1
