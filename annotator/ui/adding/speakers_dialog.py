"""Who speaks in a file, before it is read: the labels found, where, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QSplitter, QWidget

from annotator.corpus.messages import fill
from annotator.errors import UserError
from annotator.exchange.transcripts import choosing
from annotator.exchange.transcripts.choosing import PEOPLE, Choices
from annotator.exchange.transcripts.layouts import BOLD, LAYOUTS, MAX_LENGTH
from annotator.exchange.transcripts.preview import Preview
from annotator.operations.documents.file_reading import ReaderChoices
from annotator.ui.adding.speaker_table import SpeakerTable
from annotator.ui.adding.turn_highlighter import TurnHighlighter
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.tasks.latest import LatestTask, Run
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.form import Form, sentence
from annotator.ui.widgets.plain_text import field_label

_SHOWN = 20_000
"""Code points of the text that are shown with what matches in them."""
_AFTER_MS = 400

Look = Callable[[ReaderChoices], Preview]
"""Gives what the file would be with these choices. UserError where it can't be read."""


class SpeakersDialog(Form):
    """`chosen` is how the file is to be read. `look` runs in the background."""

    def __init__(
        self, parent: QWidget, look: Look, choices: ReaderChoices, run: Run, theme: Theme
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Speakers"))
        self._look, self._given = look, choices
        self._options = dict(choices.options)
        self._preview = Preview("")
        self._detected = ""
        """The expression that was found without one of the user's."""
        self._apart: set[frozenset[str]] = set()
        self.about = sentence("", "")
        self.speakers = SpeakerTable(theme)
        self.sample = QPlainTextEdit()
        self.pattern = QLineEdit()
        self.alike = sentence("")
        self.one_person = QPushButton(self.tr("They are &one person"))
        self.two_persons = QPushButton(self.tr("They are t&wo"))
        self._looking: LatestTask[Preview | str] = LatestTask(run, self._show)
        self._type = Debouncer(_AFTER_MS, self.look_again, self)
        self._highlighter = TurnHighlighter(self.sample.document(), theme)
        self.finished.connect(lambda _how: self._looking.forget())
        self._lay_out()
        self.speakers.changed.connect(self._choose)
        self.speakers.refused.connect(self._say)
        self.pattern.textEdited.connect(lambda _text: self._type.start())
        self.one_person.clicked.connect(self._join)
        self.two_persons.clicked.connect(self._keep_apart)
        self.finish(1040, 620)
        self.look_again()
        QTimer.singleShot(0, self.speakers.table.setFocus)

    def _lay_out(self) -> None:
        theme = self.theme
        self.sample.setReadOnly(True)
        self.sample.setTabChangesFocus(True)
        self.sample.setAccessibleName(self.tr("The text, with what stands before turns marked"))
        self.pattern.setMaxLength(MAX_LENGTH)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.speakers)
        parts.addWidget(self.sample)
        parts.setSizes([theme.px(560), theme.px(440)])
        parts.setMinimumHeight(theme.px(260))
        row = FlowLayout(theme.space("m"))
        for part in (self.alike, self.one_person, self.two_persons):
            row.addWidget(part)
        for button in (self.one_person, self.two_persons):
            button.setAutoDefault(False)
        self.column.addWidget(self.about)
        self.column.addWidget(parts, 1)
        self.column.addLayout(row)
        self._pattern_label = field_label(
            self.tr("What stands before a turn: a regular expression with (?P<speaker>…)"),
            self.pattern,
        )
        self.column.addWidget(self._pattern_label)
        self.column.addWidget(self.pattern)
        self.ok.setText(self.tr("&Read so"))
        self.ok.setEnabled(False)

    # --- what is found

    @property
    def chosen(self) -> ReaderChoices:
        """How the file is to be read."""
        options = choosing.options_of(self.speakers.model.choices, self._options)
        return ReaderChoices(self._given.reader, options)

    def look_again(self) -> None:
        """Look at the file with the pattern as it is now."""
        pattern = self.pattern.text()
        if self._preview.text:  # before that, the field has not been filled
            self._options.pop("pattern", None)
            if pattern.strip() and pattern != self._detected:
                self._options["pattern"] = pattern
        options = {key: value for key, value in self._options.items() if key not in PEOPLE}
        wanted = ReaderChoices(self._given.reader, options)

        def look() -> Preview | str:
            try:
                return self._look(wanted)
            except UserError as error:
                return str(error)

        self._looking.ask(look)

    def _show(self, found: Preview | str) -> None:
        if isinstance(found, str):
            self._say(found)
            self.ok.setEnabled(False)
            return
        self._preview = found
        if "pattern" not in self._options:
            self._detected = found.pattern
        self._say(found.problem)
        self.ok.setEnabled(not found.problem)
        shown = found.text[:_SHOWN]
        if shown != self.sample.toPlainText():
            self.sample.setPlainText(shown)
        self._highlighter.show_marks(shown, [*found.matches, *found.times])
        has_pattern = bool(found.layout)
        self._pattern_label.setVisible(has_pattern)
        self.pattern.setVisible(has_pattern)
        if not self.pattern.hasFocus() and not found.problem:
            self.pattern.setText(found.pattern)
            self.pattern.setCursorPosition(0)
        if not found.problem:
            self._options = self.chosen_options()
            self._choose(choosing.choices_of(found, self._options))

    def chosen_options(self) -> dict[str, str]:
        """The options with what was chosen of the labels that were shown before."""
        before = self.speakers.model.choices
        return choosing.options_of(before, self._options) if before else dict(self._options)

    # --- what is chosen

    def _choose(self, choices: Choices) -> None:
        self._say(self._preview.problem)
        self.speakers.show_choices(choices)
        self._sum_up(choices)
        pair = self._pair()
        for part in (self.alike, self.one_person, self.two_persons):
            part.setVisible(pair is not None)
        if pair is not None:
            words = self.tr("“{0}” and “{1}” may be two spellings of one name.")
            self.alike.setText(words.format(*pair))

    def _sum_up(self, choices: Choices) -> None:
        number, turns = choosing.counted(choices)
        one, several = self.tr("One speaker, {1:,} turns."), self.tr("{0:,} speakers, {1:,} turns.")
        said = [fill(one if number == 1 else several, number, turns)]
        layouts = {layout.name: layout.example for layout in (*LAYOUTS, BOLD)}
        example = layouts.get(self._preview.layout)
        if example:
            said.append(self.tr("Turns begin as in: {0}").format(example))
        self.about.setText(" ".join(said))

    def _pair(self) -> tuple[str, str] | None:
        """Two labels to ask about."""
        choices = self.speakers.model.choices
        asked = tuple(pair for pair in self._preview.alike if frozenset(pair) not in self._apart)
        return choosing.alike(asked, choices)

    def _join(self) -> None:
        pair = self._pair()
        if pair is not None:
            choices = self.speakers.model.choices
            name = next(one.name for one in choices if one.label == pair[1])
            self._choose(choosing.with_name(choices, pair[0], name))

    def _keep_apart(self) -> None:
        pair = self._pair()
        if pair is not None:
            self._apart.add(frozenset(pair))
            self._choose(self.speakers.model.choices)

    def _say(self, problem: str) -> None:
        if problem:
            self.refuse(problem)
        else:
            self.problem.hide()

    def is_changed(self) -> bool:
        """The fields show whichever label is chosen: what counts is what comes of them."""
        return self.chosen.options != self._given.options and bool(self.speakers.model.choices)
