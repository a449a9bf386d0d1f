"""Sizes of reliability samples, beside published values and by hand."""

from __future__ import annotations

import pytest

from annotator.agreement import units_for_agreement, units_for_alpha


@pytest.mark.parametrize(
    ("least", "risk", "share", "units"),
    [
        # z² = 2.7055; by hand: 2.7055 · ((1.667 · 2.333) / (4 · .333 · .25) − .667) = 29.8
        (0.667, 0.05, 0.5, 30),
        # 2.7055 · ((1.8 · 2.2) / (4 · .2 · .25) − .8) = 51.4
        (0.8, 0.05, 0.5, 52),
        # 2.7055 · ((1.8 · 2.2) / (4 · .2 · .09) − .8) = 146.6
        (0.8, 0.05, 0.1, 147),
        # z² = 5.4119; 5.4119 · (3.96 / (.8 · .09) − .8) = 293.3
        (0.8, 0.01, 0.1, 294),
    ],
)
def test_units_for_alpha(least: float, risk: float, share: float, units: int) -> None:
    assert units_for_alpha(least, risk, share) == units
    assert units_for_alpha(least, risk, 1 - share) == units


def test_units_for_percent_agreement() -> None:
    # The example of Lacy & Riffe: 1,000 units, 85 % wanted, 5 % margin, 95 %: 92 units (SE .03).
    assert units_for_agreement(1_000, 0.9, 0.05, 0.05) in (89, 90, 91, 92)
    assert units_for_agreement(10, 0.9, 0.05, 0.05) == 10
    assert units_for_agreement(1, 0.9, 0.05, 0.05) == 1
    sizes = [units_for_agreement(n, 0.9, 0.05, 0.05) for n in (50, 500, 5_000, 500_000)]
    assert sizes == sorted(sizes)
    assert sizes[-1] == 99  # the population matters less and less: 1 + P Q / SE² is 98.4


def test_what_can_not_be_asked() -> None:
    for wrong in ((1.0, 0.05, 0.5), (0.8, 0.6, 0.5), (0.8, 0.05, 0.0)):
        with pytest.raises(ValueError, match=r"least|risk|share"):
            units_for_alpha(*wrong)
    with pytest.raises(ValueError, match="population"):
        units_for_agreement(0, 0.9, 0.05, 0.05)
    with pytest.raises(ValueError, match="margin"):
        units_for_agreement(10, 0.9, 1.0, 0.05)
