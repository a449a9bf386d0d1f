"""Whether words can be in a text at all, told without folding it.

Most texts of a project do not hold what is looked for, and looking for a few letters in bytes is
several times as quick as folding a text and matching a pattern in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.corpus.folding import UNSEEN

_LETTERS = re.compile(r"[a-hjl-rt-z]+")
"""Letters of ASCII that only themselves and their capitals become or match, however a text is
folded: “K” has a sign of its own (U+212A), and “ſ”, “ı” and “İ” match “s” and “i” in any case."""
_SHORTEST = 3
_NO_LETTER = re.compile(r"[\n -@]")
_PART = 1 << 15
"""Characters at a time: what is made of them fits into a processor's cache."""
_UNSEEN = tuple(char.encode() for char in UNSEEN)


@dataclass(frozen=True, slots=True)
class Probe:
    """Runs of letters, in lower case, each of which is wherever the words are."""

    runs: tuple[bytes, ...]

    def may_be_in(self, text: str) -> bool:
        """False where the words are not in the text, as it is written or folded, in any case."""
        missing = list(self.runs)
        for part in _parts(text):
            missing = [run for run in missing if run not in part]
            if not missing:
                return True
        return False


def _parts(text: str) -> Iterator[bytes]:
    """The text in lower case and without unseen characters, cut where no run of letters goes on."""
    start = 0
    while start < len(text):
        cut = _NO_LETTER.search(text, min(start + _PART, len(text)))
        end = cut.end() if cut else len(text)
        data = text[start:end].encode("utf-8", "surrogatepass")
        if len(data) > end - start:  # not in ASCII
            for unseen in _UNSEEN:
                data = data.replace(unseen, b"")
        yield data.lower()
        start = end


def probe_for(words: str) -> Probe | None:
    """What to look for first; None where the words have no letters to tell by. Letters with accents
    must count as other letters."""
    runs = {run.encode() for run in _LETTERS.findall(words.lower()) if len(run) >= _SHORTEST}
    return Probe(tuple(sorted(runs, key=len, reverse=True))) if runs else None
