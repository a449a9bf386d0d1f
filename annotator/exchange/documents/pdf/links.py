"""Links of a PDF that lead to an address outside of it (ISO 32000-1, 12.5.6.5 and 12.6.4.7)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from annotator.corpus.structure import Element
from annotator.exchange.documents.pdf.geometry import Floats, PagePlace
from annotator.exchange.documents.pdf.library import Handle

_MOST: Final = 2_000
_LONGEST: Final = 4_000


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its address, and the box (4) on the page as shown."""

    address: str
    box: Floats


def links_on(document: Handle, page: Handle) -> list[Link]:
    """The links of an open page to addresses; call it under the lock."""
    found: list[Link] = []
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    place = PagePlace(page)
    for _ in range(_MOST):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            break
        address = _address(document, pdfium.FPDFLink_GetAction(link))
        rectangle = pdfium.FS_RECTF()
        if address and pdfium.FPDFLink_GetAnnotRect(link, rectangle):
            corners = [rectangle.left, rectangle.top, rectangle.right, rectangle.bottom]
            found.append(Link(address, place.boxes(np.array([corners], np.float32))[0]))
    return found


def _address(document: Handle, action: Handle) -> str:
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < size <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
    address = buffer.value.decode("utf-8", "replace")
    return "".join(character for character in address if character.isprintable()).strip()


def link_elements(
    links: list[Link], positions: NDArray[np.int64], box: Floats
) -> Iterator[Element]:
    """Elements over what lies in the boxes of links; `positions` in the text are those that are
    printed on the links' page, `box` (n, 4) where."""
    middle_x, middle_y = (box[:, 0] + box[:, 2]) / 2, (box[:, 1] + box[:, 3]) / 2
    for link in links:
        x0, y0, x1, y1 = link.box.tolist()
        within = (x0 <= middle_x) & (middle_x <= x1) & (y0 <= middle_y) & (middle_y <= y1)
        inside = positions[within]
        # A space between two words is at no place; what is further apart is not one passage.
        for run in np.split(inside, np.flatnonzero(np.diff(inside) > 2) + 1):
            if len(run):
                yield Element("link", int(run[0]), int(run[-1]) + 1, {"address": link.address})
