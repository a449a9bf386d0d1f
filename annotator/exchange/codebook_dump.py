"""Codebook to YAML text: event by event, so that depth costs no recursion and styles are chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml  # type: ignore[import-untyped]

from annotator.corpus.codebook import Code, Codebook

_RESOLVER = yaml.SafeDumper.yaml_implicit_resolvers
# YAML takes these for line ends of its own and would give back LF, or nothing.
_FOREIGN_BREAKS = re.compile("[\r\x85\u2028\u2029\ufeff]")
_NO_FOLDING = 1_000_000
_STR = "tag:yaml.org,2002:str"


def dump_codebook(codebook: Codebook) -> bytes:
    """The codebook in block style, UTF-8 with LF; fields that say nothing are left out."""
    text: str = yaml.emit(
        _events(codebook), allow_unicode=True, width=_NO_FOLDING, line_break="\n", indent=2
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
        yield _scalar("codes")
        yield yaml.SequenceStartEvent(None, None, True, flow_style=False)
        yield from _codes(codebook)
        yield yaml.SequenceEndEvent()
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
    yield from _pair("color", code.color)
    for label, value in (
        ("key", code.key),
        ("definition", code.definition),
        ("use when", code.when_to_use),
        ("do not use when", code.when_not_to_use),
    ):
        if value:
            yield from _pair(label, value)
    if code.examples:
        yield _scalar("examples")
        yield yaml.SequenceStartEvent(None, None, True, flow_style=False)
        for example in code.examples:
            yield _scalar(example)
        yield yaml.SequenceEndEvent()
    if not code.codable:
        yield from _pair("codable", "false", plain=True)


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
