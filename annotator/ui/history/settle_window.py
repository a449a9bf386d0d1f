"""Codings that a new version of a text left behind, seen one by one and settled."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.messages import fill
from annotator.operations.documents.reanchoring import Unsettled
from annotator.ui.history.marked import marked, section, words_view
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.screen_fit import open_at
from annotator.ui.widgets.two_lines import add_row, two_line_list


class SettleWindow(QDialog):
    """The list on the left; the passage as it was, and what is proposed, on the right."""

    requestPlace = Signal(str, object)
    """Show this passage (a Span) of this document (a GUID) in the text."""
    requestSettle = Signal(object, object)
    """Give an `Unsettled` these spans; None: the passage that is selected in the text."""
    requestGiveUp = Signal(object)
    requestBringOver = Signal()

    def __init__(self, parent: QWidget, bridge: ProjectBridge, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Passages to settle"))
        self._bridge, self._theme = bridge, theme
        self._found: list[Unsettled] = []
        self.about = sentence("")
        self.list = two_line_list(theme, self.tr("Codings to settle"))
        self.page = words_view(theme, self.tr("The passage before and now"))
        self.take = _button(self.tr("&Take what is proposed"), self.tr("Enter"))
        self.selected = _button(self.tr("Take the &selected passage"), "S")
        self.give_up = _button(self.tr("Give the coding &up"), self.tr("Del"))
        self.bring_over = _button(self.tr("&Bring over what is unchanged"))
        self.close_button = _button(self.tr("Close"))
        self._lay_out()
        self._connect()
        open_at(self, theme.px(900), theme.px(480))

    def _lay_out(self) -> None:
        theme = self._theme
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.list)
        halves.addWidget(self.page)
        halves.setSizes([theme.px(340), theme.px(500)])
        halves.setHandleWidth(theme.space("m"))
        halves.setStyleSheet("QSplitter::handle { background: transparent; }")
        keys, row = FlowLayout(theme.space("m")), QHBoxLayout()
        for button in (self.take, self.selected, self.give_up):
            keys.addWidget(button)
        row.addWidget(self.bring_over)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("xl")] * 4)
        column.setSpacing(theme.space("l"))
        column.addWidget(self.about)
        column.addWidget(halves, 1)
        column.addLayout(keys)
        column.addLayout(row)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self.take.clicked.connect(lambda: self._settle(self.current()))
        self.selected.clicked.connect(self._take_selected)
        self.give_up.clicked.connect(self._give_up)
        self.bring_over.clicked.connect(self.requestBringOver)
        self.close_button.clicked.connect(self.reject)
        for key, button in (
            ("Return", self.take),
            ("Enter", self.take),
            ("S", self.selected),
            ("Del", self.give_up),
        ):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(button.click)

    # --- what it shows

    def show_found(self, found: list[Unsettled]) -> None:
        """List these; the place in the list stays."""
        row = self.list.currentRow()
        self._found = found
        self.list.blockSignals(True)
        self.list.clear()
        labels = self._bridge.coder_labels()
        for one in found:
            code = self._bridge.codebook.by_guid.get(one.coding.code)
            who = labels.get(one.coding.coder, "?")
            name = code.name if code else "?"
            add_row(self.list, " ".join(one.words.split()), f"{name} · {who} · {one.earlier}")
        self.list.setCurrentRow(min(max(row, 0), len(found) - 1))
        self.list.blockSignals(False)
        self.about.setText(self._about(len(found)))
        self._show()

    def _about(self, number: int) -> str:
        if not number:
            return self.tr("Nothing is left to settle: every coding lies in the text as it is now.")
        if number == 1:
            return self.tr(
                "One coding stayed in an earlier version of its text, because its passage changed,"
                " is gone, or could be one of several. Say what becomes of it."
            )
        return fill(
            self.tr(
                "{0:,} codings stayed in an earlier version of their text, because their passage"
                " changed, is gone, or could be one of several. Say what becomes of each."
            ),
            number,
        )

    def current(self) -> Unsettled | None:
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _show(self) -> None:
        one = self.current()
        self.take.setEnabled(one is not None and one.proposal is not None)
        self.selected.setEnabled(one is not None)
        self.give_up.setEnabled(one is not None)
        self.bring_over.setEnabled(bool(self._found))
        self.page.setHtml(self._page(one) if one else "")
        if one is not None and one.proposal is not None:
            self.requestPlace.emit(one.latest, one.proposal[0])

    def _page(self, one: Unsettled) -> str:
        theme = self._theme
        muted = theme.color("muted").name()
        before, behind = _flat(one.before, left=True), _flat(one.behind, left=False)
        words = (
            f'<span style="color: {muted};">… {before}</span><b>{_flat(one.words)}</b>'
            f'<span style="color: {muted};">{behind} …</span>'
        )
        page = section(self.tr("In the earlier version"), words, theme)
        if one.proposal is None:
            gone = self.tr(
                "Nothing in the new text is like it. Select a passage in the text and take that,"
                " or give the coding up."
            )
            return page + section(self.tr("Now"), escape(gone), theme)
        if one.is_same:
            same = self.tr(
                "The same words are here; they were in several places, and which one this is can’t"
                " be told from what is around them."
            )
            proposed = f"<b>{_flat(one.proposed)}</b>"
            return page + section(self.tr("Now"), f"{proposed}<br>{escape(same)}", theme)
        return page + section(self.tr("Now"), marked(one.words, one.proposed, theme), theme)

    # --- what can be done

    def _settle(self, one: Unsettled | None) -> None:
        if one is not None and one.proposal is not None:
            self.requestSettle.emit(one, one.proposal)

    def _take_selected(self) -> None:
        one = self.current()
        if one is not None:
            self.requestSettle.emit(one, None)

    def _give_up(self) -> None:
        one = self.current()
        if one is not None:
            self.requestGiveUp.emit(one)


def _button(words: str, key: str = "") -> QPushButton:
    button = QPushButton(f"{words} ({key})" if key else words)
    button.setAutoDefault(False)
    return button


def _flat(words: str, *, left: bool | None = None) -> str:
    flat = " ".join(words.split())
    if left and words[-1:].isspace():
        flat += " "
    if left is False and words[:1].isspace():
        flat = " " + flat
    return escape(flat)
