"""The codebook as nested Code elements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.coding import Memo
from annotator.errors import UserError
from annotator.exchange.palette import color_at, normal_color
from annotator.exchange.refi.descriptions import Entry, render
from annotator.exchange.refi.names import clean
from annotator.exchange.refi.vocabulary import add
from annotator.exchange.times import to_utc

MAX_DEPTH = 200
"""XML readers give up on deeper nesting (libxml2 at 256 elements)."""


def add_codes(
    codes: etree._Element,
    codebook: Codebook,
    project_created: datetime | None,
    memos: Mapping[str, Sequence[Memo]],
) -> None:
    """Add the tree to a Codes element.

    `project_created` is when codes were made unless their entry says otherwise; None leaves
    the times out, as a codebook alone does. Raises UserError for a tree that is too deep.
    """
    parents = [codes]
    places = [0]
    for index, (depth, code) in enumerate(codebook.walk()):
        if depth >= MAX_DEPTH:
            raise UserError(f"Codes are nested more than {MAX_DEPTH} deep; no program reads that.")
        del parents[depth + 1 :]
        del places[depth + 1 :]
        element = add(
            parents[depth],
            "Code",
            guid=code.guid,
            name=clean(code.name),
            isCodable="true" if code.codable else "false",
            color=normal_color(code.color) or color_at(index),
        )
        text = clean(render(_entry(code, places[depth], project_created)))
        if text:
            add(element, "Description").text = text
        for memo in memos.get(code.guid, ()):
            add(element, "NoteRef", targetGUID=memo.guid)
        places[depth] += 1
        parents.append(element)
        places.append(0)


def _entry(code: Code, place: int, project_created: datetime | None) -> Entry:
    """What the attributes of the element do not say already."""
    created = modified = None
    if project_created is not None:
        if to_utc(code.created) != to_utc(project_created):
            created = code.created
        if to_utc(code.modified) != to_utc(code.created):
            modified = code.modified
    return Entry(
        definition=code.definition,
        when_to_use=code.when_to_use,
        when_not_to_use=code.when_not_to_use,
        examples=code.examples,
        key=code.key,
        position=None if code.position == place else code.position,
        created=created,
        modified=modified,
    )
