"""Rows with what is to be said of them as a file: CSV, or a workbook."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.corpus.messages import listing, tr
from annotator.errors import UserError
from annotator.exchange.csv_form import COMMA, CsvForm
from annotator.exchange.formulas import guarded_row
from annotator.exchange.report_document import Report, Section, Table
from annotator.operations import projects

SUFFIXES = (".csv", ".xlsx")
Row = Sequence[str | int | float | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The names of the columns and the rows; `said` are sentences, what is shown first."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Row]
    said: Sequence[str] = ()


def write(sheet: Sheet, target: Path, form: CsvForm = COMMA) -> None:
    """Write rows by the suffix of the file, all or nothing; what is there is replaced. UserError
    for another suffix."""
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise UserError(
            tr(
                "A table is written as {known}, not as {file}.",
                known=listing(SUFFIXES),
                file=target.name,
            )
        )
    with projects.replacing(target) as partial:
        if suffix == ".csv":
            partial.write_text(_csv(sheet, form), encoding="utf-8-sig", newline="")
        else:
            _write_workbook(sheet, partial)


def _csv(sheet: Sheet, form: CsvForm) -> str:
    """With what is said as last lines, so that the first one is the names of the columns."""
    out = io.StringIO()
    writer = form.writer(out)
    writer.writerow(guarded_row(sheet.columns))
    writer.writerows(form.row(guarded_row(row)) for row in sheet.rows)
    writer.writerows(guarded_row([said]) for said in sheet.said)
    return out.getvalue()


def _write_workbook(sheet: Sheet, partial: Path) -> None:
    from annotator.exchange.tables_xlsx import write_xlsx  # noqa: PLC0415  (rarely wanted)

    head, *remarks = sheet.said or ("",)
    block = Table(sheet.title, head, list(sheet.columns), [list(row) for row in sheet.rows])
    report = Report(sheet.title, head, [Section(sheet.title, [*remarks, block])])
    with partial.open("wb") as file:
        write_xlsx(report, file)
