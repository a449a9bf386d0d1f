"""What changed between two codebooks, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from annotator.corpus.codebook import Attribute, Code, Codebook, RelationType
from annotator.corpus.messages import tr

Thing = TypeVar("Thing", Code, Attribute, RelationType)

_UNSEEN = {"guid", "created", "modified", "position"}
_WORDS = {
    "when_to_use": "when to use",
    "when_not_to_use": "when not to use",
    "counter_examples": "counter-examples",
    "may_nest": "whether it may nest in itself",
    "may_overlap": "whether it may overlap others",
    "color": "colour",
    "parent": "place",
    "codable": "whether passages can be coded with it",
    "required": "whether it is required",
    "choices": "values",
    "sources": "the codes it may begin at",
    "targets": "the codes it may end at",
}
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
            yield Difference(f"New code “{code.name}”", code.guid)
            continue
        changed = list(_changed(was, code))
        if changed:
            redefined = bool(_MEANING & set(changed))
            yield Difference(_sentence("code", was, code, changed), code.guid, redefined)
    for _depth, code in old.walk():
        if code.guid not in new.by_guid:
            yield Difference(f"Code “{code.name}” deleted", code.guid)


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
            words = _sentence(f"attribute of “{owner}”", was, attribute, changed)
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
            yield Difference(f"New relation “{kind.name}”", None)
        elif changed := list(_changed(before[guid], kind)):
            yield Difference(_sentence("relation", before[guid], kind, changed), None)
    for guid, kind in before.items():
        if guid not in after:
            yield Difference(f"Relation “{kind.name}” deleted", None)


def _changed(was: Any, now: Any) -> Iterator[str]:
    for field in fields(now):
        if field.name not in _UNSEEN and getattr(was, field.name) != getattr(now, field.name):
            yield field.name


def _sentence(what: str, was: Thing, now: Thing, changed: list[str]) -> str:
    if changed == ["name"]:
        return tr(
            "{capitalize} “{was}” is now called “{now}”",
            capitalize=what.capitalize(),
            was=was.name,
            now=now.name,
        )
    words = ", ".join(_WORDS.get(name, name) for name in changed)
    return f"{what.capitalize()} “{now.name}” changed: {words}"


def _name(book: Codebook, code: str) -> str:
    found = book.by_guid.get(code)
    return found.name if found else "?"
