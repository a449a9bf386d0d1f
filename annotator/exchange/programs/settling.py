"""A draft as a project of this program: identities, the codebook, passages, memos, a report.

Identities follow from what things are (a code from its path, a coding from its coder, code and
passage), so that the same project read again, or a later state of it, meets what came in before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from annotator.corpus.coding import Coding, Relation
from annotator.corpus.document import Document, DocumentAttribute, DocumentStatus
from annotator.corpus.identity import guid_from
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import Span, Spans
from annotator.errors import UserError
from annotator.exchange.programs.codebook import CodebookMaker
from annotator.exchange.programs.draft import Draft, DraftCoding, DraftDocument, DraftPassageMemo
from annotator.exchange.programs.placing import Placing
from annotator.exchange.programs.positions import StoredText, unicode_text
from annotator.exchange.refi.intake import Identities, Memos, People, Times
from annotator.exchange.refi.names import short_name
from annotator.exchange.refi.report import (
    LEFT_BEHIND,
    Findings,
    Positions,
    Reading,
    RefiReport,
    counts_of,
)

_JOINT = "; "


class Settler:
    """One draft: the parts in the order in which they need each other."""

    def __init__(self, draft: Draft, when: datetime) -> None:
        self.draft = draft
        self.findings: Findings = draft.findings
        self.times = Times(when, self.findings)
        self.times.default = self.times.at(draft.created, when)
        identities = Identities("", self.findings)
        owner = self._coder(draft.owner)
        self.people = People(identities, self.times, self.findings, owner)
        self.memos = Memos(identities, self.times, self.people, self.findings)
        self.codes = CodebookMaker(draft, self.findings, self.times)
        self.guid = guid_from(draft.program, "project", draft.name)
        self.documents: dict[str, Document] = {}
        self.codings: list[Coding] = []
        self.by_key: dict[str, Coding] = {}
        self.positions: dict[str, Positions] = {}
        self._said: Counter[tuple[str, str, str, Spans]] = Counter()
        self._known: set[str] = set()
        self._people: dict[str, str] = {}

    def settle(self) -> Job[Reading]:
        """Everything, as a reading; a job. UserError where nothing of it can come in."""
        draft = self.draft
        for name in [draft.owner, *draft.coders]:
            if name.strip():
                self._person(name)
        self.codes.make()
        yield from self._documents()
        relations = self._relations()
        self._memos()
        self.memos.resolve(self.guid)
        places = {guid: at for at, guid in enumerate(one.guid for one in self.documents.values())}
        self.codings.sort(key=lambda one: (places[one.document], one.start, one.end, one.guid))
        content = ProjectContent(
            self.guid,
            unicode_text(draft.name),
            self.times.default,
            self.times.default,
            tuple(self.people.coders),
            self.codes.codebook(),
            tuple(self.documents.values()),
            tuple(self.codings),
            relations,
            self.memos.all(),
            self._statuses(),
            self._attributes(),
        )
        self._refuse_nothing(content)
        positions = tuple(self.positions.values())
        kind = draft.kind or tr("{program} project", program=draft.program)
        origin = draft.version if draft.kind else f"{draft.program} {draft.version}".strip()
        counts, findings = counts_of(content), self.findings.all()
        report = RefiReport(kind, origin, counts, findings, positions)
        return Reading(content, report)

    def _refuse_nothing(self, content: ProjectContent) -> None:
        if content.documents or content.codebook.codes or content.memos:
            return
        left = [one for one in self.findings.all() if one.kind == LEFT_BEHIND]
        why = f" {left[0].place}: {left[0].message}" if left else ""
        raise UserError(
            tr("There is nothing in “{name}” that can come in.{why}", name=self.draft.name, why=why)
        )

    # --- people

    def _coder(self, name: str) -> str:
        name = " ".join(unicode_text(name).split())
        return guid_from(self.draft.program, "coder", name) if name else ""

    def _person(self, name: str) -> str:
        """The coder of a name (a GUID), who is listed at the first use. What has no name is the
        owner's, else an unknown coder's."""
        if not name or name.isspace():
            name = self.draft.owner.strip() or "Unknown coder"
            message = tr("{{n}} without a user were given to “{nobody}”.", nobody=name)
            self.findings.tally(tr("coders"), message)
        guid = self._people.get(name)
        if guid is None:
            guid = self._people[name] = self._coder(name)
            if guid not in self._known:
                self._known.add(guid)
                self.people.add(guid, unicode_text(" ".join(name.split())))
        return guid

    # --- texts and codings

    def _documents(self) -> Job[None]:
        codings: dict[str, list[DraftCoding]] = {}
        for coding in self.draft.codings:
            codings.setdefault(coding.document, []).append(coding)
        memos: dict[str, list[DraftPassageMemo]] = {}
        for memo in self.draft.passage_memos:
            memos.setdefault(memo.document, []).append(memo)
        total = len(self.draft.documents)
        for number, one in enumerate(self.draft.documents):
            yield JobProgress(number, total, tr("Reading codings of {source}", source=one.name))
            self._document(one, codings.pop(one.key, []), memos.pop(one.key, []))
        for left in codings.values():
            for _coding in left:
                message = tr("{n|coding is|codings are} in a document that the file has not.")
                self.findings.tally(tr("codings"), message, LEFT_BEHIND)
        for missing in memos.values():
            for memo in missing:
                self.findings.left(tr("memo"), memo.text[:200])

    def _document(
        self,
        draft: DraftDocument,
        codings: Sequence[DraftCoding],
        memos: Sequence[DraftPassageMemo],
    ) -> None:
        document, stored = self._text(draft)
        self.documents[draft.key] = document
        words_first = draft.here is not None
        placing = Placing(stored, document.name, draft.countings, self.findings, words_first)
        spans = placing.place([*codings, *memos])
        for coding, at in zip(codings, spans[: len(codings)], strict=True):
            if at is not None:
                joined = joined_lines(document.text, at) if draft.cut_at_lines else at
                self._coding(document, coding, joined)
        for memo, at in zip(memos, spans[len(codings) :], strict=True):
            self._passage_memo(document, memo, at)
        evidence = placing.positions()
        if evidence is not None:
            evidence = replace(evidence, convention=draft.counted or evidence.convention)
            known = self.positions.get(evidence.convention)
            self.positions[evidence.convention] = known.plus(evidence) if known else evidence

    def _text(self, draft: DraftDocument) -> tuple[Document, StoredText]:
        if draft.here is not None:
            return draft.here, StoredText(draft.here.text)
        raw = unicode_text(draft.raw)
        name = " ".join(unicode_text(draft.name).split()) or "Untitled"
        stored = StoredText(raw)
        if not stored.text.strip():
            self.findings.doubtful(tr("document “{name}”", name=name), tr("The text is empty."))
        kept = draft.bytes_ if raw == draft.raw else b""
        encoding = draft.encoding if kept else "utf-8"
        kept = kept or raw.encode("utf-8")
        guid = guid_from(self.draft.program, "document", unicode_text(draft.key), name, stored.text)
        created = self.times.at(draft.created)
        modified = self.times.at(draft.modified, created)
        return Document(guid, name, stored.text, kept, encoding, created, modified), stored

    def _coding(self, document: Document, draft: DraftCoding, spans: Spans) -> None:
        code = self.codes.guid(draft.code)
        coder = self._person(draft.coder)
        values = self.codes.values(code, draft.values) if draft.values else {}
        said = document.guid, code, coder, spans
        again = self._said[said]
        self._said[said] += 1
        places = [f"{span.start}-{span.end}" for span in spans]
        guid = guid_from(self.draft.program, *said[:3], *places, str(again))
        created = self.times.at(draft.created)
        modified = self.times.at(draft.modified, created) if draft.modified else created
        coding = Coding(guid, document.guid, code, coder, spans, created, modified, values)
        self.codings.append(coding)
        if draft.key:
            self.by_key[draft.key] = coding
        if draft.memo:
            self.memos.write(guid, coder, unicode_text(draft.memo), draft.created, tr("memos"))

    def _passage_memo(
        self, document: Document, memo: DraftPassageMemo, spans: Spans | None
    ) -> None:
        words = unicode_text(memo.text)
        if spans is not None:
            quote = short_name(document.text[spans[0].start : spans[-1].end])
            words = f"[{spans[0].start}–{spans[-1].end}] “{quote}”\n{words}".rstrip()
        coder = self._person(memo.coder)
        self.memos.write(document.guid, coder, words, memo.created, tr("memos"))

    # --- what refers to them

    def _relations(self) -> tuple[Relation, ...]:
        made: dict[str, Relation] = {}
        for one in self.draft.relations:
            source, target = self.by_key.get(one.source), self.by_key.get(one.target)
            if source is None or target is None or source is target:
                message = tr("{n|relation joins|relations join} what did not come in.")
                self.findings.tally(tr("relations"), message, LEFT_BEHIND)
                continue
            kind = self.codes.relation_type(one.kind)
            coder = self._person(one.coder) if one.coder else source.coder
            guid = guid_from(self.draft.program, "relation", kind, source.guid, target.guid, coder)
            created = max(source.created, target.created)
            made[guid] = Relation(guid, kind, source.guid, target.guid, coder, created, created)
            if one.memo:
                # Relations have no memos: it stays readable, on the coding that it begins at.
                words = f"{one.kind}: {unicode_text(one.memo)}"
                self.memos.write(source.guid, coder, words, "", tr("memos"))
        return tuple(made.values())

    def _memos(self) -> None:
        for memo in self.draft.memos:
            if not memo.text.strip():
                continue
            if not memo.kind:
                subject: str | None = self.guid
            elif memo.kind == "code":
                subject = self.codes.known(memo.key)
            else:
                document = self.documents.get(memo.key)
                subject = None if document is None else document.guid
            coder = self._person(memo.coder)
            place = tr("memos")
            self.memos.write(
                subject or self.guid, coder, unicode_text(memo.text), memo.created, place
            )

    def _attributes(self) -> tuple[DocumentAttribute, ...]:
        found = []
        for (key, name), values in self.draft.attributes.items():
            document = self.documents.get(key)
            if document is not None:
                value = unicode_text(_JOINT.join(values))
                found.append(DocumentAttribute(document.guid, unicode_text(name), value))
        return tuple(found)

    def _statuses(self) -> tuple[DocumentStatus, ...]:
        found = []
        for (key, name), progress in self.draft.statuses.items():
            document = self.documents.get(key)
            if document is not None and name.strip():
                coder = self._person(name)
                found.append(DocumentStatus(document.guid, coder, progress))
        return tuple(found)


def joined_lines(text: str, spans: Spans) -> Spans:
    """The parts with those as one that nothing but line ends stand between."""
    found = [spans[0]]
    for span in spans[1:]:
        if text[found[-1].end : span.start].strip("\n"):
            found.append(span)
        else:
            found[-1] = Span(found[-1].start, span.end)
    return tuple(found)


def settle(draft: Draft, when: datetime | None = None) -> Job[Reading]:
    """The draft as values and a report; a job. `when` is the time of what has none: the epoch of
    ZIP archives, so that the same file gives the same values."""
    settler = Settler(draft, when or datetime(1980, 1, 1, tzinfo=UTC))
    return (yield from settler.settle())
