"""The names of Office Open XML: namespaces, and those of its strict form made the usual ones."""

from __future__ import annotations

from typing import Final

from lxml import etree  # type: ignore[import-untyped]

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DGM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V: Final = "{urn:schemas-microsoft-com:vml}"
OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"

VAL: Final = W + "val"

_STRICT: Final = "{http://purl.oclc.org/ooxml/"
_USUAL: Final = {
    "wordprocessingml/main": W,
    "officeDocument/relationships": R,
    "officeDocument/math": M,
    "drawingml/main": A,
    "drawingml/wordprocessingDrawing": WP,
    "drawingml/diagram": DGM,
    "drawingml/chart": CHART,
    "drawingml/picture": "{http://schemas.openxmlformats.org/drawingml/2006/picture}",
}
_ON: Final = frozenset(("1", "true", "on"))
_LARGEST: Final = 10**9


def make_usual(root: etree._Element) -> None:
    """Rename what is named as strict OOXML does (ISO/IEC 29500-1, annex A), so that one set of
    names is asked for everywhere."""
    if not any(url.startswith(_STRICT[1:]) for url in root.nsmap.values()):
        return
    for element in root.iter("*"):
        element.tag = _usual(element.tag)
        for name in list(element.attrib):
            if name.startswith(_STRICT):
                element.set(_usual(name), element.attrib.pop(name))


def _usual(name: str) -> str:
    if not name.startswith(_STRICT):
        return name
    space, _, local = name[len(_STRICT) :].partition("}")
    return f"{_USUAL[space]}{local}" if space in _USUAL else name


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of this full name."""
    # Twice as fast as `find`, which looks for a path; asked for ten times a paragraph.
    return None if element is None else next(element.iterchildren(name), None)


def value(element: etree._Element | None, name: str) -> str:
    """``w:val`` of the child of this full name; empty where there is none."""
    found = child(element, name)
    return "" if found is None else found.get(VAL) or ""


def is_on(element: etree._Element | None) -> bool:
    """Whether a property that is on or off is on (ECMA-376 part 1, 17.17.4): there, and not
    said to be off."""
    return element is not None and element.get(VAL, "1").lower() in _ON


def number(text: str | None) -> int | None:
    """A whole number, or None where it is none or beyond any sense."""
    try:
        found = int(text or "")
    except ValueError:
        return None
    return found if abs(found) < _LARGEST else None
