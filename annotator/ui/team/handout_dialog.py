"""What goes into a copy for a coder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSizePolicy, QWidget

from annotator.corpus.team import Assignment, Round
from annotator.operations.team.handout import Rules
from annotator.ui.theme import Theme
from annotator.ui.transfer.checklist import Checklist, ChecklistItem
from annotator.ui.widgets.form import Form, rows, sentence
from annotator.ui.widgets.wide_combo import WideCombo

_ALL, _CHOSEN = "all", "chosen"


@dataclass(frozen=True)
class Offer:
    """What there is to choose from: coders (GUID to name), documents as (GUID, name), rounds with
    their assignments."""

    coders: Mapping[str, str]
    documents: Sequence[tuple[str, str]]
    rounds: Sequence[tuple[Round, Sequence[Assignment]]]


class HandOutDialog(Form):
    """A round brings its documents and its rules; anything else is the user's to say."""

    def __init__(
        self, parent: QWidget, offer: Offer, theme: Theme, first: Round | None = None
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Copy for a coder"))
        self._offer = offer
        self.coder = WideCombo()
        self.coder.setEditable(True)
        self.coder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.px(440))
        for guid, name in offer.coders.items():
            self.coder.addItem(name, guid)
        for part in (self.coder, *self.coder.findChildren(QLineEdit)):  # the line has the focus
            part.setAccessibleName(self.tr("Whom the copy is for"))
        self.which = QComboBox()
        self.which.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.which.addItem(self.tr("All"), _ALL)
        self.which.addItem(self.tr("Those ticked below"), _CHOSEN)
        for one, _given in offer.rounds:
            self.which.addItem(self.tr("Assigned in the round {0}").format(one.name), one.guid)
        self.documents = Checklist(
            self.tr("Documents"),
            [ChecklistItem(guid, name) for guid, name in offer.documents],
            theme,
        )
        self.documents.list.setMinimumHeight(theme.px(150))
        self.own = QCheckBox(self.tr("With the coder’s own codings"))
        self.own.setChecked(True)
        self.blind = QCheckBox(self.tr("Blind: nothing in it tells of the other coders"))
        self.cues = QCheckBox(self.tr("Cues locked: no cues are marked in it"))
        self.about = sentence("")
        self._lay_out()
        self.which.currentIndexChanged.connect(self._follow)
        self.coder.currentTextChanged.connect(self._follow)
        if first is not None:
            self.which.setCurrentIndex(max(0, self.which.findData(first.guid)))
        self._follow()

    def _lay_out(self) -> None:
        form = rows(self.theme)
        form.addRow(self.tr("&For"), self.coder)
        form.addRow(self.tr("&Documents"), self.which)
        self.column.addWidget(
            sentence(
                self.tr(
                    "The copy holds the texts and the codebook, and never the codings of others."
                    " What the coder does in it comes back by merging."
                )
            )
        )
        self.column.addLayout(form)
        self.column.addWidget(self.documents, 1)
        for box in (self.own, self.blind, self.cues):
            self.column.addWidget(box)
        self.column.addWidget(self.about)
        self.ok.setText(self.tr("Write the copy…"))
        self.finish(480)

    # --- what was chosen

    @property
    def name(self) -> str:
        """Whom the copy is for, as it is written."""
        return " ".join(self.coder.currentText().split())

    @property
    def guid(self) -> str | None:
        """The same as a GUID; None for somebody new."""
        row = self.coder.findText(self.name)
        return str(self.coder.itemData(row)) if row >= 0 else None

    @property
    def _round(self) -> Round | None:
        guid = self.which.currentData()
        return next((one for one, _given in self._offer.rounds if one.guid == guid), None)

    def _of_round(self) -> list[str]:
        """The documents that are the coder's in the chosen round."""
        chosen = self.which.currentData()
        given = next(given for one, given in self._offer.rounds if one.guid == chosen)
        return [one.document for one in given if one.coder == self.guid]

    @property
    def rules(self) -> Rules:
        """What the copy is to hold."""
        documents: list[str] | None = None
        if self._round is not None:
            documents = self._of_round()
        elif self.which.currentData() == _CHOSEN:
            documents = self.documents.chosen()
        own, blind, cues = (box.isChecked() for box in (self.own, self.blind, self.cues))
        return Rules(documents, own, blind, cues)

    def fault(self) -> str | None:
        if not self.name:
            return self.tr("Whom is the copy for? Choose a coder, or write a name.")
        if self.rules.documents is not None and not self.rules.documents:
            if self._round is not None:
                text = self.tr("No document is assigned to {0} in the round {1}.")
                return text.format(self.name, self._round.name)
            return self.tr("Tick a document, or choose all of them.")
        return None

    def _follow(self) -> None:
        one = self._round
        self.documents.setVisible(self.which.currentData() == _CHOSEN)
        for box in (self.blind, self.cues):
            box.setEnabled(one is None)
        self.about.setVisible(one is not None)
        if one is not None:
            self.blind.setChecked(one.blind)
            self.cues.setChecked(one.cues_locked)
            number = len(self._of_round())
            text = self.tr("{0:,} documents are theirs in it. Blind and cues are as it says.")
            self.about.setText(text.format(number))
        self.problem.hide()
        self.fit()
