"""The words of a line of CHAT without its codes (MacWhinney, CHAT manual, chapters 7 to 10)."""

from __future__ import annotations

import re
from typing import Final

_STEPS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"[\x1a\x15][^\x1a\x15]*[\x1a\x15]?"), ""),
    # Events and what is said of the passage become what is heard: (laughs), (points at it).
    (re.compile(r"&=(\w+)(?::(\w+))?"), r"(\1 \2)"),
    (re.compile(r"\[=! ([^\[\]]*)\]"), r"(\1)"),
    # Markers of repetition, correction, error, overlap, explanation and replacement.
    (re.compile(r"\[[^\[\]]*\]"), ""),
    (re.compile(r"[<>]"), ""),
    (re.compile(r"&[-+~](?=\w)"), ""),
    # Words that were left out.
    (re.compile(r"(?<!\S)0[^\W\d][\w']*"), ""),
    (re.compile(r"\+\.\.\.|\+\.\.\?"), "…"),
    (re.compile(r"\+[/\".<,^+!?]+"), ""),
    # Parts of words that were not spoken, the kind of a word after @, joined words.
    (re.compile(r"(?<=\w)\((\w+)\)|\((\w+)\)(?=\w)"), r"\1\2"),
    (re.compile(r"(?<=\w)@\w+(?::\w+)?(?:\$\w+)?"), ""),
    (re.compile(r"(?<=\w)[_+](?=\w)"), " "),
    (re.compile(r"(?<=[^\W\d]):(?=[^\W\d]|\s|\Z)"), ""),
    (re.compile(r"[‡„≠^]"), ""),
    (re.compile(r"\( *([^() ]+) *\)"), r"(\1)"),
    (re.compile(r"[ \t]+"), " "),
    (re.compile(r" (?=[.,?!;…](?:\s|\Z))"), ""),
)


def without_codes(line: str) -> str:
    """What was said in a line, in ordinary spelling; sounds and gestures in brackets."""
    for pattern, replacement in _STEPS:
        line = pattern.sub(replacement, line)
    return line.strip()
