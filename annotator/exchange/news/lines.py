"""The lines of a document as rules see them: words, and how they are set apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from annotator.corpus.structure import Element

_CENTRED: Final = 10
"""Spaces at its beginning from which a line of a printed page is in the middle."""
_NARROWEST: Final = 60
_WIDEST: Final = 100
"""Characters of a line that was filled; longer ones are addresses, or were never filled."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or several that were one before the page was filled: code points of the document
    (half open), the text as it is, the words with single spaces between."""

    start: int
    end: int
    text: str
    words: str
    heading: bool = False
    bold: bool = False
    role: str = ""

    @property
    def marked(self) -> bool:
        """Whether it is set apart as headlines are."""
        return self.heading or self.bold or self.role == "headline"

    def from_(self, place: int) -> Line:
        """What of it stands from a place of its text on."""
        left = self.text[place:]
        start = self.start + place + len(left) - len(left.lstrip())
        return replace(self, start=start, text=left.strip(), words=spaced(left))


def spaced(text: str) -> str:
    """Without spaces at the ends and with single ones within; tabs stay, since they part cells."""
    return "\t".join(" ".join(cell.split()) for cell in text.strip().split("\t"))


def lines_of(text: str, structure: Sequence[Element]) -> list[Line]:
    """The lines that have words."""
    headings = _spans(structure, "heading")
    bold = _joined(one for one in structure if one.values.get("style") == "bold")
    found = []
    start = 0
    for raw in text.split("\n"):
        begin = start + len(raw) - len(raw.lstrip())
        kept = raw.strip()
        if kept:
            end = begin + len(kept)
            # A line within a table keeps the tab before its first cell.
            found.append(
                Line(
                    *(begin, end, kept, spaced(kept)),
                    heading=_covered(headings, begin, end),
                    bold=_covered(bold, begin, end),
                )
            )
        start += len(raw) + 1
    return found


def unfilled(text: str) -> list[Line]:
    """The lines of a text in which paragraphs were filled to a width: each paragraph as one.

    A line goes on in the next where the next word had no room in it; of centred lines, which are
    kept apart by what they say, where hardly any word had.
    """
    raws = text.split("\n")
    lengths = (len(raw.rstrip()) for raw in raws)
    width = max(_NARROWEST, max((one for one in lengths if one <= _WIDEST), default=0))
    found: list[Line] = []
    start, before = 0, ""
    for raw in raws:
        kept = raw.strip()
        if kept:
            begin = start + len(raw) - len(raw.lstrip())
            line = Line(begin, begin + len(kept), kept, spaced(kept))
            if found and before and _goes_on(before, raw, width):
                line = _together(found.pop(), line)
            found.append(line)
        before = raw.rstrip()
        start += len(raw) + 1
    return found


def _goes_on(before: str, raw: str, width: int) -> bool:
    indented = len(raw) - len(raw.lstrip())
    word = 1 + len(raw.split(maxsplit=1)[0])
    if indented:
        return indented >= _CENTRED and len(before.strip()) + word >= width - _CENTRED
    return len(before) + word >= width


def _together(first: Line, second: Line) -> Line:
    return replace(
        first,
        end=second.end,
        text=f"{first.text} {second.text}",
        words=f"{first.words} {second.words}",
    )


def with_roles(lines: Iterable[Line], roles: Iterable[tuple[str, str]]) -> Iterator[Line]:
    """The lines with the roles of the elements of a page that hold them: pairs of a role and the
    letters of the element without spaces, both in the order of the page."""
    left = [(role, letters) for role, letters in roles if letters]
    place = 0
    for line in lines:
        own = "".join(line.words.split())
        for at in range(place, min(place + _AHEAD, len(left))):
            role, letters = left[at]
            if letters.startswith(own):
                left[at] = (role, letters[len(own) :])
                place = at if left[at][1] else at + 1
                yield replace(line, role=role)
                break
        else:
            yield line


_AHEAD: Final = 6
"""Elements of a page that may stand in no line, such as hidden ones, before one that does."""


def _spans(structure: Iterable[Element], kind: str) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in structure if one.kind == kind]


def _joined(elements: Iterable[Element]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start, end in sorted((one.start, one.end) for one in elements):
        if spans and start <= spans[-1][1] + 1:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return spans


def _covered(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(spans, (start, 1 << 62)) - 1
    return at >= 0 and spans[at][1] >= end
