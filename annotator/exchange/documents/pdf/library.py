"""PDFium, as far as it is needed here, behind one lock.

PDFium is not thread-safe, not even for documents apart: every call is made under `LOCK`, which is
held for a page at a time, so that a page can be drawn while another file is being read.

The functions that are called for each character take the addresses of their results as integers
(`per_character`): a call from `map` then writes into a NumPy array without a Python object.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any, Final

import pypdfium2.raw as pdfium

from annotator.corpus.messages import tr
from annotator.errors import UserError

LOCK: Final = RLock()

Handle = Any
"""A pointer to something of PDFium."""

MOST_PAGES: Final = 20_000
_WRITTEN: Final = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT)
"""Annotations with words that are printed: fields of forms, text written onto the page."""


def per_character(name: str, result: Any, *arguments: Any) -> Callable[..., int]:
    """A function of PDFium whose pointers are plain integers."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert address is not None
    function: Callable[..., int] = ctypes.CFUNCTYPE(result, *arguments)(address)
    return function


def address_of(handle: Handle) -> int:
    """The address that a handle holds."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


class PdfFile:
    """An open PDF. The bytes are kept as long as it is open, since PDFium reads on in them."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open it. UserError, one sentence, where that is not possible; `name` is for it."""
        self.name = name
        self._data = data
        with LOCK:
            self.handle: Handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
            if not self.handle:
                raise UserError(_why_not(data, name, pdfium.FPDF_GetLastError()))
            self.page_count: int = pdfium.FPDF_GetPageCount(self.handle)
        fault = _page_fault(self.page_count, name)
        if fault:
            self.close()
            raise UserError(fault)

    def close(self) -> None:
        """Let go of it; closing twice does nothing."""
        with LOCK:
            if self.handle:
                pdfium.FPDF_CloseDocument(self.handle)
                self.handle = None

    @contextmanager
    def page(self, number: int) -> Iterator[Handle | None]:
        """The page `number`, from 0, under the lock; None where it is damaged."""
        with LOCK:
            page = pdfium.FPDF_LoadPage(self.handle, number)
            try:
                yield page or None
            finally:
                if page:
                    pdfium.FPDF_ClosePage(page)

    def print_fields(self, number: int) -> None:
        """Make what is filled in on the page `number`, and the notes written over it, part of the
        page, as it is when it is printed; in this copy in memory. Annotations are gone then."""
        with self.page(number) as page:
            if page is not None and any(kind in _WRITTEN for kind in _annotations(page)):
                pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)


def _annotations(page: Handle) -> Iterator[int]:
    """The kinds of the annotations on a page."""
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        if annotation:
            yield pdfium.FPDFAnnot_GetSubtype(annotation)
            pdfium.FPDFPage_CloseAnnot(annotation)


@contextmanager
def opened(data: bytes, name: str) -> Iterator[PdfFile]:
    """An open PDF that is closed at the end. UserError where it can't be opened."""
    file = PdfFile(data, name)
    try:
        yield file
    finally:
        file.close()


def utf16(function: Callable[..., int], *arguments: Any) -> str:
    """The string that a function of PDFium fills in as UTF-16 and measures in bytes."""
    size = function(*arguments, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    function(*arguments, ctypes.cast(buffer, ctypes.c_void_p), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\x00", "")


def _why_not(data: bytes, name: str, error: int) -> str:
    if not data.strip(b"\x00 \t\r\n"):
        return tr("“{name}” is empty; there is nothing to read in it.", name=name)
    if error == pdfium.FPDF_ERR_PASSWORD:
        return tr(
            "“{name}” is encrypted and opens with a password only; open it in a PDF"
            " program and save or print it as a PDF without one, then add that.",
            name=name,
        )
    if error == pdfium.FPDF_ERR_SECURITY:
        return tr(
            "“{name}” is protected in a way that can't be read here; print it as a "
            "PDF from the program that opens it, then add that.",
            name=name,
        )
    return tr(
        "“{name}” is damaged or is no PDF, and can't be opened; get the file "
        "once more, or open it in a PDF program and save it anew.",
        name=name,
    )


def _page_fault(pages: int, name: str) -> str | None:
    if pages <= 0:
        return tr("“{name}” has no pages; there is nothing to read in it.", name=name)
    if pages > MOST_PAGES:
        return tr(
            "“{name}” says it has {pages:,} pages; files of up to {most_pages:,} "
            "can be read, so divide it and add the parts.",
            name=name,
            pages=pages,
            most_pages=MOST_PAGES,
        )
    return None
