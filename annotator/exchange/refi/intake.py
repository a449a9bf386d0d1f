"""Settling what foreign files leave open: GUIDs, times, people, and whose memo it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from annotator.corpus.coding import Coder, CoderKind, Memo
from annotator.corpus.identity import guid_from
from annotator.corpus.messages import tr
from annotator.exchange.refi.memo_texts import same_words
from annotator.exchange.refi.names import is_guid, is_normal, is_short_name, normal_guid
from annotator.exchange.refi.report import LEFT_BEHIND, Findings
from annotator.exchange.times import parse_time

_MOST_TIMES = 50_000
"""Times that are remembered, of which most files say the same ones many times over."""
MOST_COPIED = 50_000_000
"""Characters of notes that several things share, each of which gets its own memo."""


class Identities:
    """Hands out each GUID once; what is missing or repeated gets one derived from the file.

    Derived GUIDs depend on the file's digest and the order in it, so that reading the same file
    again gives the same ones.
    """

    def __init__(self, digest: str, findings: Findings) -> None:
        self._digest = digest
        self._findings = findings
        self._taken: set[str] = set()
        self._made = 0

    def take(self, raw: str, kind: str, place: object) -> str:
        """The GUID for a value that is taken over; `kind` is its word, `place` for the report."""
        if raw not in self._taken and is_normal(raw):
            self._taken.add(raw)
            return raw
        if not raw.strip():
            guid = self.make(kind)
            self._findings.tally(kind, tr("{n} without a GUID got one made from the file."))
            return guid
        guid = normal_guid(raw)
        if guid is not raw and guid != raw and not is_guid(raw):
            self._findings.tally(
                kind,
                tr("{n} with an identifier that is no GUID got one made of it."),
            )
        if guid in self._taken:
            self._findings.settled(
                place,
                tr(
                    "The GUID {guid} is used before; this {kind} got one of its own.",
                    guid=guid,
                    kind=kind,
                ),
            )
            return self.make(kind, guid)
        self._taken.add(guid)
        return guid

    def make(self, *names: str) -> str:
        """A GUID that depends on the file and on how many were made before."""
        self._made += 1
        guid = guid_from("refi", self._digest, *names, str(self._made))
        self._taken.add(guid)
        return guid


class Times:
    """Parses times, most of which occur many times over; `default` is for those missing."""

    def __init__(self, default: datetime, findings: Findings) -> None:
        self.default = default
        self._findings = findings
        self._known: dict[str, datetime | None] = {}
        self._told: set[str] = set()

    def parse(self, text: str) -> datetime | None:
        """The time, or None where there is none that can be read, which is reported."""
        if not text:
            return None
        if text not in self._known:
            if len(self._known) >= _MOST_TIMES:
                self._known.clear()
            found = self._known[text] = parse_time(text)
            if (found is None or text[-1] != "Z") and text not in self._told:
                self._tell(text, found)
        return self._known[text]

    def _tell(self, text: str, found: datetime | None) -> None:
        """Report, once, a text that is no time, or one without a zone."""
        if found is None and text.strip():
            self._told.add(text)
            self._findings.settled(
                tr("times"),
                tr("“{text}” is no time and was left out.", text=text[:40]),
            )
        elif found is not None and _without_zone(text):
            self._told.add(text)
            self._findings.tally(
                tr("times"),
                tr("{n|time|different times} without a zone, read as UTC."),
            )

    def at(self, text: str, default: datetime | None = None) -> datetime:
        """The time, or `default` (the default of all) where there is none."""
        return self._known.get(text) or self.parse(text) or default or self.default


def _without_zone(text: str) -> bool:
    tail = text.strip()[10:]
    return not (tail.endswith(("Z", "z")) or "+" in tail or "-" in tail)


class People:
    """The coders: those the file lists, and those that it only refers to."""

    def __init__(
        self, identities: Identities, times: Times, findings: Findings, creator: str
    ) -> None:
        self.coders: list[Coder] = []
        self._known: dict[str, str] = {}
        self._identities = identities
        self._times = times
        self._findings = findings
        self._creator = creator
        self._nobody: Coder | None = None
        self._unknown = 0

    def add(self, raw: str, name: str, kind: CoderKind = CoderKind.PERSON) -> None:
        """A user of the file's list. The first of one GUID is the one that codings refer to."""
        name = name.strip() or f"Coder {len(self.coders) + 1}"
        guid = self._identities.take(raw, "coder", tr("user “{name}”", name=name))
        self._known.setdefault(normal_guid(raw), guid)
        if kind is CoderKind.CONSENSUS and any(coder.kind is kind for coder in self.coders):
            self._findings.settled(
                tr("user “{name}”", name=name), tr("There is one consensus; this is a coder.")
            )
            kind = CoderKind.PERSON
        self._append(guid, name, kind)

    def guid(self, raw: str, other: str = "") -> str:
        """The coder of the first reference that is not empty; the file's creator without any."""
        # Most references are spelt as the list spells them.
        known = self._known.get(raw or other)
        return known or self._spelt_otherwise(raw if raw.strip() else other)

    def _spelt_otherwise(self, raw: str) -> str:
        if not raw.strip():
            return self._default()
        key = normal_guid(raw)
        if key not in self._known:
            self._known[key] = self._stranger(raw)
        self._known[raw] = self._known[key]
        return self._known[key]

    def _stranger(self, raw: str) -> str:
        self._unknown += 1
        name = f"Unknown coder {self._unknown}"
        guid = self._identities.take(raw, "coder", tr("user {guid}", guid=raw))
        self._findings.settled(
            tr("user {guid}", guid=raw),
            tr("The user is in no list of users; came in as “{name}”.", name=name),
        )
        self._append(guid, name)
        return guid

    def _default(self) -> str:
        """Whose work it is where the file does not say: the project's creator, the only user."""
        if self._nobody is None:
            creator = self._known.get(normal_guid(self._creator)) if self._creator else None
            if creator is None and len(self.coders) == 1:
                creator = self.coders[0].guid
            if creator is None:
                creator = self._identities.make("unknown coder")
                self._append(creator, "Unknown coder")
            self._nobody = next(coder for coder in self.coders if coder.guid == creator)
        self._findings.tally(
            tr("coders"),
            tr("{{n}} without a user were given to “{nobody}”.", nobody=self._nobody.name),
        )
        return self._nobody.guid

    def _append(self, guid: str, name: str, kind: CoderKind = CoderKind.PERSON) -> None:
        self.coders.append(Coder(guid, name, self._times.default, self._times.default, kind))


@dataclass(slots=True)
class Note:
    """A note of the file: its text and who wrote it when. `used` once it is a memo."""

    guid: str
    name: str
    text: str
    user: str
    created: str
    modified: str
    used: bool = False

    def words(self) -> str:
        """The text, after the name where a person gave it one."""
        if not self.name.strip() or is_short_name(self.name, self.text):
            return self.text
        return f"{self.name}\n{self.text}" if self.text else self.name


class Memos:
    """The memos of the reading: one for a subject and coder, as the corpus has it."""

    def __init__(
        self, identities: Identities, times: Times, people: People, findings: Findings
    ) -> None:
        self.notes: dict[str, Note] = {}
        self._memos: dict[tuple[str, str], _Growing] = {}
        self._refs: list[tuple[str, str, str]] = []
        self._remarks: list[tuple[str | None, str]] = []
        self._descriptions: list[tuple[str, str, str, str, str]] = []
        self._identities = identities
        self._times = times
        self._people = people
        self._findings = findings

    def all(self) -> tuple[Memo, ...]:
        """What was collected, the texts of one coder on one subject as one memo."""
        return tuple(
            replace(growing.memo, text="\n\n".join(growing.texts))
            for growing in self._memos.values()
        )

    def refer(self, subject: str, raw_note: str, place: str) -> None:
        """Remember that the subject refers to a note; notes come later in the file."""
        self._refs.append((subject, raw_note, place))

    def about(self, raw_note: str) -> set[str]:
        """The subjects that refer to a note so far."""
        guid = normal_guid(raw_note)
        return {subject for subject, raw, _place in self._refs if normal_guid(raw) == guid}

    def move(self, subjects: dict[str, str]) -> None:
        """Let memos follow values that became part of others: old subject to new."""
        self._refs = [(subjects.get(old, old), raw, place) for old, raw, place in self._refs]
        self._descriptions = [
            (subjects.get(one[0], one[0]), *one[1:]) for one in self._descriptions
        ]
        waiting, self._memos = list(self._memos.values()), {}
        for growing in waiting:
            memo = growing.memo
            for text in growing.texts:
                subject = subjects.get(memo.subject, memo.subject)
                self._place(replace(memo, subject=subject, text=text), "memo", told=True)

    def write(self, subject: str, user: str, text: str, created: str, place: str) -> None:
        """A description as a memo of the user."""
        if text.strip():
            when = self._times.at(created)
            guid = self._identities.make("memo")
            memo = Memo(guid, subject, self._people.guid(user), text, when, when)
            self._place(memo, place)

    def describe(self, subject: str, user: str, text: str, created: str, place: str) -> None:
        """Remember a description, which is a memo of the user unless a note that the subject
        refers to says the same: some programs write a memo as both."""
        if text.strip():
            self._descriptions.append((subject, user, text, created, place))

    def _write_descriptions(self) -> None:
        noted: dict[str, list[str]] = {}
        for subject, raw, _place in self._refs if self._descriptions else ():
            note = self.notes.get(normal_guid(raw))
            if note is not None:
                noted.setdefault(subject, []).append(note.words())
        for subject, user, text, created, place in self._descriptions:
            if not any(same_words(text, words) for words in noted.get(subject, ())):
                self.write(subject, user, text, created, place)

    def remark(self, subject: str | None, on_project: str, words: str) -> None:
        """Remember words about a subject, or about the project with what they are about."""
        if words.strip():
            self._remarks.append((subject, on_project if subject is None else words))

    def resolve(self, project: str) -> None:
        """Turn the remembered references into memos; notes nobody refers to go to the project."""
        self._write_descriptions()
        copied = 0
        for subject, raw, place in dict.fromkeys(self._refs):
            note = self.notes.get(normal_guid(raw))
            if note is None:
                self._findings.left(
                    place,
                    tr("The note {raw} that it refers to is not in the file.", raw=raw),
                )
                continue
            if note.used:
                copied += len(note.text)
                if copied > MOST_COPIED:
                    message = tr("{n|reference|references} to notes that too many things share.")
                    self._findings.tally(tr("notes"), message, LEFT_BEHIND)
                    continue
            self._from_note(note, subject, place)
        for about, words in self._remarks:
            self.write(about or project, "", words, "", "cases and sets")
        for note in self.notes.values():
            if not note.used:
                place = tr("note “{name}”", name=note.name)
                self._findings.settled(
                    place,
                    tr("It belongs to nothing; now a memo on the project."),
                )
                self._from_note(note, project, place)

    def _from_note(self, note: Note, subject: str, place: str) -> None:
        if note.used:
            guid = self._identities.make("memo")
            self._findings.settled(
                place,
                tr("The note “{note}” is shared; it got a copy.", note=note.name),
            )
        else:
            guid = self._identities.take(note.guid, "memo", place)
        note.used = True
        coder = self._people.guid(note.user)
        created = self._times.at(note.created)
        modified = self._times.at(note.modified, created)
        self._place(Memo(guid, subject, coder, note.words(), created, modified), place)

    def _place(self, memo: Memo, place: str, *, told: bool = False) -> None:
        key = memo.subject, memo.coder
        growing = self._memos.get(key)
        if growing is None:
            self._memos[key] = _Growing(memo, [memo.text])
            return
        if not told:
            self._findings.tally(
                place,
                tr("{n|more memo|more memos} of one coder on it joined to one."),
            )
        old = growing.memo
        created, modified = min(old.created, memo.created), max(old.modified, memo.modified)
        growing.memo = replace(old, created=created, modified=modified)
        growing.texts.append(memo.text)


@dataclass(slots=True)
class _Growing:
    """A memo that more texts may join; they are put together once, at the end."""

    memo: Memo
    texts: list[str]
