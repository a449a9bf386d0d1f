"""Files that documents were read from, as sources of a REFI-QDA project carry them.

A PDF goes out as a PDFSource whose Representation is the text, a Word document as the rich text of
a TextSource; both stand beside the plain text, on which the selections are. The format has no place
for files of other kinds. What comes in is read by this program's reader: where that gives the text
that stands in the file, its structure is the document's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.document import Document, Origin
from annotator.corpus.identity import guid_from
from annotator.corpus.messages import tr
from annotator.corpus.structure import Structure
from annotator.errors import UserError
from annotator.exchange.archive import Archive
from annotator.exchange.documents import recognition, registry
from annotator.exchange.documents.reader import ReadDocument
from annotator.exchange.refi.names import clean
from annotator.exchange.refi.parsing import local
from annotator.exchange.refi.report import Findings
from annotator.exchange.refi.vocabulary import add
from annotator.exchange.times import format_time

PDF: Final = "application/pdf"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SUFFIXES: Final = {PDF: ".pdf", WORD: ".docx"}
READER: Final = "refi"
"""What stands on record as the reader of a text that came in with its file, as version 0: a text
that a reader made of the file stays before it (`storage/readings.py`)."""
_MOST_BYTES: Final = 500_000_000

Originals = Callable[[str], bytes | None]
"""The bytes of a file by their digest; None where they are not there."""


def suffix_of(document: Document) -> str:
    """The suffix under which the document's file goes out; empty where it stays behind."""
    return "" if document.origin is None else _SUFFIXES.get(document.origin.media_type, "")


def add_source(
    sources: etree._Element, document: Document, *, with_file: bool
) -> tuple[etree._Element, etree._Element]:
    """Add the source of a document: the element that stands for it, and the one whose text it is,
    the same except for a PDF."""
    suffix = suffix_of(document) if with_file else ""
    times = {
        "creationDateTime": format_time(document.created),
        "modifiedDateTime": format_time(document.modified),
    }
    name = clean(document.name)
    text = {"plainTextPath": f"internal://{document.guid}.txt"}
    if suffix == ".pdf":
        path = f"internal://{document.guid}.pdf"
        outer = add(sources, "PDFSource", guid=document.guid, name=name, path=path, **times)
        inner = etree.Element(f"{{{etree.QName(outer).namespace}}}Representation")
        for key, value in {
            "guid": guid_from("refi representation", document.guid),
            "name": name,
            **text,
            **times,
        }.items():
            inner.set(key, value)
        return outer, inner
    if suffix:
        text["richTextPath"] = f"internal://{document.guid}{suffix}"
    source = add(sources, "TextSource", guid=document.guid, name=name, **text, **times)
    return source, source


@dataclass
class IncomingFiles:
    """Takes the files of sources in: origins and structures by document, bytes by digest."""

    findings: Findings
    structures: dict[str, Structure] = field(default_factory=dict)
    originals: dict[str, bytes] = field(default_factory=dict)
    _size: int = 0

    def origin(
        self, outer: etree._Element, text: str, archive: Archive, guid: str, place: str
    ) -> Origin | None:
        """The file of a source that has a text beside it; None where it has none, or one of a kind
        that is not kept."""
        path = outer.get("path" if local(outer) == "PDFSource" else "richTextPath", "").strip()
        member = archive.find(path) if path.startswith("internal://") else None
        if member is None or not path.lower().endswith((".pdf", ".docx")):
            return None
        if self._size + member.file_size > _MOST_BYTES:
            self.findings.left(
                place,
                tr("Its file is not kept: the files are too large together."),
            )
            return None
        try:
            data = archive.read(member, _MOST_BYTES)
        except UserError as error:
            self.findings.left(
                place,
                tr("Its file can't be read: {error}", error=error),
            )
            return None
        self._size += len(data)
        digest = hashlib.sha256(data).hexdigest()
        self.originals[digest] = data
        media_type = PDF if path.lower().endswith(".pdf") else WORD
        read, origin = _reread(data, member.filename, digest, media_type)
        if read is not None and read.text == text:
            self.structures[guid] = Structure.of(read.structure)
            return origin
        return Origin(digest, "", origin.media_type, READER, 0)


def _reread(
    data: bytes, name: str, digest: str, media_type: str
) -> tuple[ReadDocument | None, Origin]:
    """What this program's reader makes of a file, and that it was read so."""
    reader = registry.reader_for(recognition.sample_of(data, name))
    if reader is None or media_type not in reader.media_types:
        return None, Origin(digest, "", media_type, READER, 0)
    try:
        found = reader.read(data, name)
    except UserError:  # the text came with it, so it is of use without its structure
        return None, Origin(digest, "", media_type, READER, 0)
    remarks = tuple((one.what, one.where) for one in found[0].remarks) if found else ()
    origin = Origin(digest, "", media_type, reader.name, reader.version, {}, remarks)
    return (found[0] if len(found) == 1 else None), origin
