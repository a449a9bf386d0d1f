"""A code's entry as one readable text, which is what the format has room for, and back.

    A claim is a statement that can be disputed.

    When to use:
    The speaker asserts it.

    Examples:
    - Taxes will fall.

    Key: 1

The definition comes first without a label. A line of a text that could be mistaken for a label
gets a backslash in front, as does one that begins with a backslash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from annotator.exchange.times import format_time, parse_time

_WHEN = "When to use:"
_WHEN_NOT = "When not to use:"
_EXAMPLES = "Examples:"
_BLOCKS = (_WHEN, _WHEN_NOT, _EXAMPLES)
_FIELDS = ("Key", "Position", "Created", "Changed")
_LINE_LABELS = tuple(f"{name}: " for name in _FIELDS)
_AMBIGUOUS = re.compile(
    r"\\|(?:When to use:|When not to use:|Examples:)[ ]*$|(?:Key|Position|Created|Changed): "
)
_BULLET = "- "
_HANGING = "  "


@dataclass(frozen=True, slots=True)
class Entry:
    """What a description says. None where it says nothing and the reader's default holds."""

    definition: str = ""
    when_to_use: str = ""
    when_not_to_use: str = ""
    examples: tuple[str, ...] = ()
    key: str = ""
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
    if entry.examples:
        blocks.append([_EXAMPLES, *_listed(entry.examples)])
    if lines := _line_fields(entry):
        blocks.append(lines)
    return "\n\n".join("\n".join(block) for block in blocks)


def _line_fields(entry: Entry) -> list[str]:
    lines = []
    if entry.key:
        lines.append(f"Key: {entry.key}")
    if entry.position is not None:
        lines.append(f"Position: {entry.position}")
    if entry.created is not None:
        lines.append(f"Created: {format_time(entry.created)}")
    if entry.modified is not None:
        lines.append(f"Changed: {format_time(entry.modified)}")
    return lines


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
    position = _single(sections, "Position")
    examples = _examples(sections.get(_EXAMPLES, []))
    if (position and not re.fullmatch(r"-?\d{1,9}", position)) or examples is None:
        return None
    return Entry(
        definition=_plain(sections[definition]),
        when_to_use=_plain(sections.get(_WHEN, [])),
        when_not_to_use=_plain(sections.get(_WHEN_NOT, [])),
        examples=examples,
        key=_single(sections, "Key"),
        position=int(position) if position else None,
        created=parse_time(_single(sections, "Created")),
        modified=parse_time(_single(sections, "Changed")),
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
