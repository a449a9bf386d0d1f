"""A text with what was detected in it, cut into cues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.exchange.transcripts.cue import Cue, milliseconds
from annotator.exchange.transcripts.detection import Detection
from annotator.exchange.transcripts.layouts import Match
from annotator.exchange.transcripts.names import plain_name

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,:-](\d{1,3}))?(?![\d:])")


@dataclass(slots=True)
class _Piece:
    """A stretch of words, from a mark to the next one."""

    words: str
    source: int
    speaker: str
    begins: bool
    """Whether a speaker is named before it."""
    start: int | None
    end: int | None = None


def cues_of(text: str, found: Detection, unspoken: Sequence[int] = ()) -> list[Cue]:
    """The cues of a text: what stands before the first speaker has none, and neither has what
    begins at the places `unspoken` (the texts of notes)."""
    pieces = list(_pieces(text, found, unspoken))
    if found.times and _stand_at_ends(text, found.times):
        _shift(pieces)
    return [cue for piece in pieces for cue in _cues(piece, bool(found.matches))]


def _cues(piece: _Piece, named: bool) -> Iterator[Cue]:
    """The words of a piece; where speakers are named and this has none, line by line."""
    if not named or piece.speaker or piece.start is not None:
        if piece.words.strip():
            lines = piece.words.split("\n")
            yield Cue(piece.start, piece.end, lines, piece.speaker, source=piece.source)
        return
    place = piece.source
    for line in piece.words.split("\n"):
        if line.strip():
            yield Cue(None, None, [line], new_turn=True, unspoken=True, source=place)
        place += len(line) + 1


_NOWHERE = (-1, -1)


def _pieces(text: str, found: Detection, unspoken: Sequence[int]) -> Iterator[_Piece]:
    marks = [
        *((one, True) for one in found.matches),
        *((one, False) for one in found.times),
        *((Match(place, place, _NOWHERE, _NOWHERE), True) for place in unspoken),
    ]
    marks.sort()
    end_of_text = (Match(len(text), len(text), _NOWHERE, _NOWHERE), False)
    piece = _Piece(text[: marks[0][0].start] if marks else text, 0, "", False, None)
    for (mark, begins), (following, _begins) in pairwise([*marks, end_of_text]):
        yield piece
        first, last = mark.name
        words = text[mark.end : following.start]
        speaker = plain_name(text[first:last]) if first >= 0 else "" if begins else piece.speaker
        piece = _Piece(words, mark.end, speaker, begins, *_times(text, mark))
    yield piece


def _times(text: str, mark: Match) -> tuple[int | None, int | None]:
    start, end = mark.time
    if start < 0:
        return None, None
    found = [milliseconds(one.groups()) for one in _CLOCK.finditer(text[start:end])][:2]
    return (found[0] if found else None), (found[1] if len(found) > 1 else None)


def _stand_at_ends(text: str, times: Sequence[Match]) -> bool:
    """Whether most times stand where a line ends and not where one begins, as those of f4 do: they
    tell when the words before them end."""
    at_ends = sum(
        text[one.end : one.end + 1] in ("", "\n")
        and text[one.start - 1 : one.start] not in ("", "\n")
        for one in times
    )
    return 2 * at_ends > len(times)


def _shift(pieces: Sequence[_Piece]) -> None:
    """Times that tell when something ended: what follows begins then, the first at the start."""
    clock = 0
    for piece, following in pairwise([*pieces, _Piece("", 0, "", False, None)]):
        ended = None if following.begins else following.start
        if piece.start is None or not piece.begins:
            piece.start = None if ended is None else clock
        if ended is not None:
            piece.end = clock = ended
