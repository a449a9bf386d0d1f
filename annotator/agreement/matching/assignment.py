"""Shortest augmenting paths on a sparse bipartite graph: the exact core of the matching.

The primal-dual method of Kuhn, Munkres and Jonker-Volgenant with Dijkstra's search, each search
stopping at the first end that settles it. Dual prices u (rows) and v (columns) keep
u[i] + v[j] >= w[i, j]; at the end matched edges are tight and unmatched ends have price 0, which
proves the matching the heaviest.
"""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np

from annotator.agreement.data.continuum import Floats, Ints


class _Graph:
    """Adjacency by row as plain lists (fast to walk one edge at a time), prices and partners."""

    def __init__(self, row: Ints, col: Ints, weight: Floats) -> None:
        rows, row = np.unique(row, return_inverse=True)
        cols, col = np.unique(col, return_inverse=True)
        order = np.argsort(row, kind="stable")
        bounds = np.searchsorted(row[order], np.arange(rows.size + 1)).tolist()
        self.bounds: list[int] = bounds
        self.col: list[int] = col[order].tolist()
        self.weight: list[float] = weight[order].tolist()
        self.number: list[int] = order.tolist()
        best = np.zeros(rows.size)
        np.maximum.at(best, row, weight)
        self.u: list[float] = best.tolist()
        self.v: list[float] = [0.0] * int(cols.size)
        self.edge_of_row: list[int] = [-1] * int(rows.size)
        self.row_of_col: list[int] = [-1] * int(cols.size)


def augment(row: Ints, col: Ints, weight: Floats) -> Ints:
    """Indices of the edges of a matching of greatest weight; all weights are above 0."""
    graph = _Graph(row, col, weight)
    for start in range(len(graph.u)):
        if not _settle_at_once(graph, start):
            _search(graph, start)
    return np.array([graph.number[edge] for edge in graph.edge_of_row if edge >= 0], dtype=np.int64)


def _settle_at_once(graph: _Graph, row: int) -> bool:
    """Give the row its best column if that one is free: the shortest path has length 0."""
    for edge in range(graph.bounds[row], graph.bounds[row + 1]):
        col = graph.col[edge]
        if graph.row_of_col[col] < 0 and graph.weight[edge] == graph.u[row]:
            graph.row_of_col[col] = row
            graph.edge_of_row[row] = edge
            return True
    return False


def _search(graph: _Graph, start: int) -> None:
    """Dijkstra over reduced costs from a free row to the cheapest place to end.

    It ends at a free column, or at a row that is better left alone (its price paid in full).
    """
    u, v, row_of_col = graph.u, graph.v, graph.row_of_col
    row_distance = {start: 0.0}
    col_distance: dict[int, float] = {}
    via: dict[int, tuple[int, int]] = {}
    settled: dict[int, float] = {}
    heap: list[tuple[float, int]] = []
    end_cost, end_row, end_col = u[start], start, -1
    row, distance = start, 0.0
    while True:
        for edge in range(graph.bounds[row], graph.bounds[row + 1]):
            col = graph.col[edge]
            cost = distance + max(0.0, u[row] + v[col] - graph.weight[edge])
            if cost < end_cost and cost < col_distance.get(col, np.inf):
                col_distance[col] = cost
                via[col] = (row, edge)
                if row_of_col[col] < 0:
                    end_cost, end_row, end_col = cost, -1, col
                else:
                    heappush(heap, (cost, col))
        while heap and (heap[0][1] in settled):
            heappop(heap)
        if not heap or heap[0][0] >= end_cost:
            break
        distance, col = heappop(heap)
        settled[col] = distance
        row = row_of_col[col]
        row_distance[row] = distance
        if distance + u[row] < end_cost:
            end_cost, end_row, end_col = distance + u[row], row, -1
    for one, at in row_distance.items():
        u[one] -= end_cost - at
    for one, at in settled.items():
        v[one] += end_cost - at
    _shift(graph, via, start, end_row, end_col)


def _shift(
    graph: _Graph, via: dict[int, tuple[int, int]], start: int, end_row: int, end_col: int
) -> None:
    """Move the partners along the path that ends at `end_col`, or leaves `end_row` alone."""
    if end_col < 0:
        if end_row == start:
            return
        end_col = graph.col[graph.edge_of_row[end_row]]
        graph.edge_of_row[end_row] = -1
    col = end_col
    while True:
        row, edge = via[col]
        previous = graph.edge_of_row[row]
        graph.edge_of_row[row] = edge
        graph.row_of_col[col] = row
        if row == start:
            return
        col = graph.col[previous]
