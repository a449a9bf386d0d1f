"""Bold, italic, raised and lowered passages, as the fonts and the places of characters tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from annotator.corpus.structure import Element
from annotator.exchange.documents.pdf.fonts import Font
from annotator.exchange.documents.pdf.layout import Page

_BOLD, _ITALIC, _RAISED, _LOWERED = 1, 2, 4, 8
_STYLES: Final = {
    _BOLD: "bold",
    _ITALIC: "italic",
    _RAISED: "superscript",
    _LOWERED: "subscript",
}


def emphasis_of(
    text: str,
    page_of: NDArray[np.int32],
    index_of: NDArray[np.int32],
    lines: list[tuple[int, int, float, float]],
    pages: list[Page],
    fonts: list[Font],
    without: list[Element],
) -> Iterator[Element]:
    """Elements ``emphasis`` over a text, but none within the elements `without` (headings, marks of
    notes), nor where all of the text is that way."""
    if not text:
        return
    bits = _bits(len(text), page_of, index_of, lines, pages, fonts)
    for element in without:
        bits[element.start : element.end] = 0
    blocks = np.frombuffer(text.encode("utf-32-le"), "<u4") == 0x0A
    spaces = index_of < 0
    for bit, style in _STYLES.items():
        has = (bits & bit) > 0
        if bit in (_BOLD, _ITALIC) and 2 * np.count_nonzero(has) > np.count_nonzero(~spaces):
            continue
        for start, end in _runs(has, spaces, blocks):
            yield Element("emphasis", start, end, {"style": style})


def _bits(
    length: int,
    page_of: NDArray[np.int32],
    index_of: NDArray[np.int32],
    lines: list[tuple[int, int, float, float]],
    pages: list[Page],
    fonts: list[Font],
) -> NDArray[np.uint8]:
    offsets = np.cumsum([0, *(len(page.characters) for page in pages)])
    printed = np.flatnonzero(index_of[:length] >= 0)
    here = offsets[page_of[printed]] + index_of[printed]
    styles = np.array([_BOLD * font.bold + _ITALIC * font.italic for font in fonts], np.uint8)
    bits = np.zeros(length, np.uint8)
    bits[printed] = styles[np.concatenate([page.characters.font for page in pages])[here]]
    size = np.concatenate([page.characters.size for page in pages])[here]
    across = np.concatenate([page.characters.across for page in pages])[here]
    starts = np.array([line[0] for line in lines], np.int64)
    own = np.searchsorted(starts, printed, side="right") - 1
    baseline = np.array([line[2] for line in lines])[own]
    full = np.array([line[3] for line in lines])[own]
    small = size < 0.85 * full
    bits[printed[small & (across < baseline - 0.15 * full)]] |= _RAISED
    bits[printed[small & (across > baseline + 0.08 * full)]] |= _LOWERED
    return bits


def _runs(
    has: NDArray[np.bool_], spaces: NDArray[np.bool_], blocks: NDArray[np.bool_]
) -> Iterator[tuple[int, int]]:
    """Runs of what has a style; spaces between two words that have it belong to the run."""
    words = np.flatnonzero(~spaces[: len(has)] | blocks)
    on = has[words]
    edges = np.flatnonzero(np.diff(np.concatenate([[False], on, [False]]).astype(np.int8)))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield int(words[first]), int(words[last - 1]) + 1
