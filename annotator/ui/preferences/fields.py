"""The field of a preference: shows a value, tells when somebody chose another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFontComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.ui.preferences.row import Choice, Folder, Font, Number, Switch
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import sentence


class Field(QWidget):
    """What stands in a row. `value` is of the type that the catalogue has."""

    changed = Signal(object)
    """The value that somebody chose."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        """What it is called for those who hear it."""
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)

    def show_value(self, value: object) -> None:
        """Show a value without telling that it was chosen."""
        raise NotImplementedError

    def words(self, value: object) -> str:
        """A value as the row says it."""
        return str(value)

    def _take(self, widget: QWidget) -> None:
        for part in (widget, *widget.findChildren(QLineEdit)):  # the line has the focus
            part.setAccessibleName(self.name)
        self.setFocusProxy(widget)
        self.row.addWidget(widget, 1)


class SwitchField(Field):
    """A box to tick."""

    def __init__(self, name: str, kind: Switch) -> None:
        super().__init__(name)
        self.box = QCheckBox(tr(kind.label))
        self._take(self.box)
        self.box.setAccessibleName(f"{name}: {tr(kind.label)}")
        self.box.clicked.connect(lambda on: self.changed.emit(bool(on)))

    def show_value(self, value: object) -> None:
        self.box.setChecked(bool(value))

    def words(self, value: object) -> str:
        return tr("On") if value else tr("Off")


class _Box(QComboBox):
    """Scrolling the page over it chooses nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(Field):
    """A list of a few; a value that none of them has is shown as it is."""

    def __init__(self, name: str, kind: Choice) -> None:
        super().__init__(name)
        self._options = kind.options()
        self.box = _Box()
        for value, words in self._options:
            self.box.addItem(words, value)
        self._take(self.box)
        self.box.activated.connect(lambda row: self.changed.emit(str(self.box.itemData(row))))

    def show_value(self, value: object) -> None:
        row = self.box.findData(value)
        if row < 0:
            self.box.addItem(str(value), value)
            row = self.box.count() - 1
        self.box.setCurrentIndex(row)

    def words(self, value: object) -> str:
        return next((words for one, words in self._options if one == value), str(value))


class _Spin(QSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NumberField(Field):
    """A number with its unit."""

    def __init__(self, name: str, kind: Number) -> None:
        super().__init__(name)
        self._kind = kind
        self.box = _Spin()
        self.box.setRange(kind.least, kind.most)
        self.box.setSingleStep(kind.step)
        self.box.setSuffix(tr(kind.unit) if kind.unit else "")
        self.box.setKeyboardTracking(False)  # “1” on the way to “150” is nobody's choice
        if kind.none:
            self.box.setSpecialValueText(tr(kind.none))
        self._take(self.box)
        self.box.valueChanged.connect(self.changed.emit)

    def show_value(self, value: object) -> None:
        self.box.blockSignals(True)
        self.box.setValue(int(str(value)))
        self.box.blockSignals(False)

    def words(self, value: object) -> str:
        if self._kind.none and value == self._kind.least:
            return tr(self._kind.none)
        return f"{value}{tr(self._kind.unit) if self._kind.unit else ''}"


class _Fonts(QFontComboBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FontField(Field):
    """A family of letters, or the usual one."""

    def __init__(self, name: str, kind: Font) -> None:
        super().__init__(name)
        self._usual = tr(kind.usual)
        self.box = _Fonts()
        self._take(self.box)
        self.box.activated.connect(lambda _row: self.changed.emit(self.box.currentFont().family()))

    def show_value(self, value: object) -> None:
        self.box.blockSignals(True)
        if value:
            self.box.setCurrentFont(QFont(str(value)))
        else:
            self.box.setEditText(self._usual)
        self.box.blockSignals(False)

    def words(self, value: object) -> str:
        return str(value) or self._usual


class FolderField(Field):
    """A folder that is chosen with the system's dialog; `choose` opens it."""

    def __init__(self, name: str, kind: Folder, choose: Callable[[], str]) -> None:
        super().__init__(name)
        self._usual, self._choose = tr(kind.usual), choose
        self.line = QLineEdit()
        self.line.setReadOnly(True)
        self._take(self.line)
        self.button = QPushButton(tr("Choose…"))
        self.button.setAutoDefault(False)
        self.button.setAccessibleName(tr("Choose: {what}", what=name))
        self.button.clicked.connect(self._ask)
        self.row.addWidget(self.button)

    def _ask(self) -> None:
        chosen = self._choose()
        if chosen:
            self.show_value(chosen)
            self.changed.emit(chosen)

    def show_value(self, value: object) -> None:
        self.line.setText(self.words(value))
        self.line.setCursorPosition(0)

    def words(self, value: object) -> str:
        return str(value) or self._usual


class PatternField(Field):
    """How a quotation is cited, with an example below that follows each key. What is no pattern is
    told there, and not taken."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(name)
        from annotator.exchange.coded_text import citations  # noqa: PLC0415  (start-up)

        self._citations = citations
        self.line = QLineEdit()
        self.example = sentence("")
        column = QVBoxLayout()
        column.setSpacing(theme.space("s"))
        self.line.setAccessibleName(name)
        self.setFocusProxy(self.line)
        column.addWidget(self.line)
        column.addWidget(self.example)
        names = ", ".join("{" + one + "}" for one in citations.PLACES)
        column.addWidget(sentence(tr("There are {places}.", places=names), "small"))
        self.row.addLayout(column, 1)
        self.line.textChanged.connect(lambda _words: self._show_example())
        self.line.textEdited.connect(self._choose)

    def fault(self) -> str:
        """Why what is written is no pattern; empty where it is one."""
        try:
            self._citations.check(self.line.text())
        except UserError as error:
            return str(error)
        return ""

    def _choose(self, words: str) -> None:
        if not self.fault():
            self.changed.emit(words)

    def _show_example(self) -> None:
        fault = self.fault()
        if not fault:
            source = self._citations.Source(
                tr("Interview 3"), "12", tr("Work"), "", "40", tr("Noor"), "0:12:31"
            )
            said = self._citations.cite(self.line.text(), tr("we had no choice"), source)
        self.example.setText(fault or tr("Example: {said}", said=said))
        self.example.setProperty("role", "error" if fault else "muted")
        self.example.style().polish(self.example)

    def show_value(self, value: object) -> None:
        self.line.setText(str(value))
        self.line.setCursorPosition(0)
        self._show_example()


class CoderColorsField(Field):
    """A button for each coder of the open project, in their colour; without one, a sentence."""

    requestColor = Signal(str, QPushButton)
    """A colour is wanted for a coder (GUID), from a menu at a button."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(name)
        self._theme = theme
        self.buttons: dict[str, QPushButton] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.space("s"))
        self.row.addLayout(self._column, 1)

    def show_coders(self, coders: list[tuple[str, str, str]]) -> None:
        """Show GUID, name and colour (``#rrggbb``) of each coder."""
        from annotator.ui.codebook.color_words import color_words  # noqa: PLC0415  (start-up)
        from annotator.ui.widgets.plain_text import literal  # noqa: PLC0415
        from annotator.ui.widgets.swatch import swatch  # noqa: PLC0415

        if [guid for guid, _name, _color in coders] != list(self.buttons):
            self._clear()
            for guid, name, _color in coders:
                self._add(guid, literal(name))
            if not coders:
                self._column.addWidget(sentence(tr("Open a project to choose them.")))
        for guid, name, color in coders:
            button = self.buttons[guid]
            button.setIcon(swatch(color, self._theme))
            button.setAccessibleName(
                tr("Colour of {coder}: {color}", coder=name, color=color_words(color))
            )

    def _clear(self) -> None:
        self.buttons.clear()
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, guid: str, words: str) -> None:
        button = self.buttons[guid] = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.requestColor.emit(guid, button))
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    def show_value(self, value: object) -> None:
        """The colours are those of coders, which `show_coders` has."""

    def words(self, _value: object) -> str:
        return tr("the palette, in turn")
