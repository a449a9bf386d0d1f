"""What is compared: coders, documents, codes, and the unit that is counted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from annotator.operations.reliability import Selection, Settings
from annotator.ui.agreement.choice_button import ChoiceButton
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme

_UNITS = (
    ("character", "any"),
    ("word", "any"),
    ("sentence", "any"),
    ("sentence", "majority"),
)
DRAWS = 1000


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
        self.unit.addItems(
            [
                self.tr("on characters"),
                self.tr("on words"),
                self.tr("on sentences, any overlap"),
                self.tr("on sentences, most of it"),
            ]
        )
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for button in (self.coders, self.documents, self.codes):
            button.chosen.connect(self.changed)
            self._row.addWidget(button)
        self.unit.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._row.addWidget(self.unit)
        self._row.addStretch(1)
        self.restyle(theme)

    def offer(self, bridge: ProjectBridge) -> None:
        """Offer what the project has now."""
        labels = bridge.coder_labels()
        self.coders.offer([(guid, labels[guid]) for guid in bridge.people])
        self.documents.offer([(one.guid, one.name) for one in bridge.documents])
        book = bridge.codebook
        codes = [code for _depth, code in book.walk() if code.codable]
        self.codes.offer([(code.guid, " > ".join(book.path(code.guid))) for code in codes])

    def selection(self) -> Selection:
        return Selection(
            self.coders.selection(), self.documents.selection(), self.codes.selection()
        )

    def settings(self) -> Settings:
        unit, rule = _UNITS[self.unit.currentIndex()]
        return Settings(unit=unit, rule=rule, draws=DRAWS, pairs=True, confusion=True)

    def restyle(self, theme: Theme) -> None:
        self._row.setSpacing(theme.space("m"))
