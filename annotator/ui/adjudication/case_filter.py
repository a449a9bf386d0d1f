"""What is to be settled: between whom, in which document, of which code, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from annotator.operations.adjudication import Agreeing, Order, Shown
from annotator.ui.adjudication.coder_menu import CoderMenu
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel, tip
from annotator.ui.widgets.wide_combo import WideCombo


class CaseFilter(QWidget):
    """A row of choices; `changed` tells that another was made by the user."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.first, self.second = _choice(self.tr("First coder")), _choice(self.tr("Second coder"))
        self.others = CoderMenu()
        self.document, self.code = _choice(self.tr("Document")), _choice(self.tr("Code", "noun"))
        self.sorting = _choice(self.tr("Order"))
        for order, words in (
            (Order.PLACE, self.tr("in the order of the text")),
            (Order.CODE, self.tr("sorted by code")),
            (Order.SIZE, self.tr("the largest first")),
        ):
            self.sorting.addItem(words, order)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._row = FlowLayout(0)
        column.addLayout(self._row)
        for part in (
            self.first,
            PlainLabel(self.tr("and")),
            self.second,
            self.others,
            PlainLabel(self.tr("in")),
        ):
            self._row.addWidget(part)
        self.agreeing = _choice(self.tr("How many agree"))
        self.letters = QCheckBox(self.tr("&Letters for names"))
        self.letters.setToolTip(
            tip(self.tr("Coders are called by letters, drawn anew at each start of the program."))
        )
        for choice in (self.document, self.code, self.agreeing, self.sorting, self.letters):
            self._row.addWidget(choice)
        self._boxes = (
            *(self.first, self.second, self.document, self.code),
            *(self.agreeing, self.sorting),
        )
        self._pair_chosen: tuple[str, str] | None = None
        self._people: list[tuple[str, str]] = []
        for box in self._boxes:
            box.activated.connect(lambda _index: self._choose())
        self.others.chosen.connect(self._choose)
        self.restyle(theme)

    def _choose(self) -> None:
        self._pair_chosen = self.pair()
        self._offer_others()
        self.changed.emit()

    def offer(self, bridge: ProjectBridge) -> None:
        """Offer what the project has now; what was chosen stays chosen while it is there."""
        labels = bridge.coder_labels()
        people = [(guid, labels[guid]) for guid in bridge.people]
        _fill(self.first, people)
        _fill(self.second, people)
        if self.second.currentData() == self.first.currentData() and len(people) > 1:
            self.second.setCurrentIndex(1 if self.first.currentIndex() == 0 else 0)
        self._offer_pair(bridge)
        self._people = people
        self._offer_others()
        documents = [(one.guid, one.name) for one in bridge.documents]
        _fill(self.document, [("", self.tr("all documents")), *documents])
        codes = [(code.guid, code.name) for _depth, code in bridge.codebook.walk() if code.codable]
        _fill(self.code, [("", self.tr("all codes")), *codes])

    def _offer_others(self) -> None:
        """The people beside the two, and how many of all of them may agree."""
        pair = self.pair() or ()
        self.others.offer([one for one in self._people if one[0] not in pair])
        number = len(self.coders())
        self.agreeing.setVisible(number > 2)
        _fill(
            self.agreeing,
            [
                (Agreeing.DIFFER, self.tr("where they differ")),
                (Agreeing.MAJORITY, self.tr("where a majority agrees")),
                *(
                    (f"{least}", self.tr("where at least {0} agree").format(least))
                    for least in range(2, number)
                ),
                (Agreeing.NONE, self.tr("where no two agree")),
                (Agreeing.ALL, self.tr("where all agree")),
                (Agreeing.ANY, self.tr("all places")),
            ],
        )

    def _offer_pair(self, bridge: ProjectBridge) -> None:
        """Unless the user has chosen the pair, offer the first that has something to compare."""
        now = self.pair()
        if now is None or self._pair_chosen in (now, now[::-1]):
            return
        coded = [{who for who, n in one.items() if n} for one in bridge.counts.values()]
        pairs = [now, *combinations(bridge.people, 2)]
        found = next((pair for pair in pairs if any(set(pair) <= who for who in coded)), now)
        for box, guid in zip((self.first, self.second), found, strict=True):
            box.setCurrentIndex(box.findData(guid))

    def choose(self, coders: Sequence[str], document: str) -> None:
        """Choose these coders and a document (GUIDs)."""
        for box, guid in ((self.first, coders[0]), (self.second, coders[1])):
            box.setCurrentIndex(max(0, box.findData(guid)))
        self._pair_chosen = self.pair()
        self.others.choose(list(coders[2:]))
        self.document.setCurrentIndex(max(0, self.document.findData(document)))
        self.code.setCurrentIndex(0)

    def pair(self) -> tuple[str, str] | None:
        """The two coders (GUIDs); None where there are no two."""
        first, second = self.first.currentData(), self.second.currentData()
        return (first, second) if first and second and first != second else None

    def coders(self) -> list[str]:
        """All chosen coders (GUIDs), the two first; empty where there are no two."""
        pair = self.pair()
        return [*pair, *self.others.selection()] if pair else []

    def shown(self) -> Shown:
        """Which cases of more than two coders are listed."""
        said = str(self.agreeing.currentData() or Agreeing.DIFFER)
        return Shown(least=int(said)) if said.isdigit() else Shown(Agreeing(said))

    def documents(self) -> list[str] | None:
        return [self.document.currentData()] if self.document.currentData() else None

    def codes(self) -> list[str] | None:
        return [self.code.currentData()] if self.code.currentData() else None

    def order(self) -> Order:
        return Order(self.sorting.currentData())

    def restyle(self, theme: Theme) -> None:
        self._row.set_gap(theme.space("m"))
        for box in self._boxes:
            box.setMinimumWidth(theme.px(60))
            box.setMaximumWidth(theme.px(320))


def _choice(name: str) -> QComboBox:
    box = WideCombo()
    box.setAccessibleName(name)
    box.setToolTip(tip(box.accessibleName()))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def _fill(box: QComboBox, choices: list[tuple[str, str]]) -> None:
    there = [(box.itemData(row), box.itemText(row)) for row in range(box.count())]
    if there == choices:
        return
    chosen = box.currentData()
    box.clear()
    for guid, name in choices:
        box.addItem(name, guid)
    box.setCurrentIndex(max(0, box.findData(chosen)))
