"""OpenDocument texts made for tests and benchmarks, packaged and flat."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape

from tests.exchange.documents.word_samples import WORDS, packed

_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES: Final = "".join(
    f' xmlns:{short}="{_ODF}{name}:1.0"'
    for short, name in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("style", "style")),
        *(("draw", "drawing"), ("meta", "meta"), ("fo", "xsl-fo-compatible")),
        ("svg", "svg-compatible"),
    )
) + (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:math="http://www.w3.org/1998/Math/MathML"'
)
_MIME: Final = "application/vnd.oasis.opendocument.text"

BOLD: Final = '<style:text-properties fo:font-weight="bold"/>'


def style(name: str, content: str = "", family: str = "text", more: str = "") -> str:
    """A style of a family."""
    return (
        f'<style:style style:name="{name}" style:family="{family}" {more}>{content}</style:style>'
    )


def p(*content: str, style_name: str = "") -> str:
    """A paragraph; what does not begin with “<” is text."""
    named = f' text:style-name="{style_name}"' if style_name else ""
    return f"<text:p{named}>{''.join(c if c[:1] == '<' else escape(c) for c in content)}</text:p>"


def h(words: str, level: int = 1, more: str = "") -> str:
    """A heading."""
    return f'<text:h text:outline-level="{level}" {more}>{escape(words)}</text:h>'


def items(*content: str, style_name: str = "", more: str = "") -> str:
    """A list; an item is blocks, or text."""
    named = f' text:style-name="{style_name}"' if style_name else ""
    inner = "".join(
        f"<text:list-item>{c if c[:1] == '<' else p(c)}</text:list-item>" for c in content
    )
    return f"<text:list{named} {more}>{inner}</text:list>"


def numbers(name: str, *levels: str) -> str:
    """A list style."""
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def number_level(place: int, form: str, suffix: str = ".", more: str = "") -> str:
    """A level of numbers."""
    return (
        f'<text:list-level-style-number text:level="{place}" style:num-format="{form}"'
        f' style:num-suffix="{suffix}" {more}/>'
    )


def note(kind: str, key: str, label: str, *content: str) -> str:
    """A foot- or endnote at its place."""
    return (
        f'<text:note text:id="{key}" text:note-class="{kind}"><text:note-citation>{label}'
        f"</text:note-citation><text:note-body>{p(*content)}</text:note-body></text:note>"
    )


def table(*rows: str, width: int = 3) -> str:
    """A table of rows."""
    columns = f'<table:table-column table:number-columns-repeated="{width}"/>'
    return f"<table:table>{columns}{''.join(rows)}</table:table>"


def row(*cells: str) -> str:
    """A row; what does not begin with “<” becomes a cell."""
    inner = "".join(c if c[:1] == "<" else cell(c) for c in cells)
    return f"<table:table-row>{inner}</table:table-row>"


def cell(words: str, more: str = "") -> str:
    """A cell of one paragraph, or of blocks."""
    inner = words if words[:1] == "<" else p(words)
    return f"<table:table-cell {more}>{inner}</table:table-cell>"


def odt(
    body: str,
    *,
    automatic: str = "",
    styles: str = "",
    masters: str = "",
    meta: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A package around a body."""
    files: dict[str, str | bytes] = {
        "mimetype": _MIME,
        "content.xml": _root(
            "document-content",
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>",
        ),
        "styles.xml": _root(
            "document-styles",
            f"<office:styles>{styles}</office:styles>"
            f"<office:master-styles>{masters}</office:master-styles>",
        ),
        "meta.xml": _root("document-meta", f"<office:meta>{meta}</office:meta>"),
        "META-INF/manifest.xml": _manifest("content.xml", "styles.xml", "meta.xml"),
    }
    files.update(more or {})
    return packed(files)


def fodt(body: str, *, automatic: str = "", styles: str = "", meta: str = "") -> bytes:
    """The same in one flat file."""
    content = (
        f"<office:meta>{meta}</office:meta><office:styles>{styles}</office:styles>"
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body>"
    )
    return _root("document", content, f' office:mimetype="{_MIME}"').encode()


def _manifest(*names: str) -> str:
    """The list of an archive's files."""
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    entries = entry.format("/", _MIME) + "".join(entry.format(name, "text/xml") for name in names)
    return (
        f'<manifest:manifest xmlns:manifest="{_ODF}manifest:1.0" manifest:version="1.3">{entries}'
        "</manifest:manifest>"
    )


def _root(name: str, content: str, more: str = "") -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<office:{name}{_SPACES} office:version="1.3"{more}>{content}</office:{name}>'


def report(pages: int, seed: int = 0) -> bytes:
    """A text of about so many printed pages (450 words each), as LibreOffice writes one: headings,
    spans, a list, a table and a note on each page."""
    chance = random.Random(seed)
    body: list[str] = []

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count))

    for page in range(pages):
        body.append(h(words(5), 1 if page % 5 == 0 else 2))
        for _ in range(5):
            pieces = []
            for _piece in range(5):
                name = chance.choice(("", "T1", "T2", "T3"))
                text = words(14) + " "
                pieces.append(
                    f'<text:span text:style-name="{name}">{text}</text:span>' if name else text
                )
            body.append(p(*pieces, style_name="P1"))
        body.append(
            p(
                "<text:soft-page-break/>",
                words(8),
                note("footnote", f"ftn{page}", str(page + 1), words(12)),
            )
        )
        body.append(items(words(7), p(words(7)) + items(words(7), words(7)), style_name="L1"))
        body.append(table(*(row(words(2), words(3), words(1)) for _ in range(3))))
    automatic = (
        style("P1", family="paragraph", more='style:parent-style-name="Standard"')
        + style("T1", BOLD)
        + style("T2", '<style:text-properties fo:font-style="italic"/>')
        + style("T3", '<style:text-properties fo:color="#ff0000"/>')
        + numbers("L1", number_level(1, "1"), number_level(2, "a", ")"))
    )
    return odt("".join(body), automatic=automatic, meta="<dc:title>Report</dc:title>")


def _rich() -> dict[str, str]:
    """The parts of a text with one of nearly everything; small."""
    changes = (
        "<text:tracked-changes>"
        f'<text:changed-region xml:id="c1"><text:insertion>{_WHO}</text:insertion>'
        f'</text:changed-region><text:changed-region xml:id="c2"><text:deletion>{_WHO}{p("old")}'
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    frame = (
        '<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>A harbour</svg:desc>'
        "</draw:frame>"
    )
    box = f"<draw:frame><draw:text-box>{p('in a box')}</draw:text-box></draw:frame>"
    formula = (
        "<draw:frame><draw:object><math:math><math:mfrac><math:mi>a</math:mi><math:mi>b</math:mi>"
        "</math:mfrac></math:math></draw:object></draw:frame>"
    )
    covered = "<table:covered-table-cell/>"
    body = [
        changes,
        h("A heading"),
        p("Words ", '<text:span text:style-name="T1">bold</text:span>', " e\u0301 😀 שלום."),
        p("a", '<text:s text:c="3"/>', "b", "<text:tab/>", "c", "<text:line-break/>", "d"),
        p(
            "See ",
            '<text:a xlink:href="http://example.org/">there</text:a>',
            note("footnote", "f", "1", "N"),
        ),
        p(note("endnote", "e", "i", "E"), "2 May", style_name="PB"),
        items("one", p("two") + items("two a"), style_name="L1"),
        p(
            '<text:change-start text:change-id="c1"/>',
            "new",
            '<text:change-end text:change-id="c1"/>',
            '<text:change text:change-id="c2"/>',
        ),
        p(
            '<office:annotation office:name="n"><dc:creator>Ann</dc:creator>'
            "<dc:date>2026-01-02</dc:date>"
            f"{p('Is it?')}</office:annotation>",
            "said",
            '<office:annotation-end office:name="n"/>',
        ),
        p(frame, box, formula, "beside"),
        table(
            row(cell("a", 'table:number-columns-spanned="2"'), covered, "b"),
            row(
                cell("c", 'table:number-rows-spanned="2"'), "d", cell(table(row("x", "y"), width=2))
            ),
            row(covered, "e", "f"),
        ),
        p(
            "<text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>ji</text:ruby-text></text:ruby>"
        ),
        f'<text:section text:name="S">{p("In a section.")}</text:section>',
        p("<text:soft-page-break/>", "The end."),
    ]
    return {
        "body": "".join(body),
        "automatic": style("T1", BOLD)
        + style("PB", '<style:paragraph-properties fo:break-before="page"/>', "paragraph")
        + numbers("L1", number_level(1, "1"), number_level(2, "i", ")", 'text:display-levels="2"')),
        "meta": "<dc:title>A title</dc:title><meta:initial-creator>Ann</meta:initial-creator>"
        "<meta:creation-date>2026-01-02T03:04:05</meta:creation-date>",
    }


_WHO: Final = (
    "<office:change-info><dc:creator>Ann</dc:creator><dc:date>2026-01-02T03:04:05</dc:date>"
    "</office:change-info>"
)


def rich() -> bytes:
    """That text, packaged."""
    parts = _rich()
    return odt(parts["body"], automatic=parts["automatic"], meta=parts["meta"])


def rich_flat() -> bytes:
    """That text, in one flat file."""
    parts = _rich()
    return fodt(parts.pop("body"), **parts)
