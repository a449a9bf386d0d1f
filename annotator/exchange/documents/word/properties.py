"""Core properties of a package (ECMA-376 part 2, clause 11) as attributes of a document."""

from __future__ import annotations

from typing import Final

from annotator.exchange.documents.word.package import Part

_NAMES: Final = {
    "title": "title",
    "creator": "author",
    "created": "date",
    "modified": "modified",
    "subject": "subject",
    "keywords": "keywords",
    "description": "description",
    "category": "category",
    "language": "language",
}
_LONGEST: Final = 10_000


def core_properties(package: Part) -> dict[str, str]:
    """What the author or the program wrote about the document; what is empty is absent."""
    root = package.related("core-properties").root
    if root is None:
        return {}
    found: dict[str, str] = {}
    for one in root.iterchildren("*"):
        name = _NAMES.get(one.tag.rpartition("}")[2])
        text = " ".join((one.text or "").split())[:_LONGEST]
        if name and text:
            found[name] = text
    return {name: found[name] for name in _NAMES.values() if name in found}
