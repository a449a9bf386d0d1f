"""Gamma against exhaustive search, its invariances, and what unitizing alphas refuse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.data.continuum import Codings, Continuum
from annotator.agreement.gamma.alignment import align_two
from annotator.agreement.gamma.dissimilarity import Dissimilarity, UnitTable
from annotator.agreement.gamma.gamma import EXACT, MEAN_OF_PAIRS, best_disorder, gamma
from annotator.agreement.gamma.gamma_cat import GammaSettings
from annotator.agreement.measures.unitizing import gamma_of, unitizing

from .strategies import coded, number

Placed = tuple[int, int, int]
"""Start, length and code of a unit."""
units = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15), st.integers(0, 1)), max_size=4)


def table(coders: Sequence[Sequence[Placed]]) -> UnitTable:
    rows = [(s, s + n, c, i) for i, own in enumerate(coders) for s, n, c in own]
    columns = np.array(rows, dtype=np.float64).reshape(-1, 4)
    code, coder = columns[:, 2].astype(np.int64), columns[:, 3].astype(np.int64)
    return UnitTable(columns[:, 0], columns[:, 1], code, coder, coder * 0, len(coders), 1)


def cost(
    members: Sequence[Placed | None], coders: Sequence[Sequence[Placed]], measure: Dissimilarity
) -> float:
    """Mean dissimilarity over pairs of coders of one unitary alignment."""
    total, pairs = 0.0, 0
    for i in range(len(coders)):
        for j in range(i):
            pairs += 1
            one, other = members[i], members[j]
            if one is None or other is None:
                total += measure.delta_empty
                continue
            (s, n, c), (t, k, d) = one, other
            place = ((abs(s - t) + abs(s + n - t - k)) / (n + k)) ** 2
            total += measure.delta_empty * (measure.alpha * place + measure.beta * (c != d))
    return total / pairs


def exhaustive(coders: Sequence[Sequence[Placed]], measure: Dissimilarity) -> float:
    """The least cost of any partition into unitary alignments."""
    index = next((at for at, own in enumerate(coders) if own), None)
    if index is None:
        return 0.0
    first, best = coders[index][0], float("inf")

    def choose(position: int, members: list[Placed | None], rest: list[list[Placed]]) -> None:
        nonlocal best
        if position == len(coders):
            best = min(best, cost(members, coders, measure) + exhaustive(rest, measure))
            return
        if position == index:
            left = [*rest[:index], rest[index][1:], *rest[index + 1 :]]
            choose(position + 1, [*members, first], left)
            return
        choose(position + 1, [*members, None], rest)
        for at in range(len(rest[position])):
            left = [*rest]
            left[position] = rest[position][:at] + rest[position][at + 1 :]
            choose(position + 1, [*members, rest[position][at]], left)

    choose(0, [], [list(own) for own in coders])
    return best


@settings(max_examples=150, deadline=None)
@given(units, units, st.sampled_from([(1, 1, 1), (3, 2, 1), (0.5, 1, 2)]))
def test_two_coders_are_aligned_at_least_cost(
    one: list[Placed], other: list[Placed], weights: tuple[float, float, float]
) -> None:
    alpha, beta, delta_empty = weights
    measure = Dissimilarity(alpha, beta, delta_empty)
    expected = exhaustive([one, other], measure)
    mean = (len(one) + len(other)) / 2
    found = align_two(table([one, other]), measure).disorder[0]
    assert found * mean == pytest.approx(expected, abs=1e-9)


few = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9), st.integers(0, 1)), max_size=2)


@settings(max_examples=60, deadline=None)
@given(few, few, few)
def test_three_coders_are_aligned_at_least_cost(
    one: list[Placed], two: list[Placed], three: list[Placed]
) -> None:
    coders, measure = [one, two, three], Dissimilarity()
    mean = sum(map(len, coders)) / 3
    found = best_disorder(table(coders), measure)
    assert found * mean == pytest.approx(exhaustive(coders, measure), abs=1e-9)


def random_texts(coders: int = 2, seed: int = 7, scale: int = 1) -> list[Continuum]:
    random = np.random.default_rng(seed)
    texts = []
    for _ in range(2):
        start, code = random.integers(0, 900, 25), random.integers(0, 3, 25)
        own = []
        for _ in range(coders):
            begin = np.clip(start + random.integers(-4, 5, 25), 0, 900)
            end = begin + random.integers(5, 60, 25)
            own.append(Codings.contiguous(begin * scale, end * scale, code))
        texts.append(Continuum(1000 * scale, tuple(own)))
    return texts


@pytest.mark.parametrize("sampler", ["statistical", "shuffle"])
def test_gamma_has_no_scale_and_the_same_seed_gives_the_same_figure(sampler: str) -> None:
    chosen = GammaSettings(sampler=sampler, seed=3)
    one = gamma_of(random_texts(), 2, 3, chosen)
    assert one.gamma == gamma_of(random_texts(), 2, 3, chosen).gamma
    wide = gamma_of(random_texts(scale=7), 2, 3, chosen)
    assert wide.gamma.value == pytest.approx(one.gamma.value, abs=1e-9)
    assert wide.cat.value == pytest.approx(one.cat.value, abs=1e-9)
    assert 0 < number(one.gamma) < 1
    assert one.method == EXACT


def test_order_of_coders_documents_and_codes_leaves_gamma() -> None:
    texts = random_texts()
    one = gamma_of(texts, 2, 3)
    turned = [text.of_coders([1, 0]) for text in reversed(texts)]
    renamed = [
        Continuum(
            text.length,
            tuple(
                Codings.contiguous(own.start, own.end, (own.code + 1) % 3) for own in coded(text)
            ),
        )
        for text in turned
    ]
    other = gamma_of(renamed, 2, 3)
    assert other.gamma.value == pytest.approx(one.gamma.value, abs=1e-9)
    assert other.cat.value == pytest.approx(one.cat.value, abs=1e-9)
    for code in range(3):
        value = other.by_code[(code + 1) % 3].value
        assert value == pytest.approx(one.by_code[code].value, abs=1e-9)


def test_units_are_aligned_within_documents_only() -> None:
    end_of_one = Continuum(10, (Codings.of([(0, [(8, 10)])]), Codings.of([])))
    start_of_other = Continuum(10, (Codings.of([]), Codings.of([(0, [(0, 2)])])))
    found = gamma_of([end_of_one, start_of_other], 2, 1)
    assert found.gamma.counts["observed disorder"] == 2


def test_precision_draws_more_continua() -> None:
    found = gamma_of(random_texts(), 2, 3, GammaSettings(samples=5, precision=0.01))
    assert found.samples > 5
    assert found.gamma.counts["random continua"] == found.samples


def test_too_many_coders_get_the_mean_of_pairs_and_it_is_said() -> None:
    texts = random_texts(coders=7)
    found = gamma_of(texts, 7, 3, GammaSettings(samples=3))
    assert found.method == MEAN_OF_PAIRS
    pairs = [
        gamma_of([text.of_coders([i, j]) for text in texts], 2, 3, GammaSettings(samples=3))
        for i in range(7)
        for j in range(i + 1, 7)
    ]
    mean = np.mean([pair.gamma.value for pair in pairs])
    assert found.gamma.value == pytest.approx(mean, abs=1e-9)


def test_no_codings_have_no_gamma() -> None:
    nobody = Continuum(10, (Codings.of([]), Codings.of([])))
    found = gamma_of([nobody], 2, 1)
    assert found.gamma.value is None
    assert found.by_code[0].reason
    identical = table([[(0, 5, 0)], [(0, 5, 0)]])
    assert gamma(identical, 1).gamma.value in (None, 1.0)
    with pytest.raises(ValueError, match="alpha > 0"):
        Dissimilarity(alpha=0)
    assert replace(GammaSettings(), seed=1).seed == 1


def test_overlapping_units_are_refused_with_the_reason() -> None:
    twice = Codings.of([(0, [(0, 10)]), (1, [(5, 15)])])
    text = Continuum(30, (twice, Codings.of([(0, [(0, 12)])])))
    found = unitizing([text], 2, 2)
    assert "overlap" in (found.together.u_alpha.reason or "")
    assert found.together.by_code[0].value is None
    assert found.alone[0].u_alpha.value is not None
    assert found.alpha_u[0].value is not None
    same = Codings.of([(0, [(0, 10)]), (0, [(5, 15)])])
    refused = unitizing([Continuum(30, (same, same))], 2, 1)
    assert "overlap" in (refused.alpha_u[0].reason or "")
    assert "overlap" in (refused.alone[0].u_alpha.reason or "")


def test_only_documents_of_all_coders_are_unitized() -> None:
    one = Continuum(30, (Codings.of([(0, [(0, 10)])]), Codings.of([(0, [(2, 12)])]), None))
    all_of_them = Continuum(
        40, (Codings.of([(0, [(0, 10)])]), Codings.of([(0, [(2, 12)])]), Codings.of([]))
    )
    alone = unitizing([all_of_them], 3, 1)
    both = unitizing([one, all_of_them], 3, 1)
    assert both.alpha_u[0] == alone.alpha_u[0]
    assert "all" in (unitizing([one], 3, 1).alpha_u[0].reason or "")
