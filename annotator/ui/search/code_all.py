"""The line below the hits: code them all, with what that comes to said before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.corpus.codebook import Code
from annotator.corpus.messages import fill
from annotator.operations.retrieval.search_result import CodingPreview
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel, tip
from annotator.ui.widgets.wide_combo import WideCombo


class CodeAll(QWidget):
    """A code to choose, a sentence with counts, and the button that does it."""

    codeChosen = Signal(str)
    """What coding all hits with this code (GUID) would come to is asked for."""
    requestCodeAll = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.codes = WideCombo()
        self.codes.setAccessibleName(self.tr("Code for all hits"))
        self.codes.setToolTip(tip(self.codes.accessibleName()))
        self.sentence = PlainLabel()
        self.sentence.setProperty("role", "muted")
        self.sentence.setWordWrap(True)
        self.button = QPushButton()
        self._column, row = QVBoxLayout(self), QHBoxLayout()
        row.addWidget(self.codes, 1)
        row.addWidget(self.button)
        self._column.addLayout(row)
        self._column.addWidget(self.sentence)
        self.codes.activated.connect(lambda _row: self.codeChosen.emit(self.code()))
        self.button.clicked.connect(lambda: self.requestCodeAll.emit(self.code()))
        self.restyle(theme)
        self.show_preview(None)

    def code(self) -> str:
        """The GUID of the chosen code, or "" for none."""
        return str(self.codes.currentData() or "")

    def set_codes(self, codes: Sequence[Code]) -> None:
        """Offer these codes; the chosen one stays chosen where it is still there."""
        chosen = self.code()
        self.codes.clear()
        self.codes.addItem(self.tr("Code all hits as …"), "")
        for code in codes:
            self.codes.addItem(code.name, code.guid)
        self.codes.setCurrentIndex(max(0, self.codes.findData(chosen)))

    def show_preview(self, preview: CodingPreview | None) -> None:
        """Say what would be done; None where no code is chosen."""
        self.button.setEnabled(preview is not None and preview.new > 0)
        if preview is None:
            self.sentence.hide()
            self.button.setText(self.tr("Code all"))
            return
        one, several = self.tr("{0:,} new in one text"), self.tr("{0:,} new in {1:,} texts")
        sentence = one if preview.documents == 1 else several
        sentence = sentence.format(preview.new, preview.documents)
        if preview.known:
            sentence += fill(self.tr("; {0:,} coded so already"), preview.known)
        self.sentence.setText(sentence)
        self.sentence.show()
        self.button.setText(fill(self.tr("Code {0:,} passages"), preview.new))

    def restyle(self, theme: Theme) -> None:
        m, s = theme.space("m"), theme.space("s")
        self._column.setContentsMargins(m, s, m, s)
        self._column.setSpacing(s)
