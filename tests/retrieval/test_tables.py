"""Tables beside counts of sets, cell by cell."""

from __future__ import annotations

import math
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.query import Direction, Order, Overlap, SameUnit, TextUnit
from annotator.retrieval import related
from annotator.retrieval.arrays import ints
from annotator.retrieval.sequences import transitions
from annotator.retrieval.tables import (
    Cells,
    Measure,
    cells_in_both,
    cells_of_pairs,
    cells_of_units,
    counted,
    expected_overlaps,
    groups_of,
    jaccard,
    joins,
    unit_bits,
)
from annotator.retrieval.tables.groups import Groups, groups_of_masks
from annotator.retrieval.units import anywhere, document_units, touched
from tests.retrieval.corpora import CODES, LENGTHS, Toy, projects
from tests.retrieval.oracle import Oracle, Plain

PROJECTS = projects(8)
MANY = settings(max_examples=60, deadline=None)


def _by_code(toy: Toy) -> Groups:
    return groups_of(toy.table.code, len(CODES))


def _by_mask(toy: Toy) -> Groups:
    """Groups that share codings: those of coder 0, all, and none."""
    everything = np.ones(len(toy.table), dtype=np.bool_)
    return groups_of_masks([toy.table.coder == 0, everything, ~everything])


def _sets(cells: Cells) -> dict[tuple[int, int], set[int]]:
    found: dict[tuple[int, int], set[int]] = {}
    for row, column, coding in zip(cells.row, cells.column, cells.coding, strict=True):
        own = found.setdefault((int(row), int(column)), set())
        assert int(coding) not in own
        own.add(int(coding))
    return found


def _no_words(cells: Cells) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.full((cells.rows + 1, cells.columns + 1), 2000.0)


@MANY
@given(PROJECTS)
def test_bits_find_the_same_cells_as_pairs_of_units(project: tuple[Toy, Oracle]) -> None:
    toy, _oracle = project
    for unit in (TextUnit.SENTENCE, TextUnit.PARAGRAPH, TextUnit.DOCUMENT):
        own = document_units(toy.table) if unit is TextUnit.DOCUMENT else toy.units(unit)
        ranges = touched(toy.table.parts, own)
        for rows, columns in ((_by_code(toy), _by_mask(toy)), (_by_mask(toy), _by_code(toy))):
            asked = rows, columns, ranges, len(own)
            assert _sets(unit_bits.cells_of_units(*asked)) == _sets(joins.cells_of_units(*asked))


@MANY
@given(PROJECTS)
def test_a_cell_holds_the_codings_of_both_groups(project: tuple[Toy, Oracle]) -> None:
    toy, oracle = project
    cells = _sets(cells_in_both(_by_mask(toy), _by_code(toy)))
    for column, code in enumerate(CODES):
        of_code = [one for one in oracle.codings if one.code == code]
        assert cells.get((0, column), set()) == {c.number for c in of_code if c.coder == 0}
        assert cells.get((1, column), set()) == {c.number for c in of_code}
        assert (2, column) not in cells


@pytest.mark.parametrize(
    "relation",
    [
        Overlap.OVERLAPS,
        Order(Direction.NEAR, 1, TextUnit.WORD),
        *(SameUnit(unit) for unit in (TextUnit.SENTENCE, TextUnit.TURN, TextUnit.DOCUMENT)),
    ],
    ids=str,
)
@settings(max_examples=30, deadline=None)
@given(PROJECTS)
def test_a_cell_holds_what_is_related(
    relation: Overlap | Order | SameUnit, project: tuple[Toy, Oracle]
) -> None:
    toy, oracle = project
    rows, columns = _by_mask(toy), _by_code(toy)
    everything = np.ones(len(toy.table), dtype=np.bool_)
    if isinstance(relation, SameUnit):
        whole = relation.unit is TextUnit.DOCUMENT
        units = document_units(toy.table) if whole else toy.units(relation.unit)
        cells = _sets(cells_of_units(rows, columns, touched(toy.table.parts, units), len(units)))
    else:
        pairs = related.pairs(toy, relation, everything, everything, same_coder=False)
        cells = _sets(cells_of_pairs(rows, columns, pairs))
    for column, code in enumerate(CODES):
        partners = [one for one in oracle.codings if one.code == code]
        expected = {
            one.number
            for one in oracle.codings
            if any(one is not other and oracle._related(relation, one, other) for other in partners)
        }
        assert cells.get((1, column), set()) == expected
        mine = {n for n in expected if oracle.codings[n].coder == 0}
        assert cells.get((0, column), set()) == mine


def _figure(measure: Measure, own: list[Plain]) -> float:
    match measure:
        case Measure.DOCUMENTS:
            return len({one.document for one in own})
        case Measure.CHARACTERS:
            return len({(one.document, point) for one in own for point in one.points})
        case Measure.PASSAGES:
            points = {(one.document, one.code, one.coder, p) for one in own for p in one.points}
            # A stretch begins at each point that has none of its kind before it.
            return sum((d, c, k, p - 1) not in points for d, c, k, p in points)
    return len(own)


@pytest.mark.parametrize("measure", Measure)
@settings(max_examples=30, deadline=None)
@given(PROJECTS)
def test_a_measure_is_what_it_is_called(measure: Measure, project: tuple[Toy, Oracle]) -> None:
    toy, oracle = project
    cells = cells_in_both(_by_mask(toy), _by_code(toy))
    found = counted(toy.table, cells, measure, toy.table.coder, _no_words(cells))
    sets = _sets(cells)

    def figure(rows: range, columns: range) -> float:
        numbers = set().union(*(sets.get(cell, set()) for cell in product(rows, columns)))
        return _figure(measure, [oracle.codings[number] for number in sorted(numbers)])

    rows, columns = range(3), range(len(CODES))
    row_totals = [figure(range(r, r + 1), columns) for r in rows]
    column_totals = [figure(rows, range(c, c + 1)) for c in columns]
    total = figure(rows, columns)
    for row, column in product(rows, columns):
        value = figure(range(row, row + 1), range(column, column + 1))
        divisor = {
            Measure.ROW_SHARE: row_totals[row],
            Measure.COLUMN_SHARE: column_totals[column],
            Measure.TABLE_SHARE: total,
            Measure.PER_1000_WORDS: 2,
        }.get(measure, 1)
        expected = value / divisor if divisor else math.nan
        np.testing.assert_allclose(found.cells[row, column], expected)
    if measure in (Measure.CODINGS, Measure.DOCUMENTS, Measure.CHARACTERS, Measure.PASSAGES):
        assert found.row_totals.tolist() == row_totals
        assert found.column_totals.tolist() == column_totals
        assert found.total == total
        assert found.columns_add_up == (found.cells.sum(axis=0).tolist() == column_totals)


@MANY
@given(PROJECTS)
def test_jaccard_counts_units_with_both_and_with_either(project: tuple[Toy, Oracle]) -> None:
    toy, oracle = project
    units = toy.units(TextUnit.SENTENCE)
    codes = _by_code(toy)
    found = jaccard(codes, codes, touched(toy.table.parts, units), len(units))
    having = {
        code: {
            (one.document, unit)
            for one in oracle.codings
            if one.code == code
            for unit in oracle._touched(TextUnit.SENTENCE, one)
        }
        for code in CODES
    }
    for (r, one), (c, other) in product(enumerate(CODES), enumerate(CODES)):
        either = having[one] | having[other]
        expected = len(having[one] & having[other]) / len(either) if either else math.nan
        np.testing.assert_allclose(found[r, c], expected, rtol=1e-6)


@MANY
@given(PROJECTS)
def test_expected_overlaps_are_the_mean_over_all_shifts(project: tuple[Toy, Oracle]) -> None:
    toy, oracle = project
    codes = _by_code(toy)
    found = expected_overlaps(toy.table, codes, codes)
    for (r, one), (c, other) in product(enumerate(CODES), enumerate(CODES)):
        expected = 0.0
        for coding in (x for x in oracle.codings if x.code == one):
            length = LENGTHS[coding.document]
            taken = {
                point
                for x in oracle.codings
                if x.code == other and x.document == coding.document
                for point in range(x.start, x.end)
            }
            hits = sum(
                any((shift + n) % length in taken for n in range(coding.end - coding.start))
                for shift in range(length)
            )
            expected += hits / length
        np.testing.assert_allclose(found[r, c], expected, atol=1e-9)


@MANY
@given(PROJECTS, st.booleans(), st.none() | st.just(0))
def test_a_transition_leads_to_the_next_in_the_stated_order(
    project: tuple[Toy, Oracle], same_coder: bool, within: int | None
) -> None:
    toy, oracle = project
    everything = np.ones(len(toy.table), dtype=np.bool_)
    found = transitions(toy.table, everything, anywhere(toy.table), within, same_coder=same_coder)
    expected = []
    for document, coder in product(range(len(LENGTHS)), (0, 1) if same_coder else (None,)):
        own = [
            one for one in oracle.codings if one.document == document and coder in (None, one.coder)
        ]
        own.sort(key=lambda one: (one.start, -one.end, one.code, one.number))
        expected += [(a.number, b.number) for a, b in pairwise(own)]
    assert sorted(zip(found.left.tolist(), found.right.tolist(), strict=True)) == sorted(expected)


def test_empty_tables_are_tables() -> None:
    empty = Groups(ints(), ints(), 0)
    cells = cells_in_both(empty, empty)
    assert (cells.rows, cells.columns, cells.coding.size) == (0, 0, 0)
