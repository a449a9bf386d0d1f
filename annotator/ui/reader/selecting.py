"""What a rough selection means: whole words or, with snapping off, whole characters."""

from __future__ import annotations

from annotator.corpus.segments import (
    SegmentUnit,
    covering,
    next_word_end,
    previous_word_start,
    snapped,
)
from annotator.corpus.span import Span
from annotator.corpus.text import DocumentText
from annotator.ui.reader.code_points import grapheme_end, grapheme_start


def whole_characters(text: str, start: int, end: int) -> Span | None:
    """The span widened to whole characters as a reader sees them; None for an empty one."""
    start, end = grapheme_start(text, start), grapheme_end(text, end)
    return Span(start, end) if start < end else None


def selection(text: str, start: int, end: int, snap: bool) -> Span | None:
    """The passage that a selection from `start` to `end` means; None where it means none."""
    if start >= end:
        return None
    if not snap:
        return whole_characters(text, start, end)
    exact = snapped(text, start, end)
    return whole_characters(text, exact.start, exact.end) if exact is not None else None


def stepped(document: DocumentText, position: int, unit: SegmentUnit, forward: bool) -> int:
    """The next border of a unit from `position`, for moving one end of a span.

    Forward that is where a unit ends, backward where one begins, so that the spaces between
    words are never part of the passage.
    """
    text = document.text
    if unit is SegmentUnit.CHARACTER:
        if forward:
            return min(len(text), grapheme_end(text, min(len(text), position + 1)))
        return max(0, grapheme_start(text, max(0, position - 1)))
    if forward:
        end = next_word_end(text, position)
        reached = position
        while unit is not SegmentUnit.WORD and end > reached:
            whole = covering(document, Span(max(position, end - 1), end), unit)
            if whole.end > position:
                return whole.end
            reached, end = end, next_word_end(text, end)
        return end
    start = previous_word_start(text, position)
    if unit is SegmentUnit.WORD or start >= position:
        return start
    return covering(document, Span(start, start + 1), unit).start


def shorter_end(document: DocumentText, span: Span, unit: SegmentUnit, at_end: bool) -> int:
    """Where an end of a span goes when it gives up one unit; `at_end` says which end.

    For the end that is where the unit before the last one ends, for the start where the second
    one begins. The other end of the span where only one unit is left.
    """
    text = document.text
    if unit is SegmentUnit.CHARACTER:
        return stepped(document, span.end if at_end else span.start, unit, forward=not at_end)
    if at_end:
        last = covering(
            document, Span(max(span.start, previous_word_start(text, span.end)), span.end), unit
        )
        start = previous_word_start(text, last.start)
        end = next_word_end(text, start)
        return end if span.start < end < span.end else span.end
    first = covering(document, Span(span.start, span.start + 1), unit)
    end = next_word_end(text, first.end)
    start = previous_word_start(text, end)
    return start if span.start < start < span.end else span.start
