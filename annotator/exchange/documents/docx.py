"""Word documents (.docx, .docm, .dotx, .dotm), the strict form of their format too."""

from __future__ import annotations

import io
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.archive import Archive
from annotator.exchange.documents.flow import Flow
from annotator.exchange.documents.office_remarks import remarks
from annotator.exchange.documents.reader import Options, ReadDocument, damaged_part
from annotator.exchange.documents.tracked_option import tracked_option
from annotator.exchange.documents.word.comments import Comments
from annotator.exchange.documents.word.embedded import WITHIN
from annotator.exchange.documents.word.names import W, child
from annotator.exchange.documents.word.notes import Notes
from annotator.exchange.documents.word.numbering import Numbering
from annotator.exchange.documents.word.package import Package, Part
from annotator.exchange.documents.word.properties import core_properties
from annotator.exchange.documents.word.reading import Reading
from annotator.exchange.documents.word.sections import Sections
from annotator.exchange.documents.word.story import Story
from annotator.exchange.documents.word.styles import Styles

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def read_docx(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The document with its structure. Option ``tracked``: accept, reject or show.

    The text is the body, then the texts of foot- and endnotes. UserError where it is no Word
    document, is damaged, encrypted, or beyond a bound.
    """
    if data.startswith(_COMPOUND) and _ENCRYPTED in data:
        raise UserError(
            tr(
                "“{name}” is protected by a password. Open it in Word, save it without "
                "one, and add it again.",
                name=name,
            )
        )
    with Archive(io.BytesIO(data), name) as archive:
        return [_read(Package(archive, name), name, options)]


def _read(package: Package, name: str, options: Options) -> ReadDocument:
    main = package.main()
    root = main.root
    body = child(root, W + "body")
    if root is None or body is None:
        raise UserError(tr("“{name}” is no Word document: its main part has no body.", name=name))
    reading = Reading(
        main,
        Styles(main.related("styles").root),
        Numbering(main.related("numbering").root),
        Comments(main.related("comments").root),
        tracked_option(options),
        Flow(name),
        within=WITHIN in options,
    )
    settings = main.related("settings").root
    notes = (
        Notes("footnote", main.related("footnotes"), settings),
        Notes("endnote", main.related("endnotes"), settings),
    )
    flow = reading.flow
    sections = Sections(body, main, flow, notes, lambda part: _words_of(part, reading))
    sections.begin()
    Story(reading, main, notes, sections.begin).blocks(body)
    end_of_body = flow.builder.position
    for kind in notes:
        _write_notes(reading, kind)
    flow.pages.write(flow.builder, end_of_body)
    if flow.pages.count > 1 and not flow.pages.rendered:
        reading.met["pages"] = flow.pages.count - 1
    attributes = core_properties(package.whole)
    text, structure = flow.builder.finish()
    return ReadDocument(
        name,
        text,
        structure,
        attributes=attributes,
        remarks=[*remarks(reading.met), *map(damaged_part, package.damaged)],
    )


def _write_notes(reading: Reading, notes: Notes) -> None:
    """The texts of notes at the end, each a block that begins with its mark."""
    story = Story(reading, notes.part)
    flow = reading.flow
    for key, label, element in notes.referred:
        start = flow.position
        flow.note_mark(label)
        story.blocks(element)
        flow.end_block()
        flow.mark(notes.kind, start, flow.builder.position, note=key, label=label)


def _words_of(part: Part, reading: Reading) -> str:
    """The words of a header or footer, in one line."""
    if part.root is None:
        return ""
    aside = Reading(part, reading.styles, Numbering(None), Comments(None), reading.tracked, Flow())
    Story(aside, part).blocks(part.root)
    text, _structure = aside.flow.builder.finish()
    return " ".join(text.split())
