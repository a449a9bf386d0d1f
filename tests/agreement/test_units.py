"""Words and sentences as units, sets of codes, confusion: against the slow definitions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.coefficients.alpha import set_alpha
from annotator.agreement.coefficients.classical import COEFFICIENTS, classical
from annotator.agreement.data.code_sets import character_sets
from annotator.agreement.data.flat_corpus import concatenate
from annotator.agreement.data.ratings import Ratings
from annotator.agreement.data.sweep_line import span_boundaries
from annotator.agreement.data.units import UnitBounds, UnitChoice
from annotator.agreement.measures.pairwise import pair_confusions, pair_tables
from annotator.agreement.measures.table import agreement_table
from tests.agreement.oracle import Document

from . import oracle
from .strategies import continuum, documents
from .test_table import close

some = st.lists(documents(), min_size=1, max_size=2)


def words(length: int) -> UnitBounds:
    """Units of three characters with a character between them."""
    starts = np.arange(0, length, 4, dtype=np.int64)
    return UnitBounds(starts, np.minimum(starts + 3, length))


def on_words(text: Document, rule: str) -> list[list[frozenset[int] | None]]:
    length, _ = text
    characters = oracle.character_values(text)
    bounds = words(length)
    units = []
    for start, end in zip(bounds.start.tolist(), bounds.end.tolist(), strict=True):
        row: list[frozenset[int] | None] = []
        for coder in range(3):
            values = [own for at in range(start, end) if (own := characters[at][coder]) is not None]
            if not values:
                row.append(None)
                continue
            share = {code: sum(code in own for own in values) for code in range(2)}
            least = 1 if rule == "any" else (end - start) // 2 + 1
            row.append(frozenset(code for code in share if share[code] >= least))
        units.append(row)
    return units


@settings(max_examples=80, deadline=None)
@given(some, st.sampled_from(["any", "majority"]))
def test_figures_on_words(texts: list[Document], rule: str) -> None:
    choice = UnitChoice("words", [words(length) for length, _ in texts], rule)
    given_ = [continuum(text) for text in texts]
    table = agreement_table(given_, ["a", "b", "c"], 2, choice=choice)
    assert table.unit == "words"
    units = [row for text in texts for row in on_words(text, rule)]
    for code in range(2):
        present = [[None if value is None else code in value for value in row] for row in units]
        close(table.rows[code].alpha_character, oracle.alpha(present, oracle.nominal))
        close(table.rows[code].percent_character, oracle.percent_units(present))
        close(table.rows[code].f1_character, oracle.f1_character(units, [code]))
    close(table.overall.alpha_character, oracle.alpha(units, oracle.nominal))
    found = classical(given_, 3, 2, ["alpha", "percent_units"], choice)
    close(found.overall["masi"], oracle.alpha(units, oracle.masi))


@settings(max_examples=80, deadline=None)
@given(some)
def test_alpha_of_sets_on_characters(texts: list[Document]) -> None:
    corpus = concatenate([continuum(text) for text in texts], 3, 2)
    sets = character_sets(corpus, span_boundaries(corpus))
    ratings = Ratings(sets.value, sets.weight, max(1, sets.members.shape[0]))
    units = [row for text in texts for row in oracle.character_values(text)]
    close(set_alpha(ratings, sets.members, "jaccard"), oracle.alpha(units, oracle.jaccard))
    close(set_alpha(ratings, sets.members, "masi"), oracle.alpha(units, oracle.masi))


@settings(max_examples=50, deadline=None)
@given(some)
def test_confusion_between_codes(texts: list[Document]) -> None:
    found = pair_confusions([continuum(text) for text in texts], 3, 2)
    for (one, other), confusion in found.items():
        expected = np.zeros((3, 3))
        for text in texts:
            for row in oracle.character_values(text):
                mine, theirs = row[one], row[other]
                if mine is None or theirs is None:
                    continue
                common = mine & theirs
                for code in common:
                    expected[code, code] += 1
                left, right = mine - common, theirs - common
                if not (common or left or right):
                    expected[2, 2] += 1
                elif left or right:
                    for code in left or {2}:
                        for against in right or {2}:
                            expected[code, against] += 1
        assert confusion.units == pytest.approx(expected)


def test_pairs_are_the_table_of_two() -> None:
    texts = [continuum((30, [[(0, [(0, 9)])], [(0, [(3, 12)])], [(1, [(0, 9)])]]))]
    tables = pair_tables(texts, ["x", "y", "z"], ["p", "q"])
    assert set(tables) == {(0, 1), (0, 2), (1, 2)}
    assert tables[0, 1].coders == ("x", "y")
    assert tables[0, 1].rows[0].f1_overlap.value == 1
    assert tables[0, 2].rows[0].f1_overlap.value == 0


def test_every_named_coefficient_answers_with_a_value_or_a_reason() -> None:
    text = continuum((30, [[(0, [(0, 9)])], [(0, [(3, 12)])], None]))
    for coders in (2, 3):
        found = classical([text.of_coders(range(coders))], coders, 2)
        for by_name in found.by_code:
            assert set(by_name) == set(COEFFICIENTS)
            for figure in by_name.values():
                assert (figure.value is None) == bool(figure.reason)
    with pytest.raises(ValueError, match="majority"):
        UnitChoice("words", [], "most")


def test_a_code_that_nobody_used_has_no_chance_corrected_figure() -> None:
    text = continuum((30, [[(0, [(0, 9)])], [(0, [(3, 12)])]]))
    unused = classical([text], 2, 2).by_code[1]
    for name in ("gwet_ac1", "bennett_s", "randolph_kappa", "alpha", "cohen_kappa"):
        assert "Nobody" in (unused[name].reason or "")
    assert unused["percent_units"].value == 1
