"""A memo in one line: what it says, without the marks of Markdown."""

from __future__ import annotations

import re

_BEFORE = re.compile(r"^\s*(?:>\s?|#{1,6}\s+|[-+*]\s+)+", re.MULTILINE)
"""Marks of quotations, headings and lists."""
_AROUND = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1")
"""Words between marks of emphasis, or of what is to be read to the letter."""


def in_one_line(text: str, most: int) -> str:
    """The first words of a memo, at most so many characters, with an ellipsis where it is cut."""
    plain = _AROUND.sub(r"\2", _BEFORE.sub("", text[: 2 * most + 200]))
    words = " ".join(plain.split())
    return words if len(words) <= most else words[: most - 1] + "…"
