"""What stands behind doubtful figures, in words, and what to do about each."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtWidgets import QFrame, QTextBrowser

from annotator.agreement import BENCHMARK, diagnose
from annotator.corpus.messages import tr
from annotator.corpus.number_words import decimals, percent
from annotator.operations.reliability import Comparison, thresholds, unfinished_work
from annotator.operations.reliability.thresholds import Standing, ThresholdRow
from annotator.operations.viewing import Viewer
from annotator.ui.tasks.latest import LatestTask
from annotator.ui.theme import Theme


class Remarks(QTextBrowser):
    """A page of sentences that can be read, selected and copied."""

    def __init__(self, theme: Theme, run: Callable[[Callable[[], object]], object]) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "words")
        self.setAccessibleName(tr("Remarks"))
        self._shown: Comparison | None = None
        self._viewer: Viewer | None = None
        self._rows: list[ThresholdRow] | None = None
        self._latest = LatestTask(run, self._take)
        self.destroyed.connect(self._latest.forget)
        self._theme = theme

    def show_remarks(self, shown: Comparison, viewer: Viewer | None = None) -> None:
        """Say what can be said about a comparison; thresholds follow once it is looked at."""
        self._shown, self._viewer, self._rows = shown, viewer, None
        self._say()
        if self.isVisible():
            self.compute()

    def compute(self) -> None:
        """Compute the figures on the other unit, for which the texts are read."""
        viewer, shown = self._viewer, self._shown
        if viewer is None or shown is None or self._rows is not None or not shown.compared:
            return
        self._latest.ask(lambda: (shown, thresholds.thresholds(viewer, shown)))

    def _take(self, found: tuple[Comparison, list[ThresholdRow]]) -> None:
        if found[0] is self._shown:
            self._rows = found[1]
            self._say()

    def _say(self) -> None:
        shown = self._shown
        if shown is None:
            return
        muted = self._theme.color("muted").name()
        found = diagnose(shown.table, unfinished_work.unfinished_coders(shown.data))
        parts = [
            f"<p><b>{escape(one.finding)}</b><br>"
            f"<span style='color: {muted}'>{escape(one.advice)}</span></p>"
            for one in found
        ]
        if not found:
            parts.append(f"<p>{escape(tr('Nothing unusual was found behind these figures.'))}</p>")
        parts.append(f"<p style='color: {muted}'>{escape(tr(BENCHMARK))}</p>")
        self.setHtml("".join((*parts, *_thresholds(self._rows or [], muted))))

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        if self._shown is not None:
            self._say()


def _thresholds(rows: list[ThresholdRow], muted: str) -> list[str]:
    """A table of both units, and where they stand apart."""
    if not rows:
        return []
    head = (
        tr("Code", context="noun"),
        *(tr("α on characters"), tr("P(α < .667)")),
        *(tr("α on sentences"), tr("P(α < .667)")),
    )
    parts = ["<table cellpadding='4'><tr>"]
    parts += [f"<td style='color: {muted}'>{escape(one)}</td>" for one in head]
    parts.append("</tr>")
    for row in rows:
        cells = [row.code, *_standing(row.characters), *_standing(row.sentences)]
        parts.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    parts.append("</table>")
    return [*parts, *(f"<p>{escape(one)}</p>" for one in thresholds.words(rows))]


def _standing(one: Standing) -> tuple[str, str]:
    value, below = one.figure.value, one.below_tentative
    return (
        "–" if value is None else decimals(value),
        "–" if below is None else percent(below),
    )
