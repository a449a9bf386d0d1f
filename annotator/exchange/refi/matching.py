"""An imported project in terms of the one that is open.

Programs give everything new GUIDs at every export. What is the same by GUID, else texts by
their words, coders by name, codes by path and codings by what they say, takes the GUIDs of the
open project; what is left is new. Importing the same thing again therefore adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.coding import Coder, Coding, Memo
from annotator.corpus.document import Document
from annotator.corpus.identity import guid_from
from annotator.corpus.project import ProjectContent
from annotator.exchange.refi.report import Finding, Findings


def match_to(
    imported: ProjectContent, existing: ProjectContent
) -> tuple[ProjectContent, tuple[Finding, ...]]:
    """The imported content with the open project's GUIDs where the two mean the same.

    Values that the open project has already are returned as they stand there; a caller takes
    over those whose GUID is new, and memos whose text has grown.
    """
    findings = Findings()
    matching = _Matching(imported, existing, findings)
    coders = matching.coders()
    codes = matching.codes()
    documents = matching.documents()
    codings = matching.codings()
    memos = matching.memos()
    guids = matching.guids
    statuses = {
        (status.document, status.coder): status
        for status in (
            *(
                replace(status, document=guids[status.document], coder=guids[status.coder])
                for status in imported.statuses
            ),
            *existing.statuses,
        )
    }
    content = replace(
        existing,
        coders=coders,
        codebook=Codebook(codes, existing.codebook.name),
        documents=documents,
        codings=codings,
        memos=memos,
        statuses=tuple(statuses.values()),
    )
    return content, findings.all()


class _Matching:
    """`guids` maps the imported GUIDs to those of the result, kind by kind in the order called."""

    def __init__(
        self, imported: ProjectContent, existing: ProjectContent, findings: Findings
    ) -> None:
        self.imported = imported
        self.existing = existing
        self.findings = findings
        self.guids: dict[str, str] = {imported.guid: existing.guid}

    def coders(self) -> tuple[Coder, ...]:
        """Coders by GUID, else by a name that is unique on both sides."""
        known = {coder.guid: coder for coder in self.existing.coders}
        by_name = _unique(self.existing.coders)
        own_names = _unique(self.imported.coders)
        result = []
        for coder in self.imported.coders:
            same = known.get(coder.guid)
            if same is None and coder.name in own_names:
                same = by_name.get(coder.name)
                if same is not None:
                    self._told(f"coder “{coder.name}”", "name")
            self.guids[coder.guid] = (same or coder).guid
            result.append(same or coder)
        return tuple(result)

    def codes(self) -> tuple[Code, ...]:
        """Codes by GUID, else by a path that is unique on both sides."""
        here, there = self.existing.codebook, self.imported.codebook
        result = []
        for _depth, code in there.walk():
            same = here.by_guid.get(code.guid)
            if same is None:
                path = there.path(code.guid)
                found = here.find(path)
                if len(found) == 1 and len(there.find(path)) == 1:
                    same = found[0]
                    self._told(f"code “{code.name}”", "path")
            self.guids[code.guid] = (same or code).guid
            parent = self.guids.get(code.parent) if code.parent is not None else None
            result.append(same or replace(code, parent=parent))
        return tuple(result)

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
            else:
                clash, same = same is not None, self._by_text(free, document)
                if same is None and clash:
                    place = f"document “{document.name}”"
                    self.findings.settled(place, "Its GUID has another text here; added anew.")
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
            self._told(f"document “{document.name}”", "text")
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
        arriving = {coding.guid for coding in self.imported.codings}
        for coding in reversed(self.existing.codings):
            # Those that will be met by GUID are not free for another.
            if coding.guid not in arriving:
                free.setdefault(_meaning(coding), []).append(coding)
        result = []
        for coding in self.imported.codings:
            here = replace(
                coding,
                document=self.guids[coding.document],
                code=self.guids[coding.code],
                coder=self.guids[coding.coder],
            )
            same = known.get(coding.guid)
            if same is None and (found := free.get(_meaning(here))):
                same = found.pop()
            self.guids[coding.guid] = (same or here).guid
            result.append(same or here)
        return tuple(result)

    def memos(self) -> tuple[Memo, ...]:
        """Memos by subject and coder; texts that differ are both kept."""
        known = {(memo.subject, memo.coder): memo for memo in self.existing.memos}
        result = []
        for memo in self.imported.memos:
            here = replace(memo, subject=self.guids[memo.subject], coder=self.guids[memo.coder])
            same = known.get((here.subject, here.coder))
            if same is None:
                result.append(here)
            elif here.text in same.text:
                result.append(same)
            else:
                text = f"{same.text}\n\n{here.text}"
                modified = max(same.modified, here.modified)
                result.append(replace(same, text=text, modified=modified))
                self.findings.settled(f"memo {same.guid}", "Both texts were kept.")
        return tuple(result)

    def _told(self, place: str, how: str) -> None:
        self.findings.settled(place, f"It is here under another GUID; matched by {how}.")


def _meaning(coding: Coding) -> tuple[object, ...]:
    return coding.document, coding.code, coding.coder, coding.spans


def _unique(coders: Iterable[Coder]) -> dict[str, Coder]:
    """The coders whose name no other has, by name."""
    found: dict[str, list[Coder]] = {}
    for coder in coders:
        found.setdefault(coder.name, []).append(coder)
    return {name: same[0] for name, same in found.items() if len(same) == 1}
