"""Agreement in three questions, and what is confused with what on aligned codings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from PySide6.QtWidgets import QFrame, QTextBrowser

from annotator.corpus.messages import tr
from annotator.corpus.number_words import figure_words, typeset
from annotator.operations.reliability import ComparisonData, level_words
from annotator.operations.reliability.aligned_confusion import AlignedConfusion, aligned_confusions
from annotator.operations.reliability.interval_words import ends_words
from annotator.operations.reliability.levels import Level, LevelFigure, levels
from annotator.operations.reliability.relation_agreement import RelationFigure, relations
from annotator.operations.team import coders
from annotator.operations.viewing import Viewer
from annotator.ui.tasks.latest import LatestTask
from annotator.ui.theme import Theme

_MOST_LINES = 20


@dataclass(frozen=True)
class Found:
    """What the page shows."""

    data: ComparisonData
    levels: list[LevelFigure]
    relations: list[RelationFigure]
    confusions: list[AlignedConfusion]


class LevelsPage(QTextBrowser):
    """Computed beside the window once it is looked at, for aligning takes a while."""

    def __init__(self, theme: Theme, run: Callable[[Callable[[], object]], object]) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "words")
        self.setAccessibleName(tr("Where, which code, which value"))
        self._theme = theme
        self._latest = LatestTask(run, self._take)
        self.destroyed.connect(self._latest.forget)
        self._asked: tuple[Viewer, ComparisonData] | None = None
        self._found: Found | None = None

    def take(self, viewer: Viewer, data: ComparisonData) -> None:
        """Another comparison; it is computed when the page is shown."""
        self._asked, self._found = (viewer, data), None
        if self.isVisible():
            self.compute()

    @property
    def is_ready(self) -> bool:
        """Whether what was asked for is shown."""
        return self._found is not None

    def compute(self) -> None:
        """Compute what was taken, unless it is there."""
        if self._asked is None or self._found is not None:
            return
        viewer, data = self._asked
        self.setPlainText(tr("Computing…"))

        def task() -> Found:
            found = relations(viewer, data)
            return Found(data, levels(viewer, data), found, aligned_confusions(data))

        self._latest.ask(task)

    def _take(self, found: Found) -> None:
        if self._asked is not None and found.data is self._asked[1]:
            self._found = found
            self.restyle(self._theme)

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        if self._found is not None:
            muted = theme.color("muted").name()
            self.setHtml(
                "".join(
                    (
                        *_questions(self._found, muted),
                        *_relations(self._found.relations, muted),
                        *_confusion(self._found, muted),
                    )
                )
            )


def _questions(found: Found, muted: str) -> list[str]:
    parts = []
    for level in Level:
        rows = [one for one in found.levels if one.level is level]
        parts.append(f"<h3>{escape(level_words.title(level))}</h3>")
        if not rows:
            none = tr("No attribute of a coding is compared.")
            parts.append(f"<p style='color: {muted}'>{escape(none)}</p>")
            continue
        parts.append("<table cellpadding='4'>")
        parts += [_row(one, muted) for one in rows]
        parts.append("</table>")
    return parts


def _row(one: LevelFigure, muted: str) -> str:
    value = one.figure.value
    said = typeset(figure_words(value, in_percent=False)) if value is not None else "–"
    ends = ""
    if one.interval is not None and one.interval.ends is not None:
        ends = typeset(" – ".join(ends_words(one.interval, "")))
    about = one.about or tr("all codes")
    note = ". ".join(filter(None, (one.note, (one.figure.reason or "").removesuffix("."))))
    cells = (about, one.measure)
    return (
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}"
        f"<td align='right'><b>{escape(said)}</b></td><td>{escape(ends)}</td>"
        f"<td style='color: {muted}'>{escape(note)}</td></tr>"
    )


def _relations(found: list[RelationFigure], muted: str) -> list[str]:
    """F1 of relations whose ends two coders have in common; nothing where there are none."""
    if not found:
        return []
    parts = [f"<h3>{escape(tr('Relations: where both ends are in common'))}</h3>"]
    parts.append("<table cellpadding='4'>")
    for one in found:
        ends = ""
        if one.interval is not None and one.interval.ends is not None:
            ends = typeset(" – ".join(ends_words(one.interval, "")))
        value = one.directed.value
        said = "–" if value is None else typeset(figure_words(value, in_percent=False))
        note = tr(
            "{matched:,} of {given:,} with both ends; {reversed:,} the other way, {other:,} of"
            " another type",
            matched=one.matched_ends,
            given=one.given,
            reversed=one.reversed,
            other=one.other_type,
        )
        name = one.type.name if one.type else tr("all types")
        parts.append(
            f"<tr><td>{escape(name)}</td><td>F1</td><td align='right'><b>{escape(said)}</b></td>"
            f"<td>{escape(ends)}</td><td style='color: {muted}'>{escape(note)}</td></tr>"
        )
    parts.append("</table>")
    return parts


def _confusion(found: Found, muted: str) -> list[str]:
    data = found.data
    names = coders.labels(data.coders)
    parts = [f"<h3>{escape(tr('Confusion on aligned codings'))}</h3>"]
    for one in found.confusions:
        pair = names[one.coders[0].guid], names[one.coders[1].guid]
        parts.append(f"<p>{escape(level_words.confusion_words(one, data.labels, pair))}</p>")
        lines = list(level_words.confusion_lines(one, data.labels, pair))
        parts.append("<table cellpadding='4'>")
        parts += [
            f"<tr><td align='right'><b>{number:,}</b></td><td>{escape(words)}</td></tr>"
            for words, number in lines[:_MOST_LINES]
        ]
        parts.append("</table>")
        if len(lines) > _MOST_LINES:
            more = tr("and {n:,} more", n=len(lines) - _MOST_LINES)
            parts.append(f"<p style='color: {muted}'>{escape(more)}</p>")
    return parts
