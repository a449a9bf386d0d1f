"""ELAN's annotation files (EAF 2.7 to 3.0): tiers of annotations over time slots.

What is said is in the tiers that depend on no other, or in those that the option ``speech`` names;
the speaker is the participant of the tier, or the tier where it names none. The annotations of all
of them stand in the order of their times, so that overlapping talk is where it begins. Lines that
depend on a tier (translations, glosses) are annotations of the passage that they belong to.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.reader import Options, ReadDocument, Remark
from annotator.exchange.documents.xml_tree import parse_tree
from annotator.exchange.transcripts.cue import LATEST, Cue, check_size
from annotator.exchange.transcripts.documents import document, names_in

_LONGEST_NUMBER = 15
_FILE = re.compile(r"file:(?://)?(?:/(?=[A-Za-z]:))?")


@dataclass(slots=True)
class _Annotation:
    """An annotation: its text and times, and the lines of other tiers that depend on it."""

    text: str
    start: int | None
    end: int | None
    order: tuple[int, int]
    """The time to sort it by, and its place in the file."""
    lines: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Tier:
    name: str
    parent: str
    participant: str
    annotations: dict[str, _Annotation]
    refers: dict[str, str]
    """Of an annotation without times of its own, the one that it belongs to."""


def read_elan(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The transcript in an EAF file; options as those of `document`, and ``speech``: the tiers that
    hold what is said. UserError where it is damaged, or no tier holds a word."""
    check_size(data, name)
    root = parse_tree([data], name)
    if root.tag != "ANNOTATION_DOCUMENT":
        raise UserError(
            tr("“{name}” is no file of ELAN: it has no ANNOTATION_DOCUMENT.", name=name)
        )
    slots = _slots(root)
    tiers = {tier.name: tier for tier in _tiers(root, slots)}
    speech = _speech(tiers, names_in(options.get("speech", "")), name)
    remarks = []
    if len(tiers) > 1:
        words = ", ".join(f"“{one}”" for one in speech)
        remarks.append(
            Remark(
                f"What is said was read from {words}; other tiers stand beside. To have other or"
                " fewer tiers as text, name them with the option speech."
            )
        )
    remarks += _shared(tiers, speech)
    lost = _attach(tiers, speech)
    if lost:
        remarks.append(
            Remark(f"Annotations of other tiers that belong to no passage were left out: {lost:,}.")
        )
    cues = sorted(_cues(tiers, speech), key=lambda pair: pair[0])
    if not any(cue.said for _order, cue in cues):
        raise UserError(
            tr(
                "No tier of “{name}” that depends on no other holds a word. Its tiers "
                "are {value}; name those with the option speech that hold what is said.",
                name=name,
                value=", ".join(tiers) or "none",
            )
        )
    media = [one.get("MEDIA_URL", "") for one in root.iter("MEDIA_DESCRIPTOR")]
    attributes = {"media": _FILE.sub("", media[0])} if media and media[0] else {}
    return [document(name, [cue for _order, cue in cues], options, remarks, attributes, timed=True)]


def _slots(root: etree._Element) -> dict[str, tuple[int | None, int]]:
    """The time of each slot, and the one to sort by: that of the last slot that has one."""
    unit = 1
    header = root.find("HEADER")
    if header is not None and header.get("TIME_UNITS") == "NTSC-frames":
        unit = 33
    elif header is not None and header.get("TIME_UNITS") == "PAL-frames":
        unit = 40
    found: dict[str, tuple[int | None, int]] = {}
    last = 0
    for slot in root.iterfind("TIME_ORDER/TIME_SLOT"):
        time = _number(slot.get("TIME_VALUE", ""), unit)
        last = last if time is None else time
        found[slot.get("TIME_SLOT_ID", "")] = time, last
    return found


def _number(text: str, unit: int) -> int | None:
    text = text.strip()
    if not text.isdecimal() or len(text) > _LONGEST_NUMBER:
        return None
    return int(text) * unit if int(text) * unit <= LATEST else None


def _tiers(root: etree._Element, slots: Mapping[str, tuple[int | None, int]]) -> Iterator[_Tier]:
    place = 0
    for node in root.iterfind("TIER"):
        tier = _Tier(
            node.get("TIER_ID", ""),
            node.get("PARENT_REF", ""),
            node.get("PARTICIPANT", "").strip(),
            {},
            {},
        )
        for one in node.iterfind("ANNOTATION/*"):
            value = one.find("ANNOTATION_VALUE")
            text = "" if value is None else "".join(value.itertext()).strip()
            start, order = slots.get(one.get("TIME_SLOT_REF1", ""), (None, -1))
            end, _order = slots.get(one.get("TIME_SLOT_REF2", ""), (None, -1))
            place += 1
            key = one.get("ANNOTATION_ID", str(place))
            tier.annotations[key] = _Annotation(text, start, end, (order, place))
            if one.tag == "REF_ANNOTATION":
                tier.refers[key] = one.get("ANNOTATION_REF", "")
        yield tier


def _speech(tiers: Mapping[str, _Tier], wanted: Sequence[str], name: str) -> list[str]:
    """The tiers that hold what is said."""
    if not wanted:
        return [tier.name for tier in tiers.values() if tier.parent not in tiers]
    found = [one for one in tiers if " ".join(one.split()) in wanted]
    if not found:
        raise UserError(
            tr(
                "“{name}” has no tier “{wanted}”. It has {value}.",
                name=name,
                wanted=wanted[0],
                value=", ".join(tiers) or "none",
            )
        )
    return found


def _shared(tiers: Mapping[str, _Tier], speech: Sequence[str]) -> list[Remark]:
    """That a person has several tiers, all of which were taken for what is said."""
    own: dict[str, list[str]] = {}
    for name in speech:
        own.setdefault(tiers[name].participant or name, []).append(name)
    return [
        Remark(f"“{person}” has several tiers ({', '.join(names)}); all were read as what is said.")
        for person, names in own.items()
        if len(names) > 1
    ]


def _attach(tiers: Mapping[str, _Tier], speech: Sequence[str]) -> int:
    """Give the lines of all other tiers to the passages they belong to; how many belong to none."""
    held = {key: one for name in speech for key, one in tiers[name].annotations.items()}
    every = {key: one for tier in tiers.values() for key, one in tier.annotations.items()}
    refers = {key: to for tier in tiers.values() for key, to in tier.refers.items()}
    lost = 0
    for tier in tiers.values():
        if tier.name in speech:
            continue
        at = _InTime(tiers, _speech_above(tier, tiers, speech))
        for key, one in tier.annotations.items():
            if not one.text:
                continue
            top = _referred(key, refers, held)
            owner = held[top] if top in held else at.holding(every.get(top, one))
            if owner is None or not owner.text:
                lost += 1
            else:
                owner.lines.append((tier.name, one.text))
    return lost


def _speech_above(tier: _Tier, tiers: Mapping[str, _Tier], speech: Sequence[str]) -> str:
    """The tier of speech that a tier depends on, through others."""
    seen: set[str] = set()
    name = tier.name
    while name in tiers and name not in seen:
        if name in speech:
            return name
        seen.add(name)
        name = tiers[name].parent
    return ""


def _referred(key: str, refers: Mapping[str, str], held: Container[str]) -> str:
    """The annotation that one refers to, through others: one that is held, or has times."""
    seen: set[str] = set()
    while key in refers and key not in seen and key not in held:
        seen.add(key)
        key = refers[key]
    return key


class _InTime:
    """The passages of a tier, by their times."""

    def __init__(self, tiers: Mapping[str, _Tier], name: str) -> None:
        own = tiers[name].annotations.values() if name in tiers else ()
        self._own = sorted(own, key=lambda one: one.order)
        self._starts = [one.order[0] for one in self._own]

    def holding(self, one: _Annotation) -> _Annotation | None:
        """The passage within which an annotation lies, or None."""
        begin = one.order[0]
        place = bisect_right(self._starts, begin) - 1
        found = self._own[place] if place >= 0 else None
        return found if found is not None and begin < (found.end or 0) else None


def _cues(
    tiers: Mapping[str, _Tier], speech: Sequence[str]
) -> Iterator[tuple[tuple[int, int], Cue]]:
    for name in speech:
        tier = tiers[name]
        for one in tier.annotations.values():
            if one.text:
                cue = Cue(
                    *(one.start, one.end, one.text.split("\n"), tier.participant or tier.name),
                    tiers=tuple(one.lines),
                )
                yield one.order, cue
