"""Pages and books made for tests, and how to read them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from annotator.corpus.structure import Element, structure_fault
from annotator.exchange.documents.epub import read_epub
from annotator.exchange.documents.html import read_html
from annotator.exchange.documents.markdown import read_markdown
from annotator.exchange.documents.reader import ReadDocument

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="content.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
PAGE = (
    "<?xml version='1.0' encoding='utf-8'?>\n"
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
    '"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    "<head><title>{title}</title></head><body>{body}</body></html>"
)
HARD = "👩‍👩‍👧 שלום עולם é (e\u0301) a\u00a0b soft\u00adhyphen नमस्ते"
"""Emoji, right to left, combining marks, a no-break space, a soft hyphen, a conjunct."""

CALIBRE_NCX = (
    "<navMap><navPoint id='a'><navLabel><text>Chapter One</text></navLabel>"
    "<content src='text/part_0001.html'/><navPoint id='b'><navLabel><text>A part</text></navLabel>"
    "<content src='text/part_0001.html#sub'/></navPoint></navPoint>"
    "<navPoint id='c'><navLabel><text>Chapter Two</text></navLabel>"
    "<content src='text/part%200002.html#start'/></navPoint></navMap>"
)
CALIBRE = {
    "text/titlepage.xhtml": '<div><svg xmlns="http://www.w3.org/2000/svg" width="1">'
    '<image href="cover.jpg"/></svg></div>',
    "text/part_0001.html": '<p class="calibre1"><span class="bold">CHAPTER ONE</span></p>'
    '<p class="calibre2">First&nbsp;text.<a id="r1" href="notes.html#n1"><sup>1</sup></a></p>'
    '<p id="sub">A part</p><p>More.</p>',
    "text/part 0002.html": '<p id="start" class="calibre2">Second text.'
    '<a id="r2" href="notes.html#n2"><sup>2</sup></a></p>',
    "text/notes.html": '<h2>Notes</h2><p><a id="n1" href="part_0001.html#r1">1</a>. The note.</p>'
    '<p><a id="n2" href="part%200002.html#r2">2</a> Another &eacute;.</p>',
}


def page(markup: str, **options: str) -> ReadDocument:
    """A page that is read; its structure holds."""
    return checked(read_html(markup.encode(), "page.html", options)[0])


def checked(document: ReadDocument) -> ReadDocument:
    """The document, once its structure is seen to lie within its text."""
    assert structure_fault(document.structure, len(document.text)) is None
    assert not document.text.endswith("\n")
    return document


def of_kind(document: ReadDocument, *kinds: str) -> list[tuple[object, ...]]:
    """Of each element of these kinds: the passage and its values in their order."""
    return [
        (passage(document, element), *element.values.values())
        for element in document.structure
        if element.kind in kinds
    ]


def passage(document: ReadDocument, element: Element) -> str:
    """The words that an element is over."""
    return document.text[element.start : element.end]


def markdown(source: str, **options: str) -> ReadDocument:
    """A Markdown file that is read."""
    return checked(read_markdown(source.encode(), "text.md", options)[0])


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive, ``mimetype`` first and stored."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for path, content in members.items():
            archive.writestr(path, content)
    return file.getvalue()


def package(pages: Mapping[str, str], metadata: str = "", extra: str = "", spine: str = "") -> str:
    """The package document of a book with these pages in this order."""
    items = "".join(
        f'<item id="p{number}" href="{path}" media-type="application/xhtml+xml"/>'
        for number, path in enumerate(pages)
    )
    references = "".join(f'<itemref idref="p{number}"/>' for number in range(len(pages)))
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<package xmlns="http://www.idpf.org/2007/opf" version="2.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:opf="http://www.idpf.org/2007/opf">'
        f"{metadata}</metadata><manifest>{items}{extra}</manifest>"
        f"<spine {spine}>{references}</spine></package>"
    )


def book(
    pages: Mapping[str, str],
    metadata: str = "",
    ncx: str = "",
    extra: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An e-book with the bodies of these pages, in this order."""
    listed = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>' if ncx else ""
    members: dict[str, str | bytes] = {
        "META-INF/container.xml": CONTAINER,
        "content.opf": package(pages, metadata, listed, 'toc="ncx"' if ncx else ""),
    }
    if ncx:
        members["toc.ncx"] = (
            f'<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/">{ncx}</ncx>'
        )
    for path, body in pages.items():
        members[path] = PAGE.format(title="Unknown", body=body)
    return zipped(members | dict(extra or {}))


def read_book(data: bytes) -> ReadDocument:
    """A book that is read."""
    return checked(read_epub(data, "book.epub", {})[0])
