"""What the structure says at a place, in words: for tips, the inspector and screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from annotator.corpus.messages import quoted, tr
from annotator.corpus.structure import Element
from annotator.ui.reader.structure_formats import CHANGES

_LONGEST = 600
TOLD: Final = CHANGES | {
    *("heading", "note-mark", "footnote", "endnote"),
    *("link", "table", "quote", "list-item", "image"),
}
"""Kinds of elements that are told when the caret comes into them."""


def remarks(elements: Sequence[Element], text: str) -> list[str]:
    """Comments and tracked changes among the elements, a sentence each."""
    return [words(element, text) for element in elements if element.kind in CHANGES]


def words(element: Element, text: str) -> str:
    """An element in a sentence; empty where there is nothing to say of its kind. `text` is that
    of the document."""
    said = element.values
    author, date = str(said.get("author", "")), str(said.get("date", ""))[:10]
    who = ", ".join(part for part in (author, date) if part)
    match element.kind:
        case "comment":
            head = tr("Comment ({0})").format(who) if who else tr("Comment")
            return f"{head}: {_short(str(said.get('text', '')))}"
        case "inserted":
            return tr("Inserted ({0})").format(who) if who else tr("Inserted")
        case "deleted":
            passage = str(said.get("text", "")) or text[element.start : element.end]
            head = tr("Deleted ({0})").format(who) if who else tr("Deleted")
            return f"{head}: {quoted(_short(passage))}"
        case "link":
            return str(said.get("address", ""))[:_LONGEST]
        case "image":
            shown = _short(str(said.get("alt", "")) or str(said.get("file", "")))
            return tr("Picture: {0}").format(shown) if shown else tr("Picture")
    return ""


def told(element: Element, text: str) -> str:
    """What a screen reader is told where the caret comes into an element of one of `TOLD`."""
    label = str(element.values.get("label", ""))
    names = {
        "heading": tr("Heading, level {0}").format(element.values.get("level", 1)),
        "note-mark": tr("Mark of a note"),
        "footnote": tr("Note"),
        "endnote": tr("Note"),
        "link": tr("Link"),
        "table": tr("Table"),
        "quote": tr("Quotation"),
        "list-item": tr("Item {0}").format(label) if label else tr("Item of a list"),
    }
    return names.get(element.kind) or words(element, text)


def _short(passage: str) -> str:
    passage = " ".join(passage.split())
    return passage if len(passage) <= _LONGEST else passage[: _LONGEST - 1] + "…"
