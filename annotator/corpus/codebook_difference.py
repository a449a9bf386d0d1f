"""What changed between two codebooks, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from annotator.corpus.codebook import Attribute, Code, Codebook, RelationType
from annotator.corpus.messages import gettext_noop, tr

Thing = TypeVar("Thing", Code, Attribute, RelationType)

_UNSEEN = {"guid", "created", "modified", "position"}
_WORDS = {
    "name": gettext_noop("name"),
    "key": gettext_noop("key"),
    "kind": gettext_noop("kind"),
    "definition": gettext_noop("definition"),
    "examples": gettext_noop("examples"),
    "unit": gettext_noop("unit"),
    "default": gettext_noop("default"),
    "cues": gettext_noop("cues"),
    "when_to_use": gettext_noop("when to use"),
    "when_not_to_use": gettext_noop("when not to use"),
    "counter_examples": gettext_noop("counter-examples"),
    "may_nest": gettext_noop("whether it may nest in itself"),
    "may_overlap": gettext_noop("whether it may overlap others"),
    "color": gettext_noop("colour"),
    "parent": gettext_noop("place"),
    "codable": gettext_noop("whether passages can be coded with it"),
    "required": gettext_noop("whether it is required"),
    "choices": gettext_noop("values"),
    "sources": gettext_noop("the codes it may begin at"),
    "targets": gettext_noop("the codes it may end at"),
}
_CODE = (
    gettext_noop("Code “{was}” is now called “{now}”"),
    gettext_noop("Code “{now}” changed: {changes}"),
)
_ATTRIBUTE = (
    gettext_noop("Attribute “{was}” of “{owner}” is now called “{now}”"),
    gettext_noop("Attribute “{now}” of “{owner}” changed: {changes}"),
)
_RELATION = (
    gettext_noop("Relation “{was}” is now called “{now}”"),
    gettext_noop("Relation “{now}” changed: {changes}"),
)
_MEANING = {"definition", "when_to_use", "when_not_to_use", "unit", "may_nest", "may_overlap"}
"""The fields of a code whose change asks for a second look at codings made before."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed: `what` in words; `code` is the GUID of the code it concerns, None
    for a relation; `redefined` where codings made before may no longer fit the definition."""

    what: str
    code: str | None
    redefined: bool = False


def differences(old: Codebook, new: Codebook) -> list[Difference]:
    """What is different in `new`, codes first, in its order."""
    return [*_codes(old, new), *_attributes(old, new), *_relations(old, new)]


def _codes(old: Codebook, new: Codebook) -> Iterator[Difference]:
    before = old.by_guid
    for _depth, code in new.walk():
        was = before.get(code.guid)
        if was is None:
            yield Difference(tr("New code “{name}”", name=code.name), code.guid)
            continue
        changed = list(_changed(was, code))
        if changed:
            redefined = bool(_MEANING & set(changed))
            yield Difference(_sentence(_CODE, was, code, changed), code.guid, redefined)
    for _depth, code in old.walk():
        if code.guid not in new.by_guid:
            yield Difference(tr("Code “{name}” deleted", name=code.name), code.guid)


def _attributes(old: Codebook, new: Codebook) -> Iterator[Difference]:
    before = {attribute.guid: attribute for attribute in old.attributes}
    after = {attribute.guid: attribute for attribute in new.attributes}
    for guid, attribute in after.items():
        owner = _name(new, attribute.code)
        was = before.get(guid)
        if was is None:
            yield Difference(
                tr(
                    "New attribute “{attribute}” of “{owner}”",
                    attribute=attribute.name,
                    owner=owner,
                ),
                attribute.code,
            )
            continue
        changed = list(_changed(was, attribute))
        if changed:
            words = _sentence(_ATTRIBUTE, was, attribute, changed, owner)
            redefined = bool({"definition", "choices", "kind"} & set(changed))
            yield Difference(words, attribute.code, redefined)
    for guid, attribute in before.items():
        if guid not in after:
            owner = _name(old, attribute.code)
            yield Difference(
                tr(
                    "Attribute “{attribute}” of “{owner}” deleted",
                    attribute=attribute.name,
                    owner=owner,
                ),
                attribute.code,
            )


def _relations(old: Codebook, new: Codebook) -> Iterator[Difference]:
    before: Mapping[str, RelationType] = {kind.guid: kind for kind in old.relation_types}
    after = {kind.guid: kind for kind in new.relation_types}
    for guid, kind in after.items():
        if guid not in before:
            yield Difference(tr("New relation “{name}”", name=kind.name), None)
        elif changed := list(_changed(before[guid], kind)):
            yield Difference(_sentence(_RELATION, before[guid], kind, changed), None)
    for guid, kind in before.items():
        if guid not in after:
            yield Difference(tr("Relation “{name}” deleted", name=kind.name), None)


def set_differences(old: Codebook, new: Codebook) -> list[Difference]:
    """What `new` says of sets of codes that `old` does not: sets, and codes in them. A set that is
    not named stays as it is."""
    before = {one.guid: one for one in old.sets} | {one.name: one for one in old.sets}
    found: list[Difference] = []
    for one in new.sets:
        was = before.get(one.guid) or before.get(one.name)
        if was is None:
            found.append(Difference(tr("New set of codes “{name}”", name=one.name), None))
        added = [code for code in one.codes if was is None or code not in was.codes]
        found += [
            Difference(tr("“{code}” is in the set “{name}”", code=_name(new, c), name=one.name), c)
            for c in added
        ]
    return found


def _changed(was: Any, now: Any) -> Iterator[str]:
    for field in fields(now):
        if field.name not in _UNSEEN and getattr(was, field.name) != getattr(now, field.name):
            yield field.name


def _sentence(
    messages: tuple[str, str], was: Thing, now: Thing, changed: list[str], owner: str = ""
) -> str:
    """By the messages for another name and for other changes; `owner` of an attribute."""
    renamed, otherwise = messages
    names = {"now": now.name, "owner": owner}
    if changed == ["name"]:
        return tr(renamed, was=was.name, **names)
    return tr(otherwise, changes=", ".join(tr(_WORDS.get(name, name)) for name in changed), **names)


def _name(book: Codebook, code: str) -> str:
    found = book.by_guid.get(code)
    return found.name if found else "?"
