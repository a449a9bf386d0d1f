"""TEI with stand-off annotation: `<span>` in `<spanGrp>`, as this program writes it and others do.

Source: TEI P5 Guidelines 16.4 (pointers), 16.10 (standOff), 17.3 (spans), 2.3.7 (taxonomies). A
span says where it is by `target`, with string ranges or elements, or by `from` and `to`; what it
means by `ana`, which leads to a `<category>` or an `<interp>`. Annotation that is within the text
(`<persName>`, `<seg>`) is none of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.xml_tree import parse_tree
from annotator.exchange.programs.draft import (
    CODE_POINTS,
    Draft,
    DraftCode,
    DraftCoding,
    DraftDocument,
    DraftRelation,
)
from annotator.exchange.programs.files import Files
from annotator.exchange.programs.program import Source
from annotator.exchange.programs.tei_text import ID, TeiText
from annotator.exchange.refi.report import LEFT_BEHIND

_NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
_TEI: Final = f"{{{_NAMESPACE}}}"
_LARGEST: Final = 100_000_000
_POINTER: Final = re.compile(
    r"#?string-range\(\s*#?([^,\s()]+)\s*,\s*(\d{1,12})\s*,\s*(\d{1,12})\s*\)|(\S+)"
)
_COLOR: Final = re.compile(r"background-color:\s*(#[0-9a-fA-F]{6})")
_MEMO: Final = "memo"
_PROSE: Final = {"when-to-use": "When to use", "when-not-to-use": "When not to use"}


def recognises(files: Files) -> bool:
    """Whether there is TEI with spans among the files."""
    return any(_has_spans(files, name) for name in _names(files)[:20])


def _names(files: Files) -> list[str]:
    return [files.only] if files.only else files.ending(".xml")


def _has_spans(files: Files, name: str) -> bool:
    if _NAMESPACE.encode() not in files.head(name):
        return False
    data = files.read(name, _LARGEST)
    return b"<spanGrp" in data or b":spanGrp" in data


def read(source: Source) -> Job[Draft]:
    """Every text with its spans. UserError where none has any."""
    files = source.files
    draft = Draft("TEI", source.stem, kind=tr("TEI with stand-off annotations"))
    names = [name for name in _names(files) if _has_spans(files, name)]
    for number, name in enumerate(names):
        yield JobProgress(number, len(names), tr("Reading {name}", name=name))
        root = parse_tree([files.read(name, _LARGEST)], name)
        if len(names) == 1 and root.tag == f"{_TEI}teiCorpus":
            draft.name = _title(root) or draft.name
        _File(draft, root, name).read()
    if not draft.documents:
        raise UserError(tr("“{name}” has no text in it.", name=source.name))
    return draft


@dataclass
class _File:
    """One file: its categories become codes, its spans codings."""

    draft: Draft
    root: Any
    name: str
    people: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def read(self) -> None:
        """All of it."""
        for person in self.root.iter(f"{_TEI}person", f"{_TEI}respStmt"):
            name = _words(next(person.iter(f"{_TEI}persName", f"{_TEI}name"), person))
            if person.get(ID) and name:
                self.people[person.get(ID)] = name
        for one in self.root.iter(f"{_TEI}category", f"{_TEI}interp"):
            self._code(one)
        for number, one in enumerate(self.root.iter(f"{_TEI}TEI"), 1):
            self._text(one, number)

    def _key(self, own: str) -> str:
        """Identifiers are a file's own."""
        return f"{self.name}#{own}"

    def _code(self, one: Any) -> None:
        own = one.get(ID)
        if not own or own in self.codes:
            return
        above = next((up.get(ID) for up in one.iterancestors(f"{_TEI}category")), None)
        description = one.find(f"{_TEI}catDesc")
        term = None if description is None else description.find(f"{_TEI}term")
        said = next((each for each in (term, description) if each is not None), one)
        color = _COLOR.search(one.get("style") or "")
        self.codes[own] = self._key(own)
        self.draft.codes.append(
            DraftCode(
                *(self._key(own), _words(said) or one.get("n") or own),
                *(self.codes.get(above or "", ""), color[1] if color else ""),
                "\n".join(_definitions(description)),
            )
        )

    def _text(self, tei: Any, number: int) -> None:
        body = tei.find(f"{_TEI}text")
        if body is None:
            self.draft.findings.left(self.name, tr("A TEI element without a text."))
            return
        text, name = TeiText(body), _title(tei) or f"{self.name} {number}"
        key = self._key(tei.get(ID) or f"text {number}")
        self.draft.documents.append(DraftDocument(key, name, text.words, CODE_POINTS))
        for note in tei.iterfind(f"{_TEI}teiHeader/{_TEI}xenoData/{_TEI}list/{_TEI}note"):
            self.draft.say(key, note.get("type") or "", note.text or "")
        for group in tei.iter(f"{_TEI}spanGrp"):
            for span in group.iter(f"{_TEI}span"):
                self._span(group, span, text, key)
        for group in tei.iter(f"{_TEI}linkGrp"):
            for link in group.iter(f"{_TEI}link"):
                self._link(group, link)

    def _span(self, group: Any, span: Any, text: TeiText, document: str) -> None:
        parts = tuple(sorted(_places(span, text)))
        if not parts:
            message = tr("{n|annotation has|annotations have} no place in the text.")
            self.draft.findings.tally(self.name, message, LEFT_BEHIND)
            return
        coder = self._person(span.get("resp") or group.get("resp") or "")
        notes = [(one.get("type") or "note", one.text or "") for one in span.iter(f"{_TEI}note")]
        memos = [said for kind, said in notes if kind == _MEMO]
        values = {kind: said for kind, said in notes if kind != _MEMO}
        said = (span.text or "").strip()
        codes = [self._meant(one) for one in (span.get("ana") or group.get("ana") or "").split()]
        if codes and said:
            memos.insert(0, said)
        named = said or span.get("type") or group.get("type") or "span"
        for number, code in enumerate(codes or [self.draft.code_named(named)]):
            own = "" if number else self._key(span.get(ID) or "")
            memo = "" if number else "\n".join(memos)
            self.draft.codings.append(
                DraftCoding(document, code, coder, parts, memo=memo, values=values, key=own)
            )

    def _meant(self, pointer: str) -> str:
        """The code that `ana` leads to; one of its name where it leads nowhere in the file."""
        own = pointer.rpartition("#")[2]
        return self.codes.get(own) or self.draft.code_named(pointer, own or pointer)

    def _person(self, pointers: str) -> str:
        own = next(iter(pointers.split()), "").rpartition("#")[2]
        name = self.people.get(own, own)
        if name:
            self.draft.coders.append(name)
        return name

    def _link(self, group: Any, link: Any) -> None:
        ends = [one.rpartition("#")[2] for one in (link.get("target") or "").split()]
        kind = link.get("type") or group.get("type") or "link"
        if len(ends) != 2:
            message = tr("{n|link has|links have} not two ends.")
            self.draft.findings.tally(self.name, message, LEFT_BEHIND)
            return
        coder = self._person(link.get("resp") or group.get("resp") or "")
        source, target = map(self._key, ends)
        self.draft.relations.append(DraftRelation(kind, source, target, coder))


def _places(span: Any, text: TeiText) -> Iterator[tuple[int, int]]:
    """Where a span is; nothing where any part of it is not in the text."""
    if span.get("from"):
        first = text.element(span.get("from").rpartition("#")[2])
        last = text.element((span.get("to") or span.get("from")).rpartition("#")[2])
        if first and last and first[0] < last[1]:
            yield first[0], last[1]
        return
    found = [
        text.stretch(one[1], int(one[2]), int(one[3]))
        if one[1]
        else text.element(one[4].rpartition("#")[2])
        for one in _POINTER.finditer(span.get("target") or "")
    ]
    if all(one is not None for one in found):
        yield from (one for one in found if one is not None)


def _definitions(description: Any) -> Iterator[str]:
    if description is None:
        return
    for note in description.iterfind(f"{_TEI}note"):
        said, head = note.text or "", _PROSE.get(note.get("type") or "")
        if said:
            yield f"{head}: {said}" if head else said


def _title(one: Any) -> str:
    """The title that a header gives."""
    found = one.find(f"{_TEI}teiHeader/{_TEI}fileDesc/{_TEI}titleStmt/{_TEI}title")
    return "" if found is None else _words(found)


def _words(one: Any) -> str:
    return " ".join("".join(one.itertext()).split())
