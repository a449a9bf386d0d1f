"""The destinations of a Rich Text file: groups whose text is not text of the body."""

from __future__ import annotations

import re
from typing import Final

from annotator.exchange.documents.rtf import blocks, headers, marginal
from annotator.exchange.documents.rtf.interpreter import Interpreter, Word
from annotator.exchange.documents.symbol_fonts import from_symbol_font

_ADDRESS: Final = re.compile(
    r"""HYPERLINK\s+(?:\\[a-km-z]\s+)*(?:"([^"]*)"|([^\s"\\]\S*))?""", re.IGNORECASE
)
_ANCHOR: Final = re.compile(r"""\\l\s+(?:"([^"]*)"|(\S+))""")
_ALTERNATIVE: Final = re.compile(
    rb"\{\\sn\s+wzDescription\}\s*\{\\sv ((?:[^{}\\]|\\[^{}]|\\[{}]){0,4000})\}"
)

_PROPERTY: Final = re.compile(rb"\s*\{\\sn\s+(pib|wzDescription)\}\s*\{\\sv\b(.*)\}", re.DOTALL)
_LONGEST: Final = 20_000


def _skip(reader: Interpreter, _number: int | None) -> None:
    reader.skip_group()


def _through(_reader: Interpreter, _number: int | None) -> None:
    """A group marked with an asterisk that holds text all the same."""


def _field(reader: Interpreter, _number: int | None) -> None:
    """A field: what it is (``fldinst``) and what it shows (``fldrslt``)."""
    instruction: list[str] = []
    before = reader.field_parts
    reader.field_parts = instruction

    def close() -> None:
        reader.field_parts = before

    reader.close = close


def _field_instruction(reader: Interpreter, _number: int | None) -> None:
    reader.divert(reader.field_parts)


def _field_result(reader: Interpreter, _number: int | None) -> None:
    flow = reader.flow
    address = _address("".join(reader.field_parts))
    if flow is None or not address:
        return
    builder, start = flow.builder, flow.position_of_next()

    def close() -> None:
        end_flow = reader.flow
        if end_flow is not None and end_flow.builder is builder and builder.position > start:
            builder.mark("link", start, builder.position, address=address)

    reader.close = close


def _address(instruction: str) -> str:
    """Where a HYPERLINK field leads; empty for other fields."""
    if (match := _ADDRESS.search(instruction)) is None:
        return ""
    address: str = match[1] or match[2] or ""
    anchor = _ANCHOR.search(instruction)
    if anchor is not None:
        address += "#" + (anchor[1] or anchor[2])
    return address


def _picture(reader: Interpreter, _number: int | None) -> None:
    raw = reader.skipped_group()
    flow = reader.flow
    reader.gathered.pictures += 1
    if flow is None or reader.state.deleted:
        return
    flow.begin(reader.state)
    alternative = _ALTERNATIVE.search(raw)
    values = {"alt": reader.plain(alternative[1])} if alternative else {}
    position = flow.builder.position
    flow.builder.mark("image", position, position, **values)


def _shape(reader: Interpreter, _number: int | None) -> None:
    """A shape: a picture where one of its properties is one."""
    host = reader.flow
    before, reader.shape = reader.shape, {}

    def close() -> None:
        shape, reader.shape = reader.shape, before
        if "pib" in shape and host is not None:
            reader.gathered.pictures += 1
            host.begin(reader.state)
            position = host.builder.position
            alternative = shape.get("wzDescription", "").strip()
            values = {"alt": alternative} if alternative else {}
            host.builder.mark("image", position, position, **values)

    reader.close = close


def _shape_property(reader: Interpreter, _number: int | None) -> None:
    match = _PROPERTY.match(reader.skipped_group())
    if match is not None and match[1] == b"wzDescription":
        reader.shape["wzDescription"] = reader.plain(match[2][:_LONGEST])
    elif match is not None:
        reader.shape["pib"] = ""


def _label(reader: Interpreter, _number: int | None) -> None:
    """The number or bullet of a list item, as it is shown."""
    flow = reader.flow
    parts: list[str] = []

    def close() -> None:
        if flow is not None:
            flow.label = from_symbol_font("".join(parts).strip(), "", bullet=True)

    reader.divert(parts, close)


def _text_box(reader: Interpreter, _number: int | None) -> None:
    """A box of text: blocks of their own after the paragraph that it is anchored in."""
    host = reader.flow
    box = reader.new_flow()

    def close() -> None:
        text, elements = reader.finish_flow(box)
        if host is not None and text:
            host.boxes.append((text, elements))

    reader.divert(box, close)


def _nested_properties(reader: Interpreter, _number: int | None) -> None:
    before = reader.nested_row
    reader.nested_row = True

    def close() -> None:
        reader.nested_row = before

    reader.close = close


_SKIPPED: Final = (
    *b"colortbl nonshppict shprslt xe rxe txe tc tcn private filetbl ftnsep ftnsepc".split(),
    *b"ftncn aftnsep aftnsepc aftncn objdata objclass objname linkval formfield falt".split(),
    *b"nonesttables pntxta pntxtb bkmkstart bkmkend listtable listoverridetable".split(),
    *b"themedata colorschememapping datastore latentstyles rsidtbl generator template".split(),
    *b"docvar datafield mmathPr mctrlPr wgrffmtfilter pgdsctbl".split(),
)
_THROUGH: Final = (*b"shppict moMath moMathPara mr ud".split(),)
_GROUPS: Final[dict[bytes, Word]] = {
    **dict.fromkeys(_SKIPPED, _skip),
    **dict.fromkeys(_THROUGH, _through),
    b"field": _field,
    b"fldinst": _field_instruction,
    b"fldrslt": _field_result,
    b"pict": _picture,
    b"shpinst": _shape,
    b"sp": _shape_property,
    b"pntext": _label,
    b"listtext": _label,
    b"shptxt": _text_box,
    b"dptxbxtext": _text_box,
    b"nesttableprops": _nested_properties,
    **headers.WORDS,
    **marginal.WORDS,
}
WORDS: Final[dict[bytes, Word]] = {**_GROUPS, **blocks.WORDS}
STARRED: Final = frozenset(_GROUPS)
"""Those that are known also after ``\\*``, which bids readers to skip what they don't know."""
