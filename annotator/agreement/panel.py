"""The default table with an interval for every figure, from one set of draws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement import binary, spans
from annotator.agreement.bootstrap import Interval, Redraw, redraw
from annotator.agreement.continuum import Continuum, Floats, Ints
from annotator.agreement.copies import copies
from annotator.agreement.layout import lay_out
from annotator.agreement.nominal import nominal_alpha_of
from annotator.agreement.panel_sums import PanelSums, panel_sums
from annotator.agreement.sums import sum_by
from annotator.agreement.table import AgreementTable, table_of
from annotator.agreement.units import UnitChoice

Of = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class RowIntervals:
    """The intervals of a `Row`, under the same names."""

    code: int | None
    alpha_character: Interval
    f1_exact: Interval
    f1_overlap: Interval
    f1_character: Interval
    percent_character: Interval


@dataclass(frozen=True, slots=True)
class Panel:
    """The table, its intervals row by row, and what was redrawn: `kind` of cluster, how many."""

    table: AgreementTable
    rows: tuple[RowIntervals, ...]
    overall: RowIntervals
    kind: str
    clusters: int
    draws: int
    seed: int


def agreement_panel(
    continua: Sequence[Continuum],
    coders: Sequence[str],
    codes: int | Sequence[str],
    *,
    paragraphs: Sequence[Ints] | None = None,
    choice: UnitChoice | None = None,
    draws: int = 1000,
    seed: int = 0,
    level: float = 0.95,
    least_overlap: int = 1,
) -> Panel:
    """`agreement_table` with bootstrap intervals.

    Documents are redrawn (copies of one document count as one). Where only one can be compared its
    paragraphs are, if `paragraphs` gives their starts for each document.
    """
    labels = [str(index) for index in range(codes)] if isinstance(codes, int) else list(codes)
    layout = lay_out(continua, len(coders), len(labels))
    kind, cluster = "document", copies([continua[index] for index in layout.kept.tolist()])
    if layout.documents == 1 and paragraphs is not None:
        layout = lay_out(continua, len(coders), len(labels), paragraphs)
        kind, cluster = "paragraph", np.arange(layout.clusters, dtype=np.int64)
    sums = panel_sums(layout, least_overlap, choice)
    drawn = redraw(_features(sums, cluster), kind, draws, seed, level)
    rows = [_row(drawn, code, code) for code in range(len(labels))]
    return Panel(
        table_of(sums, coders, labels, len(continua)),
        tuple(rows),
        _overall(drawn, len(labels)),
        kind,
        drawn.clusters,
        draws,
        seed,
    )


def _features(sums: PanelSums, cluster: Ints) -> Floats:
    """(clusters, features): by code the binary and the span columns; their sums over codes; then
    units, values, unlike coincidences and share of the sets, and their margins."""
    both = np.concatenate((sums.marked.sums, sums.units.sums), axis=2)
    united = both.sum(axis=0)
    by_code = both.transpose(1, 0, 2).reshape(sums.layout.clusters, both.shape[0] * WIDTH)
    joint = sums.joint
    sets = np.column_stack((joint.units, joint.values, joint.observed, joint.share, joint.margins))
    table = np.concatenate((by_code, united, sets), axis=1)
    count = int(cluster.max()) + 1 if cluster.size else 0
    if count == table.shape[0]:
        return table
    return np.stack([sum_by(cluster, column, count) for column in table.T], axis=1)


WIDTH = binary.COLUMNS + spans.COLUMNS


def _row(drawn: Redraw, code: int | None, place: int) -> RowIntervals:
    """The intervals of the block of features at `place`."""
    own = slice(place * WIDTH, (place + 1) * WIDTH)
    first = binary.COLUMNS
    return RowIntervals(
        code,
        drawn.interval(binary.alpha_of, own),
        drawn.interval(_share(first + spans.EXACT, first + spans.CODINGS), own),
        drawn.interval(_share(first + spans.OVERLAP, first + spans.CODINGS), own),
        drawn.interval(_share(binary.BOTH, binary.MARKED, 2.0), own),
        drawn.interval(_share(binary.SHARE, binary.UNITS), own),
    )


def _overall(drawn: Redraw, codes: int) -> RowIntervals:
    united = _row(drawn, None, codes)
    sets = slice((codes + 1) * WIDTH, None)
    return RowIntervals(
        None,
        drawn.interval(lambda sums: nominal_alpha_of(sums[:, 2], sums[:, 1], sums[:, 4:]), sets),
        united.f1_exact,
        united.f1_overlap,
        united.f1_character,
        drawn.interval(_share(3, 0), sets),
    )


def _share(numerator: int, denominator: int, factor: float = 1.0) -> Of:
    """factor * one column / another, NaN where that is 0."""

    def of(sums: Floats) -> Floats:
        below = sums[:, denominator]
        empty = np.full(below.shape, np.nan)
        shares: Floats = np.divide(factor * sums[:, numerator], below, out=empty, where=below > 0)
        return shares

    return of
