"""Headings: the outline of a PDF found in its text, else what stands out by its type."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

import pypdfium2.raw as pdfium

from annotator.exchange.documents.pdf.library import LOCK, Handle, PdfFile, address_of, utf16
from annotator.exchange.documents.pdf.paragraphs import Block

_MOST: Final = 20_000
_LARGER: Final = 1.1
_LONGEST: Final = 200
_MOST_UNDER: Final = 8
"""Paragraphs below a title among which its authors are."""
_OF_TEXT: Final = 4
"""Lines of a paragraph of running text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the outline: its title, its page (from 0; -1 unknown), its level from 1."""

    title: str
    page: int
    level: int


def read_outline(file: PdfFile) -> list[Entry]:
    """The outline (bookmarks), in its order; entries of one that goes in circles once."""
    found: list[Entry] = []
    seen: set[int] = set()
    with LOCK:
        stack: list[tuple[Handle, int]] = [
            (pdfium.FPDFBookmark_GetFirstChild(file.handle, None), 1)
        ]
        while stack and len(found) < _MOST:
            bookmark, level = stack.pop()
            address = address_of(bookmark) if bookmark else 0
            if not address or address in seen:
                continue
            seen.add(address)
            target = pdfium.FPDFBookmark_GetDest(file.handle, bookmark)
            page = pdfium.FPDFDest_GetDestPageIndex(file.handle, target) if target else -1
            found.append(Entry(utf16(pdfium.FPDFBookmark_GetTitle, bookmark), page, level))
            stack.append((pdfium.FPDFBookmark_GetNextSibling(file.handle, bookmark), level))
            stack.append((pdfium.FPDFBookmark_GetFirstChild(file.handle, bookmark), level + 1))
    return found


def mark_headings(blocks: list[Block], entries: list[Entry], body: float) -> int:
    """Make blocks headings; the number of outline entries that no block has the words of."""
    if entries:
        missing = _by_outline(blocks, entries)
        if missing < len(entries):
            return missing
    _by_type(blocks, body)
    return len(entries)


def _by_outline(blocks: list[Block], entries: list[Entry]) -> int:
    by_page: dict[int, list[Block]] = {}
    for block in blocks:
        if not block.cells and not block.in_contents and len(block.lines) <= 8:
            by_page.setdefault(block.lines[0].page.number, []).append(block)
    missing = 0
    for entry in entries:
        title = _plain(entry.title)
        titled = next(
            (
                block
                for page in (entry.page, entry.page + 1)
                for block in by_page.get(page, ())
                if block.kind not in ("heading", "caption") and _is_titled(block, title)
            ),
            None,
        )
        if titled is None:
            missing += 1
        else:
            titled.kind, titled.level, titled.skip = "heading", min(entry.level, 9), 0
    return missing


def _is_titled(block: Block, title: str) -> bool:
    """Whether a block's words are those of a title, a number before them aside."""
    if not title:
        return False
    text = _plain(" ".join(placed.line.text for placed in block.lines))
    return text == title or (text.endswith(title) and len(text) <= len(title) + 14)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "", text)


def _by_type(blocks: list[Block], body: float) -> None:
    """Larger than the body: by size; bold lines of the body's size come below those."""
    chosen = [
        block
        for block in blocks
        if block.kind == "paragraph"
        and not block.cells
        and not block.in_contents
        and not _in_cell(block)
        and len(block.lines) <= 4
        and len(text := block.text) <= _LONGEST
        and sum(map(str.isalpha, text)) >= 2
        and _stands_out(block, text, body)
    ]
    chosen = _without_authors(blocks, chosen, body)
    sizes = Counter(_rank(block, body) for block in chosen)
    order = sorted(sizes, reverse=True)
    for block in chosen:
        block.kind, block.level = "heading", min(order.index(_rank(block, body)) + 1, 9)


def _without_authors(blocks: list[Block], chosen: list[Block], body: float) -> list[Block]:
    """Without the lines below the title of an article: names, in a type that no heading has, which
    is smaller than the title's and not bold."""
    if not chosen or chosen[0].lines[0].page.number > 0:
        return chosen
    title = chosen[0]
    following = blocks[blocks.index(title) + 1 :][:_MOST_UNDER]
    before_text = list(takewhile(lambda block: len(block.lines) < _OF_TEXT, following))
    under = [block for block in before_text if block in chosen]
    elsewhere = {_type(block, body) for block in chosen if block not in under}
    left_out = [
        block
        for block in under
        if block.size < 0.95 * title.size
        and not any(placed.bold for placed in block.lines)
        and _type(block, body) not in elsewhere
        and _are_names(block.text)
    ]
    return [block for block in chosen if block not in left_out]


def _are_names(text: str) -> bool:
    """Whether nearly all words begin with a capital, as in names, and no number comes first."""
    words = [word for word in re.findall(r"\w[\w’'.-]*", text) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return bool(words) and len(words) > 1 and capitals >= 0.8 * len(words) and text[0].isalpha()


def _in_cell(block: Block) -> bool:
    """Whether the file says that a block is in a table, as the bold head of one is."""
    first = block.lines[0]
    characters = first.line.segments[0].characters
    return bool(characters[0] >= 0 and first.page.characters.cell[characters[0]])


def _rank(block: Block, body: float) -> float:
    return round(block.size * 2) / 2 if block.size > _LARGER * body else 0.0


def _type(block: Block, body: float) -> tuple[float, bool]:
    return _rank(block, body), block.lines[0].bold


def _stands_out(block: Block, text: str, body: float) -> bool:
    if block.size > _LARGER * body:
        return True
    bold = all(placed.bold for placed in block.lines)
    ended = text.endswith((".", ",", ";", ":")) and not re.match(r"\d", text)
    return bold and block.size > 0.97 * body and not ended and len(block.lines) <= 2
