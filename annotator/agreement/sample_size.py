"""How many units a reliability sample needs, by the two rules that the field goes by."""

from __future__ import annotations

from math import ceil
from statistics import NormalDist


def units_for_alpha(least: float, risk: float, share: float) -> int:
    """Units that two coders need so that an alpha of `least` would not be met by chance alone more
    often than `risk` where the true one is below; `share` is how often the rarest value occurs.

    Krippendorff (2019), Content Analysis, 4th ed., ch. 12, after Bloch & Kraemer (1989),
    Biometrics 45, 269-287: N = z² [ (1 + α)(3 - α) / (4 (1 - α) p (1 - p)) - α ], z one-tailed.
    ValueError outside 0 < least < 1, 0 < risk < 0.5, 0 < share < 1.
    """
    _between("least", least, 1.0)
    _between("risk", risk, 0.5)
    _between("share", share, 1.0)
    z = _z(risk)
    spread = (1 + least) * (3 - least) / (4 * (1 - least) * share * (1 - share))
    return ceil(z**2 * (spread - least))


def units_for_agreement(population: int, level: float, margin: float, risk: float) -> int:
    """Units to draw of a `population` so that percent agreement found in them is within `margin`
    (one-tailed) of that in all, at the `risk`; `level` is the agreement assumed in all.

    Lacy & Riffe (1996), Journalism & Mass Communication Quarterly 73, 963-973; Riffe, Lacy & Fico
    (2014), Analyzing Media Messages, ch. 6: n = ((N - 1) SE² + P Q N) / ((N - 1) SE² + P Q), with
    SE = margin / z. ValueError for a population below 1, or shares outside 0 and 1.
    """
    if population < 1:
        raise ValueError("population")
    for name, value in (("level", level), ("margin", margin)):
        _between(name, value, 1.0)
    _between("risk", risk, 0.5)
    error = (population - 1) * (margin / _z(risk)) ** 2
    spread = level * (1 - level)
    return min(population, ceil((error + spread * population) / (error + spread)))


def _z(risk: float) -> float:
    return NormalDist().inv_cdf(1 - risk)


def _between(name: str, value: float, most: float) -> None:
    if not 0 < value < most:
        raise ValueError(name)
