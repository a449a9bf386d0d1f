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
_EMPHASIS: Final = (
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"), "bold"),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)"), "italic"),
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*underline"), "underline"),
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through"), "strike"),
    (re.compile(r"font-variant(?:-caps)?\s*:[^;]*small-caps"), "small-caps"),
    (re.compile(r"vertical-align\s*:\s*(?:super|text-top)"), "superscript"),
    (re.compile(r"vertical-align\s*:\s*sub"), "subscript"),
)
_HIDDEN = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)"
)
_BLOCK = re.compile(r"(?:^|[;\s])display\s*:\s*(?:block|list-item|flex|grid|table)\b")
_SPACES = re.compile(r"white-space\s*:\s*(?:pre\b|pre-wrap|break-spaces)")
_MARKERS = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b([a-z]+(?:-[a-z]+)*)")
_LEVEL = re.compile(r"mso-list\s*:[^;]*\blevel(\d)")
_LONGEST = 10_000


@lru_cache(maxsize=4096)
def style_of(declarations: str) -> Style:
    """What a ``style`` attribute means."""
    low = declarations[:_LONGEST].lower()
    level = _LEVEL.search(low)
    markers = _MARKERS.search(low)
    found = Style(
        hidden=bool(_HIDDEN.search(low)),
        block=bool(_BLOCK.search(low)),
        spaces=bool(_SPACES.search(low)),
        emphasis=tuple(style for pattern, style in _EMPHASIS if pattern.search(low)),
        markers=markers.group(1) if markers else "",
        list_level=int(level.group(1)) if level else 0,
        list_marker="mso-list" in low and "ignore" in low,
    )
    return _PLAIN if found == _PLAIN else found
