"""What is shown before a project is open: how to begin, and what was open before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from annotator.paths import resource
from annotator.settings import Settings
from annotator.ui.actions.action_set import ActionSet
from annotator.ui.projects.recent_button import RecentButton
from annotator.ui.projects.recent_facts import missing, recent_facts
from annotator.ui.projects.tile import Tile
from annotator.ui.projects.welcome_links import WelcomeLinks
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel

_SHOWN = 6
_WIDTH, _SIDE_BY_SIDE = 980, 780
"""Pixels at 100 %: of all that is on the page, and from where two columns stand side by side."""


def _is_name(path: str) -> bool:
    """Whether a file can have this path; names that are no Unicode, where there is such a file."""
    try:
        Path(path).stat()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return path.isprintable()
    except (OSError, ValueError):
        return False
    return bool(path)


class WelcomePage(QWidget):
    """Ways to begin on the left, the recent projects on the right; below each other where there is
    little room."""

    requestOpen = Signal(object)
    """Path of a recent project."""

    def __init__(self, actions: ActionSet, theme: Theme) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("welcome")
        self.theme = theme
        self._title = PlainLabel(self.tr("Annotator"))
        self._title.setProperty("role", "name")
        self._sign = PlainLabel()
        self._about = PlainLabel(
            self.tr("Code texts with a codebook, alone or as a team, and see how far you agree.")
        )
        self._about.setProperty("role", "muted")
        self._about.setWordWrap(True)
        self.tiles = self._make_tiles(actions)
        self.recent_heading = PlainLabel(self.tr("RECENT PROJECTS"))
        self.recent_heading.setProperty("role", "heading")
        self.links = WelcomeLinks(actions, theme)
        self._recent = QVBoxLayout()
        self._lay_out()
        self.restyle(theme)

    def _make_tiles(self, actions: ActionSet) -> list[Tile]:
        new, open_ = self.tr("New project"), self.tr("Open a project")
        join, tour = self.tr("Join with a colleague’s file"), self.tr("Try it: the tour")
        make_words = self.tr("Your own texts, with a codebook that you choose or make.")
        open_words = self.tr("A project on this computer, or on a drive of your team.")
        join_words = self.tr("See what is in it, say who you are, and code in a copy of your own.")
        tour_words = self.tr("Five minutes with a sample: select, code, compare, merge.")
        return [
            Tile(actions["new"], "new", new, make_words, self.theme),
            Tile(actions["open"], "open", open_, open_words, self.theme),
            Tile(actions["join"], "join", join, join_words, self.theme),
            Tile(actions["tour"], "tour", tour, tour_words, self.theme),
        ]

    def _lay_out(self) -> None:
        self._ways = QVBoxLayout()
        for tile in self.tiles:
            self._ways.addWidget(tile)
        self._ways.addStretch(1)
        self._before = QVBoxLayout()
        self._before.addWidget(self.recent_heading)
        self._before.addLayout(self._recent)
        self._before.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addLayout(self._ways, 6)
        self._columns.addLayout(self._before, 5)
        self._column = QVBoxLayout()
        self._column.addStretch(2)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._about)
        self._head = QHBoxLayout()
        self._head.addWidget(self._sign)
        self._head.addLayout(words, 1)
        self._column.addLayout(self._head)
        self._column.addLayout(self._columns)
        self._column.addWidget(self.links)
        self._column.addStretch(3)
        self._holder = QWidget()
        self._holder.setLayout(self._column)
        middle = QHBoxLayout(self)
        middle.addStretch(1)
        middle.addWidget(self._holder)
        middle.addStretch(1)

    def show_recent(self, settings: Settings) -> None:
        """Offer the projects that were open before; those that are gone are told, and can't be
        chosen."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        recent = [Path(path) for path in settings.recent if _is_name(path)][:_SHOWN]
        for path in recent:
            button = RecentButton(path, recent_facts(path, settings), missing(), self.theme)
            button.clicked.connect(lambda _checked=False, path=path: self.requestOpen.emit(path))
            self._recent.addWidget(button)
        if not recent:
            none = PlainLabel(
                self.tr(
                    "Projects that you open are listed here. One that lies on this computer can"
                    " also be dropped on this window."
                )
            )
            none.setProperty("role", "muted")
            none.setWordWrap(True)
            self._recent.addWidget(none)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        theme = self.theme
        room = self.width() - 2 * theme.space("xl")
        self._holder.setFixedWidth(max(theme.px(240), min(theme.px(_WIDTH), room)))
        beside = room >= theme.px(_SIDE_BY_SIDE)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def restyle(self, theme: Theme) -> None:
        self.theme = theme
        side = theme.px(52)
        self._sign.setPixmap(QIcon(str(resource("icons", "annotator.svg"))).pixmap(side, side))
        self._head.setSpacing(theme.space("l"))
        self._before.setSpacing(theme.space("s"))
        self._column.setSpacing(theme.space("l"))
        self._column.setContentsMargins(0, theme.space("xl"), 0, theme.space("xl"))
        self._columns.setSpacing(theme.px(40))
        self._columns.setContentsMargins(0, theme.space("xl"), 0, theme.space("m"))
        self._ways.setSpacing(theme.space("m"))
        self._recent.setSpacing(theme.space("xs"))
        for tile in self.tiles:
            tile.restyle(theme)
        for button in self.findChildren(RecentButton):
            button.restyle(theme)
        self.links.restyle(theme)
        self._share_width()
