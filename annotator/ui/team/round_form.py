"""A round: its name, what it is for, and how its coders work in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QWidget

from annotator.corpus.messages import tr
from annotator.corpus.round_design import design_of, with_design
from annotator.corpus.team import Purpose, Round
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form, rows
from annotator.ui.widgets.wide_combo import WideCombo


def purpose_name(purpose: Purpose) -> str:
    """What a round is for, in the language of the window."""
    words = {
        Purpose.TRAINING: tr("Training"),
        Purpose.RELIABILITY: tr("Reliability"),
        Purpose.PRODUCTION: tr("Production"),
    }
    return words[purpose]


class RoundForm(Form):
    """`round` is what the form says; `coders` (names by GUID) can have made a gold set."""

    def __init__(
        self,
        parent: QWidget,
        start: Round,
        theme: Theme,
        coders: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Round") if start.name else self.tr("New round"))
        self._start = start
        self.name = QLineEdit(start.name)
        self.purpose = QComboBox()
        for purpose in Purpose:
            self.purpose.addItem(purpose_name(purpose), purpose.value)
        self.purpose.setCurrentIndex(list(Purpose).index(start.purpose))
        self.blind = QCheckBox(self.tr("Blind: copies for its coders tell nothing of the others"))
        self.blind.setChecked(start.blind)
        self.cues = QCheckBox(self.tr("Cues locked: no cues are marked in the copies"))
        self.cues.setChecked(start.cues_locked)
        design = design_of(start)
        self.repeat = QCheckBox(self.tr("Coded again: a second time, without seeing the first"))
        self.repeat.setChecked(design.repeat)
        self.unsought = QLineEdit(design.unsought)
        self.unsought.setPlaceholderText(self.tr("not sought, because …"))
        self.gold = WideCombo()
        self.gold.addItem(self.tr("none"), "")
        for guid, name in coders.items():
            self.gold.addItem(name, guid)
        self.gold.setCurrentIndex(max(0, self.gold.findData(design.gold)))
        self.mark = QDoubleSpinBox()
        self.mark.setRange(0.05, 1.0)
        self.mark.setSingleStep(0.05)
        self.mark.setValue(0.8 if design.pass_mark is None else design.pass_mark)
        form = rows(theme)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Purpose"), self.purpose)
        form.addRow("", self.blind)
        form.addRow("", self.cues)
        form.addRow("", self.repeat)
        form.addRow(self.tr("&Gold set"), self.gold)
        form.addRow(self.tr("Pass mark"), self.mark)
        form.addRow(self.tr("Agreement"), self.unsought)
        self.column.addLayout(form)
        self.finish(460)

    @property
    def round(self) -> Round:
        """The round as the form says."""
        design = replace(
            design_of(self._start),
            repeat=self.repeat.isChecked(),
            unsought=self.unsought.text().strip(),
            gold=self.gold.currentData(),
            pass_mark=self.mark.value() if self.gold.currentData() else None,
        )
        said = replace(
            self._start,
            name=self.name.text().strip(),
            purpose=Purpose(self.purpose.currentData()),
            blind=self.blind.isChecked(),
            cues_locked=self.cues.isChecked(),
        )
        return with_design(said, design)
