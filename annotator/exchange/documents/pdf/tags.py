"""The tags of a PDF (ISO 32000-1, 14.8): which of its marked content stands in cells of tables.

Only asked of pages that have tags, as those do that browsers and word processors print.
"""

from __future__ import annotations

from typing import Final

import pypdfium2.raw as pdfium

from annotator.exchange.documents.pdf.library import Handle, utf16

_CELLS: Final = frozenset(("TH", "TD"))
_MOST: Final = 20_000
_DEEPEST: Final = 60


def content_of_cells(page: Handle) -> frozenset[int]:
    """The numbers (MCID) of the marked content in cells of an open page; call it under the lock."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return frozenset()
    try:
        count = min(max(pdfium.FPDF_StructTree_CountChildren(tree), 0), _MOST)
        stack = [
            (pdfium.FPDF_StructTree_GetChildAtIndex(tree, number), False, 0)
            for number in range(count)
        ]
        return _walked(stack)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _walked(stack: list[tuple[Handle, bool, int]]) -> frozenset[int]:
    found: set[int] = set()
    left = _MOST
    while stack and left > 0:
        element, in_cell, depth = stack.pop()
        left -= 1
        if not element or depth > _DEEPEST:
            continue
        in_cell = in_cell or utf16(pdfium.FPDF_StructElement_GetType, element) in _CELLS
        for number in range(min(max(pdfium.FPDF_StructElement_CountChildren(element), 0), left)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
            if child:
                stack.append((child, in_cell, depth + 1))
            elif in_cell:
                found.add(pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number))
    found.discard(-1)
    return frozenset(found)
