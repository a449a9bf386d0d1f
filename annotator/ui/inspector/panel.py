"""The codings at the caret as cards; the selected one can be changed in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.codebook import Value
from annotator.corpus.coding import Coding, Memo, Relation
from annotator.corpus.messages import moment, quoted
from annotator.corpus.span import passage
from annotator.operations import codings
from annotator.operations.codings import relations
from annotator.ui.coding_issues.marks import OpenMarks
from annotator.ui.inspector.attribute_field import AttributeField
from annotator.ui.inspector.card import (
    CardContent,
    CardTools,
    CodingCard,
    MemoField,
    RelationLine,
    wrapped,
)
from annotator.ui.inspector.history_field import HistoryLine
from annotator.ui.inspector.origins import Origins
from annotator.ui.open_document.codings import ShownCoding
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.recovery.unsaved_changes import MEMO, VALUE
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.tasks.latest import Run
from annotator.ui.theme import Theme
from annotator.ui.widgets.panel import Panel
from annotator.ui.widgets.preserve_focus import preserve_focus

_MOST = 12
_REST_MS = 90
"""The text shows a new coding first; the cards follow, before anybody can look at them."""
_SHORT = 60
_SHOWN_KINDS = (
    *(kinds.MEMO, kinds.CODING, kinds.ATTRIBUTE_VALUE, kinds.RELATION, kinds.CODER),
    *kinds.CODEBOOK_KINDS,
)


class InspectorPanel(Panel):
    """Cards of the codings at the caret, the selected one first in weight."""

    requestDelete = Signal(str)
    requestReveal = Signal(str)
    requestRelationMemo = Signal(str)
    """A memo on a relation (a GUID) is to be written."""

    def __init__(self, bridge: ProjectBridge, page: DocumentPage, theme: Theme, run: Run) -> None:
        self._area = QScrollArea()
        self._shown: list[object] = []
        self.cards: list[CodingCard] = []
        self.document_memo: MemoField | None = None
        self._actions: list[QAction] = []
        self._history_open = False
        super().__init__(self.tr("CODINGS HERE"), theme)
        # A key press that codes changes several things; the cards are made once, after it.
        self._soon = Debouncer(_REST_MS, self.rebuild, self)
        self._bridge = bridge
        self._page = page
        self._open_marks = OpenMarks(bridge, page)
        self._open_marks.changed.connect(self._soon.start)
        self._origins = Origins(bridge, run, self)
        self._origins.known.connect(self._soon.start)
        self._area.setProperty("role", "words")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(self.tr("Codings at the cursor"))
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.set_body(self._area)
        page.selectedCodingChanged.connect(self.refresh)
        page.documentChanged.connect(self._document_changed)
        page.reader.view.selectionSpanChanged.connect(lambda _span: self.refresh())
        bridge.changed.connect(self._take)
        bridge.coderChanged.connect(self._soon.start)
        bridge.unsaved.changed.connect(self._soon.start)
        self.rebuild()

    def _take(self, changes: Changes) -> None:
        if any(changes.touched(kind) for kind in _SHOWN_KINDS):
            self._soon.start()

    def _document_changed(self) -> None:
        self._hint_label.setText(self._hint())  # at once: the cards take a moment
        self.refresh()

    def refresh(self) -> None:
        """Show what is at the caret, unless that is shown already."""
        selected = self._page.selected
        here = (entry.guid for entry in self._page.codings_here())
        now = [selected.guid if selected else None, *here, *self._page.remarks_here()]
        if now != self._shown:
            self._soon.start()

    def up_to_date(self) -> None:
        """Make cards that are waited for now."""
        if self._soon.isActive():
            self.rebuild()

    def rebuild(self) -> None:
        """Make the cards anew."""
        self._soon.stop()
        here = self._page.codings_here()[:_MOST]
        selected = self._page.selected
        remarks = self._page.remarks_here()
        guids = (entry.guid for entry in here)
        self._shown = [selected.guid if selected else None, *guids, *remarks]
        self.cards = [self._card(content) for content in self._contents(here, selected)]
        with preserve_focus(self._area):
            self._show_cards(remarks, anything=bool(here))

    def _show_cards(self, remarks: Sequence[str], *, anything: bool) -> None:
        body = QWidget()
        body.setObjectName("panel")
        column = QVBoxLayout(body)
        m = self.theme.space("m")
        column.setContentsMargins(m, 0, m, m)
        column.setSpacing(m)
        for words in remarks:
            column.addWidget(wrapped(words))
        for card in self.cards:
            column.addWidget(card)
        self.document_memo = None
        if not any(card.memo is not None for card in self.cards):
            self._add_document_memo(column)
        self._hint_label = wrapped(self._hint(), "muted")
        column.addWidget(self._hint_label)
        if anything:
            self._hint_label.hide()
        column.addStretch(1)
        before = self._area.takeWidget()
        if before is not None:
            before.deleteLater()  # not at once: a card of it may be handling the event
        self._area.setWidget(body)

    def _add_document_memo(self, column: QVBoxLayout) -> None:
        """Where no coding of one's own is chosen, what one notes is about the document."""
        document, me = self._page.document, self._bridge.coder
        if document is None or me is None or self._bridge.project is None:
            return
        text = self._memo(document, self._bridge.memos([document]), me.guid)
        field = MemoField(text, self.tr("Memo on the document …"))
        field.setFixedHeight(self.theme.px(64))
        field.setReadOnly(self._bridge.read_only)
        field.setProperty("unsaved", MEMO in self._unsaved(document, me.guid))
        field.written.connect(lambda words: self._make(MEMO, document, words))
        field.typed.connect(lambda words: self._bridge.draft(MEMO, document, words))
        field.unchanged.connect(lambda: self._bridge.forget_draft(MEMO, document))
        self.document_memo = field
        column.addWidget(field)

    def _hint(self) -> str:
        if self._page.document is None:
            return self.tr("Open a document to code it.")
        return self.tr("No coding at the cursor. Select a passage and press the key of a code.")

    def _is_own(self, coder: str) -> bool:
        """Whether what this coder (a GUID) said can be changed here."""
        me = self._bridge.coder.guid if self._bridge.coder else ""
        return coder == me and not self._bridge.read_only

    # --- what the cards show

    def _contents(self, here: list[ShownCoding], selected: ShownCoding | None) -> list[CardContent]:
        if not here:
            return []
        guids = [entry.guid for entry in here]
        notes: dict[str, list[Memo]] = {}
        for memo in self._bridge.memos(guids):
            notes.setdefault(memo.subject, []).append(memo)
        full = {coding.guid: coding for coding in self._bridge.codings(guids)}
        joined = self._bridge.relations(guids)
        for memo in self._bridge.memos([relation.guid for relation in joined]) if joined else ():
            notes.setdefault(memo.subject, []).append(memo)
        return [
            self._content(
                entry,
                full[entry.guid],
                notes.get(entry.guid, []),
                [
                    self._relation_line(one, entry.guid, notes.get(one.guid, []))
                    for one in joined
                    if entry.guid in (one.source, one.target)
                ],
                selected=entry == selected,
            )
            for entry in here
            if entry.guid in full
        ]

    def _content(
        self,
        entry: ShownCoding,
        coding: Coding,
        notes: list[Memo],
        joined: list[RelationLine],
        *,
        selected: bool,
    ) -> CardContent:
        labels = self._bridge.coder_labels()
        me = self._bridge.coder.guid if self._bridge.coder else ""
        return CardContent(
            entry,
            self._page.code(entry),
            labels.get(entry.coder, ""),
            self._page.passage(entry),
            own=self._is_own(entry.coder),
            selected=selected,
            memo=self._memo(entry.guid, notes, me),
            notes=[(labels.get(m.coder, ""), m.text) for m in notes if m.coder != me],
            attributes=[
                (attribute, self._value(coding, attribute.guid, me))
                for attribute in self._bridge.codebook.attributes_of(entry.code)
            ],
            unsaved=self._unsaved(entry.guid, me),
            relations=joined,
            warnings=self._open_marks.words(entry.guid),
            origin=self._origins.words(coding) if selected else "",
        )

    def _memo(self, subject: str, notes: list[Memo], me: str) -> str:
        """The coder's memo: what waits to be saved, else what is in the file."""
        waiting = self._bridge.unsaved.value_of(MEMO, me, subject)
        stored = next((memo.text for memo in notes if memo.coder == me), "")
        return stored if waiting is None else str(waiting)

    def _value(self, coding: Coding, attribute: str, me: str) -> Value | None:
        waiting = self._bridge.unsaved.value_of(VALUE, me, coding.guid, attribute)
        if waiting is None:
            return coding.attributes.get(attribute)
        return tuple(waiting) if isinstance(waiting, list) else str(waiting)

    def _unsaved(self, subject: str, me: str) -> frozenset[str]:
        """What of a card waits to be saved: MEMO, and attributes by their GUIDs."""
        return frozenset(
            change.arguments[1] if change.kind == VALUE else MEMO
            for change in self._bridge.unsaved.pending
            if change.coder == me and change.arguments[0] == subject
        )

    def _relation_line(self, relation: Relation, here: str, notes: list[Memo]) -> RelationLine:
        names = {kind.guid: kind.name for kind in self._bridge.codebook.relation_types}
        forward = relation.source == here
        other = relation.target if forward else relation.source
        name, words = names[relation.kind], self._words(other)
        shown = f"{name} → {words}" if forward else f"← {name}: {words}"
        labels = self._bridge.coder_labels()
        said = tuple(f"{labels.get(memo.coder, '')}: {memo.text}" for memo in notes)
        return RelationLine(relation.guid, other, shown, self._is_own(relation.coder), said)

    def _words(self, guid: str) -> str:
        entry = self._page.codings.get(guid)
        if entry is None:
            return self.tr("a coding in another document")
        flat = " ".join(passage(self._page.text, entry.spans).split())
        return quoted(flat if len(flat) <= _SHORT else flat[: _SHORT - 1] + "…")

    def _card(self, content: CardContent) -> CodingCard:
        codes = [code for _depth, code in self._bridge.codebook.walk() if code.codable]
        history, is_open = self._history, self._history_open
        tools = CardTools(self._names, history, codes, self._actions, is_open)
        card = CodingCard(content, self.theme, tools)
        card.requestRecode.connect(lambda guid, code: self._do(codings.recode, [guid], code))
        card.historyToggled.connect(self._keep_history_open)
        card.requestSelect.connect(self._select)
        card.requestDelete.connect(self.requestDelete)
        card.requestMemo.connect(lambda *told: self._make(MEMO, *told))
        card.memoTyped.connect(lambda *told: self._bridge.draft(MEMO, *told))
        card.memoUnchanged.connect(lambda subject: self._bridge.forget_draft(MEMO, subject))
        card.requestValue.connect(self._set_value)
        card.requestRelationMemo.connect(self.requestRelationMemo)
        card.requestUnrelate.connect(lambda guid: self._do(relations.delete, guid))
        return card

    def set_actions(self, verbs: Sequence[QAction]) -> None:
        """The actions that change the passage of the selected coding."""
        self._actions = list(verbs)

    def _keep_history_open(self, is_open: bool) -> None:
        """Whoever wants to see histories sees that of the next coding too."""
        self._history_open = is_open

    def _history(self, guid: str) -> list[HistoryLine]:
        from annotator.operations.history import trail  # noqa: PLC0415  (read when it is opened)

        labels = self._bridge.coder_labels()
        lines = []
        for version in reversed(trail.versions(self._bridge.look(), guid)):
            at = moment(version.facts.at.astimezone())
            who = labels.get(version.facts.coder, "")
            lines.append(HistoryLine(f"{at} · {who}" if who else at, version.what))
        return lines

    def _names(self, attribute: str) -> list[str]:
        from annotator.operations.codings import coding_values  # noqa: PLC0415  (start-up)

        return coding_values.entities(self._bridge.look(), attribute)

    def _select(self, guid: str) -> None:
        """A coding at the caret becomes the selected one; another one is gone to."""
        if any(card.content.entry.guid == guid for card in self.cards):
            self._page.select_coding(guid)
        else:
            self.requestReveal.emit(guid)

    def _make(self, kind: str, *told: Any) -> None:
        if self._bridge.project is not None:
            self._bridge.make(kind, *told)

    def _set_value(self, coding: str, attribute: str, value: Value | None) -> None:
        plain = list(value) if isinstance(value, tuple) else value
        self._make(VALUE, coding, attribute, plain)

    def _do(self, operation: object, *told: object) -> None:
        if self._bridge.project is not None:
            self._bridge.do(operation, *told)  # type: ignore[arg-type]

    # --- keys

    def fields(self) -> list[AttributeField]:
        """The attribute fields of the selected coding, where the coder may change it."""
        self.up_to_date()
        return [
            entry
            for card in self.cards
            if card.content.selected and card.content.own
            for entry in card.fields
        ]

    def edit_memo(self) -> None:
        """Put the cursor into the memo of the selected coding, else into the document's."""
        self.up_to_date()
        fields = [card.memo for card in self.cards if card.memo is not None]
        field = fields[0] if fields else self.document_memo
        if field is not None:
            self._edit(field)

    def edit_first_field(self) -> bool:
        """Put the cursor into the first open attribute of the selected coding, if it has one."""
        for entry in self.fields():
            if hasattr(entry, "line"):
                self._edit(entry.line)
                entry.line.selectAll()
                return True
        return False

    def _edit(self, field: QWidget) -> None:
        """Put the cursor into a field, with all of the field in sight."""
        field.setFocus()
        # It grows with the focus, and cards that have just been made are laid out later.
        QTimer.singleShot(0, field, lambda: self._area.ensureWidgetVisible(field))

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        if hasattr(self, "_page"):
            self.rebuild()
