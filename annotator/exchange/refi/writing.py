"""A project as a REFI-QDA archive: one XML file, one text file a document.

Conservative where programs differ: LF, no mark, code points, lower-case names and GUIDs, UTC.
What the format has no element for stands where programs show it: what a coding says in its
attributes is the description of its selection, rules and attributes of codes are in the codes'
descriptions, relations are links between selections and their types sets of codes.
The XML is held against the program's own schema before a byte reaches the target.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from lxml import etree  # type: ignore[import-untyped]

from annotator import __version__
from annotator.corpus.coding import CoderKind, Memo
from annotator.corpus.document import DocumentAttribute
from annotator.corpus.identity import guid_from
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.project import ProjectContent
from annotator.errors import UserError
from annotator.exchange.refi.checking import Checking
from annotator.exchange.refi.code_tree import add_codes
from annotator.exchange.refi.losses import export_losses
from annotator.exchange.refi.names import clean, is_xml, numbered_name, short_name
from annotator.exchange.refi.original_files import Originals, suffix_of
from annotator.exchange.refi.persons import add_cases, person_attributes, person_variable
from annotator.exchange.refi.relation_links import add_links, add_notes
from annotator.exchange.refi.relation_types import add_relation_types
from annotator.exchange.refi.report import RefiReport, counts_of
from annotator.exchange.refi.selections import SelectionWriter
from annotator.exchange.refi.variable_writing import Variables
from annotator.exchange.refi.vocabulary import (
    CONSENSUS,
    ORIGIN,
    ORIGIN_UTF16,
    PROJECT_NS,
    add,
    describe_project,
    progress_variable,
)
from annotator.exchange.times import format_time, to_utc
from annotator.gc_pause import without_collection

# XML is most of it, and that mostly GUIDs: higher levels cost seconds and save a few percent.
_LEVEL = 3
__all__ = ["export_losses", "write_project"]


def write_project(
    content: ProjectContent,
    target: BinaryIO,
    *,
    utf16_positions: bool = False,
    originals: Originals | None = None,
) -> Job[RefiReport]:
    """Write the project as .qdpx to `target`, which must be seekable; a job.

    `originals` gives the files of documents that were read from PDF and Word.
    `utf16_positions` counts as NVivo does, which matters where texts have characters beyond the
    Basic Multilingual Plane. Raises UserError where the format cannot hold the project at all.
    Nothing is written before the whole XML has passed the schema.
    """
    report = project_preview(content, utf16_positions)
    with Checking() as checking:
        tree = _Tree(content, utf16_positions, checking, with_files=originals is not None)
        with without_collection():
            xml = yield from tree.build()
        checking.add(xml)
        yield from checking.finish()
    yield from _archive(content, tree.writer.fill(xml), tree.text_notes, target, originals)
    return report


def project_preview(content: ProjectContent, utf16_positions: bool = False) -> RefiReport:
    """What a .qdpx of the project would carry and what it could not."""
    findings = tuple(export_losses(content, utf16_positions))
    return RefiReport(
        tr("REFI-QDA Project"), _origin(utf16_positions), counts_of(content), findings
    )


def _origin(utf16_positions: bool) -> str:
    return f"{ORIGIN_UTF16 if utf16_positions else ORIGIN} {__version__}"


class _Tree:
    """The XML of a project; `text_notes` are memos that go into files of their own, by GUID."""

    def __init__(
        self,
        content: ProjectContent,
        utf16_positions: bool,
        checking: Checking,
        *,
        with_files: bool,
    ) -> None:
        self.content = content
        self.text_notes: dict[str, str] = {}
        self._note_names: set[str] = set()
        self._memos = _by_subject(content)
        journal = {content.guid, *content.codebook.by_guid}
        self._described = self._memos.keys() - journal
        self._utf16 = utf16_positions
        self._attributes = Variables.of(content.document_attributes, content.attribute_types)
        self.writer = SelectionWriter(
            content, self._memos, utf16_positions, checking, with_files=with_files
        )
        self.root = etree.Element(f"{{{PROJECT_NS}}}Project", nsmap={None: PROJECT_NS})

    def build(self) -> Job[bytes]:
        """The XML with marks where the writer's selections belong; a job."""
        content = self.content
        self.root.set("name", clean(content.name))
        self.root.set("origin", _origin(self._utf16))
        self.root.set("creationDateTime", format_time(content.created))
        self.root.set("modifiedDateTime", format_time(content.modified))
        self._users()
        if content.codebook.codes:
            codes = add(add(self.root, "CodeBook"), "Codes")
            add_codes(codes, content.codebook, content.created, self._memos)
        self._variables()
        add_cases(self.root, content.persons, content.documents, content.structures)
        yield from self._sources()
        self._notes()
        self._links()
        add_relation_types(
            *(self.root, content.codebook, "targetGUID", content.created, content.document_sets)
        )
        add(self.root, "Description").text = clean(
            describe_project(content.guid, content.codebook.name)
        )
        self._note_refs(self.root, content.guid)
        xml: bytes = etree.tostring(self.root, encoding="utf-8", xml_declaration=True)
        return xml

    def _users(self) -> None:
        if self.content.coders:
            users = add(self.root, "Users")
            for coder in self.content.coders:
                user = add(users, "User", guid=coder.guid, name=clean(coder.name))
                if coder.kind is CoderKind.CONSENSUS:
                    user.set("id", CONSENSUS)

    def _variables(self) -> None:
        """What a coder declared of a document's progress, as one variable a coder; then the
        attributes of documents."""
        coders = {status.coder for status in self.content.statuses}
        of_persons = person_attributes(self.content.persons)
        if not coders and not self._attributes.kinds and not of_persons:
            return
        variables = add(self.root, "Variables")
        for coder in self.content.coders:
            if coder.guid in coders:
                add(
                    variables,
                    "Variable",
                    guid=progress_variable(coder.guid),
                    name=clean(f"Progress of {coder.name}"),
                    typeOfVariable="Text",
                )
        self._attributes.add(variables)
        for name, kind in of_persons.items():
            guid = person_variable(name)
            add(variables, "Variable", guid=guid, name=clean(name), typeOfVariable=kind)

    def _sources(self) -> Iterator[JobProgress]:
        if not self.content.documents:
            return
        sources = add(self.root, "Sources")
        statuses: dict[str, list[tuple[str, str]]] = {}
        for status in self.content.statuses:
            statuses.setdefault(status.document, []).append((status.coder, status.progress.value))
        said: dict[str, list[DocumentAttribute]] = {}
        for attribute in self.content.document_attributes:
            said.setdefault(attribute.document, []).append(attribute)
        for document in self.content.documents:
            source = yield from self.writer.source(sources, document)
            self._note_refs(source, document.guid)
            for coder, progress in statuses.get(document.guid, []):
                value = add(source, "VariableValue")
                add(value, "VariableRef", targetGUID=progress_variable(coder))
                add(value, "TextValue").text = progress
            for attribute in said.get(document.guid, []):
                self._attributes.add_value(source, attribute)

    def _notes(self) -> None:
        memos = [memo for found in self._memos.values() for memo in found]
        if memos or self.content.relations:
            notes = add(self.root, "Notes")
            for memo in memos:
                self._note(notes, memo)
            add_notes(notes, self.content)

    def _links(self) -> None:
        if not self.writer.links and not self.content.relations:
            return
        links = add(self.root, "Links")
        add_links(links, self.content)
        for origin, target, name in self.writer.links:
            add(
                links,
                "Link",
                guid=guid_from("refi link", origin, target),
                name=name,
                direction="OneWay",
                originGUID=origin,
                targetGUID=target,
            )

    def _note(self, notes: etree._Element, memo: Memo) -> None:
        in_file = not is_xml(memo.text) or memo.subject not in self._described
        name = short_name(memo.text)
        if in_file:
            # QualCoder's import ends at two entries of its journal that have one name.
            name = numbered_name(name, self._note_names)
            self._note_names.add(name)
        note = add(
            notes,
            "Note",
            guid=memo.guid,
            name=name,
            creatingUser=memo.coder,
            creationDateTime=format_time(memo.created),
            modifiedDateTime=format_time(memo.modified),
        )
        if not in_file:
            add(note, "PlainTextContent").text = memo.text
        else:
            note.set("plainTextPath", f"internal://{memo.guid}.txt")
            self.text_notes[memo.guid] = memo.text

    def _note_refs(self, element: etree._Element, subject: str) -> None:
        for memo in self._memos.get(subject, ()):
            add(element, "NoteRef", targetGUID=memo.guid)


def _by_subject(content: ProjectContent) -> dict[str, list[Memo]]:
    """The memos whose subject the project has; the others are among the losses."""
    subjects = {content.guid}
    subjects.update(code.guid for code in content.codebook.codes)
    subjects.update(document.guid for document in content.documents)
    if content.memos:
        subjects.update(coding.guid for coding in content.codings)
    found: dict[str, list[Memo]] = {}
    for memo in content.memos:
        if memo.subject in subjects:
            found.setdefault(memo.subject, []).append(memo)
    return found


def _archive(
    content: ProjectContent,
    xml: Iterator[bytes],
    text_notes: dict[str, str],
    target: BinaryIO,
    originals: Originals | None,
) -> Iterator[JobProgress]:
    when = to_utc(content.modified)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        yield JobProgress(0, 0, tr("Writing the project"))
        with archive.open(_member("project.qde", when), "w", force_zip64=True) as file:
            for piece in xml:
                file.write(piece)
                yield JobProgress(0, 0, tr("Writing the project"))
        for number, document in enumerate(content.documents):
            yield JobProgress(number, len(content.documents), tr("Writing texts"))
            name = f"sources/{document.guid}.txt"
            archive.writestr(_member(name, when), document.text.encode("utf-8"))
            if originals is not None and (suffix := suffix_of(document)):
                assert document.origin is not None
                data = originals(document.origin.sha256)
                if data is None:
                    raise UserError(
                        tr(
                            "The file that “{document}” was read from is missing in the project. "
                            "“annotator check” lists what is wrong; a backup may have it whole.",
                            document=document.name,
                        )
                    )
                archive.writestr(_member(f"sources/{document.guid}{suffix}", when), data)
        for guid, text in text_notes.items():
            archive.writestr(_member(f"sources/{guid}.txt", when), text.encode("utf-8"))


def _member(name: str, when: datetime) -> zipfile.ZipInfo:
    """A member that does not change from one export of the same project to the next."""
    # ZIP knows the years 1980 to 2107.
    year = min(max(when.year, 1980), 2107)
    info = zipfile.ZipInfo(name, (year, when.month, when.day, when.hour, when.minute, when.second))
    info.compress_type = zipfile.ZIP_DEFLATED
    # Members that are opened for writing take the level from here and nowhere else.
    info._compresslevel = _LEVEL  # type: ignore[attr-defined]
    info.external_attr = 0o644 << 16
    return info
