"""The panel of printed pages: which page, how large, and the pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolButton

from annotator.operations.documents.printed_pages import PrintedPages
from annotator.ui.printed.view import Marks, PrintedView
from annotator.ui.tasks.latest import Run
from annotator.ui.theme import Theme
from annotator.ui.widgets.panel import Panel
from annotator.ui.widgets.plain_text import tip

_STEP = 1.25


class PrintedPanel(Panel):
    """The pages of the open document, with buttons for their size."""

    closed = Signal()
    """The user wants it no longer."""

    def __init__(self, theme: Theme, run: Run) -> None:
        super().__init__("", theme)
        self.view = PrintedView(theme, run)
        self._pages: PrintedPages | None = None
        self._said = ""
        self._buttons: list[QToolButton] = []
        view = self.view
        self._add("−", self.tr("Smaller"), lambda: view.zoom(1 / _STEP))
        self._add("+", self.tr("Larger"), lambda: view.zoom(_STEP))
        self._add("↔", self.tr("As wide as the panel"), view.fit_width)
        self._add("×", self.tr("Close the pages"), self.closed.emit)
        self.set_body(view)
        view.currentPageChanged.connect(self._name_page)

    def _add(self, text: str, what: str, do: Callable[[], object]) -> None:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip(what))
        button.setAccessibleName(what)
        button.clicked.connect(lambda _checked: do())
        self._bar.addWidget(button)
        self._buttons.append(button)

    def show_pages(self, pages: PrintedPages | None, marks: Marks) -> None:
        """Show a document's pages, or none."""
        self._pages = pages
        self.view.show_pages(pages, marks)
        self._name_page(self.view.current_page)

    def say(self, sentence: str) -> None:
        """Say something in place of the page's name."""
        self._said = sentence
        self._heading.setToolTip(tip(sentence))
        self._elide()

    def _elide(self) -> None:
        """Cut what is said to the room beside the buttons."""
        buttons = sum(button.sizeHint().width() for button in self._buttons)
        gaps = (len(self._buttons) + 4) * self.theme.space("m")
        room = max(self.theme.px(40), self.width() - buttons - gaps)
        metrics = self._heading.fontMetrics()
        self._heading.setText(metrics.elidedText(self._said, Qt.TextElideMode.ElideRight, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _name_page(self, page: int) -> None:
        if self._pages is None or not self._pages.labels:
            return
        label, count = self._pages.labels[page], len(self._pages.labels)
        number = str(page + 1)
        if label == number:
            self.say(self.tr("Page {0} of {1}").format(number, count))
        else:
            self.say(self.tr("Page {0} ({1} of {2})").format(label, number, count))

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self._heading.setMinimumWidth(theme.px(40))  # the text beside needs the room more
        if hasattr(self, "view"):
            self.view.set_theme(theme)
