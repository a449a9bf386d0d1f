"""Other documents within a Word document (``w:altChunk``), read by the readers of their formats."""

from __future__ import annotations

from typing import Final

from annotator.errors import UserError
from annotator.exchange.documents.flow import Flow
from annotator.exchange.documents.reader import ReadDocument
from annotator.exchange.documents.recognition import sample_of
from annotator.exchange.documents.registry import reader_for
from annotator.exchange.documents.word.package import Part

WITHIN: Final = "within"
"""The option that tells a reader that it reads what another document holds."""


def read_embedded(part: Part | None) -> ReadDocument | None:
    """The document in a part; None where it can't be read."""
    if part is None:
        return None
    try:
        data = part.package.data(part.path)
        reader = reader_for(sample_of(data, part.path)) if data else None
        found = [] if reader is None else reader.read(data, part.path, {WITHIN: part.package.name})
    except UserError:
        return None
    return found[0] if len(found) == 1 else None


def write_embedded(document: ReadDocument, flow: Flow) -> None:
    """Its text with its structure, but for its pages, which are not those of the whole."""
    if not document.text:
        return
    flow.begin_block()
    start = flow.builder.position
    flow.text(document.text)
    for element in document.structure:
        if element.kind in ("page", "furniture"):
            continue
        values = dict(element.values)
        if "note" in values:
            # Ids are those of one file; another may have the same.
            values["note"] = f"{start}-{values['note']}"
        flow.mark(element.kind, start + element.start, start + element.end, **values)
    flow.end_block()
