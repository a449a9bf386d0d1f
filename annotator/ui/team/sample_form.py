"""A sample for reliability: how much is drawn, from which parts of the collection, for whom."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QSplitter,
    QWidget,
)

from annotator.corpus.job import Job
from annotator.errors import UserError
from annotator.operations.reliability.needed_units import Wanted
from annotator.operations.team.sampling import DRAW, Drawn, Plan, draw_words
from annotator.ui.records.parts import pair
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.tasks.latest import LatestTask, Run
from annotator.ui.theme import Theme
from annotator.ui.transfer.checklist import Checklist, ChecklistItem
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.form import Form, sentence
from annotator.ui.widgets.plain_text import tip

_SEEDS, _MOST, _AFTER_MS = 1_000_000, 100_000_000, 250
Draw = Callable[[Plan], Job[Drawn | str]]
"""Draws a sample, a job; a sentence where it can't be drawn."""
Need = Callable[[Wanted], Sequence[str]]
"""How many units are needed, in sentences."""


class SampleForm(Form):
    """`drawn` is the sample; what is chosen is drawn and shown at once. `draw` and `need` run in
    the background."""

    def __init__(
        self,
        parent: QWidget,
        attributes: Sequence[str],
        coders: Sequence[tuple[str, str]],
        documents: int,
        tasks: tuple[Draw, Need, Run],
        theme: Theme,
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Draw a sample"))
        self._draw, self._need, run = tasks
        self.drawn: Drawn | None = None
        self.name, self.number, self.unit = QLineEdit(), QSpinBox(), QComboBox()
        self.seed, self.alpha, self.risk = QSpinBox(), QDoubleSpinBox(), QDoubleSpinBox()
        self.strata = Checklist(
            self.tr("Strata by"), [ChecklistItem(name, name) for name in attributes], theme
        )
        self.strata.tick(())
        self.coders = Checklist(
            self.tr("Coders"), [ChecklistItem(guid, name) for guid, name in coders], theme
        )
        self.need, self.words = sentence(""), sentence("", "")
        self.list = QPlainTextEdit()
        self._drawing: LatestTask[Drawn | str] = LatestTask(run, self._show)
        self._needing: LatestTask[Sequence[str]] = LatestTask(run, self._show_need)
        self._soon = Debouncer(_AFTER_MS, self._draw_again, self)
        self._need_soon = Debouncer(_AFTER_MS, self._need_again, self)
        self.finished.connect(lambda _how: self._drawing.forget())
        self.finished.connect(lambda _how: self._needing.forget())
        self._fill(min(20, documents))
        self._lay_out(has_strata=bool(attributes))
        self._connect()
        self.finish(760, 560)
        self._draw_again()
        self._need_again()
        self.name.setFocus()

    def _fill(self, size: int) -> None:
        self.number.setRange(1, _MOST)
        self.number.setValue(max(1, size))
        self.number.setGroupSeparatorShown(True)
        self.unit.addItems([self.tr("documents"), self.tr("words, in whole documents")])
        self.seed.setRange(0, _SEEDS)
        self.seed.setValue(secrets.randbelow(_SEEDS))
        for field, value, most in ((self.alpha, 0.8, 0.99), (self.risk, 0.05, 0.49)):
            field.setRange(0.01, most)
            field.setSingleStep(0.01)
            field.setValue(value)
        self.name.setPlaceholderText(self.tr("such as Reliability 1"))
        self.name.setMinimumWidth(self.theme.px(200))
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        self.list.setAccessibleName(self.tr("The drawn documents"))
        self.unit.setAccessibleName(self.tr("What is counted"))
        self.unit.setToolTip(tip(self.unit.accessibleName()))
        self.ok.setText(self.tr("&Make the round"))

    def _lay_out(self, *, has_strata: bool) -> None:
        theme = self.theme
        needed = FlowLayout(theme.space("m"))
        needed.addWidget(pair(self.tr("Wanted alpha"), self.alpha, theme))
        needed.addWidget(pair(self.tr("Risk"), self.risk, theme))
        top = FlowLayout(theme.space("m"))
        top.addWidget(pair(self.tr("Round"), self.name, theme))
        top.addWidget(pair(self.tr("Draw"), self.number, theme))
        top.addWidget(self.unit)
        top.addWidget(pair(self.tr("Seed"), self.seed, theme))
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        self.strata.setVisible(has_strata)
        for part in (self.strata, self.coders, self.list):
            parts.addWidget(part)
        parts.setMinimumHeight(theme.px(220))
        self.column.addLayout(needed)
        self.column.addWidget(self.need)
        self.column.addLayout(top)
        self.column.addWidget(parts, 1)
        self.column.addWidget(self.words)

    def _connect(self) -> None:
        for box in (self.number, self.seed):
            box.valueChanged.connect(lambda _value: self._soon.start())
        self.unit.activated.connect(lambda _row: self._soon.start())
        self.strata.changed.connect(self._soon.start)
        for figure in (self.alpha, self.risk):
            figure.valueChanged.connect(lambda _value: self._need_soon.start())

    @property
    def plan(self) -> Plan:
        """What is to be drawn."""
        chosen = self.strata.chosen()
        items = self.strata.list
        names = [items.item(row).text() for row in range(items.count())]
        strata = tuple(names if chosen is None else chosen)
        return Plan(self.number.value(), self.seed.value(), self.unit.currentIndex() == 1, strata)

    def chosen_coders(self, known: Sequence[str]) -> list[str]:
        """The coders (GUIDs) that are ticked, of those known."""
        chosen = self.coders.chosen()
        return list(known) if chosen is None else chosen

    def fault(self) -> str | None:
        if not self.name.text().strip():
            return self.tr("Name the round.")
        if self.drawn is None or self.drawn.plan != self.plan:
            return self.problem.text() or self.tr("Wait until the sample is drawn.")
        return None

    # --- what is drawn

    def _draw_again(self) -> None:
        self._drawing.ask_job(self._draw(self.plan))

    def _show(self, found: Drawn | str) -> None:
        if isinstance(found, str):
            self.drawn = None
            self.words.setText("")
            self.list.clear()
            self.refuse(found)
            return
        self.drawn = found
        self.problem.hide()
        self.words.setText(draw_words({DRAW: found.design}))
        self.list.setPlainText("\n".join(one.name for one in found.documents))

    def _need_again(self) -> None:
        wanted = Wanted(self.alpha.value(), self.risk.value())
        self._needing.ask(lambda: self._need(wanted))

    def _show_need(self, sentences: Sequence[str]) -> None:
        self.need.setText(" ".join(sentences))


def drawn_or_why(job: Job[Drawn]) -> Job[Drawn | str]:
    """A job of a sample whose refusal is its result: the form says it while one chooses."""
    try:
        return (yield from job)
    except UserError as error:
        return str(error)
