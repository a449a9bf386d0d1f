"""A report as one HTML file that needs nothing else, and prints well in black and white."""

from __future__ import annotations

from html import escape

from annotator.corpus.drawing import Drawing
from annotator.corpus.messages import language
from annotator.exchange.drawings.svg import svg
from annotator.exchange.report_document import (
    Block,
    Cell,
    Measured,
    Quotation,
    Report,
    Section,
    Table,
    cell_text,
)

_STYLE = """
body { font: 16px/1.5 Georgia, 'Noto Serif', serif; color: #1c1c1c; background: #fff;
  max-width: 60em; margin: 2em auto; padding: 0 1.5em; }
h1 { font-size: 1.8em; margin-bottom: .1em; } h2 { font-size: 1.25em; margin: 2em 0 .5em; }
p.subtitle, caption, .where { color: #555; }
table { border-collapse: collapse; margin: 1em 0; font: 14px/1.4 system-ui, sans-serif; }
caption { text-align: left; padding-bottom: .4em; }
th { text-align: left; border-bottom: 1.5px solid #1c1c1c; padding: .25em .8em .25em 0;
  vertical-align: bottom; }
td { border-bottom: 1px solid #d5d5d5; padding: .3em .8em .3em 0; vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td svg { vertical-align: middle; margin-left: .5em; }
.quotation { border-left: 2px solid #999; padding-left: 1em; margin: 1em 0; }
.quotation p { margin: .2em 0; }
@media print { body { max-width: none; margin: 0; font-size: 10.5pt; } table { font-size: 9pt; }
  h2 { break-after: avoid; } tr, .quotation { break-inside: avoid; } thead
  { display: table-header-group; } }
"""


def html_of(report: Report, *, bars: bool = True) -> str:
    """The document. `bars`: draw intervals beside the numbers, for programs that can show SVG."""
    sections = "".join(_section(section, bars) for section in report.sections)
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}"><head><meta charset="utf-8">'
        f"<title>{escape(report.title)}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head>\n<body><h1>{escape(report.title)}</h1>\n"
        f'<p class="subtitle">{escape(report.subtitle)}</p>\n{sections}</body></html>\n'
    )


def _section(section: Section, bars: bool) -> str:
    blocks = "".join(_block(block, bars) for block in section.blocks)
    return f"<h2>{escape(section.title)}</h2>\n{blocks}"


def _block(block: Block, bars: bool) -> str:
    match block:
        case Table():
            return _table(block, bars)
        case Quotation():
            sides = "".join(
                f"<p><b>{escape(who)}</b> {escape(words)}</p>" for who, words in block.sides
            )
            where = escape(block.where)
            return f'<div class="quotation"><p class="where">{where}</p>{sides}</div>\n'
        case Drawing():
            return f"<p>{_picture(block)}</p>\n" if bars else ""
        case _:
            return f"<p>{escape(block)}</p>\n"


def _picture(drawing: Drawing) -> str:
    """The drawing within the page, without the head of a file."""
    return svg(drawing).partition("?>")[2].strip()


def _table(table: Table, bars: bool) -> str:
    first = table.rows[0] if table.rows else ()
    numeric = [not isinstance(cell, str) for cell in first] or [False] * len(table.header)
    head = "".join(
        f"<th{_class(right)}>{escape(name)}</th>"
        for name, right in zip(table.header, numeric, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(f"<td{_class(not isinstance(c, str))}>{_cell(c, bars)}</td>" for c in row)
        + "</tr>\n"
        for row in table.rows
    )
    caption = escape(table.caption)
    return (
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>\n"
        f"<tbody>{rows}</tbody></table>\n"
    )


def _class(right: bool) -> str:
    return ' class="number"' if right else ""


def _cell(cell: Cell, bars: bool) -> str:
    words = escape(cell_text(cell))
    if bars and isinstance(cell, Measured) and cell.value is not None:
        return words + _bar(cell)
    return words


def _bar(cell: Measured) -> str:
    """A scale from 0 to 1 with the interval on it, in black and grey."""

    def at(number: float | None) -> float:
        return 2 + 60 * min(1.0, max(0.0, number or 0.0))

    line = '<line x1="2" y1="7" x2="62" y2="7" stroke="#bbb"/>'
    if cell.low is not None and cell.high is not None:
        line += (
            f'<line x1="{at(cell.low):.1f}" y1="7" x2="{at(cell.high):.1f}" y2="7"'
            ' stroke="#555" stroke-width="4"/>'
        )
    dot = f'<circle cx="{at(cell.value):.1f}" cy="7" r="3.2" fill="#000" stroke="#fff"/>'
    return f'<svg width="64" height="14" aria-hidden="true">{line}{dot}</svg>'
