"""The codes of a draft as a codebook: a tree without circles, attributes and relation types as they
are met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from annotator.corpus.codebook import (
    YES_NO_VALUES,
    Attribute,
    AttributeKind,
    Code,
    Codebook,
    RelationType,
    Value,
)
from annotator.corpus.identity import guid_from
from annotator.corpus.limits import DEEPEST_CODES, codes_fault
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.palette import color_at, normal_color
from annotator.exchange.programs.draft import Draft, DraftCode
from annotator.exchange.programs.positions import unicode_text
from annotator.exchange.refi.intake import Times
from annotator.exchange.refi.report import Findings


class CodebookMaker:
    """Makes the codes of one draft; `guid` also those that codings refer to and no list has."""

    def __init__(self, draft: Draft, findings: Findings, times: Times) -> None:
        self._draft, self._findings, self._times = draft, findings, times
        self._codes: list[Code] = []
        self._guids: dict[str, str] = {}
        self._named: Counter[tuple[str | None, str]] = Counter()
        self._attributes: dict[tuple[str, str], Attribute] = {}
        self._only_yes_no: dict[str, bool] = {}
        self._relation_types: dict[str, RelationType] = {}

    def make(self) -> None:
        """The codes of the draft's list. UserError where there are too many."""
        if (fault := codes_fault(len(self._draft.codes))) is not None:
            raise UserError(fault)
        by_key = {code.key: code for code in self._draft.codes}
        for code in self._draft.codes:
            self._make(code, by_key)

    def _make(self, code: DraftCode, by_key: dict[str, DraftCode]) -> None:
        """A code after those above it; a circle is opened where it closes."""
        chain: list[DraftCode] = []
        one: DraftCode | None = code
        while one is not None and one.key not in self._guids and one not in chain:
            chain.append(one)
            one = by_key.get(one.parent)
            if len(chain) > DEEPEST_CODES:
                raise UserError(
                    tr(
                        "The codes of “{name}” are more than {deepest} levels deep.",
                        name=self._draft.name,
                        deepest=DEEPEST_CODES,
                    )
                )
        if one is not None and one.key not in self._guids:
            self._findings.settled(
                tr("code “{name}”", name=one.name),
                tr("It stands below itself in the file; now at the top."),
            )
        for each in reversed(chain):
            self._append(each)

    def _append(self, draft: DraftCode) -> str:
        name = " ".join(unicode_text(draft.name).split())
        if not name:
            name = f"Unnamed code {len(self._codes) + 1}"
            self._findings.settled(name, tr("The code has no name."))
        parent = self._guids.get(draft.parent) if draft.parent else None
        same = self._named[parent, name]
        self._named[parent, name] += 1
        guid = guid_from(self._draft.program, "code", parent or "", name, str(same))
        color = normal_color(draft.color.strip()) or color_at(len(self._codes))
        created = self._times.at(draft.created)
        self._codes.append(
            Code(
                guid,
                name,
                color,
                created,
                created,
                parent=parent,
                position=len(self._codes),
                definition=unicode_text(draft.definition).strip(),
                codable=draft.codable,
            )
        )
        self._guids[draft.key] = guid
        return guid

    def known(self, key: str) -> str | None:
        """The code of a key (a GUID), None where there is none."""
        return self._guids.get(key)

    def guid(self, key: str) -> str:
        """The code that a coding refers to, made where no list has it."""
        known = self._guids.get(key)
        if known is None:
            name = key.strip() or "(no code)"
            self._findings.settled(
                tr("code “{name}”", name=name),
                tr("Codings refer to a code that the codebook lacks; made."),
            )
            known = self._append(DraftCode(key, name))
        return known

    def values(self, code: str, said: Mapping[str, str]) -> dict[str, Value]:
        """What a coding says, by GUIDs of attributes; those are made as they are met."""
        found: dict[str, Value] = {}
        for raw, value in said.items():
            name = " ".join(unicode_text(raw).split())
            if not name or not value:
                continue
            attribute = self._attributes.get((code, name))
            if attribute is None:
                guid = guid_from(self._draft.program, "attribute", code, name)
                at = self._times.default
                number = len(self._attributes)
                attribute = Attribute(guid, code, name, AttributeKind.TEXT, at, at, number)
                self._attributes[code, name] = attribute
                self._only_yes_no[guid] = True
            self._only_yes_no[attribute.guid] &= value in YES_NO_VALUES
            found[attribute.guid] = unicode_text(value)
        return found

    def relation_type(self, raw: str) -> str:
        """The type of relations of this name (a GUID)."""
        name = " ".join(unicode_text(raw).split()) or "related"
        known = self._relation_types.get(name)
        if known is None:
            guid = guid_from(self._draft.program, "relation type", name)
            at = self._times.default
            known = RelationType(guid, name, at, at, len(self._relation_types))
            self._relation_types[name] = known
        return known.guid

    def codebook(self) -> Codebook:
        """All of it."""
        attributes = [
            replace(one, kind=AttributeKind.YES_NO) if self._only_yes_no[one.guid] else one
            for one in self._attributes.values()
        ]
        types = tuple(self._relation_types.values())
        return Codebook(tuple(self._codes), "", tuple(attributes), types)
