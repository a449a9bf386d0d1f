"""Pictures of tables."""

from __future__ import annotations

import numpy as np

from annotator.corpus.drawing import Mark, Passages
from annotator.corpus.messages import tr
from annotator.corpus.query import Direction, Or, Order, Overlap, Query, Relation, SameUnit
from annotator.errors import UserError
from annotator.operations.retrieval.asked import Followed
from annotator.operations.retrieval.pictures.parts_of_tables import Shown, shown
from annotator.operations.retrieval.tables import ProjectTable
from annotator.retrieval.arrays import Floats
from annotator.retrieval.language import print_query
from annotator.retrieval.pictures import BarChart, Flow, HeatMap, Network
from annotator.retrieval.pictures.scales import figure, percent
from annotator.retrieval.pictures.values import Edge, Node
from annotator.retrieval.tables import Measure

_HEAT, _BARS, _FLOW, _NODES = (60, 40), (60, 8), (15, 15), 40


def heat_map(table: ProjectTable) -> HeatMap:
    """Any table as shaded cells."""
    part = shown(table, _HEAT)
    note = tr("A stronger colour is more.")
    names = part.names(0), part.names(1)
    return HeatMap(part.heading(note), *names, part.values, part.texts(), part.marks())


def bars(table: ProjectTable, *, dots: bool = False) -> BarChart:
    """A table as bars or dots: its columns are told apart by patterns."""
    part = shown(table, _BARS)
    colors = part.colors(1) if table.columns.title == "codes" else []
    texts, notes = part.texts(), []
    if table.cell == Measure.CODINGS:
        texts, note = _with_shares(part)
        notes = [note]
    figures = part.values, texts, part.marks(), colors
    heading = part.heading(*notes, has_ends=True)
    return BarChart(heading, part.names(0), part.names(1), *figures, dots, part.ends())


def _with_shares(part: Shown) -> tuple[list[list[str]], str]:
    """Counts with their shares: of the row, or where there is one column, of all."""
    found = part.table.figures
    totals = found.row_totals[part.rows]
    note = tr("In brackets the share of all codings of the row.")
    if part.columns.size == 1:
        totals = np.full(part.rows.size, found.total)
        note = tr("In brackets the share of all codings of the table.")
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = part.values / totals[:, None]
    rows = zip(part.texts(), shares.tolist(), strict=True)
    texts = [
        [f"{text} ({percent(share)})" for text, share in zip(*row, strict=True)] for row in rows
    ]
    return texts, note


def flow(table: ProjectTable) -> Flow:
    """What leads from rows to columns. UserError for figures that are no counts."""
    part = shown(table, _FLOW)
    if not _are_counts(part.values):
        raise UserError(
            tr("A flow needs counts: ask for codings, passages or documents in a cell.")
        )
    sides, note = part.titles, tr("A band is as thick as its figure.")
    if isinstance(table.by, Followed):
        sides = tr("first", context="of two in a row"), tr("then", context="of two in a row")
        note = tr("A band is as thick as there are codings of the left that lead to the right.")
    names, colors = (part.names(0), part.names(1)), part.colors(0)
    return Flow(part.heading(note), *names, part.values, part.marks(), colors, sides)


def _are_counts(values: Floats) -> bool:
    return bool(np.all(values == np.round(values)))


def network(table: ProjectTable) -> Network:
    """What stands together: of a table of a group by itself its members, of any other one its rows
    joined to its columns."""
    part = shown(table, (_NODES, _NODES))
    if not _are_counts(part.values):
        raise UserError(tr("A network needs counts: ask for codings in a cell."))
    if table.by is not None and table.rows.labels == table.columns.labels:
        return _of_one_kind(part)
    return _of_two_kinds(part)


def _is_symmetric(by: Relation | Followed | None) -> bool:
    """Whether what stands so to another is stood so to by it."""
    match by:
        case Overlap():
            return by in (Overlap.OVERLAPS, Overlap.SAME_PASSAGE)
        case Order():
            return by.direction is Direction.NEAR
        case _:
            return isinstance(by, SameUnit)


def _of_one_kind(part: Shown) -> Network:
    table = part.table
    numbers = sorted({*part.rows.tolist(), *part.columns.tolist()})
    place = {number: at for at, number in enumerate(numbers)}
    whole = Shown(table, np.array(numbers), np.array(numbers), part.values, (0, 0), (0, 0))
    names, colors, symmetric = whole.names(0), whole.colors(0), _is_symmetric(table.by)
    marks: list[Mark] = []
    nodes = []
    for number, name, color in zip(numbers, names, colors, strict=True):
        size = table.rows_size(number)
        words = tr("{row}: {figure}", row=name, figure=figure(size))
        marks.append(Mark(words, Passages(print_query(table.rows.queries[number]))))
        nodes.append(Node(name, color, size, len(marks) - 1))
    edges = []
    for row in range(part.rows.size):
        for column in range(part.columns.size):
            ends = int(part.rows[row]), int(part.columns[column])
            weight = _weight(table, *ends, symmetric=symmetric)
            if not weight or (symmetric and ends[0] >= ends[1]):
                continue
            marks.append(_edge_mark(part, (row, column), ends, weight, symmetric=symmetric))
            edges.append(Edge(place[ends[0]], place[ends[1]], weight, mark=len(marks) - 1))
    note = (
        tr("A line counts the codings of both ends that stand so to one of the other.")
        if symmetric
        else tr("An arrow counts the codings at its beginning that stand so to one at its end.")
    )
    return Network(part.heading(note), nodes, edges, marks, not symmetric)


def _weight(table: ProjectTable, one: int, other: int, *, symmetric: bool) -> float:
    cells = table.figures.cells
    back = cells[other, one] if symmetric and one != other else 0.0
    return float(np.nan_to_num(cells[one, other] + back))


def _edge_mark(
    part: Shown, cell: tuple[int, int], ends: tuple[int, int], weight: float, *, symmetric: bool
) -> Mark:
    names = part.names(0)[cell[0]], part.names(1)[cell[1]]
    said = {"row": names[0], "column": names[1], "figure": figure(weight)}
    label = (
        tr("{row} and {column}: {figure}", **said)
        if symmetric
        else tr("{row} to {column}: {figure}", **said)
    )
    there, back = part.table.query_of(*ends), part.table.query_of(ends[1], ends[0])
    if there is None or back is None:
        return Mark(label, part.passages(*cell))
    query: Query = Or((there, back)) if symmetric else there
    return Mark(label, Passages(print_query(query)))


def _of_two_kinds(part: Shown) -> Network:
    marks = list(part.marks())
    sums = np.nan_to_num(part.values)
    nodes = []
    for side in (0, 1):
        totals = sums.sum(axis=1 - side).tolist()
        for name, color, size in zip(part.names(side), part.colors(side), totals, strict=True):
            nodes.append(Node(name, color if side == 0 else "#7a7a7a", size))
    edges = [
        Edge(
            int(row),
            part.rows.size + int(column),
            float(sums[row, column]),
            mark=int(row) * part.columns.size + int(column),
        )
        for row, column in zip(*np.nonzero(sums), strict=True)
    ]
    return Network(part.heading(), nodes, edges, marks)
