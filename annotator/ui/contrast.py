"""Colour arithmetic: contrast as WCAG 2 defines it, and colours bent until they are legible."""

from __future__ import annotations

from PySide6.QtGui import QColor

LINE_CONTRAST = 3.0
_STEPS = 50
_LIGHT, _SPREAD = 90.0, 16.0
"""L* from which a line has the least contrast, and how much more black is given."""


def luminance(color: QColor) -> float:
    """Relative luminance of an opaque sRGB colour, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two opaque colours, 1 to 21."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def mixed(color: QColor, background: QColor, strength: float) -> QColor:
    """`strength` (0 to 1) of `color` over `background`, opaque."""
    rest = 1.0 - strength
    return QColor.fromRgbF(
        strength * color.redF() + rest * background.redF(),
        strength * color.greenF() + rest * background.greenF(),
        strength * color.blueF() + rest * background.blueF(),
    )


def against(color: QColor, backgrounds: list[QColor], ratio: float) -> QColor:
    """`color` with its hue kept, moved in lightness until it stands out by `ratio`.

    It moves away from the backgrounds: darker on light ones, lighter on dark ones. Where even
    black or white is not enough, that is the answer.
    """
    lighter = luminance(backgrounds[0]) < 0.18
    goal = QColor("#ffffff" if lighter else "#000000")
    for step in range(_STEPS + 1):
        candidate = mixed(goal, color, step / _STEPS)
        if all(contrast(candidate, background) >= ratio for background in backgrounds):
            return candidate
    return goal


def line_ratio(color: QColor, *, dark: bool) -> float:
    """The contrast that a line in this colour is given at least: 3:1 (WCAG 2.2), and on light
    ground the more, the darker the colour is by itself.

    At one contrast all lines would be of one lightness, and hues alone are not told apart by people
    who lack a kind of cones: orange and vermilion became the same to them. Lightness is kept
    instead.
    """
    if dark:  # colours are light enough by themselves there, and keep their lightness
        return LINE_CONTRAST
    short = max(0.0, (_LIGHT - lightness(color)) / _LIGHT)
    return LINE_CONTRAST + _SPREAD * short * short


def lightness(color: QColor) -> float:
    """CIE L* of an opaque sRGB colour, 0 to 100."""
    part = luminance(color)
    return 116 * part ** (1 / 3) - 16 if part > 216 / 24389 else part * 24389 / 27


def legible_fill(color: QColor, page: QColor, ink: QColor, strength: float, ratio: float) -> QColor:
    """`color` over `page`, as strong as asked but never so strong that `ink` on it falls short."""
    for step in range(_STEPS + 1):
        fill = mixed(color, page, strength * (1.0 - step / _STEPS))
        if contrast(ink, fill) >= ratio:
            return fill
    return QColor(page)
