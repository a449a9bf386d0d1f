"""Names in texts: where those of a list are, and what looks like one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.corpus.replacing import ReplacedText, Replacement
from annotator.corpus.structure import Structure

_NO_SPACE: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_CONTEXT: Final = 40
_FEWEST: Final = 2
_PATTERNS: Final = {
    "e-mail": re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "telephone": re.compile(r"(?<![\w.])(?:\+|00|0)\d(?:[ \u00a0/()-]{0,2}\d){5,13}(?!\w)"),
    "date": re.compile(r"(?<!\d)\d{1,2}[./]\s?\d{1,2}[./]\s?(?:19|20)\d{2}(?!\d)"),
}
_CAPITALS: Final = re.compile(
    r"(?<=[^\W\d_][\w,;:]\s)[A-ZÀ-ÖØ-Þ][\w’'-]+(?:\s[A-ZÀ-ÖØ-Þ][\w’'-]+)*"
)
"""Words with a capital that do not begin a sentence."""


class Names:
    """The names of a list, found as whole words whatever their capitals, with an s behind them;
    `counted` tells how often each was replaced."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._pseudonyms = {_folded(name): pseudonym for name, pseudonym in names.items()}
        self._names = {_folded(name): name for name in names}
        self.counted: Counter[str] = Counter(dict.fromkeys(names, 0))
        longest_first = sorted(self._pseudonyms, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_expression, longest_first)), re.IGNORECASE)

    def replaced(self, text: str) -> ReplacedText:
        """The text with pseudonyms in place of the names; each is counted."""
        return ReplacedText(text, list(self._found(text, count=True)))

    def in_words(self, text: str) -> str:
        """The words with pseudonyms in place of the names; nothing is counted."""
        return ReplacedText(text, list(self._found(text, count=False))).text

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where names are in a text: starts and ends in code points; nothing is counted."""
        return [(one.start, one.end) for one in self._found(text, count=False)]

    def left_in(self, texts: Sequence[str]) -> list[str]:
        """Names that are in texts still, as part of other words."""
        joined = "\n".join(texts).casefold()
        return [name for folded, name in self._names.items() if folded in joined]

    def _found(self, text: str, *, count: bool) -> Iterator[Replacement]:
        for match in self._pattern.finditer(text):
            folded = _folded(match[0])
            end = match.end()
            if folded not in self._pseudonyms:  # the s of a genitive, which stays
                stem = re.sub(r"(?:['’]s|s|['’])\Z", "", match[0], flags=re.IGNORECASE)
                folded, end = _folded(stem), match.start() + len(stem)
            if folded in self._pseudonyms:
                if count:
                    self.counted[self._names[folded]] += 1
                yield Replacement(match.start(), end, self._pseudonyms[folded])


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _expression(name: str) -> str:
    words = r"\s+".join(map(re.escape, name.split()))
    before = "" if _NO_SPACE.match(name[0]) else r"(?<!\w)"
    after = "" if _NO_SPACE.match(name[-1]) else r"(?:['’]s|s|['’])?(?!\w)"
    return before + words + after


@dataclass(frozen=True, slots=True)
class FoundName:
    """What could be a name: its words, what it is found by, how often, and a passage with it."""

    name: str
    kind: str
    count: int
    context: str


def candidates(texts: Iterable[tuple[str, Structure]]) -> list[FoundName]:
    """What could be names in texts: speakers, e-mail addresses, telephone numbers, dates, and words
    with capitals within sentences that come several times; the most frequent first, by kind."""
    counts: dict[str, Counter[str]] = {"speaker": Counter()}
    first: dict[tuple[str, str], str] = {}
    for text, structure in texts:
        for turn in structure.of_kind("turn"):
            speaker = str(turn.values.get("speaker", ""))
            if speaker:
                _count(counts, first, "speaker", speaker, text, turn.start)
        for kind, pattern in (*_PATTERNS.items(), ("capitals", _CAPITALS)):
            for match in pattern.finditer(text):
                _count(counts, first, kind, " ".join(match[0].split()), text, match.start())
    return [
        FoundName(name, kind, number, first[kind, name])
        for kind, found in counts.items()
        for name, number in found.most_common()
        if kind != "capitals" or number >= _FEWEST
    ]


def _count(
    counts: dict[str, Counter[str]],
    first: dict[tuple[str, str], str],
    kind: str,
    name: str,
    text: str,
    place: int,
) -> None:
    counts.setdefault(kind, Counter())[name] += 1
    context = text[max(0, place - _CONTEXT) : place + len(name) + _CONTEXT]
    first.setdefault((kind, name), " ".join(context.split()))
