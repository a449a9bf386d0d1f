"""The border between code points and the widget: the only place where the two are converted.

The project counts Unicode code points. Qt counts UTF-16 units, where a character beyond U+FFFF
takes two. The widget also holds line breaks of its own, put into paragraphs of extreme length so
that Qt never lays out more than a few thousand characters at once. Both are one thing here: a
sorted list of code points after which the widget counts one more.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QTextLayout

IntArray = npt.NDArray[np.int64]

LONG_PARAGRAPH = 12_000
"""Code points from which a paragraph is broken for the widget."""
_PIECE = 6_000
_SEARCH = 400

# Characters that would end a block or mean an object to Qt, and what is shown instead.
_SHOWN_AS = dict.fromkeys((0x0, 0xFDD0, 0xFDD1, 0xFFFC), 0xFFFD) | {0xD: 0x20, 0x2029: 0x2028}


class PositionMap:
    """Converts positions of one text between code points and the widget's units.

    `utf8` is the text as bytes, for who has it already: all that is to be found is found in them,
    since Python gives no quicker way into ten million characters.
    """

    def __init__(self, text: str, utf8: bytes | None = None) -> None:
        self._length = len(text)
        encoded = _Utf8(text.encode("utf-8", "surrogatepass") if utf8 is None else utf8)
        self.breaks = _soft_breaks(text, encoded)
        """Code points before which the widget breaks a line that the text does not."""
        self.break_set = frozenset(self.breaks)
        extra = encoded.astral()
        if self.breaks:
            extra = np.sort(np.concatenate((extra, np.array(self.breaks, dtype=np.int64) - 1)))
        self._extra = extra
        # Plain lists: bisect on them is five times faster for one look-up than NumPy's.
        self._extra_list: list[int] = extra.tolist()
        units = extra + np.arange(2, len(extra) + 2)
        self._unit_list: list[int] = units.tolist()

    @property
    def length(self) -> int:
        """The text's length in code points."""
        return self._length

    def to_widget(self, position: int) -> int:
        """The widget's unit for a code point; behind a break, not before it."""
        if not self._extra_list:
            return position
        return position + bisect_right(self._extra_list, position - 1)

    def to_text(self, unit: int) -> int:
        """The code point for a widget's unit; a unit inside a character gives its end."""
        if not self._extra_list:
            return min(unit, self._length)
        return min(unit - bisect_right(self._unit_list, unit), self._length)

    def many_to_widget(self, positions: IntArray) -> IntArray:
        """The same as `to_widget` for an array of any length."""
        result: IntArray = positions + np.searchsorted(self._extra, positions - 1, side="right")
        return result

    def shown(self, text: str) -> str:
        """What the widget is given: `text` with breaks in it, and nothing that Qt would alter."""
        bounds = zip([0, *self.breaks], [*self.breaks, len(text)], strict=True)
        shown = "\n".join(text[start:end] for start, end in bounds) if self.breaks else text
        if any(chr(code) in shown for code in _SHOWN_AS):
            shown = shown.translate(_SHOWN_AS)
        return shown


class _Utf8:
    """A text as UTF-8, and where in it, in code points, certain bytes are.

    RFC 3629, section 3: bytes 10xxxxxx go on with a character, those from 11110000 begin one of
    four bytes, which are the characters beyond U+FFFF.
    """

    def __init__(self, encoded: bytes) -> None:
        self.bytes = np.frombuffer(encoded, dtype=np.uint8)

    @cached_property
    def _goes_on(self) -> IntArray:
        return np.flatnonzero(self.bytes.view(np.int8) < -64)

    def points(self, at: IntArray) -> IntArray:
        """The code points that begin at these bytes."""
        return at - np.searchsorted(self._goes_on, at) if len(at) else at

    def astral(self) -> IntArray:
        """The code points that take two UTF-16 units, in order."""
        return self.points(np.flatnonzero(self.bytes >= 0xF0))


def _soft_breaks(text: str, encoded: _Utf8) -> list[int]:
    """Where paragraphs longer than LONG_PARAGRAPH are broken, in order."""
    feeds = np.concatenate(([-1], np.flatnonzero(encoded.bytes == 10), [len(encoded.bytes)]))
    # As long in bytes at least: most texts have no paragraph to look at more closely.
    long = np.flatnonzero(np.diff(feeds) > LONG_PARAGRAPH + 1)
    starts, ends = encoded.points(feeds[long] + 1), encoded.points(feeds[long + 1])
    breaks: list[int] = []
    for first, end in zip(starts.tolist(), ends.tolist(), strict=True):
        start = first
        while end - start > LONG_PARAGRAPH:
            start = _break_before(text, start + _PIECE)
            breaks.append(start)
    return breaks


def _break_before(text: str, position: int) -> int:
    """A good place to break in the `_SEARCH` code points before `position`."""
    low = position - _SEARCH
    for mark in (". ", " "):
        found = text.rfind(mark, low, position)
        if found >= 0:
            return found + len(mark)
    return grapheme_start(text, position)


def grapheme_start(text: str, position: int) -> int:
    """The start of the character, as a reader sees it, that `position` is in."""
    return _grapheme_bounds(text, position)[0]


def grapheme_end(text: str, position: int) -> int:
    """The end of the character that `position` is inside of; `position` itself at a border."""
    return _grapheme_bounds(text, position)[1]


def _grapheme_bounds(text: str, position: int) -> tuple[int, int]:
    if not 0 < position < len(text):
        return position, position
    if text[position - 1 : position + 1].isascii() and text[position - 1] != "\r":
        return position, position
    low = _safe_start(text, position)
    window = text[low : position + 64]
    # Not QTextBoundaryFinder: its binding keeps a view of a string that is gone by then.
    layout = QTextLayout(window)
    unit = len(text[low:position].encode("utf-16-le")) // 2
    if layout.isValidCursorPosition(unit):
        return position, position
    before, after = layout.previousCursorPosition(unit), layout.nextCursorPosition(unit)
    units = window.encode("utf-16-le")
    return (
        low + len(units[: 2 * before].decode("utf-16-le")),
        low + len(units[: 2 * after].decode("utf-16-le")),
    )


def _safe_start(text: str, position: int) -> int:
    """A border of characters at most some dozens before `position`: flags pair up from there."""
    low = max(0, position - 64)
    for index in range(position - 1, low, -1):
        if text[index].isspace() and text[index] != "\n":
            return index
    return low
