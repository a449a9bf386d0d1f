"""The attributes of a code as a list in its form: add, edit, delete, put in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.codebook import Attribute, AttributeKind, Code
from annotator.corpus.identity import new_guid
from annotator.corpus.messages import fill
from annotator.ui.codebook.attribute_dialog import AttributeDialog, kind_name
from annotator.ui.codebook.mapping_dialog import Mapped
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.two_lines import add_row, two_line_list

ValueCounts = Callable[[str], Mapping[str, int]]
"""How many codings say each value of an attribute (a GUID)."""


class AttributeList(QWidget):
    """Edits copies: `attributes` in their order, and `mappings` of old values by attribute."""

    def __init__(
        self, code: Code, attributes: Sequence[Attribute], theme: Theme, counts: ValueCounts
    ) -> None:
        super().__init__()
        self._code, self._theme, self._counts = code, theme, counts
        self.attributes = list(attributes)
        self.mappings: dict[str, Mapped] = {}
        self.list = two_line_list(theme, self.tr("Attributes"))
        self.list.itemActivated.connect(lambda _item: self.edit())
        self.note = sentence("", "small")
        self._buttons = [
            self._button(self.tr("Add…"), self.add),
            self._button(self.tr("Edit…"), self.edit),
            self._button(self.tr("Delete"), self.delete),
            self._button(self.tr("Up"), lambda: self.move_by(-1)),
            self._button(self.tr("Down"), lambda: self.move_by(1)),
        ]
        self._lay_out(theme)
        for key, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda by=by: self.move_by(by))
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self._show(0)

    def _button(self, text: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _lay_out(self, theme: Theme) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.space("m"))
        for button in self._buttons[:3]:
            row.addWidget(button)
        row.addStretch(1)
        for button in self._buttons[3:]:
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space("l"), 0, 0)
        column.setSpacing(theme.space("m"))
        column.addWidget(
            sentence(self.tr("What is said about each coding with this code, by single keys."))
        )
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        column.addLayout(row)

    # --- what it shows

    def _show(self, row: int) -> None:
        self.list.clear()
        for attribute in self.attributes:
            add_row(self.list, attribute.name, self._words(attribute))
        self.list.setCurrentRow(min(row, len(self.attributes) - 1))
        self._enable()

    def _words(self, attribute: Attribute) -> str:
        words = kind_name(attribute.kind)
        if attribute.choices:
            words += ": " + ", ".join(choice.name for choice in attribute.choices)
        if attribute.required:
            words += " · " + self.tr("required")
        if attribute.default:
            words += " · " + self.tr("default “{0}”").format(attribute.default)
        return words

    def _enable(self) -> None:
        row = self.list.currentRow()
        for button in self._buttons[1:3]:
            button.setEnabled(row >= 0)
        self._buttons[3].setEnabled(row > 0)
        self._buttons[4].setEnabled(0 <= row < len(self.attributes) - 1)

    # --- verbs

    def add(self) -> None:
        guid, code = new_guid(), self._code
        new = Attribute(guid, code.guid, "", AttributeKind.CHOICE, code.created, code.modified)
        self._open(new, len(self.attributes))

    def edit(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self._open(self.attributes[row], row)

    def _open(self, attribute: Attribute, row: int) -> None:
        others = {a.name for a in self.attributes if a.guid != attribute.guid}
        counts = self.counts(attribute)
        dialog = AttributeDialog(self.window(), attribute, others, counts, self._theme)
        dialog.accepted.connect(lambda: self._take(dialog.attribute(), dialog.mapping, row))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, attribute: Attribute, mapping: Mapped, row: int) -> None:
        # An attribute may be edited twice before the form is done: one mapping after the other.
        first = self.mappings.get(attribute.guid, {})
        both = {old: mapping.get(new, new) if new else None for old, new in first.items()}
        self.mappings[attribute.guid] = {**mapping, **both}
        self.attributes[row : row + 1] = [attribute]
        self._show(row)

    def counts(self, attribute: Attribute) -> Counter[str]:
        """How many codings say each value, as they would after the edits so far."""
        mapping = self.mappings.get(attribute.guid, {})
        counts: Counter[str] = Counter()
        for value, number in self._counts(attribute.guid).items():
            now = mapping.get(value, value)
            if now is not None:
                counts[now] += number
        return counts

    def delete(self) -> None:
        row = self.list.currentRow()
        if row < 0:
            return
        attribute = self.attributes.pop(row)
        said = sum(self._counts(attribute.guid).values())
        self.note.setText(
            fill(
                self.tr(
                    "“{0}” goes with OK, and with it {1:,} values in codings; Undo brings all back."
                ),
                attribute.name,
                said,
            )
            if said
            else ""
        )
        self._show(row)

    def move_by(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < len(self.attributes):
            self.attributes.insert(row + by, self.attributes.pop(row))
            self._show(row + by)
