"""What a project answers: questions, tables, agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from annotator.corpus.job import finish
from annotator.library.columns import Array, Columns
from annotator.library.reading import pairs
from annotator.library.sequences import Values, objects
from annotator.library.values import AgreementRow, Passage
from annotator.operations import reliability, team_agreement
from annotator.operations.reliability import (
    AgreementSettings,
    ComparisonData,
    figure_rows,
    measure_registry,
)
from annotator.operations.retrieval import questions, tables
from annotator.operations.retrieval.tables import TableQuestion
from annotator.operations.team import rounds
from annotator.operations.viewing import Viewer

if TYPE_CHECKING:
    import pandas


class Answer(Values[Passage]):
    """What a question found, a passage each.

    `line` is the question in its canonical form, `analysis_set` says whose codings were asked, and
    `remarks` what one has to know to read the numbers, a sentence each.
    """

    def __init__(self, found: questions.Answer, context: int) -> None:
        super().__init__(lambda: [_passage(row) for row in questions.rows(found, context)], Passage)
        self._found = found
        self.line = found.line
        self.analysis_set = found.analysis_set.words()
        self.remarks = found.remarks

    def __len__(self) -> int:
        return len(self._found)


def _passage(row: questions.Row) -> Passage:
    coding = row.coding
    return Passage(
        *(coding.guid, coding.document, row.document, coding.code, row.code),
        *(coding.coder, row.coder),
        row.start,
        row.end,
        pairs(row.spans),
        row.text,
        *(row.before, row.after, row.place.page, row.place.section, row.place.note),
        None if row.partner is None else row.partner.guid,
        row.partner_text,
    )


def ask(viewer: Viewer, line: str, context: int) -> Answer:
    """Answer a line of the query language. QueryError has the place of a mistake in it."""
    return Answer(finish(questions.ask(viewer, line)), context)


@dataclass(frozen=True, eq=False)
class Table:
    """Figures by two things. `cells` is (rows, columns) of float64, NaN where there is no figure.

    `head` says in one sentence what is counted, of what and on whose codings; `remarks` what one
    has to know besides. Totals count once what is in several cells.
    """

    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    cells: Array
    row_totals: Array
    column_totals: Array
    total: float
    head: str
    remarks: tuple[str, ...]

    def columns(self) -> Columns:
        """The labels of the rows under the name “row”, then a column each."""
        found: dict[str, Array] = {"row": objects(self.row_labels)}
        for number, label in enumerate(self.column_labels):
            name, count = label, 1
            while name in found:  # codes of one name at two places
                count += 1
                name = f"{label} ({count})"
            found[name] = self.cells[:, number]
        return Columns(found)

    def to_pandas(self) -> pandas.DataFrame:
        """The cells as a pandas.DataFrame with the labels of the rows as its index."""
        return self.columns().to_pandas().set_index("row")


def tabulate(viewer: Viewer, wanted: TableQuestion) -> Table:
    """Build a table. UserError for what it can't show."""
    table = finish(tables.build(viewer, wanted))
    figures = table.figures
    return Table(
        *(tuple(table.rows.labels), tuple(table.columns.labels)),
        np.asarray(figures.cells, dtype=np.float64),
        np.asarray(figures.row_totals, dtype=np.float64),
        np.asarray(figures.column_totals, dtype=np.float64),
        float(figures.total),
        *(table.head, table.remarks),
    )


class Agreement(Values[AgreementRow]):
    """Figures of agreement, a row each. `coders` and `documents` are the names of what was
    compared; `data` is what `annotator.agreement` takes, for figures of one's own."""

    def __init__(
        self, rows: Sequence[AgreementRow], data: ComparisonData, compared: Sequence[str]
    ) -> None:
        super().__init__(lambda: rows, AgreementRow)
        self.coders = tuple(one.name for one in data.coders)
        self.documents = tuple(compared)
        self.unit = data.settings.unit
        self.data = data

    def value(self, measure: str, code: str = "") -> float | None:
        """The value of a measure of a code (a path joined with “ > ”; empty for all together);
        None where it is not defined. KeyError where there is no such row."""
        for one in self:
            if (one.measure, one.code) == (measure, code):
                return one.value
        raise KeyError((measure, code))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to compare, by names or GUIDs; None for all."""

    coders: Sequence[str] | None
    documents: Sequence[str] | None
    codes: Sequence[str] | None
    round: str | None


def agree(
    viewer: Viewer, wanted: Wanted, measures: Sequence[str], settings: AgreementSettings
) -> Agreement:
    """Compute the default figures and the named measures. UserError for a name that is unknown."""
    names = measure_registry.named(measures)
    selection = reliability.select_by_name(viewer, wanted.coders, wanted.documents, wanted.codes)
    if wanted.round is not None:
        one = rounds.find(viewer.project, wanted.round)
        given = next(found for known, found in rounds.listed(viewer) if known.guid == one.guid)
        selection = team_agreement.of_round(
            selection, [(a.document, a.coder) for a in given], one.guid
        )
    data = reliability.load(viewer, selection, settings)
    comparison = reliability.compute(data)
    found = figure_rows.rows(comparison, measure_registry.measure(data, names))
    rows = [
        AgreementRow(
            *(one.measure, one.code, one.value, one.reason, one.low, one.high, one.clusters)
        )
        for one in found
    ]
    return Agreement(rows, data, [one.name for one in comparison.compared])
