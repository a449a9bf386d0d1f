"""OpenDocument texts (.odt, .ott) and their flat form (.fodt)."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.flow import Flow
from annotator.exchange.documents.office_remarks import remarks
from annotator.exchange.documents.opendocument.changes import tracked_changes
from annotator.exchange.documents.opendocument.lists import Lists
from annotator.exchange.documents.opendocument.names import OFFICE
from annotator.exchange.documents.opendocument.package import Package, opened
from annotator.exchange.documents.opendocument.pages import MasterPages
from annotator.exchange.documents.opendocument.properties import meta_properties
from annotator.exchange.documents.opendocument.reading import Reading
from annotator.exchange.documents.opendocument.story import Story
from annotator.exchange.documents.opendocument.styles import Styles
from annotator.exchange.documents.reader import Options, ReadDocument, damaged_part
from annotator.exchange.documents.tracked_option import tracked_option


def read_odt(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The document with its structure. Option ``tracked``: accept, reject or show.

    The text is the body, then the texts of foot- and endnotes. UserError where it is no
    OpenDocument text, is damaged, encrypted, or beyond a bound.
    """
    with opened(data, name) as package:
        return [_read(package, name, tracked_option(options))]


def _read(package: Package, name: str, tracked: str) -> ReadDocument:
    content = package.content()
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise UserError(
            tr(
                "“{name}” is an OpenDocument file, but no text. Save it as .odt, or "
                "copy its words into a text.",
                name=name,
            )
        )
    flow = Flow(name)
    styles = Styles(content, None if package.is_flat else package.tree("styles.xml"))
    reading = Reading(package, styles, Lists(styles), tracked_changes(body), tracked, flow)
    masters = MasterPages(styles, flow, lambda element: _words_of(element, reading))
    story = Story(reading, masters)
    story.blocks(body)
    story.inline.close()
    end_of_body = flow.builder.position
    _write_notes(reading)
    flow.pages.write(flow.builder, end_of_body)
    if flow.pages.count > 1 and not flow.pages.rendered:
        reading.met["pages"] = flow.pages.count - 1
    attributes = meta_properties(package.tree("meta.xml"))
    text, structure = flow.builder.finish()
    return ReadDocument(
        name,
        text,
        structure,
        attributes=attributes,
        remarks=[*remarks(reading.met), *map(damaged_part, package.damaged)],
    )


def _write_notes(reading: Reading) -> None:
    """The texts of notes at the end, each a block that begins with its mark: the footnotes, then
    the endnotes."""
    flow = reading.flow
    for note in sorted(reading.notes, key=lambda note: note.kind == "endnote"):
        start = flow.position
        flow.note_mark(note.label)
        Story(reading).blocks(note.body)
        flow.end_block()
        flow.mark(note.kind, start, flow.builder.position, note=note.key, label=note.label)


def _words_of(element: etree._Element, reading: Reading) -> str:
    """The words of a header or footer, in one line."""
    aside = Reading(
        reading.package,
        reading.styles,
        Lists(reading.styles),
        reading.changes,
        reading.tracked,
        Flow(),
    )
    Story(aside).blocks(element)
    text, _structure = aside.flow.builder.finish()
    return " ".join(text.split())
