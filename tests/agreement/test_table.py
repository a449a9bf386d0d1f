"""The default table against the slow definitions, and the cases that must not look like numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.data.continuum import Codings, Continuum
from annotator.agreement.figure import Figure
from annotator.agreement.measures.table import agreement_table
from tests.agreement.oracle import Coding, Document

from . import oracle
from .strategies import continuum, documents, number

FIELDS = ("alpha_character", "f1_exact", "f1_overlap", "f1_character", "percent_character")
three = st.lists(documents(), min_size=1, max_size=3)


def close(figure: Figure, expected: float | None) -> None:
    if expected is None:
        assert figure.value is None
        assert figure.reason
        return
    assert figure.value == pytest.approx(expected, abs=1e-9)


def expected_row(
    texts: list[Document],
    units: list[list[frozenset[int] | None]],
    codes: list[int],
    values: Sequence[Sequence[object | None]],
) -> dict[str, float | None]:
    return {
        "alpha_character": oracle.alpha(values, oracle.nominal),
        "percent_character": oracle.percent_units(values),
        "f1_character": oracle.f1_character(units, codes),
        "f1_exact": oracle.f1_codings(texts, codes, "exact"),
        "f1_overlap": oracle.f1_codings(texts, codes, "overlap"),
    }


@settings(max_examples=150, deadline=None)
@given(three)
def test_every_figure_equals_the_definition_character_by_character(texts: list[Document]) -> None:
    table = agreement_table([continuum(text) for text in texts], ["a", "b", "c"], 2)
    units = [row for text in texts for row in oracle.character_values(text)]
    for code in range(2):
        present = [[None if value is None else code in value for value in row] for row in units]
        for name, value in expected_row(texts, units, [code], present).items():
            close(getattr(table.rows[code], name), value)
    for name, value in expected_row(texts, units, [0, 1], units).items():
        close(getattr(table.overall, name), value)


@settings(max_examples=60, deadline=None)
@given(three, st.integers(2, 5))
def test_least_overlap_counts_shared_characters(texts: list[Document], least: int) -> None:
    table = agreement_table(
        [continuum(text) for text in texts], ["a", "b", "c"], 2, min_overlap=least
    )
    close(table.overall.f1_overlap, oracle.f1_codings(texts, [0, 1], "overlap", least))


@settings(max_examples=30, deadline=None)
@given(three, st.permutations(range(3)), st.permutations(range(3)))
def test_order_of_coders_and_documents_changes_nothing(
    texts: list[Document], coders: list[int], order: list[int]
) -> None:
    given_ = [continuum(text) for text in texts]
    shuffled = [given_[index].of_coders(coders) for index in order if index < len(given_)]
    one = agreement_table(given_, ["a", "b", "c"], 2)
    other = agreement_table(shuffled, ["a", "b", "c"], 2)
    for field in FIELDS:
        for left, right in zip((*one.rows, one.overall), (*other.rows, other.overall), strict=True):
            close(getattr(left, field), getattr(right, field).value)


@settings(max_examples=30, deadline=None)
@given(three, st.integers(2, 3))
def test_a_lone_coder_contributes_nothing(texts: list[Document], copies: int) -> None:
    alone = Continuum(30, (Codings.of([(0, [(0, 30)])]), None, None))
    given_ = [continuum(text) for text in texts]
    one = agreement_table(given_, ["a", "b", "c"], 2)
    more = agreement_table(given_ + [alone] * copies, ["a", "b", "c"], 2)
    assert set(range(len(given_), len(given_) + copies)) <= set(more.left_out)
    assert one.rows == more.rows
    assert one.overall == more.overall


def test_undefined_is_a_reason_and_never_a_number() -> None:
    everyone = Codings.of([(0, [(0, 10)])])
    table = agreement_table([Continuum(10, (everyone, everyone))], ["a", "b"], ["0", "nan"])
    assert table.rows[0].alpha_character.value is None
    assert "same" in (table.rows[0].alpha_character.reason or "")
    assert table.rows[0].f1_exact.value == 1
    assert table.rows[1].label == "nan"
    assert "Nobody" in (table.rows[1].alpha_character.reason or "")
    assert table.rows[1].f1_overlap.value is None
    assert table.rows[1].percent_character.value == 1
    nothing = agreement_table([], ["a", "b"], 1)
    assert nothing.overall.alpha_character.value is None
    assert nothing.overall.codings == (None, None)


def test_random_coders_are_not_in_agreement() -> None:
    """Two coders who code 80 % of the text at random, and one who codes nothing."""
    random = np.random.default_rng(5)
    own = []
    for _ in range(2):
        at = np.flatnonzero(random.random(20_000) < 0.8)
        own.append(Codings.contiguous(at, at + 1, random.integers(0, 2, at.size)))
    table = agreement_table([Continuum(20_000, tuple(own))], ["a", "b"], 2)
    for row in (*table.rows, table.overall):
        assert abs(number(row.alpha_character)) < 0.02
    idle = agreement_table(
        [Continuum(100, (Codings.of([(0, [(5, 9)])] * 2), Codings.of([])))], ["a", "b"], 1
    )
    assert number(idle.rows[0].alpha_character) <= 0
    assert idle.rows[0].f1_overlap.value == 0


def test_many_codes_and_coders_need_more_than_one_word_of_state() -> None:
    random = np.random.default_rng(2)
    documents_: list[Document] = []
    for _ in range(2):
        own: list[list[Coding] | None] = []
        for _ in range(4):
            start = random.integers(0, 50, 40)
            own.append(
                [
                    (int(c), [(int(s), int(s) + 5)])
                    for s, c in zip(start, random.integers(0, 30, 40), strict=True)
                ]
            )
        documents_.append((60, own))
    table = agreement_table([continuum(text) for text in documents_], list("abcd"), 30)
    units = [row for text in documents_ for row in oracle.character_values(text)]
    close(table.overall.alpha_character, oracle.alpha(units, oracle.nominal))
    close(table.overall.f1_overlap, oracle.f1_codings(documents_, range(30), "overlap"))


def test_no_overflow_at_five_million_characters_and_nine_coders() -> None:
    whole = Codings.of([(0, [(0, 2_500_000)])])
    table = agreement_table(
        [Continuum(5_000_000, (whole,) * 8 + (Codings.of([]),))], list("abcdefghi"), 1
    )
    n, ones, m = 45e6, 20e6, 9
    unlike = 2 * 8 * 1 / (m - 1) * 2.5e6
    expected = 1 - (n - 1) * unlike / (2 * ones * (n - ones))
    close(table.rows[0].alpha_character, expected)
    close(table.overall.alpha_character, expected)


def test_spans_that_are_no_passages_are_refused() -> None:
    for start, end in ((5, 5), (6, 5), (-1, 2)):
        with pytest.raises(ValueError, match="passage"):
            Codings.of([(0, [(start, end)])])
    with pytest.raises(ValueError, match="after"):
        Continuum(5, (Codings.of([(0, [(0, 6)])]), None))
    with pytest.raises(ValueError, match="not one of"):
        agreement_table([Continuum(5, (Codings.of([(3, [(0, 4)])]),) * 2)], ["a", "b"], 2)
