"""Sources to documents with their codings, once it is known how the file counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.coding import Coding
from annotator.corpus.document import Document, DocumentStatus, Progress
from annotator.corpus.job import Step
from annotator.corpus.span import Span
from annotator.exchange.refi.code_reading import CodeReader
from annotator.exchange.refi.coding_texts import parse_said
from annotator.exchange.refi.intake import Identities, Memos, People, Times
from annotator.exchange.refi.names import names_passage, normal_guid, short_name, some
from annotator.exchange.refi.originals import original_of
from annotator.exchange.refi.parsing import RawCoding, RawSelection, child, children, raw_coding
from annotator.exchange.refi.positions import ALL, Convention, Range, integer
from annotator.exchange.refi.report import DOUBTFUL, Findings
from annotator.exchange.refi.sources import Source
from annotator.exchange.refi.variables import VariableReader, words_of
from annotator.exchange.refi.vocabulary import progress_variable

_STEP = 5_000


class Draft(NamedTuple):
    """What a coding is made of; `selection` is None for one of the whole document."""

    document: Document
    span: Span
    selection: RawSelection | None
    raw: RawCoding
    place: str


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
    by_selection: dict[str, list[int]] = field(default_factory=dict)
    """GUIDs of selections to the drafts made of them."""
    _progress_of: dict[str, str] = field(default_factory=dict)

    def read(self, source: Source, convention: Convention) -> Iterator[Step]:
        """Take a source over, its positions counted by the convention; a job."""
        document = self._document(source)
        self.documents.append(document)
        for number, selection in enumerate(source.selections):
            if number % _STEP == 0:
                yield Step(number, len(source.selections), f"Reading codings of {source.name}")
            self._selection(source, document, selection, convention)
        for element in {id(part): part for part in (source.inner, source.outer)}.values():
            self._whole(document, element)
            for ref in children(element, "NoteRef"):
                self.memos.refer(document.guid, ref.get("targetGUID", ""), source.place)
            for value in children(element, "VariableValue"):
                self._value(document, value, source.place)

    def _document(self, source: Source) -> Document:
        outer = source.outer
        guid = self.identities.take(outer.get("guid", ""), "document", source.place)
        for element in (outer, source.inner):
            if element.get("guid"):
                self.variables.documents.setdefault(normal_guid(element.get("guid")), guid)
        created = self.times.at(outer.get("creationDateTime", ""))
        modified = self.times.at(outer.get("modifiedDateTime", ""), created)
        text, data, encoding = source.stored.text, source.found.source, source.found.encoding
        for element in {id(part): part for part in (source.inner, outer)}.values():
            described = child(element, "Description")
            words = "" if described is None else (described.text or "")
            original = original_of(text, words)
            if original is not None:
                data, encoding = original
            else:
                user = outer.get("creatingUser", "")
                self.memos.write(guid, user, words, outer.get("creationDateTime", ""), source.place)
        if not text:
            self.findings.doubtful(source.place, "The text is empty.")
        return Document(guid, source.name, text, data, encoding, created, modified)

    def _selection(
        self, source: Source, document: Document, selection: RawSelection, convention: Convention
    ) -> None:
        where = source.place
        place = f"{where}, selection at {selection.start[:20]} to {selection.end[:20]}"
        found = self._range(source, selection, convention, place)
        if found is None:
            return
        span = Span(found.start, found.end)
        first = len(self.drafts)
        for raw in selection.codings:
            for number, code in enumerate(self._code_refs(raw, place)):
                self._coding(Draft(document, span, selection, raw, place), code, number)
        made = list(range(first, len(self.drafts)))
        if selection.guid:
            self.by_selection.setdefault(normal_guid(selection.guid), []).extend(made)
        described = bool(selection.description) and not self._said(selection.description, made)
        if described or selection.notes:
            if not described:
                selection = selection._replace(description="")
            self._remarks(document, span, selection, made, place)

    def _range(
        self, source: Source, selection: RawSelection, convention: Convention, place: str
    ) -> Range | None:
        start, end = integer(selection.start), integer(selection.end)
        number = len(selection.codings)
        lost = f"; {some(number, 'coding')} with it" if number else ""
        if start is None or end is None:
            self.findings.left(place, f"The positions are no numbers that a text has{lost}.")
            return None
        found = source.stored.range(start, end, convention)
        if found is None:
            what = (
                "is empty"
                if start == end
                else "is reversed"
                if end < start
                else "is beyond the text"
            )
            if start < 0:
                what = "begins before the text"
            self.findings.left(place, f"The passage {what}{lost}.")
            return None
        if not found.exact:
            self.findings.doubtful(place, "An end falls inside a character and was moved inward.")
        self._compare(source, selection, convention, found, place)
        return found

    def _compare(
        self,
        source: Source,
        selection: RawSelection,
        convention: Convention,
        found: Range,
        place: str,
    ) -> None:
        """Say where a selection's name is not the passage: it is by another way, or a label."""
        if source.evidence.named[convention] == source.evidence.passages:
            return
        name, text = selection.name, source.stored.text
        if not name.strip() or names_passage(name, text[found.start : found.end]):
            return
        start, end = integer(selection.start) or 0, integer(selection.end) or 0
        for way in ALL:
            other = source.stored.range(start, end, source.stored.reduced(way))
            if other is not None and names_passage(name, text[other.start : other.end]):
                self.findings.doubtful(
                    place,
                    f"Its name “{selection.name[:60]}” is the passage if positions count "
                    f"{way.label(source.stored.has_crlf)}; the other passages say otherwise.",
                )
                return
        self.findings.tally(
            source.place,
            "{n|selection has|selections have} a name other than the words: a label, or the text "
            "differs.",
            DOUBTFUL,
        )

    def _code_refs(self, raw: RawCoding, place: str) -> tuple[str, ...]:
        if not raw.codes:
            self.findings.left(place, "A coding refers to no code.")
        elif len(raw.codes) > 1:
            self.findings.settled(place, "A coding with several codes became several codings.")
        return raw.codes

    def _coding(self, draft: Draft, code: str, number: int) -> None:
        """The coding of a draft with the `number`-th code that it refers to."""
        raw, selection = draft.raw, draft.selection
        if number == 0:
            guid = self.identities.take(raw.guid, "coding", draft.place)
        else:
            guid = self.identities.make("coding", raw.guid)
        user = self.people.guid(raw.user, selection.user if selection else "")
        created = self.times.at(raw.created or (selection.created if selection else ""))
        modified = self.times.at(selection.modified if selection else "", created)
        self.drafts.append(
            Coding(
                guid=guid,
                document=draft.document.guid,
                code=self.codes.guid(code),
                coder=user,
                spans=(draft.span,),
                created=created,
                modified=modified,
            )
        )
        for note in raw.notes:
            self.memos.refer(guid, note, draft.place)

    def _said(self, description: str, made: list[int]) -> bool:
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
        self.drafts[fitting[0]] = replace(draft, attributes=values, from_cue=said.from_cue)
        return True

    def _remarks(
        self,
        document: Document,
        span: Span,
        selection: RawSelection,
        made: list[int],
        place: str,
    ) -> None:
        """What is said on a selection: on its first coding, else on the document with a quote."""
        if made:
            subject, quote = self.drafts[made[0]].guid, ""
        else:
            subject = document.guid
            words = short_name(document.text[span.start : span.end])
            quote = f"[{span.start}–{span.end}] “{words}”"
            self.findings.settled(place, "A comment without a code; now a memo on the document.")
        if selection.description:
            text = f"{quote}\n{selection.description}" if quote else selection.description
            self.memos.write(subject, selection.user, text, selection.created, place)
        elif quote:
            self.memos.write(subject, selection.user, quote, selection.created, place)
        for note in selection.notes:
            self.memos.refer(subject, note, place)

    def _whole(self, document: Document, element: etree._Element) -> None:
        """Codings of a source as a whole become codings of all its text."""
        place = f"document “{document.name}”"
        for coding in children(element, "Coding"):
            raw = raw_coding(coding)
            if not document.text:
                self.findings.left(place, "A coding of the whole document; its text is empty.")
                continue
            self.findings.tally(
                place, "{n|coding|codings} of the whole document now on all its text."
            )
            span = Span(0, len(document.text))
            for number, code in enumerate(self._code_refs(raw, place)):
                self._coding(Draft(document, span, None, raw, place), code, number)

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
