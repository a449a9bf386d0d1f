"""Intervals: what is redrawn, when they are refused, and that the sums are those of real texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.coefficients import binary
from annotator.agreement.confidence.bootstrap import LEAST_EFFECTIVE, resample
from annotator.agreement.confidence.interval import BOOTSTRAP, JACKKNIFE, basis_of
from annotator.agreement.confidence.jackknife import FISHER, LOGIT, Scale
from annotator.agreement.confidence.student import t_quantile
from annotator.agreement.data.continuum import Codings, Continuum, Floats
from annotator.agreement.data.flat_corpus import concatenate
from annotator.agreement.measures.interval_table import IntervalTable, RowIntervals, interval_table
from annotator.agreement.measures.table import Row, agreement_table
from annotator.agreement.measures.table_sums import table_sums
from tests.agreement.oracle import Document

from .strategies import coded, continuum, documents

FIELDS = ("alpha_character", "f1_exact", "f1_overlap", "f1_character", "percent_character")


def texts(count: int, seed: int = 3) -> list[Continuum]:
    random = np.random.default_rng(seed)
    result = []
    for _ in range(count):
        start = random.integers(0, 180, 12)
        code = random.integers(0, 2, 12)
        own = []
        for _ in range(2):
            moved = random.integers(-3, 4, 12) * (random.random(12) < 0.4)
            begin = np.clip(start + moved, 0, 180)
            size = np.where(random.random(12) < 0.4, random.integers(3, 20, 12), 9)
            label = np.where(random.random(12) < 0.15, 1 - code, code)
            own.append(Codings.contiguous(begin, begin + size, label))
        result.append(Continuum(200, tuple(own)))
    return result


NAMED_WEIGHTS = {
    "codings",
    "characters with the code",
    "characters without the code",
    "characters whose set of codes is not the most frequent one",
}


def all_rows(panel: IntervalTable) -> Iterator[tuple[Row, RowIntervals]]:
    return zip((*panel.table.rows, panel.table.overall), (*panel.rows, panel.overall), strict=True)


def by_definition(figures: Sequence[float], weights: Floats, scale: Scale) -> tuple[float, float]:
    """The interval from figures recomputed without each document, the slow way; figures[0] is the
    figure itself."""
    point, without = figures[0], np.array(figures[1:])
    count = without.size
    error = np.sqrt((count - 1) / count * ((without - point) ** 2).sum())
    effective = weights.sum() ** 2 / (weights**2).sum()
    half = t_quantile(0.975, effective - 1) * error
    if scale is FISHER:
        half, middle = half / (1 - point**2), np.arctanh(point)
        return np.tanh(middle - half), np.tanh(middle + half)
    half, middle = half / (point * (1 - point)), np.log(point / (1 - point))
    return 1 / (1 + np.exp(-(middle - half))), 1 / (1 + np.exp(-(middle + half)))


def test_every_interval_is_the_jackknife_of_the_figure_recomputed_without_each_document() -> None:
    given_ = texts(9)
    panel = interval_table(given_, ["a", "b"], 2)
    assert (panel.kind, panel.clusters, panel.method) == ("document", 9, JACKKNIFE)
    tables = [agreement_table(given_, ["a", "b"], 2)]
    tables += [agreement_table(given_[:i] + given_[i + 1 :], ["a", "b"], 2) for i in range(9)]
    for place, (row, intervals) in enumerate(all_rows(panel)):
        for field in FIELDS:
            recomputed = [
                getattr([*table.rows, table.overall][place], field).value for table in tables
            ]
            weights = weights_of(given_, row.code, field)
            scale = FISHER if field == "alpha_character" else LOGIT
            interval = getattr(intervals, field)
            assert interval.ends == pytest.approx(by_definition(recomputed, weights, scale))
            assert interval.ends[0] < getattr(row, field).value < interval.ends[1]
            assert interval.method == JACKKNIFE
            assert interval.basis.weights in NAMED_WEIGHTS
            assert (interval.percentile, interval.bca, interval.n_resamples) == (None, None, 0)


def weights_of(given_: Sequence[Continuum], code: int | None, field: str) -> Floats:
    """By definition: codings; marked characters, or unmarked ones where these are fewer; of sets
    of codes all values but the most frequent one."""
    if field in ("f1_exact", "f1_overlap"):
        chosen = [0, 1] if code is None else [code]
        return np.array([sum(np.isin(o.code, chosen).sum() for o in coded(t)) for t in given_])
    marked = np.zeros((len(given_), 2, 2, 200), dtype=bool)  # documents, coders, codes, characters
    for place, text in enumerate(given_):
        for coder, one in enumerate(coded(text)):
            for start, end, own in zip(one.start, one.end, one.code, strict=True):
                marked[place, coder, own, start:end] = True
    if code is None and field != "f1_character":
        sets = marked[:, :, 0] + 2 * marked[:, :, 1].astype(int)
        unlike: Floats = (sets != np.bincount(sets.ravel()).argmax()).sum(axis=(1, 2)).astype(float)
        return unlike
    own = marked if code is None else marked[:, :, [code]]
    own = own if 2 * own.sum() <= own.size else ~own
    counted: Floats = own.sum(axis=(1, 2, 3)).astype(float)
    return counted


def test_every_figure_has_a_bootstrap_interval_around_it() -> None:
    panel = interval_table(texts(40), ["a", "b"], 2, method=BOOTSTRAP, n_resamples=400)
    assert (panel.kind, panel.clusters, panel.method) == ("document", 40, BOOTSTRAP)
    for row, intervals in all_rows(panel):
        for field in FIELDS:
            figure, interval = getattr(row, field), getattr(intervals, field)
            assert interval.clusters == 40
            assert interval.jackknife is None
            for low, high in (interval.percentile, interval.bca):
                assert low < figure.value < high
    again = interval_table(texts(40), ["a", "b"], 2, method=BOOTSTRAP, n_resamples=400)
    assert again.rows == panel.rows
    other = interval_table(texts(40), ["a", "b"], 2, method=BOOTSTRAP, n_resamples=400, seed=9)
    assert other.rows != panel.rows


@pytest.mark.parametrize(("method", "count"), [(JACKKNIFE, 8), (BOOTSTRAP, 40)])
def test_copies_of_documents_are_not_new_evidence(method: str, count: int) -> None:
    once = interval_table(texts(count), ["a", "b"], 2, method=method, n_resamples=300)
    thrice = interval_table(texts(count) * 3, ["a", "b"], 2, method=method, n_resamples=300)
    assert once.clusters == thrice.clusters == count
    for field in FIELDS:
        figure, copied = getattr(once.table.overall, field), getattr(thrice.table.overall, field)
        assert copied.value == pytest.approx(figure.value, abs=1e-3)
        low, high = getattr(once.overall, field).ends
        wide = getattr(thrice.overall, field).ends
        assert wide == (pytest.approx(low, abs=3e-3), pytest.approx(high, abs=3e-3))


def coded_in(carriers: int, count: int, both: bool = True) -> list[Continuum]:
    """Documents of which only the first few carry code 0; code 1 is in all of them."""
    random = np.random.default_rng(5)
    found = []
    for document in range(count):
        size = int(random.integers(10, 20))
        one = [(1, [(100, 100 + size)])]
        other = [(1, [(100 + size // 3, 100 + size)])]
        if document < carriers:
            one.append((0, [(10, 10 + size)]))
            other.append((0, [(10 + size // 4, 12 + size)] if both else [(50, 50 + size)]))
        found.append(Continuum(200 + document, (Codings.of(one), Codings.of(other))))
    return found


def test_documents_that_do_not_carry_a_code_are_no_evidence_on_it() -> None:
    panel = interval_table(coded_in(1, 12), ["a", "b"], 2)
    rare, common = panel.rows[0].alpha_character, panel.rows[1].alpha_character
    assert panel.table.rows[0].alpha_character.defined
    assert rare.ends is None
    assert rare.reason == "not estimable: carried by 1 document, effectively 1.0; it takes 3"
    assert (common.basis.carriers, common.warning) == (12, None)
    assert common.basis.effective == pytest.approx(12, abs=1)
    few = interval_table(coded_in(4, 12), ["a", "b"], 2).rows[0].alpha_character
    assert few.ends is not None
    assert few.basis.carriers == 4
    assert 3 <= few.basis.effective <= 4
    assert "fewer than 8 effective documents" in (few.warning or "")
    assert few.basis.words.startswith("carried by 4 documents, effectively 3.")


def test_agreement_that_is_perfect_or_none_has_no_interval() -> None:
    apart = interval_table(coded_in(6, 8, both=False), ["a", "b"], 2).rows[0]
    for field in ("alpha_character", "f1_exact", "f1_overlap", "f1_character"):
        assert "there is no agreement" in (getattr(apart, field).reason or "")
    one = Codings.of([(0, [(3, 9)])])
    same = [Continuum(40 + index, (one, one)) for index in range(30)]
    for method in (JACKKNIFE, BOOTSTRAP):
        panel = interval_table(same, ["a", "b"], 1, method=method)
        for field in FIELDS:
            interval = getattr(panel.rows[0], field)
            assert interval.ends is None
            assert "agreement is perfect" in (interval.reason or "")


def test_figures_that_do_not_vary_have_no_interval_of_no_width() -> None:
    """Each document has two codings of one coder, of which the other has one: F1 is 2/3 in all."""
    given_ = [
        Continuum(
            50 + index,
            (Codings.of([(0, [(1, 5)]), (0, [(20, 30)])]), Codings.of([(0, [(1, 5)])])),
        )
        for index in range(5)
    ]
    interval = interval_table(given_, ["a", "b"], 1).rows[0].f1_exact
    assert interval.ends is None
    assert "the figure is the same" in (interval.reason or "")


def test_above_half_of_the_text_the_rarer_value_counts() -> None:
    """The code is on most of every text; one text holds nearly all that is left uncoded."""
    given_ = [
        Continuum(100 + i, (Codings.of([(0, [(1, 100 + i)])]), Codings.of([(0, [(0, 99 + i)])])))
        for i in range(9)
    ]
    odd = Continuum(400, (Codings.of([(0, [(200, 400)])]), Codings.of([(0, [(190, 400)])])))
    alpha = interval_table([*given_, odd], ["a", "b"], 1).rows[0].alpha_character
    weights = np.array([2.0] * 9 + [390.0])
    assert alpha.basis.effective == pytest.approx(basis_of(weights, "").effective)
    assert alpha.ends is None
    assert alpha.basis.weights == "characters without the code"


def test_a_figure_that_one_document_alone_makes_defined_has_no_interval() -> None:
    """Without the document that holds all that is uncoded, alpha is 0 divided by 0."""
    whole = Codings.of([(0, [(0, 30)])])
    half = Codings.of([(0, [(0, 15)])])
    given_ = [Continuum(30, (whole, whole)) for _ in range(6)]
    given_.append(Continuum(30, (half, Codings.of([(0, [(0, 12)])]))))
    interval = interval_table(given_, ["a", "b"], 1).rows[0].alpha_character
    assert interval.ends is None


def test_the_bootstrap_asks_for_more_documents_than_the_jackknife() -> None:
    for count, defined in ((LEAST_EFFECTIVE - 3, False), (LEAST_EFFECTIVE + 15, True)):
        panel = interval_table(texts(count), ["a", "b"], 2, method=BOOTSTRAP, n_resamples=50)
        interval = panel.rows[0].alpha_character
        assert (interval.ends is not None) == defined
        if not defined:
            assert "the bootstrap takes 25" in (interval.reason or "")
    assert interval_table(texts(22), ["a", "b"], 2).rows[0].alpha_character.ends is not None


def test_a_single_document_is_left_out_by_paragraphs() -> None:
    text = texts(1)
    paragraphs = [np.arange(0, 200, 20, dtype=np.int64)]
    panel = interval_table(text, ["a", "b"], 2, paragraphs=paragraphs)
    assert (panel.kind, panel.clusters) == ("paragraph", 10)
    assert panel.overall.alpha_character.ends is not None
    assert "paragraphs" in panel.overall.alpha_character.basis.words
    plain = agreement_table(text, ["a", "b"], 2)
    for field in FIELDS:
        expected = getattr(plain.overall, field).value
        assert getattr(panel.table.overall, field).value == pytest.approx(expected, abs=1e-12)


def test_another_method_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="jackknife"):
        interval_table(texts(2), ["a", "b"], 2, method="guess")
    with pytest.raises(ValueError, match="not 0 of 'bootstrap'"):
        interval_table(texts(2), ["a", "b"], 2, method=BOOTSTRAP, n_resamples=0)


@settings(max_examples=40, deadline=None)
@given(st.lists(documents(), min_size=2, max_size=3), st.lists(st.integers(0, 2), min_size=1))
def test_weighted_sums_are_the_sums_of_the_drawn_documents(
    drawn: list[Document], picks: list[int]
) -> None:
    given_ = [continuum(text) for text in drawn]
    corpus = concatenate(given_, 3, 2)
    kept = corpus.kept.tolist()
    if not kept:
        return
    picks = [pick % len(kept) for pick in picks]
    sums = table_sums(corpus).marked.sums[:, picks].sum(axis=1)
    table = agreement_table([given_[kept[pick]] for pick in picks], ["a", "b", "c"], 2)
    for code, row in enumerate(table.rows):
        alpha = float(binary.alpha_of(sums[code]))
        if row.alpha_character.value is None:
            assert np.isnan(alpha)
        else:
            assert alpha == pytest.approx(row.alpha_character.value, abs=1e-9)


def test_interval_of_a_mean_is_near_the_normal_one() -> None:
    values = np.random.default_rng(1).normal(5, 2, 400)
    drawn = resample(np.column_stack((values, np.ones(400))), n_resamples=4000)
    basis, scale = basis_of(np.ones(400), "value"), replace(FISHER, low=-99, high=99)
    interval = drawn.interval(lambda sums: sums[:, 0] / sums[:, 1], slice(0, 2), basis, scale)
    half = 1.96 * values.std() / 20
    assert interval.percentile is not None and interval.bca is not None
    for low, high in (interval.percentile, interval.bca):
        assert low == pytest.approx(values.mean() - half, abs=0.03)
        assert high == pytest.approx(values.mean() + half, abs=0.03)
