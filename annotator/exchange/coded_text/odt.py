"""A document as OpenDocument text has it (ODF 1.3 part 3).

Codings are backgrounds of the words, annotations of their coder, or names in a margin beside the
words.
"""

from __future__ import annotations

import re
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

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"
_NAMES: Final = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in (
        ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
        ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
        ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
        ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
        ("fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
    )
)
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST_NAME: Final = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_MANIFEST: Final = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="{_MANIFEST_NAME}" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MEDIA_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_STYLES: Final = {LIST_ITEM: "Item", QUOTE: "Quotations", NOTE: "Footnote"}
_SPACES = re.compile(" {2,}|^ | $")


def write_odt(written: Written, file: BinaryIO) -> None:
    """Write the document."""
    pack(
        file,
        {
            "content.xml": _content(written),
            "styles.xml": [_style_sheet()],
            "META-INF/manifest.xml": [_MANIFEST],
        },
        first=("mimetype", MEDIA_TYPE.encode()),
    )


def _content(written: Written) -> Iterator[str]:
    yield f'{_HEAD}<office:document-content {_NAMES} office:version="1.3">'
    yield f"<office:automatic-styles>{''.join(_looks(written))}</office:automatic-styles>"
    yield "<office:body><office:text>"
    yield from _body(written)
    yield "</office:text></office:body></office:document-content>"


def _look(fill: str, bold: bool, italic: bool) -> str:
    """The name of the style of a run; empty for the plain one."""
    return "".join(
        (f"C{tint(fill)[1:]}" if fill else "", "B" if bold else "", "I" if italic else "")
    )


def _fill(written: Written, run: Run) -> str:
    if written.show != COMMENTS and run.codings:
        return written.notes[run.codings[-1]].color
    return run.fill


def _looks(written: Written) -> Iterator[str]:
    """A style for each look of runs that there is."""
    fills = {one.color for one in written.notes} | {one.color for one in written.legend}
    fills |= {run.fill for block in written.blocks for run in block.all_runs()}
    made: set[str] = set()
    for fill in sorted({"", *fills}):
        for bold in (False, True):
            for italic in (False, True):
                name = _look(fill, bold, italic)
                if not name or name in made:
                    continue
                made.add(name)
                properties = f' fo:background-color="{tint(fill)}"' if fill else ""
                properties += ' fo:font-weight="bold"' if bold else ""
                properties += ' fo:font-style="italic"' if italic else ""
                yield (
                    f'<style:style style:name="{name}" style:family="text">'
                    f"<style:text-properties{properties}/></style:style>"
                )


def _body(written: Written) -> Iterator[str]:
    yield f'<text:p text:style-name="Title">{_text(written.title)}</text:p>'
    for one in written.legend:
        fill = "" if written.show == COMMENTS else one.color
        runs = (Run(one.path, fill=fill), Run(f"  {one.number:,}"))
        style = "LegendEnd" if one is written.legend[-1] else "Legend"
        yield _paragraph(written, Block("", runs), style)
    if written.show != MARGIN:
        yield from (_block(written, block) for block in written.blocks)
        return
    yield '<table:table table:name="Text"><table:table-column table:number-columns-repeated="2"/>'
    for block in written.blocks:
        names = "".join(
            _paragraph(written, Block("", (Run(_margin_words(one), fill=one.color),)), "Margin")
            for one in margin_of(written, block)
        )
        yield (
            f"<table:table-row>{_cell(_block(written, block))}"
            f"{_cell(names or '<text:p/>')}</table:table-row>"
        )
    yield "</table:table>"


def _margin_words(one: Note) -> str:
    return f"{one.path} ({one.coder})"


def _cell(inner: str) -> str:
    return f'<table:table-cell office:value-type="string">{inner}</table:table-cell>'


def _block(written: Written, block: Block) -> str:
    if block.kind == HEADING:
        inner = "".join(_run(written, run) for run in block.runs)
        level = min(block.level, 9)
        return (
            f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">'
            f"{inner}</text:h>"
        )
    if block.kind != TABLE:
        return _paragraph(written, block, _STYLES.get(block.kind, "Standard"))
    rows = "".join(
        "<table:table-row>"
        + "".join(_cell(_paragraph(written, Block("", cell), "Standard")) for cell in row)
        + "</table:table-row>"
        for row in block.rows
    )
    columns = f'<table:table-column table:number-columns-repeated="{len(block.rows[0])}"/>'
    return f"<table:table>{columns}{rows}</table:table>"


def _paragraph(written: Written, block: Block, style: str) -> str:
    runs = (Run(f"{block.label} "), *block.runs) if block.label else block.runs
    inner = "".join(_run(written, run) for run in runs)
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def _run(written: Written, run: Run) -> str:
    look = _look(_fill(written, run), run.bold, run.italic)
    text = _text(run.text)
    if look:
        text = f'<text:span text:style-name="{look}">{text}</text:span>'
    if written.show != COMMENTS:
        return text
    begin = "".join(_annotation(number, written.notes[number]) for number in run.opens)
    end = "".join(f'<office:annotation-end office:name="n{one}"/>' for one in run.closes)
    return begin + text + end


def _annotation(number: int, one: Note) -> str:
    when = one.when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    lines = "".join(f"<text:p>{_text(line)}</text:p>" for line in one.words.split("\n"))
    return (
        f'<office:annotation office:name="n{number}"><dc:creator>{words(one.coder)}</dc:creator>'
        f"<dc:date>{when}</dc:date>{lines}</office:annotation>"
    )


def _text(text: str) -> str:
    """Lines, tabs and runs of spaces as elements of their own: OpenDocument joins white space."""
    lines = []
    for line in text.split("\n"):
        cells = []
        for cell in line.split("\t"):
            kept = _SPACES.sub(lambda found: "\x00" * len(found[0]), cell)
            parts = re.split("(\x00+)", kept)
            cells.append(
                "".join(
                    f'<text:s text:c="{len(part)}"/>' if part[:1] == "\x00" else words(part)
                    for part in parts
                )
            )
        lines.append("<text:tab/>".join(cells))
    return "<text:line-break/>".join(lines)


def _style_sheet() -> str:
    named = [
        ("Standard", 'fo:margin-bottom="0.2cm"', ""),
        ("Title", 'fo:margin-bottom="0.5cm"', 'fo:font-size="20pt" fo:font-weight="bold"'),
        ("Quotations", 'fo:margin-left="1cm" fo:margin-bottom="0.2cm"', ""),
        ("Item", 'fo:margin-left="1cm" fo:text-indent="-0.5cm"', ""),
        ("Footnote", "", 'fo:font-size="9pt"'),
        ("Legend", 'fo:margin-bottom="0cm"', ""),
        ("LegendEnd", 'fo:margin-bottom="0.6cm"', ""),
        ("Margin", "", 'fo:font-size="8pt"'),
    ]
    styles = "".join(
        f'<style:style style:name={value(name)} style:family="paragraph">'
        f"<style:paragraph-properties {paragraph}/><style:text-properties {letters}/></style:style>"
        for name, paragraph, letters in named
    )
    styles += "".join(
        f'<style:style style:name="Heading_20_{level}" style:display-name="Heading {level}"'
        f' style:family="paragraph" style:default-outline-level="{level}">'
        '<style:paragraph-properties fo:margin-top="0.4cm" fo:margin-bottom="0.2cm"'
        ' fo:keep-with-next="always"/>'
        f'<style:text-properties fo:font-weight="bold" fo:font-size="{max(11, 18 - 2 * level)}pt"/>'
        "</style:style>"
        for level in range(1, 10)
    )
    return (
        f'{_HEAD}<office:document-styles {_NAMES} office:version="1.3">'
        f"<office:styles>{styles}</office:styles></office:document-styles>"
    )
