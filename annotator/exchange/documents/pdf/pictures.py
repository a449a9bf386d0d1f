"""Pictures of the pages of a PDF."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from math import ceil, sqrt
from types import TracebackType
from typing import Final, Self

import pypdfium2.raw as pdfium

from annotator.exchange.documents.pdf.library import PdfFile

_MOST_PIXELS: Final = 40_000_000
_WHITE: Final = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels: rows from the top without gaps, four bytes a pixel, red, green, blue and
    255. `scale` is what it was drawn at, in pixels a point."""

    width: int
    height: int
    scale: float
    pixels: bytes


class PageImages:
    """Draws the pages of a PDF, opened once.

    It may be used from any thread, but PDFium works for one at a time: calls wait for each other,
    and for a reader of another PDF, for as long as a page takes. Close it at the end.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Of the bytes of a file; `name` is for messages. UserError where it can't be opened."""
        self._file = PdfFile(data, name)
        self.page_count = self._file.page_count

    def __enter__(self) -> Self:
        """To be closed at the end of a `with`."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file; no page can be drawn after that."""
        self._file.close()

    def size(self, number: int) -> tuple[float, float]:
        """Width and height, in points, of the page `number` (from 0) as shown."""
        with self._file.page(number) as page:
            if page is None:
                return 595.0, 842.0
            return float(pdfium.FPDF_GetPageWidthF(page)), float(pdfium.FPDF_GetPageHeightF(page))

    def draw(self, number: int, scale: float) -> Picture:
        """The page `number`, from 0, at `scale` pixels a point; smaller where it would have more
        than 40 million pixels. A damaged page is white. ValueError for a scale that is not above 0.
        """
        if not scale > 0:
            raise ValueError("the scale of a page must be above 0")
        with self._file.page(number) as page:
            width, height = 595.0, 842.0
            if page is not None:
                width = float(pdfium.FPDF_GetPageWidthF(page))
                height = float(pdfium.FPDF_GetPageHeightF(page))
            scale = min(scale, sqrt(_MOST_PIXELS / max(width * height, 1.0)))
            columns, rows = max(ceil(width * scale), 1), max(ceil(height * scale), 1)
            buffer = ctypes.create_string_buffer(4 * columns * rows)
            bitmap = pdfium.FPDFBitmap_CreateEx(
                columns, rows, pdfium.FPDFBitmap_BGRx, buffer, 4 * columns
            )
            try:
                pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, _WHITE)
                if page is not None:
                    flags = pdfium.FPDF_REVERSE_BYTE_ORDER | pdfium.FPDF_ANNOT
                    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, 0, flags)
            finally:
                pdfium.FPDFBitmap_Destroy(bitmap)
        return Picture(columns, rows, scale, buffer.raw)
