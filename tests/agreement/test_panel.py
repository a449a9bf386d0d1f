"""Intervals: what is redrawn, when they are refused, and that the sums are those of real texts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement import binary
from annotator.agreement.bootstrap import LEAST_CLUSTERS, redraw
from annotator.agreement.continuum import Codings, Continuum
from annotator.agreement.layout import lay_out
from annotator.agreement.panel import agreement_panel
from annotator.agreement.panel_sums import panel_sums
from annotator.agreement.table import agreement_table

from .strategies import continuum, documents

FIELDS = ("alpha_character", "f1_exact", "f1_overlap", "f1_character", "percent_character")


def texts(count, seed=3):
    random = np.random.default_rng(seed)
    result = []
    for _ in range(count):
        start = random.integers(0, 180, 12)
        code = random.integers(0, 2, 12)
        own = []
        for _ in range(2):
            begin = np.clip(start + random.integers(-3, 4, 12), 0, 180)
            own.append(Codings.contiguous(begin, begin + random.integers(3, 20, 12), code))
        result.append(Continuum(200, tuple(own)))
    return result


def test_every_figure_has_an_interval_around_it():
    panel = agreement_panel(texts(20), ["a", "b"], 2, draws=400)
    assert (panel.kind, panel.clusters) == ("document", 20)
    rows = zip((*panel.table.rows, panel.table.overall), (*panel.rows, panel.overall), strict=True)
    for row, intervals in rows:
        for field in FIELDS:
            figure, interval = getattr(row, field), getattr(intervals, field)
            assert interval.clusters == 20
            for low, high in (interval.percentile, interval.bca):
                assert low < figure.value < high
    again = agreement_panel(texts(20), ["a", "b"], 2, draws=400)
    assert again.rows == panel.rows
    assert agreement_panel(texts(20), ["a", "b"], 2, draws=400, seed=9).rows != panel.rows


def test_copies_of_documents_are_not_new_evidence():
    once = agreement_panel(texts(8), ["a", "b"], 2, draws=300)
    thrice = agreement_panel(texts(8) * 3, ["a", "b"], 2, draws=300)
    assert once.clusters == thrice.clusters == 8
    for field in FIELDS:
        figure, copied = getattr(once.table.overall, field), getattr(thrice.table.overall, field)
        assert copied.value == pytest.approx(figure.value, abs=1e-3)
        low, high = getattr(once.overall, field).percentile
        wide = getattr(thrice.overall, field).percentile
        assert wide == (pytest.approx(low, abs=2e-3), pytest.approx(high, abs=2e-3))


def test_too_few_documents_are_not_estimable():
    panel = agreement_panel(texts(LEAST_CLUSTERS - 1), ["a", "b"], 2, draws=50)
    interval = panel.rows[0].alpha_character
    assert interval.percentile is None
    assert interval.bca is None
    assert "not estimable" in interval.reason
    assert interval.clusters == LEAST_CLUSTERS - 1


def test_a_single_document_is_redrawn_by_paragraphs():
    text = texts(1)
    panel = agreement_panel(
        text, ["a", "b"], 2, draws=100, paragraphs=[np.arange(0, 200, 20, dtype=np.int64)]
    )
    assert (panel.kind, panel.clusters) == ("paragraph", 10)
    assert panel.overall.f1_exact.percentile is not None
    plain = agreement_table(text, ["a", "b"], 2)
    for field in FIELDS:
        expected = getattr(plain.overall, field).value
        assert getattr(panel.table.overall, field).value == pytest.approx(expected, abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(st.lists(documents(), min_size=2, max_size=3), st.lists(st.integers(0, 2), min_size=1))
def test_weighted_sums_are_the_sums_of_the_drawn_documents(drawn, picks):
    given_ = [continuum(text) for text in drawn]
    layout = lay_out(given_, 3, 2)
    kept = layout.kept.tolist()
    if not kept:
        return
    picks = [pick % len(kept) for pick in picks]
    sums = panel_sums(layout).marked.sums[:, picks].sum(axis=1)
    table = agreement_table([given_[kept[pick]] for pick in picks], ["a", "b", "c"], 2)
    for code, row in enumerate(table.rows):
        alpha = float(binary.alpha_of(sums[code]))
        if row.alpha_character.value is None:
            assert np.isnan(alpha)
        else:
            assert alpha == pytest.approx(row.alpha_character.value, abs=1e-9)


def test_interval_of_a_mean_is_near_the_normal_one():
    values = np.random.default_rng(1).normal(5, 2, 400)
    drawn = redraw(np.column_stack((values, np.ones(400))), "value", draws=4000)
    interval = drawn.interval(lambda sums: sums[:, 0] / sums[:, 1], slice(0, 2))
    half = 1.96 * values.std() / 20
    for low, high in (interval.percentile, interval.bca):
        assert low == pytest.approx(values.mean() - half, abs=0.03)
        assert high == pytest.approx(values.mean() + half, abs=0.03)
