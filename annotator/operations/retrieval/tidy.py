"""What a table counts as tidy data: a line for each document, row and column.

Codings of one text are not independent, so no test is printed. A statistics program takes these
data for models with documents as groups: a mixed model, a Poisson regression with words as offset.
Tidy: Wickham (2014), Tidy data.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from annotator.atomic_file import replacing
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.csv_form import COMMA, CsvForm
from annotator.exchange.formulas import guarded_row
from annotator.operations.retrieval import figures_by_document
from annotator.operations.retrieval.project_table import ProjectTable

MOST_LINES: Final = 5_000_000


def columns_of(table: ProjectTable) -> list[str]:
    """The names of the columns: the document with what is said of it, then row and column, how many
    codings, and how many words and which weight the document has."""
    return ["document", *_attributes(table), *_sides(table), "codings", "words", "weight"]


def _sides(table: ProjectTable) -> list[str]:
    """The names of the two groups; of equal ones each its own."""
    one, other = table.rows.title, table.columns.title
    return [one, other] if one != other else [f"{one} (row)", f"{other} (column)"]


def _attributes(table: ProjectTable) -> list[str]:
    said = table.asked.material.document_values
    names = sorted({name for own in said.values() for name in own})
    return [f"document.{name}" for name in names]


def rows_of(table: ProjectTable) -> Iterator[list[str | int | float]]:
    """The lines: every row and column of every document that they are about, zeros too. UserError
    where these are too many."""
    material = table.asked.material
    whole = figures_by_document.universe_of(table.asked)
    rows, columns = whole.rows[:-1], whole.columns[:-1]
    lines = int((rows.sum(axis=0) * columns.sum(axis=0)).sum())
    if lines > MOST_LINES:
        raise UserError(
            tr("The data would have {lines:,} lines. Choose fewer rows or columns.", lines=lines)
        )
    found = table.dispersion
    is_inner = (found.cell % found.shape[1] < len(columns)) & (
        found.cell // found.shape[1] < len(rows)
    )
    key = found.document[is_inner] * found.size + found.cell[is_inner]
    number = dict(zip(key.tolist(), found.number[is_inner].tolist(), strict=True))
    words = figures_by_document.words_of_documents(table.asked).astype(int).tolist()
    names = [name.removeprefix("document.") for name in _attributes(table)]
    for document, facts in enumerate(material.documents):
        said = material.document_values.get(facts.guid, {})
        begin: list[str | int | float] = [facts.name, *(said.get(name, "") for name in names)]
        end = words[document], float(whole.weight[document])
        for row in np.flatnonzero(rows[:, document]).tolist():
            for column in np.flatnonzero(columns[:, document]).tolist():
                cell = document * found.size + row * found.shape[1] + column
                sides = table.rows.labels[row], table.columns.labels[column]
                yield [*begin, *sides, number.get(cell, 0), *end]


def write(
    table: ProjectTable, target: Path, *, guard_formulas: bool = False, form: CsvForm = COMMA
) -> int:
    """Write the data as CSV (UTF-8); how many lines. An existing file is replaced."""
    count = 0
    with replacing(target) as partial, partial.open("w", encoding="utf-8", newline="") as file:
        writer = form.writer(file)
        writer.writerow(columns_of(table))
        for row in rows_of(table):
            writer.writerow(form.row(guarded_row(row) if guard_formulas else row))
            count += 1
    return count
