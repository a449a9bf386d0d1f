"""What differs between two texts, word by word."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

_TOKEN: Final = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_TOKENS: Final = 20_000
"""Beyond, the whole texts stand against each other: such a comparison would take minutes."""


class Mark(enum.StrEnum):
    """What a piece of the texts is."""

    SAME = "same"
    DELETED = "deleted"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both texts have, or one of them alone."""

    mark: Mark
    words: str


def word_differences(old: str, new: str) -> list[Piece]:
    """The two texts as one row of pieces: those that are not `ADDED` are the old text, those that
    are not `DELETED` the new one."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) + len(after) > _MOST_TOKENS:
        return [Piece(m, w) for m, w in ((Mark.DELETED, old), (Mark.ADDED, new)) if w]
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            _add(pieces, Mark.SAME, "".join(before[start:end]))
            continue
        _add(pieces, Mark.DELETED, "".join(before[start:end]))
        _add(pieces, Mark.ADDED, "".join(after[first:last]))
    return _joined(pieces)


def _add(pieces: list[Piece], mark: Mark, words: str) -> None:
    if words:
        pieces.append(Piece(mark, words))


def _joined(pieces: list[Piece]) -> list[Piece]:
    """White space between two changed words belongs to what changed: a sentence that was written
    anew is one piece, not a word here and there."""
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        inner = 0 < at < len(pieces) - 1
        if inner and piece.mark is Mark.SAME and not piece.words.strip():
            _merge(found, Mark.DELETED, piece.words)
            _merge(found, Mark.ADDED, piece.words)
        elif piece.mark is Mark.SAME:
            found.append(piece)
        else:
            _merge(found, piece.mark, piece.words)
    return found


def _merge(found: list[Piece], mark: Mark, words: str) -> None:
    """Put words behind those of the same mark in the run of changes at the end, the deleted ones
    first."""
    for back in (1, 2):
        if len(found) >= back and found[-back].mark is mark:
            found[-back] = Piece(mark, found[-back].words + words)
            return
        if len(found) < back or found[-back].mark is Mark.SAME:
            break
    if mark is Mark.DELETED and found and found[-1].mark is Mark.ADDED:
        found.insert(len(found) - 1, Piece(mark, words))
    else:
        found.append(Piece(mark, words))
