"""The page of the manual that is read: a column no wider than one reads with ease."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from annotator import manual
from annotator.ui.manual.page_text import fill, find_heading, fit_picture, pictures_of
from annotator.ui.theme import Theme

_COLUMN = 720
"""Pixels at 100 %."""


class ManualText(QTextBrowser):
    """Shows one page. Links are told, and whoever listens follows them."""

    requestLink = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.page: manual.Page | None = None
        self._fitted = 0
        """The width of the column, in pixels, that the pictures fit."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Page of the manual"))
        self.anchorClicked.connect(lambda link: self.requestLink.emit(link.toString()))

    def show_page(self, page: manual.Page) -> None:
        """Show a page from its beginning."""
        self.page = page
        fill(self.document(), page.markdown, self.theme)
        self._center()
        self._fitted = 0
        self._fit_pictures()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def go_to(self, anchor: str) -> None:
        """Scroll to a heading of the page; nothing where there is none of that name."""
        section = self.page.section(anchor) if self.page is not None else None
        heading = find_heading(self.document(), section.title) if section is not None else None
        if heading is not None:
            layout = self.document().documentLayout()
            top = layout.blockBoundingRect(heading).top()
            self.verticalScrollBar().setValue(int(top) - self.theme.space("l"))

    def restyle(self, theme: Theme) -> None:
        """Dress in a theme; the reader's place stays."""
        place = self.verticalScrollBar().value()
        self.theme = theme
        if self.page is not None:
            self.show_page(self.page)
            self.verticalScrollBar().setValue(place)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing is loaded from elsewhere: the pictures of a page are given to its document."""
        return None

    def _fit_pictures(self) -> None:
        """Give the page its pictures, none wider than the column, as sharp as the screen is."""
        form = self.document().rootFrame().frameFormat()
        column = int(self.viewport().width() - form.leftMargin() - form.rightMargin())
        if column == self._fitted or self.page is None or column <= 0:
            return
        self._fitted, dense = column, self.devicePixelRatioF()
        for position, name in pictures_of(self.document()):
            path = manual.picture(self.page.name, name)
            if path is None:
                continue
            picture = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
            width = min(column, self.theme.px(picture.width()))
            smooth = Qt.TransformationMode.SmoothTransformation
            sharp = picture.scaledToWidth(round(width * dense), smooth)
            sharp.setDevicePixelRatio(dense)
            image = QTextDocument.ResourceType.ImageResource
            self.document().addResource(image.value, QUrl(name), sharp)
            fit_picture(self.document(), position, width)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leads out of the page, not through its links: those are gone through by N and P."""
        return QTextEdit.focusNextPrevChild(self, forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_N, Qt.Key.Key_P) and not event.modifiers():
            super().focusNextPrevChild(event.key() == Qt.Key.Key_N)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._center()
        self._fit_pictures()

    def _center(self) -> None:
        least = self.theme.space("xl")
        side = max(least, (self.viewport().width() - self.theme.px(_COLUMN)) // 2)
        form = self.document().rootFrame().frameFormat()
        form.setLeftMargin(side)
        form.setRightMargin(side)
        form.setTopMargin(least)
        form.setBottomMargin(2 * least)
        self.document().rootFrame().setFrameFormat(form)
