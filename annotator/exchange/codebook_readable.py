"""A codebook as a readable file can hold it: what reading would refuse is put right before.

Merging colleagues' projects can leave two codes with one key or two attributes of one name; a
file in which keys and names decide has to settle it. The first in the order of the codebook keeps
what it has.
"""

from __future__ import annotations

from dataclasses import replace

from annotator.corpus.codebook import Attribute, AttributeKind, Choice, Code, Codebook
from annotator.exchange.attribute_names import free_name
from annotator.exchange.codebook_attributes import CLOSED, default_fault
from annotator.exchange.codebook_fields import is_key


def readable(codebook: Codebook) -> Codebook:
    """The codebook with each key once among codes, relations and the values of an attribute,
    each name once among the attributes of a code, and attributes that agree with their kind.
    """
    keys: set[str] = set()
    codes: list[Code] = []
    attributes: list[Attribute] = []
    for _depth, code in codebook.walk():
        codes.append(
            replace(
                code,
                key=_first(code.key, keys),
                cues=tuple(cue for cue in code.cues if cue.strip()),
            )
        )
        names: set[str] = set()
        attributes += [_attribute(one, names) for one in codebook.attributes_of(code.guid)]
    relation_keys: set[str] = set()
    types = sorted(codebook.relation_types, key=lambda one: (one.position, one.name, one.guid))
    return Codebook(
        tuple(codes),
        codebook.name,
        tuple(attributes),
        tuple(replace(one, key=_first(one.key, relation_keys)) for one in types),
        codebook.sets,
    )


def _first(key: str, taken: set[str]) -> str:
    """The key, or none where another has it already or it can't be one."""
    if key in taken or not is_key(key):
        return ""
    taken.add(key)
    return key


def _attribute(attribute: Attribute, names: set[str]) -> Attribute:
    name = free_name(attribute.name, names)
    names.add(name)
    kind = attribute.kind
    choices = _choices(attribute) if kind in CLOSED else ()
    if kind in CLOSED and not choices:
        # Nothing can be said in a closed list without values; as a text it keeps its place.
        kind = AttributeKind.TEXT
    sound = replace(attribute, name=name, kind=kind, choices=choices)
    return replace(sound, default="") if default_fault(sound) else sound


def _choices(attribute: Attribute) -> tuple[Choice, ...]:
    keys: set[str] = set()
    choices: dict[str, Choice] = {}
    for choice in attribute.choices:
        if choice.name.strip() and choice.name not in choices:
            choices[choice.name] = replace(choice, key=_first(choice.key, keys))
    return tuple(choices.values())
