"""Styles of a Word document: what a paragraph and its runs are by style and inheritance."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.word.names import VAL, W, child, is_on, number, value

_LONGEST_CHAIN: Final = 60
_HEADING: Final = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek"
    r"|nadpis|naslov|címsor|titlu|başlık|заголовок|επικεφαλίδα|כותרת|عنوان|見出し|标题|標題|제목"
    r"|tiêu đề|judul)\s*([1-9])",
    re.IGNORECASE,
)
_TITLES: Final = frozenset(["title", "titel", "titre principal", "título principal", "заглавие"])
_QUOTES: Final = frozenset(
    (
        *("quote", "intense quote", "block text", "block quote", "block quotation", "quotations"),
        *("quotation", "blockquote", "zitat", "intensives zitat", "citation", "citation intense"),
        *("cita", "cita destacada", "citazione", "citaat", "citát", "citat", "цитата"),
    )
)
_CAPTIONS: Final = frozenset(
    (
        *("caption", "beschriftung", "légende", "epígrafe", "descripción", "legenda"),
        *("didascalia", "bijschrift", "billedtekst", "image caption", "table caption"),
        "название объекта",
    )
)
_PREFORMATTED: Final = frozenset(
    ("html preformatted", "preformatted text", "source code", "html vorformatiert", "macro")
)
TOGGLES: Final = {
    W + "b": "bold",
    W + "i": "italic",
    W + "strike": "strike",
    W + "dstrike": "strike",
    W + "smallCaps": "small-caps",
    W + "vanish": "hidden",
}
# Of right-to-left and other complex scripts, where the run says that it is one (17.3.2.26).
_COMPLEX: Final = {W + "bCs": "bold", W + "iCs": "italic"}
_RIGHT_TO_LEFT: Final = frozenset((W + "rtl", W + "cs"))
_RAISED: Final = {"superscript": "superscript", "subscript": "subscript"}
_U: Final = W + "u"
_VERT_ALIGN: Final = W + "vertAlign"


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What run properties say: each of bold, italic … on or off; absent where nothing is said."""

    said: dict[str, bool] = field(default_factory=dict)
    style: str = ""
    font: str = ""


NOTHING_SAID: Final = RunSettings()


def run_settings(properties: etree._Element | None) -> RunSettings:
    """Of a ``w:rPr``."""
    if properties is None or not len(properties):
        return NOTHING_SAID
    said: dict[str, bool] = {}
    complex_: dict[str, bool] = {}
    style = font = ""
    for one in properties:
        tag = one.tag
        toggle = TOGGLES.get(tag)
        if toggle is not None:
            said[toggle] = is_on(one) or (toggle == "strike" and said.get("strike", False))
        elif tag == _U:
            said["underline"] = one.get(VAL, "single") != "none"
        elif tag == _VERT_ALIGN:
            raised = _RAISED.get(one.get(VAL, ""))
            said["superscript"] = raised == "superscript"
            said["subscript"] = raised == "subscript"
        elif tag in _COMPLEX:
            complex_[_COMPLEX[tag]] = is_on(one)
        elif tag in _RIGHT_TO_LEFT:
            complex_["used"] = is_on(one)
        elif tag == W + "rStyle":
            style = one.get(VAL, "")
        elif tag == W + "rFonts":
            font = one.get(W + "ascii") or one.get(W + "hAnsi") or ""
    if complex_.pop("used", False):
        said.update(complex_)
    return RunSettings(said, style, font)


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a style makes of a paragraph: `level` 1 to 9 of a heading, else 0; `role` a kind of
    elements (quote, caption, preformatted) or empty; `list_id` and `list_level` where the style is
    numbered (`list_level` None where the level follows from the list); what its runs are."""

    level: int = 0
    role: str = ""
    list_id: str = ""
    list_level: int | None = None
    runs: frozenset[str] = frozenset()
    font: str = ""
    breaks_page: bool = False


class Styles:
    """The styles of a document, resolved when they are asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._by_id: dict[str, etree._Element] = {}
        self._default = ""
        self._defaults: dict[str, bool] = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._characters: dict[str, frozenset[str]] = {}
        if root is None:
            return
        for one in root.iterchildren(W + "style"):
            key = one.get(W + "styleId", "")
            self._by_id.setdefault(key, one)
            if one.get(W + "type") == "paragraph" and one.get(W + "default") in ("1", "true", "on"):
                self._default = self._default or key
        defaults = child(child(root, W + "docDefaults"), W + "rPrDefault")
        self._defaults = run_settings(child(defaults, W + "rPr")).said

    def chain(self, key: str) -> list[etree._Element]:
        """The style and those it is based on, nearest first."""
        found: list[etree._Element] = []
        while key in self._by_id and len(found) < _LONGEST_CHAIN:
            style = self._by_id[key]
            if style in found:
                break
            found.append(style)
            key = value(style, W + "basedOn")
        return found

    def paragraph(self, key: str) -> ParagraphStyle:
        """The paragraph style with this id; that of the document where it is empty or unknown."""
        found = self._paragraphs.get(key)
        if found is None:
            known = key if key in self._by_id else self._default
            found = self._paragraphs[key] = self._resolve(self.chain(known), key)
        return found

    def character(self, key: str) -> frozenset[str]:
        """What a character style switches on."""
        found = self._characters.get(key)
        if found is None:
            found = self._characters[key] = self._switched_on(self.chain(key), {})
        return found

    def _switched_on(
        self, chain: list[etree._Element], defaults: dict[str, bool]
    ) -> frozenset[str]:
        said = dict(defaults)
        for style in reversed(chain):
            said.update(run_settings(child(style, W + "rPr")).said)
        return frozenset(name for name, on in said.items() if on)

    def _resolve(self, chain: list[etree._Element], key: str) -> ParagraphStyle:
        level = list_level = None
        list_id = role = font = ""
        breaks = None
        for style in chain:
            properties = child(style, W + "pPr")
            numbering = child(properties, W + "numPr")
            name = value(style, W + "name").strip()
            level = _level(properties, name) if level is None else level
            role = role or _role(name)
            if numbering is not None:
                list_id = list_id or value(numbering, W + "numId")
                if list_level is None:
                    list_level = number(value(numbering, W + "ilvl"))
            if breaks is None and child(properties, W + "pageBreakBefore") is not None:
                breaks = is_on(child(properties, W + "pageBreakBefore"))
            font = font or run_settings(child(style, W + "rPr")).font
        if not chain:
            # A package without styles still names them: "Heading1" by pandoc and others.
            level, role = _level(None, key), _role(key)
        runs = self._switched_on(chain, self._defaults)
        return ParagraphStyle(level or 0, role, list_id, list_level, runs, font, bool(breaks))


def outline_level(properties: etree._Element | None) -> int | None:
    """1 to 9 as paragraph properties say, 0 for body text, None where they say nothing."""
    found = number(value(properties, W + "outlineLvl"))
    if found is None or found < 0:
        return None
    return found + 1 if found < 9 else 0


def _level(properties: etree._Element | None, name: str) -> int | None:
    found = outline_level(properties)
    if found is not None:
        return found
    heading = _HEADING.fullmatch(name)
    if heading:
        return int(heading[1])
    return 1 if name.lower() in _TITLES else None


def _role(name: str) -> str:
    low = name.lower()
    if low in _QUOTES:
        return "quote"
    if low in _CAPTIONS:
        return "caption"
    return "preformatted" if low in _PREFORMATTED else ""
