"""An entry of a list as what it means in a folded text (`corpus.folding`): case and white space of
a phrase may differ, and it stands for whole words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from annotator.corpus.folding import GAP, folded_text

# Han, kana, Thai, Lao, Myanmar, Khmer are written without spaces: each character stands alone.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003fffd"
)


def _ranges_of_marks() -> str:
    """A character class of combining marks and joiners: `re` counts them out of words, so
    "cafe" would be found in "café" where the accent is a character of its own.
    """
    unspaced = re.compile(f"[{_UNSPACED}]")
    ranges: list[list[int]] = []
    for point in (*range(0x300, 0x10000), *range(0xE0100, 0xE01F0)):
        mark = unicodedata.category(chr(point))[0] == "M" or point in (0x200C, 0x200D)
        if not mark or unspaced.match(chr(point)):
            continue
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_MARKS = _ranges_of_marks()
WORD = rf"(?:[^\W{_UNSPACED}]|[{_MARKS}])"
"""A character of a word, as a pattern."""
_HEAD = re.compile(f"{WORD}+")
# Nothing of the word follows. The “’t” of a negation would: “can’t” does not hold “can”.
_WORD_END = re.compile(rf"(?!{WORD}|'t(?!{WORD}))", re.IGNORECASE)


def head_key(head: str) -> str:
    """One form for all spellings of a head; what the lexer looks phrases up by."""
    return unicodedata.normalize("NFC", head).casefold()


@dataclass(frozen=True)
class Phrase:
    """A word or phrase in one of the lists: `number` is its own, `text` as in the codebook."""

    number: int
    text: str

    @cached_property
    def _form(self) -> str:
        return folded_text(self.text).strip()

    @cached_property
    def head(self) -> str:
        """What it begins with: its first word, or one character that belongs to no word."""
        word = _HEAD.match(self._form)
        return word.group() if word else self._form[0]

    @property
    def begins_with_word(self) -> bool:
        """Whether the head is a word."""
        return _HEAD.match(self.head) is not None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(GAP.join(map(re.escape, self._form.split())), re.IGNORECASE)

    @cached_property
    def _ends_with_word(self) -> bool:
        return _HEAD.match(self._form[-1]) is not None

    def match(self, text: str, start: int) -> str | None:
        """The words at `start` if they are the phrase; a head of it is there."""
        found = self._pattern.match(text, start)
        if found is None or (self._ends_with_word and not _WORD_END.match(text, found.end())):
            return None
        return found.group()
