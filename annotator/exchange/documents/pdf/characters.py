"""The characters of a page, one by one by index, with their places.

Coordinates are those of the page as it is shown: points, from its top left corner rightwards and
downwards, with the crop box and the rotation of the page applied.
"""

from __future__ import annotations

import ctypes
from collections import deque
from dataclasses import dataclass
from itertools import repeat
from math import atan2, degrees
from typing import Final

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from annotator.exchange.documents.pdf.directions import has_right_to_left
from annotator.exchange.documents.pdf.fonts import Fonts
from annotator.exchange.documents.pdf.library import Handle, address_of, per_character

_POINTER = ctypes.c_void_p
_INT = ctypes.c_int
_unicode = per_character("FPDFText_GetUnicode", ctypes.c_uint, _POINTER, _INT)
_loose_box = per_character("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
_origin = per_character("FPDFText_GetCharOrigin", _INT, _POINTER, _INT, _POINTER, _POINTER)
_object = per_character("FPDFText_GetTextObject", ctypes.c_size_t, _POINTER, _INT)
_matrix = per_character("FPDFText_GetMatrix", _INT, _POINTER, _INT, _POINTER)
_size = per_character("FPDFText_GetFontSize", ctypes.c_double, _POINTER, _INT)
_generated = per_character("FPDFText_IsGenerated", _INT, _POINTER, _INT)
_unmapped = per_character("FPDFText_HasUnicodeMapError", _INT, _POINTER, _INT)

_LIGATURES: Final = dict(
    zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)
# OT1 and T1 have them at these places (LaTeX2e font encodings, section 3).
_TEX_LIGATURES: Final = {first + n: 0xFB00 + n for first in (0x0B, 0x1B) for n in range(5)}

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]

ABOVE: Final = 0.8
BELOW: Final = 0.22
"""How far a line of type reaches above and below its baseline, in its size. What fonts say of it
differs too widely between them to tell lines apart by."""


@dataclass(slots=True)
class Characters:
    """The characters of a page that leave ink, in PDFium's order; arrays of one length.

    `code` is the code point; `box` (x0, y0, x1, y1) as shown; `along` and `across` are the place
    in the direction of the type (start, end; baseline), equal to x and y for upright text; `size`
    in points; `angle` in degrees clockwise; `font` an index of `Fonts`; `piece` says that the
    character comes from the same glyph as the one before (a ligature); `gap` that PDFium sees a
    space before it; `unmapped` that the font does not tell what it is. `spaces` are the places
    (along, across) of the spaces that the file has itself.
    """

    width: float
    height: float
    code: NDArray[np.uint32]
    box: Floats
    along: Floats
    across: Floats
    size: Floats
    angle: NDArray[np.int16]
    font: Integers
    drawn: Integers
    piece: NDArray[np.bool_]
    gap: NDArray[np.bool_]
    unmapped: NDArray[np.bool_]
    spaces: Floats

    def __len__(self) -> int:
        return len(self.code)


def read_characters(page: Handle, fonts: Fonts) -> Characters:
    """The characters of an open page; call it under the lock."""
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return _arrange(_Raw.none(), page, fonts)
    try:
        return _arrange(_read(address_of(text)), page, fonts)
    finally:
        pdfium.FPDFText_ClosePage(text)


def none_on(width: float, height: float) -> Characters:
    """Of a page that can't be read."""
    real, whole, yes = np.empty(0, np.float32), np.empty(0, np.int32), np.empty(0, np.bool_)
    return Characters(
        width,
        height,
        np.empty(0, np.uint32),
        np.empty((0, 4), np.float32),
        np.empty((0, 2), np.float32),
        real,
        real,
        np.empty(0, np.int16),
        whole,
        whole,
        yes,
        yes,
        yes,
        np.empty((0, 2), np.float32),
    )


@dataclass(slots=True)
class _Raw:
    """What PDFium says, for all characters, in its coordinates; by run of one text object for what
    is the same in it."""

    code: NDArray[np.uint32]
    loose: Floats
    origin: NDArray[np.float64]
    first: NDArray[np.int64]
    objects: list[int]
    matrices: Floats
    sizes: NDArray[np.float64]
    real_space: NDArray[np.bool_]
    unmapped: NDArray[np.bool_]

    @classmethod
    def none(cls) -> _Raw:
        """Of a page without text."""
        return cls(
            np.empty(0, np.uint32),
            np.empty((0, 4), np.float32),
            np.empty((0, 2)),
            np.empty(0, np.int64),
            [],
            np.empty((0, 6), np.float32),
            np.empty(0),
            np.empty(0, np.bool_),
            np.empty(0, np.bool_),
        )


def _read(text: int) -> _Raw:
    count = max(pdfium.FPDFText_CountChars(ctypes.cast(text, pdfium.FPDF_TEXTPAGE)), 0)
    if not count:
        return _Raw.none()
    code = np.fromiter(map(_unicode, repeat(text), range(count)), np.uint32, count)
    loose = np.zeros((count, 4), np.float32)
    start = loose.ctypes.data
    _run(map(_loose_box, repeat(text), range(count), range(start, start + 16 * count, 16)))
    origin = np.zeros((count, 2))
    start = origin.ctypes.data
    ends = range(start, start + 16 * count, 16), range(start + 8, start + 8 + 16 * count, 16)
    _run(map(_origin, repeat(text), range(count), *ends))
    drawn = np.fromiter(map(_object, repeat(text), range(count)), np.uint64, count)
    first = np.flatnonzero(np.diff(drawn, prepend=drawn[:1] ^ 1))
    matrices = np.zeros((len(first), 6), np.float32)
    start = matrices.ctypes.data
    firsts = first.tolist()
    _run(map(_matrix, repeat(text), firsts, range(start, start + 24 * len(first), 24)))
    sizes = np.fromiter(map(_size, repeat(text), firsts), np.float64, len(firsts))
    spaces = np.flatnonzero(code == 0x20)
    real = np.zeros(count, np.bool_)
    real[spaces] = [not _generated(text, index) for index in spaces.tolist()]
    return _Raw(
        code,
        loose,
        origin,
        first,
        drawn[first].tolist(),
        matrices,
        sizes,
        real,
        _unmapped_ones(text, code, first),
    )


def _run(calls: map[int]) -> None:
    """Make calls whose results are written elsewhere."""
    deque(calls, maxlen=0)


def _unmapped_ones(
    text: int, code: NDArray[np.uint32], first: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Asked of the first of each text object and of odd ones; of all where any of them is."""
    odd = np.flatnonzero((code < 0x20) | ((code >= 0xE000) & (code < 0xF900)))
    asked = np.union1d(first, odd).tolist()
    found = np.zeros(len(code), np.bool_)
    found[asked] = [_unmapped(text, index) == 1 for index in asked]
    if found.any():
        found[:] = [_unmapped(text, index) == 1 for index in range(len(code))]
    return found


def _arrange(raw: _Raw, page: Handle, fonts: Fonts) -> Characters:
    place = _PagePlace(page)
    code, keep = _joined_surrogates(raw.code)
    font = np.array([fonts.index_of(drawn) for drawn in raw.objects], np.int32)
    down = place.turned(raw.matrices[:, 2:4])
    size = np.clip(np.abs(raw.sizes) * np.hypot(down[:, 0], down[:, 1]), 0.5, 2000)
    angle = np.array([_degrees(x, y) for x, y in place.turned(raw.matrices[:, 0:2])], np.int16)
    runs = np.diff(np.append(raw.first, len(code)))
    run = np.arange(len(runs)).repeat(runs)
    drawn = np.array(raw.objects, np.uint64)[run]
    _name_unmapped(code, raw.unmapped & (drawn != 0))
    visible = keep & (drawn != 0) & ~_blank(code)
    gap = _before((code <= 0x20), visible)
    kept = _clustered(code, raw, drawn, np.flatnonzero(visible))
    kept, letters = _without_ligatures(code, kept)
    run, blank = run[kept], np.flatnonzero(raw.real_space)
    origin, box = place.shown(raw.origin[kept]), place.boxes(raw.loose[kept])
    piece = np.zeros(len(kept), np.bool_)
    piece[1:] = (np.diff(drawn[kept]) == 0) & (np.diff(origin, axis=0) == 0).all(1)
    along, across = _turned_places(box, origin, angle[run], size[run])
    if piece.any():
        _widen(along, piece)
        _divide(box, piece)
    spaces = place.shown(raw.origin[blank])
    characters = Characters(
        place.width,
        place.height,
        letters,
        box,
        along,
        across,
        size[run].astype(np.float32),
        angle[run],
        font[run],
        run.astype(np.int32),
        piece,
        gap[kept],
        raw.unmapped[kept],
        spaces.astype(np.float32),
    )
    _set_heights(characters)
    return characters


def _name_unmapped(code: NDArray[np.uint32], unmapped: NDArray[np.bool_]) -> None:
    """Give ligatures of TeX's own encodings their code points, and the rest that of a sign that is
    not known. Fonts of TeX that are pictures have no other names than these numbers."""
    unknown = np.flatnonzero(unmapped & (code < 0x20))
    code[unknown] = [_TEX_LIGATURES.get(int(value), 0xFFFD) for value in code[unknown]]


def _without_ligatures(
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


def _clustered(
    code: NDArray[np.uint32], raw: _Raw, drawn: NDArray[np.uint64], kept: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The kept ones with those of one glyph together: PDFium parts them in right-to-left text."""
    if not has_right_to_left(code):
        return kept
    glyphs: dict[tuple[int, float, float], list[int]] = {}
    for index in kept.tolist():
        x, y = raw.origin[index]
        glyphs.setdefault((int(drawn[index]), float(x), float(y)), []).append(index)
    return np.array([index for glyph in glyphs.values() for index in glyph], np.int64)


def _widen(along: Floats, piece: NDArray[np.bool_]) -> None:
    """The characters of one glyph all reach from its start to its end."""
    starts = np.flatnonzero(~piece)
    lengths = np.diff(np.append(starts, len(piece)))
    along[:, 0] = np.minimum.reduceat(along[:, 0], starts).repeat(lengths)
    along[:, 1] = np.maximum.reduceat(along[:, 1], starts).repeat(lengths)


def _divide(box: Floats, piece: NDArray[np.bool_]) -> None:
    """Letters of a ligature get a part each of its box, from left to right."""
    starts = np.flatnonzero(~piece)
    lengths = np.diff(np.append(starts, len(piece)))
    for start, length in zip(
        starts[lengths > 1].tolist(), lengths[lengths > 1].tolist(), strict=True
    ):
        part = box[start : start + length]
        if (part == part[0]).all():
            edges = np.linspace(part[0, 0], part[0, 2], length + 1)
            part[:, 0], part[:, 2] = edges[:-1], edges[1:]


def _degrees(x: float, y: float) -> int:
    return round(degrees(atan2(y, x))) % 360


def _joined_surrogates(code: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """The code points, with pairs of surrogates as one in the place of the first; which to keep."""
    keep = np.ones(len(code), np.bool_)
    high = np.flatnonzero((code[:-1] >= 0xD800) & (code[:-1] < 0xDC00)) if len(code) else []
    code = code.copy()
    for index in high:
        low = int(code[index + 1])
        if 0xDC00 <= low < 0xE000:
            code[index] = 0x10000 + ((int(code[index]) - 0xD800) << 10) + (low - 0xDC00)
            keep[index + 1] = False
    code[(code >= 0xD800) & (code < 0xE000)] = 0xFFFD
    code[code > 0x10FFFF] = 0xFFFD
    code[code == 0x02] = 0x2D  # PDFium's sign for a hyphen at the end of a line.
    return code, keep


def _blank(code: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Spaces and controls; a no-break space is a character."""
    return (
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


def _before(marked: NDArray[np.bool_], visible: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether one that is marked stands between a visible character and the visible one before."""
    seen = np.cumsum(marked)
    found = np.zeros(len(marked), np.bool_)
    places = np.flatnonzero(visible)
    found[places[1:]] = seen[places[1:]] > seen[places[:-1]]
    return found


class _PagePlace:
    """From PDFium's coordinates of a page to those of the page as shown."""

    def __init__(self, page: Handle) -> None:
        rectangle = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, rectangle)
        self.left, self.right = rectangle.left, rectangle.right
        self.bottom, self.top = rectangle.bottom, rectangle.top
        self.rotation = pdfium.FPDFPage_GetRotation(page) % 4
        self.width = float(pdfium.FPDF_GetPageWidthF(page))
        self.height = float(pdfium.FPDF_GetPageHeightF(page))

    def shown(self, points: NDArray[np.floating]) -> NDArray[np.float64]:
        """Points (n, 2)."""
        x, y = points[:, 0].astype(np.float64), points[:, 1].astype(np.float64)
        if self.rotation == 1:
            return np.stack([y - self.bottom, x - self.left], 1)
        if self.rotation == 2:
            return np.stack([self.right - x, y - self.bottom], 1)
        if self.rotation == 3:
            return np.stack([self.top - y, self.right - x], 1)
        return np.stack([x - self.left, self.top - y], 1)

    def boxes(self, rectangles: Floats) -> Floats:
        """Rectangles of PDFium (n, 4: left, top, right, bottom) as x0, y0, x1, y1."""
        one, other = self.shown(rectangles[:, [0, 1]]), self.shown(rectangles[:, [2, 3]])
        return np.hstack([np.minimum(one, other), np.maximum(one, other)]).astype(np.float32)

    def turned(self, directions: NDArray[np.floating]) -> NDArray[np.float64]:
        """Directions (n, 2)."""
        x, y = directions[:, 0].astype(np.float64), directions[:, 1].astype(np.float64)
        if self.rotation == 1:
            return np.stack([y, x], 1)
        if self.rotation == 2:
            return np.stack([-x, y], 1)
        if self.rotation == 3:
            return np.stack([-y, -x], 1)
        return np.stack([x, -y], 1)


def _turned_places(
    box: Floats, origin: NDArray[np.float64], angle: NDArray[np.int16], size: Floats
) -> tuple[Floats, Floats]:
    """Start and end (n, 2) and baseline (n) in the direction of the type."""
    along = box[:, [0, 2]].copy()
    across = origin[:, 1].astype(np.float32)
    down, back, up = angle == 90, angle == 180, angle == 270
    along[down], across[down] = box[down][:, [1, 3]], -origin[down, 0]
    along[back], across[back] = -box[back][:, [2, 0]], -origin[back, 1]
    along[up], across[up] = -box[up][:, [3, 1]], origin[up, 0]
    skew = angle % 90 != 0
    if skew.any():
        turn = np.radians(angle[skew].astype(np.float64))
        x, y = origin[skew, 0], origin[skew, 1]
        start = x * np.cos(turn) + y * np.sin(turn)
        along[skew] = np.stack([start, start + 0.5 * size[skew]], 1)
        across[skew] = y * np.cos(turn) - x * np.sin(turn)
    return along, across


def _set_heights(characters: Characters) -> None:
    """The boxes of upright text reach as far above and below the baseline as its size tells."""
    upright = characters.angle == 0
    characters.box[upright, 1] = (characters.across - ABOVE * characters.size)[upright]
    characters.box[upright, 3] = (characters.across + BELOW * characters.size)[upright]
