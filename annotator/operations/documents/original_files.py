"""Documents with their structure and how they were read; the files that they were read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator import file_names
from annotator.corpus.places import Place, place_of
from annotator.corpus.structure import Structure
from annotator.corpus.text import DocumentText
from annotator.operations.documents import encodings, file_reading
from annotator.operations.documents.editing import text_of
from annotator.storage import document_files, queries
from annotator.storage.project_file import ProjectFile, Readable
from annotator.storage.speaker_names import spoken_structure

_LONGEST = 60
"""Characters of a name: 240 bytes at most, which every file system takes."""


@dataclass(frozen=True)
class OriginalReading:
    """A document as it was read: its text, structure, attributes, and by which reader."""

    name: str
    text: str
    structure: Structure
    reader: str
    version: int
    options: Mapping[str, str]
    attributes: Mapping[str, str]
    remarks: tuple[tuple[str, str], ...]


def reading(project: ProjectFile, document: str) -> OriginalReading:
    """A document (GUID) as it was read, with speakers as the study calls them. Of a plain text,
    what its bytes tell of how it was."""
    with project.reading() as connection:
        facts = next(one for one in queries.documents(connection) if one.guid == document)
        text = queries.document_text(connection, document)
        structure = spoken_structure(connection, document)
        origin = document_files.origin(connection, document)
        source = queries.document_source(connection, document)
        said = queries.document_attributes(connection)
    attributes = {one.name: one.value for one in said if one.document == document}
    if origin is not None:
        return OriginalReading(
            *(facts.name, text, structure, origin.reader, origin.reader_version),
            *(origin.options, attributes, origin.remarks),
        )
    remarks: tuple[tuple[str, str], ...] = ()
    if source and facts.encoding.startswith("utf-8") and "\ufffd" in text:
        odd = encodings.places(text_of(source, facts.name, facts.encoding))
        remarks = ((odd, ""),) if odd else ()
    plain = file_reading.PLAIN
    version = file_reading.version_of(plain)
    options = {"encoding": facts.encoding}
    return OriginalReading(
        facts.name, text, structure, plain, version, options, attributes, remarks
    )


def original(project: ProjectFile, document: str) -> bytes:
    """The file that a document (GUID) was read from, byte for byte. UserError where it is
    missing."""
    with project.reading() as connection:
        return document_files.original(connection, document)


def file_name(project: ProjectFile, document: str) -> str:
    """What the file of a document (GUID) may be called on a disk: the document's name without what
    no system allows in one, and a suffix of its format, whatever the name says."""
    from annotator.exchange.documents import registry  # noqa: PLC0415  (start-up)

    with project.reading() as connection:
        facts = next(one for one in queries.documents(connection) if one.guid == document)
        origin = document_files.origin(connection, document)
    reader = registry.reader_named(file_reading.PLAIN if origin is None else origin.reader)
    suffixes = reader.suffixes if reader is not None else ()
    name = file_names.portable(facts.name, "document")
    own = next((suffix for suffix in suffixes if name.lower().endswith(suffix)), None)
    if own is None:
        own = suffixes[0] if suffixes else ""
        return name[:_LONGEST] + own
    return name[: -len(own)][:_LONGEST] + own


def structure(project: ProjectFile, document: str) -> Structure:
    """The structure of a document's text; empty where it has none."""
    with project.reading() as connection:
        return document_files.structure(connection, document)


def place(project: ProjectFile, document: str, position: int) -> Place:
    """Page, section, note, speaker and time of a position in a document."""
    return places(project, [(document, position)])[0]


def places(project: Readable, positions: Iterable[tuple[str, int]]) -> list[Place]:
    """Page, section, note, speaker and time of positions in documents (GUIDs); each document is
    read once."""
    texts: dict[str, DocumentText] = {}
    found: list[Place] = []
    with project.reading() as connection:
        for document, position in positions:
            if document not in texts:
                texts[document] = queries.structured_text(connection, document)
            text = texts[document]
            found.append(place_of(text.text, text.structure, position))
    return found
