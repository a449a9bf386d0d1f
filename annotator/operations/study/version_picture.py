"""Alpha by code and by version of the codebook as a picture: a row a code, a dot a sealed round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.corpus.colors import mixed
from annotator.corpus.drawing import Anchor, Disc, Drawing, Mark, Outline, Paint, Shape, Words
from annotator.corpus.messages import tr
from annotator.corpus.number_words import figure_words

WIDTH = 642.0
"""Pixels: 170 mm, the column of an A4 page."""
_LEFT, _RIGHT, _TOP = 170.0, 24.0, 14.0
"""Pixels beside the scale: the names of codes at the left."""
_STEP, _GAP, _SIZE = 18.0, 12.0, 12.0
_LONGEST = 24
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class PictureColors:
    """Colours (``#rrggbb``) of page, words, small words and lines; those of print unless others are
    named."""

    page: str = "#ffffff"
    ink: str = "#1c1c1c"
    grey: str = "#6b6b6b"
    pale: str = "#d5d5d5"

    def shade(self, share: float) -> str:
        """From the page (0, the first version) to the ink (1, the last)."""
        return mixed(self.ink, self.page, share)


PRINT = PictureColors()


@dataclass(frozen=True, slots=True)
class VersionValue:
    """A figure of a code in one sealed round: None where it is undefined or the code was not
    there."""

    value: float | None
    ends: tuple[float, float] | None


def version_picture(
    codes: Sequence[str],
    versions: Sequence[str],
    values: Sequence[Sequence[VersionValue]],
    colors: PictureColors = PRINT,
    width: float = WIDTH,
) -> Drawing:
    """The picture. values: a row a code, a column a version, in the order of their names. Later
    versions have darker dots, so that it prints in black and white."""
    row = len(versions) * _STEP + _GAP
    bottom = _TOP + len(codes) * row
    height = bottom + 34 + 20 * len(versions)
    shapes: list[Shape] = list(_scale(bottom, width, colors))
    marks: list[Mark] = []
    for number, (code, found) in enumerate(zip(codes, values, strict=True)):
        top = _TOP + number * row
        name = code if len(code) <= _LONGEST else f"…{code[1 - _LONGEST :]}"
        middle = top + (row - _GAP) / 2 + 4
        shapes.append(Words(_LEFT - 14, middle, name, _SIZE, colors.ink, Anchor.END))
        for place, one in enumerate(found):
            if one.value is not None:
                y = top + place * _STEP + _STEP / 2
                marks.append(
                    Mark(f"{code}, {versions[place]}: {figure_words(one.value, one.ends)}")
                )
                mark, shade = len(marks) - 1, colors.shade(place / max(1, len(versions) - 1))
                shapes += _interval(one.ends, y, mark, width, colors)
                shapes.append(Disc(_x(one.value, width), y, 5, Paint(shade, colors.ink), mark))
    for place, name in enumerate(versions):
        y = bottom + 44 + 20 * place
        shade = colors.shade(place / max(1, len(versions) - 1))
        shapes.append(Disc(_LEFT + 6, y - 4, 5, Paint(shade, colors.ink)))
        shapes.append(Words(_LEFT + 20, y, name, _SIZE, colors.ink))
    title = tr("Alpha by code and version of the codebook")
    about = "; ".join(mark.label for mark in marks)
    return Drawing(width, height, colors.page, title, about, shapes, marks)


def _x(value: float, width: float) -> float:
    return _LEFT + (width - _LEFT - _RIGHT) * min(1.0, max(0.0, value))


def _scale(bottom: float, width: float, colors: PictureColors) -> list[Shape]:
    shapes: list[Shape] = []
    for tick in _TICKS:
        x = _x(tick, width)
        shapes.append(Outline(((x, _TOP), (x, bottom)), Paint(line=colors.pale)))
        label = figure_words(tick)[:3]
        shapes.append(Words(x, bottom + 16, label, _SIZE, colors.grey, Anchor.MIDDLE))
    return shapes


def _interval(
    ends: tuple[float, float] | None, y: float, mark: int, width: float, colors: PictureColors
) -> list[Shape]:
    if ends is None:
        return []
    low, high = (_x(end, width) for end in ends)
    return [Outline(((low, y), (high, y)), Paint(line=colors.grey, width=2), mark)]
