"""Types of relations as sets of codes, which is the nearest that the format has, and back; sets of
codes and of documents beside them.

The set has the name of the relation; its members are the codes that it may join, so that programs
show what belongs together. The description says the rest:

    Relation between codings.
    Definition: One gives a reason for the other.
    Key: s
    From: claim
    To: claim > prediction
    Ids: 7b2f… 91c0…

The ids are those of the codes named above them, in order: by these a code is found that another
program has renamed, and where it gave it another id, by its place among the members.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.codebook import Codebook, RelationType
from annotator.corpus.document import DocumentSet
from annotator.corpus.messages import tr
from annotator.exchange.codebook_relations import CodeNames
from annotator.exchange.refi.code_sets import add_code_sets, written_sets
from annotator.exchange.refi.intake import Identities
from annotator.exchange.refi.lines import from_line, to_line
from annotator.exchange.refi.names import clean
from annotator.exchange.refi.parsing import child, children, text_of
from annotator.exchange.refi.report import Findings
from annotator.exchange.refi.vocabulary import add, differing_times
from annotator.exchange.times import format_time, parse_time

_HEAD = "Relation between codings."
_LABELS = ("Definition", "Key", "From", "To", "Ids", "Position", "Created", "Changed")


def add_relation_types(
    root: etree._Element,
    codebook: Codebook,
    member: str,
    project_created: datetime | None,
    document_sets: Sequence[DocumentSet] = (),
) -> None:
    """Add a Sets element with the sets of documents and of codes, and a set for each type, where
    there are any.

    `member` is the attribute that names a code: “targetGUID” in a project, “guid” in a codebook.
    `project_created` is as for codes.
    """
    code_sets = written_sets(codebook)
    if not codebook.relation_types and not document_sets and not code_sets:
        return
    names = _names(codebook)
    sets = add(root, "Sets")
    for one in document_sets:
        made = add(sets, "Set", guid=one.guid, name=clean(one.name))
        for document in one.documents:
            add(made, "MemberSource", targetGUID=document)
    add_code_sets(sets, code_sets, member)
    ordered = sorted(codebook.relation_types, key=lambda one: (one.position, one.name, one.guid))
    for index, kind in enumerate(ordered):
        element = add(sets, "Set", guid=kind.guid, name=clean(kind.name))
        text = "\n".join(_lines(kind, index, names, project_created))
        add(element, "Description").text = text
        for code in dict.fromkeys((*kind.sources, *kind.targets)):
            if code in codebook.by_guid:
                add(element, "MemberCode", **{member: code})


def _names(codebook: Codebook) -> CodeNames:
    """References by the names that the file has."""
    codes = tuple(replace(code, name=clean(code.name)) for code in codebook.codes)
    return CodeNames(Codebook(codes))


def _lines(
    kind: RelationType, index: int, names: CodeNames, project_created: datetime | None
) -> list[str]:
    fields = []
    if kind.definition:
        fields.append(("Definition", kind.definition))
    if kind.key:
        fields.append(("Key", kind.key))
    ids: list[str] = []
    for label, codes in (("From", kind.sources), ("To", kind.targets)):
        known = [code for code in dict.fromkeys(codes) if names.names([code])]
        fields += [(label, name) for name in names.names(known)]
        ids += known
    if ids:
        fields.append(("Ids", " ".join(ids)))
    if kind.position != index:
        fields.append(("Position", str(kind.position)))
    if project_created is not None:
        created, modified = differing_times(kind.created, kind.modified, project_created)
        if created is not None:
            fields.append(("Created", format_time(created)))
        if modified is not None:
            fields.append(("Changed", format_time(modified)))
    return [_HEAD, *(f"{label}: {to_line(text)}" for label, text in fields)]


@dataclass
class RelationTypeReader:
    """Takes types of relations out of sets; `others` are the sets that are none."""

    identities: Identities
    findings: Findings
    created: datetime
    others: list[etree._Element] = field(default_factory=list)

    def read(self, root: etree._Element, codebook: Codebook) -> list[RelationType]:
        """The types in the sets of the file, wherever programs put those."""
        groups = children(child(root, "Sets"), "Set")
        groups += children(child(child(root, "CodeBook"), "Sets"), "Set")
        names = CodeNames(codebook)
        found: list[RelationType] = []
        for group in groups:
            kind = self._type(group, len(found), names)
            if kind is None:
                self.others.append(group)
            else:
                found.append(kind)
        return found

    def _type(self, group: etree._Element, index: int, names: CodeNames) -> RelationType | None:
        described = child(group, "Description")
        lines = ("" if described is None else text_of(described)).strip("\n").split("\n")
        if lines[0].strip() != _HEAD:
            return None
        fields: dict[str, list[str]] = {}
        for line in lines[1:]:
            label, _, text = line.partition(": ")
            fields.setdefault(label, []).append(from_line(text))
        name = group.get("name", "")
        place = tr("relation “{name}”", name=name)
        for label, texts in fields.items():
            if label not in _LABELS:
                self.findings.left(place, f"Its description also says “{label}: {texts[0]}”."[:200])
        single = {label: texts[0] for label, texts in fields.items()}
        joined = _joined(group, fields, names)
        created = parse_time(single.get("Created", "")) or self.created
        return RelationType(
            guid=self.identities.take(group.get("guid", ""), "relation type", place),
            name=name,
            created=created,
            modified=parse_time(single.get("Changed", "")) or created,
            position=_number(single.get("Position", ""), index),
            key=single.get("Key", "")[:1],
            definition=single.get("Definition", ""),
            sources=self._codes("From", fields, joined, place),
            targets=self._codes("To", fields, joined, place),
        )

    def _codes(
        self,
        label: str,
        fields: dict[str, list[str]],
        joined: dict[str, list[str]],
        place: str,
    ) -> tuple[str, ...]:
        guids: list[str] = []
        for text in fields.get(label, []):
            found = joined[text]
            if len(found) == 1:
                guids.append(found[0])
            else:
                why = "no code is named so" if not found else "several codes are named so"
                self.findings.left(place, f"It joins “{text[:100]}”, but {why} here.")
        return tuple(guids)


def _joined(
    group: etree._Element, fields: dict[str, list[str]], names: CodeNames
) -> dict[str, list[str]]:
    """By the name that the description has, the codes of the file that may be meant: by id, by
    name, and for what is left by the order of the members, which is that of the names."""
    texts = fields.get("From", []) + fields.get("To", [])
    ids = " ".join(fields.get("Ids", [])).split()
    if len(ids) != len(texts):  # somebody wrote into it
        ids = [""] * len(texts)
    found = {
        text: (names.find(one) if one else []) or names.find(text)
        for text, one in zip(texts, ids, strict=True)
    }
    members = [
        guid
        for member in children(group, "MemberCode")
        for guid in names.find(member.get("targetGUID") or member.get("guid") or "")
    ]
    taken = {guid for guids in found.values() for guid in guids}
    free = [guid for guid in dict.fromkeys(members) if guid not in taken]
    lost = [text for text, guids in found.items() if not guids]
    if len(free) == len(lost):
        found |= {text: [guid] for text, guid in zip(lost, free, strict=True)}
    return found


def _number(text: str, default: int) -> int:
    plain = text.removeprefix("-")
    return int(text) if plain.isascii() and plain.isdigit() and len(plain) < 10 else default
