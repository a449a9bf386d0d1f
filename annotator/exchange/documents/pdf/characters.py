"""The characters of a page, one by one by index, with their places.

Coordinates are those of the page as it is shown: points, from its top left corner rightwards and
downwards, with the crop box and the rotation of the page applied.
"""

from __future__ import annotations

import ctypes
from collections import deque
from dataclasses import dataclass
from itertools import repeat
from typing import Final

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from annotator.exchange.documents.pdf.codes import (
    is_blank,
    joined_surrogates,
    name_unmapped,
    with_accents,
    without_ligatures,
)
from annotator.exchange.documents.pdf.directions import (
    direction,
    has_right_to_left,
    right_to_left,
)
from annotator.exchange.documents.pdf.fonts import Fonts
from annotator.exchange.documents.pdf.geometry import (
    Floats,
    PagePlace,
    degrees_of,
    divide_ligatures,
    turned_places,
    widen,
)
from annotator.exchange.documents.pdf.library import Handle, address_of, per_character
from annotator.exchange.documents.pdf.tags import content_of_cells

_POINTER = ctypes.c_void_p
_INT = ctypes.c_int
_unicode = per_character("FPDFText_GetUnicode", ctypes.c_uint, _POINTER, _INT)
_loose_box = per_character("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
_origin = per_character("FPDFText_GetCharOrigin", _INT, _POINTER, _INT, _POINTER, _POINTER)
_object = per_character("FPDFText_GetTextObject", ctypes.c_size_t, _POINTER, _INT)
_matrix = per_character("FPDFText_GetMatrix", _INT, _POINTER, _INT, _POINTER)
_size = per_character("FPDFText_GetFontSize", ctypes.c_double, _POINTER, _INT)
_generated = per_character("FPDFText_IsGenerated", _INT, _POINTER, _INT)
_hyphen = per_character("FPDFText_IsHyphen", _INT, _POINTER, _INT)
_content = per_character("FPDFPageObj_GetMarkedContentID", _INT, _POINTER)
_unmapped = per_character("FPDFText_HasUnicodeMapError", _INT, _POINTER, _INT)

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
    space before it; `unmapped` that the font does not tell what it is; `cell` that it is tagged as
    in a cell of a table. `spaces` are the places
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
    cell: NDArray[np.bool_]
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
    # PDFium's sign for a hyphen at the end of a line; elsewhere fonts mean a space by it.
    for index in np.flatnonzero(code == 0x02).tolist():
        code[index] = 0x2D if _hyphen(text, index) == 1 else 0x20
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
    place = PagePlace(page)
    code, keep = joined_surrogates(raw.code)
    font = np.array([fonts.index_of(drawn) for drawn in raw.objects], np.int32)
    down = place.turned(raw.matrices[:, 2:4])
    size = np.clip(np.abs(raw.sizes) * np.hypot(down[:, 0], down[:, 1]), 0.5, 2000)
    angle = np.array([degrees_of(x, y) for x, y in place.turned(raw.matrices[:, 0:2])], np.int16)
    runs = np.diff(np.append(raw.first, len(code)))
    run = np.arange(len(runs)).repeat(runs)
    drawn = np.array(raw.objects, np.uint64)[run]
    nameless = np.array([not font.name for font in fonts.found] or [True])[font][run]
    name_unmapped(code, raw.unmapped & (drawn != 0), nameless)
    visible = keep & (drawn != 0) & ~is_blank(code)
    on_page = place.within(raw.origin)
    if (visible & on_page).any():
        visible &= on_page
    gap = _before((code <= 0x20), visible)
    kept = _clustered(code, raw, drawn, np.flatnonzero(visible))
    kept, letters = without_ligatures(code, kept)
    middle = (raw.loose[kept, 0] + raw.loose[kept, 2]) / 2
    stays = with_accents(letters, middle, size[run[kept]])
    kept, letters = kept[stays], letters[stays]
    run, blank = run[kept], np.flatnonzero(raw.real_space)
    origin, box = place.shown(raw.origin[kept]), place.boxes(raw.loose[kept])
    piece = np.zeros(len(kept), np.bool_)
    piece[1:] = (np.diff(drawn[kept]) == 0) & (np.diff(origin, axis=0) == 0).all(1)
    along, across = turned_places(box, origin, angle[run], size[run])
    if piece.any():
        widen(along, piece)
        divide_ligatures(box, piece)
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
        _in_cells(raw.objects, content_of_cells(page))[run],
        spaces.astype(np.float32),
    )
    _set_heights(characters)
    return characters


def _in_cells(objects: list[int], cells: frozenset[int]) -> NDArray[np.bool_]:
    """Of text objects (addresses), whether they are tagged as in a cell of a table."""
    if not cells:
        return np.zeros(len(objects), np.bool_)
    return np.array([bool(one) and _content(one) in cells for one in objects], np.bool_)


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
    for glyph in glyphs.values():
        first, second = glyph[0], glyph[-1]
        if (
            len(glyph) > 1
            and right_to_left(code[first : first + 1])[0]
            and (raw.loose[glyph] == raw.loose[first]).all()
            and direction(chr(int(code[second]))) != "M"
        ):
            # PDFium turns the letters of a ligature round with the line.
            glyph.reverse()
    return np.array([index for glyph in glyphs.values() for index in glyph], np.int64)


def _before(marked: NDArray[np.bool_], visible: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether one that is marked stands between a visible character and the visible one before."""
    seen = np.cumsum(marked)
    found = np.zeros(len(marked), np.bool_)
    places = np.flatnonzero(visible)
    found[places[1:]] = seen[places[1:]] > seen[places[:-1]]
    return found


def _set_heights(characters: Characters) -> None:
    """The boxes of upright text reach as far above and below the baseline as its size tells."""
    upright = characters.angle == 0
    characters.box[upright, 1] = (characters.across - ABOVE * characters.size)[upright]
    characters.box[upright, 3] = (characters.across + BELOW * characters.size)[upright]
