"""The report's passages: where they stand, as they are cited, and examples of each code."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.corpus.messages import tr
from annotator.corpus.places import Place, place_of
from annotator.corpus.span import PART_SEPARATOR, Span
from annotator.exchange.report_document import Block, Cell, Section, Table
from annotator.operations.reliability import Comparison, disagreements
from annotator.operations.viewing import Viewer
from annotator.storage import queries

_EXAMPLES = 3
"""Passages of each code."""
_LONGEST = 400


def place_words(place: Place) -> str:
    """Speaker, time, page, section and note as they are cited; empty where there is none of
    them."""
    said = [one for one in (place.speaker, place.time) if one]
    if place.page:
        said.append(tr("page {page}", page=place.page))
    if place.section:
        said.append(tr("section “{section}”", section=shortened(place.section, 120)))
    if place.note:
        said.append(tr("note {note}", note=place.note))
    return ", ".join(said)


def shortened(words: str, longest: int = _LONGEST) -> str:
    """Words with their middle left out where they are too many."""
    if len(words) <= longest:
        return words
    return f"{words[: longest * 2 // 3]} … {words[-longest // 3 :]}"


def passages_section(viewer: Viewer, comparison: Comparison, labels: dict[str, str]) -> Section:
    """Passages of each code, spread over the texts, with who coded them and where they stand."""
    found = disagreements.examples(comparison.data, _EXAMPLES)
    read: dict[int, tuple[Place, str]] = {}
    by_document: dict[str, list[int]] = {}
    for number, (document, _side) in enumerate(found):
        by_document.setdefault(document.guid, []).append(number)
    with viewer.reading() as connection:
        for guid, numbers in by_document.items():
            text = queries.structured_text(connection, guid)
            for number in numbers:
                spans = found[number][1].spans
                place = place_of(text.text, text.structure, spans[0].start)
                read[number] = place, _words(text.text, spans)
    spoken = any(place.speaker or place.time for place, _words in read.values())
    rows: list[list[Cell]] = [
        [
            *(comparison.data.labels[side.code], labels[side.coder.guid], document.name),
            *(read[number][0].page, read[number][0].section, read[number][0].note),
            *((read[number][0].speaker, read[number][0].time) if spoken else ()),
            *(side.spans[0].start, read[number][1]),
        ]
        for number, (document, side) in enumerate(found)
    ]
    header = (
        tr("Code", context="noun"),
        tr("Coder"),
        tr("Document"),
        tr("Page"),
        tr("Section"),
        tr("Note"),
        *((tr("Speaker"), tr("Time")) if spoken else ()),
        tr("From character"),
        tr("Passage"),
    )
    caption = tr(
        "Up to {examples} passages of each code, from the beginning to the end of the texts",
        examples=_EXAMPLES,
    )
    blocks: list[Block] = [tr("There are no codings in the compared documents.")]
    if rows:
        blocks = [Table("Passages", caption, header, rows)]
    return Section(tr("Examples of the codes"), blocks)


def _words(text: str, spans: Iterable[Span]) -> str:
    parts = (" ".join(text[span.start : span.end].split()) for span in spans)
    return shortened(PART_SEPARATOR.join(parts))
