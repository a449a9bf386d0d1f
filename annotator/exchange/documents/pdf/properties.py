"""Title, author and date that a PDF states of itself (ISO 32000-1, 14.3.3)."""

from __future__ import annotations

import re
from typing import Final

import pypdfium2.raw as pdfium

from annotator.exchange.documents.pdf.library import LOCK, PdfFile, utf16

_DATE: Final = re.compile(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?")


def properties(file: PdfFile) -> dict[str, str]:
    """The attributes of the document: title, author, date (ISO 8601), those that are stated."""
    with LOCK:
        title, author, created = (
            utf16(pdfium.FPDF_GetMetaText, file.handle, key).strip()
            for key in (b"Title", b"Author", b"CreationDate")
        )
    found = {"title": title, "author": author, "date": _date(created)}
    return {key: _one_line(value) for key, value in found.items() if value}


def _one_line(value: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def _date(value: str) -> str:
    match = _DATE.match(value)
    if not match or match.group(1) == "0000":
        return ""
    parts = [part for part in match.groups() if part and part != "00"]
    return "-".join(parts)
