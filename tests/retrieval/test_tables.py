"""Tables beside counts of sets, cell by cell."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.query import Direction, Order, Overlap, SameUnit, TextUnit
from annotator.retrieval import related
from annotator.retrieval.arrays import ints
from annotator.retrieval.sequences import transitions
from annotator.retrieval.student import t_quantile
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
from annotator.retrieval.tables.by_document import ByDocument, Universe, by_document, rates
from annotator.retrieval.tables.groups import Groups, groups_of_masks
from annotator.retrieval.units import anywhere, document_units, touched
from tests.retrieval.corpora import CODES, LENGTHS, Toy, projects
from tests.retrieval.oracle import Oracle, Plain

PROJECTS = projects(8)
BY_DOCUMENT = (
    Measure.PER_1000_WORDS,
    Measure.PER_DOCUMENT,
    Measure.DOCUMENT_SHARE,
    Measure.WITHOUT,
    Measure.IN_ONE_DOCUMENT,
)
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


@pytest.mark.parametrize("measure", [one for one in Measure if one not in BY_DOCUMENT])
@settings(max_examples=30, deadline=None)
@given(PROJECTS)
def test_a_measure_is_what_it_is_called(measure: Measure, project: tuple[Toy, Oracle]) -> None:
    toy, oracle = project
    cells = cells_in_both(_by_mask(toy), _by_code(toy))
    found = counted(toy.table, cells, measure, toy.table.coder)
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


@MANY
@given(PROJECTS, st.lists(st.sampled_from([0.0, 0.5, 1.0, 3.0]), min_size=9, max_size=9))
def test_rates_are_sums_over_documents_with_their_variance(
    project: tuple[Toy, Oracle], drawn: list[float]
) -> None:
    """Beside the definition of the estimator of a ratio, written out document by document."""
    toy, oracle = project
    cells = cells_in_both(_by_mask(toy), _by_code(toy))
    sets, found = _sets(cells), by_document(toy.table, cells)
    documents = len(LENGTHS)
    weight, size = np.array(drawn[:documents]), np.arange(1.0, documents + 1)
    about = np.ones((4, documents), dtype=np.bool_)
    about[0, 0] = False
    columns = np.ones((len(CODES) + 1, documents), dtype=np.bool_)
    for once in (False, True):
        own = rates(found, Universe(about, columns, weight), size, once=once)
        for row, column in product(range(3), range(len(CODES))):
            codings = sets.get((row, column), set())
            kept = [d for d in range(documents) if about[row, d]]
            number = {d: sum(oracle.codings[c].document == d for c in codings) for d in kept}
            if once:
                number = {d: min(n, 1) for d, n in number.items()}
            whole = sum(weight[d] * size[d] for d in kept)
            if not whole:
                assert math.isnan(own.value[row, column])
                continue
            ratio = sum(weight[d] * number[d] for d in kept) / whole
            np.testing.assert_allclose(own.value[row, column], ratio)
            if len(kept) < 2:
                continue
            squares = sum((weight[d] * (number[d] - ratio * size[d])) ** 2 for d in kept)
            error = math.sqrt(squares * len(kept) / (len(kept) - 1)) / whole
            half = t_quantile(0.975, len(kept) - 1) * error
            np.testing.assert_allclose(own.high[row, column], ratio + half, atol=1e-6)
            np.testing.assert_allclose(own.low[row, column], max(ratio - half, 0), atol=1e-6)


@MANY
@given(PROJECTS)
def test_dispersion_is_by_documents_with_each_coding_once(project: tuple[Toy, Oracle]) -> None:
    toy, oracle = project
    rows, columns = _by_mask(toy), _by_mask(toy)
    cells = cells_in_both(rows, columns)
    sets, found = _sets(cells), by_document(toy.table, cells)
    for row, column in product(range(4), range(4)):
        own = [r for r in range(3) if row in (r, 3)], [c for c in range(3) if column in (c, 3)]
        codings = set().union(*(sets.get(cell, set()) for cell in product(*own)))
        numbers = Counter(oracle.codings[number].document for number in codings)
        assert found.documents[row, column] == len(numbers)
        assert found.most[row, column] == max(numbers.values(), default=0)


def test_the_interval_of_a_mean_is_that_of_the_textbook() -> None:
    """Five documents with 2, 4, 4, 5, 10 codings: mean 5, standard error 1.3416, t 2.7764."""
    number = np.array([2, 4, 4, 5, 10])
    whole = np.ones((2, 5), dtype=np.bool_)
    found = ByDocument(np.zeros(5, dtype=np.int64), np.arange(5), number, (1, 1))
    own = rates(found, Universe(whole[:1], whole[:1], np.ones(5)), np.ones(5))
    assert own.value[0, 0] == 5 and own.documents[0, 0] == 5
    np.testing.assert_allclose((own.low[0, 0], own.high[0, 0]), (1.2751, 8.7249), atol=1e-4)


@pytest.mark.parametrize(
    ("freedom", "quantile"),
    [(1, 12.7062), (2, 4.30265), (3, 3.18245), (10, 2.22814), (120, 1.97993), (10**6, 1.95996)],
)
def test_quantiles_of_t_are_those_of_the_tables(freedom: int, quantile: float) -> None:
    np.testing.assert_allclose(t_quantile(0.975, freedom), quantile, atol=1e-4)
    with pytest.raises(ValueError):
        t_quantile(0.975, 0)
