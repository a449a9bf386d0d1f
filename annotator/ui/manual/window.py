"""The window of the manual: contents and search beside the page, and the way back."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator import manual
from annotator.ui.manual.hit_delegate import EXCERPT, HitDelegate
from annotator.ui.manual.text_view import ManualText
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel, tip, title
from annotator.ui.widgets.screen_fit import open_at

_MOST = 80
"""Results that are listed."""
_PLACE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class _Place:
    page: str
    anchor: str = ""


class ManualWindow(QDialog):
    """Not modal: it stays beside the work."""

    requestAddress = Signal(str)
    """A link leads out of the manual."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Manual"))
        self.theme = theme
        self._past: list[_Place] = []
        self._future: list[_Place] = []
        self._now: _Place | None = None
        self.words = QLineEdit()
        self.list = QListWidget()
        self.none = PlainLabel(self.tr("Nothing in the manual has all of these words."))
        self.text = ManualText(theme)
        self.back = self._button("←", self.tr("Back"), self.go_back)
        self.forward = self._button("→", self.tr("Forward"), self.go_forward)
        self.home = self._button(self.tr("Contents"), self.tr("The first page"), self.go_home)
        self._lay_out()
        self._connect()
        open_at(self, theme.px(1040), theme.px(740))
        side = min(theme.px(280), self.width() // 3)
        self._parts.setSizes([side, self.width() - side])
        self.words.setFocus()

    def _button(self, text: str, name: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip(name))
        button.setAccessibleName(name)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _lay_out(self) -> None:
        theme = self.theme
        self.words.setPlaceholderText(self.tr("Search the manual"))
        self.words.setAccessibleName(self.tr("Search the manual"))
        self.list.setAccessibleName(self.tr("Contents"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(theme.space("row"))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.hits = HitDelegate(self.list, theme)
        self.list.setItemDelegate(self.hits)
        self.none.setWordWrap(True)
        self.none.setProperty("role", "muted")
        self.none.hide()
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(*[theme.space("m")] * 4)
        column.setSpacing(theme.space("m"))
        column.addWidget(self.words)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        right = QWidget()
        body = QVBoxLayout(right)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(*[theme.space("m")] * 4)
        bar.setSpacing(theme.space("s"))
        for button in (self.back, self.forward, self.home):
            bar.addWidget(button)
        bar.addStretch(1)
        body.addLayout(bar)
        body.addWidget(self.text, 1)
        parts = self._parts = QSplitter()
        parts.setChildrenCollapsible(False)
        for part, share in ((side, 0), (right, 1)):
            parts.addWidget(part)
            parts.setStretchFactor(parts.indexOf(part), share)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(parts)
        order = [self.words, self.list, self.back, self.forward, self.home, self.text]
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _words: self._list())
        self.words.returnPressed.connect(self._take_first)
        self.list.itemClicked.connect(self._follow_item)
        self.list.itemActivated.connect(self._follow_item)
        self.text.requestLink.connect(self._follow_link)
        for keys, act in (
            (QKeySequence.StandardKey.Find, self._search),
            (QKeySequence.StandardKey.Back, self.go_back),
            (QKeySequence.StandardKey.Forward, self.go_forward),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # --- going about

    def show_page(self, name: str, anchor: str = "") -> None:
        """Show a page, perhaps from one of its headings; the first page where there is none."""
        place = _Place(name if name in manual.pages() else manual.INDEX, anchor)
        if place == self._now:
            return
        if self._now is not None:
            self._past.append(self._now)
        self._future.clear()
        self._show(place)

    def go_back(self) -> None:
        """To where one was before."""
        if self._past and self._now is not None:
            self._future.append(self._now)
            self._show(self._past.pop())

    def go_forward(self) -> None:
        """To where one came back from."""
        if self._future and self._now is not None:
            self._past.append(self._now)
            self._show(self._future.pop())

    def go_home(self) -> None:
        """To the first page, and the contents instead of what was found."""
        self.words.clear()
        self.show_page(manual.INDEX)

    def _show(self, place: _Place) -> None:
        changed = self._now is None or self._now.page != place.page
        self._now = place
        page = manual.pages()[place.page]
        if changed:
            self.text.show_page(page)
        if place.anchor:
            self.text.go_to(place.anchor)
        else:
            self.text.verticalScrollBar().setValue(0)
        self.setWindowTitle(title(self.tr("{0} – manual").format(page.title)))
        self.back.setEnabled(bool(self._past))
        self.forward.setEnabled(bool(self._future))
        if not self.words.text().strip():
            self._list()

    def _follow_link(self, link: str) -> None:
        assert self._now is not None
        found = manual.target(self._now.page, link)
        if found is None:
            self.requestAddress.emit(link)
        else:
            self.show_page(*found)

    # --- contents, or what was found

    def _list(self) -> None:
        words = self.words.text().strip()
        self.list.clear()
        if words:
            hits = manual.search(words)[:_MOST]
            for hit in hits:
                where = hit.section.title
                if where != hit.page.title:
                    where = f"{hit.page.title} › {where}"
                place = _Place(hit.page.name, hit.section.anchor)
                self._add(where, place, hit.excerpt)
        else:
            self._list_contents()
        self.none.setVisible(self.list.count() == 0)

    def _list_contents(self) -> None:
        """Every page, and the sections of the one that is shown."""
        for name, page in manual.pages().items():
            if "/" in name and not name.endswith("/index") and not self._is_near(name):
                continue
            shown = self._now is not None and self._now.page == name
            indent = "    " if "/" in name and not name.endswith("/index") else ""
            item = self._add(indent + page.title, _Place(name))
            if shown:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
                self.list.setCurrentItem(item)
                for section in page.sections:
                    if section.level == 2:
                        self._add(f"{indent}    {section.title}", _Place(name, section.anchor))
        if self.list.currentItem() is not None:
            center = QAbstractItemView.ScrollHint.PositionAtCenter
            self.list.scrollToItem(self.list.currentItem(), center)

    def _is_near(self, name: str) -> bool:
        """Whether the page that is shown stands in the same folder."""
        folder = name.rpartition("/")[0]
        return self._now is not None and self._now.page.rpartition("/")[0] == folder

    def _add(self, text: str, place: _Place, excerpt: str = "") -> QListWidgetItem:
        item = QListWidgetItem(text, self.list)
        item.setData(_PLACE, (place.page, place.anchor))
        item.setToolTip(tip(f"{text.strip()}\n{excerpt}".strip()))
        if excerpt:
            item.setData(EXCERPT, excerpt)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}, {excerpt}")
        return item

    def _follow_item(self, item: QListWidgetItem) -> None:
        self.show_page(*item.data(_PLACE))

    def _take_first(self) -> None:
        if self.list.count():
            self.list.setCurrentRow(0)
            self._follow_item(self.list.item(0))

    def _search(self) -> None:
        self.words.setFocus()
        self.words.selectAll()

    def restyle(self, theme: Theme) -> None:
        """Dress in a theme."""
        self.theme = self.hits.theme = theme
        self.list.scheduleDelayedItemsLayout()
        self.text.restyle(theme)
