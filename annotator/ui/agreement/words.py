"""What the panel says of a figure: two sentences, counts, formula, source."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.agreement import Figure, Interval
from annotator.operations.reliability.catalogue import MEASURES, worded
from annotator.operations.reliability.interval_words import interval_words

SHOWN = ("alpha_character", "f1_exact", "f1_overlap", "f1_character", "percent_character")
"""The figures of the table, by the names of its rows."""


def tr(text: str) -> str:
    """A text of the panel in the language of the window."""
    return QCoreApplication.translate("agreement", text)


def heading(name: str, unit: str) -> str:
    """The title of a column; `unit` in the plural."""
    titles = {
        "alpha_character": tr("Alpha"),
        "f1_exact": tr("F1 exact"),
        "f1_overlap": tr("F1 overlap"),
        "f1_character": tr("F1 {0}").format(unit),
        "percent_character": tr("Percent"),
    }
    return titles[name]


def explanation(name: str, figure: Figure, interval: Interval | None, unit: str) -> str:
    """What a figure is, what it was computed from, how, and where to read of it."""
    measure = MEASURES[name]
    what = worded(tr(measure.what), unit.removesuffix("s"))
    if figure.reason:
        return f"{tr('Not defined. {0}').format(figure.reason)}\n{what}"
    counts = ", ".join(f"{what} {number:,.0f}" for what, number in figure.counts.items())
    lines = [what, tr("Counted: {0}.").format(counts)]
    if interval is not None:
        lines.append(tr(interval_words(interval, name)))
    lines.append(tr("{0}   ·   {1}").format(measure.formula, measure.source))
    return "\n".join(lines)
