"""Colours as people with a colour vision deficiency see them, and how far two colours are apart.

Simulation: Machado, G. M., Oliveira, M. M., & Fernandes, L. A. F. (2009). A physiologically-based
model for simulation of color vision deficiency. IEEE Transactions on Visualization and Computer
Graphics 15(6), 1291–1298; the matrices of severity 1.0 of their table, on linear sRGB.

Difference: CIEDE2000 with kL = kC = kH = 1, as in Sharma, G., Wu, W., & Dalal, E. N. (2005). The
CIEDE2000 color-difference formula: Implementation notes, supplementary test data, and mathematical
observations. Color Research & Application 30(1), 21–30. White is D65.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

NORMAL: Matrix = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
PROTANOPIA: Matrix = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTERANOPIA: Matrix = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
TRITANOPIA: Matrix = (
    (1.255528, -0.076749, -0.178779),
    (-0.078411, 0.930809, 0.147602),
    (0.004733, 0.691367, 0.303900),
)
DEFICIENCIES = {
    "normal": NORMAL,
    "protanopia": PROTANOPIA,
    "deuteranopia": DEUTERANOPIA,
    "tritanopia": TRITANOPIA,
}

_XYZ: Matrix = (  # IEC 61966-2-1
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE: Triple = (0.95047, 1.0, 1.08883)


def lab(color: str, vision: Matrix = NORMAL) -> Triple:
    """CIE L*a*b* of ``#rrggbb``, as seen with a colour vision."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    seen = [min(1.0, max(0.0, part)) for part in _times(vision, linear)]
    x, y, z = (
        _cube_root(part / white) for part, white in zip(_times(_XYZ, seen), _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _times(matrix: Matrix, vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _cube_root(part: float) -> float:
    epsilon, kappa = 216 / 24389, 24389 / 27
    return float(part ** (1 / 3)) if part > epsilon else (kappa * part + 16) / 116


def ciede2000(one: Triple, other: Triple) -> float:
    """The difference of two colours in L*a*b*; about 1 can just be told apart."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_c7 = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - sqrt(mean_c7 / (mean_c7 + 25.0**7)))
    c1, h1 = _chroma_and_hue((1 + g) * a1, b1)
    c2, h2 = _chroma_and_hue((1 + g) * a2, b2)
    hue = h2 - h1 if c1 * c2 else 0.0
    hue += 360 if hue < -180 else -360 if hue > 180 else 0
    d_hue = 2 * sqrt(c1 * c2) * sin(radians(hue / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = _mean_hue(h1, h2) if c1 * c2 else h1 + h2
    t = (
        1
        - 0.17 * cos(radians(mean_h - 30))
        + 0.24 * cos(radians(2 * mean_h))
        + 0.32 * cos(radians(3 * mean_h + 6))
        - 0.20 * cos(radians(4 * mean_h - 63))
    )
    of_l = 1 + 0.015 * (mean_l - 50) ** 2 / sqrt(20 + (mean_l - 50) ** 2)
    of_c, of_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    turn = 60 * exp(-(((mean_h - 275) / 25) ** 2))
    rotation = -2 * sqrt(mean_c**7 / (mean_c**7 + 25.0**7)) * sin(radians(turn))
    lightness, chroma, hue_part = (l2 - l1) / of_l, (c2 - c1) / of_c, d_hue / of_h
    return sqrt(lightness**2 + chroma**2 + hue_part**2 + rotation * chroma * hue_part)


def _chroma_and_hue(a: float, b: float) -> tuple[float, float]:
    return hypot(a, b), degrees(atan2(b, a)) % 360 if a or b else 0.0


def _mean_hue(one: float, other: float) -> float:
    if abs(one - other) <= 180:
        return (one + other) / 2
    return (one + other + (360 if one + other < 360 else -360)) / 2


def least_difference(colors: Sequence[str], vision: Matrix) -> tuple[float, str, str]:
    """The two colours that are most alike as seen with a colour vision, and how far apart."""
    seen = {color: lab(color, vision) for color in colors}
    return min(
        (ciede2000(seen[one], seen[other]), one, other)
        for at, one in enumerate(colors)
        for other in colors[at + 1 :]
    )
