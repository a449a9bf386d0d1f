"""Lists of web pages: what stands before an item (HTML Living Standard, 4.4.5 to 4.4.8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.lettering import letters_of
from annotator.corpus.structure import Value
from annotator.exchange.documents.html_lines import Container
from annotator.exchange.documents.html_names import style_of

_BULLETS: Final = ("•", "◦", "▪")
_SHAPES: Final = {"disc": "•", "circle": "◦", "square": "▪"}
_ALPHA: Final = "lower-alpha"
_TYPES: Final = {
    "a": _ALPHA,
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
    "1": "decimal",
}
_ALIASES: Final = {"lower-latin": _ALPHA, "upper-latin": "upper-alpha"}
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_GREEK: Final = "αβγδεζηθικλμνξοπρστυφχψω"


@dataclass
class ListState:
    """A list that is being read: what its next item is numbered, and its item of now."""

    ordered: bool
    level: int
    style: str = ""
    value: int = 1
    step: int = 1
    item: Container | None = field(default=None)

    def label(self, node: etree._Element) -> str:
        """What stands before this item; the next one is counted on from it."""
        style = _style(node) or self.style
        if not self.ordered and style not in ("", *_SHAPES, "none"):
            return number_label(self._count(node), style)
        if style == "none":
            return ""
        if self.ordered and style not in _SHAPES:
            return number_label(self._count(node), style)
        return _SHAPES.get(style) or _BULLETS[min(self.level, len(_BULLETS)) - 1]

    def _count(self, node: etree._Element) -> int:
        value = whole_number(node.get("value"), self.value)
        self.value = value + self.step
        return value

    def values(self, label: str) -> dict[str, Value]:
        """Of its item."""
        return {"level": self.level, "label": label} if label else {"level": self.level}


def list_state(node: etree._Element, depth: int) -> ListState:
    """Of a list that begins; `depth` is 1 for the outermost."""
    state = ListState(node.tag == "ol", depth, _style(node))
    if node.get("reversed") is not None:
        state.step = -1
        state.value = sum(1 for child in node if child.tag == "li")
    state.value = whole_number(node.get("start"), state.value)
    return state


def _style(node: etree._Element) -> str:
    kind = node.get("type")
    if kind is not None:
        return _TYPES.get(kind) or kind.lower()
    style = node.get("style")
    return style_of(style).markers if style else ""


def number_label(value: int, style: str) -> str:
    """A number as the style has it, with a full stop."""
    style = _ALIASES.get(style, style)
    if style.endswith("alpha") and value > 0:
        shown = letters_of(value - 1, ascii_lowercase)
    elif style == "lower-greek" and value > 0:
        shown = letters_of(value - 1, _GREEK)
    elif style.endswith("roman") and 0 < value < 4000:
        shown = _roman(value)
    elif style == "decimal-leading-zero":
        shown = f"{value:02}"
    else:
        shown = str(value)
    return (shown.upper() if style.startswith("upper") else shown) + "."


def _roman(value: int) -> str:
    shown = ""
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        shown += letters * count
    return shown


def whole_number(said: str | None, otherwise: int) -> int:
    """A number as HTML reads one; `otherwise` where it is none or beyond 32 bits."""
    said = (said or "").strip()
    digits = said.removeprefix("-").removeprefix("+")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 10:
        return otherwise
    value = int(said)
    return value if abs(value) < 1 << 31 else otherwise
