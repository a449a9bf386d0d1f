"""A document as Word has it (Office Open XML, ECMA-376 part 1, WordprocessingML).

Codings are shading on the words, comments of their coder, or names in a margin beside the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import BinaryIO, Final

from annotator.exchange.coded_text.choice import COMMENTS, MARGIN
from annotator.exchange.coded_text.model import (
    HEADING,
    LIST_ITEM,
    NOTE,
    QUOTE,
    TABLE,
    Block,
    Note,
    Run,
    Written,
    margin_of,
    tint,
)
from annotator.exchange.coded_text.packing import pack
from annotator.exchange.coded_text.xml_words import value, words

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES: Final = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/>'
    f'<Override PartName="/word/comments.xml" ContentType="{_MAIN}.comments+xml"/></Types>'
)
_RELS: Final = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_DOCUMENT_RELS: Final = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/comments" Target="comments.xml"/>'
    "</Relationships>"
)
_STYLES: Final = {
    HEADING: "Heading",
    LIST_ITEM: "ListParagraph",
    QUOTE: "Quote",
    NOTE: "FootnoteText",
}
_TEXT_WIDTH, _MARGIN_WIDTH = 6800, 2400
"""Of the two columns, in twentieths of a point."""


def write_docx(written: Written, file: BinaryIO) -> None:
    """Write the document."""
    pack(
        file,
        {
            "[Content_Types].xml": [_TYPES],
            "_rels/.rels": [_RELS],
            "word/document.xml": _document(written),
            "word/styles.xml": [_style_sheet()],
            "word/comments.xml": _comments(written),
            "word/_rels/document.xml.rels": [_DOCUMENT_RELS],
        },
        first=None,
    )


def _document(written: Written) -> Iterator[str]:
    yield f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>'
    yield _paragraph(written, Block("", (Run(written.title),)), "Title")
    yield from _legend(written)
    if written.show == MARGIN:
        yield from _beside(written)
    else:
        for block in written.blocks:
            yield _block(written, block)
    yield (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr>'
        "</w:body></w:document>"
    )


def _legend(written: Written) -> Iterator[str]:
    """The codes, a line each: in their colours where the text has these."""
    for one in written.legend:
        fill = "" if written.show == COMMENTS else one.color
        runs = (Run(one.path, fill=fill), Run(f"  {one.number:,}"))
        style = "LegendEnd" if one is written.legend[-1] else "Legend"
        yield _paragraph(written, Block("", runs), style)


def _beside(written: Written) -> Iterator[str]:
    """A row for each block: the words, and beside them what begins in them."""
    yield (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{_TEXT_WIDTH}"/><w:gridCol w:w="{_MARGIN_WIDTH}"/></w:tblGrid>'
    )
    for block in written.blocks:
        names = [
            _paragraph(written, Block("", (Run(_margin_words(one), fill=one.color),)), "Margin")
            for one in margin_of(written, block)
        ]
        empty = _paragraph(written, Block(""), "Margin")
        left = _block(written, block) + (empty if block.kind == TABLE else "")
        right = _cell("".join(names) or empty, _MARGIN_WIDTH)
        yield f"<w:tr>{_cell(left, _TEXT_WIDTH)}{right}</w:tr>"
    yield "</w:tbl>"
    yield _paragraph(written, Block(""), "Margin")  # Word wants one behind a table


def _margin_words(one: Note) -> str:
    return f"{one.path} ({one.coder})"


def _cell(inner: str, width: int = 0) -> str:
    wide = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>' if width else ""
    return f"<w:tc>{wide}{inner}</w:tc>"


def _block(written: Written, block: Block) -> str:
    if block.kind == HEADING:
        return _paragraph(written, block, f"Heading{min(block.level, 9)}")
    if block.kind != TABLE:
        return _paragraph(written, block, _STYLES.get(block.kind, ""))
    rows = "".join(
        "<w:tr>"
        + "".join(_cell(_paragraph(written, Block("", cell), "")) for cell in row)
        + "</w:tr>"
        for row in block.rows
    )
    grid = '<w:gridCol w:w="2000"/>' * len(block.rows[0])
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{edges}</w:tblBorders>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        + _paragraph(written, Block(""), "")
    )


def _paragraph(written: Written, block: Block, style: str) -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if block.kind == LIST_ITEM:
        properties += f'<w:ind w:left="{360 * block.level}" w:hanging="360"/>'
    runs = (Run(f"{block.label} "), *block.runs) if block.label else block.runs
    inner = "".join(_run(written, run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def _run(written: Written, run: Run) -> str:
    fill = run.fill
    if written.show != COMMENTS and run.codings:
        fill = written.notes[run.codings[-1]].color
    properties = "<w:b/>" * run.bold + "<w:i/>" * run.italic
    if fill:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{tint(fill)[1:].upper()}"/>'
    text = f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{_text(run.text)}</w:r>"
    if written.show != COMMENTS:
        return text
    begin = "".join(f'<w:commentRangeStart w:id="{one}"/>' for one in run.opens)
    end = "".join(
        f'<w:commentRangeEnd w:id="{one}"/><w:r><w:commentReference w:id="{one}"/></w:r>'
        for one in run.closes
    )
    return begin + text + end


def _text(text: str) -> str:
    """Lines and tabs as elements of their own."""
    lines = []
    for line in text.split("\n"):
        cells = (f'<w:t xml:space="preserve">{words(cell)}</w:t>' for cell in line.split("\t"))
        lines.append("<w:tab/>".join(cells))
    return "<w:br/>".join(lines)


def _comments(written: Written) -> Iterator[str]:
    yield f'{_HEAD}<w:comments xmlns:w="{_W}">'
    for number, one in _commented(written):
        when = one.when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        initials = "".join(part[0] for part in one.coder.split()[:3])
        lines = "".join(f"<w:p><w:r>{_text(line)}</w:r></w:p>" for line in one.words.split("\n"))
        yield (
            f'<w:comment w:id="{number}" w:author={value(one.coder)} w:date="{when}"'
            f" w:initials={value(initials)}>{lines}</w:comment>"
        )
    yield "</w:comments>"


def _commented(written: Written) -> Iterator[tuple[int, Note]]:
    """The notes that the text refers to: what lies between blocks alone has no words."""
    if written.show == COMMENTS:
        numbers = {n for block in written.blocks for run in block.all_runs() for n in run.opens}
        yield from ((number, written.notes[number]) for number in sorted(numbers))


def _style_sheet() -> str:
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/>'
        f'<w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{max(22, 36 - 4 * level)}"/></w:rPr></w:style>'
        for level in range(1, 10)
    )
    own = (
        ("Title", "Title", '<w:rPr><w:b/><w:sz w:val="40"/></w:rPr>'),
        ("Quote", "Quote", '<w:pPr><w:ind w:left="567"/></w:pPr>'),
        ("ListParagraph", "List Paragraph", ""),
        ("FootnoteText", "footnote text", '<w:rPr><w:sz w:val="18"/></w:rPr>'),
        ("Legend", "Legend", '<w:pPr><w:spacing w:after="20"/></w:pPr>'),
        ("LegendEnd", "Legend End", '<w:pPr><w:spacing w:after="360"/></w:pPr>'),
        ("Margin", "Margin", '<w:rPr><w:sz w:val="16"/></w:rPr>'),
    )
    others = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:basedOn w:val="Normal"/>{more}</w:style>'
        for name, shown, more in own
    )
    return (
        f'{_HEAD}<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:default="1"'
        ' w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr>'
        f'<w:rPr><w:sz w:val="22"/></w:rPr></w:style>{headings}{others}</w:styles>'
    )
