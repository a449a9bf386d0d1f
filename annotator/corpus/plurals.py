"""Numbers of things in English sentences."""

from __future__ import annotations


def number_of(number: int, one: str, more: str = "") -> str:
    """“1 coding”, “1,234 codings”: the number with the word for it; `more` is `one` with an s where
    it is not given."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"
