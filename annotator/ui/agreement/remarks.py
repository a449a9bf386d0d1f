"""What stands behind doubtful figures, in words, and what to do about each."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QFrame, QTextBrowser

from annotator.agreement import BENCHMARK, diagnose
from annotator.corpus.messages import tr
from annotator.operations.reliability import Comparison, unfinished_work
from annotator.ui.theme import Theme


class Remarks(QTextBrowser):
    """A page of sentences that can be read, selected and copied."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "words")
        self.setAccessibleName(tr("Remarks"))
        self._shown: Comparison | None = None
        self._theme = theme

    def show_remarks(self, shown: Comparison) -> None:
        """Say what can be said about a comparison."""
        self._shown = shown
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
        self.setHtml("".join(parts))

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        if self._shown is not None:
            self.show_remarks(self._shown)
