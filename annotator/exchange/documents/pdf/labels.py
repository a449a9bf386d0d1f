"""What the pages are called: as the file says, else as is printed on them, else by their number."""

from __future__ import annotations

import pypdfium2.raw as pdfium

from annotator.exchange.documents.pdf.furniture import number_of
from annotator.exchange.documents.pdf.layout import Page
from annotator.exchange.documents.pdf.library import LOCK, PdfFile, utf16


def page_labels(file: PdfFile, pages: list[Page]) -> list[str]:
    """A label for each page."""
    plain = [str(number + 1) for number in range(len(pages))]
    with LOCK:
        said = [utf16(pdfium.FPDF_GetPageLabel, file.handle, page) for page in range(len(pages))]
    said = [label.strip() for label in said]
    if any(said) and said != plain:
        return [label or number for label, number in zip(said, plain, strict=True)]
    printed = [page.printed for page in pages]
    if sum(map(bool, printed)) < 2:
        return plain
    return [label or _inferred(printed, number) for number, label in enumerate(printed)]


def _inferred(printed: list[str], number: int) -> str:
    """The label of a page without one, from the nearest that has one; else its own number."""
    following = next((page for page in range(number + 1, len(printed)) if printed[page]), None)
    before = next((page for page in range(number - 1, -1, -1) if printed[page]), None)
    for near in (following, before):
        if near is not None and abs(near - number) <= 3 and printed[near].isdecimal():
            value = int(printed[near]) + number - near
            if value > 0:
                return str(value)
    for near in (following, before):
        if near is not None and abs(near - number) <= 3:
            value = (number_of(printed[near]) or 0) + number - near
            if value > 0:
                return roman(value, upper=printed[near].isupper())
    return str(number + 1)


def roman(value: int, *, upper: bool) -> str:
    """A number in Roman numerals, from 1."""
    digits = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    text = "m" * (value // 1000)
    for power, letters in ((100, "cdm"), (10, "xlc"), (1, "ivx")):
        digit = digits[value // power % 10]
        text += digit.translate(str.maketrans("ivx", letters))
    return text.upper() if upper else text
