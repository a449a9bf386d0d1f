"""Where each document was left and how it was set, kept from one day to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.reader.numbers import Numbering

if TYPE_CHECKING:
    from annotator.settings import Settings
    from annotator.ui.open_document.page import DocumentPage

_MOST = 500


class DocumentLayouts:
    """A document that was open before comes back as it was; a new one is set as the last one."""

    def __init__(self, settings: Settings, page: DocumentPage) -> None:
        self._settings = settings
        self._page = page

    def keep(self) -> None:
        """Remember the document that is open."""
        document, settings = self._page.document, self._settings
        if document is None:
            return
        view = self._page.reader.view
        settings.places.pop(document, None)
        settings.places[document] = view.first_visible_position()
        settings.layouts.pop(document, None)
        settings.layouts[document] = {
            "caret": view.cursor_position(),
            "scale": settings.reader_scale,
            "width": settings.text_width,
            "numbering": settings.numbering,
            "margin": settings.margin,
        }
        for kept in (settings.places, settings.layouts):
            while len(kept) > _MOST:
                kept.pop(next(iter(kept)))

    def restore(self) -> None:
        """Set the document that was just opened as it was left."""
        document, settings = self._page.document, self._settings
        if document is None:
            return
        reader = self._page.reader
        left = settings.layouts.get(document, {})
        scale, width = left.get("scale"), left.get("width")
        numbering, margin = left.get("numbering"), left.get("margin")
        if isinstance(scale, int) and scale > 0:
            reader.view.set_scale(scale / 100)
        if isinstance(width, int) and width > 0:
            settings.text_width = width
            reader.view.set_line_width(width, settings.line_height / 100)
        if numbering in {one.value for one in Numbering}:
            settings.numbering = str(numbering)
            reader.set_numbering(Numbering(numbering))
        if isinstance(margin, bool):
            settings.margin = margin
            reader.set_margin_visible(margin)
        caret, place = left.get("caret"), settings.places.get(document)
        if isinstance(caret, int) and 0 < caret <= len(self._page.text):
            reader.view.set_cursor_position(caret)
        if place:
            reader.view.scroll_to(place)
