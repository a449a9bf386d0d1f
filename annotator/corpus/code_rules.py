"""Where a coding breaks a rule of its code: told to the coder, never forbidden.

- *May it nest in itself*: broken where a passage lies in another one of the same coder and code.
- *May it overlap others*: broken where it shares words with another code's passage, and one of the
  two codes does not allow it.
- *Unit*: a sentence is broken by a passage that is not exactly one, apart from the marks and spaces
  around it; a clause by a passage that goes on into another sentence. Where a clause ends is for
  the coder to judge, so nothing else is said of it.
"""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.corpus.codebook import Code, Codebook, Unit
from annotator.corpus.coding import Coding
from annotator.corpus.segments import sentence_at
from annotator.corpus.span import Span
from annotator.corpus.text import DocumentText


class Rule(enum.Enum):
    """Which rule is broken."""

    NESTS = "nests in itself"
    OVERLAPS = "overlaps another code"
    NO_SENTENCE = "is not one sentence"
    NO_CLAUSE = "is more than a clause"


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a coding breaks; `other` is the code (GUID) that it meets, for an overlap."""

    rule: Rule
    other: str | None = None


def broken_rules(
    coding: Coding, others: Iterable[Coding], book: Codebook, text: DocumentText
) -> list[Broken]:
    """What `coding` breaks, given other codings of its document; those of other coders and those
    that it does not touch are passed over. Each rule is named once for each other code."""
    code = book.by_guid.get(coding.code)
    if code is None:
        return []
    met = [other for other in others if _meets(coding, other)]
    found = [*_nesting(code, coding, met), *_overlaps(code, met, book), *_unit(code, coding, text)]
    return list(dict.fromkeys(found))


def has_rules(code: Code) -> bool:
    """Whether the code has a rule that a coding could break."""
    return not (code.may_nest and code.may_overlap and code.unit is Unit.FREE)


def _meets(coding: Coding, other: Coding) -> bool:
    if other.guid == coding.guid or other.coder != coding.coder:
        return False
    if other.end <= coding.start or coding.end <= other.start:
        return False
    return any(mine.overlaps(theirs) for mine in coding.spans for theirs in other.spans)


def _nesting(code: Code, coding: Coding, met: list[Coding]) -> Iterator[Broken]:
    if not code.may_nest and any(
        other.code == code.guid and (_within(coding, other) or _within(other, coding))
        for other in met
    ):
        yield Broken(Rule.NESTS)


def _within(inner: Coding, outer: Coding) -> bool:
    return all(any(whole.covers(part) for whole in outer.spans) for part in inner.spans)


def _overlaps(code: Code, met: list[Coding], book: Codebook) -> Iterator[Broken]:
    for other in met:
        theirs = book.by_guid.get(other.code)
        if other.code != code.guid and theirs and not (code.may_overlap and theirs.may_overlap):
            yield Broken(Rule.OVERLAPS, other.code)


def _unit(code: Code, coding: Coding, text: DocumentText) -> Iterator[Broken]:
    if code.unit is Unit.FREE:
        return
    if code.unit is Unit.CLAUSE:
        # What was put together of parts was put together on purpose: each part is looked at.
        if any(_leaves_its_sentence(part, text) for part in coding.spans):
            yield Broken(Rule.NO_CLAUSE)
        return
    whole = _bare(text.text, coding.start, coding.end)
    sentence = sentence_at(text, whole.start)
    if sentence is None:
        return
    if _bare(text.text, sentence.start, sentence.end) != whole or len(coding.spans) > 1:
        yield Broken(Rule.NO_SENTENCE)


def _leaves_its_sentence(part: Span, text: DocumentText) -> bool:
    words = _bare(text.text, part.start, part.end)
    sentence = sentence_at(text, words.start)
    return sentence is not None and words.end > sentence.end


def _bare(text: str, start: int, end: int) -> Span:
    """The passage without the marks and spaces at its ends; as it is where nothing else is left."""
    first, last = start, end
    while first < last and _is_edge(text[first]):
        first += 1
    while last > first and _is_edge(text[last - 1]):
        last -= 1
    return Span(first, last) if first < last else Span(start, end)


def _is_edge(character: str) -> bool:
    return character.isspace() or unicodedata.category(character).startswith("P")
