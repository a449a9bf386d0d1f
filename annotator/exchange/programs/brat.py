"""brat: folders of texts (`.txt`) with standoff annotations (`.ann`), a folder a coder.

Source: brat's documentation of its standoff format and its configuration. Positions are code points
of the file as it is stored; where they are not, the words of each line say how they count.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.plain_text import decode
from annotator.exchange.programs.brat_configuration import read_configuration
from annotator.exchange.programs.draft import (
    Counting,
    Draft,
    DraftCoding,
    DraftDocument,
    DraftMemo,
    DraftRelation,
    Units,
)
from annotator.exchange.programs.files import Files
from annotator.exchange.programs.program import Source
from annotator.exchange.refi.report import LEFT_BEHIND

COUNTINGS: Final = (
    Counting(Units.CODE_POINTS),
    Counting(Units.UTF16),
    Counting(Units.BYTES),
    Counting(Units.CODE_POINTS, crlf_as_one=True),
)
_LINE: Final = re.compile(rb"(?:[TREAMN]\d+|\*|#\d*)\t")
_SPAN: Final = re.compile(r"(\d{1,15}) (\d{1,15})")
_MARK: Final = b"\xef\xbb\xbf"


def recognises(files: Files) -> bool:
    """Whether there are annotations with texts beside them, and what they begin with is brat's."""
    annotated = files.ending(".ann")[:20]
    if not any(files.found(_text_name(name)) for name in annotated):
        return False
    heads = [files.head(name).removeprefix(_MARK) for name in annotated]
    return all(not head.strip() or _LINE.match(head) for head in heads)


def read(source: Source) -> Job[Draft]:
    """Texts and annotations of every coder."""
    draft = Draft("brat", source.stem)
    reader = _Reader(source, draft)
    names = [source.files.only] if source.files.only else source.files.ending(".ann")
    for number, name in enumerate(names):
        yield JobProgress(number, len(names), tr("Reading {name}", name=name))
        reader.read(name)
    reader.finish()
    return draft


def _text_name(name: str) -> str:
    return name[: -len(".ann")] + ".txt"


@dataclass
class _Reader:
    """Reads one pair of files after the other; `coders` says whether top folders are coders."""

    source: Source
    draft: Draft
    coders: bool = field(init=False)
    names: dict[str, str] = field(init=False)
    documents: dict[str, DraftDocument] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = self.source.files.ending(".ann")
        tops = {name.partition("/")[0] for name in names if "/" in name}
        within = [name.partition("/")[2] for name in names]
        nested = all("/" in name for name in names)
        self.coders = nested and (len(tops) == 1 or len(set(within)) < len(within))
        self.names = self._names()
        read_configuration(self.source.files, self.draft)

    def _names(self) -> dict[str, str]:
        """The names of documents that a table beside the folders gives for those of files."""
        table = None if self.source.files.only else self.source.files.found("documents.csv")
        if table is None:
            return {}
        text = self.source.files.read(table).decode("utf-8-sig", "replace")
        try:
            rows = [row for row in csv.reader(io.StringIO(text, newline="")) if len(row) > 1]
        except csv.Error:
            return {}
        return {f"{row[0]}.txt": row[1] for row in rows[1:]}

    def read(self, name: str) -> None:
        """A file of annotations with its text. Without a text, what it says is told as left."""
        files = self.source.files
        coder, slash, path = name.partition("/")
        if not self.coders or not slash:
            coder, path = "", name
        text = files.found(_text_name(name))
        if text is None:
            self.draft.findings.left(
                name, tr("Its text ({name}) is missing.", name=_text_name(name))
            )
            return
        data = files.read(text)
        key = self._document(_text_name(path), data, coder)
        lines = files.read(name).removeprefix(_MARK).decode("utf-8", "replace")
        self.draft.coders.append(coder)
        _Lines(self.draft, key, coder, name, int(data.startswith(_MARK))).read(lines)

    def _document(self, path: str, data: bytes, coder: str) -> str:
        """The key of the document: one for all coders where their texts are the same."""
        raw, encoding = decode(data, path) if data else ("", "utf-8")
        known = self.documents.get(path)
        key = path if known is None or known.raw == raw else f"{path} ({coder})"
        if key not in self.documents:
            named = self.names.get(key, key)
            document = DraftDocument(
                *(key, named, raw, COUNTINGS, data, encoding), cut_at_lines=True
            )
            self.documents[key] = document
            self.draft.documents.append(document)
        return key

    def finish(self) -> None:
        """Texts that nobody annotated come in too. UserError where there is nothing at all."""
        if not self.draft.documents:
            raise UserError(
                tr("“{name}” holds no annotations of brat with texts.", name=self.source.name)
            )


@dataclass
class _Lines:
    """The annotations of one file. `shift` is 1 where positions count a byte order mark."""

    draft: Draft
    document: str
    coder: str
    place: str
    shift: int
    codings: dict[str, DraftCoding] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    relations: dict[str, DraftRelation] = field(default_factory=dict)

    def read(self, text: str) -> None:
        """All lines; passages first, since others may stand before what they refer to."""
        lines = [line.split("\t") for line in _lines(text)]
        for wanted in ("T", "E", "R*", "AMN", "#"):
            for parts in lines:
                if parts[0][:1] in wanted and parts[0] and not self._line(parts):
                    message = tr("{n|line is|lines are} not as brat writes them.")
                    self.draft.findings.tally(self.place, message, LEFT_BEHIND)
        self.draft.codings += self.codings.values()
        for one in self.relations.values():  # only now are all events known
            source, target = self._key(self._target(one.source)), self._target(one.target)
            self.draft.relations.append(one._replace(source=source, target=self._key(target)))

    def _line(self, parts: list[str]) -> bool:
        words = parts[1].split(" ") if len(parts) > 1 else []
        if not words:
            return False
        match parts[0][0]:
            case "T":
                return self._passage(parts)
            case "E":
                return self._event(parts[0], words)
            case "R" | "*":
                return self._relation(parts[0], words)
            case "#":
                return len(words) > 1 and self._note(words[1], "\t".join(parts[2:]))
            case _:
                return self._value(parts[0][0], words, parts[2:])

    def _passage(self, parts: list[str]) -> bool:
        kind, _, places = parts[1].partition(" ")
        found = [_SPAN.fullmatch(place.strip()) for place in places.split(";")]
        spans = [
            (int(one[1]) - self.shift, int(one[2]) - self.shift) for one in found if one is not None
        ]
        if len(spans) != len(found) or not kind:
            return False
        self.codings[parts[0]] = DraftCoding(
            self.document,
            self.draft.code_named(kind),
            self.coder,
            tuple(spans),
            parts[2] if len(parts) > 2 else "",
            key=self._key(parts[0]),
        )
        return True

    def _key(self, raw: str) -> str:
        return f"{self.place}\t{raw}"

    def _target(self, raw: str) -> str:
        """The passage of a reference: that of an event is its trigger."""
        return self.events.get(raw, raw)

    def _event(self, raw: str, words: list[str]) -> bool:
        trigger = words[0].partition(":")[2]
        self.events[raw] = trigger
        for number, word in enumerate(words[1:]):
            role, _, target = word.partition(":")
            if target:
                self._join(f"{raw} {number}", role, trigger, target)
        return bool(trigger)

    def _relation(self, raw: str, words: list[str]) -> bool:
        if raw == "*":
            for target in words[2:]:
                self._join(f"* {words[1]} {target}", words[0], words[1], target)
            return len(words) > 2
        ends = [word.partition(":")[2] for word in words[1:] if word]
        if len(ends) != 2:
            return False
        self._join(raw, words[0], *ends)
        return True

    def _join(self, raw: str, kind: str, source: str, target: str) -> None:
        self.relations[raw] = DraftRelation(kind, source, target, self.coder)

    def _value(self, kind: str, words: list[str], rest: list[str]) -> bool:
        coding = self.codings.get(self._target(words[1])) if len(words) > 1 else None
        if coding is None:
            return False
        name, value = words[0], " ".join(words[2:]) or "yes"
        if kind == "N":
            value = " ".join([value, *rest]).strip()
        said = coding.values.get(name)
        coding.values = {**coding.values, name: value if said is None else f"{said}; {value}"}
        return True

    def _note(self, raw: str, words: str) -> bool:
        if not words.strip():
            return True
        coding, relation = self.codings.get(self._target(raw)), self.relations.get(raw)
        if coding is not None:
            coding.memo = f"{coding.memo}\n\n{words}" if coding.memo else words
        elif relation is not None:
            self.relations[raw] = relation._replace(memo=words)
        else:
            self.draft.memos.append(DraftMemo("document", self.document, words, self.coder))
        return True


def _lines(text: str) -> Iterator[str]:
    yield from (line for line in text.replace("\r\n", "\n").split("\n") if line.strip())
