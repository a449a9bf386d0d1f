"""Styles of an OpenDocument text: inherited by name, automatic ones before those of the author."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.opendocument.names import FO, OFFICE, STYLE, SVG, TEXT, number

_LONGEST_CHAIN: Final = 60
_ENCODED: Final = re.compile(r"_([0-9a-f]{1,4})_")
_HEAVY: Final = 600
_POSITION: Final = re.compile(r"(super|sub|-?\d+)")
_PROPERTIES: Final = STYLE + "text-properties"
_PARAGRAPH: Final = STYLE + "paragraph-properties"
_QUOTES: Final = frozenset(("quotations", "quote", "intense quote", "block text", "zitat"))
# "TableCaption" is named by pandoc, whose templates do not all define it.
_CAPTIONS: Final = frozenset(
    ("caption", "tablecaption", "beschriftung", "légende", "epígrafe", "didascalia")
)
_PREFORMATTED: Final = frozenset(("preformatted text", "source code", "html preformatted"))
_TITLES: Final = frozenset(("title", "titel", "titre principal", "título"))


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a style makes of a paragraph: its `role` (quote, caption, preformatted, title) or
    empty; its list; page breaks before and after; the master page and the number it begins with;
    what its words are; its font."""

    role: str = ""
    list_style: str = ""
    break_before: bool = False
    break_after: bool = False
    master: str = ""
    page_number: int | None = None
    words: frozenset[str] = frozenset()
    font: str = ""


class Styles:
    """The styles of a document by family and name, resolved when they are asked for."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._said: dict[str, tuple[dict[str, bool], str]] = {}
        self._paragraphs: dict[tuple[str, str], ParagraphStyle] = {}
        self._fonts: dict[str, str] = {}
        self.page_formats: dict[str, str] = {}
        self.masters: dict[str, etree._Element] = {}
        self.lists: dict[str, etree._Element] = {}
        self.outline: etree._Element | None = None
        for root in roots:
            if root is not None:
                self._take(root)

    def _take(self, root: etree._Element) -> None:
        layouts: dict[str, str] = {}
        for group in root:
            if group.tag == OFFICE + "font-face-decls":
                for one in group.iterchildren(STYLE + "font-face"):
                    family = one.get(SVG + "font-family", "").strip("'\"")
                    self._fonts[one.get(STYLE + "name", "")] = family
            elif group.tag in (OFFICE + "automatic-styles", OFFICE + "styles"):
                for one in group:
                    self._take_style(one, layouts)
        for one in root.iterfind(f"{OFFICE}master-styles/{STYLE}master-page"):
            name = one.get(STYLE + "name", "")
            self.masters.setdefault(name, one)
            layout = one.get(STYLE + "page-layout-name", "")
            self.page_formats.setdefault(name, layouts.get(layout, "1"))

    def _take_style(self, one: etree._Element, layouts: dict[str, str]) -> None:
        name = one.get(STYLE + "name", "")
        if one.tag == STYLE + "style":
            self._styles.setdefault((one.get(STYLE + "family", ""), name), one)
        elif one.tag == STYLE + "default-style":
            self._styles.setdefault((one.get(STYLE + "family", ""), ""), one)
        elif one.tag == TEXT + "list-style":
            self.lists.setdefault(name, one)
        elif one.tag == TEXT + "outline-style":
            self.outline = one
        elif one.tag == STYLE + "page-layout":
            properties = one.find(STYLE + "page-layout-properties")
            if properties is not None:
                layouts[name] = properties.get(STYLE + "num-format") or "1"

    def _chain(self, family: str, name: str) -> list[etree._Element]:
        """The style and its parents, nearest first; at the end what holds for the family."""
        found: list[etree._Element] = []
        while (family, name) in self._styles and name and len(found) < _LONGEST_CHAIN:
            style = self._styles[family, name]
            if style in found:
                break
            found.append(style)
            name = style.get(STYLE + "parent-style-name", "")
        if (family, "") in self._styles:
            found.append(self._styles[family, ""])
        return found

    def font(self, properties: etree._Element) -> str:
        """The family of the font that text properties name."""
        name = properties.get(STYLE + "font-name") or ""
        return self._fonts.get(name, name) or properties.get(FO + "font-family", "").strip("'\"")

    def span(self, name: str) -> tuple[dict[str, bool], str]:
        """What a text style says of its words (on or off), and its font."""
        found = self._said.get(name)
        if found is None:
            chain = self._chain("text", name)
            if chain and chain[-1].tag == STYLE + "default-style":
                chain.pop()
            found = self._said[name] = self._words(chain)
        return found

    def _words(self, chain: list[etree._Element]) -> tuple[dict[str, bool], str]:
        said: dict[str, bool] = {}
        font = ""
        for style in reversed(chain):
            properties = style.find(_PROPERTIES)
            if properties is not None:
                said.update(text_settings(properties))
                font = self.font(properties) or font
        return said, font

    def paragraph(self, name: str, family: str = "paragraph") -> ParagraphStyle:
        """A paragraph style, or that of a table."""
        found = self._paragraphs.get((family, name))
        if found is None:
            found = self._resolve(self._chain(family, name), name, family)
            self._paragraphs[family, name] = found
        return found

    def _resolve(self, chain: list[etree._Element], name: str, family: str) -> ParagraphStyle:
        said, font = self._words(chain)
        role = list_style = ""
        before = after = page_number = None
        kind = _PARAGRAPH if family == "paragraph" else f"{STYLE}{family}-properties"
        for style in chain:
            role = role or _role(style.get(STYLE + "display-name") or style.get(STYLE + "name"))
            list_style = list_style or style.get(STYLE + "list-style-name", "")
            properties = style.find(kind)
            if properties is not None:
                before = before or properties.get(FO + "break-before")
                after = after or properties.get(FO + "break-after")
                page_number = page_number or properties.get(STYLE + "page-number")
        master = chain[0].get(STYLE + "master-page-name", "") if chain else ""
        return ParagraphStyle(
            role or _role(name),
            list_style,
            before == "page",
            after == "page",
            master,
            number(page_number),
            frozenset(word for word, on in said.items() if on),
            font,
        )


def text_settings(properties: etree._Element) -> dict[str, bool]:
    """What ``style:text-properties`` say of bold, italic …, on or off (ODF 1.3 part 3, 16.29)."""
    said: dict[str, bool] = {}
    get = properties.get
    weight = get(FO + "font-weight")
    if weight is not None:
        said["bold"] = weight == "bold" or (number(weight) or 0) >= _HEAVY
    slant = get(FO + "font-style")
    if slant is not None:
        said["italic"] = slant in ("italic", "oblique")
    for name, line in (("underline", "underline"), ("strike", "line-through")):
        drawn = get(f"{STYLE}text-{line}-style") or get(f"{STYLE}text-{line}-type")
        if drawn is not None:
            said[name] = drawn != "none"
    variant = get(FO + "font-variant")
    if variant is not None:
        said["small-caps"] = variant == "small-caps"
    raised = _POSITION.match(get(STYLE + "text-position", ""))
    if raised:
        up = raised[1] == "super" or (number(raised[1]) or 0) > 0
        said["superscript"] = up
        said["subscript"] = raised[1] == "sub" or (number(raised[1]) or 0) < 0
    shown = get(TEXT + "display")
    if shown is not None:
        said["hidden"] = shown == "none"
    return said


def plain_name(name: str) -> str:
    """The name of a style as people see it: in files a blank is ``_20_``."""
    return _ENCODED.sub(lambda match: chr(int(match[1], 16)), name)


def _role(name: str | None) -> str:
    low = plain_name(name or "").lower()
    if low in _QUOTES:
        return "quote"
    if low in _CAPTIONS:
        return "caption"
    if low in _PREFORMATTED:
        return "preformatted"
    return "title" if low in _TITLES else ""
