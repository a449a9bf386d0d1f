"""Rules that hold between coefficients, and values that only look like nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.coefficients import chance, percent
from annotator.agreement.coefficients.alpha import alpha
from annotator.agreement.coefficients.distances import nominal
from annotator.agreement.confidence.pair_bootstrap import pair_bootstrap
from annotator.agreement.data.continuum import Codings, Continuum
from annotator.agreement.data.ratings import ratings_of
from annotator.agreement.figure import Figure
from annotator.agreement.measures.attributes import attribute_alpha
from annotator.agreement.measures.diagnostics import diagnose
from annotator.agreement.measures.table import agreement_table

from .strategies import number

values = st.sampled_from(["a", "b", "c"])
complete = st.lists(st.tuples(values, values), min_size=2, max_size=20)


@settings(max_examples=100, deadline=None)
@given(complete)
def test_alpha_is_pi_corrected_for_small_samples(items: list[tuple[str, str]]) -> None:
    ratings, _ = ratings_of(items)
    pi, krippendorff = chance.scott_pi(ratings), alpha(ratings)
    if pi.value is None:
        assert krippendorff.value is None
        return
    assert krippendorff.value == pytest.approx(1 - (1 - pi.value) * (1 - 1 / (2 * len(items))))
    assert chance.fleiss_gwet(ratings).value == pytest.approx(pi.value)
    assert chance.light_kappa(ratings).value == chance.cohen_kappa(ratings).value
    assert percent.percent_pairs(ratings).value == pytest.approx(percent.holsti(ratings).value)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.one_of(st.none(), values), min_size=3, max_size=3), min_size=1))
def test_renaming_values_and_reordering_coders_changes_nothing(
    items: list[list[str | None]],
) -> None:
    renamed = {"a": "None", "b": "nan", "c": "", None: None}
    one, _ = ratings_of(items)
    other, _ = ratings_of([[renamed[value] for value in reversed(row)] for row in items])
    for measure in (
        alpha,
        chance.gwet_ac1,
        chance.fleiss_gwet,
        chance.light_kappa,
        chance.hubert_kappa,
        percent.percent_units,
        percent.percent_values,
    ):
        left, right = measure(one).value, measure(other).value
        assert left == (None if right is None else pytest.approx(right, abs=1e-12))


def test_words_for_nothing_are_values() -> None:
    ratings, labels = ratings_of([["nan", "nan"], ["None", ""], ["0", "0"], [None, "0"]])
    assert set(labels) == {"nan", "None", "", "0"}
    assert percent.percent_units(ratings).value == pytest.approx(2 / 3)


def test_ac1_takes_the_codes_of_the_codebook() -> None:
    items = [["a", "a"]] * 8 + [["a", "b"]] * 2
    used, _ = ratings_of(items)
    all_codes, _ = ratings_of(items, ["a", "b", "c", "d"])
    assert number(chance.gwet_ac1(all_codes)) > number(chance.gwet_ac1(used))
    assert chance.gwet_ac1(ratings_of([["a", "a"]])[0]).value is None


def test_what_a_coefficient_is_not_made_for_is_refused() -> None:
    three, _ = ratings_of([["a", "b", "a"], ["a", "a", None]])
    for measure in (chance.cohen_kappa, chance.scott_pi, chance.bennett_s):
        assert "two coders" in (measure(three).reason or "")
    assert "same number" in (chance.fleiss_kappa(three).reason or "")
    for wrong in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="not a figure"):
            Figure(wrong)
    with pytest.raises(ValueError, match="either"):
        Figure(None)
    with pytest.raises(ValueError, match="numbers"):
        alpha(three, "interval")
    below = alpha(ratings_of([[-1, 1], [1, 1]])[0], "ratio", np.array([-1.0, 1.0]))
    assert "below 0" in (below.reason or "")


def test_pair_bootstrap_is_reproducible_and_gives_q() -> None:
    ratings, _ = ratings_of([["a", "a"]] * 12 + [["a", "b"]] * 3 + [["b", "b"]] * 9)
    one = pair_bootstrap(ratings, nominal(2), n_resamples=500, seed=4)
    other = pair_bootstrap(ratings, nominal(2), n_resamples=500, seed=4)
    assert (one.values == other.values).all()
    low, high, below = one.quantile(0.025), one.quantile(0.975), one.below(0.8)
    assert low is not None and high is not None and below is not None
    assert low < number(one.alpha) < high
    assert 0 < below <= 1
    nothing = pair_bootstrap(ratings_of([["a", "a"]])[0], nominal(1))
    assert nothing.alpha.value is None
    assert nothing.quantile(0.5) is None


def test_attributes_are_compared_on_matched_codings_only() -> None:
    text = Continuum(
        100,
        (
            Codings.contiguous([0, 20, 40, 60], [10, 30, 50, 70], [0, 0, 0, 1]),
            Codings.contiguous([2, 22, 42, 90], [10, 30, 50, 99], [0, 0, 0, 1]),
        ),
    )
    given_ = [[np.array([0, 1, 1, 0]), np.array([0, 1, 0, 0])]]
    figure = attribute_alpha([text], 2, 2, given_, 2)
    expected = alpha(ratings_of([[0, 0], [1, 1], [1, 0]])[0])
    assert figure.value == pytest.approx(expected.value)
    assert figure.counts["matched codings"] == 3
    none = attribute_alpha([text], 2, 2, [[np.full(4, 0), np.full(4, 0)]], 2)
    assert none.value is None


def test_diagnoses_in_words() -> None:
    shifted = [
        Codings.contiguous(np.arange(0, 2000, 100), np.arange(40, 2040, 100), [0] * 20),
        Codings.contiguous(np.arange(2, 2002, 100), np.arange(40, 2040, 100), [0] * 20),
        Codings.of([(1, [(3000, 3010)])]),
    ]
    texts = [Continuum(100_000, (*shifted, None)), Continuum(10, (Codings.of([]), *[None] * 3))]
    table = agreement_table(texts, ["Ann", "Bo", "Cy", "Di"], ["0", "", "nan"])
    found = {(one.kind, one.code) for one in diagnose(table)}
    assert {
        ("skewed prevalence", 0),
        ("one-sided margins", 0),
        ("sparse code", 1),
        ("unused code", 2),
        ("unusable documents", None),
        ("coder without codings", None),
    } <= found
    pair = agreement_table([texts[0].of_coders([0, 1])], ["Ann", "Bo"], 1 + 1)
    assert ("boundary disagreement", 0) in {(one.kind, one.code) for one in diagnose(pair)}
    assert all(one.finding.endswith(".") and one.advice for one in diagnose(table))
