"""Texts as arrays of code points, and what kind each of them is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

POINTS = sys.maxunicode + 1

Points = np.ndarray[Any, np.dtype[np.unsignedinteger[Any]]]
Kinds = np.ndarray[Any, np.dtype[np.uint8]]


def code_points(text: str) -> tuple[Points, str]:
    """The text as an array, in 16 bits where these do, and what encoding that is."""
    try:
        points: Points = np.frombuffer(text.encode("utf-16-le"), np.uint16)
    except UnicodeEncodeError:  # half a surrogate pair, of which two might become one
        points = np.empty(0, np.uint16)
    if len(points) == len(text):
        return points, "utf-16-le"
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), "utf-32-le"


def narrow_code_points(text: str) -> Points:
    """The text as an array of as few bits as it needs: of 8 where it is in Latin-1."""
    try:
        return np.frombuffer(text.encode("latin-1"), np.uint8)
    except UnicodeEncodeError:
        return code_points(text)[0]


class KindTable:
    """The kinds of characters by code point; what `look` says of each that comes up is asked once.
    No kind is 0. Several threads may ask."""

    def __init__(self, look: Callable[[str], int]) -> None:
        self._look = look
        self._kinds: Kinds = np.zeros(POINTS, np.uint8)

    def of(self, chars: Points) -> Kinds:
        """The kinds of characters."""
        kinds = self._kinds[chars]
        unknown = kinds == 0
        if unknown.any():
            for point in np.unique(chars[unknown]).tolist():
                self._kinds[point] = self._look(chr(point))
            kinds = self._kinds[chars]
        return kinds
