"""Where words can be in a text, told without folding it.

Most texts of a project do not hold what is looked for, and looking for a few letters in bytes is
several times as quick as folding a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from annotator.corpus.folding import ALIKE, UNSEEN

_LETTERS = re.compile(r"[a-hjl-rt-z]+")
"""Letters of ASCII that only themselves and their capitals become or match, however a text is
folded: “K” has a sign of its own (U+212A), and “ſ”, “ı” and “İ” match “s” and “i” in any case."""
_SHORTEST = 3
_NO_LETTER = re.compile(r"[\n -@]")
_PART = 1 << 15
"""Characters at a time: what is made of them fits into a processor's cache."""
_SPACES = " \n" + ALIKE[" "] + ALIKE["\n"]
"""What becomes a space or a line end. Nothing joins it to what is before it."""
_GAP = re.compile(f"[{_SPACES}][{_SPACES}{UNSEEN}]*")
"""What becomes one stretch of white space, with unseen characters after it."""
_REACH = 256


@dataclass(frozen=True, slots=True)
class Probe:
    """Runs of letters, in lower case, each of which is wherever the words are."""

    runs: tuple[bytes, ...]

    def stretches(self, text: str, gaps: int, most: int) -> list[tuple[int, int]] | None:
        """Where in the text (code points, half open) the words can be, in order and apart; None
        where that is more than so many code points.

        gaps: in how many places the words have white space. Each stretch begins and ends where it
        can be folded by itself, and holds whatever white space the words have, and what is before
        and after them.
        """
        parts: list[list[tuple[int, int]]] = [[] for _run in self.runs]
        sizes = [0] * len(parts)
        for start, end, data in _parts(text):
            for number, run in enumerate(self.runs):
                if run in data:
                    parts[number].append((start, end))
                    sizes[number] += end - start
            if min(sizes) > most:
                return None
        found: list[tuple[int, int]] = []
        for start, end in parts[sizes.index(min(sizes))]:
            low, high = _before(text, start, gaps + 2), _after(text, end, gaps + 2)
            if found and low <= found[-1][1]:
                low = found.pop()[0]
            found.append((low, high))
        return found if sum(end - start for start, end in found) <= most else None


def _before(text: str, place: int, gaps: int) -> int:
    """Where so many stretches of white space before a place begin."""
    reach = _REACH
    while reach < place:
        starts = [gap.start() for gap in _GAP.finditer(text, place - reach, place)]
        if len(starts) >= gaps:
            return starts[-gaps]
        reach *= 4
    return 0


def _after(text: str, place: int, gaps: int) -> int:
    """Where the last of so many stretches of white space after a place begins."""
    last = next(islice(_GAP.finditer(text, place), gaps - 1, None), None)
    return last.start() if last else len(text)


def _parts(text: str) -> Iterator[tuple[int, int, bytes]]:
    """Parts of the text (code points, half open), in lower case and without unseen characters, cut
    where no run of letters goes on."""
    there = [char.encode() for char in UNSEEN if char in text]
    start = 0
    while start < len(text):
        cut = _NO_LETTER.search(text, min(start + _PART, len(text)))
        end = cut.end() if cut else len(text)
        data = text[start:end].encode("utf-8", "surrogatepass")
        if len(data) > end - start:  # not in ASCII
            for unseen in there:
                data = data.replace(unseen, b"")
        yield start, end, data.lower()
        start = end


def probe_for(words: str) -> Probe | None:
    """What to look for first; None where the words have no letters to tell by. Letters with accents
    must count as other letters."""
    runs = {run.encode() for run in _LETTERS.findall(words.lower()) if len(run) >= _SHORTEST}
    return Probe(tuple(sorted(runs, key=len, reverse=True))) if runs else None
