"""What the elements and styles of web pages mean for their text (HTML Living Standard, 15)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_HIDDEN_TAGS: Final = (
    "head script style template noscript noembed iframe object embed applet audio video canvas map "
    "datalist rp colgroup col param source track meta link base title input "
    "annotation annotation-xml"
)
HIDDEN: Final = frozenset(_HIDDEN_TAGS.split())
"""Never shown as text (`title` is the page's name; pictures are told apart before)."""

_BLOCK_TAGS: Final = (
    "html body div section main article header footer nav aside address center fieldset form "
    "hgroup details summary legend figure dialog search dir menu frameset noframes option optgroup "
    "select tbody thead tfoot tr td th dl ul ol li dd dt p blockquote pre table caption "
    "h1 h2 h3 h4 h5 h6"
)
BLOCKS: Final = frozenset(_BLOCK_TAGS.split())
"""A line begins before them and another after them."""

_OTHER_TAGS: Final = (
    "a abbr acronym b bdi bdo big br button cite code data del dfn em figcaption font i img ins "
    "kbd label mark math meter nobr output picture progress q rb rp rt rtc ruby s samp slot small "
    "span strike strong sub sup svg textarea time tt u var wbr hr input path g text image"
)
ELEMENTS: Final = HIDDEN | BLOCKS | frozenset(_OTHER_TAGS.split())
"""The names of all elements of HTML."""

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}

EMPHASIS: Final = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "italic"),
    "u": "underline",
    **dict.fromkeys(("s", "strike"), "strike"),
    "sup": "superscript",
    "sub": "subscript",
}

_QUOTES: Final = {
    "de": "„“‚‘",
    "fr": "«»‹›",
    "es": "«»“”",
    "it": "«»“”",
    "pt": "«»“”",
    "ru": "«»„“",
    "uk": "«»„“",
    "pl": "„”«»",
    "cs": "„“‚‘",
    "da": "“”‘’",
    "nl": "“”‘’",
    "sv": "””’’",
    "fi": "””’’",
    "hu": "„”»«",
    "ja": "「」『』",
    "zh": "“”‘’",
}


def quote_marks(language: str, depth: int) -> tuple[str, str]:
    """What stands around a quotation within a line; `depth` is 0 for the outermost (CLDR)."""
    marks = _QUOTES.get(language.lower().split("-")[0], "“”‘’")
    at = 2 * (depth % 2)
    return marks[at], marks[at + 1]


@dataclass(frozen=True, slots=True)
class Style:
    """What a ``style`` attribute says that a text can show."""

    hidden: bool = False
    block: bool = False
    spaces: bool = False
    """Whether spaces and lines are kept as written."""
    emphasis: tuple[str, ...] = ()
    markers: str = ""
    """The ``list-style-type``."""
    list_level: int = 0
    """Of a paragraph that a word processor saved as an item of a list."""
    list_marker: bool = False
    """Whether it is the number of such an item."""


_PLAIN: Final = Style()
_LONGEST: Final = 10_000
_LEVEL = re.compile(r"\blevel([1-9])\b")
_MARKERS = re.compile(r"[a-z]+(?:-[a-z]+)*")
_EMPHASIS: Final = (
    ("font-weight", ("bold", "600", "700", "800", "900"), "bold"),
    ("font-style", ("italic", "oblique"), "italic"),
    ("text-decoration", ("underline",), "underline"),
    ("text-decoration-line", ("underline",), "underline"),
    ("text-decoration", ("line-through",), "strike"),
    ("text-decoration-line", ("line-through",), "strike"),
    ("font-variant", ("small-caps",), "small-caps"),
    ("font-variant-caps", ("small-caps",), "small-caps"),
    ("vertical-align", ("super", "text-top"), "superscript"),
    ("vertical-align", ("sub",), "subscript"),
)
_HIDDEN: Final = (
    ("display", ("none",)),
    ("visibility", ("hidden", "collapse")),
    ("mso-hide", ("all",)),
)
_BLOCK: Final = ("block", "list-item", "flex", "grid", "table")
_SPACES: Final = ("pre", "pre-wrap", "break-spaces")


@lru_cache(maxsize=4096)
def style_of(declarations: str) -> Style:
    """What a ``style`` attribute means."""
    said: dict[str, list[str]] = {}
    for declaration in declarations[:_LONGEST].lower().split(";"):
        name, _, value = declaration.partition(":")
        said[name.strip()] = value.replace("!important", "").split()

    def says(name: str, values: tuple[str, ...]) -> bool:
        return name in said and any(value in values for value in said[name])

    emphasis = (style for name, values, style in _EMPHASIS if says(name, values))
    office = " ".join(said.get("mso-list", ()))
    level = _LEVEL.search(office)
    found = Style(
        hidden=any(says(name, values) for name, values in _HIDDEN),
        block=says("display", _BLOCK),
        spaces=says("white-space", _SPACES),
        emphasis=tuple(dict.fromkeys(emphasis)),
        markers=_list_style(said),
        list_level=int(level.group(1)) if level else 0,
        list_marker=office == "ignore",
    )
    return _PLAIN if found == _PLAIN else found


def _list_style(said: dict[str, list[str]]) -> str:
    values = said.get("list-style-type") or said.get("list-style") or []
    return next((value for value in values if _MARKERS.fullmatch(value)), "")
