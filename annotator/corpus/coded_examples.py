"""The notation of examples in a codebook (manual, “Codebooks”): read, checked, written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.corpus.codebook import AttributeKind, Code, Codebook, Value
from annotator.corpus.messages import tr

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


def example_entry(
    book: Codebook,
    bracketed: str,
    parts: int,
    values: Mapping[str, Value],
    *,
    instead: str = "",
    reason: str = "",
) -> str:
    """An example as it is written: the text with its `parts` spans in brackets, and the note.

    values: by attribute (GUID), those that the codebook does not have are left out. instead: the
    first item of a counter-example, the name of another code or `NOT_CODED`.
    """
    names = {one.guid: one.name for one in book.attributes}
    items = [instead] if instead else []
    items += [
        f"{names[guid]}: {value if isinstance(value, str) else ' + '.join(value)}"
        for guid, value in values.items()
        if guid in names and value
    ]
    items += [f"in {parts} parts"] if parts > 1 else []
    reason = _in_a_note(reason)
    note = " ".join(filter(None, ("; ".join(items), f"– {reason}" if reason else "")))
    return f"{bracketed} ({note})" if note else bracketed


def _in_a_note(words: str) -> str:
    """Words that can stand in a note: on one line, without parentheses."""
    return " ".join(words.replace("(", ", ").replace(")", "").split()).replace(" ,", ",")


def read_example(entry: str) -> CodedExample:
    """Take an example apart. ValueError where brackets are unbalanced, nested, empty or blank."""
    found = _NOTE.match(entry)
    text, note = (found["text"], found["note"]) if found else (entry, "")
    spans = re.findall(r"\[([^\[\]]*)\]", text)
    if re.search(r"[\[\]]", re.sub(r"\[[^\[\]]*\]", "", text)):
        raise ValueError(tr("its brackets are not balanced"))
    if any(not span or span != span.strip() for span in spans):
        raise ValueError(tr("a span is empty, or begins or ends with a blank"))
    listed, _dash, reason = f" {note}".partition(" – ")
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
            return tr("“{named}” is no code below “{code}”", named=named, code=code.name)
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
            return tr("“not coded” asks for a reason and nothing else")
        return _spans_fault(example)
    others = [other for other in book.codes if other.name == instead and other.codable]
    if len(others) != 1 or others[0] == code:
        return tr("“{instead}” is no other code", instead=instead)
    return _spans_fault(example) or _values_fault(book, others[0], rest, whole=False)


def _spans_fault(example: CodedExample) -> str | None:
    if NO_SPAN in example.items:
        return None if example.reason and not example.spans else tr("“no span” asks for a reason")
    parts = [int(found["parts"]) for item in example.items if (found := _PARTS.fullmatch(item))]
    expected = parts[0] if parts else 1
    if len(example.spans) != expected:
        return tr(
            "it has {number} spans in brackets, not {expected}",
            number=len(example.spans),
            expected=expected,
        )
    return None


def _values_fault(book: Codebook, code: Code, items: Sequence[str], *, whole: bool) -> str | None:
    """What is wrong with `attribute: value` items. `whole`: required closed ones must be there."""
    declared = {attribute.name: attribute for attribute in book.attributes_of(code.guid)}
    said: set[str] = set()
    for item in items:
        if item == NO_SPAN or _PARTS.fullmatch(item):
            continue
        name, _colon, value = item.partition(": ")
        if name not in declared or name in said:
            return tr(
                "“{name}” is no attribute of “{code}”, or stands twice", name=name, code=code.name
            )
        said.add(name)
        kind = declared[name].kind
        values = tuple(value.split(" + ")) if kind is AttributeKind.CHOICES else value
        if not value or declared[name].fault(values) is not None:
            return tr("“{value}” is no value of “{name}”", value=value, name=name)
    if whole:
        for attribute in declared.values():
            if attribute.required and attribute.kind in _CLOSED and attribute.name not in said:
                return tr("“{name}” is required and not said", name=attribute.name)
    return None
