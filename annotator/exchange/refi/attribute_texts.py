"""The attributes of a code as a list within its description, and back.

- type
  Kind: choice
  Definition: What kind of claim it is.
  Required: yes
  Default: factual
  Value: factual
  Value: causal
  Value key: c
  Value definition: One thing makes another.
  Id: 0c4f0f7a-6a0b-4a3e-9a7b-1c2d3e4f5a6b
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from annotator.corpus.codebook import AttributeKind, Choice, Level
from annotator.exchange.refi.lines import from_line, to_line
from annotator.exchange.times import format_time, parse_time

_BULLET = "- "
_HANGING = "  "
_NUMBER = re.compile(r"-?\d{1,9}")


@dataclass(frozen=True, slots=True)
class AttributeEntry:
    """An attribute as a description tells of it. None where the reader's default holds."""

    name: str
    kind: AttributeKind
    definition: str = ""
    required: bool = False
    default: str = ""
    choices: tuple[Choice, ...] = ()
    position: int | None = None
    created: datetime | None = None
    modified: datetime | None = None
    guid: str = ""
    level: Level = Level.UNSTATED


def render_attributes(entries: tuple[AttributeEntry, ...]) -> list[str]:
    """The lines of the list."""
    lines: list[str] = []
    for entry in entries:
        lines.append(_BULLET + to_line(entry.name))
        lines.extend(f"{_HANGING}{label}: {to_line(text)}" for label, text in _fields(entry))
    return lines


def _fields(entry: AttributeEntry) -> list[tuple[str, str]]:
    fields = [("Kind", entry.kind.value)]
    if entry.level:
        fields.append(("Level", entry.level.value))
    if entry.definition:
        fields.append(("Definition", entry.definition))
    if entry.required:
        fields.append(("Required", "yes"))
    if entry.default:
        fields.append(("Default", entry.default))
    for choice in entry.choices:
        fields.append(("Value", choice.name))
        if choice.key:
            fields.append(("Value key", choice.key))
        if choice.definition:
            fields.append(("Value definition", choice.definition))
    if entry.position is not None:
        fields.append(("Position", str(entry.position)))
    if entry.created is not None:
        fields.append(("Created", format_time(entry.created)))
    if entry.modified is not None:
        fields.append(("Changed", format_time(entry.modified)))
    if entry.guid:
        fields.append(("Id", entry.guid))
    return fields


def parse_attributes(lines: list[str]) -> tuple[AttributeEntry, ...] | None:
    """The attributes of the list; None where it is none. Rendering them shows what was ignored."""
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for line in lines:
        label, colon, text = line.partition(": ")
        if line.startswith(_BULLET):
            groups.append((from_line(line[len(_BULLET) :]), []))
        elif groups and colon and line.startswith(_HANGING):
            groups[-1][1].append((label[len(_HANGING) :], from_line(text)))
        else:
            return None
    entries = []
    for name, fields in groups:
        entry = _entry(name, fields)
        if entry is None:
            return None
        entries.append(entry)
    return tuple(entries)


def _entry(name: str, fields: list[tuple[str, str]]) -> AttributeEntry | None:
    single = dict(fields)
    kind, position = single.get("Kind", ""), single.get("Position", "")
    if kind not in set(AttributeKind) or (position and not _NUMBER.fullmatch(position)):
        return None
    if single.get("Level", "") not in set(Level):
        return None
    return AttributeEntry(
        name=name,
        kind=AttributeKind(kind),
        definition=single.get("Definition", ""),
        required=single.get("Required") == "yes",
        default=single.get("Default", ""),
        choices=_choices(fields),
        position=int(position) if position else None,
        created=parse_time(single.get("Created", "")),
        modified=parse_time(single.get("Changed", "")),
        guid=single.get("Id", ""),
        level=Level(single.get("Level", "")),
    )


def _choices(fields: list[tuple[str, str]]) -> tuple[Choice, ...]:
    choices: list[Choice] = []
    for label, text in fields:
        if label == "Value":
            choices.append(Choice(text))
        elif choices and label == "Value key":
            choices[-1] = replace(choices[-1], key=text)
        elif choices and label == "Value definition":
            choices[-1] = replace(choices[-1], definition=text)
    return tuple(choices)
