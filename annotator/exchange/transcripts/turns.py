"""Cues to a document: running text, a paragraph a turn, with speakers and times beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from annotator.corpus.structure import Element
from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.transcripts.cue import Cue

LONG_PAUSE: Final = 4_000
"""Milliseconds without a cue after which a speaker who is not named begins a new paragraph."""
PAUSE: Final = 2_000
"""Milliseconds without a cue from which the gap is an element."""
_NO_SPACE = re.compile("[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]")
_NON_SPEECH = re.compile(r"\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\]|♪[^♪\n]{0,200}♪?")


def transcript(cues: Sequence[Cue], *, names: bool = False) -> tuple[str, list[Element]]:
    """The text and its structure: ``turn`` (speaker), ``time`` (start, end in milliseconds),
    ``pause`` (milliseconds), ``non-speech``. With `names`, each turn begins with its speaker."""
    builder = TextBuilder()
    for turn in _turns(cues):
        if builder.position:
            builder.end_block()
        _add_turn(builder, turn, names)
    text, elements = builder.finish()
    noises = [Element("non-speech", *match.span()) for match in _NON_SPEECH.finditer(text)]
    return text, sorted([*elements, *noises], key=lambda one: (one.start, -one.end))


def _turns(cues: Sequence[Cue]) -> Iterator[list[Cue]]:
    turn: list[Cue] = []
    for cue in cues:
        if turn and not _continues(turn[-1], cue):
            yield turn
            turn = []
        turn.append(cue)
    if turn:
        yield turn


def _continues(before: Cue, cue: Cue) -> bool:
    """Whether the same person goes on."""
    if cue.new_turn or cue.speaker != before.speaker:
        return False
    return bool(cue.speaker) or _gap(before, cue) < LONG_PAUSE


def _gap(before: Cue, cue: Cue) -> int:
    if before.end is None or cue.start is None:
        return 0
    return max(0, cue.start - before.end)


def _add_turn(builder: TextBuilder, turn: Sequence[Cue], names: bool) -> None:
    start = builder.position
    speaker = turn[0].speaker
    if names and speaker:
        builder.add(f"{speaker}: ")
    for number, cue in enumerate(turn):
        words = " ".join(cue.words)
        if number:
            gap = _gap(turn[number - 1], cue)
            if gap >= PAUSE:
                builder.mark("pause", builder.position, builder.position, milliseconds=gap)
            builder.add(_between(turn[number - 1], words))
        first = builder.position
        builder.add(words)
        if cue.start is not None:
            end = cue.end if cue.end is not None else cue.start
            builder.mark("time", first, builder.position, start_ms=cue.start, end_ms=end)
    said = {"speaker": speaker} if speaker else {}
    builder.mark("turn", start, builder.position, **said)


def _between(before: Cue, words: str) -> str:
    """A space, but none between characters of scripts that are written without."""
    last = before.lines[-1].rstrip()[-1:]
    joined = bool(_NO_SPACE.match(last)) and bool(_NO_SPACE.match(words))
    return "" if joined else " "


def runs_backwards(cues: Sequence[Cue]) -> bool:
    """Whether some cue begins before the one in front of it."""
    return any(
        one.start is not None and other.start is not None and other.start < one.start
        for one, other in pairwise(cues)
    )
