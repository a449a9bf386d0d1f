"""What a merge did, or would do: counts, conflicts, deletions, name conflicts, refusals."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from annotator.corpus.changes import CODE
from annotator.corpus.columns import Columns


@dataclass(frozen=True, slots=True)
class NameConflict:
    """Two things of one name, made apart: GUIDs of ours and theirs, and how many codings each has
    on its side."""

    kind: str
    name: str
    ours: str
    theirs: str
    our_codings: int = 0
    their_codings: int = 0


@dataclass(frozen=True, slots=True)
class TextDifference:
    """Two documents of one name whose texts differ: GUIDs of ours and theirs.

    `line` (from 1) is where they part in ours; `ours_only` and `theirs_only` are the code points
    between the beginning and the end that they have in common.
    """

    name: str
    ours: str
    theirs: str
    line: int
    ours_only: int
    theirs_only: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that both sides changed without knowing of each other.

    `kept` and `other` are the columns in which the two versions differ; `what` names the row, and
    `row` is the whole version that is kept. Where two rows contradict each other (one key for two
    codes, codes below each other), `stronger` is the other row, which holds, and the columns that
    it would have instead. `with_other` are rows (kind, row) that come with the other version, and
    `other_row` is all of that, where it is known who made it.
    """

    kind: str
    guid: str
    what: str
    kept: Columns
    other: Columns
    row: Columns = field(default_factory=dict, compare=False)
    stronger: tuple[str, Columns] | None = None
    with_other: tuple[tuple[str, Columns], ...] = field(default=(), compare=False)
    other_row: Columns = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row of the source that was not taken over, and why."""

    kind: str
    guid: str
    reason: str


@dataclass(frozen=True, slots=True)
class Update:
    """A row of ours that a later version took the place of: both versions."""

    kind: str
    guid: str
    before: Columns
    after: Columns


@dataclass(frozen=True, slots=True)
class Deletion:
    """A row of ours that a later deletion took away; `row` is what it was."""

    kind: str
    guid: str
    row: Columns


@dataclass(frozen=True, slots=True)
class SameText:
    """A document of theirs with the text of one of ours: their name and ours, and the GUIDs of
    the one that is replaced and of the one that stays."""

    theirs: str
    ours: str
    replaced: str
    stays: str


@dataclass(frozen=True, slots=True)
class SameFile:
    """Two texts that were read from one file by readers of different versions: their name and
    ours, the GUIDs of the one that is replaced and of the one that stays, and the versions."""

    theirs: str
    ours: str
    replaced: str
    stays: str
    versions: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A coding (GUID) whose passage is not in the reading of its document that stays, and the
    document (GUID) in which it waits to be settled."""

    coding: str
    document: str


@dataclass
class MergeReport:
    """What a merge did, by kind of row: how many were added, updated, deleted, unchanged.

    `same_texts` and `same_files` count as matched; `unplaced` wait in an earlier reading of their
    document. `differences` are texts of one name that are not the same, `name_conflicts` codes and
    coders of one name that were made apart. `names` are those of what is new, by GUID.
    """

    added: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    deleted: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    conflicts: list[Conflict] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    deletions: list[Deletion] = field(default_factory=list)
    same_texts: list[SameText] = field(default_factory=list)
    same_files: list[SameFile] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    differences: list[TextDifference] = field(default_factory=list)
    name_conflicts: list[NameConflict] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def one_document(self) -> list[SameText | SameFile]:
        """The pairs of documents that are one, for their text or for their file."""
        return [*self.same_texts, *self.same_files]

    @property
    def code_name_conflicts(self) -> list[NameConflict]:
        """The codes of one name that can be joined."""
        return [pair for pair in self.name_conflicts if pair.kind == CODE]
