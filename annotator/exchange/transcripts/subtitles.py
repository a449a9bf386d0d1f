"""SubRip and WebVTT as programs really write them.

WebVTT: Candidate Recommendation of 4 April 2019, section 4 and 6; SubRip has no standard, nor has
what YouTube calls SubViewer (``0:00:01.000,0:00:02.500``, ``.sbv``). Read are also times of fewer
digits (``0:0:9.9``), cues without an empty line between them, identifiers of any form (numbers,
GUIDs, Webex' ``1 "Name" (id)``), voices with and without an end tag.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.exchange.transcripts.cue import TIME, Cue, limited, milliseconds

_TIMING = re.compile(rf"\s*{TIME}\s*-{{1,2}}>\s*{TIME}(?:[ \t].*)?")
_SUBVIEWER = re.compile(
    r"\s*(\d{1,3}):(\d\d):(\d\d)\.(\d{1,3}),(\d{1,3}):(\d\d):(\d\d)\.(\d{1,3})\s*"
)
_WORD_TIME = re.compile(r"<\d{1,3}:\d\d[:.\d]*>")
_SKIPPED: Final = ("NOTE", "STYLE", "REGION")
_HEADER = re.compile(r"\ufeff?WEBVTT(?:[ \t].*)?\Z")
_NUMBER = re.compile(r"\d+")
_WEBEX = re.compile(r"\d+\s+\"([^\"]+)\"(?:\s+\(\d+\))?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>", re.IGNORECASE)
_END_OF_VOICE = re.compile(r"</v\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>|</?\d[\d:.]*>|\{\\[^{}]*\}", re.IGNORECASE)
_CHANGE = re.compile(r"\s*(?:>>+|[-–—])\s+(?=\S)|\s*>>+(?=\S)")


def looks_like_subtitles(text: str) -> bool:
    """Whether the first lines are those of WebVTT, or a timing comes soon."""
    lines = text[:4_000].split("\n", 60)
    return bool(_HEADER.match(lines[0].rstrip())) or any(map(_timing, lines[:30]))


def times_words(text: str) -> bool:
    """Whether a file tells when words within a cue appear."""
    return _WORD_TIME.search(text) is not None


def _timing(line: str) -> re.Match[str] | None:
    """The eight parts of two times, where a line is these."""
    return _TIMING.fullmatch(line) or _SUBVIEWER.fullmatch(line)


@dataclass(slots=True)
class _Block:
    """A cue as it stands in the file: the times, the identifier before them, the lines after."""

    start: int
    end: int
    identifier: str
    lines: list[str]


def read_subtitles(text: str) -> list[Cue]:
    """The cues of a file with LF line ends, in its order; empty where it has none."""
    return [cue for block in limited(_blocks(text)) for cue in _cues(block)]


def _blocks(text: str) -> Iterator[_Block]:
    block: _Block | None = None
    before: list[str] = []  # lines since the last empty one that belong to no cue
    skipping = False
    for line in text.split("\n"):
        timing = _timing(line)
        if timing is not None:
            identifier = before[-1] if before else ""
            if block is not None:
                identifier = identifier or _identifier_at_end(block)
                yield block
            times = timing.groups()
            block = _Block(milliseconds(times[:4]), milliseconds(times[4:]), identifier, [])
            before, skipping = [], False
        elif not line.strip():
            if block is not None and block.lines:
                yield block
                block = None
            before, skipping = [], False
        elif block is not None:
            block.lines.append(line)
        elif not before and not skipping:
            skipping = line.split()[0] in _SKIPPED or bool(_HEADER.match(line))
            before = [] if skipping else [line]
        elif not skipping:
            before.append(line)
    if block is not None:
        yield block


def _identifier_at_end(block: _Block) -> str:
    """The number of the next cue where no empty line parts the two."""
    if block.lines and _NUMBER.fullmatch(block.lines[-1].strip()):
        return block.lines.pop()
    return ""


def _cues(block: _Block) -> Iterator[Cue]:
    """The cue of a block; one for each voice where several speak in it."""
    named = _WEBEX.fullmatch(block.identifier.strip())
    speaker = named[1].strip() if named else ""
    parts = list(_voices("\n".join(block.lines), speaker))
    for number, (name, words) in enumerate(parts):
        for at, (lines, changed) in enumerate(_changes(words)):
            if lines:
                yield Cue(
                    block.start, block.end, lines, name, changed and (number + at > 0 or not name)
                )


def _voices(text: str, speaker: str) -> Iterator[tuple[str, str]]:
    """The speakers of a cue with what each says."""
    position, name = 0, speaker
    for voice in _VOICE.finditer(text):
        if text[position : voice.start()].strip():
            yield name, text[position : voice.start()]
        # noScribe has two strokes before whoever speaks into the words of another.
        name = " ".join(html.unescape(voice[1]).removeprefix("//").split())
        position = voice.end()
    if text[position:].strip():
        yield name, text[position:]


def _changes(text: str) -> Iterator[tuple[Sequence[str], bool]]:
    """Clean lines, cut where a dash or ``>>`` says that somebody else speaks."""
    lines: list[str] = []
    changed = False
    for raw in _END_OF_VOICE.sub("", text).split("\n"):
        line = " ".join(html.unescape(_TAG.sub("", raw)).split(" ")).strip()
        change = _CHANGE.match(line)
        if change is not None:
            if lines:
                yield lines, changed
            lines, changed = [], True
            line = line[change.end() :]
        if line.strip():
            lines.append(line.strip())
    if lines:
        yield lines, changed
