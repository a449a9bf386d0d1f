"""The plan of the study: what is entered on the left; frozen plans and deviations on the right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.corpus.messages import fill, tr
from annotator.errors import UserError
from annotator.operations.study import deviations, plan
from annotator.operations.study.deviations import Deviation
from annotator.operations.study.plan import Registration
from annotator.operations.viewing import Viewer
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.study.entry_form import EntryForm
from annotator.ui.study.tab import StudyTab
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel, tip
from annotator.ui.widgets.screen_fit import ScrollContainer
from annotator.ui.widgets.two_lines import add_row, two_line_list


@dataclass(frozen=True)
class PlanFacts:
    """What the tab shows: the plan, the frozen ones, deviations from the last of them."""

    said: Mapping[str, str]
    frozen: list[Registration]
    found: list[Deviation]


class PlanTab(StudyTab[PlanFacts]):
    """Entries are kept when their field is left; Freeze keeps the plan as it is, with its date."""

    rests_on_others = False

    def __init__(self, bridge: ProjectBridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self.form = EntryForm(plan.FIELDS, theme)
        self.form.entered.connect(self._keep)
        self.problem = PlainLabel()
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.state, self.heading = PlainLabel(), PlainLabel(tr("Deviations from the frozen plan"))
        self.state.setWordWrap(True)
        self.heading.setProperty("role", "heading")
        self.freeze = QPushButton(tr("&Freeze the plan"))
        self.freeze.setToolTip(
            tr("Keeps the plan as it is now, with its date; what is otherwise later is listed.")
        )
        self.freeze.clicked.connect(self._freeze)
        self.deviations = two_line_list(theme, self.heading.text())
        self.deviations.setWordWrap(True)
        left = QWidget()
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(0, 0, theme.space("m"), 0)
        left_column.addWidget(self.form)
        self._right = QVBoxLayout()
        for part in (self.problem, self.state):
            self._right.addWidget(part)
        self._right.addWidget(self.freeze, alignment=Qt.AlignmentFlag.AlignLeft)
        self._right.addWidget(self.heading)
        self._right.addWidget(self.deviations, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(ScrollContainer(left), 3)
        self._row.addLayout(self._right, 2)
        self.restyle(theme)

    @property
    def title(self) -> str:
        return tr("Plan")

    def read(self, viewer: Viewer) -> PlanFacts:
        frozen = plan.registrations(viewer)
        found = deviations.deviations(viewer, frozen[-1]) if frozen else []
        return PlanFacts(plan.read(viewer), frozen, found)

    def take(self, found: PlanFacts) -> None:
        self.form.show_values(found.said)
        self.state.setText(_state(found))
        self.heading.setVisible(bool(found.frozen))
        self.deviations.setVisible(bool(found.frozen))
        self.deviations.clear()
        for one in found.found:
            kind = tr("may still be reached") if one.pending else tr("otherwise than planned")
            item = add_row(self.deviations, one.what, kind)
            item.setToolTip(tip(one.what))
        if not found.found:
            add_row(self.deviations, tr("Nothing is otherwise than planned."), "")

    def leave(self) -> None:
        self.form.commit()

    def _keep(self, values: dict[str, str]) -> None:
        self.problem.hide()
        try:
            self.bridge.attempt(plan.write, values)
        except UserError as error:
            self.problem.setText(str(error))
            self.problem.show()

    def _freeze(self) -> None:
        self.form.commit()
        if not self.problem.isVisible():
            self.bridge.do(plan.freeze)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.form.restyle(theme)
        self._row.setSpacing(theme.space("xl"))
        self._right.setSpacing(theme.space("m"))


def _state(found: PlanFacts) -> str:
    if not found.frozen:
        return tr(
            "The plan is not frozen. Frozen, it is a preregistration: the program lists what"
            " becomes otherwise."
        )
    last = found.frozen[-1]
    moment = QDateTime.fromSecsSinceEpoch(int(last.frozen.timestamp()))
    when = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
    return fill(
        tr("“{0}” was frozen on {1}, with {2:,} codings there."),
        last.name,
        when,
        last.number("codings"),
    )
