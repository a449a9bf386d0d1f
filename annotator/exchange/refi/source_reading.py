"""Sources to documents with their codings, once it is known how the file counts."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.coding import Coding
from annotator.corpus.document import Document, DocumentStatus, Progress
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.span import Span, Spans
from annotator.exchange.archive import Archive
from annotator.exchange.refi import originals
from annotator.exchange.refi.code_reading import CodeReader
from annotator.exchange.refi.coding_texts import HEADS, is_said, parse_said
from annotator.exchange.refi.intake import Identities, Memos, People, Times
from annotator.exchange.refi.memo_texts import parted
from annotator.exchange.refi.names import normal_guid, short_name
from annotator.exchange.refi.original_files import IncomingFiles
from annotator.exchange.refi.parsing import child, children, raw_coding
from annotator.exchange.refi.passages import PassageReader, Place
from annotator.exchange.refi.positions import Convention
from annotator.exchange.refi.raw_selections import RawCoding, RawSelection
from annotator.exchange.refi.report import Findings
from annotator.exchange.refi.sources import RefiSource
from annotator.exchange.refi.transcripts import MEDIA, structure_of
from annotator.exchange.refi.variables import VariableReader, words_of
from annotator.exchange.refi.vocabulary import progress_variable

_STEP = 5_000


@dataclass
class SourceReader:
    """Makes documents, codings and statuses of sources; the rest goes to memos and findings."""

    identities: Identities
    times: Times
    people: People
    codes: CodeReader
    memos: Memos
    findings: Findings
    variables: VariableReader
    documents: list[Document] = field(default_factory=list)
    drafts: list[Coding] = field(default_factory=list)
    statuses: list[DocumentStatus] = field(default_factory=list)
    linked: Set[str] = frozenset()
    """GUIDs that links refer to."""
    by_selection: dict[str, list[int]] = field(default_factory=dict)
    """Selections among them, to the drafts made of them."""
    archive: Archive | None = None
    files: IncomingFiles | None = None
    """Takes the files in that stand beside texts."""
    _progress_of: dict[str, str] = field(default_factory=dict)

    def read(self, source: RefiSource, convention: Convention) -> Job[PassageReader]:
        """Take a source over, its positions counted by the convention; a job."""
        document = self._document(source)
        self.documents.append(document)
        where = source.place
        passages = PassageReader(source.stored, convention, where, self.findings)
        place = Place(where)
        for number, selection in enumerate(source.selections):
            if number % _STEP == 0:
                yield JobProgress(
                    number,
                    len(source.selections),
                    tr("Reading codings of {source}", source=source.name),
                )
            place.start, place.end = selection.start, selection.end
            found = passages.read(selection, place)
            if found is not None:
                self._selection(document, selection, found, place)
        if source.recording:
            self._transcript(document, source, convention)
        parts = [part for part in (source.inner, source.outer, source.media) if part is not None]
        for element in {id(part): part for part in parts}.values():
            self._whole(document, element)
            for ref in children(element, "NoteRef"):
                self.memos.refer(document.guid, ref.get("targetGUID", ""), source.place)
            for value in children(element, "VariableValue"):
                self._value(document, value, source.place)
        return passages

    def _transcript(self, document: Document, source: RefiSource, convention: Convention) -> None:
        self.variables.tell(document.guid, MEDIA, source.recording)
        times = structure_of(source.outer, source.stored, convention)
        if times and self.files is not None:
            self.files.structures[document.guid] = times

    def _document(self, source: RefiSource) -> Document:
        outer = source.outer
        guid = self.identities.take(outer.get("guid", ""), "document", source.place)
        parts = [outer, source.inner, *([] if source.media is None else [source.media])]
        for element in parts:
            if element.get("guid"):
                self.variables.documents.setdefault(normal_guid(element.get("guid")), guid)
        created = self.times.at(outer.get("creationDateTime", ""))
        modified = self.times.at(outer.get("modifiedDateTime", ""), created)
        text, data, encoding = source.stored.text, source.found.source, source.found.encoding
        for element in {id(part): part for part in reversed(parts)}.values():
            described = child(element, "Description")
            words = "" if described is None else (described.text or "")
            memo, line = parted(words, originals.HEADS, originals.is_original_line)
            original = originals.original_of(text, line)
            if original is not None:
                data, encoding = original
            else:
                memo = words
            user, when = outer.get("creatingUser", ""), outer.get("creationDateTime", "")
            self.memos.describe(guid, user, memo, when, source.place)
        if not text:
            self.findings.doubtful(source.place, tr("The text is empty."))
        origin = None
        if self.files is not None and self.archive is not None:
            origin = self.files.origin(outer, text, self.archive, guid, source.place)
        return Document(guid, source.name, text, data, encoding, created, modified, origin)

    def _selection(
        self, document: Document, selection: RawSelection, span: Span, place: Place
    ) -> None:
        drafts, first = self.drafts, len(self.drafts)
        spans = (span,)
        for raw in selection.codings:
            codes = raw.codes if len(raw.codes) == 1 else self._code_refs(raw, place)
            for number, code in enumerate(codes):
                self._coding(document, spans, selection, raw, place, code, number)
        raw_guid = selection.guid
        if raw_guid and self.linked and (raw_guid in self.linked or not raw_guid.islower()):
            made = range(first, len(drafts))
            self.by_selection.setdefault(normal_guid(raw_guid), []).extend(made)
        if selection.description or selection.notes:
            made, words = range(first, len(drafts)), selection.description
            memo, said = parted(words, HEADS, is_said) if words else ("", "")
            if said and self._said(said, made):
                words = memo
            if words or selection.notes:
                self._remarks(document, span, selection, words, made, str(place))

    def _code_refs(self, raw: RawCoding, place: object) -> tuple[str, ...]:
        if not raw.codes:
            self.findings.left(place, tr("A coding refers to no code."))
        elif len(raw.codes) > 1:
            self.findings.settled(
                place,
                tr("A coding with several codes became several codings."),
            )
        return raw.codes

    def _coding(
        self,
        document: Document,
        spans: Spans,
        selection: RawSelection | None,
        raw: RawCoding,
        place: object,
        code: str,
        number: int,
    ) -> None:
        """A coding with the `number`-th code that it refers to; of the whole document without a
        selection."""
        if number == 0:
            guid = self.identities.take(raw.guid, "coding", place)
        else:
            guid = self.identities.make("coding", raw.guid)
        if selection is None:
            user, created = self.people.guid(raw.user), self.times.at(raw.created)
            modified = created
        else:
            user = self.people.guid(raw.user, selection.user)
            created = self.times.at(raw.created or selection.created)
            changed = selection.modified
            modified = self.times.at(changed, created) if changed else created
        self.drafts.append(
            Coding(guid, document.guid, self.codes.guid(code), user, spans, created, modified)
        )
        for note in raw.notes:
            self.memos.refer(guid, note, str(place))

    def _said(self, description: str, made: Sequence[int]) -> bool:
        """Whether the description is what one coding says; then it is written into that one."""
        said = parse_said(description)
        if said is None:
            return False
        fitting = [
            at for at in made if said.values.keys() <= self.codes.named(self.drafts[at].code).keys()
        ]
        if len(fitting) != 1:
            return False
        draft = self.drafts[fitting[0]]
        names = self.codes.named(draft.code)
        values = {names[name]: value for name, value in said.values.items()}
        # Made anew: dataclasses.replace costs five times as much, for a quarter of a large file.
        self.drafts[fitting[0]] = Coding(
            *(draft.guid, draft.document, draft.code, draft.coder, draft.spans),
            *(draft.created, draft.modified, values, said.from_cue),
        )
        return True

    def _remarks(
        self,
        document: Document,
        span: Span,
        selection: RawSelection,
        description: str,
        made: Sequence[int],
        place: str,
    ) -> None:
        """What is said on a selection: on its first coding, else on the document with a quote."""
        if made:
            subject, quote = self.drafts[made[0]].guid, ""
        else:
            subject = document.guid
            words = short_name(document.text[span.start : span.end])
            quote = f"[{span.start}–{span.end}] “{words}”"
            self.findings.settled(
                place,
                tr("A comment without a code; now a memo on the document."),
            )
        if description:
            text = f"{quote}\n{description}" if quote else description
            if quote:
                self.memos.write(subject, selection.user, text, selection.created, place)
            else:
                self.memos.describe(subject, selection.user, text, selection.created, place)
        elif quote:
            self.memos.write(subject, selection.user, quote, selection.created, place)
        for note in selection.notes:
            self.memos.refer(subject, note, place)

    def _whole(self, document: Document, element: etree._Element) -> None:
        """Codings of a source as a whole become codings of all its text."""
        place = tr("document “{name}”", name=document.name)
        for coding in children(element, "Coding"):
            raw = raw_coding(coding)
            if not document.text:
                self.findings.left(
                    place,
                    tr("A coding of the whole document; its text is empty."),
                )
                continue
            self.findings.tally(
                place,
                tr("{n|coding|codings} of the whole document now on all its text."),
            )
            spans = (Span(0, len(document.text)),)
            for number, code in enumerate(self._code_refs(raw, place)):
                self._coding(document, spans, None, raw, place, code, number)

    def _value(self, document: Document, value: etree._Element, place: str) -> None:
        """A variable's value: the progress of a coder, or an attribute of the document."""
        ref = child(value, "VariableRef")
        target = normal_guid(ref.get("targetGUID", "")) if ref is not None else ""
        coder = self._progress().get(target)
        words = words_of(value)
        if coder is not None and words in {known.value for known in Progress}:
            self.statuses.append(DocumentStatus(document.guid, coder, Progress(words)))
        else:
            self.variables.say(document.guid, value, place)

    def _progress(self) -> dict[str, str]:
        """The variables that say how far a coder is, with the coder."""
        coders = self.people.coders
        for coder in coders[len(self._progress_of) :]:
            self._progress_of[progress_variable(coder.guid)] = coder.guid
        return self._progress_of
