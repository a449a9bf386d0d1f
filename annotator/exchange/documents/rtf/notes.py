"""Notes and their marks as a Rich Text file numbers them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    result = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"],
        strict=True,
    ):
        result += sign * (number // value)
        number %= value
    return result


def _chicago(number: int) -> str:
    """The signs of the Chicago Manual of Style."""
    return "*†‡§"[(number - 1) % 4] * ((number - 1) // 4 + 1)


NUMBERINGS: Final[dict[bytes, Callable[[int], str]]] = {
    b"nar": str,
    b"nalc": _letters,
    b"nauc": lambda number: _letters(number).upper(),
    b"nrlc": _roman,
    b"nruc": lambda number: _roman(number).upper(),
    b"nchi": _chicago,
}
"""By the end of the control word: ``\\ftnnar``, ``\\aftnnrlc`` and so on."""
