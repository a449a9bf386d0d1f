"""Which steps are wanted: of whom, in which document, about which code, from when to when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from annotator.corpus.codebook import Codebook
from annotator.corpus.document import DocumentFacts
from annotator.corpus.trail import TrailFilter
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel, tip
from annotator.ui.widgets.wide_combo import WideCombo

_BETWEEN = -1


class Filters(QWidget):
    """A row of choices; `changed` when another choice is made."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.coder = _box(self.tr("Coder"))
        self.document = _box(self.tr("Document"))
        self.code = _box(self.tr("Code", "noun"))
        self.period = _box(self.tr("Period"))
        for words, days in (
            (self.tr("Any time"), None),
            (self.tr("Today"), 0),
            (self.tr("The last 7 days"), 7),
            (self.tr("The last 30 days"), 30),
            (self.tr("From … to …"), _BETWEEN),
        ):
            self.period.addItem(words, days)
        today = QDate.currentDate()
        self.first, self.last = _day(today.addDays(-30)), _day(today)
        self.first.setAccessibleName(self.tr("From"))
        self.last.setAccessibleName(self.tr("To"))
        self.days = QWidget()
        row = QHBoxLayout(self.days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s"))
        for day in (self.first, PlainLabel("–"), self.last):
            row.addWidget(day)
        self.days.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        flow = FlowLayout(theme.space("m"))
        for part in (self.coder, self.document, self.code, self.period, self.days):
            flow.addWidget(part)
        column.addLayout(flow)
        for box in (self.coder, self.document, self.code, self.period):
            box.currentIndexChanged.connect(lambda _index: self._changed())
        for day in (self.first, self.last):
            day.dateChanged.connect(lambda _day: self._changed())

    def offer(
        self,
        coders: Mapping[str, str],
        documents: list[DocumentFacts],
        book: Codebook,
    ) -> None:
        """What there is to choose from; choices that are still there stay."""
        codes = [("  " * depth + code.name, code.guid) for depth, code in book.walk()]
        for box, everything, things in (
            (self.coder, self.tr("All coders"), [(n, g) for g, n in coders.items()]),
            (self.document, self.tr("All documents"), [(d.name, d.guid) for d in documents]),
            (self.code, self.tr("All codes"), codes),
        ):
            chosen = box.currentData()
            box.blockSignals(True)
            box.clear()
            box.addItem(everything, None)
            for words, guid in things:
                box.addItem(words, guid)
            box.setCurrentIndex(max(0, box.findData(chosen)))
            box.blockSignals(False)

    def wanted(self, coding: str | None = None) -> TrailFilter:
        """The choices as a filter."""
        since, until = self._between()
        return TrailFilter(
            self.coder.currentData(),
            self.document.currentData(),
            self.code.currentData(),
            coding,
            since,
            until,
        )

    def _between(self) -> tuple[datetime | None, datetime | None]:
        days = self.period.currentData()
        if days is None:
            return None, None
        if days == _BETWEEN:
            return _begin(self.first.date()), _begin(self.last.date().addDays(1))
        return _begin(QDate.currentDate().addDays(-days)), None

    def _changed(self) -> None:
        self.days.setVisible(self.period.currentData() == _BETWEEN)
        self.changed.emit()


def _begin(day: QDate) -> datetime:
    """The beginning of a day on the clock of this computer."""
    seconds = day.startOfDay().toSecsSinceEpoch()
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)


def _box(name: str) -> QComboBox:
    box = WideCombo()
    box.setAccessibleName(name)
    box.setToolTip(tip(box.accessibleName()))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMaximumWidth(320)
    return box


def _day(day: QDate) -> QDateEdit:
    field = QDateEdit(day)
    field.setCalendarPopup(True)
    field.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return field
