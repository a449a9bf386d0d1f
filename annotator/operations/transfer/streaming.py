"""A project piece by piece: one document with some of its codings at a time, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from annotator.corpus.document import Document, DocumentAttribute
from annotator.corpus.project import ProjectContent
from annotator.operations import reading
from annotator.operations.viewing import Viewer

_AT_ONCE: Final = 5_000
"""Codings that are in memory together."""


def pieces(viewer: Viewer) -> Iterator[ProjectContent]:
    """The project as parts that each hold one document and some of its codings with the memos on
    them, in order; documents without codings are left out. Coders and codebook are in each."""
    facts = reading.project_facts(viewer)
    common = ProjectContent(
        *(facts.guid, facts.name, facts.created, facts.modified),
        tuple(reading.coders(viewer)),
        reading.codebook(viewer),
    )
    said: dict[str, list[DocumentAttribute]] = {}
    for attribute in reading.document_attributes(viewer):
        said.setdefault(attribute.document, []).append(attribute)
    for one in reading.documents(viewer):
        guids = reading.coding_columns(viewer, one.guid).guid
        if not guids:
            continue
        text = reading.text(viewer, one.guid)
        # The bytes of the file are nothing that a table of codings tells.
        document = Document(
            *(one.guid, one.name, text, b"", one.encoding, one.created, one.modified)
        )
        structure = reading.structure(viewer, one.guid)
        part = replace(
            common,
            documents=(document,),
            document_attributes=tuple(said.get(one.guid, ())),
            structures={one.guid: structure} if structure else {},
        )
        for start in range(0, len(guids), _AT_ONCE):
            some = guids[start : start + _AT_ONCE]
            codings = tuple(reading.codings(viewer, some))
            yield replace(part, codings=codings, memos=tuple(reading.memos(viewer, some)))
