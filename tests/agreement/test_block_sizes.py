"""Figures do not follow from how much is computed at a time, nor from the width of a number."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from annotator.agreement.coefficients import alpha as alpha_module
from annotator.agreement.coefficients import chance, nominal
from annotator.agreement.coefficients.alpha import set_alpha
from annotator.agreement.coefficients.distances import nominal as nominal_distance
from annotator.agreement.confidence import pair_bootstrap as pairs
from annotator.agreement.data import code_sets, sweep_line
from annotator.agreement.data.code_sets import number_sets
from annotator.agreement.data.continuum import Codings
from annotator.agreement.data.flat_corpus import concatenate
from annotator.agreement.data.ratings import ratings_of
from annotator.agreement.gamma import alignment, gamma
from annotator.agreement.gamma.gamma_cat import GammaSettings
from annotator.agreement.matching import greedy
from annotator.agreement.measures.interval_table import interval_table
from annotator.agreement.measures.table import agreement_table
from annotator.agreement.measures.unitizing import gamma_of

from .strategies import number
from .test_interval_table import texts

RANDOM = np.random.default_rng(12)
ROWS = [[str(value) for value in row] for row in RANDOM.integers(0, 6, (60, 3))]


def set_figure() -> object:
    ratings, _ = ratings_of(ROWS)
    members = np.random.default_rng(3).random((6, 5)) < 0.5
    figures = [set_alpha(ratings, members, distance) for distance in ("jaccard", "masi")]
    return [round(number(figure), 9) for figure in figures]


def bootstrap() -> object:
    ratings, _ = ratings_of(ROWS)
    found = pairs.pair_bootstrap(ratings, nominal_distance(6), n_resamples=50, seed=2)
    return found.values.tolist()


def table() -> object:
    found = agreement_table(texts(9), ["a", "b"], 2)
    return [str(row) for row in (*found.rows, found.overall)]


def intervals() -> object:
    found = interval_table(texts(9), ["a", "b"], 2)
    ends = [row.alpha_character.ends for row in (*found.rows, found.overall)]
    return np.array(ends).round(9).tolist()


def of_gamma() -> object:
    settings = GammaSettings(samples=20)
    found = gamma_of(texts(5), 2, 2, settings)
    return [round(number(figure), 9) for figure in (found.gamma, *found.by_code)]


@pytest.mark.parametrize(
    ("module", "name", "size", "compute"),
    [
        (alpha_module, "BLOCK", 2, set_figure),
        (alpha_module, "CHUNK", 3, set_figure),
        (pairs, "CHUNK", 200, bootstrap),
        (sweep_line, "NARROW_BITS", 0, table),
        (code_sets, "SMALL", 1, table),
        (nominal, "MOST_CELLS", 4, table),
        (nominal, "MOST_CELLS", 4, intervals),
        (nominal, "MOST_CELLS", 40, intervals),
        (greedy, "LEAST_PROGRESS", 1, table),
        (alignment, "MOST_UNITS", 5, of_gamma),
    ],
)
def test_less_at_a_time_gives_the_same(
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    name: str,
    size: int,
    compute: Callable[[], object],
) -> None:
    usual = compute()
    monkeypatch.setattr(module, name, size)
    assert compute() == usual


def test_sets_are_numbered_alike_however_many_columns_are_looked_at_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    flags = np.random.default_rng(5).random((40, 7)) < 0.4
    for columns in (code_sets.SMALL, 3, 1):
        monkeypatch.setattr(code_sets, "SMALL", columns)
        sets, numbers = number_sets(flags, (20, 2))
        assert (sets[numbers.ravel()] == flags).all()
        assert len(sets) == len({tuple(row) for row in flags.tolist()})


def test_rows_that_nobody_rated_are_no_units() -> None:
    rows: list[list[str | None]] = [["a", "a"], ["b", "a"], ["b", "b"]]
    whole, _ = ratings_of(rows)
    gaps, _ = ratings_of([*rows, [None, None]])
    for measure in (chance.fleiss_kappa, chance.scott_pi, chance.cohen_kappa, chance.bennett_s):
        assert measure(gaps) == measure(whole)
        assert measure(whole).counts["units"] == 3


def test_the_precision_of_gamma_says_how_many_continua_are_still_missing() -> None:
    """n = (1.96 s / (p m))²: here s / m is a half, so 97 of them for a precision of 0.1."""
    expected = np.array([1.0, 3.0])
    missing = gamma._more_samples(expected, GammaSettings(precision=0.1))
    assert missing == 97 - 2
    assert gamma._more_samples(expected, GammaSettings()) == 0
    assert gamma._more_samples(expected, GammaSettings(precision=5.0)) == 0


def test_positions_that_are_no_whole_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        Codings.contiguous(np.array([0.5]), np.array([2.0]), np.array([0]))


def test_many_coders_are_counted_as_few_are() -> None:
    """From 24 coders on, the patterns are sorted and not counted in a table of all of them."""
    few = texts(3)
    doubled = [text.of_coders([0, 1] * 13) for text in few]
    found = agreement_table(doubled, [str(n) for n in range(26)], 2)
    corpus = concatenate(doubled, 26, 2)
    assert corpus.coders == 26
    for row, two in zip(found.rows, agreement_table(few, ["a", "b"], 2).rows, strict=True):
        # Of the 325 pairs of 26 coders, 169 are of the two kinds; all others agree.
        disagreed = 1 - number(two.percent_character)
        assert number(row.percent_character) == pytest.approx(1 - disagreed * 169 / 325)
