"""UTF-8 with a few bytes that are none: read as UTF-8, with a mark at each such place.

A file that was cut inside a character, or into which a program of another encoding wrote an
apostrophe, is still UTF-8: read in another encoding, each of its letters beyond ASCII would be
two or three wrong ones.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MARK = "\ufffd"
"""U+FFFD, the replacement character (Unicode Standard, section 23.8)."""
# Surrogates, which UTF-8 has none of (Unicode Standard, D92), are one place each.
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_CUT_AT_END = re.compile(rb"(?:[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2})\Z")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with marks, and where these are (code points of it)."""

    text: str
    places: tuple[int, ...]


def read_marked(data: bytes) -> Marked:
    """The bytes as UTF-8, each maximal run that is no character as one mark."""
    places: list[int] = []
    parts: list[str] = []
    length = start = 0
    for first, last in _bad_runs(_SURROGATE.sub(b"\xff\xff\xff", data)):
        good = data[start:first].decode("utf-8")
        parts += (good, MARK)
        places.append(length + len(good))
        length += len(good) + 1
        start = last
    parts.append(data[start:].decode("utf-8"))
    return Marked("".join(parts), tuple(places))


def _bad_runs(data: bytes) -> list[tuple[int, int]]:
    """The stretches of bytes that are no characters, each with all such bytes beside it."""
    runs: list[tuple[int, int]] = []

    def note(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        if runs and runs[-1][1] == error.start:
            runs[-1] = runs[-1][0], error.end
        else:
            runs.append((error.start, error.end))
        return "", error.end

    codecs.register_error("annotator.note", note)
    data.decode("utf-8", errors="annotator.note")
    return runs


def is_damaged_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 but for a few: at least as many characters of several bytes as
    bytes that are none. In other encodings such sequences come about by chance alone."""
    rest, surrogates = _SURROGATE.subn(b"", data)
    rest, cut = _CUT_AT_END.subn(b"", rest)
    good = len(_SEQUENCE.findall(rest)) + surrogates + cut
    if not good:
        return False
    return sum(last - first for first, last in _bad_runs(rest)) <= good
