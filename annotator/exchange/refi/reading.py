"""A REFI-QDA project, of whatever program, as corpus values and a report.

Nothing is dropped in silence, and no passage is guessed: what cannot be placed is left behind
and said. A file that cannot be read at all raises before anything is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.codebook import Codebook, CodeSet, RelationType
from annotator.corpus.coding import CoderKind, Coding, Relation
from annotator.corpus.identity import guid_from
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import number_of, tr
from annotator.corpus.project import ProjectContent
from annotator.exchange import archive as bounds
from annotator.exchange.archive import Archive
from annotator.exchange.refi.code_reading import CodeReader
from annotator.exchange.refi.code_sets import code_set_of
from annotator.exchange.refi.intake import Identities, Memos, People, Times
from annotator.exchange.refi.left_behind import (
    report_pdf_selections,
    report_recording,
    report_rest,
    report_set,
    report_source,
)
from annotator.exchange.refi.links import join_parts
from annotator.exchange.refi.loose_files import LooseFiles
from annotator.exchange.refi.names import normal_guid
from annotator.exchange.refi.notes import NoteReader
from annotator.exchange.refi.original_files import IncomingFiles
from annotator.exchange.refi.parsing import Parsed, child, children, local, parse_xml, text_of
from annotator.exchange.refi.positions import ALL, CODE_POINTS, Convention, Evidence, expected
from annotator.exchange.refi.raw_selections import RawSelections
from annotator.exchange.refi.relation_links import LinkReader
from annotator.exchange.refi.relation_types import RelationTypeReader
from annotator.exchange.refi.report import Findings, Positions, Reading, RefiReport, counts_of
from annotator.exchange.refi.source_reading import SourceReader
from annotator.exchange.refi.sources import RefiSource, make_source, proved_at_all
from annotator.exchange.refi.texts import source_text
from annotator.exchange.refi.transcripts import placed, recording_of, tell_backwards, transcripts_of
from annotator.exchange.refi.variables import VariableReader
from annotator.exchange.refi.vocabulary import (
    CONSENSUS,
    ORIGIN,
    ORIGIN_UTF16,
    described_project,
    progress_variable,
)
from annotator.exchange.times import parse_time
from annotator.gc_pause import without_collection
from annotator.input_files import opened, shown

_BEFORE_XML = b" \t\r\n\xef\xbb\xbf\xff\xfe"


def read_project(data: Path) -> Job[Reading]:
    """Read the .qdpx at `data`, or a bare .qde with the texts beside it; a job. Raises UserError
    where it cannot be read at all."""
    with opened(data) as file:
        is_archive = not file.read(64).replace(b"\0", b"").lstrip(_BEFORE_XML).startswith(b"<")
    name = shown(data.name)
    with Archive(data, name, bounds.MAX_PROJECT) if is_archive else LooseFiles(data) as archive:
        member = archive.project()
        name = f"{member.filename} in {name}" if is_archive else name
        chunks = archive.chunks(member, bounds.MAX_PROJECT_XML)
        with without_collection():
            parsed = yield from parse_xml(chunks, member.file_size, name)
            reader = _ProjectReader(archive, parsed, _date(member.date_time))
            reading = yield from reader.read(shown(data.stem))
    return reading


def _date(moment: tuple[int, ...]) -> datetime:
    """The day of an archive's member, for files that have no times: the same at every reading."""
    try:
        return datetime(moment[0], moment[1], moment[2], tzinfo=UTC)
    except ValueError:
        return datetime(1980, 1, 1, tzinfo=UTC)


class _ProjectReader:
    """One reading: the parts in the order in which they need each other."""

    def __init__(self, archive: Archive, parsed: Parsed, when: datetime) -> None:
        self.archive = archive
        self.parsed = parsed
        root = parsed.root
        self.origin = root.get("origin", "")
        self.own = self.origin.startswith(ORIGIN)
        self.findings = Findings()
        created = parse_time(root.get("creationDateTime", ""))
        modified = parse_time(root.get("modifiedDateTime", ""))
        self.created = created or modified or when
        self.modified = modified or self.created
        self.identities = Identities(parsed.digest, self.findings)
        self.times = Times(self.created, self.findings)
        self.people = People(
            self.identities, self.times, self.findings, root.get("creatingUserGUID", "")
        )
        self.memos = Memos(self.identities, self.times, self.people, self.findings)
        self.codes = CodeReader(self.identities, self.findings, self.created, self.memos)
        self.variables = VariableReader(self.findings, self.memos)
        self.files = IncomingFiles(self.findings)
        self.sources = SourceReader(
            *(self.identities, self.times, self.people, self.codes, self.memos, self.findings),
            self.variables,
            archive=self.archive,
            files=self.files,
        )
        self.positions: list[Positions] = []
        self.code_sets: list[CodeSet] = []
        self._description = ""

    def read(self, stem: str) -> Job[Reading]:
        """Everything in the order in which it is needed; a job."""
        root = self.parsed.root
        self._oddities()
        guid, codebook_name = self._project()
        for user in children(child(root, "Users"), "User"):
            name, other = user.get("name", ""), user.get("id", "")
            settled = self.own and other == CONSENSUS
            kind = CoderKind.CONSENSUS if settled else CoderKind.PERSON
            self.people.add(user.get("guid", ""), name or other, kind)
        self.codes.read(child(root, "CodeBook"))
        self.variables.declare(root)
        self.sources.linked = _link_ends(root)
        sources = yield from self._texts()
        yield from self._codings(sources)
        drafts, by_selection = self.sources.drafts, self.sources.by_selection
        codings, moved, links = join_parts(root, drafts, by_selection)
        self._read_notes()
        self.variables.cases(root)
        self._turns()
        relations, types = self._relations(links, moved)
        # Only now are the coders known to one of whom it is given.
        self.memos.write(guid, "", self._description, "", "project")
        for ref in children(root, "NoteRef"):
            self.memos.refer(guid, ref.get("targetGUID", ""), "project")
        self.memos.move(moved)
        self.memos.resolve(guid)
        report_rest(self.parsed, self.findings)
        own = {progress_variable(coder.guid) for coder in self.people.coders}
        attributes = self.variables.all(own)
        content = ProjectContent(
            guid=guid,
            name=root.get("name", "") if self.own else root.get("name", "").strip() or stem,
            created=self.created,
            modified=self.modified,
            coders=tuple(self.people.coders),
            codebook=Codebook(
                tuple(self.codes.codes),
                codebook_name,
                tuple(self.codes.attributes),
                types,
                tuple(self.code_sets),
            ),
            documents=tuple(self.sources.documents),
            codings=tuple(self._in_order(codings)),
            relations=relations,
            memos=self.memos.all(),
            statuses=tuple(self.sources.statuses),
            document_attributes=attributes,
            attribute_types=self.variables.types(attributes, own=self.own),
            document_sets=tuple(self.variables.sets),
            persons=tuple(self.variables.persons),
            structures=self.files.structures,
            originals=self.files.originals,
        )
        return Reading(content, self._report(content))

    def _turns(self) -> None:
        """Who speaks, as cases tell."""
        turns, known = self.variables.turns, self.variables.documents
        by_guid = {one.guid: one for one in self.sources.documents}
        for source in turns.sources():
            document = by_guid.get(known.get(source, ""))
            if document is not None:
                turns.put_beside(source, document, self.files.structures, self.findings)

    def _in_order(self, codings: Sequence[Coding]) -> Iterator[Coding]:
        """By document and place; sorted text by text, since the keys of all would take as much
        memory as the codings."""
        of: dict[str, list[Coding]] = {one.guid: [] for one in self.sources.documents}
        for coding in codings:
            of[coding.document].append(coding)
        for some in of.values():
            some.sort(key=lambda one: (one.start, one.end, one.guid))
            yield from some

    def _oddities(self) -> None:
        if local(self.parsed.root) != "Project":
            self.findings.doubtful(tr("project"), tr("The file's root is no REFI-QDA project."))
        if self.parsed.replaced:
            self.findings.doubtful(
                tr("project"),
                tr(
                    "{replaced} control characters that XML forbids became U+FFFD.",
                    replaced=self.parsed.replaced,
                ),
            )
        for name in self.archive.other_projects:
            self.findings.left(
                tr("entry “{name}”", name=name[:100]), tr("Another project; only one was read.")
            )
        for name in self.archive.strange:
            self.findings.left(
                tr("entry “{name}”", name=name[:100]), tr("Its path points out of the archive.")
            )

    def _project(self) -> tuple[str, str]:
        """The project's GUID, which the format has no place for, and its codebook's name."""
        described = child(self.parsed.root, "Description")
        words = "" if described is None else text_of(described)
        known = described_project(words)
        if known is not None:
            return self.identities.take(known[0], "project", "project"), known[1]
        guid = guid_from("refi project", self.parsed.digest)
        self._description = words
        return guid, ""

    def _texts(self) -> Job[list[RefiSource]]:
        """The sources that have a text; the others are reported."""
        found: list[RefiSource] = []
        elements = list(self._source_elements())
        for number, outer in enumerate(elements):
            yield JobProgress(number, len(elements), tr("Reading texts"))
            if transcripts := transcripts_of(outer):
                found += self._transcripts(outer, transcripts)
                continue
            inner = child(outer, "Representation") if local(outer) == "PDFSource" else outer
            if inner is None or local(outer) not in ("TextSource", "PDFSource"):
                report_source(outer, self.parsed, self.findings)
                continue
            name = outer.get("name") or inner.get("name")
            if not name:
                name = f"Untitled document {number + 1}"
                self.findings.settled(name, tr("The source has no name."))
            place = tr("document “{name}”", name=name)
            text = source_text(inner, self.archive, self.own, place, self.findings)
            selections = self.parsed.selections.get(inner) or RawSelections()
            if text is None:
                if selections:
                    self.findings.left(
                        place,
                        tr(
                            "{selections} of that text.",
                            selections=number_of(len(selections), "selection"),
                        ),
                    )
                continue
            found.append(make_source(outer, inner, text, name, selections, own=self.own))
            if inner is not outer:
                known = {selection.guid for selection in selections}
                report_pdf_selections(outer, known, self.findings)
        return found

    def _transcripts(
        self, source: etree._Element, transcripts: list[etree._Element]
    ) -> Iterator[RefiSource]:
        """The transcripts of a recording, each a text; the recording itself stays behind."""
        media: etree._Element | None = source
        called = source.get("name", "")
        for number, one in enumerate(transcripts, start=1):
            several = f" {number}" if len(transcripts) > 1 else ""
            name = one.get("name") or (called + several if called else f"Transcript{several}")
            place = tr("document “{name}”", name=name)
            text = source_text(one, self.archive, self.own, place, self.findings)
            selections = self.parsed.selections.get(one) or RawSelections()
            if text is None:
                continue
            if not self.own:
                tell_backwards(one, place, self.findings)
            within = placed(selections, one, place, self.findings)
            made = make_source(one, one, text, name, within, own=self.own)
            made.media, made.recording = media, recording_of(source)
            media = None
            yield made
        report_recording(source, self.findings)

    def _source_elements(self) -> Iterator[etree._Element]:
        for sources in children(self.parsed.root, "Sources"):
            yield from (element for element in sources if isinstance(element.tag, str))

    def _codings(self, sources: list[RefiSource]) -> Iterator[JobProgress]:
        convention = self._convention(sources)
        crlf = any(source.stored.has_crlf for source in sources)
        overall = Positions(convention.label(crlf), 0, 0, 0)
        for source in sources:
            way = self._of_source(source, convention)
            if source.found.from_word and not proved_at_all(source, way):
                self.findings.left(
                    source.place,
                    tr(
                        "{selections}: the names are nowhere the words at their positions, so "
                        "the program read the Word document otherwise.",
                        selections=number_of(len(source.selections), "selection"),
                    ),
                )
                source.selections.clear()
            passages = yield from self.sources.read(source, way)
            source.selections.clear()  # codings of them are made: each is there once
            if way == convention:
                overall = passages.counts(crlf).plus(overall)
            else:
                self.positions.append(passages.counts(crlf, source.name))
        self.positions.insert(0, overall)

    def _convention(self, sources: list[RefiSource]) -> Convention:
        if self.own:
            return Convention(self.origin.startswith(ORIGIN_UTF16), crlf_as_one=True)
        evidence = Evidence()
        for source in sources:
            evidence.add(source.evidence)
        best = evidence.best(expected(self.origin))
        for way in ALL:
            differs = any(one.stored.reduced(way) != one.stored.reduced(best) for one in sources)
            if differs and not evidence.proves(best, way):
                self._tell_doubt(best, any(one.stored.has_crlf for one in sources))
                break
        return best

    def _tell_doubt(self, way: Convention, crlf: bool) -> None:
        known = expected(self.origin) == way != CODE_POINTS
        why = f"as {self.origin} usually counts" if known else "as the standard counts"
        self.findings.doubtful(
            tr("positions"),
            tr(
                "Nothing in the file proves how it counts; {crlf} was taken, {why}. "
                "Look whether passages after emoji or after many line ends are right.",
                crlf=way.label(crlf),
                why=why,
            ),
        )

    def _of_source(self, source: RefiSource, convention: Convention) -> Convention:
        """The file's convention, unless the names in this source prove another one."""
        named = source.evidence.named
        best = source.evidence.best(convention)
        if self.own or named[best] <= named[convention]:
            return convention
        self.findings.doubtful(
            source.place,
            tr("Positions count otherwise here than in the rest of the file."),
        )
        return best

    def _read_notes(self) -> None:
        NoteReader(
            self.parsed,
            self.archive,
            self.origin,
            self.own,
            self.identities,
            self.memos,
            {document.guid: document.text for document in self.sources.documents},
            self.findings,
        ).read()

    def _relations(
        self, links: list[etree._Element], moved: dict[str, str]
    ) -> tuple[tuple[Relation, ...], tuple[RelationType, ...]]:
        """The relations of links between codings, and all their types."""
        reader = RelationTypeReader(self.identities, self.findings, self.created)
        book = Codebook(tuple(self.codes.codes))
        types = reader.read(self.parsed.root, book)
        for group in reader.others:
            self._set(group, book)
        relations = LinkReader(
            self.identities,
            self.times,
            self.people,
            self.memos,
            self.findings,
            types,
            self.sources.drafts,
            self.sources.by_selection,
            moved,
        ).read(links)
        return tuple(relations), tuple(types)

    def _set(self, group: etree._Element, book: Codebook) -> None:
        """A set: its documents and its codes are in one of its name here; what is said of it is in
        a memo on the project."""
        taken = self.variables.member(group)
        own = code_set_of(group, book, self.codes.known)
        described = "".join(text_of(one) for one in children(group, "Description")).strip()
        quoted = f"“{group.get('name', '')}”"
        if described and (own or taken):
            words = f"Set {quoted}\n{described}"
            self.memos.remark(None, words, words)
        if own is not None:
            self.code_sets.append(own)
        if own is None and not taken:
            report_set(group, self.findings)

    def _report(self, content: ProjectContent) -> RefiReport:
        return RefiReport(
            tr("REFI-QDA Project"),
            self.origin,
            counts_of(content),
            self.findings.all(),
            tuple(self.positions),
        )


def _link_ends(root: etree._Element) -> set[str]:
    """What links refer to."""
    return {
        normal_guid(link.get(end, ""))
        for link in children(child(root, "Links"), "Link")
        for end in ("originGUID", "targetGUID")
    }
