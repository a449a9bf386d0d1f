"""What is compared: coders, documents, codes, and the unit that is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QToolButton, QVBoxLayout, QWidget

from annotator.corpus.attribute_types import order_of
from annotator.corpus.messages import tr
from annotator.corpus.team import Assignment, Purpose, Round
from annotator.corpus.turns import TurnChoice
from annotator.operations.reliability import AgreementSettings, Selection
from annotator.operations.speakers.persons import INTERVIEWER, anybody_speaks, attributes
from annotator.operations.team import rounds
from annotator.operations.team_agreement import of_round
from annotator.ui.agreement.choice_button import ChoiceButton
from annotator.ui.agreement.measure_button import MeasureButton
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import tip
from annotator.ui.widgets.wide_combo import WideCombo

_UNITS = (
    ("character", "any"),
    ("word", "any"),
    ("sentence", "any"),
    ("sentence", "majority"),
    ("turn", "any"),
    ("turn", "majority"),
)
_OF_TURNS = 2
"""Of the units, the last ones, which are offered where somebody is known to speak."""


class Choices(QWidget):
    """A quiet row of buttons. Everything is chosen until something is left out."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.coders = ChoiceButton(self.tr("Coders"), least=2)
        self.documents = ChoiceButton(self.tr("Documents"))
        self.codes = ChoiceButton(self.tr("Codes"))
        self.unit = QComboBox()
        self.unit.setAccessibleName(self.tr("Unit"))
        self.unit.setToolTip(tip(self.unit.accessibleName()))
        self.unit.addItems(
            [
                self.tr("on characters"),
                self.tr("on words"),
                self.tr("on sentences, any overlap"),
                self.tr("on sentences, most of it"),
            ]
        )
        self.speakers = WideCombo()
        self.speakers.setAccessibleName(self.tr("Speakers"))
        self.speakers.setToolTip(tip(self.tr("Only what these speakers say is compared.")))
        self.round = WideCombo()
        self.round.setAccessibleName(self.tr("Round"))
        self.round.setToolTip(tip(self.round.accessibleName()))
        self.said = WideCombo()
        self.said.setAccessibleName(self.tr("Attribute of the documents"))
        self.said.setToolTip(tip(self.said.accessibleName()))
        self.said.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.said.setMinimumContentsLength(12)
        self._with: dict[tuple[str, str], list[str]] = {}
        """Documents (GUIDs) by an attribute's name and value."""
        self._given: dict[str, list[tuple[str, str]]] = {}
        self.unfinished = QToolButton()
        self.unfinished.setProperty("role", "chip")
        self.unfinished.setText(self.tr("Unfinished work too"))
        self.unfinished.setToolTip(
            self.tr(
                "A coder is compared in each document in which they coded, whether they marked it"
                " as done or not. What is not coded yet counts as a judgement that there is"
                " nothing."
            )
        )
        self.unfinished.setCheckable(True)
        self.assigned = QToolButton()
        self.assigned.setProperty("role", "chip")
        self.assigned.setText(self.tr("Assigned count as coded"))
        self.assigned.setToolTip(
            self.tr(
                "Documents assigned to a coder in a round count as coded by them, even without a"
                " coding: the coder is taken to have found nothing there."
            )
        )
        self.assigned.setCheckable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._row = FlowLayout(0)
        column.addLayout(self._row)
        self._row.addWidget(self.round)
        for button in (self.coders, self.documents, self.codes):
            button.chosen.connect(self.changed)
            self._row.addWidget(button)
        for box in (self.said, self.speakers):
            self._row.addWidget(box)
            box.activated.connect(lambda _index: self.changed.emit())
        self.unit.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.round.activated.connect(lambda _index: self.changed.emit())
        for chip, other in (
            (self.unfinished, self.assigned),
            (self.assigned, self.unfinished),
        ):
            chip.clicked.connect(lambda on, other=other: self._choose_one(other, on=on))
        self._row.addWidget(self.unit)
        self.measures = MeasureButton()
        self.measures.chosen.connect(self.changed)
        for widget in (self.unfinished, self.assigned, self.measures):
            self._row.addWidget(widget)
        self.restyle(theme)

    def _choose_one(self, other: QToolButton, *, on: bool) -> None:
        """What is unfinished, or also what is only assigned: not both at once."""
        if on:
            other.setChecked(False)
        self.changed.emit()

    def count_assigned(self) -> None:
        """Count documents assigned to a coder as coded."""
        self.assigned.setChecked(True)
        self._choose_one(self.unfinished, on=True)

    def count_unfinished(self) -> None:
        """Count what was coded and is not marked as done."""
        self.unfinished.setChecked(True)
        self._choose_one(self.assigned, on=True)

    def offer(self, bridge: ProjectBridge) -> None:
        """Offer what the project has now."""
        labels = bridge.coder_labels()
        self.coders.offer([(guid, labels[guid]) for guid in bridge.people])
        self.documents.offer([(one.guid, one.name) for one in bridge.documents])
        self._offer_attributes(bridge)
        self._offer_rounds(bridge)
        self._offer_speakers(bridge)
        book = bridge.codebook
        codes = [code for _depth, code in book.walk() if code.codable]
        self.codes.offer([(code.guid, " > ".join(book.path(code.guid))) for code in codes])

    def _offer_attributes(self, bridge: ProjectBridge) -> None:
        """Each value that is said of some documents, where there is any."""
        self._with = {}
        for one in bridge.documents:
            for pair in bridge.said_of.get(one.guid, {}).items():
                self._with.setdefault(pair, []).append(one.guid)
        for one_set in bridge.sets:
            self._with[self.tr("Set"), one_set.name] = list(one_set.documents)
        chosen = self.said.currentData()
        self.said.clear()
        self.said.addItem(self.tr("All attributes"), None)
        values: dict[str, list[str]] = {}
        for name, value in self._with:
            values.setdefault(name, []).append(value)
        for name in sorted(values, key=str.casefold):
            for value in order_of(values[name], bridge.attribute_types.get(name)):
                self.said.addItem(f"{name} = {value}", (name, value))
        self.said.setCurrentIndex(self.said.row_of(chosen))
        self.said.setVisible(bool(self._with))

    def _offer_speakers(self, bridge: ProjectBridge) -> None:
        """Turns as units, and some speakers alone, where somebody speaks: those who were noted as
        persons, and all but the interviewers."""
        spoken = bridge.viewer is not None and anybody_speaks(bridge.viewer)
        noted = list(attributes(bridge.viewer)) if spoken and bridge.viewer is not None else []
        choices: list[tuple[str, TurnChoice | None]] = [(self.tr("Whole documents"), None)]
        choices.append(
            (self.tr("Without the interviewers"), TurnChoice(without_roles=(INTERVIEWER,)))
        )
        choices += [(self.tr("Only {0}").format(name), TurnChoice((name,))) for name in noted]
        chosen = self.speakers.currentData()
        self.speakers.clear()
        for words, choice in choices:
            self.speakers.addItem(words, choice)
        self.speakers.setCurrentIndex(self.speakers.row_of(chosen))
        self.speakers.setVisible(spoken)
        units = (self.tr("on turns, any overlap"), self.tr("on turns, most of it"))
        offered = self.unit.count() == len(_UNITS)
        if spoken and not offered:
            self.unit.addItems(units)
        elif offered and not spoken:
            for _unit in range(_OF_TURNS):
                self.unit.removeItem(self.unit.count() - 1)

    def _documents(self) -> list[str] | None:
        """The documents (GUIDs) that are chosen one by one and by an attribute; None for all."""
        chosen, pair = self.documents.selection(), self.said.currentData()
        if pair is None:
            return chosen
        fitting = self._with.get(pair, [])
        return [guid for guid in fitting if chosen is None or guid in chosen]

    def _offer_rounds(self, bridge: ProjectBridge) -> None:
        known = rounds.listed(bridge.viewer) if bridge.viewer is not None else []
        self._given = {one.guid: [(a.document, a.coder) for a in given] for one, given in known}
        choices = _wider(known, self.tr("All rounds"))
        choices += [(one.guid, one.name) for one, _given in known]
        there = [
            (self.round.itemData(n), self.round.itemText(n)) for n in range(self.round.count())
        ]
        if there != choices:
            chosen = self.round.currentData()
            self.round.clear()
            for guid, name in choices:
                self.round.addItem(name, guid)
            self.round.setCurrentIndex(max(0, self.round.findData(chosen)))
        self.round.setVisible(bool(known))
        self.assigned.setVisible(any(given for given in self._given.values()))

    @property
    def has_rounds(self) -> bool:
        """Whether the study is divided into rounds."""
        return bool(self._given)

    def selection(self) -> Selection:
        chosen = self.selection_of_all_rounds()
        data = self.round.currentData() or ""
        if data in set(Purpose):
            return replace(chosen, purpose=Purpose(data))
        given = self._given.get(data)
        return chosen if given is None else of_round(chosen, given, data)

    def selection_of_all_rounds(self) -> Selection:
        """What is chosen but for the round."""
        return Selection(
            self.coders.selection(),
            self._documents(),
            self.codes.selection(),
            touched=self.unfinished.isChecked(),
            assigned=self.assigned.isChecked() and not self.assigned.isHidden(),
            turns=self.speakers.currentData(),
        )

    def settings(self) -> AgreementSettings:
        unit, rule = _UNITS[self.unit.currentIndex()]
        return AgreementSettings(unit=unit, rule=rule, pairs=True, confusion=True)

    def restyle(self, theme: Theme) -> None:
        self._row.set_gap(theme.space("m"))


def _wider(
    known: Sequence[tuple[Round, Sequence[Assignment]]], everything: str
) -> list[tuple[str, str]]:
    """All rounds; where they are for different purposes, which are not pooled, those of each."""
    present = {one.purpose for one, given in known if given}
    if len(present) < 2:
        return [("", everything)]
    names = {
        Purpose.RELIABILITY: tr("Rounds for reliability"),
        Purpose.PRODUCTION: tr("Rounds for production"),
        Purpose.TRAINING: tr("Rounds for training"),
    }
    return [(one.value, names[one]) for one in names if one in present]
