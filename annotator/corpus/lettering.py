"""Numbers as letters: A to Z, then AA, AB …"""

from __future__ import annotations

from string import ascii_uppercase


def letters_of(number: int, alphabet: str = ascii_uppercase) -> str:
    """The letters that stand for a number, counted from 0 (bijective numeration)."""
    shown = ""
    number += 1
    while number > 0:
        number, at = divmod(number - 1, len(alphabet))
        shown = alphabet[at] + shown
    return shown
