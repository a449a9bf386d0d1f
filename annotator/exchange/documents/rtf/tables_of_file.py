"""The font table and the style sheet of a Rich Text file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from annotator.exchange.documents.rtf import tokens
from annotator.exchange.documents.rtf.charsets import Font
from annotator.exchange.documents.rtf.styles import Style

MOST: Final = 20_000
"""Fonts or styles of a file."""
_WORD: Final = re.compile(rb"\\([a-z]+)(-?[0-9]{1,9})?")
_OTHER_STYLE: Final = frozenset((b"cs", b"ds", b"ts", b"tsrowd"))


def _entries(raw: bytes) -> Iterator[tuple[bytes, dict[bytes, int]]]:
    """The entries of a table, without the groups within them: their text, and their words.

    Each is a group, or ends at a semicolon where a table has no groups (older programs).
    """
    words: dict[bytes, int] = {}
    text: list[bytes] = []
    position, depth = 0, 0
    while (match := tokens.TOKEN.search(raw, position)) is not None:
        position = match.end()
        kind = match.lastindex
        if kind == tokens.OPEN:
            depth += 1
            if depth > 1:
                position = tokens.end_of_group(raw, position)
                depth -= 1
        elif kind == tokens.CLOSE:
            depth = max(0, depth - 1)
            yield b"".join(text), words
            words, text = {}, []
        elif kind in (tokens.WORD, 3):
            words.setdefault(match[2], int(match[3] or 0))
        elif kind == tokens.SYMBOL:
            text.append(match[0] if match[0] != b"\\*" else b"")
        else:
            text.append(match[0])
            if depth == 0 and match[0].endswith(b";"):
                yield b"".join(text), words
                words, text = {}, []
    if words:
        yield b"".join(text), words


def read_fonts(raw: bytes) -> dict[int, Font]:
    """The fonts by number, of the bytes of a font table."""
    fonts: dict[int, Font] = {}
    for text, words in _entries(raw):
        if b"f" in words and len(fonts) < MOST:
            name = text.partition(b";")[0].decode("ascii", "replace").strip()
            fonts[words[b"f"]] = Font(name, words.get(b"fcharset"), words.get(b"cpg"))
    return fonts


def read_styles(raw: bytes, plain: Callable[[bytes], str]) -> dict[int, Style]:
    """The paragraph styles by number, of the bytes of a style sheet; `plain` is the text of a
    piece of the file."""
    styles: dict[int, Style] = {}
    for text, words in _entries(raw):
        if len(styles) < MOST and _OTHER_STYLE.isdisjoint(words):
            name = plain(text).partition(";")[0].strip().lower()
            outline = words.get(b"outlinelevel", -1)
            styles[words.get(b"s", 0)] = Style(name, outline, words.get(b"sbasedon", 0))
    return styles
