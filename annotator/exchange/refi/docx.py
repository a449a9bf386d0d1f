"""The words of a Word document (Office Open XML), for sources that bring no plain text.

Body only: paragraphs, also those in tables, each a line; tabs and breaks; no deleted text, no
footnotes, headers or text boxes' copies.
"""

from __future__ import annotations

import io

from lxml import etree  # type: ignore[import-untyped]

from annotator.errors import UserError
from annotator.exchange.refi.archive import Archive
from annotator.exchange.refi.parsing import local
from annotator.exchange.refi.xml_input import doctype_error

_MAX_DOCUMENT = 64_000_000
_MARKS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}


def read_docx(data: bytes, name: str) -> str:
    """The text with LF line ends, no line end after the last paragraph. Raises UserError."""
    with Archive(io.BytesIO(data), name) as archive:
        member = archive.find("word/document.xml")
        if member is None:
            raise UserError(f"“{name}” is no Word document.")
        xml = archive.read(member, _MAX_DOCUMENT)
    if b"<!DOCTYPE" in xml[:65536].replace(b"\x00", b""):
        raise doctype_error(name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise UserError(f"“{name}” is damaged: {error.msg}.") from None
    return _text(root)


def _text(root: etree._Element) -> str:
    paragraphs: list[list[str]] = []
    skipped: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        kind = local(element)
        if skipped is not None:
            if event == "end" and element is skipped:
                skipped = None
        elif event == "end":
            continue
        elif kind in ("Fallback", "del", "moveFrom", "pPr", "rPr"):
            skipped = element
        elif kind == "p":
            paragraphs.append([])
        elif paragraphs and kind == "t":
            paragraphs[-1].append(element.text or "")
        elif paragraphs and kind in _MARKS:
            paragraphs[-1].append(_MARKS[kind])
    return "\n".join("".join(words) for words in paragraphs)
