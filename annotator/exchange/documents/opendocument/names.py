"""The names of OpenDocument's namespaces."""

from __future__ import annotations

from typing import Final

from lxml import etree  # type: ignore[import-untyped]

_ODF: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE: Final = _ODF + "office:1.0}"
TEXT: Final = _ODF + "text:1.0}"
TABLE: Final = _ODF + "table:1.0}"
STYLE: Final = _ODF + "style:1.0}"
DRAW: Final = _ODF + "drawing:1.0}"
META: Final = _ODF + "meta:1.0}"
FO: Final = _ODF + "xsl-fo-compatible:1.0}"
SVG: Final = _ODF + "svg-compatible:1.0}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
XLINK: Final = "{http://www.w3.org/1999/xlink}"
MATH: Final = "{http://www.w3.org/1998/Math/MathML}"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"

_LARGEST: Final = 10**9


def number(text: str | None) -> int | None:
    """A whole number, or None where it is none or beyond any sense."""
    try:
        found = int(text or "")
    except ValueError:
        return None
    return found if abs(found) < _LARGEST else None


def identity(element: etree._Element) -> str:
    """The id of an element, under the name that its version of ODF has for it."""
    return element.get(XML + "id") or element.get(TEXT + "id") or ""
