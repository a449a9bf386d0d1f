"""Quantiles of t against printed tables, for fractional degrees of freedom, and back again."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.confidence.student import incomplete_beta, t_cdf, t_quantile

TABLE: dict[float, float] = {  # t.975, from printed tables
    1: 12.7062,
    2: 4.3027,
    3: 3.1824,
    4: 2.7764,
    5: 2.5706,
    7: 2.3646,
    10: 2.2281,
    20: 2.0860,
    30: 2.0423,
    60: 2.0003,
    120: 1.9799,
    100_000: 1.95998,
}


@pytest.mark.parametrize("df", TABLE)
def test_printed_values(df: float) -> None:
    assert t_quantile(0.975, df) == pytest.approx(TABLE[df], abs=6e-5)


@pytest.mark.parametrize(
    ("share", "df", "value"),
    [(0.95, 2, 2.9200), (0.995, 5, 4.0321), (0.9, 1, 3.0777), (0.75, 10, 0.6998)],
)
def test_other_shares(share: float, df: float, value: float) -> None:
    assert t_quantile(share, df) == pytest.approx(value, abs=6e-5)
    assert t_quantile(1 - share, df) == pytest.approx(-value, abs=6e-5)


@given(st.floats(1, 400), st.floats(0.51, 0.9999))
def test_fractional_degrees_of_freedom_invert_and_are_in_order(df: float, share: float) -> None:
    value = t_quantile(share, df)
    assert t_cdf(value, df) == pytest.approx(share, abs=1e-9)
    assert t_quantile(share, df + 0.5) < value + 1e-9


def test_closed_forms() -> None:
    """One degree of freedom is Cauchy; two have a closed form; I_x(1, 1) is x."""
    assert t_cdf(1.0, 1) == pytest.approx(0.75, abs=1e-12)
    for value in (-3.0, -0.2, 0.7, 4.0):
        exact = 0.5 + value / (2 * math.sqrt(2 + value**2))
        assert t_cdf(value, 2) == pytest.approx(exact, abs=1e-12)
    assert incomplete_beta(1, 1, 0.3) == pytest.approx(0.3, abs=1e-12)
    assert incomplete_beta(2, 3, 0.4) == pytest.approx(0.5248, abs=1e-12)
    assert (incomplete_beta(2, 3, 0.0), incomplete_beta(2, 3, 1.0)) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("share", "df"), [(0.0, 3), (1.0, 3), (0.5, 0), (0.5, -1), (0.9, math.nan)]
)
def test_no_quantile_of_nothing(share: float, df: float) -> None:
    with pytest.raises(ValueError, match="no quantile"):
        t_quantile(share, df)
