"""HTML as a PDF for print, on A4 with margins and in black on white, whatever the theme."""

from __future__ import annotations

from html import unescape
from pathlib import Path

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.ui.codebook import printing

_MARGIN = 18.0
"""Millimetres: tables of figures are wide."""
_STYLE = """
body { font-family: serif; font-size: 9pt; color: #000000; }
h1 { font-size: 15pt; } h2 { font-size: 11.5pt; }
table { font-family: sans-serif; font-size: 7pt; } th { text-align: left; }
td, th { padding: 2px 5px 2px 0; } .number { text-align: right; }
.subtitle, .where, caption { color: #444444; } .quotation { margin-left: 12px; }
"""


def write_pdf(html: str, path: Path) -> None:
    """Lay the HTML out and write it. Needs an application, but no screen. UserError where the file
    can't be written."""
    title = html.partition("<title>")[2].partition("</title>")[0]
    try:
        printing.write_pdf(
            _without_style(html), path, unescape(title), style=_STYLE, margin=_MARGIN
        )
    except OSError as error:
        raise UserError(tr("{path} can't be written.", path=path)) from error


def _without_style(html: str) -> str:
    """The style is for browsers; Qt knows a part of it and would show the rest wrongly."""
    before, _, rest = html.partition("<style>")
    return before + rest.partition("</style>")[2]
