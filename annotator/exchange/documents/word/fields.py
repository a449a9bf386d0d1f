"""Fields: what they show is text, how they are computed is not (ECMA-376 part 1, 17.16)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.symbol_fonts import from_symbol_font
from annotator.exchange.documents.word.names import VAL, W, child, is_on, number, value

_TYPE: Final = W + "fldCharType"
_WORDS: Final = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(slots=True)
class Field:
    """A field that is open: its instruction, and whether its result has begun, and where."""

    element: etree._Element
    instruction: list[str] = field(default_factory=list)
    in_result: bool = False
    start: int = 0

    @property
    def address(self) -> str:
        """Where it leads, if it is a link."""
        return link_address("".join(self.instruction))

    def without_result(self) -> str:
        """What a field shows that has no result: check boxes, lists to choose from, symbols."""
        data = child(self.element, W + "ffData")
        box = child(data, W + "checkBox")
        if box is not None:
            said = child(box, W + "checked")
            return "☒" if is_on(child(box, W + "default") if said is None else said) else "☐"
        choices = child(data, W + "ddList")
        if choices is not None:
            entries = [one.get(VAL, "") for one in choices.iterchildren(W + "listEntry")]
            chosen = number(value(choices, W + "result")) or 0
            return entries[chosen] if 0 <= chosen < len(entries) else ""
        return _symbol(_words("".join(self.instruction)))


class Fields:
    """The fields that are open in a story; they nest."""

    def __init__(self, root: etree._Element | None) -> None:
        self._open: list[Field] = []
        self.hiding = 0
        """How many of them are still in their instruction, where nothing is text."""
        self.links = 0
        # One without an end would hide all that follows. The elements are kept alive with the
        # set, since it knows them by what they are in memory.
        self._endless = _endless(root)

    def begin(self, element: etree._Element) -> None:
        """A field begins."""
        if element not in self._endless:
            self._open.append(Field(element))
            self.hiding += 1

    def instruct(self, text: str) -> None:
        """A piece of the instruction of the innermost field."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction.append(text)

    def separate(self, position: int) -> None:
        """The instruction ends and the result begins."""
        if self._open and not self._open[-1].in_result:
            last = self._open[-1]
            last.in_result, last.start = True, position
            self.hiding -= 1
            self.links += bool(last.address)

    def end(self) -> Field | None:
        """The innermost field ends; None where none was open."""
        if not self._open:
            return None
        last = self._open.pop()
        if last.in_result:
            self.links -= bool(last.address)
        else:
            self.hiding -= 1
        return last


def link_address(instruction: str) -> str:
    """The address of a HYPERLINK instruction, with its place in the document after a “#”."""
    words = _words(instruction)
    if not words or words[0].upper() != "HYPERLINK":
        return ""
    address = place = ""
    rest = iter(words[1:])
    for word in rest:
        if word == "\\l":
            place = next(rest, "")
        elif word in ("\\o", "\\t"):
            next(rest, "")
        elif not word.startswith("\\") and not address:
            address = word
    return f"{address}#{place}" if place else address


def _words(instruction: str) -> list[str]:
    return [quoted or plain for quoted, plain in _WORDS.findall(instruction)]


def _symbol(words: list[str]) -> str:
    r"""What ``SYMBOL 74 \f Wingdings`` shows."""
    if len(words) < 2 or words[0].upper() != "SYMBOL":
        return ""
    try:
        char = chr(int(words[1], 0))
    except (ValueError, OverflowError):
        return ""
    font = words[words.index("\\f") + 1] if "\\f" in words[:-1] else ""
    return from_symbol_font(char, font) if char.isprintable() else ""


def _endless(root: etree._Element | None) -> frozenset[etree._Element]:
    """The beginnings of fields that have no end in this part."""
    begun: list[etree._Element] = []
    for one in () if root is None else root.iter(W + "fldChar"):
        kind = one.get(_TYPE)
        if kind == "begin":
            begun.append(one)
        elif kind == "end" and begun:
            begun.pop()
    return frozenset(begun)
