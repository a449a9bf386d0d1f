"""Codebook to YAML text: event by event, so that depth costs no recursion and styles are chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import yaml  # type: ignore[import-untyped]

from annotator.corpus.codebook import (
    Attribute,
    Choice,
    Code,
    Codebook,
    CodeSet,
    RelationType,
    Unit,
)
from annotator.exchange.codebook_readable import readable
from annotator.exchange.codebook_relations import CodeNames

_RESOLVER = yaml.SafeDumper.yaml_implicit_resolvers
# YAML takes these for line ends of its own and would give back LF, or nothing.
_FOREIGN_BREAKS = re.compile("[\r\x85\u2028\u2029\ufeff]")
_NO_FOLDING = 1_000_000
_STR = "tag:yaml.org,2002:str"


def dump_codebook(codebook: Codebook) -> bytes:
    """The codebook in block style, UTF-8 with LF; fields that say nothing are left out."""
    text: str = yaml.emit(
        _events(readable(codebook)),
        # libyaml's emitter writes the same text, six times as fast.
        Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper),
        allow_unicode=True,
        width=_NO_FOLDING,
        line_break="\n",
        indent=2,
    )
    return text.encode("utf-8")


def _events(codebook: Codebook) -> Iterator[yaml.Event]:
    yield yaml.StreamStartEvent()
    yield yaml.DocumentStartEvent(explicit=False)
    yield _mapping()
    yield from _pair("annotator-codebook", "1", plain=True)
    if codebook.name:
        yield from _pair("name", codebook.name)
    if codebook.children(None):
        yield from _list("codes", [_codes(codebook)])
    if codebook.relation_types:
        names = CodeNames(codebook)
        yield from _list("relations", (_relation(one, names) for one in codebook.relation_types))
    if codebook.sets:
        names = CodeNames(codebook)
        yield from _list("sets", (_set(one, names) for one in codebook.sets))
    yield yaml.MappingEndEvent()
    yield yaml.DocumentEndEvent(explicit=False)
    yield yaml.StreamEndEvent()


def _codes(codebook: Codebook) -> Iterator[yaml.Event]:
    """The tree in the order of `walk`, closing what a step back leaves open."""
    open_depth = -1
    for depth, code in codebook.walk():
        deeper = depth > open_depth
        while open_depth >= depth:
            yield from _close(nested=open_depth > depth)
            open_depth -= 1
        if depth and deeper:
            yield _scalar("codes")
            yield yaml.SequenceStartEvent(None, None, True, flow_style=False)
        yield _mapping()
        yield from _fields(code)
        yield from _list("attributes", map(_attribute, codebook.attributes_of(code.guid)))
        open_depth = depth
    while open_depth >= 0:
        yield from _close(nested=open_depth > 0)
        open_depth -= 1


def _close(nested: bool) -> Iterator[yaml.Event]:
    yield yaml.MappingEndEvent()
    if nested:
        yield yaml.SequenceEndEvent()


def _fields(code: Code) -> Iterator[yaml.Event]:
    yield from _pair("name", code.name)
    yield from _pair("id", code.guid)
    yield from _texts(("key", code.key))
    yield from _pair("color", code.color)
    yield from _texts(
        ("definition", code.definition),
        ("use when", code.when_to_use),
        ("do not use when", code.when_not_to_use),
    )
    yield from _list("examples", map(_entry, code.examples))
    yield from _list("counter-examples", map(_entry, code.counter_examples))
    if not code.codable:
        yield from _pair("codable", "false", plain=True)
    if code.unit is not Unit.FREE:
        yield from _pair("unit", code.unit.value)
    if not code.may_nest:
        yield from _pair("may nest in itself", "false", plain=True)
    if not code.may_overlap:
        yield from _pair("may overlap", "false", plain=True)
    yield from _list("cues", map(_entry, code.cues))


def _attribute(attribute: Attribute) -> Iterator[yaml.Event]:
    yield _mapping()
    yield from _pair("name", attribute.name)
    yield from _pair("id", attribute.guid)
    yield from _pair("kind", attribute.kind.value)
    if attribute.level:
        yield from _pair("level", attribute.level.value)
    yield from _texts(("definition", attribute.definition))
    if attribute.required:
        yield from _pair("required", "true", plain=True)
    yield from _texts(("default", attribute.default))
    yield from _list("values", map(_choice, attribute.choices))
    yield yaml.MappingEndEvent()


def _choice(choice: Choice) -> Iterator[yaml.Event]:
    if not choice.key and not choice.definition:
        yield _scalar(choice.name)
        return
    yield _mapping()
    yield from _pair("name", choice.name)
    yield from _texts(("key", choice.key), ("definition", choice.definition))
    yield yaml.MappingEndEvent()


def _relation(kind: RelationType, names: CodeNames) -> Iterator[yaml.Event]:
    yield _mapping()
    yield from _pair("name", kind.name)
    yield from _pair("id", kind.guid)
    yield from _texts(("key", kind.key), ("definition", kind.definition))
    yield from _list("from", map(_entry, names.names(kind.sources)))
    yield from _list("to", map(_entry, names.names(kind.targets)))
    yield yaml.MappingEndEvent()


def _set(one: CodeSet, names: CodeNames) -> Iterator[yaml.Event]:
    yield _mapping()
    yield from _pair("name", one.name)
    yield from _pair("id", one.guid)
    yield from _list("codes", map(_entry, names.names(one.codes)))
    yield yaml.MappingEndEvent()


def _entry(text: str) -> Iterator[yaml.Event]:
    yield _scalar(text)


def _texts(*fields: tuple[str, str]) -> Iterator[yaml.Event]:
    """Those of the fields that say something."""
    for label, value in fields:
        if value:
            yield from _pair(label, value)


def _list(label: str, entries: Iterable[Iterator[yaml.Event]]) -> Iterator[yaml.Event]:
    """A field that is a list; nothing where it is empty."""
    begun = False
    for entry in entries:
        if not begun:
            yield _scalar(label)
            yield yaml.SequenceStartEvent(None, None, True, flow_style=False)
            begun = True
        yield from entry
    if begun:
        yield yaml.SequenceEndEvent()


def _mapping() -> yaml.Event:
    return yaml.MappingStartEvent(None, None, True, flow_style=False)


def _pair(label: str, value: str, plain: bool = False) -> Iterator[yaml.Event]:
    yield _scalar(label)
    yield _scalar(value, plain)


def _scalar(value: str, plain: bool = False) -> yaml.Event:
    """The value in the plainest style that every YAML reader takes for the same text."""
    style = None
    if _FOREIGN_BREAKS.search(value):
        style = '"'
    elif "\n" in value:
        # A block that begins with space or ends in it is where readers of YAML disagree.
        style = '"' if value[0].isspace() or value.rstrip("\n")[-1:].isspace() else "|"
    return yaml.ScalarEvent(None, None, (plain or _is_text(value), True), value, style=style)


def _is_text(value: str) -> bool:
    """Whether a plain scalar would be read as a text and not as a number, a date or a yes."""
    resolvers = _RESOLVER.get(value[:1], []) + _RESOLVER.get(None, [])
    return not any(pattern.match(value) for tag, pattern in resolvers if tag != _STR)
