"""The preferences: all of them on one page, under headings, found by typing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.corpus.folding import search_key
from annotator.corpus.messages import tr
from annotator.ui.preferences import rows as catalogue
from annotator.ui.preferences.fields import (
    ChoiceField,
    CoderColorsField,
    Field,
    FolderField,
    FontField,
    NumberField,
    PatternField,
    SwitchField,
)
from annotator.ui.preferences.row import (
    Choice,
    CoderColors,
    Command,
    Folder,
    Font,
    Number,
    Pattern,
    Row,
    Section,
    Switch,
)
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.plain_text import PlainLabel
from annotator.ui.widgets.screen_fit import ScrollContainer, open_at


class RowWidget(QWidget):
    """A row: what it is called, what it means, its field, its default with a button for it."""

    chosen = Signal(str, object)
    """Name of a setting, and the value that somebody chose."""
    commanded = Signal(str)
    """Name of a command whose button was pressed."""

    def __init__(self, row: Row, theme: Theme, choose_folder: Callable[[str], str]) -> None:
        super().__init__()
        self.row = row
        self.field: Field | None = None
        self.default: QPushButton | None = None
        self.words = search_key(row.words())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space("s"), 0, theme.space("m"))
        column.setSpacing(theme.space("s"))
        heading = PlainLabel(tr(row.title))
        heading.setProperty("role", "strong")
        column.addWidget(heading)
        self.about = sentence(tr(row.sentence))
        column.addWidget(self.about)
        if isinstance(row.kind, Command):
            self._add_command(column, row.kind)
        else:
            self._add_field(column, theme, choose_folder)

    def _add_command(self, column: QVBoxLayout, kind: Command) -> None:
        button = QPushButton(tr(kind.label))
        button.setAutoDefault(False)
        button.setAccessibleDescription(tr(self.row.sentence))
        button.clicked.connect(lambda: self.commanded.emit(self.row.name))
        self.button = button
        self.done = sentence("", "success")
        self.done.hide()
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.done)

    def say_done(self) -> None:
        """Say under the button that it was done."""
        assert isinstance(self.row.kind, Command)
        if self.row.kind.done:
            self.done.setText(tr(self.row.kind.done))
            self.done.show()

    def _add_field(
        self, column: QVBoxLayout, theme: Theme, choose_folder: Callable[[str], str]
    ) -> None:
        name = tr(self.row.title)
        self.field = _field(self.row, name, theme, lambda: choose_folder(name))
        self.field.setAccessibleDescription(tr(self.row.sentence))
        self.field.changed.connect(self._choose)
        usual = catalogue.default_of(self.row.name)
        self.default = QPushButton(tr("Default"))
        self.default.setAutoDefault(False)
        self.default.setAccessibleName(tr("{what}: default", what=name))
        self.default.clicked.connect(lambda: self._choose_default(usual))
        said = tr("Default: {value}.", value=self.field.words(usual))
        self.about.setText(f"{tr(self.row.sentence)} {said}")
        line = QHBoxLayout()
        line.setSpacing(theme.space("m"))
        line.addWidget(self.field, 1)
        line.addWidget(self.default, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)

    def _choose(self, value: object) -> None:
        self._mark(value)
        self.chosen.emit(self.row.name, value)

    def _choose_default(self, usual: object) -> None:
        assert self.field is not None
        self.field.setFocus()  # the button is of no more use, and gives the keys back
        self.show_value(usual)
        self.chosen.emit(self.row.name, usual)

    def show_value(self, value: object) -> None:
        """Show what the setting is now."""
        assert self.field is not None
        self.field.show_value(value)
        self._mark(value)

    def _mark(self, value: object) -> None:
        assert self.default is not None
        self.default.setEnabled(value != catalogue.default_of(self.row.name))


class PreferencesWindow(QDialog):
    """Every change holds at once. Esc closes it, and before that empties the search."""

    chosen = Signal(str, object)
    """Name of a setting, and its new value."""
    commanded = Signal(str)
    """A command of the page."""

    def __init__(self, parent: QWidget, theme: Theme, choose_folder: Callable[[str], str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self._theme = theme
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search the preferences"))
        self.search.setAccessibleName(self.tr("Search the preferences"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.filter)
        self.rows: dict[str, RowWidget] = {}
        self._headings: dict[str, PlainLabel] = {}
        self.nothing = sentence(self.tr("No preference has these words."))
        self.nothing.hide()
        body = QWidget()
        body.setAccessibleName(self.tr("Preferences"))
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, theme.space("m"), 0)
        self._column.setSpacing(0)
        for row in catalogue.rows():
            self._add(row, choose_folder)
        self._column.addWidget(self.nothing)
        self._column.addStretch(1)
        self._lay_out(body)

    def _add(self, row: Row, choose_folder: Callable[[str], str]) -> None:
        if row.section not in self._headings:
            heading = self._headings[row.section] = PlainLabel(tr(row.section))
            heading.setProperty("role", "title")
            heading.setContentsMargins(0, self._theme.space("l"), 0, self._theme.space("s"))
            self._column.addWidget(heading)
            if row.section is Section.PRIVACY:
                self._private = sentence(
                    self.tr(
                        "The program itself never connects to anything. This is what it keeps here:"
                    )
                )
                self._column.addWidget(self._private)
        widget = self.rows[row.name] = RowWidget(row, self._theme, choose_folder)
        widget.chosen.connect(self.chosen)
        widget.commanded.connect(self.commanded)
        self._column.addWidget(widget)

    def _lay_out(self, body: QWidget) -> None:
        space = self._theme.space
        close = QPushButton(self.tr("&Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(space("xl"), space("xl"), space("xl"), space("xl"))
        column.setSpacing(space("l"))
        column.addWidget(self.search)
        self.area = ScrollContainer(body)
        column.addWidget(self.area, 1)
        column.addLayout(below)
        open_at(self, self._theme.px(640), self._theme.px(680))

    # --- what is shown

    def show_values(self, values: Mapping[str, object]) -> None:
        """Show what the settings are now, by name."""
        for name, widget in self.rows.items():
            if widget.field is not None and name in values:
                widget.show_value(values[name])

    def filter(self, words: str) -> None:
        """Show the rows that have all of these words, in their title, sentence or options."""
        wanted = search_key(words).split()
        found = {name for name, row in self.rows.items() if all(w in row.words for w in wanted)}
        for name, row in self.rows.items():
            row.setVisible(name in found)
        sections = {self.rows[name].row.section for name in found}
        for section, heading in self._headings.items():
            heading.setVisible(section in sections)
        self._private.setVisible(Section.PRIVACY in sections)
        self.nothing.setVisible(not found)

    def reject(self) -> None:
        if self.search.text():
            self.search.clear()
            self.search.setFocus()
        else:
            super().reject()


def _field(row: Row, name: str, theme: Theme, choose_folder: Callable[[], str]) -> Field:
    field: Field
    match row.kind:
        case Switch():
            field = SwitchField(name, row.kind)
        case Choice():
            field = ChoiceField(name, row.kind)
        case Number():
            field = NumberField(name, row.kind)
        case Font():
            field = FontField(name, row.kind)
        case Folder():
            field = FolderField(name, row.kind, choose_folder)
        case Pattern():
            field = PatternField(name, theme)
        case CoderColors():
            field = CoderColorsField(name, theme)
        case Command():
            raise ValueError(row.name)
    return field
