"""Finds the cues of a codebook in a stretch of text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from annotator.corpus.codebook import Codebook
from annotator.corpus.folding import fold, folded_text
from annotator.corpus.job import Job, JobProgress, finish
from annotator.corpus.messages import tr
from annotator.cues.expressions import Expression, is_expression
from annotator.cues.lexer import make_lexer, number_of
from annotator.cues.phrases import Phrase


class Cue(NamedTuple):
    """Words that often betray a code (a GUID). `start` and `end` are code points, half open;
    `rule` is the entry of the code's list that found them, as it stands in the codebook.
    """

    start: int
    end: int
    code: str
    rule: str


class CueProblem(NamedTuple):
    """An entry of a code's list (its GUID, the entry) that finds nothing, with the reason."""

    code: str
    rule: str
    message: str


class CueFinder:
    """Looks for the cues of a codebook's lists.

    Words and phrases are found whole, in any case and in any spelling that looks alike
    (`corpus.folding`); expressions as they are written.
    Where entries of one code's list overlap, the longest counts (then the first in the text, then
    the first in the list); different codes may mark the same words.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
        self._names: dict[str, str] = {}
        self._entries: list[tuple[str, str]] = []
        self._expressions: list[tuple[str, Expression]] = []
        self._lexer: Any = None
        self.update(codebook)

    def update(self, codebook: Codebook) -> bool:
        """Follow a codebook that has changed; whether its lists have, so cues may differ.

        With the same lists nothing is built anew, and what was switched off stays so.
        """
        self._names = {code.guid: code.name for code in codebook.codes}
        lists = tuple((code.guid, code.cues) for _depth, code in codebook.walk() if code.cues)
        if lists == self._lists:
            return False
        self._lists = lists
        self._build()
        return True

    def _build(self) -> None:
        self._entries, self._expressions = [], []
        for code, entries in self._lists:
            for entry in dict.fromkeys(entries):
                if is_expression(entry):
                    self._expressions.append((code, Expression(entry)))
                elif folded_text(entry).strip():
                    self._entries.append((code, entry))
        phrases = [Phrase(number, entry) for number, (_, entry) in enumerate(self._entries)]
        self._lexer = make_lexer(phrases) if phrases else None

    @property
    def problems(self) -> tuple[CueProblem, ...]:
        """The expressions that are switched off, each with a sentence for the user."""
        return tuple(
            CueProblem(
                code,
                expression.entry,
                tr(
                    "The cue {entry} of the code “{code}” {problem}.",
                    entry=_short(expression.entry),
                    code=self._names.get(code, code),
                    problem=expression.problem,
                ),
            )
            for code, expression in self._expressions
            if expression.problem is not None
        )

    def find(self, text: str, offset: int = 0) -> list[Cue]:
        """The cues in a stretch of text, in order; `offset` is where the stretch begins.

        What lies outside of the stretch is not seen, so it should be whole paragraphs.
        """
        return finish(self.finding(text, offset))

    def finding(self, text: str, offset: int = 0) -> Job[list[Cue]]:
        """`find` as a job: a step for the words of all lists, then one for each expression, so
        that others have their turn between two that take long."""
        by_code: dict[str, list[Cue]] = {code: [] for code, _entries in self._lists}
        steps = len(self._expressions) + 1
        for cue in self._phrases(text, offset):
            by_code[cue.code].append(cue)
        for number, (code, expression) in enumerate(self._expressions, 1):
            yield JobProgress(number, steps, expression.entry)
            for start, end in expression.find(text):
                by_code[code].append(Cue(offset + start, offset + end, code, expression.entry))
        return sorted(cue for found in by_code.values() for cue in longest(found))

    def _phrases(self, text: str, offset: int) -> Iterator[Cue]:
        if self._lexer is not None:
            folded = fold(text)
            for start, token, words in self._lexer.get_tokens_unprocessed(folded.text):
                code, rule = self._entries[number_of(token)]
                first, last = folded.origin(start, start + len(words))
                yield Cue(offset + first, offset + last, code, rule)


def longest(cues: Iterable[Cue]) -> list[Cue]:
    """The cues of which none overlaps another, the longer before the shorter."""
    ends: list[int] = []
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: (cue.start - cue.end, cue.start)):
        # Those kept don't overlap, so they have one order; the neighbours are enough.
        place = bisect_left(kept, cue.start, key=lambda other: other.start)
        after_free = place == len(kept) or kept[place].start >= cue.end
        if after_free and (place == 0 or ends[place - 1] <= cue.start):
            kept.insert(place, cue)
            ends.insert(place, cue.end)
    return kept


def _short(entry: str) -> str:
    return entry if len(entry) <= 80 else f"{entry[:79]}…"
