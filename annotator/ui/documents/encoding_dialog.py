"""In which encodings texts were read, by the words that show it, and what else they may be in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from annotator.operations.documents.encodings import EncodingReading
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form, sentence
from annotator.ui.widgets.plain_text import tip
from annotator.ui.widgets.screen_fit import ScrollContainer


@dataclass(frozen=True)
class Doubtful:
    """A document (a GUID) of which a person should look how it was read; `places` says how many
    of its places are no characters, `readings` begin with the one it was read in."""

    document: str
    name: str
    places: str
    readings: Sequence[EncodingReading]


class EncodingDialog(Form):
    """A box for each text: its encoding, those it may be in, and how the chosen one reads."""

    def __init__(self, parent: QWidget, texts: Sequence[Doubtful], theme: Theme) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("How the texts read"))
        self._texts = texts
        self.boxes: dict[str, QComboBox] = {}
        self.words: dict[str, QLabel] = {}
        self.column.addWidget(
            sentence(
                self.tr(
                    "Look at the words: where letters are wrong, choose another encoding and the"
                    " text is read again. That is possible until something is coded in it."
                ),
                "",
            )
        )
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s"))
        for text in texts:
            self._add(column, text)
        column.addStretch(1)
        self.column.addWidget(ScrollContainer(page), 1)
        self.finish(620, min(560, 170 + 90 * len(texts)))

    def _add(self, column: QVBoxLayout, text: Doubtful) -> None:
        heading = text.name if not text.places else f"{text.name}: {text.places}"
        column.addWidget(sentence(heading, ""))
        box = self.boxes[text.document] = QComboBox()
        for reading in text.readings:
            one, several = self.tr("{0}, one odd place"), self.tr("{0}, {1:,} odd places")
            odd = (one if reading.odd == 1 else several).format(reading.encoding, reading.odd)
            box.addItem(odd if reading.odd else reading.encoding, reading.encoding)
        box.setAccessibleName(self.tr("Encoding of {0}").format(text.name))
        box.setToolTip(tip(box.accessibleName()))
        words = self.words[text.document] = sentence("")
        column.addWidget(box)
        column.addWidget(words)

        def show(row: int) -> None:
            found = text.readings[row].words
            shown = " · ".join(found) if found else self.tr("no letters beyond ASCII")
            words.setText(shown)

        box.currentIndexChanged.connect(show)
        show(0)

    def chosen(self) -> Mapping[str, str]:
        """The encodings to read documents (GUIDs) again in: those that are not as they were."""
        return {
            guid: str(box.currentData()) for guid, box in self.boxes.items() if box.currentIndex()
        }
