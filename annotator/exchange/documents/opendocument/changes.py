"""Tracked changes of OpenDocument: who changed what, and what was deleted (ODF 1.3, 5.5)."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.opendocument.names import DC, OFFICE, TEXT, identity


@dataclass(frozen=True, slots=True)
class Change:
    """An insertion, or a deletion with its blocks."""

    inserted: bool
    who: dict[str, str]
    deleted: tuple[etree._Element, ...] = ()


def tracked_changes(body: etree._Element) -> dict[str, Change]:
    """The changes of a text by id; those of format alone are none."""
    found: dict[str, Change] = {}
    for region in body.iterfind(f"{TEXT}tracked-changes/{TEXT}changed-region"):
        for one in region:
            if one.tag == TEXT + "insertion":
                found[identity(region)] = Change(True, _who(one))
            elif one.tag == TEXT + "deletion":
                blocks = tuple(block for block in one if block.tag != OFFICE + "change-info")
                found[identity(region)] = Change(False, _who(one), blocks)
    return found


def _who(element: etree._Element) -> dict[str, str]:
    info = element.find(OFFICE + "change-info")
    if info is None:
        return {"author": "", "date": ""}
    return {
        "author": info.findtext(DC + "creator") or "",
        "date": info.findtext(DC + "date") or "",
    }
