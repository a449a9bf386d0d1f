"""Single keys that set closed values right after coding, or when asked for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from annotator.ui.document_page import DocumentPage
from annotator.ui.inspector.attribute_field import choices_of
from annotator.ui.inspector.panel import InspectorPanel

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class ValueKeys(QObject):
    """While it is armed, the keys of the selected coding's values set them, before any other
    meaning that they have in the reader. A coding that was just made arms it; moving on, Esc and
    selecting another coding disarm it."""

    armed = Signal(str)
    """The keys that set values now, in words; empty when there are none."""

    def __init__(self, page: DocumentPage, inspector: InspectorPanel) -> None:
        super().__init__(inspector)
        self._page = page
        self._inspector = inspector
        self._coding: str | None = None
        page.reader.view.installEventFilter(self)
        page.selectedCodingChanged.connect(self._check)
        page.reader.view.selectionSpanChanged.connect(lambda _span: self.disarm())

    @property
    def is_armed(self) -> bool:
        return self._coding is not None

    def arm(self) -> bool:
        """Listen to the value keys of the selected coding; False where it has none."""
        keys = self._keys()
        selected = self._page.selected
        self._coding = selected.guid if selected is not None and keys else None
        self.armed.emit("   ".join(f"{key} {name}" for key, (_a, name) in keys.items()))
        return self.is_armed

    def disarm(self) -> None:
        """The keys mean again what they mean in the reader."""
        if self._coding is not None:
            self._coding = None
            self.armed.emit("")

    def _check(self) -> None:
        selected = self._page.selected
        if selected is None or selected.guid != self._coding:
            self.disarm()

    def _keys(self) -> dict[str, tuple[int, str]]:
        """By key, the number of the field and the value; of two with one key, the first."""
        keys: dict[str, tuple[int, str]] = {}
        for number, attribute in enumerate(self._inspector.attributes()):
            for choice in choices_of(attribute):
                if choice.key:
                    keys.setdefault(choice.key, (number, choice.name))
        return keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if self._coding is None or event.type() not in kinds or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.disarm()
            return False
        found = self._keys().get(event.text()) if event.modifiers() in _PLAIN else None
        if found is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            number, name = found
            self._inspector.fields()[number].choose(name)
        return True
