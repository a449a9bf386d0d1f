"""How intervals are told: method, ends, what they rest on, and why there is none."""

from __future__ import annotations

import numpy as np

from annotator.agreement.confidence.interval import BOOTSTRAP, Interval, basis_of
from annotator.agreement.data.continuum import Codings, Continuum
from annotator.agreement.measures.diagnostics import diagnose
from annotator.agreement.measures.interval_table import IntervalTable, interval_table
from annotator.agreement.measures.table import agreement_table
from annotator.operations.reliability.interval_words import (
    basis_words,
    carried,
    few_words,
    interval_words,
    method_name,
    method_words,
)


def texts(count: int) -> list[Continuum]:
    """Two coders whose passages differ a little more from text to text."""
    return [
        Continuum(
            300 + n, (Codings.of([(0, [(10, 60)])]), Codings.of([(0, [(10 + n % 9, 60 + n % 4)])]))
        )
        for n in range(count)
    ]


def panel(count: int, **how: object) -> IntervalTable:
    return interval_table(texts(count), ["Ann", "Ben"], ["claim"], **how)  # type: ignore[arg-type]


def test_the_method_is_named_with_what_it_was_computed_from() -> None:
    (jackknife,) = method_words(panel(12))
    assert jackknife.startswith("Intervals: 95 %, cluster jackknife over 12 documents")
    assert "t on the effective number of clusters" in jackknife
    assert method_name(panel(12)) == "95 % interval: cluster jackknife over 12 documents"
    drawn = panel(30, method=BOOTSTRAP, n_resamples=50, seed=4)
    assert method_words(drawn) == [
        "Intervals: 95 %, BCa bootstrap over 30 documents, 50 draws, seed 4."
    ]
    assert method_name(drawn) == "95 % interval: bootstrap of 50 draws over 30 documents"


def test_intervals_of_a_single_document_say_so() -> None:
    alone = panel(1, paragraphs=[np.arange(0, 300, 30, dtype=np.int64)])
    assert "for this document only" in method_words(alone)[1]
    assert method_name(alone).endswith(", for this document only")


def test_an_interval_is_told_with_what_it_rests_on() -> None:
    row = panel(12).rows[0]
    words = interval_words(row.f1_character, "f1_character")
    assert words.startswith("95 % interval 0.9")
    assert "jackknife over 12 documents, carried by 12 documents, effectively 1" in words
    assert "caution" not in words
    share = interval_words(row.percent_character, "percent_character")
    assert share.startswith("95 % interval 9") and "%" in share[15:25]
    assert carried(row).startswith("12 (1")
    assert "Their sizes are characters with the code" in basis_words(row)


def test_few_documents_are_a_warning() -> None:
    few = panel(5)
    words = interval_words(few.rows[0].f1_character, "f1_character")
    assert "Fewer than 8 effective documents: read it with caution." in words
    named = [("claim", few.rows[0])]
    said = few_words(named, "document")
    assert said is not None and said.startswith("claim: fewer than 8 effective documents carry")
    assert few_words([("claim", panel(12).rows[0])], "document") is None


def test_why_there_is_none_is_said() -> None:
    basis = basis_of(np.array([1.0]), "document")
    none = Interval(basis, 0.95, reason="not estimable: too bad")
    assert interval_words(none) == "Interval not estimable: too bad."
    nearly = basis_of(np.array([1.0, 1.0, 0.9]), "document")
    assert 2.98 < nearly.effective < 3
    assert nearly.rounded == "2.9", "not 3.0, which would be enough"


def test_a_code_that_is_there_is_not_on_none_of_the_text() -> None:
    text = Continuum(90_000, (Codings.of([(0, [(0, 9)])]), Codings.of([(0, [(3, 9)])])))
    found = {one.kind: one for one in diagnose(agreement_table([text], ["a", "b"], ["claim"]))}
    assert "on <0.1% of the characters" in found["skewed prevalence"].finding
