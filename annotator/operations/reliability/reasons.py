"""Why a figure on words or sentences is not defined: a used code may be on none of them."""

from __future__ import annotations

from dataclasses import replace

from annotator.agreement import NEVER_USED, AgreementTable, Figure, Row, undefined
from annotator.corpus.messages import tr


def of_table(table: AgreementTable) -> AgreementTable:
    """The table with the reasons that its unit gives."""
    if table.unit == "characters":
        return table
    return replace(table, rows=tuple(_of_row(row, table.unit) for row in table.rows))


def _of_row(row: Row, unit: str) -> Row:
    used = sum(number or 0 for number in row.codings)
    return replace(
        row,
        alpha_character=on_units(row.alpha_character, used, unit),
        f1_character=on_units(row.f1_character, used, unit),
    )


def on_units(figure: Figure, used: int, unit: str) -> Figure:
    """The figure, with another reason where the code was used but is present on no unit."""
    if figure.reason != NEVER_USED or not used or unit == "characters":
        return figure
    return undefined(
        tr(
            "The code was used, but by the chosen rule it is present on none of the {unit}.",
            unit=unit,
        ),
        figure.counts,
    )
