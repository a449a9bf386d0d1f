"""Who speaks, and when: the turns and times that a transcript has beside its text."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from annotator.corpus.span import Span
from annotator.corpus.structure import Element, Structure


def speakers(structure: Structure) -> list[str]:
    """The speakers of a text, in the order in which they first speak."""
    # What turns say alike is there once: each value is looked at a single time.
    said = dict.fromkeys(structure.value[number] for number in structure.numbers("turn"))
    names = (str(structure.values[value].get("speaker", "")) for value in said)
    return list(dict.fromkeys(name for name in names if name))


def roles(structure: Structure) -> dict[str, str]:
    """The roles that turns tell, by speaker; those without one are left out."""
    said = dict.fromkeys(structure.value[number] for number in structure.numbers("turn"))
    found: dict[str, str] = {}
    for value in said:
        values = structure.values[value]
        if values.get("speaker") and values.get("role"):
            found.setdefault(str(values["speaker"]), str(values["role"]))
    return found


def said_at(structure: Structure, position: int) -> str:
    """Who speaks at a position, or up to it, and when: “Anna  ·  0:01:02”; empty for neither."""
    turn = turn_at(structure, position)
    if turn is not None:
        position = min(position, max(turn.start, turn.end - 1))
    time = time_at(structure, position)
    parts = ("" if turn is None else speaker_of(turn), "" if time is None else clock(time))
    return "  ·  ".join(part for part in parts if part)


def speaker_of(turn: Element) -> str:
    """Who speaks in a turn; empty where that is not known."""
    return str(turn.values.get("speaker", ""))


def turn_at(structure: Structure, position: int) -> Element | None:
    """The turn that holds a position (code points), or at whose end it stands, or None."""
    turn = structure.at(position, "turn")
    return structure.at(position - 1, "turn") if turn is None and position else turn


def speaker_at(structure: Structure, position: int) -> str:
    """Who says what stands at a position; empty where nobody is known to."""
    turn = structure.at(position, "turn")
    return "" if turn is None else speaker_of(turn)


def time_at(structure: Structure, position: int) -> int | None:
    """Milliseconds at which the passage that holds a position begins, or else the last one before
    it in the same turn; None where the text has no time there."""
    time = structure.at(position, "time")
    if time is None:
        time = structure.last_before(position, "time")
        turn = structure.at(position, "turn")
        if time is None or turn is None or time.start < turn.start:
            return None
    start = time.values.get("start_ms")
    return start if isinstance(start, int) else None


def clock(milliseconds: int) -> str:
    """``0:01:02``, hours, minutes and seconds."""
    seconds = milliseconds // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def turns_of(structure: Structure, names: Collection[str]) -> list[Span]:
    """The turns of some speakers in order, without those in which nothing is said."""
    turns = structure.numbers("turn")
    said = {structure.value[number] for number in turns}
    wanted = {one for one in said if str(structure.values[one].get("speaker", "")) in names}
    starts, ends = structure.start, structure.end
    return [
        Span(starts[number], ends[number])
        for number in turns
        if structure.value[number] in wanted and starts[number] < ends[number]
    ]


@dataclass(frozen=True, slots=True)
class TurnChoice:
    """Whose turns are meant: those of `speakers` (None: of everybody), but not of `without`, nor of
    who has a role among `without_roles`."""

    speakers: Collection[str] | None = None
    without: Collection[str] = ()
    without_roles: Collection[str] = ()

    def spans(self, structure: Structure) -> list[Span]:
        """The chosen turns of a document, in order."""
        known = roles(structure)
        gone = {role.casefold() for role in self.without_roles}
        names = [
            name
            for name in speakers(structure)
            if (self.speakers is None or name in self.speakers)
            and name not in self.without
            and known.get(name, "").casefold() not in gone
        ]
        return turns_of(structure, names)


def turns_by_speaker(structure: Structure) -> dict[str, int]:
    """How many turns each speaker has in which something is said, in the order in which they first
    speak."""
    counts = dict.fromkeys(speakers(structure), 0)
    starts, ends = structure.start, structure.end
    for number in structure.numbers("turn"):
        name = str(structure.values[structure.value[number]].get("speaker", ""))
        if name and starts[number] < ends[number]:
            counts[name] += 1
    return counts
