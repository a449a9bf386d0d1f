"""The codebook as nested Code elements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.codebook import Attribute, Code, Codebook
from annotator.corpus.coding import Memo
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.palette import color_at, normal_color
from annotator.exchange.refi.attribute_texts import AttributeEntry
from annotator.exchange.refi.descriptions import Entry, render
from annotator.exchange.refi.names import clean
from annotator.exchange.refi.vocabulary import add, differing_times

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
            raise UserError(
                tr(
                    "Codes are nested more than {max_depth} deep; no program reads that.",
                    max_depth=MAX_DEPTH,
                )
            )
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
        text = clean(render(_entry(codebook, code, places[depth], project_created)))
        if text:
            add(element, "Description").text = text
        for memo in memos.get(code.guid, ()):
            add(element, "NoteRef", targetGUID=memo.guid)
        places[depth] += 1
        parents.append(element)
        places.append(0)


def _entry(codebook: Codebook, code: Code, place: int, project_created: datetime | None) -> Entry:
    """What the attributes of the element do not say already."""
    created, modified = _times(code, project_created)
    declared = codebook.attributes_of(code.guid)
    return Entry(
        definition=code.definition,
        when_to_use=code.when_to_use,
        when_not_to_use=code.when_not_to_use,
        examples=code.examples,
        counter_examples=code.counter_examples,
        cues=code.cues,
        attributes=tuple(_attribute(one, at, project_created) for at, one in enumerate(declared)),
        key=code.key,
        unit=code.unit,
        may_nest=code.may_nest,
        may_overlap=code.may_overlap,
        position=None if code.position == place else code.position,
        created=created,
        modified=modified,
    )


def _attribute(
    attribute: Attribute, place: int, project_created: datetime | None
) -> AttributeEntry:
    created, modified = _times(attribute, project_created)
    return AttributeEntry(
        name=attribute.name,
        kind=attribute.kind,
        definition=attribute.definition,
        required=attribute.required,
        default=attribute.default,
        level=attribute.level,
        choices=attribute.choices,
        position=None if attribute.position == place else attribute.position,
        created=created,
        modified=modified,
        guid=attribute.guid,
    )


def _times(
    of: Code | Attribute, project_created: datetime | None
) -> tuple[datetime | None, datetime | None]:
    if project_created is None:
        return None, None
    return differing_times(of.created, of.modified, project_created)
