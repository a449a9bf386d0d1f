"""What a changed passage may be in the later version of its text, for a person to decide."""

from __future__ import annotations

import enum

import numpy as np
import regex
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from annotator.corpus.span import Span, Spans, united
from annotator.operations.documents.aligning import LineAlignment

_LIKENESS = 55
"""Of 100: below it, what stands in a rewritten stretch is no version of the passage."""
_MOST_COMPARED = 20_000
_MOST_MARKED = 4_000_000
_TOKEN = regex.compile(r"\w+|\s+|[^\w\s]")


class PassagePart(enum.Enum):
    """What became of a piece of a passage."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


def proposal(alignment: LineAlignment, old: str, new: str, spans: Spans) -> Spans | None:
    """Where in the new text the passage most likely is; None where nothing is like it."""
    found = [_part(alignment, old, new, span) for span in spans]
    there = [span for span in found if span is not None]
    return united(there) if there else None


def _part(alignment: LineAlignment, old: str, new: str, span: Span) -> Span | None:
    first, last = _run(alignment, span.start), _run(alignment, span.end - 1)
    begin, end = _gap(alignment, first, len(new)), _gap(alignment, last, len(new))
    inside_first = _inside(alignment, first, span.start)
    inside_last = _inside(alignment, last, span.end - 1)
    if not inside_first and not inside_last and first == last:
        return _alike(old, new, span, begin)
    start = _image(alignment, first, span.start) if inside_first else begin[0]
    stop = _image(alignment, last, span.end - 1) + 1 if inside_last else end[1]
    if not inside_first:
        start = max(start, stop - _reach(span))
    if not inside_last:
        stop = min(stop, start + _reach(span))
    return _trimmed(new, start, stop)


def _reach(span: Span) -> int:
    return 2 * span.length + 80


def _run(alignment: LineAlignment, position: int) -> int:
    return int(np.searchsorted(alignment.starts, position, side="right")) - 1


def _inside(alignment: LineAlignment, run: int, position: int) -> bool:
    return run >= 0 and position < alignment.starts[run] + alignment.lengths[run]


def _image(alignment: LineAlignment, run: int, position: int) -> int:
    return int(position - alignment.starts[run] + alignment.places[run])


def _gap(alignment: LineAlignment, run: int, characters: int) -> tuple[int, int]:
    """What stands in the new text between a run and the next one."""
    start = int(alignment.places[run] + alignment.lengths[run]) if run >= 0 else 0
    more = run + 1 < len(alignment.places)
    return start, int(alignment.places[run + 1]) if more else characters


def _alike(old: str, new: str, span: Span, gap: tuple[int, int]) -> Span | None:
    """The passage in a stretch that was rewritten, or moved elsewhere as it is."""
    words = old[span.start : span.end]
    there = new[gap[0] : min(gap[1], gap[0] + _MOST_COMPARED)]
    if len(words) <= _MOST_COMPARED and there.strip():
        if len(there) <= len(words):
            if fuzz.ratio(words, there) >= _LIKENESS:
                return _trimmed(new, gap[0], gap[0] + len(there))
        else:
            found = fuzz.partial_ratio_alignment(words, there, score_cutoff=_LIKENESS)
            if found is not None and found.dest_start < found.dest_end:
                start, end = gap[0] + found.dest_start, gap[0] + found.dest_end
                return _trimmed(new, *_whole_words(new, start, end, gap))
    place = new.find(words)
    if place >= 0 and new.find(words, place + 1) < 0:
        return Span(place, place + len(words))
    return None


def _whole_words(text: str, start: int, end: int, gap: tuple[int, int]) -> tuple[int, int]:
    while start > gap[0] and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < gap[1] and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return Span(start, end) if start < end else None


def difference(old: str, new: str) -> list[tuple[PassagePart, str]]:
    """Two passages as pieces: what both have, what only the old one has, what only the new one."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    if old == new:
        return [(PassagePart.SAME, old)]
    if len(a) * len(b) > _MOST_MARKED:
        return [(PassagePart.GONE, old), (PassagePart.NEW, new)]
    pieces: list[tuple[PassagePart, str]] = []
    gone = came = ""
    for code in (*LCSseq.opcodes(a, b), None):
        if code is not None and code.tag != "equal":
            gone += "".join(a[code.src_start : code.src_end])
            came += "".join(b[code.dest_start : code.dest_end])
            continue
        changed = ((PassagePart.GONE, gone), (PassagePart.NEW, came))
        pieces += [(part, words) for part, words in changed if words]
        gone = came = ""
        if code is not None:
            pieces.append((PassagePart.SAME, "".join(a[code.src_start : code.src_end])))
    return pieces
