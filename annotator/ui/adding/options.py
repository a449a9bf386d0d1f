"""How the chosen file is to be read: as which format, and with which options of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QPushButton, QVBoxLayout, QWidget

from annotator.exchange.documents.choices import SPEAKERS
from annotator.exchange.documents.reader import OptionChoice, Reader
from annotator.exchange.documents.registry import readers
from annotator.operations.documents.encodings import EncodingReading
from annotator.operations.documents.file_reading import ReaderChoices
from annotator.operations.documents.transcripts import READER as TRANSCRIPT
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import field_label, tip
from annotator.ui.widgets.wide_combo import WideCombo

ENCODING = "encoding"


def _be_narrow(box: QComboBox) -> None:
    """The list has room for what the box cuts."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)


class ReadingOptions(QWidget):
    """A box for the format, and one for each option of it; beside each, what it does."""

    changed = Signal(object)
    """The user wants the file read with these `ReaderChoices`."""
    requestAll = Signal(object)
    """The user wants every file of this format read with these `ReaderChoices`."""
    requestSpeakers = Signal(object)
    """The user wants to see who speaks in the file, read with these `ReaderChoices`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._known = readers()
        self._reader: Reader | None = None
        self._chosen: dict[str, str] = {}
        self.format: QComboBox = WideCombo()
        self.format.setAccessibleName(self.tr("Read as"))
        self.format.setToolTip(tip(self.tr("Read as")))
        _be_narrow(self.format)
        self.boxes: dict[str, QComboBox] = {}
        self.all = QPushButton(self.tr("Use for &all files of this kind"))
        self.all.setAutoDefault(False)
        self.speakers = QPushButton()
        self.speakers.setAutoDefault(False)
        self._rows = QWidget()
        self._form = QFormLayout(self._rows)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(theme.space("s"))
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("m"))
        column.addWidget(field_label(self.tr("Read as"), self.format))
        column.addWidget(self.format)
        column.addWidget(self._rows)
        column.addWidget(self.speakers)
        column.addWidget(self.all)
        column.addStretch(1)
        self.format.activated.connect(lambda _row: self._format_chosen())
        self.all.clicked.connect(lambda: self.requestAll.emit(self.choices()))
        self.speakers.clicked.connect(lambda: self.requestSpeakers.emit(self._as_transcript()))

    def show_for(
        self,
        reader: str,
        choices: ReaderChoices,
        readings: Sequence[EncodingReading],
        *,
        like_transcript: bool = False,
    ) -> None:
        """Show the options of a file: the `reader` it was read by, as what, and for a text the
        encodings that it may be in. `like_transcript`: it looks like one and was not read as
        one."""
        self._reader = next((one for one in self._known if one.name == reader), None)
        self._chosen = dict(choices.options)
        self.format.clear()
        found = self._reader.title if self._reader is not None else self.tr("unknown")
        self.format.addItem(self.tr("As found: {0}").format(found), "")
        for one in self._known:
            self.format.addItem(one.title, one.name)
        self.format.setCurrentIndex(max(0, self.format.findData(choices.reader)))
        self._show_options(readings)
        self.speakers.setVisible(like_transcript or self._has_speakers())
        words = self.tr("Read it as a t&ranscript…"), self.tr("Spea&kers…")
        self.speakers.setText(words[self._has_speakers()])

    def _has_speakers(self) -> bool:
        options = self._reader.options if self._reader is not None else ()
        return any(one.name == SPEAKERS.name for one in options)

    def _as_transcript(self) -> ReaderChoices:
        """What is chosen, of the reader of transcripts where the file was not read as one."""
        return self.choices() if self._has_speakers() else ReaderChoices(TRANSCRIPT)

    def _show_options(self, readings: Sequence[EncodingReading]) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        self.boxes = {}
        for option in self._reader.options if self._reader is not None else ():
            box: QComboBox = WideCombo()
            if option.name == ENCODING:
                self._fill_encodings(box, readings)
            else:
                self._fill(box, option)
            if box.count():
                self._add(box, option)
        self.all.setVisible(bool(self.boxes))
        # The boxes are made anew for each file: they come last unless told otherwise.
        for before, after in pairwise([self.format, *self.boxes.values(), self.speakers, self.all]):
            QWidget.setTabOrder(before, after)

    def _add(self, box: QComboBox, option: OptionChoice) -> None:
        what = option.what[:1].upper() + option.what[1:]
        box.setAccessibleName(what)
        box.setToolTip(tip(what))
        _be_narrow(box)
        box.activated.connect(lambda _row: self.changed.emit(self.choices()))
        self.boxes[option.name] = box
        label = field_label(what, box)
        label.setWordWrap(True)
        self._form.addRow(label, box)

    def _fill(self, box: QComboBox, option: OptionChoice) -> None:
        for value, what in option.values.items():
            box.addItem(what[:1].upper() + what[1:], value)
        box.setCurrentIndex(max(0, box.findData(self._chosen.get(option.name, option.default))))

    def _fill_encodings(self, box: QComboBox, readings: Sequence[EncodingReading]) -> None:
        """The encodings with the words that show which is right."""
        for reading in readings:
            words = " · ".join(reading.words[:3])
            box.addItem(f"{reading.encoding}: {words}" if words else reading.encoding)
            box.setItemData(box.count() - 1, reading.encoding)

    def choices(self) -> ReaderChoices:
        """What is chosen."""
        options: Mapping[str, str] = {
            name: str(box.currentData()) for name, box in self.boxes.items()
        }
        return ReaderChoices(str(self.format.currentData()), {**self._chosen, **options})

    def _format_chosen(self) -> None:
        """Another format has other options: those of the one before are left."""
        self.changed.emit(ReaderChoices(str(self.format.currentData())))
