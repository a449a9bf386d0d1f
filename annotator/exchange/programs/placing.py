"""From positions and quoted words to passages of one text, with what proves them.

A passage is proved where the words that the file gives for it stand there. How positions count is
decided by these words, for a whole text; a passage whose words stand where another way of counting
has them is placed by that. Nothing is placed by likeness: words without positions must occur once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from annotator.corpus.messages import tr
from annotator.corpus.span import PART_SEPARATOR, Span, Spans, united
from annotator.exchange.programs.draft import Counting, DraftCoding, DraftPassageMemo
from annotator.exchange.programs.positions import StoredText
from annotator.exchange.refi.names import collapsed, names_passage
from annotator.exchange.refi.positions import at_words
from annotator.exchange.refi.report import Findings, Positions

Item = DraftCoding | DraftPassageMemo
_LARGEST = 1 << 40
_MOST_FOUND = 1000
_CHANCE = 4
"""Passages that may begin and end with words by another way of counting, and prove nothing."""


@dataclass(slots=True)
class _Way:
    """The passages of a text by one counting: spans (None where there is none), whether an end was
    inside a character, which are proved."""

    counting: Counting
    spans: list[Spans | None]
    exact: list[bool]
    proved: list[bool]
    words: int = 0

    @property
    def named(self) -> int:
        """How many passages are proved."""
        return sum(self.proved)


@dataclass
class Placing:
    """Places the passages of one text. `words_first` where positions are of another text, such as
    a web page, so that the words decide."""

    stored: StoredText
    name: str
    countings: tuple[Counting, ...]
    findings: Findings
    words_first: bool = False
    passages: int = 0
    proved: int = 0
    bounded: int = 0
    counting: Counting | None = None
    _place: str = field(init=False)

    def __post_init__(self) -> None:
        self._place = tr("document “{name}”", name=self.name)

    def place(self, items: Sequence[Item]) -> list[Spans | None]:
        """The passage of each item, None where it has none, which is told."""
        result: list[Spans | None] = [None] * len(items)
        placed = [at for at, one in enumerate(items) if one.parts]
        ways = self._ways([items[at] for at in placed])
        if ways:
            self.counting = ways[0].counting
        for number, at in enumerate(placed):
            result[at] = self._one(items[at], ways, number)
        for at, one in enumerate(items):
            if isinstance(one, DraftCoding) and one.whole:
                result[at] = self._whole()
            elif not one.parts:
                result[at] = self._by_words(one)
        return result

    def _whole(self) -> Spans | None:
        if not self.stored.text:
            message = tr("A coding of the whole document; its text is empty.")
            self.findings.left(self._place, message)
            return None
        return (Span(0, len(self.stored.text)),)

    def positions(self) -> Positions | None:
        """The evidence, None where the text has no passages."""
        if not self.passages:
            return None
        has_crlf = self.stored.has_crlf
        label = "words" if self.counting is None else self.counting.label(crlf=has_crlf)
        return Positions(label, self.proved, self.bounded, self.passages, "")

    # --- by positions

    def _ways(self, items: Sequence[Item]) -> list[_Way]:
        """The ways of counting that differ in this text, the one that the words speak for first."""
        if not items:
            return []
        ways: dict[Counting, _Way] = {}
        for counting in self.countings:
            reduced = self.stored.reduced(counting)
            if reduced in ways:
                continue
            way = ways[reduced] = self._way(items, reduced, counting)
            if len(ways) == 1 and all(way.proved):
                break
        first, *others = ways.values()
        if others and not all(first.proved):
            for way in ways.values():
                way.words = self._bounded(way)
            best = max(ways.values(), key=lambda way: 3 * way.named + way.words)
            more = best.words - first.words
            # Words at the ends alone prove little: chance gives some, the more in a short text.
            if best.named > first.named or more > max(_CHANCE, len(items) // 3):
                first = best
        return [first, *(way for way in ways.values() if way is not first)]

    def _way(self, items: Sequence[Item], reduced: Counting, counting: Counting) -> _Way:
        lengths = [len(one.parts) for one in items]
        flat = [part for one in items for part in one.parts]
        numbers = np.clip(np.array(flat, dtype=object), -1, _LARGEST).astype(np.int64)
        starts, starts_exact = self.stored.offsets(numbers[:, 0], reduced)
        ends, ends_exact = self.stored.offsets(numbers[:, 1], reduced)
        # A start inside a character moves inward; so does an end, which lies before it already.
        starts = starts + ~starts_exact
        size = len(self.stored.text)
        fits = (starts >= 0) & (starts < ends) & (ends <= size) & (numbers[:, 0] >= 0)
        exact = starts_exact & ends_exact
        rows = zip(starts.tolist(), ends.tolist(), fits.tolist(), exact.tolist(), strict=True)
        spans: list[Spans | None] = []
        sure: list[bool] = []
        for length in lengths:
            parts = [next(rows) for _part in range(length)]
            good = all(part[2] for part in parts)
            one = [Span(start, end) for start, end, _fits, _exact in parts] if good else []
            spans.append((tuple(one) if length == 1 else united(one)) if good else None)
            sure.append(all(part[3] for part in parts))
        proved = [self._proves(one, at) for one, at in zip(items, spans, strict=True)]
        return _Way(counting, spans, sure, proved)

    def _proves(self, item: Item, spans: Spans | None) -> bool:
        if spans is None or not item.quote:
            return False
        text = self.stored.text
        if len(spans) == 1:
            return names_passage(item.quote, text[spans[0].start : spans[0].end])
        parts, quote = [text[span.start : span.end] for span in spans], collapsed(item.quote)
        return any(quote == collapsed(between.join(parts)) for between in (" ", PART_SEPARATOR))

    def _bounded(self, way: _Way) -> int:
        text = self.stored.text
        return sum(
            exact and not proved and at_words(text, spans[0].start, spans[-1].end)
            for spans, exact, proved in zip(way.spans, way.exact, way.proved, strict=True)
            if spans is not None
        )

    def _one(self, item: Item, ways: Sequence[_Way], number: int) -> Spans | None:
        first, others = ways[0], ways[1:]
        spans = first.spans[number]
        if first.proved[number]:
            self.passages += 1
            self.proved += 1
            return spans
        for way in others:
            if way.proved[number]:
                self.findings.doubtful(
                    self._where(item),
                    tr(
                        "Its words stand where positions count {counting}, other than those of "
                        "most passages; it is there.",
                        counting=way.counting.label(crlf=self.stored.has_crlf),
                    ),
                )
                self.passages += 1
                self.proved += 1
                return way.spans[number]
        if self.words_first and item.quote.strip():
            return self._moved(item)
        if spans is None:
            self._lost(item)
            return None
        self.passages += 1
        self.bounded += first.exact[number] and at_words(
            self.stored.text, spans[0].start, spans[-1].end
        )
        self._doubts(item, exact=first.exact[number])
        return spans

    def _doubts(self, item: Item, *, exact: bool) -> None:
        if not exact:
            self.findings.doubtful(
                self._where(item), tr("An end falls inside a character and was moved inward.")
            )
        elif item.quote.strip():
            self.findings.doubtful(
                self._where(item),
                tr(
                    "The words there are not “{quote}”, as the file has it; look at the passage.",
                    quote=collapsed(item.quote[:400])[:80],
                ),
            )

    def _lost(self, item: Item) -> None:
        start, end = item.parts[0]
        if end <= start:
            why = tr("The passage is empty or reversed.")
        else:
            why = tr("The passage is beyond the text.")
        self.findings.left(self._where(item), why)

    def _where(self, item: Item) -> str:
        start, end = (item.parts[0][0], item.parts[-1][1]) if item.parts else ("?", "?")
        return tr("{place}, {start} to {end}", place=self._place, start=start, end=end)

    # --- by words

    def _moved(self, item: Item) -> Spans | None:
        """Where its words are: the positions are those of another text than the one here."""
        found = self._by_words(item)
        if found is not None:
            message = tr("{n|passage is|passages are} where the words are, not the positions.")
            self.findings.tally(self._place, message)
        return found

    def _by_words(self, item: Item) -> Spans | None:
        """Where the quoted words stand, if there is one such place, or one with what the file
        says stands around it."""
        found = self._occurrences(item.quote)
        if len(found) > 1 and isinstance(item, DraftCoding) and (item.before or item.after):
            found = [span for span in found if self._fits_around(item, span)] or found
        shown = collapsed(item.quote[:400])[:80]
        if len(found) == 1:
            self.passages += 1
            self.proved += 1
            return (found[0],)
        if not found:
            self.findings.left(
                self._place, tr("The words “{quote}” are not in the text.", quote=shown)
            )
        else:
            self.findings.left(
                self._place,
                tr(
                    "The words “{quote}” occur {number:,} times, and nothing says which is meant.",
                    quote=shown,
                    number=len(found),
                ),
            )
        return None

    def _occurrences(self, quote: str) -> list[Span]:
        text, words = self.stored.text, quote.replace("\r\n", "\n")
        if not words.strip():
            return []
        found: list[Span] = []
        at = text.find(words)
        while at >= 0 and len(found) < _MOST_FOUND:
            found.append(Span(at, at + len(words)))
            at = text.find(words, at + 1)
        if found:
            return found
        pattern = r"\s+".join(map(re.escape, words.split()))
        return [Span(*one.span()) for one in re.finditer(pattern, text)][:_MOST_FOUND]

    def _fits_around(self, item: DraftCoding, span: Span) -> bool:
        text = self.stored.text
        before, after = collapsed(item.before), collapsed(item.after)
        room = 2 * max(len(item.before), len(item.after)) + 64
        return collapsed(text[max(0, span.start - room) : span.start]).endswith(
            before
        ) and collapsed(text[span.end : span.end + room]).startswith(after)
