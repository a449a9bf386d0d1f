"""Thresholds: both units, and probabilities from what the interval rests on."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from annotator.agreement import Interval, probability_below
from annotator.agreement.confidence.interval import Basis
from annotator.operations import reliability, sample_project
from annotator.operations.reliability import thresholds
from annotator.operations.viewing import everything


def test_the_probability_follows_from_the_interval() -> None:
    """At the ends 2.5 and 97.5 %, in the middle of the scale a half; with two degrees of freedom
    the distribution of t is 1/2 + x / (2 √(2 + x²))."""
    middle, half = math.atanh(0.7), 0.4
    ends = math.tanh(middle - half), math.tanh(middle + half)
    interval = Interval(Basis(3, "document", 3, 3.0), 0.95, jackknife=ends)
    assert probability_below(interval, 0.7) == pytest.approx(0.5)
    assert probability_below(interval, ends[0]) == pytest.approx(0.025)
    assert probability_below(interval, ends[1]) == pytest.approx(0.975)
    error = half / math.sqrt(2 * 0.95**2 / (1 - 0.95**2))
    x = (math.atanh(0.667) - middle) / error
    expected = 0.5 + x / (2 * math.sqrt(2 + x * x))
    assert probability_below(interval, 0.667) == pytest.approx(expected)
    assert probability_below(Interval(Basis(3, "document", 3, 3.0), 0.95), 0.667) is None
    assert probability_below(interval, 1.0) is None


def test_the_unit_changes_the_verdict_of_the_sample(tmp_path: Path) -> None:
    with sample_project.build_merged(tmp_path / "s.annot") as project:
        viewer = everything(project)
        rows = thresholds.thresholds(viewer, reliability.compare(viewer))
    by_code = {row.code: row for row in rows}
    apart = [row.code for row in rows if row.differs]
    assert apart, "long passages weigh most on characters"
    (said,) = thresholds.words(rows)
    assert all(f"“{name}”" in said for name in apart)
    one = by_code[apart[0]]
    assert one.characters.figure.value != one.sentences.figure.value
    below = [row.characters.below_tentative for row in rows if row.characters.interval is not None]
    assert all(value is None or 0 <= value <= 1 for value in below)
    assert thresholds.words([row for row in rows if not row.differs]) == []
