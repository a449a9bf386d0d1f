"""Frames and shapes of OpenDocument: pictures, text boxes, formulas (ODF 1.3 part 3, clause 10)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.opendocument.mathml import formula
from annotator.exchange.documents.opendocument.names import DRAW, MATH, SVG, TABLE, TEXT, XLINK
from annotator.exchange.documents.opendocument.reading import Reading

_LONGEST_FORMULA: Final = 10_000
_BLOCKS: Final = frozenset((TEXT + "p", TEXT + "h", TEXT + "list", TABLE + "table"))


@dataclass(slots=True)
class Found:
    """What a frame holds: pictures with `alt` and `file`, containers of blocks, a formula."""

    pictures: list[dict[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    formula: str = ""


def read_frame(element: etree._Element, reading: Reading) -> Found:
    """Of a frame, a shape or a group of them. The contents of a frame are alternatives: the first
    that can be read is taken."""
    found = Found()
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.tag in (DRAW + "g", DRAW + "a"):
            waiting += reversed(one)
        elif one.tag == DRAW + "frame":
            _frame(one, reading, found)
        elif any(below.tag in _BLOCKS for below in one):
            found.boxes.append(one)
    return found


def _frame(frame: etree._Element, reading: Reading, found: Found) -> None:
    alt = (frame.findtext(SVG + "desc") or frame.findtext(SVG + "title") or "").strip()
    objects = 0
    for one in frame:
        if one.tag == DRAW + "text-box":
            found.boxes.append(one)
            return
        if one.tag == TABLE + "table":
            found.boxes.append(frame)
            return
        if one.tag == DRAW + "object":
            said = _object(one, reading)
            if said:
                found.formula += said
                return
            objects += 1
        elif one.tag == DRAW + "image":
            file = one.get(XLINK + "href", "").rpartition("/")[2]
            found.pictures.append({"alt": alt, "file": file})
            return
    if objects:
        reading.met["object"] += 1
    if alt:
        found.pictures.append({"alt": alt, "file": ""})


def _object(element: etree._Element, reading: Reading) -> str:
    """A formula, in the file or in a part of its own; empty for other objects."""
    root = element.find(MATH + "math")
    if root is None:
        path = element.get(XLINK + "href", "").removeprefix("./")
        root = reading.package.tree(f"{path}/content.xml") if path else None
    if root is None or root.tag != MATH + "math":
        return ""
    return formula(root)[:_LONGEST_FORMULA]
