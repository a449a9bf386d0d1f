"""A document as Markdown (CommonMark, with the notes that most programs know).

Codings are marks with the code as their title, notes at the end, or a line below the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import BinaryIO

from annotator.exchange.coded_text.choice import COMMENTS, HIGHLIGHTS, MARGIN
from annotator.exchange.coded_text.model import (
    HEADING,
    LIST_ITEM,
    NOTE,
    QUOTE,
    TABLE,
    Block,
    Run,
    Written,
    margin_of,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_LINE_START = re.compile(r"^(\s*)([-+=>]|\d+[.)])(?=\s|$)|^(\s*)(=+|-+)\s*$")


def write_markdown(written: Written, file: BinaryIO) -> None:
    """Write the document, UTF-8 with LF."""
    file.write(("\n\n".join(_parts(written)) + "\n").encode("utf-8"))


def _parts(written: Written) -> Iterator[str]:
    yield f"# {_escaped(written.title)}"
    if written.legend:
        yield "\n".join(f"- {_escaped(one.path)} ({one.number})" for one in written.legend)
    used: list[int] = []
    for block in written.blocks:
        yield _block(written, block, used)
        if written.show == MARGIN and (names := margin_of(written, block)):
            yield "> " + ", ".join(f"{_escaped(one.path)} ({_escaped(one.coder)})" for one in names)
    for number in used:
        note = written.notes[number]
        said = " — ".join(map(_escaped, note.words.split("\n")))
        yield f"[^{number + 1}]: {said} ({_escaped(note.coder)})"


def _block(written: Written, block: Block, used: list[int]) -> str:
    if block.kind == TABLE:
        rows = [
            "| " + " | ".join(_cell(written, cell, used) for cell in row) + " |"
            for row in block.rows
        ]
        return "\n".join([rows[0], "|" + " --- |" * len(block.rows[0]), *rows[1:]])
    words = "".join(_run(written, run, used) for run in block.runs)
    lines = [_at_line_start(line) for line in words.split("\n")]
    match block.kind:
        case kind if kind == HEADING:
            return "#" * min(block.level + 1, 6) + " " + " ".join(lines)
        case kind if kind == LIST_ITEM:
            return "  " * (block.level - 1) + "- " + "  \n  ".join(lines)
        case kind if kind == QUOTE:
            return "\n".join(f"> {line}" for line in lines)
        case kind if kind == NOTE:
            return f"({_escaped(block.label)}) " + "  \n".join(lines)
    label = f"**{_escaped(block.label)}** " if block.label else ""
    return label + "  \n".join(lines)


def _cell(written: Written, cell: tuple[Run, ...], used: list[int]) -> str:
    return "".join(_run(written, run, used) for run in cell).replace("\n", "<br>")


def _run(written: Written, run: Run, used: list[int]) -> str:
    text = _escaped(run.text)
    inner = text.strip()
    if inner and (run.bold or run.italic):
        stars = "*" * (2 * run.bold + run.italic)
        text = text.replace(inner, f"{stars}{inner}{stars}", 1)
    if written.show == HIGHLIGHTS and run.codings:
        notes = (written.notes[number] for number in run.codings)
        title = escape("; ".join(f"{one.path} ({one.coder})" for one in notes), quote=True)
        return f'<mark title="{title}">{text}</mark>'
    if written.show == COMMENTS and run.closes:
        used += run.closes
        return text + "".join(f"[^{number + 1}]" for number in run.closes)
    return text


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _at_line_start(line: str) -> str:
    """A line that Markdown would take for an item, a quotation or an underlined heading."""
    found = _LINE_START.match(line)
    if found is None:
        return line
    place = len(found[1] or found[3] or "")
    mark = found[2] or found[4]
    if mark[0].isdigit():
        return line[: place + len(mark) - 1] + "\\" + line[place + len(mark) - 1 :]
    return line[:place] + "\\" + line[place:]
