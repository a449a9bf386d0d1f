"""Asking for a pass phrase: twice for a new one, with how hard it is to guess."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from annotator.corpus.pass_phrases import Strength, strength, suggested
from annotator.ui.recovery.typed_forms import KEPT
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form, rows, sentence


class PassPhraseForm(Form):
    """The pass phrase of an encrypted file. What is typed is kept nowhere."""

    def __init__(self, parent: QWidget, file: str, theme: Theme) -> None:
        super().__init__(parent, theme)
        self.setProperty(KEPT, False)
        self.setWindowTitle(self.tr("Pass phrase"))
        self.first = _hidden_field(self.tr("Pass phrase"))
        self.shows = QCheckBox(self.tr("&Show what is typed"))
        self.shows.toggled.connect(self._show)
        self.column.addWidget(sentence(self._about(file), ""))
        self.form = rows(theme)
        self.form.addRow(self.tr("&Pass phrase"), self.first)
        self.column.addLayout(self.form)
        self._add_fields()
        self.column.addWidget(self.shows)
        self.finish(460)
        self.first.setFocus()

    @property
    def pass_phrase(self) -> str:
        """What was typed."""
        return self.first.text()

    def is_changed(self) -> bool:
        """Never: a pass phrase is typed again in no time, and not asked about."""
        return False

    def fault(self) -> str | None:
        return None if self.pass_phrase else self.tr("Type the pass phrase.")

    def _about(self, file: str) -> str:
        return self.tr(
            "“{0}” is encrypted. The project in it is saved where you say; from then on it lies"
            " there open."
        ).format(file)

    def _add_fields(self) -> None:
        """Nothing more."""

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in self.findChildren(QLineEdit):
            field.setEchoMode(mode)


class NewPassPhraseForm(PassPhraseForm):
    """A new pass phrase, typed twice, or one that is proposed."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        self.second = _hidden_field("")
        super().__init__(parent, "", theme)

    def _about(self, _file: str) -> str:
        return self.tr(
            "Who has the file and the pass phrase can read all of it. Hand the pass phrase over by"
            " another way than the file, on the telephone for instance. It is kept nowhere: if it"
            " is forgotten, nobody can open the file."
        )

    def _add_fields(self) -> None:
        self.second.setAccessibleName(self.tr("The pass phrase once more"))
        self.form.addRow(self.tr("&Once more"), self.second)
        self.about = sentence("", "")
        self.propose = QPushButton(self.tr("P&ropose one"))
        self.propose.setAutoDefault(False)
        self.propose.clicked.connect(self.fill_in)
        self.column.addWidget(self.about)
        self.column.addWidget(self.propose)
        self.first.textChanged.connect(self._judge)
        self._judge()

    def fill_in(self) -> None:
        """Put a random pass phrase into both fields, to be seen and noted."""
        words = suggested()
        self.shows.setChecked(True)
        self.first.setText(words)
        self.second.setText(words)

    def fault(self) -> str | None:
        if strength(self.pass_phrase) is Strength.SHORT:
            return self._words(Strength.SHORT)
        if self.first.text() != self.second.text():
            return self.tr("The two are not the same. Type it once more.")
        return None

    def _judge(self) -> None:
        text = self.pass_phrase
        self.about.setText(self._words(strength(text)) if text else self._words(Strength.SHORT))
        self.problem.hide()

    def _words(self, found: Strength) -> str:
        return {
            Strength.SHORT: self.tr(
                "At least eight characters. Several words that do not belong together are easy to"
                " say and hard to guess."
            ),
            Strength.WEAK: self.tr(
                "Weak: a computer guesses it in days. Take more words, or let one be proposed."
            ),
            Strength.FAIR: self.tr(
                "Fair: good enough against a curious finder, not against somebody with many"
                " computers."
            ),
            Strength.GOOD: self.tr("Good: nobody guesses it, as far as one can know."),
        }[found]


def _hidden_field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    return field
