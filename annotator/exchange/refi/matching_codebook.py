"""An imported codebook in terms of the one that is open: what is the same takes its GUIDs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from annotator.corpus.codebook import Attribute, Code, Codebook, CodeSet, RelationType
from annotator.corpus.coding import Coder
from annotator.corpus.identity import guid_from
from annotator.corpus.messages import tr
from annotator.exchange.attribute_names import free_name
from annotator.exchange.refi.met import Met
from annotator.exchange.refi.report import Findings

Named = TypeVar("Named", Coder, RelationType)
_BY_PATH = tr("{n|is|are} here under another GUID; matched by path.")


def match_codebook(
    imported: Codebook, existing: Codebook, guids: dict[str, str], findings: Findings, met: Met
) -> Codebook:
    """The imported codebook with the GUIDs of the open one, under the name of that.

    `guids` gets the imported GUIDs with those of the result, `met` what both have.
    """
    matching = _Matching(imported, existing, guids, findings, met)
    codes = matching.codes()
    attributes, relations = matching.attributes(), matching.relation_types()
    return Codebook(codes, existing.name, attributes, relations, matching.sets())


@dataclass
class _Matching:
    imported: Codebook
    existing: Codebook
    guids: dict[str, str]
    findings: Findings
    met: Met

    def codes(self) -> tuple[Code, ...]:
        """Codes by GUID, else by their path; of several on one path, each the first that is free,
        rather one that is defined alike."""
        arriving = self.imported.by_guid.keys()
        free: dict[tuple[str | None, str], list[Code]] = {}
        for _depth, code in self.existing.walk():
            if code.guid not in arriving:
                free.setdefault((code.parent, code.name), []).append(code)
        twins = Counter((code.parent, code.name) for code in self.imported.codes)
        result = []
        for _depth, code in self.imported.walk():
            same = self.existing.by_guid.get(code.guid)
            # The parent comes first; below one that is new nothing can be found.
            parent = self.guids.get(code.parent) if code.parent is not None else None
            if same is None and (found := free.get((parent, code.name))):
                if len(found) > 1 or twins[code.parent, code.name] > 1:
                    self._tell_twin(code)
                same = _defined_alike(code, found)
                self.findings.tally(tr("codes"), _BY_PATH)
            self.guids[code.guid] = (same or code).guid
            here = replace(code, parent=parent)
            self.met.add(same, here)
            result.append(same or here)
        return tuple(result)

    def _tell_twin(self, code: Code) -> None:
        path = " > ".join(self.imported.path(code.guid))
        message = tr("Several codes are on this path; they were matched in their order.")
        self.findings.doubtful(tr("code “{name}”", name=path), message)

    def attributes(self) -> tuple[Attribute, ...]:
        """Attributes by GUID, else by code and name where they are of one kind."""
        known = {attribute.guid: attribute for attribute in self.existing.attributes}
        arriving = {attribute.guid for attribute in self.imported.attributes}
        result = []
        for attribute in self.imported.attributes:
            moved = replace(attribute, code=self.guids[attribute.code])
            same = known.get(moved.guid)
            if same is not None and same.code != moved.code:
                # The description of a code was copied to another one.
                moved = replace(moved, guid=guid_from("refi other code", moved.guid, moved.code))
                same = known.get(moved.guid)
            self.met.add(same, moved)
            if same is None:
                others = self.existing.attributes_of(moved.code)
                free = [one for one in others if one.guid not in arriving]
                same = _of_name(moved, free)
                arriving.add(moved.guid if same is None else same.guid)
                moved = self._named(moved, same, others)
            self.guids[attribute.guid] = (same or moved).guid
            result.append(same or moved)
        return tuple(result)

    def _named(
        self, attribute: Attribute, same: Attribute | None, others: list[Attribute]
    ) -> Attribute:
        """The attribute under a name that its code has room for; tells what was settled."""
        place = tr("attribute “{name}”", name=attribute.name)
        names = {one.name for one in others}
        if same is not None:
            told(self.findings, place, "name")
        elif attribute.name in names:
            self.findings.settled(
                place,
                tr("Its code has another attribute of this name; both stay."),
            )
            return replace(attribute, name=free_name(attribute.name, names))
        return attribute

    def relation_types(self) -> tuple[RelationType, ...]:
        """Types of relations by GUID, else by a name that is unique on both sides."""
        known = {kind.guid: kind for kind in self.existing.relation_types}
        by_name = unique(self.existing.relation_types)
        own_names = unique(self.imported.relation_types)
        result = []
        for kind in self.imported.relation_types:
            same = known.get(kind.guid)
            if same is None and kind.name in own_names:
                same = by_name.get(kind.name)
                if same is not None:
                    told(self.findings, tr("relation “{name}”", name=kind.name), "name")
            moved = replace(
                kind,
                sources=tuple(self.guids.get(code, code) for code in kind.sources),
                targets=tuple(self.guids.get(code, code) for code in kind.targets),
            )
            self.met.add(same, moved)
            self.guids[kind.guid] = (same or moved).guid
            result.append(same or moved)
        return tuple(result)

    def sets(self) -> tuple[CodeSet, ...]:
        """Sets by GUID, else by name, with the codes of the imported ones."""
        known = {one.guid for one in self.existing.sets}
        by_name = {one.name: one.guid for one in self.existing.sets}
        result = []
        for one in self.imported.sets:
            guid = one.guid if one.guid in known else by_name.get(one.name, one.guid)
            codes = tuple(self.guids[code] for code in one.codes if code in self.guids)
            result.append(CodeSet(guid, one.name, codes))
        return tuple(result)


def _defined_alike(code: Code, found: list[Code]) -> Code:
    """Take one of several codes of one path: rather one of the same definition and colour."""
    for at, other in enumerate(found):
        if (other.definition, other.color) == (code.definition, code.color):
            return found.pop(at)
    return found.pop(0)


def _of_name(attribute: Attribute, others: list[Attribute]) -> Attribute | None:
    """The first of the others that has its kind and name, also with a number behind."""
    name = re.compile(re.escape(attribute.name) + r"(?: \(\d+\))?")
    for one in sorted(others, key=lambda other: other.name != attribute.name):
        if one.kind is attribute.kind and name.fullmatch(one.name):
            return one
    return None


def told(findings: Findings, place: str, how: str) -> None:
    """Say by what something was matched."""
    findings.settled(
        place,
        tr("It is here under another GUID; matched by {how}.", how=how),
    )


def unique(values: Iterable[Named]) -> dict[str, Named]:
    """Those whose name no other has, by name."""
    found: dict[str, list[Named]] = {}
    for value in values:
        found.setdefault(value.name, []).append(value)
    return {name: same[0] for name, same in found.items() if len(same) == 1}
