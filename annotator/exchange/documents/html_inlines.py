"""Inline elements of web pages: emphasis, changes, quotations, pictures."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.structure import Value
from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.html_blocks import Blocks, Leave
from annotator.exchange.documents.html_names import EMPHASIS, quote_marks
from annotator.exchange.documents.html_tree import words_of

_NEAR: Final = 100
"""Elements above one in which its language is looked for."""
_XML_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def skip() -> None:
    """What an element that is left out has for its end."""


class Inlines(Blocks):
    """Writes inline elements. `wraps` are those that hold nothing but the mark of a note."""

    def __init__(self, builder: TextBuilder, wraps: Collection[etree._Element]) -> None:
        super().__init__(builder)
        self.wraps = wraps
        self._quotations = 0

    def inline_element(self, kind: str, values: dict[str, Value]) -> Leave:
        """An element over what is within."""
        opened = self.open_inline(kind, values)
        return lambda: self.close_inline(opened)

    def emphasis(self, node: etree._Element) -> Leave | None:
        """Words set apart."""
        # A heading is bold as it is; a mark stands higher since it is one.
        style = EMPHASIS[node.tag]
        if (self.in_heading and style == "bold") or node in self.wraps:
            return None
        return self.inline_element("emphasis", {"style": style})

    def change(self, node: etree._Element) -> Leave:
        """``ins`` and ``del``."""
        values: dict[str, Value] = {}
        if date := node.get("datetime", "").strip():
            values["date"] = date
        return self.inline_element("inserted" if node.tag == "ins" else "deleted", values)

    def quotation(self, node: etree._Element) -> Leave:
        """``q``: in the quotation marks of its language."""
        said = next(
            (
                language
                for above in (node, *islice(node.iterancestors(), _NEAR))
                if (language := above.get("lang") or above.get(_XML_LANGUAGE))
            ),
            "",
        )
        before, after = quote_marks(said, self._quotations)
        self._quotations += 1
        self.text(before)

        def leave() -> None:
            self.text(after)
            self._quotations -= 1

        return leave

    def picture(self, node: etree._Element) -> Leave:
        """A picture: its alternative text and its file."""
        values: dict[str, Value] = {}
        alt = node.get("alt") or node.get("aria-label") or ""
        if node.tag == "svg" and not alt:
            title = next(iter(node.iter("title")), None)
            alt = "" if title is None else words_of(title)
        if alt := " ".join(alt.split()):
            values["alt"] = alt
        if file := _file_name(node.get("src")):
            values["file"] = file
        if values:
            self.point("image", values)
        return skip

    def reading(self, _node: etree._Element) -> Leave:
        """``rt``: how a word of a ruby is read, in parentheses."""
        self.text("(")
        return lambda: self.text(")")

    def break_(self, _node: etree._Element) -> None:
        """``br``."""
        self.line_break()


def _file_name(address: str | None) -> str:
    """The last part of a picture's address; empty where the picture is in the page itself."""
    if not address or address[:5].lower() == "data:":
        return ""
    try:
        path = urlsplit(address).path
    except ValueError:
        path = address
    return unquote(path.rpartition("/")[2])
