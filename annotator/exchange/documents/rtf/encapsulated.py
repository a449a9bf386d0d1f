"""HTML inside Rich Text, as Outlook keeps the bodies of messages (MS-OXRTFEX)."""

from __future__ import annotations

from typing import Final

from annotator.exchange.documents.rtf import blocks, headers
from annotator.exchange.documents.rtf.interpreter import Interpreter, Word

_FONTS: Final = headers.WORDS[b"fonttbl"]


def html_inside(data: bytes) -> str | None:
    """The HTML that a Rich Text file was made from, or None where it was not made from any."""
    if b"\\fromhtml" not in data[:4096]:
        return None
    parts: list[str] = []
    reader = Interpreter(data, _WORDS, _STARRED)
    reader.sink = parts

    def toggle(reader: Interpreter, number: int | None) -> None:
        # Within a group only, as all formatting: the group's end restores where text goes.
        reader.sink = parts if number == 0 else None

    def tag(reader: Interpreter, _number: int | None) -> None:
        reader.sink = parts

    reader.words = {**_WORDS, b"htmlrtf": toggle, b"htmltag": tag}
    reader.run()
    return "".join(parts)


def _skip(reader: Interpreter, _number: int | None) -> None:
    reader.skip_group()


def _newline(reader: Interpreter, _number: int | None) -> None:
    if isinstance(reader.sink, list):
        reader.sink.append("\n")


def _nothing(_reader: Interpreter, _number: int | None) -> None:
    """Replaced for each file."""


_WORDS: Final[dict[bytes, Word]] = {
    b"fonttbl": _FONTS,
    b"ansicpg": blocks.WORDS[b"ansicpg"],
    b"deff": blocks.WORDS[b"deff"],
    b"par": _newline,
    b"line": _newline,
    b"htmlrtf": _nothing,
    b"htmltag": _nothing,
    **dict.fromkeys(
        (b"colortbl", b"stylesheet", b"info", b"mhtmltag", b"pntext", b"listtext"), _skip
    ),
}
_STARRED: Final = frozenset((b"htmltag", b"mhtmltag"))
