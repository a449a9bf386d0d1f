"""A code's entry as one readable text, which is what the format has room for, and back.

    A claim is a statement that can be disputed.

    When to use:
    The speaker asserts it.

    Examples:
    - Taxes will fall.

    Key: 1

Lists (examples, counter-examples, cues, attributes) have a dash for each entry. The definition
comes first without a label. A line of a text that could be mistaken for a label gets a backslash
in front, as does one that begins with a backslash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from annotator.corpus.codebook import Unit
from annotator.exchange.refi.attribute_texts import (
    AttributeEntry,
    parse_attributes,
    render_attributes,
)
from annotator.exchange.times import format_time, parse_time

_WHEN = "When to use:"
_WHEN_NOT = "When not to use:"
_EXAMPLES = "Examples:"
_COUNTER_EXAMPLES = "Counter-examples:"
_CUES = "Cues:"
_ATTRIBUTES = "Attributes:"
_LISTS = (_EXAMPLES, _COUNTER_EXAMPLES, _CUES)
_BLOCKS = (_WHEN, _WHEN_NOT, *_LISTS, _ATTRIBUTES)
_KEY, _UNIT, _POSITION, _CREATED, _CHANGED = "Key", "Unit", "Position", "Created", "Changed"
_NEST, _OVERLAP = "May nest in itself", "May overlap"
_FIELDS = (_KEY, _UNIT, _NEST, _OVERLAP, _POSITION, _CREATED, _CHANGED)
_LINE_LABELS = tuple(f"{name}: " for name in _FIELDS)
_AMBIGUOUS = re.compile(rf"\\|(?:{'|'.join(_BLOCKS)})[ ]*$|(?:{'|'.join(_FIELDS)}): ")
_BULLET = "- "
_HANGING = "  "
_NO = "no"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a description says. None where it says nothing and the reader's default holds."""

    definition: str = ""
    when_to_use: str = ""
    when_not_to_use: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    attributes: tuple[AttributeEntry, ...] = ()
    key: str = ""
    unit: Unit = Unit.FREE
    may_nest: bool = True
    may_overlap: bool = True
    position: int | None = None
    created: datetime | None = None
    modified: datetime | None = None


def render(entry: Entry) -> str:
    """The entry as a text; empty for an empty entry."""
    blocks: list[list[str]] = []
    if entry.definition:
        blocks.append(_escaped(entry.definition))
    if entry.when_to_use:
        blocks.append([_WHEN, *_escaped(entry.when_to_use)])
    if entry.when_not_to_use:
        blocks.append([_WHEN_NOT, *_escaped(entry.when_not_to_use)])
    lists = entry.examples, entry.counter_examples, entry.cues
    for label, texts in zip(_LISTS, lists, strict=True):
        if texts:
            blocks.append([label, *_listed(texts)])
    if entry.attributes:
        blocks.append([_ATTRIBUTES, *render_attributes(entry.attributes)])
    if lines := _line_fields(entry):
        blocks.append(lines)
    return "\n\n".join("\n".join(block) for block in blocks)


def _line_fields(entry: Entry) -> list[str]:
    created, modified = entry.created, entry.modified
    fields = {
        _KEY: entry.key,
        _UNIT: "" if entry.unit is Unit.FREE else entry.unit.value,
        _NEST: "" if entry.may_nest else _NO,
        _OVERLAP: "" if entry.may_overlap else _NO,
        _POSITION: "" if entry.position is None else str(entry.position),
        _CREATED: "" if created is None else format_time(created),
        _CHANGED: "" if modified is None else format_time(modified),
    }
    return [f"{label}: {value}" for label, value in fields.items() if value]


def _escaped(text: str) -> list[str]:
    return ["\\" + line if _AMBIGUOUS.match(line) else line for line in text.split("\n")]


def _listed(examples: tuple[str, ...]) -> list[str]:
    lines: list[str] = []
    for example in examples:
        first, *rest = example.split("\n")
        lines.append(_BULLET + first)
        lines.extend(_HANGING + line for line in rest)
    return lines


def parse(text: str) -> Entry:
    """The entry that a description holds.

    A text that no rendering gives, such as another program's, is a definition as it stands.
    """
    entry = _parsed(text)
    if entry is None or render(entry) != text:
        # Other programs trim what they pass on; nothing that is written ends in white space
        # but a text that does so itself.
        trimmed = text.strip("\n").rstrip()
        entry = _parsed(trimmed)
        if entry is None or render(entry) != trimmed or entry.definition == trimmed:
            return Entry(definition=text)
    return entry


def _parsed(text: str) -> Entry | None:
    sections: dict[str, list[str]] = {"": []}
    label = ""
    for line in text.split("\n"):
        if line in _BLOCKS:
            if line in sections:
                return None
            label = line
            sections[label] = []
        elif line.startswith(_LINE_LABELS):
            name, _, value = line.partition(": ")
            if name in sections:
                return None
            label = name
            sections[name] = [value]
        else:
            sections[label].append(line)
    return _entry(sections)


def _entry(sections: dict[str, list[str]]) -> Entry | None:
    definition, *labels = sections
    last = labels[-1] if labels else definition
    for label, lines in sections.items():
        # The empty line between two blocks belongs to neither.
        if label != last and lines and lines[-1] == "":
            lines.pop()
    if any(len(lines) != 1 for label, lines in sections.items() if label in _FIELDS):
        return None
    position = _single(sections, _POSITION)
    unit = _single(sections, _UNIT) or Unit.FREE.value
    lists = [_examples(sections.get(label, [])) for label in _LISTS]
    attributes = parse_attributes(sections.get(_ATTRIBUTES, []))
    if (position and not re.fullmatch(r"-?\d{1,9}", position)) or unit not in set(Unit):
        return None
    if None in lists or attributes is None:
        return None
    examples, counter_examples, cues = (texts or () for texts in lists)
    return Entry(
        definition=_plain(sections[definition]),
        when_to_use=_plain(sections.get(_WHEN, [])),
        when_not_to_use=_plain(sections.get(_WHEN_NOT, [])),
        examples=examples,
        counter_examples=counter_examples,
        cues=cues,
        attributes=attributes,
        key=_single(sections, _KEY),
        unit=Unit(unit),
        may_nest=_single(sections, _NEST) != _NO,
        may_overlap=_single(sections, _OVERLAP) != _NO,
        position=int(position) if position else None,
        created=parse_time(_single(sections, _CREATED)),
        modified=parse_time(_single(sections, _CHANGED)),
    )


def _single(sections: dict[str, list[str]], label: str) -> str:
    return "\n".join(sections.get(label, []))


def _plain(lines: list[str]) -> str:
    return "\n".join(line[1:] if line.startswith("\\") else line for line in lines)


def _examples(lines: list[str]) -> tuple[str, ...] | None:
    examples: list[str] = []
    for line in lines:
        if line.startswith(_BULLET):
            examples.append(line[len(_BULLET) :])
        elif line.startswith(_HANGING) and examples:
            examples[-1] += "\n" + line[len(_HANGING) :]
        else:
            return None
    return tuple(examples)
