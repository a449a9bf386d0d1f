"""Pages and books made for tests, and how to read them."""

from __future__ import annotations

import base64
import io
import random
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


def rich_page() -> bytes:
    """A page with something of everything."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Page</title>'
        '<base href="http://x.org/a/"><meta name="author" content="Ann">'
        '<script type="application/ld+json">{"@type": "Article", "datePublished": "2020-01-02",'
        '"author": [{"name": "Ben"}]}</script><style>p { color: red }</style></head><body>'
        f'<nav><ul><li><a href="/1">One</a><li><a href="/2">Two</a></ul></nav><main><article>'
        f"<h1>Head <em>line</em></h1><p>{HARD}, and <b>bold <i>both</i></b><br>break "
        '<span style="font-weight:bold; white-space:pre-wrap">a  b</span> '
        '<a href="#fn1" id="r1" role="doc-noteref"><sup>1</sup></a> <q lang="de">q</q> '
        '<ins datetime="2020">new</ins> <del>old</del> <ruby>漢<rt>kan</rt></ruby></p>'
        '<ol start="3" type="a"><li>x<ul><li>y<p>z</ul><li value="9">w</ol>'
        "<dl><dt>term<dd>meaning</dl><blockquote>quote<blockquote>inner</blockquote></blockquote>"
        '<table><caption>Cap</caption><tr><th rowspan="2" scope="row">a<th colspan="2">b'
        "<tr><td>c<td><table><tr><td>d</table></table><pre>\n x\n   y</pre>"
        '<figure><img src="a%20b.png" alt="picture"><figcaption>Fig</figcaption></figure>'
        "<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>i.</span>item</p>"
        '<p role="heading" aria-level="4">by role</p><hr><aside class="share">Share</aside>'
        f"{'<p>A sentence of some length, with commas, so that it counts as text.</p>' * 6}"
        '<section role="doc-endnotes"><ol><li id="fn1">Note <a href="#r1">back</a></ol></section>'
        "</article></main><p hidden>gone</p></body></html>"
    ).encode()


def rich_saved_page() -> bytes:
    """A page saved as one file."""
    return (
        b"From: <Saved>\r\nSnapshot-Content-Location: http://x.org/a\r\nSubject: Page\r\n"
        b"Date: Thu, 2 Jan 2020 03:04:05 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="x--y"\r\n\r\n--x--y\r\n'
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Location: http://x.org/a\r\n\r\n" + base64.encodebytes(rich_page()) + b"\r\n"
        b"--x--y\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        b"iVBORw0KGgo=\r\n--x--y--\r\n"
    )


def rich_markdown() -> bytes:
    """A Markdown file with something of everything."""
    return (
        "---\ntitle: T\nauthor: [Ann, Ben]\ntags: {a: b}\n---\n# One *two*\n\nText[^n], **bold** "
        f"`code` [link](http://x.org 'T') ~~s~~ {HARD}\\\nnext <b>b</b> <laughs>\n\n"
        "[^n]: Note.\n\n    More.\n\n> q\n> > r\n\n3. a\n4. b\n   - c\n\n| a | b |\n|---|--:|\n"
        "| c | d |\n\nTerm\n: Meaning\n\n```py\nx = 1\n```\n\n![alt](p.png)\n\n<div>\nx\n</div>\n"
        "\n***\n\nHead\n====\n\n[ref]: http://x.org\n[ref] &amp; &eacute; ^[inline note]\n"
    ).encode()


def rich_books() -> list[bytes]:
    """Books with something of everything."""
    body = rich_page().decode().partition("<body>")[2].partition("</body>")[0]
    return [
        book(CALIBRE, "<dc:title>T</dc:title><dc:creator>A</dc:creator>", CALIBRE_NCX),
        book({"a.html": body, "b.html": f"<p>{HARD}</p>"}, "<dc:language>de</dc:language>"),
    ]


def long_page(megabytes: float, number: int = 0) -> bytes:
    """A page of about this size, the same for the same number: paragraphs with links and emphasis,
    headings, lists, tables."""
    dice = random.Random(number)
    letters = "abcdefghijklmnoprstuvwäé"
    known = ["".join(dice.choices(letters, k=dice.randint(2, 9))) for _ in range(3000)]
    pieces = ["<!DOCTYPE html><html lang=en><head><meta charset=utf-8></head><body><main>"]
    size = 0
    while size < megabytes * 1e6:
        place = len(pieces)
        if place % 12 == 0:
            piece = f"<h2>Head {place}</h2>"
        elif place % 12 == 1:
            items = (f"<li>{' '.join(dice.choices(known, k=8))}</li>\n" for _ in range(6))
            piece = f"<ul>{''.join(items)}</ul>"
        elif place % 12 == 2:
            rows = ("".join(f"<td>{w}</td>" for w in dice.choices(known, k=5)) for _ in range(5))
            piece = f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        else:
            text = " ".join(dice.choices(known, k=80))
            piece = (
                f'<p class="text">{text} <a href="http://x.org/{place}">a link</a>, <b>bold</b> '
                f"and <i>italic</i>; {text}.</p>\n"
            )
        pieces.append(piece)
        size += len(piece.encode())
    return "".join([*pieces, "</main></body></html>"]).encode()


def long_book(chapters: int, number: int = 0) -> bytes:
    """A book of so many chapters of about 20,000 characters each."""
    body = long_page(0.02, number).decode().partition("<main>")[2].partition("</main>")[0]
    return book({f"c{place}.html": f"<h1>Chapter {place}</h1>{body}" for place in range(chapters)})


def long_markdown(megabytes: float, number: int = 0) -> bytes:
    """A Markdown file of about this size."""
    body = rich_markdown().decode().partition("# One")[2]
    text = " ".join(f"Sentence {place} runs on, *with* commas; and so on." for place in range(60))
    one = f"# One{body}\n\n{text}\n\n".replace("[^n]", f"[^n{number}]")
    return (one * max(1, int(megabytes * 1e6 / len(one.encode())))).encode()
