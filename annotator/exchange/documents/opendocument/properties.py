"""What meta.xml says of a document, as its attributes (ODF 1.3 part 3, 4.3)."""

from __future__ import annotations

from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.opendocument.names import DC, META, OFFICE

_NAMES: Final = {
    "title": (DC + "title",),
    "author": (META + "initial-creator", DC + "creator"),
    "date": (META + "creation-date", DC + "date"),
    "modified": (DC + "date",),
    "subject": (DC + "subject",),
    "description": (DC + "description",),
    "language": (DC + "language",),
}
_LONGEST: Final = 10_000


def meta_properties(root: etree._Element | None) -> dict[str, str]:
    """Title, author, date …; what is empty is absent."""
    meta = None if root is None else root.find(OFFICE + "meta")
    if meta is None:
        return {}
    found: dict[str, str] = {}
    for name, tags in _NAMES.items():
        text = next((said for tag in tags if (said := _text(meta.findtext(tag)))), "")
        if text:
            found[name] = text
    keywords = [_text(one.text) for one in meta.iterchildren(META + "keyword")]
    if any(keywords):
        found["keywords"] = ", ".join(word for word in keywords if word)
    return found


def _text(text: str | None) -> str:
    return " ".join((text or "").split())[:_LONGEST]
