"""Pages of an OpenDocument text: breaks by style, their numbers, what stands on each of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.flow import Flow
from annotator.exchange.documents.opendocument.names import STYLE
from annotator.exchange.documents.opendocument.styles import Styles

_USUAL: Final = "Standard"
_ONLY_NUMBER: Final = re.compile(r"\W*\d*\W*")


class MasterPages:
    """Follows the text from one kind of page to the next."""

    def __init__(
        self, styles: Styles, flow: Flow, words_of: Callable[[etree._Element], str]
    ) -> None:
        self._styles, self._flow, self._words_of = styles, flow, words_of
        self._told: set[tuple[str, str]] = set()
        self._begun = False

    def at_block(self, breaks: bool, master: str, number: int | None) -> None:
        """A block begins, with a break before it, on another kind of page or neither."""
        pages = self._flow.pages
        if self._begun and not breaks and not master:
            return
        if not self._begun:
            self._begun = True
            master = master or _USUAL
            pages.numbering(self._styles.page_formats.get(master, "1"), number)
        else:
            pages.hard_break()
            if master:
                pages.numbering(self._styles.page_formats.get(master, "1"), number)
        self._furniture(master)

    def _furniture(self, master: str) -> None:
        page = self._styles.masters.get(master)
        for one in () if page is None else page:
            place = one.tag.rpartition("}")[2].partition("-")[0]
            if not one.tag.startswith(STYLE) or place not in ("header", "footer"):
                continue
            words = self._words_of(one)
            place = "head" if place == "header" else "foot"
            if words and (place, words) not in self._told:
                self._told.add((place, words))
                at = self._flow.position
                kind = "page-number" if _ONLY_NUMBER.fullmatch(words) else place
                self._flow.mark("furniture", at, at, text=words, place=kind)
