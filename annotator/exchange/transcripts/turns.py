"""Cues to a document: running text, a paragraph a turn, with speakers and times beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from annotator.corpus.structure import Element
from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.transcripts.carried import Carried
from annotator.exchange.transcripts.cue import Cue, from_number

LONG_PAUSE: Final = 4_000
"""Milliseconds without a cue after which a speaker who is not named begins a new paragraph."""
LONG_PARAGRAPH: Final = 1_000
"""Characters of a speaker who is not named, after which a sentence ends the paragraph."""
_END_OF_SENTENCE = re.compile(r"[.?!…。？！][\"'”’»)]?\s*\Z")
PAUSE: Final = 2_000
"""Milliseconds without a cue from which the gap is an element."""
_NO_SPACE = re.compile("[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]")
_NON_SPEECH = re.compile(
    r"(?<![\w(])\((?P<round>[^()\n]{1,60})\)(?!\w)"
    r"|\[ ?[^\W_][^\[\]\n]{1,60}\]|♪[^♪\n]{0,200}♪?|&=\w[\w:]{0,60}"
)
_PAUSE = re.compile(
    r"\.{1,3}|…|-{1,3}|(?P<seconds>\d{1,3}(?:[.,]\d{1,3})?)\s*"
    r"(?:s|sec|sek|seconds?|sekunden?|secondes?|segundos?)?\.?\s*"
    r"(?:pause|pausa)?",
    re.IGNORECASE,
)


def transcript(
    cues: Sequence[Cue], *, names: bool = False, beside: Sequence[Element] = ()
) -> tuple[str, list[Element]]:
    """The text and its structure: ``turn`` (speaker, role), ``time`` (start, end in milliseconds),
    ``pause`` (milliseconds), ``non-speech``, ``tier``. With `names`, each turn begins with its
    speaker. `beside` are elements of the text that the cues were cut out of."""
    builder = TextBuilder()
    carried = Carried(beside)
    for turn in _turns(cues):
        if builder.position:
            builder.end_block()
        _add_turn(builder, turn, names, carried)
    text, elements = builder.finish()
    heard = map(_heard, _NON_SPEECH.finditer(text))
    return text, sorted(
        [*elements, *heard, *carried.elements()], key=lambda one: (one.start, -one.end)
    )


def _heard(match: re.Match[str]) -> Element:
    """A pause where brackets hold one, else what is heard."""
    pause = _PAUSE.fullmatch(match["round"].strip()) if match["round"] else None
    if pause is None:
        return Element("non-speech", *match.span())
    seconds = pause["seconds"]
    if seconds is None:
        return Element("pause", *match.span())
    length = from_number(float(seconds.replace(",", ".")), 1000) or 0
    return Element("pause", *match.span(), {"milliseconds": length})


def _turns(cues: Sequence[Cue]) -> Iterator[list[Cue]]:
    turn: list[Cue] = []
    length = 0
    for cue in cues:
        if turn and not _continues(turn[-1], cue, length):
            yield turn
            turn, length = [], 0
        turn.append(cue)
        length += sum(map(len, cue.lines))
    if turn:
        yield turn


def _continues(before: Cue, cue: Cue, length: int) -> bool:
    """Whether the same person goes on. Where nobody is named, a pause begins a paragraph, and the
    end of a sentence does in one of such a length."""
    if cue.new_turn or cue.speaker != before.speaker or cue.unspoken != before.unspoken:
        return False
    if cue.speaker:
        return True
    full = length > LONG_PARAGRAPH and _END_OF_SENTENCE.search(before.lines[-1])
    return _gap(before, cue) < LONG_PAUSE and not full


def _gap(before: Cue, cue: Cue) -> int:
    if before.end is None or cue.start is None:
        return 0
    return max(0, cue.start - before.end)


def _add_turn(builder: TextBuilder, turn: Sequence[Cue], names: bool, carried: Carried) -> None:
    start = builder.position
    speaker, role = turn[0].speaker, turn[0].role
    if names and speaker:
        builder.add(f"{speaker}: ")
    for number, cue in enumerate(turn):
        words = " ".join(cue.said)
        if number:
            gap = _gap(turn[number - 1], cue)
            if gap >= PAUSE:
                builder.mark("pause", builder.position, builder.position, milliseconds=gap)
            builder.add(_between(turn[number - 1], words))
        first = builder.position
        builder.add(words)
        _add_times(builder, cue, first, words)
        carried.take(cue, first)
        # Of elements over one span, the last that was marked comes first.
        for tier, text in reversed(cue.tiers):
            builder.mark("tier", first, builder.position, tier=tier, text=text)
    if turn[0].unspoken:
        builder.mark("paragraph", start, builder.position)
        return
    said = {"speaker": speaker} if speaker else {}
    builder.mark("turn", start, builder.position, **said, **({"role": role} if role else {}))


def _add_times(builder: TextBuilder, cue: Cue, first: int, words: str) -> None:
    """The time of the cue, or of each of its words where these are given."""
    place = 0
    for word, start, end in cue.words:
        at = words.find(word, place)
        if at >= 0:
            place = at + len(word)
            builder.mark("time", first + at, first + place, start_ms=start, end_ms=end)
    if cue.start is not None and not place:
        end_ms = {} if cue.end is None else {"end_ms": cue.end}
        builder.mark("time", first, builder.position, start_ms=cue.start, **end_ms)


def _between(before: Cue, words: str) -> str:
    """A space, but none between characters of scripts that are written without."""
    last = before.lines[-1].rstrip()[-1:]
    joined = bool(_NO_SPACE.match(last)) and bool(_NO_SPACE.match(words))
    return "" if joined else " "
