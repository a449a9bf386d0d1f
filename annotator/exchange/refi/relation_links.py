"""Relations between codings as links between their selections, and back.

Programs show such a link as a named arrow from one passage to the other. The format gives a link
neither author nor time, so that each has a note for them, which also says which relation it is
where two have one name. Codings with a relation have selections of their own, since a link joins
passages and not codings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.codebook import RelationType
from annotator.corpus.coding import Coding, Relation
from annotator.corpus.identity import guid_from
from annotator.corpus.messages import tr
from annotator.corpus.project import ProjectContent
from annotator.exchange.refi.intake import Identities, Memos, Note, People, Times
from annotator.exchange.refi.lines import to_line
from annotator.exchange.refi.names import clean, normal_guid
from annotator.exchange.refi.parsing import children
from annotator.exchange.refi.report import DOUBTFUL, Findings
from annotator.exchange.refi.selections import selection_guid
from annotator.exchange.refi.vocabulary import add
from annotator.exchange.times import format_time

_NAMELESS = "related to"
_TEXT = re.compile(r"Relation “.*”\nId of the relation: ([0-9a-f-]{36})")


def add_notes(notes: etree._Element, content: ProjectContent) -> None:
    """Add the note of each relation to a Notes element."""
    names = {kind.guid: kind.name for kind in content.codebook.relation_types}
    for relation in content.relations:
        name = names[relation.kind]
        note = add(
            notes,
            "Note",
            guid=_note_guid(relation.guid),
            name=clean(f"Relation “{name}”"),
            creatingUser=relation.coder,
            creationDateTime=format_time(relation.created),
            modifiedDateTime=format_time(relation.modified),
        )
        text = f"Relation “{to_line(name)}”\nId of the relation: {relation.kind}"
        add(note, "PlainTextContent").text = text


def add_links(links: etree._Element, content: ProjectContent) -> None:
    """Add the link of each relation to a Links element."""
    names = {kind.guid: clean(kind.name) for kind in content.codebook.relation_types}
    for relation in content.relations:
        link = add(
            links,
            "Link",
            guid=relation.guid,
            name=names[relation.kind],
            direction="OneWay",
            originGUID=selection_guid(relation.source, 0),
            targetGUID=selection_guid(relation.target, 0),
        )
        add(link, "NoteRef", targetGUID=_note_guid(relation.guid))


def _note_guid(relation: str) -> str:
    return guid_from("refi relation note", relation)


@dataclass
class LinkReader:
    """Makes relations of links between codings; the others are left behind.

    `types` are those the file declares, to which come those of other programs' links, by name.
    `by_selection` gives the drafts made of a selection, `moved` the codings that are now parts.
    """

    identities: Identities
    times: Times
    people: People
    memos: Memos
    findings: Findings
    types: list[RelationType]
    drafts: list[Coding]
    by_selection: dict[str, list[int]]
    moved: dict[str, str]

    def read(self, links: list[etree._Element]) -> list[Relation]:
        """The relations, in the order of the file."""
        return list(self._relations(links))

    def _relations(self, links: list[etree._Element]) -> Iterator[Relation]:
        by_coding = {draft.guid: draft for draft in self.drafts} if links else {}
        for link in links:
            source = self._end(link.get("originGUID", ""), by_coding)
            target = self._end(link.get("targetGUID", ""), by_coding)
            if source is None or target is None or self._now(source) == self._now(target):
                self._left(link)
                continue
            yield self._relation(link, source, target)

    def _end(self, raw: str, by_coding: dict[str, Coding]) -> Coding | None:
        """The coding that an end of a link means."""
        guid = normal_guid(raw) if raw.strip() else ""
        made = self.by_selection.get(guid, [])
        if len(made) > 1:
            self.findings.tally(
                tr("links"),
                tr(
                    "{n|end of a link is a passage|ends of links are passages} with several"
                    " codings; the first was taken."
                ),
                DOUBTFUL,
            )
        return self.drafts[made[0]] if made else by_coding.get(guid)

    def _now(self, coding: Coding) -> str:
        return self.moved.get(coding.guid, coding.guid)

    def _relation(self, link: etree._Element, source: Coding, target: Coding) -> Relation:
        name = link.get("name", "")
        place = tr("link “{name}”", name=name)
        note, declared = self._own_note(link)
        if note is None and link.get("direction", "") != "OneWay":
            self.findings.tally(
                tr("links"),
                tr("{n} without one direction; now relations from the first to the second."),
            )
        for ref in children(link, "NoteRef"):
            if note is None or normal_guid(ref.get("targetGUID", "")) != normal_guid(note.guid):
                self.memos.refer(source.guid, ref.get("targetGUID", ""), place)
        if note is None:
            coder, created, modified = source.coder, source.created, source.created
        else:
            coder = self.people.guid(note.user)
            created = self.times.at(note.created)
            modified = self.times.at(note.modified, created)
        return Relation(
            guid=self.identities.take(link.get("guid", ""), "relation", place),
            kind=self._kind(name, declared),
            source=self._now(source),
            target=self._now(target),
            coder=coder,
            created=created,
            modified=modified,
        )

    def _own_note(self, link: etree._Element) -> tuple[Note | None, str]:
        """The note that tells of author and time, and the GUID of the type that it names."""
        for ref in children(link, "NoteRef"):
            note = self.memos.notes.get(normal_guid(ref.get("targetGUID", "")))
            match = None if note is None else _TEXT.fullmatch(note.text.strip("\n").rstrip())
            if note is not None and match is not None:
                note.used = True
                return note, match[1]
        return None, ""

    def _kind(self, name: str, declared: str) -> str:
        """The type that the note names, else the one of this name, which is made if need be."""
        if any(kind.guid == declared for kind in self.types):
            return declared
        name = name if name.strip() else _NAMELESS
        for kind in self.types:
            if kind.name == name:
                return kind.guid
        guid = guid_from("refi relation type", name)
        when = self.times.default
        self.types.append(RelationType(guid, name, when, when, len(self.types)))
        self.findings.settled(
            tr("relation “{name}”", name=name),
            tr("The file has links of this name; now a relation of any codes."),
        )
        return guid

    def _left(self, link: etree._Element) -> None:
        name = link.get("name", "")
        origin, target = link.get("originGUID", "nothing"), link.get("targetGUID", "nothing")
        self.findings.left(
            tr("link “{name}”", name=name),
            tr(
                "From {origin} to {target}; only links between codings come in.",
                origin=origin,
                target=target,
            ),
        )
