"""Figures without each document: from sums they are what the figures of the other documents are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.coefficients.alpha import set_alpha
from annotator.agreement.coefficients.classical import COEFFICIENTS, UNCORRECTED, classical
from annotator.agreement.coefficients.single import single_valued
from annotator.agreement.coefficients.unitized import alphas_of, unitized_alphas, unitized_sums
from annotator.agreement.confidence.interval import Interval, basis_of
from annotator.agreement.confidence.jackknife import FISHER, LOGIT, Scale, jackknife
from annotator.agreement.confidence.leave_one_out import clustered, set_alphas_without
from annotator.agreement.data.clusters import clusters_of
from annotator.agreement.data.continuum import Codings, Continuum
from annotator.agreement.data.cutting import without_stretch
from annotator.agreement.data.flat_corpus import concatenate
from annotator.agreement.data.partition import partition
from annotator.agreement.data.ratings import Ratings
from annotator.agreement.figure import Figure
from annotator.agreement.gamma.gamma_cat import GammaSettings
from annotator.agreement.measures import unitizing_intervals as unitizing_module
from annotator.agreement.measures.attributes import (
    attribute_alpha,
    attribute_interval,
    matched_alpha,
    matched_values,
)
from annotator.agreement.measures.classical_intervals import classical_intervals
from annotator.agreement.measures.unitizing import Unitizing, gamma_of, unitizing
from annotator.agreement.measures.unitizing_intervals import gamma_intervals, unitizing_intervals
from tests.agreement.oracle import Document
from tests.examples import examples

from .strategies import coded, continuum, documents

NAMES = tuple(COEFFICIENTS)
Each = TypeVar("Each")


def flat_texts(
    count: int, coders: int = 2, seed: int = 4, missing: bool = False
) -> list[Continuum]:
    """Coders whose own units never overlap: one in each stretch of 20 characters."""
    random = np.random.default_rng(seed)
    found = []
    for number in range(count):
        own = []
        where = np.arange(8) * 20
        code = random.integers(0, 2, 8)
        for coder in range(coders):
            start = where + random.integers(0, 4, 8)
            size = 8 + random.integers(0, 6, 8)
            label = np.where(random.random(8) < 0.15, 1 - code, code)
            kept = random.random(8) < 0.8
            kept[0] = True
            absent = missing and coder == 2 and number % 3 == 0
            own.append(
                None
                if absent
                else Codings.contiguous(start[kept], (start + size)[kept], label[kept])
            )
        found.append(Continuum(180 + number, tuple(own)))
    return found


def value(figure: Figure) -> float:
    return np.nan if figure.value is None else figure.value


def others(texts: list[Each]) -> list[list[Each]]:
    return [texts[:place] + texts[place + 1 :] for place in range(len(texts))]


def assert_jackknife(
    interval: Interval, point: float | None, again: Iterable[Figure], scale: Scale
) -> None:
    """The interval that the figures recomputed without each document make on its own basis."""
    slow = jackknife(point, np.array([value(one) for one in again]), interval.basis, scale)
    assert interval.reason == slow.reason
    if slow.ends is not None:
        assert interval.ends == pytest.approx(slow.ends, abs=1e-7)


@pytest.mark.parametrize(("coders", "missing"), [(2, False), (3, True)])
def test_every_coefficient_of_a_code_and_over_all_codes(coders: int, missing: bool) -> None:
    texts = flat_texts(7, coders, missing=missing)
    found = clusters_of(texts, coders, 2)
    figures = classical(texts, coders, 2)
    spread = classical_intervals(found, 4, NAMES, distances=figures.overall)
    again = [classical(rest, coders, 2) for rest in others(texts)]
    over_all = single_valued(texts, coders, 2, 4, NAMES)
    over_again = [single_valued(rest, coders, 2, 4, NAMES) for rest in others(texts)]
    there = 0
    for name in NAMES:
        scale = LOGIT if name in UNCORRECTED else FISHER
        for code in range(2):
            rows = [one.by_code[code][name] for one in again]
            interval = spread.by_code[code][name]
            assert_jackknife(interval, figures.by_code[code][name].value, rows, scale)
            there += interval.ends is not None
        assert_jackknife(
            spread.overall[name], over_all[name].value, [one[name] for one in over_again], scale
        )
        there += spread.overall[name].ends is not None
    assert there >= 2 * len(NAMES)
    for name, figure in figures.overall.items():
        rows = [one.overall[name] for one in again]
        assert_jackknife(spread.sets[name], figure.value, rows, FISHER)
        assert spread.sets[name].ends is not None


def test_overlapping_codes_have_no_interval_over_all_codes() -> None:
    one = Codings.of([(0, [(0, 9)]), (1, [(5, 12)])])
    texts = [Continuum(30 + n, (one, one)) for n in range(4)]
    spread = classical_intervals(clusters_of(texts, 2, 2), 2, NAMES)
    assert spread.overall == {}


@settings(max_examples=examples(20), deadline=None)
@given(st.lists(documents(), min_size=2, max_size=4))
def test_alpha_of_sets_without_a_document(drawn: list[Document]) -> None:
    texts = [continuum(text) for text in drawn]
    figures = classical(texts, 3, 2, ())
    found = clusters_of(texts, 3, 2)
    spread = classical_intervals(found, 2, (), distances=figures.overall)
    kept = [texts[place] for place in found.corpus.kept.tolist()]
    if len(kept) < 2 or found.count < len(kept):
        return
    again = [classical(rest, 3, 2, ()) for rest in others(kept)]
    for name, figure in figures.overall.items():
        assert_jackknife(
            spread.sets[name], figure.value, [one.overall[name] for one in again], FISHER
        )


@settings(max_examples=examples(30), deadline=None)
@given(st.data())
def test_set_alphas_from_margins_are_those_of_the_rows(data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(st.integers(-1, 4), min_size=3, max_size=3), min_size=2))
    cluster = data.draw(st.lists(st.integers(0, 2), min_size=len(rows), max_size=len(rows)))
    members = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 1, 1]], dtype=np.bool_)
    ratings = Ratings(np.array(rows, dtype=np.int64), np.ones(len(rows)), 5)
    place = np.array(cluster, dtype=np.int64)
    own = clustered(ratings, place, 3)
    for name in ("nominal", "jaccard", "masi"):
        without = set_alphas_without(own, members, name)
        for number in range(3):
            slow = value(set_alpha(ratings.rows_where(place != number), members, name))
            assert without[number] == pytest.approx(slow, abs=1e-9, nan_ok=True)


def test_sums_of_documents_make_the_u_alpha_family() -> None:
    parts = partition(concatenate(flat_texts(5, 3), 3, 2))
    total = unitized_sums(parts)
    for number in range(5):
        rest = np.setdiff1d(np.arange(5), [number])
        part = unitized_sums(parts.of_documents(np.array([number])))
        fast, slow = alphas_of(total.without(part)), unitized_alphas(parts.of_documents(rest))
        for field in ("u_alpha", "binary", "coding"):
            assert value(getattr(fast, field)) == pytest.approx(value(getattr(slow, field)))
        for field in ("by_code", "coverage"):
            for one, other in zip(getattr(fast, field), getattr(slow, field), strict=True):
                assert value(one) == pytest.approx(value(other))


@pytest.mark.parametrize(("coders", "missing"), [(2, False), (3, True)])
def test_unitizing_measures_are_computed_without_each_document(coders: int, missing: bool) -> None:
    texts = flat_texts(9, coders, missing=missing)
    figures = unitizing(texts, coders, 2)
    spread = unitizing_intervals(texts, clusters_of(texts, coders, 2), figures)
    whole = [text for text in texts if all(own is not None for own in text.codings)]
    assert (len(whole) < 9) == missing
    again = [unitizing(rest, coders, 2) for rest in others(whole)]
    by_code: tuple[tuple[Sequence[Interval], Callable[[Unitizing], Sequence[Figure]]], ...] = (
        (spread.alpha_u, lambda one: one.alpha_u),
        (spread.by_code, lambda one: one.together.by_code),
        (spread.u_alpha_alone, lambda one: [each.u_alpha for each in one.alone]),
        (spread.binary_alone, lambda one: [each.binary for each in one.alone]),
    )
    for code in range(2):
        for intervals, of in by_code:
            slow = [of(one)[code] for one in again]
            assert_jackknife(intervals[code], of(figures)[code].value, slow, FISHER)
            assert intervals[code].ends is not None
    of_all: tuple[tuple[Interval, Callable[[Unitizing], Figure]], ...] = (
        (spread.alpha_u_overall, lambda one: one.alpha_u_overall),
        (spread.u_alpha, lambda one: one.together.u_alpha),
        (spread.binary, lambda one: one.together.binary),
        (spread.coding, lambda one: one.together.coding),
    )
    for interval, figure_of in of_all:
        assert_jackknife(interval, figure_of(figures).value, map(figure_of, again), FISHER)


def test_overlapping_units_have_neither_figure_nor_interval() -> None:
    one = Codings.of([(0, [(0, 9)]), (1, [(5, 12)])])
    other = Codings.of([(0, [(1, 9)])])
    texts = [Continuum(30 + n, (one, other)) for n in range(4)]
    spread = unitizing_intervals(texts, clusters_of(texts, 2, 2), unitizing(texts, 2, 2))
    assert "itself is undefined" in (spread.u_alpha.reason or "")
    assert (
        spread.u_alpha_alone[0].reason is None or "undefined" not in spread.u_alpha_alone[0].reason
    )


def test_gamma_is_computed_without_each_document() -> None:
    texts = flat_texts(5)
    chosen = GammaSettings(samples=10, seed=3)
    figures = gamma_of(texts, 2, 2, chosen)
    spread = gamma_intervals(texts, clusters_of(texts, 2, 2), figures)
    again = [gamma_of(rest, 2, 2, chosen) for rest in others(texts)]
    for name in ("gamma", "cat"):
        rows = [getattr(one, name) for one in again]
        assert_jackknife(getattr(spread, name), getattr(figures, name).value, rows, FISHER)
    assert spread.gamma.ends is not None


def test_too_much_gamma_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = flat_texts(5)
    figures = gamma_of(texts, 2, 2, GammaSettings(samples=5))
    monkeypatch.setattr(unitizing_module, "MOST_UNITS_AGAIN", {2: 1, 3: 1})
    spread = gamma_intervals(texts, clusters_of(texts, 2, 2), figures)
    assert "takes too long" in (spread.gamma.reason or "")


def test_of_a_single_document_paragraphs_are_cut_out() -> None:
    (text,) = flat_texts(1)
    starts = [np.arange(0, 180, 20, dtype=np.int64)]
    found = clusters_of([text], 2, 2, starts)
    figures = unitizing([text], 2, 2)
    spread = unitizing_intervals([text], found, figures)
    again = [unitizing([without_stretch(text, at, at + 20)], 2, 2) for at in range(0, 180, 20)]
    rows = [one.together.u_alpha for one in again]
    assert spread.u_alpha.kind == "paragraph"
    assert spread.u_alpha.ends is not None
    assert_jackknife(spread.u_alpha, figures.together.u_alpha.value, rows, FISHER)
    assert gamma_intervals([text], found, gamma_of([text], 2, 2)).gamma.ends is not None


def test_a_stretch_is_cut_out_of_codings_and_text() -> None:
    own = Codings.of([(0, [(2, 6)]), (1, [(5, 8), (20, 24)]), (1, [(6, 9)]), (0, [(15, 30)])])
    cut = without_stretch(Continuum(40, (own, None)), 5, 10)
    assert cut.length == 35
    left = cut.codings[0]
    assert left is not None
    assert left.code.tolist() == [0, 1, 0]
    assert left.start.tolist() == [2, 15, 10]
    assert left.end.tolist() == [5, 19, 25]
    assert left.coding.tolist() == [0, 1, 2]
    assert cut.codings[1] is None


def test_a_clustered_rating_knows_its_usual_value() -> None:
    ratings = Ratings(np.array([[0, 0], [0, 1], [1, -1]], dtype=np.int64), np.array([5.0, 2, 9]), 2)
    own = clustered(ratings, np.array([0, 1, 1]), 2)
    assert own.usual() == 0, "a lone value is not compared"
    assert own.other_than(0).tolist() == [0.0, 2.0]
    assert own.agrees(leaving_out=1)
    assert not own.agrees(leaving_out=0)
    assert basis_of(own.other_than(0), "document").effective == 1.0


def test_attributes_are_computed_without_each_document() -> None:
    texts = flat_texts(8)
    random = np.random.default_rng(2)
    values = [
        [random.integers(0, 2, own.count).astype(np.int64) for own in coded(text)] for text in texts
    ]
    for first, second in values:  # the coders agree more often than not
        size = min(first.size, second.size)
        second[:size] = np.where(random.random(size) < 0.8, first[:size], second[:size])
    found = clusters_of(texts, 2, 2)
    matched = matched_values(found.corpus, texts, values, 2)
    figure = attribute_alpha(texts, 2, 2, values, 2)
    assert matched_alpha(matched).value == figure.value
    again = [
        attribute_alpha(rest, 2, 2, own, 2)
        for rest, own in zip(others(texts), others(values), strict=True)
    ]
    interval = attribute_interval(matched, found)
    assert interval.ends is not None
    assert interval.basis.carriers == 8
    assert_jackknife(interval, figure.value, again, FISHER)
