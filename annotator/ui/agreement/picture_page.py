"""The pictures of a comparison: which one, of what, and saving it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.agreement import FIGURES
from annotator.corpus.messages import tr
from annotator.corpus.team import Round
from annotator.errors import UserError
from annotator.operations.reliability import Comparison
from annotator.operations.reliability.confusion_order import ordered
from annotator.operations.reliability.drift import DriftPeriod
from annotator.operations.sealing import VersionFigures
from annotator.ui.agreement import drawing
from annotator.ui.agreement.confusion_table import ConfusionTable
from annotator.ui.agreement.picture_view import PictureView, save_picture
from annotator.ui.agreement.pictures import Picture
from annotator.ui.agreement.words import heading
from annotator.ui.ask import Ask
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import tip
from annotator.ui.widgets.wide_combo import WideCombo

INTERVALS, PAIRS, CONFUSION, ROUNDS = "intervals", "pairs", "confusion", "rounds"
VERSIONS, DRIFT = "versions", "drift"


class PicturePage(QWidget):
    """One picture at a time, in the colours of the theme."""

    refused = Signal(str)

    def __init__(self, theme: Theme, ask: Ask) -> None:
        super().__init__()
        self._theme, self._ask = theme, ask
        self._kind = INTERVALS
        self._comparison: Comparison | None = None
        self._labels: Mapping[str, str] = {}
        self._by_round: Sequence[tuple[Round, Comparison]] = ()
        self._by_version: Sequence[VersionFigures] = ()
        self._periods: Sequence[DriftPeriod] = ()
        self.view = PictureView(theme)
        self.figure, self.pair = QComboBox(), WideCombo()
        self.figure.setAccessibleName(self.tr("Figure"))
        self.figure.setToolTip(tip(self.figure.accessibleName()))
        self.pair.setAccessibleName(self.tr("Pair of coders"))
        self.pair.setToolTip(tip(self.pair.accessibleName()))
        self.figure.addItems([heading(name, self.tr("units")) for name in FIGURES])
        self.export = QPushButton(self.tr("Save the picture…"))
        self.export.clicked.connect(self.save)
        above = QHBoxLayout()
        for box in (self.figure, self.pair):
            box.currentIndexChanged.connect(lambda _index: self._show())
            above.addWidget(box)
        above.addStretch(1)
        above.addWidget(self.export)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(above)
        self.confusion = ConfusionTable(theme)
        self._shown = QStackedWidget()
        self._shown.addWidget(self.view)
        self._shown.addWidget(self.confusion)
        self._column.addWidget(self._shown, 1)
        self.restyle(theme)

    def take(
        self,
        comparison: Comparison,
        labels: Mapping[str, str],
        by_round: Sequence[tuple[Round, Comparison]] = (),
        by_version: Sequence[VersionFigures] = (),
        periods: Sequence[DriftPeriod] = (),
    ) -> None:
        """Draw another comparison; the chosen pair stays where there is one in its place."""
        self._comparison, self._labels, self._by_round = comparison, labels, by_round
        self._by_version, self._periods = by_version, periods
        names = [
            self.tr("{0} and {1}").format(*(labels[comparison.coders[i].guid] for i in pair))
            for pair in comparison.confusions
        ]
        before = self.pair.currentIndex()
        self.pair.blockSignals(True)
        self.pair.clear()
        self.pair.addItems(names)
        self.pair.setCurrentIndex(before if 0 <= before < len(names) else 0)
        self.pair.blockSignals(False)
        self._show()

    def show_kind(self, kind: str) -> None:
        """Show the intervals, the pairs or the confusion."""
        self._kind = kind
        self.figure.setVisible(kind != CONFUSION)
        self.pair.setVisible(kind == CONFUSION)
        self._show()

    def _show(self) -> None:
        comparison = self._comparison
        if comparison is None:
            return
        self.view.show_picture(self._drawn(comparison), self._theme)
        pair = self._chosen_pair(comparison) if self._kind == CONFUSION else None
        self._shown.setCurrentWidget(self.view if pair is None else self.confusion)
        if pair is not None:
            first, second = (self._labels[comparison.coders[index].guid] for index in pair)
            self.confusion.show_pair(
                ordered(comparison.confusions[pair]),
                drawing.confusion_names(comparison),
                (first, second),
                tr(comparison.table.unit),
            )

    def _chosen_pair(self, comparison: Comparison) -> tuple[int, int] | None:
        """The two coders whose confusion is shown, by their indices."""
        pairs, place = list(comparison.confusions), self.pair.currentIndex()
        return pairs[place] if 0 <= place < len(pairs) else None

    def _drawn(self, comparison: Comparison) -> Picture | None:
        measure = FIGURES[max(0, self.figure.currentIndex())]
        if self._kind == INTERVALS:
            return drawing.interval_picture(comparison, measure)
        if self._kind == ROUNDS:
            return drawing.rounds_picture(self._by_round, measure)
        if self._kind == VERSIONS:
            return drawing.versions_picture(self._by_version, measure)
        if self._kind == DRIFT:
            return drawing.drift_picture(self._periods, measure)
        if self._kind == PAIRS:
            return drawing.pairs_picture(comparison, self._labels, measure)
        pair = self._chosen_pair(comparison)
        return drawing.confusion_picture(comparison, self._labels, pair) if pair else None

    def save(self) -> None:
        """Save the picture that is shown."""
        picture = self.view.picture
        if picture is None:
            return
        kinds = self.tr("Pictures (*.svg *.png)")
        proposal = f"{self._kind}.svg"
        path = self._ask.save_file(self, self.tr("Save the picture"), proposal, kinds)
        if path is None:
            return
        try:
            save_picture(picture, self._theme, path if path.suffix else Path(f"{path}.svg"))
        except UserError as error:
            self.refused.emit(str(error))

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        self._column.setSpacing(theme.space("l"))
        self.confusion.restyle(theme)
        self._show()
