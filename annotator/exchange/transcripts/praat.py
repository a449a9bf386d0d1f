"""Praat's TextGrid files, in the long and the short form of the text format.

What Praat reads of a text file are the numbers, texts in quotation marks and flags in angle
brackets that stand free; everything else is a comment to it (manual, “TextGrid file formats”). So
both forms are one sequence of values here as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.reader import Options, ReadDocument, Remark
from annotator.exchange.plain_text import read_text
from annotator.exchange.transcripts.cue import Cue, check_size, from_number, limited, plain
from annotator.exchange.transcripts.documents import document, names_in

_VALUE = re.compile(
    r"\"((?:[^\"]|\"\")*)\"|(?<!\S)([+-]?\d{1,30}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,3})?)(?!\S)"
    r"|(?<!\S)<(\w+)>(?!\S)|(?<!\S)![^\n]*"
)
_SOUNDS = re.compile(
    r"(?:.*[ _-])?(?:phones?|phonemes?|segments?|syllables?|ipa)\s*", re.IGNORECASE
)
_BINARY = b"ooBinaryFile"
_MOST_TIERS = 10_000


@dataclass(slots=True)
class _Tier:
    name: str
    points: bool
    cues: list[Cue] = field(default_factory=list)


class _Values:
    """The values of a file, one after the other."""

    def __init__(self, text: str, name: str) -> None:
        self._found = _VALUE.finditer(text)
        self._name = name

    def _next(self, place: int, what: str) -> str:
        for match in self._found:
            if match.lastindex is None:
                continue  # a comment
            if match.lastindex == place:
                return match[place]
            break
        raise UserError(
            tr(
                "“{name}” is damaged or not complete: {what} is missing where it should be.",
                name=self._name,
                what=what,
            )
        )

    def text(self, what: str) -> str:
        """The next value, which must be a text."""
        return self._next(1, what).replace('""', '"')

    def number(self, what: str) -> float:
        """The next value, which must be a number."""
        return float(self._next(2, what))

    def flag(self, what: str) -> str:
        """The next value, which must be a flag."""
        return self._next(3, what)


def read_textgrid(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The transcript in a TextGrid; options as those of `document`, and ``speech``: the tiers that
    hold what is said. UserError where it is damaged, in Praat's binary form, or without words."""
    check_size(data, name)
    if data.startswith(_BINARY):
        raise UserError(
            tr(
                "“{name}” is a TextGrid in binary form. Save it in Praat as a text "
                "file, and add that.",
                name=name,
            )
        )
    decoded = read_text(data, name)
    tiers = list(_tiers(_Values(decoded.text, name)))
    speech = _speech(tiers, names_in(options.get("speech", "")), name)
    remarks = _told(tiers, speech)
    cues = [cue for tier in speech for cue in tier.cues]
    if not cues:
        there = ", ".join(f"“{tier.name}”" for tier in tiers if tier.cues) or "empty"
        raise UserError(
            tr(
                "No tier of “{name}” holds a word that is said; those of points and of "
                "single sounds do not count. Its tiers are {there}. Name with the "
                "option speech which to read.",
                name=name,
                there=there,
            )
        )
    cues.sort(key=lambda cue: -1 if cue.start is None else cue.start)
    return [document(name, cues, options, remarks, guessed=decoded.guessed, timed=True)]


def _tiers(values: _Values) -> Iterator[_Tier]:
    if not values.text("the type of the file").startswith("ooTextFile"):
        raise UserError(tr("Only a text file of Praat can be read; this one names another type."))
    if values.text("the class") != "TextGrid":
        raise UserError(
            tr(
                "The file of Praat holds no TextGrid alone. Save the TextGrid by "
                "itself, and add that."
            )
        )
    values.number("the beginning"), values.number("the end")
    if values.flag("the flag of tiers") != "exists":
        return
    number = values.number("the number of tiers")
    for _tier in range(int(min(number, _MOST_TIERS))):
        points = values.text("the class of a tier") == "TextTier"
        tier = _Tier(values.text("the name of a tier"), points)
        values.number("the beginning of a tier"), values.number("the end of a tier")
        count = values.number("the number of intervals")
        # A count that is too high ends where the values do.
        for _interval in limited(range(int(min(max(count, 0), 1e9)))):
            _add(tier, values)
        yield tier


def _add(tier: _Tier, values: _Values) -> None:
    start = values.number("the beginning of an interval")
    end = start if tier.points else values.number("the end of an interval")
    text = plain(values.text("the text of an interval")).strip()
    if not text:
        return
    times = from_number(start, 1000), from_number(end, 1000)
    tier.cues.append(Cue(*times, text.split("\n"), tier.name))


def _speech(tiers: Sequence[_Tier], wanted: Sequence[str], name: str) -> list[_Tier]:
    """The tiers that hold what is said: those of intervals, but not of single sounds."""
    if not wanted:
        return [tier for tier in tiers if not tier.points and not _SOUNDS.fullmatch(tier.name)]
    found = [tier for tier in tiers if " ".join(tier.name.split()) in wanted]
    if not found:
        there = ", ".join(tier.name for tier in tiers) or "none"
        raise UserError(
            tr(
                "“{name}” has no tier “{wanted}”. It has {there}.",
                name=name,
                wanted=wanted[0],
                there=there,
            )
        )
    return found


def _told(tiers: Sequence[_Tier], speech: Sequence[_Tier]) -> list[Remark]:
    """Which tiers were taken for speakers, and which were left out."""
    said = []
    if sum(bool(tier.cues) for tier in speech) > 1:
        said.append(
            Remark(
                f"Each tier was read as a speaker: {_listed(speech)}. Where some hold the same"
                " words in another way, name the others with the option speech."
            )
        )
    left = [tier for tier in tiers if tier not in speech and tier.cues]
    if left:
        said.append(
            Remark(
                "Tiers of points, of single sounds, or that were not chosen were left out:"
                f" {_listed(left)}. To have them as text, name them with the option speech."
            )
        )
    return said


def _listed(tiers: Sequence[_Tier]) -> str:
    return ", ".join(f"“{tier.name}” ({len(tier.cues):,})" for tier in tiers)
