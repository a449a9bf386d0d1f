"""Drawings, pictures and text boxes of a Word document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.word.names import CHART, DGM, MC, OFFICE, WP, A, R, V, W
from annotator.exchange.documents.word.package import Part

_BOX: Final = W + "txbxContent"
_ALTERNATES: Final = MC + "AlternateContent"
_KNOWN: Final = frozenset(("wps", "wpg", "wpc", "wpi", "wp14", "w14", "w15", "w16se", "a14", "v"))
_PICTURES: Final = (A + "blip", V + "imagedata")
_DIAGRAM: Final = DGM + "relIds"
_CHART: Final = CHART + "chart"
_MOST_WORDS: Final = 10_000


def alternate(element: etree._Element) -> etree._Element | None:
    """The one of several forms that is read (ECMA-376 part 3, 9.3): the first that needs nothing
    unknown, else the fallback, else the first."""
    choices = element.findall(MC + "Choice")
    for one in choices:
        if _KNOWN.issuperset(one.get("Requires", "").split()):
            return one
    fallback = element.find(MC + "Fallback")
    return fallback if fallback is not None else next(iter(choices), None)


def read_object(
    element: etree._Element, part: Part
) -> tuple[list[dict[str, str]], list[etree._Element]]:
    """Of a drawing: its pictures, each with `alt` and `file`, and its text boxes."""
    boxes: list[etree._Element] = []
    pictures: list[dict[str, str]] = []
    alt = ""
    words: list[str] = []
    for one in _within(element):
        tag = one.tag
        if tag == _BOX:
            boxes.append(one)
        elif tag == WP + "docPr":
            alt = one.get("descr") or one.get("title") or ""
        elif tag in _PICTURES:
            key = one.get(R + "embed") or one.get(R + "link") or one.get(R + "id")
            pictures.append({"alt": alt or _alt_of_shape(one), "file": _file(part, key)})
        elif tag == _DIAGRAM:
            pictures.append({"alt": alt or _words_of(part, one.get(R + "dm")), "file": ""})
        elif tag == _CHART:
            key = one.get(R + "id")
            pictures.append({"alt": alt or _words_of(part, key), "file": _file(part, key)})
        elif tag == V + "textpath":
            words.append(one.get("string") or "")
        elif tag == A + "t":
            words.append(one.text or "")
    if any(words):
        # Words drawn as a picture, or in a shape of another program.
        pictures.append({"alt": " ".join(words)[:_MOST_WORDS], "file": ""})
    if alt and not pictures and not boxes:
        pictures.append({"alt": alt, "file": ""})
    return pictures, boxes


def _within(element: etree._Element) -> Iterator[etree._Element]:
    """All below a drawing in order, each alternative once, nothing of what boxes hold."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        yield one
        if one.tag == _ALTERNATES:
            chosen = alternate(one)
            waiting += [] if chosen is None else [chosen]
        elif one.tag != _BOX:
            waiting += reversed(one)


def _alt_of_shape(picture: etree._Element) -> str:
    shape = picture.getparent()
    found = "" if shape is None else shape.get("alt") or ""
    return found or picture.get(OFFICE + "title") or picture.get("title") or ""


def _file(part: Part, key: str | None) -> str:
    found = part.relationships.get(key or "")
    return "" if found is None else found.target.rpartition("/")[2]


def _words_of(part: Part, key: str | None) -> str:
    """The words of a diagram or chart, which lie in a part of their own."""
    other = part.by_id(key)
    root = None if other is None else other.root
    if root is None:
        return ""
    words = (one.text.strip() for one in root.iter(A + "t") if one.text)
    return "; ".join(word for word in words if word)[:_MOST_WORDS]
