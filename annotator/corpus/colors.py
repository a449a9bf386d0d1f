"""Colours as ``#rrggbb``: contrast as WCAG 2 defines it, and mixtures."""

from __future__ import annotations

# Okabe and Ito (2008): eight colours that colour-blind readers tell apart, without the black.
OKABE_ITO = ("#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7")
_STEPS = 50


def luminance(color: str) -> float:
    """Relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(part / 255) for part in _parts(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _parts(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def mixed(color: str, background: str, strength: float) -> str:
    """`strength` (0 to 1) of `color` over `background`."""
    pairs = zip(_parts(color), _parts(background), strict=True)
    parts = (round(strength * one + (1 - strength) * other) for one, other in pairs)
    return "#" + "".join(f"{part:02x}" for part in parts)


def against(color: str, background: str, ratio: float) -> str:
    """`color` with its hue kept, made darker on a light background and lighter on a dark one until
    it stands out by `ratio`; black or white where nothing less does."""
    goal = "#ffffff" if luminance(background) < 0.18 else "#000000"
    for step in range(_STEPS):
        candidate = mixed(goal, color, step / _STEPS)
        if contrast(candidate, background) >= ratio:
            return candidate
    return goal
