"""The colours that codes get by default, as people with each colour vision see them."""

from __future__ import annotations

import pytest

from annotator.exchange.palette import COLORS
from tests.corpus.color_vision import (
    DEFICIENCIES,
    PROTANOPIA,
    Triple,
    ciede2000,
    lab,
    least_difference,
)

LEAST = 10.0
"""Ten times what can just be told apart side by side (CIEDE2000 of about 1)."""

ONE = (50.0, 2.5, 0.0)
SHARMA: list[tuple[Triple, Triple, float]] = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, 3.1571, -77.2803), (50, 0, -82.7485), 2.8615),
    ((50, 2.8361, -74.02), (50, 0, -82.7485), 3.4412),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
    ((50, -1.1848, -84.8006), (50, 0, -82.7485), 1.0),
    ((50, -0.9009, -85.5211), (50, 0, -82.7485), 1.0),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, -1, 2), (50, 0, 0), 2.3669),
    ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
    ((50, 2.49, -0.001), (50, -2.49, 0.001), 7.1792),
    ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
    ((50, 2.49, -0.001), (50, -2.49, 0.0012), 7.2195),
    ((50, -0.001, 2.49), (50, 0.0009, -2.49), 4.8045),
    ((50, -0.001, 2.49), (50, 0.001, -2.49), 4.8045),
    ((50, -0.001, 2.49), (50, 0.0011, -2.49), 4.7461),
    (ONE, (50, 0, -2.5), 4.3065),
    (ONE, (73, 25, -18), 27.1492),
    (ONE, (61, -5, 29), 22.8977),
    (ONE, (56, -27, -3), 31.903),
    (ONE, (58, 24, 15), 19.4535),
    (ONE, (50, 3.1736, 0.5854), 1.0),
    (ONE, (50, 3.2972, 0), 1.0),
    (ONE, (50, 1.8634, 0.5757), 1.0),
    (ONE, (50, 3.2592, 0.335), 1.0),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.263),
    ((61.2901, 3.7196, -5.3901), (61.4292, 2.248, -4.962), 1.8731),
    ((35.0831, -44.1164, 3.7933), (35.0232, -40.0716, 1.5901), 1.8645),
    ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
    ((36.4612, 47.858, 18.3852), (36.2715, 50.5065, 21.2231), 1.4146),
    ((90.8027, -2.0831, 1.441), (91.1528, -1.6435, 0.0447), 1.4441),
    ((90.9257, -0.5406, -0.9208), (88.6381, -0.8985, -0.7239), 1.5381),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
]
"""The test data of Sharma, Wu and Dalal (2005), table 1."""


@pytest.mark.parametrize(("one", "other", "difference"), SHARMA)
def test_the_difference_is_that_of_the_published_pairs(
    one: Triple, other: Triple, difference: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(difference, abs=5e-5)
    assert ciede2000(other, one) == pytest.approx(difference, abs=5e-5)


def test_the_simulation_keeps_grey_and_takes_red_from_green() -> None:
    for vision in DEFICIENCIES.values():
        assert ciede2000(lab("#808080", vision), lab("#808080")) < 0.01
    red, green = "#a52a2a", "#556b2f"
    assert ciede2000(lab(red), lab(green)) > 3 * ciede2000(
        lab(red, PROTANOPIA), lab(green, PROTANOPIA)
    )


@pytest.mark.parametrize("vision", DEFICIENCIES)
def test_default_colours_are_told_apart_with_every_colour_vision(vision: str) -> None:
    difference, one, other = least_difference(COLORS, DEFICIENCIES[vision])
    assert difference >= LEAST, (one, other)
