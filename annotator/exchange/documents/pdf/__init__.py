"""PDF documents: characters, lines, columns, paragraphs, notes, page by page and as a whole."""

from __future__ import annotations

from annotator.exchange.documents.pdf.analysis import analyse
from annotator.exchange.documents.reader import Options, ReadDocument


def read_pdf(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The text of a PDF in reading order, with its pages, headings, notes and lists beside it."""
    found = analyse(data, name)
    return [
        ReadDocument(
            name,
            found.text,
            structure=found.elements,
            attributes=found.attributes,
            remarks=found.remarks,
        )
    ]
