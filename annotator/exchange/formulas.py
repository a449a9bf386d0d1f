"""Text that spreadsheets would take for a formula, in tables that are saved for them.

Excel and LibreOffice compute a cell of a CSV file that begins with one of `_BEGINNINGS`, whoever
wrote the text in it (OWASP, “CSV Injection”). The rule: in tables for spreadsheets such a text has
an apostrophe in front; numbers are never touched, a text that is a number neither. Tables for
programs that read the file as data (R, Python) keep every text as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

GUARD: Final = "'"
"""Put before a text; spreadsheets show it, and readers that know the rule take it away."""

_BEGINNINGS = "=+@\t\r\n＝＋－＠-"
"""With the full-width forms, which some languages of Excel take for the same."""
_FORMULA = re.compile(rf"{GUARD}*[{_BEGINNINGS}]")
_GUARDED = re.compile(rf"{GUARD}+[{_BEGINNINGS}]")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\Z", re.ASCII)

T = TypeVar("T")


def guarded(cell: T) -> T | str:
    """A cell of a table for spreadsheets: a text like a formula with the apostrophe in front.

    A text that has apostrophes before such a beginning already gets one more, so that
    `unguarded` gives back every text.
    """
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.match(cell):
        return GUARD + cell
    return cell


def unguarded(text: str) -> str:
    """The inverse of `guarded`, for whoever reads such a table."""
    return text[len(GUARD) :] if _GUARDED.match(text) else text


def guarded_row(row: Iterable[T]) -> Sequence[T | str]:
    """A row of such a table."""
    return [guarded(cell) for cell in row]
