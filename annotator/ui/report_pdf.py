"""HTML as a PDF for print, on A4 with margins and in black on white, whatever the theme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from annotator.errors import UserError

_DOTS = 1200
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
    writer = QPdfWriter(str(path))
    writer.setResolution(_DOTS)
    margins = QMarginsF(18, 18, 18, 18)
    unit = QPageLayout.Unit.Millimeter
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, margins, unit))
    document = QTextDocument()
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(_without_style(html))
    document.print_(writer)
    if not path.is_file() or path.stat().st_size == 0:
        raise UserError(f"{path} can't be written.")


def _without_style(html: str) -> str:
    """The style is for browsers; Qt knows a part of it and would show the rest wrongly."""
    before, _, rest = html.partition("<style>")
    return before + rest.partition("</style>")[2]
