"""A project as a foreign file states it: what every reader of this package gives.

Things refer to one another by keys, which are the file's own identifiers as text; positions are as
the file counts them. `settling` makes corpus values and a report of it.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.corpus.document import Document, Progress
from annotator.exchange.refi.report import Findings


class Units(enum.Enum):
    """What a position counts."""

    CODE_POINTS = "code points"
    UTF16 = "UTF-16 units"
    BYTES = "UTF-8 bytes"


class Counting(NamedTuple):
    """One way of counting positions in a text; `crlf_as_one` says how long the line end CRLF is."""

    units: Units
    crlf_as_one: bool = False

    def label(self, *, crlf: bool) -> str:
        """For the report; `crlf` tells whether line ends make a difference."""
        if not crlf:
            return self.units.value
        return f"{self.units.value}, CRLF as {'one' if self.crlf_as_one else 'two'}"


CODE_POINTS = (Counting(Units.CODE_POINTS),)
UTF16 = (Counting(Units.UTF16),)
BYTES = (Counting(Units.BYTES),)
UNSURE = (
    Counting(Units.CODE_POINTS),
    Counting(Units.UTF16),
    Counting(Units.CODE_POINTS, crlf_as_one=True),
    Counting(Units.UTF16, crlf_as_one=True),
)
"""Of a program whose positions depend on its version: the words of the passages decide."""
UNSURE_UTF16 = (UNSURE[1], UNSURE[0], UNSURE[3], UNSURE[2])
"""The same, of a program that counts UTF-16 units where nothing speaks against it."""


@dataclass(slots=True)
class DraftDocument:
    """A text. `raw` has its line ends as stored; `countings` are the ways in which its positions
    may count, the usual one first. `bytes_` and `encoding` are set where the file was a plain text.
    `counted` is how the file counts, where the reader has converted positions already. Of a
    text that is `cut_at_lines`, passages that go on in the next line are stored in parts. `here` is
    the document of the open project that it is, where the file has no text of its own.
    """

    key: str
    name: str
    raw: str
    countings: tuple[Counting, ...] = CODE_POINTS
    bytes_: bytes = b""
    encoding: str = ""
    created: str = ""
    modified: str = ""
    counted: str = ""
    cut_at_lines: bool = False
    here: Document | None = None


@dataclass(slots=True)
class DraftCode:
    """A code. `parent` is the key of another one; a code that is not `codable` is a folder."""

    key: str
    name: str
    parent: str = ""
    color: str = ""
    definition: str = ""
    codable: bool = True
    created: str = ""


@dataclass(slots=True)
class DraftCoding:
    """A coding. `parts` are (start, end) as the file counts; without any, `quote` says which words
    are meant, `before` and `after` what stands around them; `whole` is all of the text. `code` is a
    key, `coder` a name."""

    document: str
    code: str
    coder: str
    parts: tuple[tuple[int, int], ...] = ()
    quote: str = ""
    created: str = ""
    modified: str = ""
    memo: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    before: str = ""
    after: str = ""
    whole: bool = False


class DraftRelation(NamedTuple):
    """A relation of a type, between two codings by their keys."""

    kind: str
    source: str
    target: str
    coder: str = ""
    memo: str = ""


class DraftMemo(NamedTuple):
    """A memo on a document or a code (`kind`, `key`), or on the project where `kind` is empty."""

    kind: str
    key: str
    text: str
    coder: str = ""
    created: str = ""


class DraftPassageMemo(NamedTuple):
    """What is said of a passage that has no code: a memo on the document, with the passage."""

    document: str
    parts: tuple[tuple[int, int], ...]
    text: str
    coder: str = ""
    created: str = ""
    quote: str = ""


@dataclass(slots=True)
class Draft:
    """All of a project. `program` is how the program is called, `version` what its file says of
    itself; `kind` is what the file is where that is no program's project. `attributes` are values
    of documents by (key of the document, name)."""

    program: str
    name: str
    version: str = ""
    kind: str = ""
    created: str = ""
    owner: str = ""
    coders: list[str] = field(default_factory=list)
    documents: list[DraftDocument] = field(default_factory=list)
    codes: list[DraftCode] = field(default_factory=list)
    codings: list[DraftCoding] = field(default_factory=list)
    relations: list[DraftRelation] = field(default_factory=list)
    memos: list[DraftMemo] = field(default_factory=list)
    passage_memos: list[DraftPassageMemo] = field(default_factory=list)
    attributes: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    statuses: dict[tuple[str, str], Progress] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)
    _paths: dict[tuple[str, ...], str] = field(default_factory=dict)
    _keys: set[str] = field(default_factory=set)

    def say(self, document: str, name: str, value: str) -> None:
        """Add a value of an attribute of a document; an empty one says nothing."""
        name, value = " ".join(name.split()), value.strip()
        if name and value:
            values = self.attributes.setdefault((document, name), [])
            if value not in values:
                values.append(value)

    def code_named(self, key: str, name: str = "") -> str:
        """The key itself; where no code has it, one is made, of formats that list no codes."""
        if key not in self._keys:
            self._keys.update(code.key for code in self.codes)
            if key not in self._keys:
                self._keys.add(key)
                self.codes.append(DraftCode(key, name or key))
        return key

    def code_at(self, path: tuple[str, ...], *, color: str = "", definition: str = "") -> str:
        """The key of the code at a path of names, made with what stands above it where it is
        new."""
        known = self._paths.get(path)
        if known is None:
            parent = self.code_at(path[:-1]) if len(path) > 1 else ""
            known = f"path {len(self._paths)}"
            self._paths[path] = known
            self.codes.append(DraftCode(known, path[-1], parent, color, definition))
        return known
