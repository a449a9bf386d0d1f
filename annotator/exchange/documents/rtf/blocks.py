"""The control words of paragraphs, pages, tables and notes' marks."""

from __future__ import annotations

from typing import Final

from annotator.exchange.documents.rtf.interpreter import Interpreter, Word
from annotator.exchange.documents.rtf.notes import NUMBERINGS


def _paragraph(reader: Interpreter, _number: int | None) -> None:
    if (flow := reader.flow) is not None:
        if not flow.begun:
            reader.begin_paragraph(flow)
        flow.end_paragraph(reader.state)
    elif isinstance(reader.sink, list):
        reader.sink.append("\n")


def _section(reader: Interpreter, _number: int | None) -> None:
    if (flow := reader.flow) is not None:
        if flow.begun:
            flow.end_paragraph(reader.state)
        reader.section_page = True


def _same_page(reader: Interpreter, _number: int | None) -> None:
    reader.section_page = False


def _page(reader: Interpreter, _number: int | None) -> None:
    if (flow := reader.flow) is not None:
        reader.break_page(flow)


def _line(reader: Interpreter, _number: int | None) -> None:
    if (flow := reader.flow) is not None:
        flow.line_break(reader.state)
    elif isinstance(reader.sink, list):
        reader.sink.append(" ")


def _define_row(reader: Interpreter, _number: int | None) -> None:
    if (flow := reader.flow) is not None:
        flow.define_row(nested=reader.nested_row)


def _cell_edge(reader: Interpreter, number: int | None) -> None:
    if (flow := reader.flow) is not None:
        flow.cell_edge(number or 0, nested=reader.nested_row)


def _cell(reader: Interpreter, _number: int | None) -> None:
    if (flow := reader.flow) is not None:
        flow.end_cell(reader.state, 1)


def _nested_cell(reader: Interpreter, _number: int | None) -> None:
    if (flow := reader.flow) is not None:
        flow.end_cell(reader.state, max(2, reader.state.depth))


def _row(reader: Interpreter, _number: int | None) -> None:
    if (flow := reader.flow) is not None:
        flow.end_row(reader.state, nested=False)


def _nested_row(reader: Interpreter, _number: int | None) -> None:
    if (flow := reader.flow) is not None:
        flow.end_row(reader.state, nested=True)


def _note_number(reader: Interpreter, _number: int | None) -> None:
    reader.automatic = True


def _default_font(reader: Interpreter, number: int | None) -> None:
    reader.default_font = number or 0
    reader.state = reader.state._replace(font=reader.default_font)


def _cell_flag(word: bytes) -> Word:
    def act(reader: Interpreter, _number: int | None) -> None:
        if (flow := reader.flow) is not None:
            flow.cell_flag(word, nested=reader.nested_row)

    return act


def _note_numbering(kind: str, end: bytes) -> Word:
    def act(reader: Interpreter, _number: int | None) -> None:
        reader.numbering[kind] = NUMBERINGS[end]

    return act


def _code_page(codec: str) -> Word:
    def act(reader: Interpreter, _number: int | None) -> None:
        reader.fonts.document = codec
        reader.fonts.settle()

    return act


def _ansi_code_page(reader: Interpreter, number: int | None) -> None:
    reader.set_code_page(number or 0)


WORDS: Final[dict[bytes, Word]] = {
    b"par": _paragraph,
    b"sect": _section,
    b"sbknone": _same_page,
    b"sbkcol": _same_page,
    b"page": _page,
    b"line": _line,
    b"softline": _line,
    b"lbr": _line,
    b"trowd": _define_row,
    b"cellx": _cell_edge,
    b"cell": _cell,
    b"nestcell": _nested_cell,
    b"row": _row,
    b"nestrow": _nested_row,
    b"chftn": _note_number,
    b"deff": _default_font,
    b"mac": _code_page("mac_roman"),
    b"pc": _code_page("cp437"),
    b"pca": _code_page("cp850"),
    b"ansicpg": _ansi_code_page,
    **{word: _cell_flag(word) for word in (b"clmgf", b"clmrg", b"clvmgf", b"clvmrg", b"trhdr")},
    **{b"ftn" + end: _note_numbering("footnote", end) for end in NUMBERINGS},
    **{b"aftn" + end: _note_numbering("endnote", end) for end in NUMBERINGS},
}
"""What each does; with those of `destinations` they are all that the reader knows."""
