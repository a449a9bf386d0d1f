"""What the formatting of a Rich Text file says of the text at a place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

BOLD, ITALIC, UNDERLINE, STRIKE, SMALL_CAPS, SUPER, SUB = (1 << bit for bit in range(7))
STYLES: Final[Mapping[int, str]] = {
    BOLD: "bold",
    ITALIC: "italic",
    UNDERLINE: "underline",
    STRIKE: "strike",
    SMALL_CAPS: "small-caps",
    SUPER: "superscript",
    SUB: "subscript",
}


class State(NamedTuple):
    """Of characters (`font` to `deleted_at`) and of paragraphs; a group restores both."""

    font: int = 0
    emphasis: int = 0
    hidden: bool = False
    revised: bool = False
    revised_by: int = 0
    revised_at: int = 0
    deleted: bool = False
    deleted_by: int = 0
    deleted_at: int = 0
    fallback: int = 1
    in_table: bool = False
    depth: int = 0
    style: int = 0
    outline: int = -1
    in_list: bool = False
    list_level: int = 0
    left_indent: int = 0
    first_indent: int = 0
    new_page: bool = False


_FLAGS: Final[Mapping[bytes, int]] = {
    b"b": BOLD,
    b"i": ITALIC,
    b"strike": STRIKE,
    b"striked": STRIKE,
    b"scaps": SMALL_CAPS,
    **{
        b"ul" + line: UNDERLINE
        for line in (
            *(b"", b"d", b"dash", b"dashd", b"dashdd", b"db", b"hwave", b"ldash", b"th", b"thd"),
            *(b"thdash", b"thdashd", b"thdashdd", b"thldash", b"ululdbwave", b"w", b"wave"),
        )
    },
}
_BOOLS: Final[Mapping[bytes, str]] = {
    b"v": "hidden",
    b"revised": "revised",
    b"deleted": "deleted",
    b"intbl": "in_table",
    b"pagebb": "new_page",
}
_NUMBERS: Final[Mapping[bytes, str]] = {
    b"f": "font",
    b"revauth": "revised_by",
    b"revdttm": "revised_at",
    b"revauthdel": "deleted_by",
    b"revdttmdel": "deleted_at",
    b"uc": "fallback",
    b"itap": "depth",
    b"s": "style",
    b"outlinelevel": "outline",
    b"ilvl": "list_level",
    b"li": "left_indent",
    b"fi": "first_indent",
}
_OTHERS: Final = frozenset((b"plain", b"pard", b"super", b"sub", b"nosupersub", b"ulnone", b"ls"))
WORDS: Final = frozenset((*_FLAGS, *_BOOLS, *_NUMBERS, *_OTHERS))
"""The control words that change the state."""
_RAISED: Final = {b"super": SUPER, b"sub": SUB}
_PARAGRAPH: Final[dict[str, Any]] = {
    "in_table": False,
    "depth": 0,
    "style": 0,
    "outline": -1,
    "in_list": False,
    "list_level": 0,
    "left_indent": 0,
    "first_indent": 0,
    "new_page": False,
}


def changed(state: State, word: bytes, number: int | None, font: int) -> State:
    """The state after one of `WORDS`; `font` is the document's default font."""
    on = number != 0
    change: dict[str, Any]
    if word in _FLAGS:
        flag = _FLAGS[word]
        change = {"emphasis": state.emphasis | flag if on else state.emphasis & ~flag}
    elif word in _BOOLS:
        change = {_BOOLS[word]: on}
    elif word in _NUMBERS:
        change = {_NUMBERS[word]: number or 0}
    elif word == b"plain":
        state = State(font, fallback=state.fallback, **_paragraph_of(state))
        change = {}
    elif word == b"pard":
        change = _PARAGRAPH
    elif word == b"ls":
        change = {"in_list": number not in (None, 0)}
    else:
        kept = state.emphasis & ~(UNDERLINE if word == b"ulnone" else SUPER | SUB)
        set_on = _RAISED.get(word, 0) if on else 0
        change = {"emphasis": kept | set_on}
    return state._replace(**change)


def _paragraph_of(state: State) -> dict[str, Any]:
    return {name: getattr(state, name) for name in _PARAGRAPH}
