"""A button whose menu adds measures to the table of figures."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton

from annotator.agreement import FIGURES
from annotator.operations.reliability.measure_registry import families
from annotator.ui.agreement.words import title_of
from annotator.ui.widgets.plain_text import named_action, tip


class MeasureButton(QToolButton):
    """Offers every registered measure that is not in the table anyway; none is chosen at first."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setProperty("role", "chip")
        self.setAccessibleName(self.tr("More measures"))
        self.setToolTip(tip(self.tr("Show other measures of agreement as further columns.")))
        self.setMenu(QMenu(self))
        self.menu().setToolTipsVisible(True)
        self._fill()
        self._mark()

    def _fill(self) -> None:
        menu = self.menu()
        menu.addAction(self.tr("None")).triggered.connect(self._choose_none)
        for family in families():
            menu.addSeparator()
            for measure in family.measures:
                if measure.name in FIGURES:
                    continue
                action = named_action(menu, title_of(measure))
                action.setCheckable(True)
                action.setData(measure.name)
                action.setToolTip(tip(measure.what))
                action.triggered.connect(self._tell)

    def names(self) -> list[str]:
        """The names of the chosen measures, in the order of the registry."""
        return [action.data() for action in self.menu().actions() if action.isChecked()]

    def choose(self, names: list[str]) -> None:
        """Choose these and no others."""
        for action in self.menu().actions():
            if action.isCheckable():
                action.setChecked(action.data() in names)
        self._tell()

    def _choose_none(self) -> None:
        self.choose([])

    def _tell(self) -> None:
        self._mark()
        self.chosen.emit()

    def _mark(self) -> None:
        number, text = len(self.names()), self.tr("More measures")
        self.setText(f"{text}: {number}  ▾" if number else f"{text}  ▾")
