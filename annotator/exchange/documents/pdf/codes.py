"""Code points as PDFium gives them, mended: surrogates, ligatures, signs without a name."""

from __future__ import annotations

import unicodedata
from typing import Final

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]

_ACCENTS: Final = dict(
    zip(
        map(ord, "`´^ˆ~˜¨¯˘˙˚˝ˇ¸"),
        "\u0300\u0301\u0302\u0302\u0303\u0303\u0308\u0304\u0306\u0307\u030a\u030b\u030c\u0327",
        strict=True,
    )
)
_DOTLESS: Final = {0x131: "i", 0x237: "j"}

_LIGATURES: Final = dict(
    zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)
# OT1 and T1 have them at these places (LaTeX2e font encodings, section 3).
_TEX_LIGATURES: Final = {first + n: 0xFB00 + n for first in (0x0B, 0x1B) for n in range(5)}


def joined_surrogates(code: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """The code points, with pairs of surrogates as one in the place of the first; which to keep."""
    keep = np.ones(len(code), np.bool_)
    high = np.flatnonzero((code[:-1] >= 0xD800) & (code[:-1] < 0xDC00)).tolist()
    code = code.copy()
    for index in high:
        low = int(code[index + 1])
        if 0xDC00 <= low < 0xE000:
            code[index] = 0x10000 + ((int(code[index]) - 0xD800) << 10) + (low - 0xDC00)
            keep[index + 1] = False
    code[(code >= 0xD800) & (code < 0xE000)] = 0xFFFD
    code[code > 0x10FFFF] = 0xFFFD
    return code, keep


def name_unmapped(code: Codes, unmapped: NDArray[np.bool_], nameless: NDArray[np.bool_]) -> None:
    """Give signs that are not known the code point for that, but ligatures in TeX's own encodings
    theirs: its fonts that are pictures have no name, and no names of characters but numbers."""
    unknown = unmapped & (code < 0x20)
    ligatures = np.flatnonzero(unknown & nameless)
    named = [_TEX_LIGATURES.get(int(value), 0xFFFD) for value in code[ligatures]]
    code[unknown] = 0xFFFD
    code[ligatures] = named


def without_ligatures(
    code: NDArray[np.uint32], kept: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """The kept ones, a ligature as often as it has letters, and the code points of all."""
    letters = code[kept]
    ligatures = (letters >= 0xFB00) & (letters <= 0xFB06)
    if not ligatures.any():
        return kept, letters
    lengths = np.ones(len(kept), np.int64)
    lengths[ligatures] = [len(_LIGATURES[value]) for value in letters[ligatures].tolist()]
    firsts = np.cumsum(lengths) - lengths
    kept, letters = kept.repeat(lengths), letters.repeat(lengths)
    for first in firsts[ligatures].tolist():
        name = _LIGATURES[int(letters[first])]
        letters[first : first + len(name)] = list(map(ord, name))
    return kept, letters


def with_accents(
    letters: Codes, middle: NDArray[np.floating], size: NDArray[np.floating]
) -> NDArray[np.bool_]:
    """Put accents that are printed by themselves over a letter into the letter, as old fonts of
    TeX need. `letters` is changed; the result says which stay. `middle` is where each has its
    middle."""
    stays = np.ones(len(letters), np.bool_)
    for index in np.flatnonzero(np.isin(letters[:-1], list(_ACCENTS))).tolist():
        letter = _DOTLESS.get(int(letters[index + 1]), chr(int(letters[index + 1])))
        over = abs(float(middle[index + 1] - middle[index])) < 0.3 * float(size[index])
        made = unicodedata.normalize("NFC", letter + _ACCENTS[int(letters[index])])
        if over and letter.isalpha() and len(made) == 1:
            letters[index + 1] = ord(made)
            stays[index] = False
    return stays


def is_blank(code: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Spaces and controls; a no-break space is a character."""
    blank: NDArray[np.bool_] = (
        (code <= 0x20)
        | ((code >= 0x7F) & (code < 0xA0))
        | ((code >= 0x2000) & (code <= 0x200A))
        | (code == 0x2028)
        | (code == 0x2029)
        | (code == 0x3000)
        | (code == 0xFEFF)
        | (code == 0xFFFE)
        | (code == 0xFFFF)
    )
    return blank
