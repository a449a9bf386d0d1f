"""Variables, cases and sets of sources as attributes of documents, and back.

The format says things of sources in three ways: a value of a variable on the source, a case that
refers to the source and has values, and a set that the source is in. Here a document has one value
under a name. Several are joined, and that is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.attribute_types import AttributeType, ValueType
from annotator.corpus.document import DocumentAttribute, DocumentSet
from annotator.corpus.identity import guid_from, is_guid
from annotator.corpus.messages import number_of, tr
from annotator.corpus.person import StudyPerson
from annotator.exchange.refi.attribute_types import (
    described_type,
    type_of,
    value_in,
)
from annotator.exchange.refi.intake import Memos
from annotator.exchange.refi.names import normal_guid
from annotator.exchange.refi.parsing import child, children, local, text_of
from annotator.exchange.refi.persons import is_person, lines_of, role_in
from annotator.exchange.refi.report import Findings
from annotator.exchange.refi.told_turns import ToldTurns

CASE, SET = "Case", "Set"
"""The attribute with the name of a document's case; what a set without a name is called."""
JOINT = "; "


@dataclass
class VariableReader:
    """Collects what is said of documents; `all` is what came of it.

    `documents` are the documents by the GUIDs that the file knows their sources under; `own` are
    variables that mean something else here.
    """

    findings: Findings
    memos: Memos
    documents: dict[str, str] = field(default_factory=dict)
    sets: list[DocumentSet] = field(default_factory=list)
    persons: list[StudyPerson] = field(default_factory=list)
    turns: ToldTurns = field(default_factory=ToldTurns)
    _names: dict[str, str] = field(default_factory=dict)
    _declared: dict[str, etree._Element] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _said: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)
    _of_documents: set[str] = field(default_factory=set)

    def declare(self, root: etree._Element) -> None:
        """Learn the variables of the file."""
        for number, variable in enumerate(children(child(root, "Variables"), "Variable"), 1):
            guid = normal_guid(variable.get("guid", ""))
            name = " ".join(variable.get("name", "").split())
            self._names[guid] = name or f"Variable {number}"
            self._declared[guid] = variable

    def say(self, document: str, value: etree._Element, place: str) -> None:
        """A VariableValue of a document (a GUID)."""
        ref = child(value, "VariableRef")
        target = normal_guid(ref.get("targetGUID", "")) if ref is not None else ""
        words = words_of(value)
        if target not in self._names:
            if words.strip():
                self.findings.left(
                    place,
                    tr(
                        "A value of a variable that is not in the file: “{words}”.",
                        words=words[:100],
                    ),
                )
            return
        name = self._names[target]
        self._used.add(target)
        self._of_documents.add(target)
        if words.strip():
            said = value_in(words, self._kind(target), self._description(target))
            self._add(document, name, said)

    def _kind(self, guid: str) -> str:
        kind: str = self._declared[guid].get("typeOfVariable", "Text")
        return kind

    def _description(self, guid: str) -> str:
        return "".join(text_of(one) for one in children(self._declared[guid], "Description"))

    def tell(self, document: str, name: str, value: str) -> None:
        """Say something of a document (a GUID) that no variable of the file says."""
        self._said.setdefault((document, name), {value: None})

    def _add(self, document: str, name: str, value: str) -> None:
        self._said.setdefault((document, name), {})[value] = None

    def cases(self, root: etree._Element) -> None:
        """Cases: what they say, of every document that they refer to as a whole."""
        for case in children(child(root, "Cases"), "Case"):
            lines = lines_of(case)
            if not lines:
                self._case(case)
                continue
            self.turns.add(" ".join(case.get("name", "").split()), lines)
            if is_person(lines):
                self._person(case, role_in(lines))

    def _person(self, case: etree._Element, role: str) -> None:
        """A case that is a person of the study."""
        values = {}
        for value in children(case, "VariableValue"):
            ref = child(value, "VariableRef")
            target = normal_guid(ref.get("targetGUID", "")) if ref is not None else ""
            if target in self._names and words_of(value).strip():
                self._used.add(target)
                values[self._names[target]] = words_of(value)
        name = " ".join(case.get("name", "").split())
        known_as = normal_guid(case.get("guid", ""))
        guid = known_as if is_guid(known_as) else guid_from("refi person", name)
        if name:
            self.persons.append(StudyPerson(guid, name, role, values))

    def _case(self, case: etree._Element) -> None:
        name = " ".join(case.get("name", "").split())
        place = tr("case “{name}”", name=name)
        refs = [normal_guid(ref.get("targetGUID", "")) for ref in children(case, "SourceRef")]
        known = [ref for ref in refs if ref in self.documents]
        documents = list(dict.fromkeys(self.documents[ref] for ref in known))
        for document in documents:
            if name:
                self._add(document, CASE, name)
            for value in children(case, "VariableValue"):
                self.say(document, value, place)
        for described in children(case, "Description"):
            if documents:
                subject = documents[0] if len(documents) == 1 else None
                words = text_of(described)
                self.memos.remark(subject, f"Case “{name}”\n{words}", words)
        self._left_of_case(case, place, len(known), len(refs))

    def _left_of_case(self, case: etree._Element, place: str, found: int, refs: int) -> None:
        """What of a case no document can have."""
        lost = []
        if refs > found:
            lost.append(
                tr("{sources} that did not come in", sources=number_of(refs - found, "source"))
            )
        passages = len(children(case, "SelectionRef"))
        if passages:
            lost.append(
                tr(
                    "{passages}, since only whole documents have attributes",
                    passages=number_of(passages, "passage"),
                )
            )
        if codes := len(children(case, "CodeRef")):
            lost.append(number_of(codes, "code"))
        if lost or not found:
            said = "" if not lost else tr("It also refers to {names}.", names=" and ".join(lost))
            if not found:
                words = [words_of(value)[:60] for value in children(case, "VariableValue")]
                described = [text_of(one)[:200] for one in children(case, "Description")]
                told = ", ".join(word for word in (*words, *described) if word.strip())
                said = (
                    tr("It refers to no document as a whole") + (f"; {told}" if told else "") + "."
                )
                if lost:
                    said += tr(" It refers to {names}.", names=" and ".join(lost))
            self.findings.left(place, said)

    def member(self, group: etree._Element) -> bool:
        """The documents of a set are in one of its name here; False where it has none."""
        refs = children(group, "MemberSource")
        known = [normal_guid(ref.get("targetGUID", "")) for ref in refs]
        documents = [self.documents[ref] for ref in known if ref in self.documents]
        name = " ".join(group.get("name", "").split())
        if documents:
            known_as = normal_guid(group.get("guid", ""))
            guid = known_as if is_guid(known_as) else guid_from("refi set", name, *documents)
            self.sets.append(DocumentSet(guid, name or SET, tuple(dict.fromkeys(documents))))
        return bool(documents)

    def all(self, own: Iterable[str] = ()) -> tuple[DocumentAttribute, ...]:
        """Every attribute; what was joined, and variables that say nothing, are told.

        `own` are the GUIDs of variables that are no attributes.
        """
        joined: dict[str, int] = {}
        for (_document, name), values in self._said.items():
            if len(values) > 1:
                joined[name] = joined.get(name, 0) + 1
        for name, number in joined.items():
            self.findings.doubtful(
                tr("attribute “{name}”", name=name),
                tr(
                    "{documents} had several values of it; joined with “;”.",
                    documents=number_of(number, "document"),
                ),
            )
        passed_by = set(own)
        for guid in self._declared:
            if guid not in passed_by:
                self._report(guid)
        return tuple(
            DocumentAttribute(document, name, JOINT.join(values))
            for (document, name), values in self._said.items()
        )

    def _report(self, guid: str) -> None:
        name, described = self._names[guid], self._description(guid).strip()
        if guid in self._used or described_type(name, described) is not None:
            return
        place = tr("variable “{name}”", name=name)
        kind = self._kind(guid)
        self.findings.left(place, tr("No document has a value of it ({kind}).", kind=kind))
        if described:
            self.findings.left(place, tr("It is described so: “{text}”.", text=described[:300]))

    def types(
        self, attributes: Iterable[DocumentAttribute], *, own: bool
    ) -> tuple[AttributeType, ...]:
        """What the values of the attributes can be, where the file tells and all of them fit. Of
        its `own` files this program takes only what it wrote of a type."""
        values: dict[str, set[str]] = {}
        for one in attributes:
            values.setdefault(one.name, set()).add(one.value)
        found: dict[str, AttributeType] = {}
        for guid, name in self._names.items():
            described = self._description(guid)
            told = described_type(name, described)
            if told is None and not own and guid in self._of_documents:
                told = self._type(guid, described)
            if told is None or told.is_plain:
                continue
            if found.setdefault(name, told) != told:
                told = AttributeType(name)
            found[name] = self._fitting(told, values.get(name, set()))
        return tuple(one for one in found.values() if not one.is_plain)

    def _type(self, guid: str, described: str) -> AttributeType:
        kind = self._kind(guid)
        if kind == "Boolean":
            self.findings.tally(
                tr("variables"),
                tr("{n|truth value is|truth values are} now a choice of “true” and “false”."),
            )
        return type_of(self._names[guid], kind, described)

    def _fitting(self, told: AttributeType, values: set[str]) -> AttributeType:
        """The type, with the choices that its values need; a text where these are none of it."""
        if told.type is ValueType.CHOICE:
            told = told.with_choices(values)
        if not any(map(told.fault, values)):
            return told
        self.findings.doubtful(
            tr("attribute “{name}”", name=told.name),
            tr("Some of its values are not of the type that the file tells; it holds text here."),
        )
        return AttributeType(told.name, definition=told.definition)


def words_of(value: etree._Element) -> str:
    """What a VariableValue says."""
    for part in value:
        if isinstance(part.tag, str) and local(part) != "VariableRef":
            words = text_of(part)
            return words if local(part) == "TextValue" else words.strip()
    return ""
