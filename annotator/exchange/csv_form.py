"""How CSV is written: what parts the cells, and which sign numbers have.

RFC 4180 has the comma. Spreadsheets whose language writes numbers with a comma expect a semicolon
between cells; the mark at the beginning of the file tells them that it is UTF-8.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from annotator.corpus.messages import tr
from annotator.errors import UserError

if TYPE_CHECKING:
    from _csv import Writer

    from _typeshed import SupportsWrite


@dataclass(frozen=True, slots=True)
class CsvForm:
    """delimiter: between cells. decimal_comma: fractions are written with a comma; texts never."""

    delimiter: str = ","
    decimal_comma: bool = False

    def writer(self, file: SupportsWrite[str], line_end: str = "\r\n") -> Writer:
        """What writes rows to a file of text."""
        return csv.writer(file, delimiter=self.delimiter, lineterminator=line_end)

    def row(self, cells: Iterable[object]) -> Iterable[object]:
        """The cells with numbers as this form has them."""
        if not self.decimal_comma:
            return cells
        return [str(one).replace(".", ",") if isinstance(one, float) else one for one in cells]


COMMA: Final = CsvForm()
FORMS: Final = {
    "comma": COMMA,
    "semicolon": CsvForm(";"),
    "semicolon-comma": CsvForm(";", decimal_comma=True),
    "tab": CsvForm("\t"),
}
"""The forms by the names that the command line and the preferences have for them."""


def form_named(name: str) -> CsvForm:
    """The form of this name. UserError for one that there is none of."""
    if name not in FORMS:
        raise UserError(
            tr(
                "There is no form of CSV “{name}” (there are: {known}).",
                name=name,
                known=", ".join(FORMS),
            )
        )
    return FORMS[name]
