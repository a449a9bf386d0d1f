"""Pictures of pages, made beside the window's thread and kept within a bound."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from annotator.operations.documents.printed_pages import PagePicture, PrintedPages
from annotator.ui.tasks.latest import Run

MOST_BYTES = 96_000_000
"""Of pictures kept: some twenty pages at the size of a screen."""


class PagePictures(QObject):
    """Pictures of the pages of one document at one scale, by page (from 0).

    One is rendered at a time, of the pages that were wanted last; what has gone out of sight by
    then is not rendered at all.
    """

    ready = Signal(int)
    """The picture of a page is there."""
    _rendered = Signal(int, float, object)

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._pages: PrintedPages | None = None
        self._scale = 1.0
        self._kept: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._wanted: list[int] = []
        self._busy = False
        self._rendered.connect(self._take)

    def show(self, pages: PrintedPages | None) -> None:
        """Pictures of another document from now on, or of none."""
        self._pages = pages
        self._kept.clear()
        self._wanted = []

    def set_scale(self, scale: float) -> None:
        """Pixels of the screen to a point; pictures of other scales serve until these are there."""
        self._scale = scale

    def picture(self, page: int) -> QImage | None:
        """The picture at this scale, else at another one, else None."""
        image = self._kept.get((page, self._scale))
        if image is not None:
            self._kept.move_to_end((page, self._scale))
            return image
        return next((kept for (one, _), kept in self._kept.items() if one == page), None)

    def want(self, pages: Sequence[int]) -> None:
        """Render these, the first first, and nothing else that was wanted before."""
        self._wanted = [page for page in pages if (page, self._scale) not in self._kept]
        self._next()

    def _next(self) -> None:
        pages, scale = self._pages, self._scale
        if self._busy or not self._wanted or pages is None:
            return
        page = self._wanted.pop(0)
        self._busy = True

        def render() -> None:
            picture: PagePicture | None = None
            try:
                picture = pages.render(page, scale)
            finally:
                self._rendered.emit(page, scale, (pages, picture))

        self._run(render)

    def _take(
        self, page: int, scale: float, result: tuple[PrintedPages, PagePicture | None]
    ) -> None:
        pages, picture = result
        self._busy = False
        if pages is self._pages and picture is not None:
            form = QImage.Format.Format_RGBX8888
            image = QImage(picture.data, picture.width, picture.height, picture.stride, form)
            self._kept[page, scale] = image.copy()  # of its own memory
            self._drop_oldest()
            self.ready.emit(page)
        self._next()

    def _drop_oldest(self) -> None:
        size = sum(image.sizeInBytes() for image in self._kept.values())
        while size > MOST_BYTES and len(self._kept) > 1:
            _key, image = self._kept.popitem(last=False)
            size -= image.sizeInBytes()
