"""What a file would be as a transcript, before it is read as one: who speaks, and where it says so.

For a window that shows the matches in a sample of the text while a pattern is being edited: any
mistake of the pattern is a sentence in the value, never an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from annotator.corpus.messages import tr
from annotator.corpus.structure import Element
from annotator.errors import UserError
from annotator.exchange.documents.reader import NO_OPTIONS, Options, ReadDocument
from annotator.exchange.transcripts.detection import Detection, FoundSpeaker, detect
from annotator.exchange.transcripts.documents import renamings
from annotator.exchange.transcripts.layouts import Match
from annotator.exchange.transcripts.recognition import is_noscribe
from annotator.exchange.transcripts.text_reader import is_cue_format, reader_beneath, sources

_FIRST_WORDS = 8
_ALIKE = 85
_MOST_COMPARED = 60


@dataclass(frozen=True, slots=True)
class Preview:
    """A text and what was found in it.

    `matches` (what stands before turns) and `times` hold code points of `text`, half open; both are
    empty for formats that are transcripts themselves, whose speakers alone are told. `pattern` is
    the expression that found them, to be edited; `left` are labels that stay in the text; `alike`
    are pairs of names that may be two spellings of one. `problem` is a sentence where the pattern
    can't be used or nobody speaks, else empty.
    """

    text: str
    layout: str = ""
    pattern: str = ""
    matches: Sequence[Match] = ()
    times: Sequence[Match] = ()
    speakers: Sequence[FoundSpeaker] = ()
    left: Sequence[FoundSpeaker] = ()
    alike: Sequence[tuple[str, str]] = ()
    problem: str = ""


def preview(data: bytes, name: str, options: Options = NO_OPTIONS) -> list[Preview]:
    """What each document of a file would be, by the options of the reader “transcript”. UserError
    where the file itself can't be read."""
    reader = reader_beneath(data, name)
    if is_cue_format(reader) or is_noscribe(data):
        own = {choice.name for choice in reader.options} - _OF_PEOPLE
        chosen = {option: value for option, value in options.items() if option in own}
        if is_cue_format(reader):
            return [_of_turns(one) for one in reader.read(data, name, chosen)]
        from annotator.exchange.transcripts.noscribe import read_noscribe  # noqa: PLC0415  (lxml)

        return [_of_turns(one) for one in read_noscribe(data, name, chosen)]
    return [preview_of_text(one.text, options, one.bold) for one in sources(data, name, options)]


_OF_PEOPLE: Final = frozenset(("names", "speakers", "roles", "leave_out"))


def preview_of_text(
    text: str, options: Mapping[str, str] = NO_OPTIONS, bold: Sequence[tuple[int, int]] = ()
) -> Preview:
    """What a text would be, or a sample of one; `bold` are spans in bold type, in order."""
    pattern = options.get("pattern", "")
    try:
        found = detect(text, pattern, bold, renamings(options.get("speakers", "")))
    except UserError as error:
        return Preview(text, "own", pattern, problem=str(error))
    problem = "" if found.is_transcript else tr("No speaker can be told in it.")
    return Preview(
        *(text, found.layout, found.pattern, found.matches, found.times),
        *(found.speakers, found.left, _alike(found), problem),
    )


def _alike(found: Detection) -> tuple[tuple[str, str], ...]:
    """Pairs of names that differ by case, or by a letter or two; initials are never alike."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415  (only where a preview is shown)

    # What stays in the text may be a speaker's name, written otherwise once.
    names = [one.name for one in (*found.speakers, *found.left)[:_MOST_COMPARED]]
    return tuple(
        (one, other)
        for one, other in combinations(names, 2)
        if one.casefold() == other.casefold()
        or (
            min(len(one), len(other)) > 3
            and not any(map(str.isdigit, one + other))
            and ratio(one.casefold(), other.casefold()) >= _ALIKE
        )
    )


def _of_turns(read: ReadDocument) -> Preview:
    """The speakers of a document that has turns."""
    turns = [one for one in read.structure if one.kind == "turn" and "speaker" in one.values]
    counts = Counter(str(one.values["speaker"]) for one in turns)
    first = {str(one.values["speaker"]): one for one in reversed(turns)}
    speakers = [
        FoundSpeaker(name, count, _words(read.text, first[name]))
        for name, count in counts.most_common()
    ]
    return Preview(read.text, speakers=speakers)


def _words(text: str, turn: Element) -> str:
    return " ".join(text[turn.start : min(turn.end, turn.start + 200)].split()[:_FIRST_WORDS])
