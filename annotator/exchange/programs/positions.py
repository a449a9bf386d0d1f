"""Positions as files count them, many at once, as code points of the text with LF."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from annotator.exchange.plain_text import with_lf
from annotator.exchange.programs.draft import Counting, Units

Offsets = NDArray[np.int64]
Truths = NDArray[np.bool_]

_UNFIT: Final = re.compile("[\x00\ud800-\udfff]")


def unicode_text(text: str) -> str:
    """The text with U+FFFD for halves of surrogate pairs and for NUL, which no text has: one for
    one, so that positions stay."""
    return _UNFIT.sub("\ufffd", text)


class StoredText:
    """A text as a file holds it, and the same with LF (`text`)."""

    def __init__(self, raw: str) -> None:
        self.text = with_lf(raw)
        self._raw = raw
        self._crlf = np.array([found.start() for found in re.finditer("\r\n", raw)], np.int64)
        self._starts: dict[tuple[Units, bool], NDArray[np.int32] | None] = {}

    @property
    def has_crlf(self) -> bool:
        """Whether a line ends with CRLF."""
        return bool(len(self._crlf))

    def reduced(self, counting: Counting) -> Counting:
        """The counting without what makes no difference in this text."""
        as_one = counting.crlf_as_one or not self.has_crlf
        units = counting.units
        if self._widths(Counting(units, as_one)) is None:
            units = Units.CODE_POINTS
        return Counting(units, as_one)

    def offsets(self, positions: Offsets, counting: Counting) -> tuple[Offsets, Truths]:
        """Offsets into `text`, and which of them are exact. A position inside a character or a
        line end gives the offset of what begins there or before; one beyond the text gives an
        offset beyond it."""
        widths = self._widths(counting)
        exact = np.ones(len(positions), np.bool_)
        found = positions
        if widths is not None:
            at = np.searchsorted(widths, positions, side="right") - 1
            inside = np.clip(at, 0, len(widths) - 1)
            beyond = positions - widths[-1]
            found = np.where(beyond > 0, len(widths) - 1 + beyond, np.where(at < 0, positions, at))
            exact = (beyond > 0) | (at < 0) | (widths[inside] == positions)
        if not counting.crlf_as_one and self.has_crlf:
            before = np.searchsorted(self._crlf, found, side="left")
            middle = (before > 0) & (self._crlf[np.maximum(before - 1, 0)] == found - 1)
            exact &= ~middle
            found = found - before
        return found, exact

    def _widths(self, counting: Counting) -> NDArray[np.int32] | None:
        """At which unit each character begins, and the text ends; None where units are code
        points in this text."""
        key = counting.units, counting.crlf_as_one
        if key not in self._starts:
            text = self.text if counting.crlf_as_one else self._raw
            self._starts[key] = _starts(text, counting.units)
        return self._starts[key]


def _starts(text: str, units: Units) -> NDArray[np.int32] | None:
    if units is Units.CODE_POINTS or text.isascii():
        return None
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if units is Units.UTF16:
        wide = points > 0xFFFF
        if not wide.any():
            return None
        lengths = 1 + wide.astype(np.int32)
    else:
        lengths = 1 + (points > 0x7F).astype(np.int32) + (points > 0x7FF) + (points > 0xFFFF)
    starts = np.zeros(len(points) + 1, np.int32)
    np.cumsum(lengths, out=starts[1:])
    return starts
