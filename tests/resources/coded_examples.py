"""The notation of examples in a codebook (see the manual's page on codebooks), read and checked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.corpus.codebook import AttributeKind, Code, Codebook

_NOTE = re.compile(r"\A(?P<text>.*\S)\s\((?P<note>[^()]+)\)\Z", re.DOTALL)
_PARTS = re.compile(r"in (?P<parts>[2-9]) parts")
NOT_CODED = "not coded"
NO_SPAN = "no span"
_CLOSED = (AttributeKind.CHOICE, AttributeKind.CHOICES, AttributeKind.YES_NO)


@dataclass(frozen=True)
class CodedExample:
    """An example: its spans without brackets, the items of its note, the reason after the dash."""

    spans: tuple[str, ...]
    items: tuple[str, ...]
    reason: str


def read_example(entry: str) -> CodedExample:
    """Take an example apart. ValueError where brackets are unbalanced, nested, empty or blank."""
    found = _NOTE.match(entry)
    text, note = (found["text"], found["note"]) if found else (entry, "")
    spans = re.findall(r"\[([^\[\]]*)\]", text)
    if re.search(r"[\[\]]", re.sub(r"\[[^\[\]]*\]", "", text)):
        raise ValueError("brackets are not balanced")
    if any(not span or span != span.strip() for span in spans):
        raise ValueError("a span is empty, or begins or ends with a blank")
    listed, _dash, reason = note.partition(" – ")
    items = tuple(item.strip() for item in listed.split(";") if item.strip())
    return CodedExample(tuple(spans), items, reason)


def example_fault(book: Codebook, code: Code, entry: str) -> str | None:
    """Why an example of the code can't be coded as it says, or None."""
    try:
        example = read_example(entry)
    except ValueError as error:
        return str(error)
    if not code.codable:
        named, *rest = example.items or ("",)
        below = {child.name: child for _depth, child in book.walk(code.guid)}
        if named not in below:
            return f"“{named}” is no code below {code.name}"
        return _spans_fault(example) or _values_fault(book, below[named], rest, whole=False)
    return _spans_fault(example) or _values_fault(book, code, example.items, whole=True)


def counter_example_fault(book: Codebook, code: Code, entry: str) -> str | None:
    """Why a counter-example of the code does not say how it is coded instead, or None."""
    try:
        example = read_example(entry)
    except ValueError as error:
        return str(error)
    instead, *rest = example.items or ("",)
    if instead == NOT_CODED:
        if not example.reason or rest:
            return "“not coded” asks for a reason and nothing else"
        return _spans_fault(example)
    others = [other for other in book.codes if other.name == instead and other.codable]
    if len(others) != 1 or others[0] == code:
        return f"“{instead}” is no other code"
    return _spans_fault(example) or _values_fault(book, others[0], rest, whole=False)


def _spans_fault(example: CodedExample) -> str | None:
    if NO_SPAN in example.items:
        return None if example.reason and not example.spans else "“no span” asks for a reason"
    parts = [int(found["parts"]) for item in example.items if (found := _PARTS.fullmatch(item))]
    expected = parts[0] if parts else 1
    if len(example.spans) != expected:
        return f"{len(example.spans)} spans in brackets, not {expected}"
    return None


def _values_fault(
    book: Codebook, code: Code, items: tuple[str, ...] | list[str], *, whole: bool
) -> str | None:
    """What is wrong with `attribute: value` items. `whole`: required closed ones must be there."""
    declared = {attribute.name: attribute for attribute in book.attributes_of(code.guid)}
    said: set[str] = set()
    for item in items:
        if item == NO_SPAN or _PARTS.fullmatch(item):
            continue
        name, _colon, value = item.partition(": ")
        if name not in declared or name in said:
            return f"“{name}” is no attribute of {code.name}, or stands twice"
        said.add(name)
        kind = declared[name].kind
        values = tuple(value.split(" + ")) if kind is AttributeKind.CHOICES else value
        if not value or declared[name].fault(values) is not None:
            return f"“{value}” is no value of {name}"
    if whole:
        for attribute in declared.values():
            if attribute.required and attribute.kind in _CLOSED and attribute.name not in said:
                return f"{attribute.name} is required and not said"
    return None
