"""All words, sentences or paragraphs of a text at once, as (start, end) pairs in order.

The same rules as `segments`, which answers for one position. One pass of a compiled pattern; no
step is taken for a character.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.corpus.segments import SENTENCE_END, ends_sentence, word_pattern
from annotator.corpus.text import DocumentText

Bounds = list[tuple[int, int]]


def words(text: str) -> Bounds:
    """The words, without the marks and spaces between them."""
    return [found.span() for found in word_pattern().finditer(text)]


def sentences(document: DocumentText) -> Bounds:
    """The sentences with their final marks; none reaches over the end of a paragraph."""
    return [
        bounds
        for paragraph in document.paragraphs()
        for bounds in _sentences_in(document.text, paragraph.start, paragraph.end)
    ]


def _sentences_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    cuts = [
        mark.end()
        for mark in SENTENCE_END.finditer(text, start, end)
        if ends_sentence(text, mark, end)
    ]
    for low, high in zip([start, *cuts], [*cuts, end], strict=True):
        piece = text[low:high]
        kept = piece.strip()
        if kept:
            first = low + len(piece) - len(piece.lstrip())
            yield first, first + len(kept)
