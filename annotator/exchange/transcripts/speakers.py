"""Names at the beginning of what is said: ``Anna Berg: …``. Only what is clearly a name is one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from annotator.exchange.transcripts.cue import Cue
from annotator.exchange.transcripts.names import (
    NAME,
    could_begin_a_sentence,
    is_like_a_name,
    plain_name,
)

_NAME = re.compile(rf"\s*[\[(]?({NAME})[\])]?\s*:(?:\s+|\Z)(?!//)")
_ALONE = re.compile(rf"\s*[\[(]?({NAME})[\])]?\s*")
_CLEAR_SHARE = 0.4
"""Of the cues begin with a name where the file names its speakers throughout."""
_FIRST = 3
_OFTEN = 3
_CLEAR_ALONE = 0.8
"""The same where it is one and the same name, or names have lines of their own."""
_LEAST_LINES = 3


def with_speakers(cues: Sequence[Cue]) -> list[Cue]:
    """The cues with the names at their beginnings as speakers.

    In a file that names speakers throughout, or at the beginning of each turn from the first one
    on, every name counts, but no capitalised word that comes once. Elsewhere only one counts that
    comes several times and does not look like a word at the beginning of a sentence. A cue without
    a name goes on with the speaker before it. Where nearly all cues have a name on a line of its
    own above their words, those are the speakers.
    """
    if _have_name_lines(cues):
        return [_with_name_line(cue) for cue in cues]
    starts = [_NAME.match(cue.lines[0]) if not cue.speaker else None for cue in cues]
    names = Counter(
        plain_name(match[1]) for match in starts if match is not None and is_like_a_name(match[1])
    )
    share = sum(names.values()) / max(1, len(cues))
    throughout = share >= (_CLEAR_SHARE if len(names) > 1 else _CLEAR_ALONE)
    throughout = throughout or _is_conversation(starts, names)
    known = {name for name, count in names.items() if _counts(name, count, throughout)}
    found: list[Cue] = []
    speaker = ""
    for cue, match in zip(cues, starts, strict=True):
        if match is None or plain_name(match[1]) not in known:
            speaker = cue.speaker or ("" if cue.new_turn else speaker)
            found.append(replace(cue, speaker=speaker))
            continue
        speaker = plain_name(match[1])
        rest = cue.lines[0][match.end() :].strip()
        lines = [line for line in (rest, *cue.lines[1:]) if line]
        if lines:
            found.append(replace(cue, lines=lines, speaker=speaker))
    return found


def _have_name_lines(cues: Sequence[Cue]) -> bool:
    """Whether the first lines of cues are names: few, each of them again and again."""
    first = Counter(name for cue in cues if (name := _line_of_name(cue)))
    again = sum(count for count in first.values() if count > 1)
    return again >= max(_LEAST_LINES, _CLEAR_ALONE * len(cues)) and 2 * len(first) <= len(cues)


def _line_of_name(cue: Cue) -> str:
    """What stands alone above the words of a cue, where it could be a name."""
    if cue.speaker or len(cue.lines) < 2:
        return ""
    match = _ALONE.fullmatch(cue.lines[0])
    return plain_name(match[1]) if match is not None and is_like_a_name(match[1]) else ""


def _with_name_line(cue: Cue) -> Cue:
    name = _line_of_name(cue)
    return replace(cue, speaker=name, lines=cue.lines[1:]) if name else cue


def _is_conversation(starts: Sequence[re.Match[str] | None], names: Counter[str]) -> bool:
    """Whether each turn begins with a name, though few of its cues do: the first cues have one, and
    at least two come again and again."""
    first = [match for match in starts[:_FIRST] if match is not None and is_like_a_name(match[1])]
    return bool(first) and sum(count >= _OFTEN for count in names.values()) >= 2


def _counts(name: str, count: int, throughout: bool) -> bool:
    if throughout:
        return count > 1 or not could_begin_a_sentence(name)
    return count > 1 and not could_begin_a_sentence(name)
