"""What the panel says of a figure: two sentences, counts, formula, source."""

from __future__ import annotations

from annotator.agreement import FIGURES, Figure, Interval
from annotator.corpus import messages
from annotator.corpus.messages import tr
from annotator.operations.reliability.catalogue import Measure, worded
from annotator.operations.reliability.interval_words import interval_words


def title_of(measure: Measure) -> str:
    """What a measure is called."""
    return measure.title


def heading(name: str, unit: str) -> str:
    """The title of a column of the table; `unit` in the plural."""
    titles = {
        "alpha_character": tr("Alpha"),
        "f1_exact": tr("F1 exact"),
        "f1_overlap": tr("F1 overlap"),
        "f1_character": tr("F1 {0}").format(tr(unit)),
        "percent_character": tr("Percent"),
    }
    return titles[name]


def column_title(measure: Measure, unit: str) -> str:
    """The title of a measure's column; `unit` in the plural."""
    return heading(measure.name, unit) if measure.name in FIGURES else title_of(measure)


def explanation(
    measure: Measure, figure: Figure, interval: Interval | None, unit: str, settings: str = ""
) -> str:
    """What a figure is, what it was computed from, how, and where to read of it."""
    what = worded(measure.what, unit.removesuffix("s"))
    if figure.reason:
        return f"{tr('Not defined. {0}').format(figure.reason)}\n{what}"
    counts = ", ".join(
        messages.fill("{0} {1:,.0f}", tr(what), number) for what, number in figure.counts.items()
    )
    lines = [what]
    if counts:
        lines.append(tr("Counted: {0}.").format(counts))
    if settings:
        lines.append(tr("Settings: {0}.").format(settings))
    if interval is not None:
        lines.append(interval_words(interval, measure.name))
    lines.append(tr("{0}   ·   {1}").format(measure.formula, measure.source))
    return "\n".join(lines)
