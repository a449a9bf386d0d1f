"""A PDF from its bytes to its text, its structure, and where each character is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from annotator.corpus.messages import tr
from annotator.corpus.structure import Element, in_order
from annotator.errors import UserError
from annotator.exchange.documents.pdf.bullets import NONE, small_shapes
from annotator.exchange.documents.pdf.characters import Characters, none_on, read_characters
from annotator.exchange.documents.pdf.emphasis import emphasis_of
from annotator.exchange.documents.pdf.fonts import Fonts
from annotator.exchange.documents.pdf.furniture import set_aside_furniture
from annotator.exchange.documents.pdf.hyphens import Hyphenation
from annotator.exchange.documents.pdf.labels import page_labels
from annotator.exchange.documents.pdf.layout import Page, body_size, page_of
from annotator.exchange.documents.pdf.library import PdfFile, opened
from annotator.exchange.documents.pdf.links import link_elements, links_on
from annotator.exchange.documents.pdf.lists import mark_kinds
from annotator.exchange.documents.pdf.notes import set_aside_notes
from annotator.exchange.documents.pdf.outline import mark_headings, read_outline
from annotator.exchange.documents.pdf.paragraphs import blocks_of, joined
from annotator.exchange.documents.pdf.properties import properties
from annotator.exchange.documents.pdf.remarks import remarks_on
from annotator.exchange.documents.pdf.writing import Writer, Written
from annotator.exchange.documents.reader import Remark

MOST_CHARACTERS: Final = 6_000_000


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a PDF says, and where: `page_of` has the page (from 0) of each character of the text,
    `index_of` its index among the page's characters, both -1 where it is not printed."""

    text: str
    elements: list[Element]
    attributes: dict[str, str]
    remarks: list[Remark]
    pages: list[Page]
    page_of: NDArray[np.int32]
    index_of: NDArray[np.int32]


def analyse(data: bytes, name: str) -> Analysis:
    """Read a PDF. UserError, one sentence, where there is no text that can be read in it."""
    with opened(data, name) as file:
        fonts = Fonts()
        pages = list(_pages(file, fonts))
        _check_for_text(pages, name)
        found = [(page.segments, page.others) for page in pages]
        set_aside_furniture(pages)
        if not any(page.segments or page.others for page in pages):
            # Nothing but what repeats is text after all.
            for page, (segments, others) in zip(pages, found, strict=True):
                page.segments, page.others, page.furniture = segments, others, []
        body = body_size(pages)
        for page in pages:
            page.order_columns()
        set_aside_notes(pages, body)
        labels = page_labels(file, pages)
        blocks = [
            block
            for page in pages
            for region in page.regions
            for block in blocks_of(page, region, fonts.found)
        ]
        mark_kinds(blocks)
        missing = mark_headings(blocks, read_outline(file), body)
        written = Writer(pages, _hyphenation(pages), labels).write(joined(blocks))
        return _finished(written, file, pages, labels, fonts, missing)


def _pages(file: PdfFile, fonts: Fonts) -> Iterator[Page]:
    total = 0
    for number in range(file.page_count):
        objects, links, shapes = 0, [], NONE
        with file.page(number) as handle:
            if handle is not None:
                links = links_on(file.handle, handle)
        file.print_fields(number)
        with file.page(number) as handle:
            if handle is None:
                characters: Characters = none_on(595.0, 842.0)
            else:
                fonts.new_page()
                characters = read_characters(handle, fonts)
                objects = pdfium.FPDFPage_CountObjects(handle)
                shapes = small_shapes(handle)
        total += len(characters)
        if total > MOST_CHARACTERS:
            raise UserError(
                tr(
                    "“{file}” has more than {most_characters:,} characters, too many to "
                    "read as one document; divide it into parts and add those.",
                    file=file.name,
                    most_characters=MOST_CHARACTERS,
                )
            )
        page = page_of(number, characters, objects)
        page.links, page.shapes = links, shapes
        yield page


def _check_for_text(pages: list[Page], name: str) -> None:
    if any(len(page.characters) for page in pages):
        return
    if any(page.objects for page in pages):
        raise UserError(
            tr(
                "“{name}” is a scan: its pages are pictures without a text layer; run "
                "text recognition (OCR) over it, for example with OCRmyPDF or the "
                "program of the scanner, and add the PDF that comes out.",
                name=name,
            )
        )
    raise UserError(tr("“{name}” is empty: there is nothing on its pages to read.", name=name))


def _hyphenation(pages: list[Page]) -> Hyphenation:
    return Hyphenation(
        line.text
        for page in pages
        for region in [*page.regions, *(note.lines for note in page.notes)]
        for line in region
    )


def _finished(
    written: Written,
    file: PdfFile,
    pages: list[Page],
    labels: list[str],
    fonts: Fonts,
    missing: int,
) -> Analysis:
    text, elements = written.builder.finish()
    page_array = np.concatenate([np.empty(0, np.int32), *written.pages])[: len(text)]
    index_array = np.concatenate([np.empty(0, np.int32), *written.indices])[: len(text)]
    elements += _page_elements(written.starts, pages, labels, len(text))
    for page in pages:
        if page.links:
            here = np.flatnonzero((page_array == page.number) & (index_array >= 0))
            elements += link_elements(page.links, here, page.characters.box[index_array[here]])
    plain = [element for element in elements if element.kind in ("heading", "note-mark")]
    elements += emphasis_of(text, page_array, index_array, written.lines, pages, fonts.found, plain)
    return Analysis(
        text,
        in_order(elements),
        properties(file),
        remarks_on(pages, labels, missing),
        pages,
        page_array,
        index_array,
    )


def _page_elements(
    starts: dict[int, int], pages: list[Page], labels: list[str], length: int
) -> Iterator[Element]:
    """An element for each page, in order and without gaps, and its furniture where it begins."""
    end = length
    begin: list[int] = []
    for page in reversed(pages):
        end = min(starts.get(page.number, end), end)
        begin.append(end)
    begin.reverse()
    if begin:
        begin[0] = 0
    for number, (start, label) in enumerate(zip(begin, labels, strict=True)):
        end = begin[number + 1] if number + 1 < len(begin) else length
        yield Element("page", start, end, {"label": label, "number": number + 1})
        for furniture in pages[number].furniture:
            values = {"text": furniture.text, "place": furniture.place}
            yield Element("furniture", start, start, values)
