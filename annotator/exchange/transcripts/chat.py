"""CHAT, the format of TalkBank and CHILDES (MacWhinney, “Tools for Analyzing Talk”, part 1).

A line begins with ``@`` (a header), ``*`` and a code (what somebody says) or ``%`` (an annotation
of what stands above it); a tab at its beginning continues the one before. Times stand in
milliseconds between control characters (U+0015), at the end of what they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.reader import Options, ReadDocument, Remark
from annotator.exchange.plain_text import read_text
from annotator.exchange.transcripts.chat_codes import without_codes
from annotator.exchange.transcripts.cue import LATEST, Cue, check_size, limited
from annotator.exchange.transcripts.documents import document

_LINE = re.compile(r"([@*%])([^:\t\n]{1,100}):?[ \t]*(.*)", re.DOTALL)
_MARK = "\x15"
_AS_READ = "\x1a"
"""What stands for the mark: texts hold it, which they do not with other control characters."""
_TIME = re.compile(rf"[ ]?{_AS_READ}(?:%snd:\"[^\"]*\"_?)?(\d{{1,12}})_(\d{{1,12}})-?{_AS_READ}")


@dataclass(slots=True)
class _Person:
    name: str
    role: str = ""


@dataclass(slots=True)
class _Transcript:
    people: dict[str, _Person] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    said: list[tuple[str, str, list[tuple[str, str]]]] = field(default_factory=list)
    strange: list[int] = field(default_factory=list)
    """Numbers of lines that are none of the format."""


def read_chat(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The transcript in a file of CHAT; options as those of `document`, ``codes`` and ``encoding``.
    UserError where nobody says anything in it."""
    check_size(data, name)
    if b"\x00" not in data[:64]:  # else its characters are of two bytes
        data = data.replace(_MARK.encode(), _AS_READ.encode())
    decoded = read_text(data, name, options.get("encoding") or None)
    found = _Transcript()
    for number, line in limited(_lines(decoded.text.replace(_MARK, _AS_READ))):
        _take(found, line, number)
    if not found.said:
        raise UserError(
            tr("“{name}” has no line of a speaker (*ABC:); there is nothing said in it.", name=name)
        )
    clean = options.get("codes") == "clean"
    cues = [cue for one in found.said for cue in _cues(found, *one, clean=clean)]
    remarks = []
    if found.strange:
        remarks.append(
            Remark(
                "Lines that begin with none of @, * and % were left out:"
                f" {len(found.strange):,}, the first is line {found.strange[0]:,}."
            )
        )
    return [document(name, cues, options, remarks, found.attributes, guessed=decoded.guessed)]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with what continues them, each with its number."""
    begun, number = "", 0
    for at, line in enumerate(text.split("\n"), 1):
        if line.startswith(("\t", " ")) and begun:
            begun += " " + line.strip()
            continue
        if begun:
            yield number, begun
        begun, number = line.strip().removeprefix("\ufeff"), at
    if begun:
        yield number, begun


def _take(found: _Transcript, line: str, number: int) -> None:
    match = _LINE.fullmatch(line)
    if match is None:
        found.strange.append(number)
        return
    mark, code, rest = match[1], match[2].strip(), match[3].strip()
    if mark == "*":
        found.said.append((code, rest, []))
    elif mark == "%" and found.said:
        found.said[-1][2].append((f"%{code}", _TIME.sub("", rest).strip()))
    elif mark == "@" and code == "Participants":
        found.people.update(_people(rest))
    elif mark == "@" and code == "ID":
        _take_id(found.people, rest.split("|"))
    elif mark == "@" and code == "Media":
        found.attributes["media"] = rest.split(",")[0].strip()
    elif mark == "@" and code == "Comment" and found.said and rest:
        found.said[-1][2].append((f"@{code}", rest))
    elif mark == "@" and code in _ATTRIBUTES and rest:
        found.attributes[_ATTRIBUTES[code]] = rest


_ATTRIBUTES = {
    "Languages": "language",
    "Date": "date",
    "Location": "place",
    "Situation": "situation",
    "Transcriber": "transcriber",
    "Title": "title",
}


def _people(rest: str) -> Iterator[tuple[str, _Person]]:
    """``CHI Ross Target_Child, MOT Mother``: a code, a name where there is one, a role."""
    for part in rest.split(","):
        words = part.split()
        if words:
            name = " ".join(words[1:-1]).replace("_", " ")
            role = words[-1].replace("_", " ") if len(words) > 1 else ""
            yield words[0], _Person(name or words[0], role)


def _take_id(people: dict[str, _Person], fields: list[str]) -> None:
    """The role in an ``@ID`` header: language|corpus|code|age|sex|group|status|role|…"""
    if len(fields) > 7 and fields[2].strip():
        person = people.setdefault(fields[2].strip(), _Person(fields[2].strip()))
        person.role = person.role or fields[7].strip().replace("_", " ")


def _cues(
    found: _Transcript, code: str, rest: str, tiers: list[tuple[str, str]], *, clean: bool
) -> Iterator[Cue]:
    """The cue of a line, or of each part of it that has a time."""
    person = found.people.get(code, _Person(code))
    place = 0
    parts: list[tuple[str, int | None, int | None]] = []
    for match in _TIME.finditer(rest):
        times = int(match[1]), int(match[2])
        in_bounds = times[1] <= LATEST and times[0] <= LATEST
        parts.append((rest[place : match.start()], *(times if in_bounds else (None, None))))
        place = match.end()
    if rest[place:].strip():
        parts.append((rest[place:], None, None))
    # Lines of annotation are about the whole line; they stand at its first part.
    for words, start, end in parts:
        said = without_codes(words) if clean else words.replace(_AS_READ, "").strip()
        if said:
            yield Cue(start, end, [said], person.name, role=person.role, tiers=tuple(tiers))
            tiers = []
