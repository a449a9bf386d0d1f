"""A strip below the selected coding in which single keys set its values."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from annotator.corpus.changes import ATTRIBUTE_VALUE, CODEBOOK_KINDS, CODING, Changes
from annotator.corpus.codebook import Attribute, Value
from annotator.corpus.ratings import Rating, rating
from annotator.ui.actions.key_repeats import KeyRepeats
from annotator.ui.inspector.attribute_field import choices_of, toggled, value_chip
from annotator.ui.inspector.star_row import StarRow
from annotator.ui.inspector.typing_burst import TypingBurst
from annotator.ui.open_document.codings import ShownCoding
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.recovery.unsaved_changes import VALUE
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
_WIDEST = 460


class ValueStrip(QFrame):
    """Shown where the eyes are, when it is asked for. While it is shown, the keys on it set the
    values of one coding; Esc closes it, and so does every other key, which then does what it
    always does.

    What a key sets is shown at once and written when a moment has passed: whoever types words does
    not set values with their first letters.
    """

    closed = Signal()
    wordsTyped = Signal()
    """Words were typed; what their first letters would have set is not."""

    def __init__(self, bridge: ProjectBridge, page: DocumentPage, theme: Theme) -> None:
        super().__init__(page.reader.view.viewport())
        self._bridge, self._page, self._theme = bridge, page, theme
        self._viewport = page.reader.view.viewport()
        self._coding: str | None = None
        self._repeats = KeyRepeats()
        self._keys: dict[str, tuple[Attribute, str]] = {}
        self._typed: list[tuple[ShownCoding, Attribute, str]] = []
        self._burst = TypingBurst(lambda text: self.is_open and text in self._keys, self)
        self._burst.ended.connect(self._take_typed)
        self._body: QWidget | None = None
        self.setObjectName("valueStrip")
        self.setAccessibleName(self.tr("Values of the coding"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()
        view = page.reader.view
        view.installEventFilter(self)
        view.pageMoved.connect(self._place)
        view.selectionSpanChanged.connect(lambda _span: self.close_strip())
        page.selectedCodingChanged.connect(self._follow)
        page.documentChanged.connect(self.close_strip)
        bridge.changed.connect(self._take)
        bridge.unsaved.changed.connect(self._refresh)

    @property
    def is_open(self) -> bool:
        return self._coding is not None

    def open_strip(self) -> bool:
        """Offer the values of the selected coding; False where it has none to choose from, or is
        another coder's."""
        entry = self._entry()
        if entry is None or not any(map(choices_of, self._attributes(entry))):
            self.close_strip()
            return False
        self._coding = entry.guid
        self._refresh()
        return True

    def finish(self) -> None:
        """Write what was typed last, without waiting."""
        self._burst.finish()

    def close_strip(self) -> None:
        """The keys mean again what they mean in the reader."""
        if self._coding is not None:
            self._coding = None
            self._keys = {}
            self.hide()
            self.closed.emit()

    def _entry(self) -> ShownCoding | None:
        selected, me = self._page.selected, self._bridge.coder
        own = selected is not None and me is not None and selected.coder == me.guid
        return selected if own else None

    def _attributes(self, entry: ShownCoding) -> list[Attribute]:
        return [a for a in self._bridge.codebook.attributes_of(entry.code) if choices_of(a)]

    def _follow(self) -> None:
        selected = self._page.selected
        if selected is None or selected.guid != self._coding:
            self.close_strip()

    def _take(self, changes: Changes) -> None:
        kinds = (CODING, ATTRIBUTE_VALUE, *CODEBOOK_KINDS)
        if self.is_open and any(changes.touched(kind) for kind in kinds):
            self._refresh()

    # --- what it shows

    def _refresh(self) -> None:
        """The values of the coding as it is now; a coding that was given another code has those of
        that one."""
        if self._coding is None:
            return
        entry = self._entry()
        attributes = self._attributes(entry) if entry is not None else []
        if entry is None or entry.guid != self._coding or not attributes:
            self.close_strip()
            return
        values = self._values(entry)
        self._keys = {}
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.space("m"))
        grid.setVerticalSpacing(self._theme.space("xs"))
        for row, attribute in enumerate(attributes):
            name = PlainLabel(attribute.name)
            name.setProperty("role", "small")
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._chips(attribute, values.get(attribute.guid)), row, 1)
        hint = PlainLabel(self.tr("A key sets a value. Esc: done."))
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        grid.addWidget(hint, len(attributes), 1)
        grid.setColumnStretch(1, 1)
        self._show_body(body)

    def _show_body(self, body: QWidget) -> None:
        if self._body is not None:
            self._body.deleteLater()  # not at once: a chip of it may be handling the event
            self._body.hide()
        self._body = body
        body.setParent(self)
        margin = self._theme.space("m")
        width = min(self._theme.px(_WIDEST), self._viewport.width() - 2 * margin)
        layout = body.layout()
        assert layout is not None
        height = max(layout.totalHeightForWidth(width - 2 * margin), layout.sizeHint().height())
        body.setGeometry(margin, margin, width - 2 * margin, height)
        body.show()
        self.resize(width, height + 2 * margin)
        self.show()
        self._place()

    def _chips(self, attribute: Attribute, value: Value | None) -> QWidget:
        """The values of one attribute, with those keys that no attribute before it has."""
        row = QWidget()
        flow = FlowLayout(self._theme.space("s"))
        row.setLayout(flow)
        chosen = {value} if isinstance(value, str) else set(value or ())
        found = rating(attribute)
        if found is not None and found.stars:
            flow.addWidget(self._stars(attribute, found, value))
            return row
        for choice in choices_of(attribute):
            free = bool(choice.key) and choice.key not in self._keys
            if free:
                self._keys[choice.key] = (attribute, choice.name)
            chip = value_chip(attribute, choice, on=choice.name in chosen, with_key=free)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.clicked.connect(
                lambda _on=False, name=choice.name, of=attribute: self._choose(of, name)
            )
            flow.addWidget(chip)
        return row

    def _stars(self, attribute: Attribute, found: Rating, value: Value | None) -> QWidget:
        """A rating, which digits set."""
        for choice in choices_of(attribute):
            if choice.key and choice.key not in self._keys:
                self._keys[choice.key] = (attribute, choice.name)
        stars = StarRow(attribute, found, value, self._theme, takes_focus=False)
        stars.chosen.connect(lambda name: self._choose(attribute, name))
        return stars

    def _values(self, entry: ShownCoding) -> Mapping[str, Value | None]:
        (coding,) = self._bridge.codings([entry.guid])
        said: dict[str, Value | None] = dict(coding.attributes)
        for attribute in self._attributes(entry):
            waiting = self._bridge.unsaved.value_of(VALUE, entry.coder, entry.guid, attribute.guid)
            if waiting is not None:
                said[attribute.guid] = tuple(waiting) if isinstance(waiting, list) else waiting
        for typed, attribute, name in self._typed:
            if typed.guid == entry.guid:
                said[attribute.guid] = toggled(attribute, said.get(attribute.guid), name)
        return said

    def _place(self) -> None:
        """Below the last line of the coding; above its first where there is no room, and always
        on the page."""
        entry = self._entry()
        if self._coding is None or entry is None:
            return
        lines = self._page.reader.view.line_tops()
        top, bottom = lines.extent(entry.start, entry.end)
        gap = self._theme.space("s")
        page = self._viewport
        below, above = round(bottom) + 2 * gap, round(top) - gap - self.height()
        y = below if below + self.height() <= page.height() or above < 0 else above
        y = min(max(gap, y), max(gap, page.height() - self.height() - gap))
        self.move(QPoint(self._theme.space("m"), y))
        self.raise_()

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        self._refresh()

    # --- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            self._repeats.note_release(event)
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if self._coding is None or event.type() not in kinds or not isinstance(event, QKeyEvent):
            return False
        pressed = event.type() == QEvent.Type.KeyPress
        if event.key() in _MODIFIERS:
            return False
        plain = event.modifiers() in _PLAIN
        found = self._keys.get(event.text()) if plain else None
        if found is None and not (plain and event.key() == Qt.Key.Key_Escape):
            self.close_strip()  # the key does what it always does
            return False
        event.accept()
        if pressed and found is None:
            self.close_strip()
        elif pressed and found is not None and not self._repeats.is_repeat(event):
            self._type(*found)
        return True

    def _type(self, attribute: Attribute, name: str) -> None:
        """Show what a key sets; it is written when it is no beginning of a word."""
        entry = self._entry()
        if entry is not None:
            self._typed.append((entry, attribute, name))
            self._burst.go_on()
            self._refresh()

    def _take_typed(self, words: bool) -> None:
        typed, self._typed = self._typed, []
        if words:
            self.close_strip()
            self.wordsTyped.emit()
            return
        for entry, attribute, name in typed:
            self._write(entry, attribute, name)

    def _choose(self, attribute: Attribute, name: str) -> None:
        """A chip was clicked."""
        self._burst.finish()
        entry = self._entry()
        if entry is not None:
            self._write(entry, attribute, name)

    def _write(self, entry: ShownCoding, attribute: Attribute, name: str) -> None:
        value = toggled(attribute, self._values(entry).get(attribute.guid), name)
        plain = list(value) if isinstance(value, tuple) else value
        self._bridge.make(VALUE, entry.guid, attribute.guid, plain)
