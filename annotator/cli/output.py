"""How results are printed: one JSON document, CSV, or a table for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from annotator.corpus.changes import how_many
from annotator.corpus.job import Job
from annotator.exchange.csv_form import COMMA, CsvForm
from annotator.exchange.formulas import guarded, guarded_row

T = TypeVar("T")


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def print_json_list(name: str, rows: Iterable[object], more: Mapping[str, object]) -> None:
    """One JSON document that holds a list under a name, a row a line, as they come; then what else
    there is."""
    sys.stdout.write(f"{{{json.dumps(name)}: [")
    separator = "\n"
    for row in rows:
        written = json.dumps(row, ensure_ascii=False, allow_nan=False)
        sys.stdout.write(f"{separator}{written}")
        separator = ",\n"
    rest = "".join(
        f", {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in more.items()
    )
    print(f"\n]{rest}}}")


def print_csv(
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    guard_formulas: bool,
    form: CsvForm = COMMA,
) -> None:
    """A table on standard output; `guard_formulas` and `form` are for spreadsheets
    (`exchange/formulas.py`, `exchange/csv_form.py`)."""
    if guard_formulas:
        header, rows = [*map(guarded, header)], map(guarded_row, rows)
    writer = form.writer(sys.stdout, "\n")
    writer.writerow(header)
    writer.writerows(map(form.row, rows))


def print_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Columns as wide as they need to be; numbers stand right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(header, *cells, strict=True)]
    for row in [list(header), ["─" * width for width in widths], *cells]:
        padded = [
            cell.rjust(width) if _is_number(cell) else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        ]
        print("  ".join(padded).rstrip())


def _is_number(cell: str) -> bool:
    return cell.replace(".", "").replace("-", "").replace(",", "").isdigit() or cell == "–"


def say(message: str) -> None:
    """A message to the user that is not the result."""
    print(message, file=sys.stderr)


def finish_with_progress(job: Job[T]) -> T:
    """Run a job to its end; on a terminal, show how far it is on standard error."""
    shows = sys.stderr.isatty()
    while True:
        try:
            step = next(job)
        except StopIteration as stop:
            if shows:
                print("\r\033[K", end="", file=sys.stderr, flush=True)
            result: T = stop.value
            return result
        if shows:
            share = f"{100 * step.done // step.total} % " if step.total else ""
            print(f"\r\033[K{share}{step.what}", end="", file=sys.stderr, flush=True)


def counted(counts: Mapping[str, int]) -> str:
    """“2 documents, 1 coding”; empty where there is nothing."""
    return ", ".join(how_many(kind, number) for kind, number in counts.items() if number)
