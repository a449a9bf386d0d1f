"""An imported project in terms of the one that is open.

Programs give everything new GUIDs at every export. What is the same by GUID, else texts by
their words, coders by name, codes by path and codings by what they say, takes the GUIDs of the
open project; what is left is new. Importing the same thing again therefore adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotator.corpus.codebook import Attribute, Codebook, Value
from annotator.corpus.coding import Coder, CoderKind, Coding, Memo, Relation
from annotator.corpus.document import Document, DocumentAttribute, DocumentSet, DocumentStatus
from annotator.corpus.identity import guid_from
from annotator.corpus.messages import tr
from annotator.corpus.person import StudyPerson
from annotator.corpus.project import ProjectContent
from annotator.exchange.refi.matching_attributes import match_types
from annotator.exchange.refi.matching_codebook import match_codebook, told, unique
from annotator.exchange.refi.met import Met, changed_codings
from annotator.exchange.refi.report import DOUBTFUL, Findings, RefiFinding


def match_to(
    imported: ProjectContent, existing: ProjectContent, met: Met | None = None
) -> tuple[ProjectContent, tuple[RefiFinding, ...]]:
    """The imported content with the open project's GUIDs where the two mean the same.

    Values that the open project has already are returned as they stand there; a caller takes
    over those whose GUID is new, and values of attributes that a
    coding here does not have; where both have one, that of the open project stays. `met` gets
    what both have, in both versions, and what the file has not.
    """
    findings = Findings()
    matching = _Matching(imported, existing, findings, met or Met())
    coders = matching.coders()
    book = matching.codebook()
    documents = matching.documents()
    codings = matching.codings()
    relations = matching.relations()
    memos = matching.memos()
    matching.absent(relations, memos)
    statuses = matching.statuses()
    content = replace(
        existing,
        coders=coders,
        codebook=book,
        documents=documents,
        codings=codings,
        relations=relations,
        memos=memos,
        statuses=statuses,
        document_attributes=matching.document_attributes(),
        document_sets=matching.document_sets(),
        persons=matching.persons(),
        attribute_types=match_types(imported, existing, findings),
        structures={
            matching.guids.get(guid, guid): one for guid, one in imported.structures.items()
        },
        originals=imported.originals,
    )
    return content, findings.all()


class _Matching:
    """`guids` maps the imported GUIDs to those of the result, kind by kind in the order called."""

    def __init__(
        self, imported: ProjectContent, existing: ProjectContent, findings: Findings, met: Met
    ) -> None:
        self.imported = imported
        self.existing = existing
        self.findings = findings
        self.met = met
        self.guids: dict[str, str] = {imported.guid: existing.guid}
        self._attributes: dict[str, Attribute] = {}

    def coders(self) -> tuple[Coder, ...]:
        """Coders by GUID, the consensus as such, else by a name that is unique on both sides."""
        known = {coder.guid: coder for coder in self.existing.coders}
        people = [coder for coder in self.existing.coders if coder.kind is CoderKind.PERSON]
        settled = [coder for coder in self.existing.coders if coder.kind is CoderKind.CONSENSUS]
        by_name = unique(people)
        own_names = unique(self.imported.coders)
        result = []
        for coder in self.imported.coders:
            same = known.get(coder.guid)
            self.met.add(same, coder)
            if same is None and coder.kind is CoderKind.CONSENSUS:
                same = next(iter(settled), None)
            elif same is None and coder.name in own_names:
                same = by_name.get(coder.name)
                if same is not None:
                    told(self.findings, tr("coder “{name}”", name=coder.name), "name")
            self.guids[coder.guid] = (same or coder).guid
            result.append(same or coder)
        return tuple(result)

    def codebook(self) -> Codebook:
        """The codebook of the result."""
        here, there = self.existing.codebook, self.imported.codebook
        book = match_codebook(there, here, self.guids, self.findings, self.met)
        self._attributes = {attribute.guid: attribute for attribute in book.attributes}
        return book

    def documents(self) -> tuple[Document, ...]:
        """Documents by GUID where the text is the same, else by text, names preferred."""
        known = {document.guid: document for document in self.existing.documents}
        free: dict[str, list[Document]] = {}
        for document in self.existing.documents:
            free.setdefault(document.text, []).append(document)
        result = []
        for document in self.imported.documents:
            same = known.get(document.guid)
            if same is not None and same.text == document.text:
                self._use(free, same)
                self.met.add(same, document)
            else:
                clash, same = same is not None, self._by_text(free, document)
                if same is None and clash:
                    place = tr("document “{name}”", name=document.name)
                    self.findings.settled(place, tr("Its GUID has another text here; added anew."))
                    guid = guid_from("refi other text", document.guid, document.sha256)
                    self.guids[document.guid] = guid
                    result.append(known.get(guid) or replace(document, guid=guid))
                    continue
            self.guids[document.guid] = (same or document).guid
            result.append(same or document)
        return tuple(result)

    def _by_text(self, free: dict[str, list[Document]], document: Document) -> Document | None:
        found = free.get(document.text, [])
        same = next((other for other in found if other.name == document.name), None)
        same = same or next(iter(found), None)
        if same is not None:
            self._use(free, same)
            told(self.findings, tr("document “{name}”", name=document.name), "text")
        return same

    @staticmethod
    def _use(free: dict[str, list[Document]], document: Document) -> None:
        """Two imported documents of one text are two documents."""
        if document in free.get(document.text, []):
            free[document.text].remove(document)

    def codings(self) -> tuple[Coding, ...]:
        """Codings by GUID, else by passage, code and coder, one for one."""
        known = {coding.guid: coding for coding in self.existing.codings}
        free: dict[tuple[object, ...], list[Coding]] = {}
        arriving = {coding.guid for coding in self.imported.codings} if known else set()
        for coding in reversed(self.existing.codings):
            # Those that will be met by GUID are not free for another.
            if coding.guid not in arriving:
                free.setdefault(_meaning(coding), []).append(coding)
        result: list[Coding] = []
        new: dict[str, int] = {}
        for coding in self.imported.codings:
            here = self._here(coding)
            same = known.get(coding.guid)
            if same is None and free and (found := free.get(_meaning(here))):
                same = _most_alike(found, here)
            self.guids[coding.guid] = (same or here).guid
            self.met.add(same, here)
            if same is None and known:
                new[here.guid] = len(result)
            result.append(here if same is None else self._completed(same, here))
        self._match_changed(result, new)
        return tuple(result)

    def _match_changed(self, result: list[Coding], new: dict[str, int]) -> None:
        """Take codings of the same coder that were changed elsewhere, and got new GUIDs there, for
        those that they were; where nothing of the file is here already, all of it is new."""
        known = {coding.guid for coding in self.existing.codings}
        met = {coding.guid for coding in result if coding.guid in known}
        if not met or not new:
            return
        left = [coding for coding in self.existing.codings if coding.guid not in met]
        for here, same in changed_codings([result[at] for at in new.values()], left):
            self.guids[here.guid] = same.guid
            self.met.add(same, here)
            result[new[here.guid]] = self._completed(same, here)

    def absent(self, relations: Iterable[Relation], memos: Iterable[Memo]) -> None:
        """Tell what of the same coders in the same texts is here and not in the file."""
        known = {coding.guid for coding in self.existing.codings}
        if known.isdisjoint(self.guids.values()):
            return
        here = set(self.guids.values())
        theirs = {(self.guids[c.document], self.guids[c.coder]) for c in self.imported.codings}
        self.met.absent_codings += [
            coding
            for coding in self.existing.codings
            if coding.guid not in here and (coding.document, coding.coder) in theirs
        ]
        book, met = self.existing.codebook, self.met
        met.absent_codes += [code for code in book.codes if code.guid not in here]
        met.absent_attributes += [
            one for one in book.attributes if one.code in here and one.guid not in here
        ]
        related = {relation.guid for relation in relations}
        met.absent_relations += [
            one
            for one in self.existing.relations
            if one.guid not in related and {one.source, one.target} <= here
        ]
        noted = {(memo.subject, memo.coder) for memo in memos}
        met.absent_memos += [
            memo
            for memo in self.existing.memos
            if memo.subject in here and (memo.subject, memo.coder) not in noted
        ]

    def _here(self, coding: Coding) -> Coding:
        """The imported coding in terms of the open project; most often it is in these already."""
        guids, values = self.guids, self._values(coding)
        refers = coding.document, coding.code, coding.coder
        document, code, coder = guids[coding.document], guids[coding.code], guids[coding.coder]
        if (document, code, coder) == refers and values == coding.attributes:
            return coding
        # Made anew: dataclasses.replace costs five times as much.
        return Coding(
            guid=coding.guid,
            document=document,
            code=code,
            coder=coder,
            spans=coding.spans,
            created=coding.created,
            modified=coding.modified,
            attributes=values,
            from_cue=coding.from_cue,
        )

    def _values(self, coding: Coding) -> Mapping[str, Value]:
        """What an imported coding says, by the attributes of the result."""
        if not coding.attributes:
            return coding.attributes
        values = {self.guids[guid]: value for guid, value in coding.attributes.items()}
        for guid, value in values.items():
            attribute = self._attributes[guid]
            if attribute.fault(value) is not None:
                place = tr("attribute “{name}”", name=attribute.name)
                self.findings.tally(
                    place,
                    tr("{n|coding says|codings say} what it can't hold here."),
                    DOUBTFUL,
                )
        return values

    def _completed(self, same: Coding, here: Coding) -> Coding:
        """The coding of the open project with the values that only the imported one has."""
        if here.code != same.code:
            # What it says there belongs to the other code, and comes with that.
            return same
        missing = {k: v for k, v in here.attributes.items() if k not in same.attributes}
        return replace(same, attributes={**same.attributes, **missing}) if missing else same

    def relations(self) -> tuple[Relation, ...]:
        """Relations by GUID, else by what they join, as what, and by whom."""
        known = {relation.guid: relation for relation in self.existing.relations}
        by_meaning = {_joining(relation): relation for relation in self.existing.relations}
        result = []
        for relation in self.imported.relations:
            here = replace(
                relation,
                kind=self.guids[relation.kind],
                source=self.guids[relation.source],
                target=self.guids[relation.target],
                coder=self.guids[relation.coder],
            )
            same = known.get(relation.guid) or by_meaning.get(_joining(here))
            self.met.add(same, here)
            result.append(same or here)
        return tuple(result)

    def statuses(self) -> tuple[DocumentStatus, ...]:
        """How far coders are; where the open project says something else, that stays."""
        known = {(one.document, one.coder): one for one in self.existing.statuses}
        result = dict(known)
        for status in self.imported.statuses:
            document, coder = self.guids[status.document], self.guids[status.coder]
            here = replace(status, document=document, coder=coder)
            self.met.add(known.get((document, coder)), here)
            result.setdefault((document, coder), here)
        return tuple(result.values())

    def persons(self) -> tuple[StudyPerson, ...]:
        """Persons by their names, which tell them apart in all texts; what is said here stays."""
        known = {one.name: one for one in self.existing.persons}
        found = []
        for one in self.imported.persons:
            same = known.get(one.name, one)
            role, said = same.role or one.role, {**one.values, **same.values}
            found.append(StudyPerson(same.guid, one.name, role, said))
        return tuple(found)

    def document_sets(self) -> tuple[DocumentSet, ...]:
        """Sets by GUID, else by name; with the documents of both."""
        known = {one.guid: one for one in self.existing.document_sets}
        by_name = {one.name: one for one in self.existing.document_sets}
        found = []
        for one in self.imported.document_sets:
            same = known.get(one.guid) or by_name.get(one.name) or one
            own = [self.guids.get(document, document) for document in one.documents]
            before = same.documents if same is not one else ()
            found.append(DocumentSet(same.guid, same.name, tuple(dict.fromkeys((*before, *own)))))
        return tuple(found)

    def document_attributes(self) -> tuple[DocumentAttribute, ...]:
        """What is said of documents; where the open project says something else, that stays."""
        known = {(one.document, one.name): one for one in self.existing.document_attributes}
        result: dict[tuple[str, str], DocumentAttribute] = {}
        for one in self.imported.document_attributes:
            here = replace(one, document=self.guids[one.document])
            same = known.get((here.document, here.name))
            self.met.add(same, here)
            result.setdefault((here.document, here.name), same or here)
        return tuple(result.values())

    def memos(self) -> tuple[Memo, ...]:
        """Memos by subject and coder; where the open project says something else, that stays."""
        known = {(memo.subject, memo.coder): memo for memo in self.existing.memos}
        result = []
        for memo in self.imported.memos:
            here = replace(memo, subject=self.guids[memo.subject], coder=self.guids[memo.coder])
            same = known.get((here.subject, here.coder))
            if same is not None and same.text.split() != here.text.split():
                self.met.add(same, here)
            result.append(same or here)
        return tuple(result)


def _meaning(coding: Coding) -> tuple[object, ...]:
    return coding.document, coding.code, coding.coder, coding.spans


def _most_alike(found: list[Coding], coding: Coding) -> Coding:
    """Take one of several codings of one meaning: rather one that says the same."""
    for at, other in enumerate(found):
        if other.attributes == coding.attributes:
            return found.pop(at)
    return found.pop()


def _joining(relation: Relation) -> tuple[str, ...]:
    return relation.kind, relation.source, relation.target, relation.coder
