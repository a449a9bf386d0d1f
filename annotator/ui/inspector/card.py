"""One coding as a card: code, coder, passage, attributes, relations, memos, history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.codebook import Attribute, Code, Value
from annotator.corpus.messages import quoted
from annotator.ui.inspector.attribute_field import AttributeField, in_words
from annotator.ui.inspector.code_button import CodeButton
from annotator.ui.inspector.history_field import HistoryField, HistoryLine
from annotator.ui.open_document.codings import ShownCoding
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel, tip

_LONGEST_BESIDE = 16
"""Characters of a coder's name that stands beside that of a code."""
_LONGEST = 400
_DRAFT_MS = 1_000


@dataclass(frozen=True)
class RelationLine:
    """A relation as the card shows it: ``supports → “passage”``. `other` is the coding at its
    other end; `own` where the current coder may take it back; `notes` are the memos on it, with
    who wrote them."""

    guid: str
    other: str
    words: str
    own: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class CardContent:
    """What a card shows. `own` says whether the current coder may change it; `notes` are other
    coders' memos as (name, text)."""

    entry: ShownCoding
    code: Code
    coder: str
    passage: str
    own: bool
    selected: bool
    memo: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)
    attributes: list[tuple[Attribute, Value | None]] = field(default_factory=list)
    relations: list[RelationLine] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    """Rules of its code that it breaks, a sentence each."""
    unsaved: frozenset[str] = frozenset()
    """What waits to be saved: ``"memo"``, and attributes by their GUIDs."""
    origin: str = ""
    """How and under which version of the codebook it was made, in words."""


@dataclass(frozen=True)
class CardTools:
    """What a card asks the panel for: the `names` that an attribute (GUID) had before, the
    `history` of a coding, the `codes` that it can get, and `verbs` that act on its passage."""

    names: Callable[[str], list[str]]
    history: Callable[[str], Sequence[HistoryLine]]
    codes: Sequence[Code] = ()
    verbs: Sequence[QAction] = ()
    history_open: bool = False


class MemoField(QPlainTextEdit):
    """A memo being written; it is kept when the focus leaves the field."""

    written = Signal(str)
    typed = Signal(str)
    """What is there once one pauses: not written yet."""
    unchanged = Signal()
    """The focus left, and it says what it said."""

    def __init__(self, text: str, prompt: str = "") -> None:
        super().__init__(text)
        self._kept = text
        self._rest = Debouncer(_DRAFT_MS, lambda: self.typed.emit(self.toPlainText().strip()), self)
        self.textChanged.connect(self._rest.start)
        self.setPlaceholderText(prompt or self.tr("Memo …"))
        self.setAccessibleName(prompt.rstrip(" …") or self.tr("Memo"))
        self.setTabChangesFocus(True)
        self.installEventFilter(self)

    def show_text(self, text: str) -> None:
        """Show another memo, which is then the one that is kept."""
        self._kept = text
        self.setPlainText(text)
        self._rest.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        leaving = event.type() == QEvent.Type.FocusOut
        if leaving:
            self._rest.stop()
        if leaving and self.toPlainText().strip() != self._kept:
            self._kept = self.toPlainText().strip()
            self.written.emit(self._kept)
        elif leaving:
            self.unchanged.emit()
        return super().eventFilter(watched, event)


class CodingCard(QFrame):
    """A click makes it the selected one, which shows everything and can be changed in place."""

    requestSelect = Signal(str)
    requestDelete = Signal(str)
    requestMemo = Signal(str, str)
    memoTyped = Signal(str, str)
    memoUnchanged = Signal(str)
    requestValue = Signal(str, str, object)
    """Coding, attribute (GUIDs) and the new value, or None."""
    requestUnrelate = Signal(str)
    requestRelationMemo = Signal(str)
    requestRecode = Signal(str, str)
    """Coding and its new code (GUIDs)."""
    historyToggled = Signal(bool)

    def __init__(self, content: CardContent, theme: Theme, tools: CardTools) -> None:
        super().__init__()
        self.content = content
        self._tools = tools
        self.history: HistoryField | None = None
        self.theme = theme
        self.fields: list[AttributeField] = []
        self.memo: MemoField | None = None
        self._dress()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*[theme.space("m")] * 4)
        self._column.setSpacing(theme.space("s"))
        self._column.addLayout(self._head())
        text = " ".join(content.passage.split())
        shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        self._column.addWidget(wrapped(quoted(shown)))
        for warning in content.warnings:
            self._column.addWidget(wrapped(warning, "warning"))
        self._add_attributes(tools.names)
        self._add_relations()
        for writer, note in content.notes:
            self._column.addWidget(wrapped(f"{writer}: {note}", "small"))
        self._add_memo()
        if content.selected and content.origin:
            self._column.addWidget(wrapped(content.origin, "small"))
        if content.selected:
            self._add_history()

    def _dress(self) -> None:
        self.setAccessibleName(f"{self.content.code.name}, {self.content.coder}")
        self.setObjectName("selectedCard" if self.content.selected else "card")
        line = self.theme.code_line(self.content.code.color).name()
        sides = f"border-left-color: {line};"
        if self.isRightToLeft():
            plain = self.theme.color("border").name()
            thin, thick = self.theme.px(1), self.theme.px(4)
            sides = f"border-left: {thin}px solid {plain}; border-right: {thick}px solid {line};"
        self.setStyleSheet(f"#card, #selectedCard {{ {sides} }}")

    def _head(self) -> QVBoxLayout:
        """The name, then whose it is: each has its own line where the coding can be changed, as
        beside buttons a name would be cut where letters are large, and where the coder's is long.
        """
        own = self.content.own
        editable = own and self.content.selected
        head, row = QVBoxLayout(), QHBoxLayout()
        head.setSpacing(0)
        head.addLayout(row)
        code: QWidget = self._code_button() if editable else self._code_label()
        beside = not editable and len(self.content.coder) <= _LONGEST_BESIDE
        if beside:
            row.addWidget(code, 1)
        else:
            head.insertWidget(0, code)
        row.addWidget(wrapped(self.content.coder, "small"), 0 if beside else 1)
        if editable and self._tools.verbs:
            row.addWidget(self._passage_button())
        if own:
            guid = self.content.entry.guid
            delete = self.tr("Delete this coding")
            cross = _cross(delete, lambda: self.requestDelete.emit(guid))
            cross.setAccessibleName(f"{delete}: {self.content.code.name}")
            row.addWidget(cross)
        return head

    def _code_label(self) -> QLabel:
        name = wrapped(self.content.code.name)
        color = self.theme.code_text(self.content.code.color).name()
        name.setStyleSheet(f"color: {color}; font-weight: 600;")
        return name

    def _code_button(self) -> CodeButton:
        button = CodeButton(self.content.code, self._tools.codes, self.theme)
        button.codeChosen.connect(self._ask_for_code)
        return button

    def _ask_for_code(self, code: str) -> None:
        self.requestRecode.emit(self.content.entry.guid, code)

    def _passage_button(self) -> QToolButton:
        """What can be done with the passage."""
        button = QToolButton()
        button.setText("⋯")
        button.setToolTip(self.tr("Change the passage"))
        button.setAccessibleName(self.tr("Change the passage"))
        menu = QMenu(button)
        menu.addActions(list(self._tools.verbs))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _add_history(self) -> None:
        tools, guid = self._tools, self.content.entry.guid
        self.history = HistoryField(
            lambda: tools.history(guid), self.theme, is_open=tools.history_open
        )
        self.history.toggled.connect(self.historyToggled)
        self._column.addWidget(self.history)

    def _add_attributes(self, names: Callable[[str], list[str]]) -> None:
        """All attributes where they can be changed here, else those that say something."""
        content = self.content
        for attribute, value in content.attributes:
            if not (content.selected and content.own):
                if value:
                    said = in_words(attribute, value)
                    self._column.addWidget(wrapped(f"{attribute.name}: {said}", "small"))
                continue
            entry = AttributeField(attribute, value, self.theme, names)
            entry.valueSet.connect(partial(self._ask_for_value, attribute.guid))
            self.fields.append(entry)
            self._column.addWidget(entry)
            self._mark_unsaved(entry, attribute.guid)

    def _ask_for_value(self, attribute: str, value: Value | None) -> None:
        self.requestValue.emit(self.content.entry.guid, attribute, value)

    def _add_relations(self) -> None:
        for line in self.content.relations:
            row = QHBoxLayout()
            words = LinkLabel(line.words)
            words.followed.connect(partial(self.requestSelect.emit, line.other))
            row.addWidget(words, 1)
            if self.content.selected:
                note = self.tr("Memo on this relation")
                ask = partial(self.requestRelationMemo.emit, line.guid)
                row.addWidget(_small_button("✎", note, ask))
            if line.own and self.content.selected:
                take_back = self.tr("Take back this relation")
                row.addWidget(_cross(take_back, partial(self.requestUnrelate.emit, line.guid)))
            self._column.addLayout(row)
            for note in line.notes:
                self._column.addWidget(wrapped(note, "small"))

    def _add_memo(self) -> None:
        content = self.content
        if content.own and content.selected:
            self.memo = MemoField(content.memo)
            self.memo.setFixedHeight(self.theme.px(64))
            self.memo.written.connect(lambda text: self.requestMemo.emit(content.entry.guid, text))
            self.memo.typed.connect(lambda text: self.memoTyped.emit(content.entry.guid, text))
            self.memo.unchanged.connect(lambda: self.memoUnchanged.emit(content.entry.guid))
            self._column.addWidget(self.memo)
            self._mark_unsaved(self.memo, "memo")
        elif content.memo:
            self._column.addWidget(wrapped(content.memo, "small"))

    def _mark_unsaved(self, field: QWidget, what: str) -> None:
        """Say at a field that what is in it waits to be saved."""
        if what in self.content.unsaved:
            field.setProperty("unsaved", True)
            self._column.addWidget(wrapped(self.tr("Not saved yet; tried again."), "warning"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.requestSelect.emit(self.content.entry.guid)
        event.accept()


class LinkLabel(PlainLabel):
    """Words that lead somewhere, by click or by key; they break their lines."""

    followed = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setWordWrap(True)
        self.setProperty("role", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.followed.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.followed.emit()
        else:
            super().keyPressEvent(event)


def _cross(name: str, action: Callable[[], None]) -> QToolButton:
    return _small_button("✕", name, action)


def _small_button(sign: str, name: str, action: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setText(sign)
    button.setToolTip(tip(name))
    button.setAccessibleName(name)
    button.clicked.connect(lambda _checked=False: action())
    return button


def wrapped(text: str, role: str = "") -> QLabel:
    """A label of plain text that breaks its lines."""
    label = PlainLabel(text)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
