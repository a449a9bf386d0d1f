"""Who of the labels found in a transcript is a speaker, called what, in which role, or left out.

The choices are values; what comes of them are the options ``speakers``, ``roles`` and
``leave_out`` of the readers of transcripts.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from annotator.corpus.messages import tr
from annotator.exchange.transcripts.documents import names_in, renamings
from annotator.exchange.transcripts.preview import Preview

INTERVIEWER: Final = "interviewer"
PARTICIPANT: Final = "participant"
PEOPLE: Final = ("speakers", "roles", "leave_out")
"""The options that the choices become."""


class Use(enum.StrEnum):
    """What becomes of a label and of the words after it."""

    SPEAKER = "speaker"
    LEFT_OUT = "left-out"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class SpeakerChoice:
    """A label as it stands in the file, how often, the first words after it; the name that its
    speaker gets, the role, and what becomes of the turns. `doubtful`: it was not taken for a
    speaker, and may stay in the text."""

    label: str
    count: int
    words: str
    name: str
    role: str = ""
    use: Use = Use.SPEAKER
    doubtful: bool = False


Choices = tuple[SpeakerChoice, ...]


def choices_of(preview: Preview, options: Mapping[str, str]) -> Choices:
    """The labels of a preview (made without the options of `PEOPLE`) as these options have them."""
    names = renamings(options.get("speakers", ""))
    roles = renamings(options.get("roles", ""))
    gone = names_in(options.get("leave_out", ""))
    found = []
    for one, doubtful in (
        *((one, False) for one in preview.speakers),
        *((one, True) for one in preview.left),
    ):
        name = names.get(one.name, one.name)
        use = Use.LEFT_OUT if name in gone else Use.SPEAKER
        if doubtful and one.name not in names:
            use = Use.TEXT
        found.append(
            SpeakerChoice(one.name, one.count, one.words, name, roles.get(name, ""), use, doubtful)
        )
    return tuple(found)


def options_of(choices: Choices, options: Mapping[str, str]) -> dict[str, str]:
    """The options with what is chosen; those of `PEOPLE` are there where they say something."""
    taken = [one for one in choices if one.use is not Use.TEXT]
    names = {one.label: one.name for one in taken if one.doubtful or one.name != one.label}
    roles = {one.name: one.role for one in taken if one.role and one.use is Use.SPEAKER}
    gone = dict.fromkeys(one.name for one in taken if one.use is Use.LEFT_OUT)
    said = {
        "speakers": "; ".join(f"{old}={new}" for old, new in names.items()),
        "roles": "; ".join(f"{name}={role}" for name, role in roles.items()),
        "leave_out": "; ".join(gone),
    }
    kept = {name: value for name, value in options.items() if name not in PEOPLE}
    return kept | {name: value for name, value in said.items() if value}


def with_name(choices: Choices, label: str, name: str) -> Choices:
    """A label gets a name; where others have it, all are one speaker, as those are."""
    others = [one for one in choices if one.label != label and one.name == name]
    same = next((one for one in others if one.use is not Use.TEXT), None)
    found = []
    for one in choices:
        changed = replace(one, name=name) if one.label == label else one
        if one.label == label and same is not None:
            changed = replace(changed, role=same.role, use=same.use)
        found.append(changed)
    return tuple(found)


def with_role(choices: Choices, name: str, role: str) -> Choices:
    """A speaker has a role in the talk."""
    return tuple(replace(one, role=role) if one.name == name else one for one in choices)


def with_use(choices: Choices, label: str, use: Use) -> Choices:
    """What becomes of a label; of all labels of the same speaker, unless it stays in the text."""
    name = next(one.name for one in choices if one.label == label)
    return tuple(
        replace(one, use=use)
        if one.label == label or (one.name == name and Use.TEXT not in (use, one.use))
        else one
        for one in choices
    )


def alike(pairs: Sequence[tuple[str, str]], choices: Choices) -> tuple[str, str] | None:
    """Of pairs of labels that may be spellings of one name, the first that are two speakers as
    yet: the label with fewer turns, then the other."""
    by_label = {one.label: one for one in choices}
    for first, second in pairs:
        one, other = by_label.get(first), by_label.get(second)
        if one is not None and other is not None and one.name != other.name:
            fewer, more = sorted((one, other), key=lambda choice: choice.count)
            return fewer.label, more.label
    return None


def name_fault(name: str) -> str:
    """Why a speaker can't be called so; empty where they can."""
    if not name.strip():
        return tr("A speaker needs a name.")
    if set(name) & {";", "="}:
        return tr("The name of a speaker has neither “;” nor “=”.")
    return ""


def counted(choices: Sequence[SpeakerChoice]) -> tuple[int, int]:
    """How many speakers come in, and how many turns they have."""
    taken = [one for one in choices if one.use is Use.SPEAKER]
    return len({one.name for one in taken}), sum(one.count for one in taken)
