"""The pages that can fill the window: one at a time, each made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.ui.theme import Theme
from annotator.ui.widgets.focus import focus_in_page
from annotator.ui.widgets.page import Page
from annotator.ui.widgets.screen_fit import ScrollContainer

READER, WELCOME = "reader", "welcome"


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page of the window. `name` is that of the action that shows it, and of its icon."""

    name: str
    title: str
    """What the button in the header says."""
    make: Callable[[], Page]
    order: int = 100
    """Where its button stands among those of the other pages."""


class Pages(QStackedWidget):
    """Holds the reader, the welcome page, and those that controllers declare."""

    pageShown = Signal(str)
    """A page fills the window now, or was asked for once more: its name."""

    def __init__(self) -> None:
        super().__init__()
        self.specs: list[PageSpec] = []
        self._pages: dict[str, QWidget] = {}

    def declare(self, spec: PageSpec) -> None:
        """Take in a page that will be made when it is first asked for."""
        self.specs.append(spec)

    def add(self, name: str, page: QWidget, *, scrolled: bool = False) -> None:
        """Take in a page that is there from the start; with `scrolled`, it may be higher than the
        window."""
        self._pages[name] = page
        self.addWidget(ScrollContainer(page) if scrolled else page)

    def made(self, name: str) -> QWidget | None:
        """A page, if it has been made."""
        return self._pages.get(name)

    def get(self, name: str) -> QWidget:
        """A page; made now where it was not asked for before."""
        if name not in self._pages:
            page = next(spec for spec in self.specs if spec.name == name).make()
            self._pages[name] = page
            self.addWidget(ScrollContainer(page))
        return self._pages[name]

    @property
    def shown(self) -> QWidget:
        """The page that fills the window."""
        shown = self.currentWidget()
        return shown.content if isinstance(shown, ScrollContainer) else shown

    @property
    def shown_name(self) -> str:
        """The name of the page that fills the window."""
        return next(name for name, page in self._pages.items() if page is self.shown)

    def show_page(self, name: str) -> None:
        """Fill the window with a page."""
        page = self.get(name)
        inside = [scroll for scroll in self.findChildren(ScrollContainer) if scroll.content is page]
        self.setCurrentWidget(inside[0] if inside else page)
        self.pageShown.emit(name)

    def give_focus(self, wanted: QWidget) -> None:
        """Give the keyboard focus to a part of the page that is shown."""
        focus_in_page(self.shown, wanted)

    def restyle(self, theme: Theme) -> None:
        """Dress the pages that were made."""
        for page in self._pages.values():
            if isinstance(page, Page):
                page.restyle(theme)
