"""Who looks at a project, and what they may see of it.

Every read that tells of coders' work takes a `Viewer`, and reads through its connection. In a blind
project that connection sees the viewer's own work alone (`storage/own_rows.py`): the reads need no
condition for it, and what they return holds nothing of the others. What is withheld is counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from annotator.corpus.changes import (
    ASSIGNMENT,
    CODING,
    DECISION,
    MEMO,
    RELATION,
    STATUS,
    how_many,
)
from annotator.corpus.messages import tr
from annotator.storage import own_rows, queries, round_queries
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile, Reading


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks at an open project.

    coder: who looks (a GUID); None is nobody, to whom a blind project shows no coder's work.
    blind: whether others' work is withheld. again: whether the coder codes documents a second time,
    of which the first coding is not shown until the round is sealed.
    """

    project: ProjectFile
    coder: str | None
    blind: bool
    again: bool = False

    def sees(self, coder: str) -> bool:
        """Whether the work of this coder (a GUID) is shown."""
        return not self.blind or coder == self.coder

    def reading(self) -> Reading:
        """A connection in a read transaction, which sees what the viewer may see."""
        if self.blind:
            return self.project.reading_own(self.coder or "")
        if self.again and self.coder:
            return self.project.reading_again(self.coder)
        return self.project.reading()

    def withheld(self) -> dict[str, int]:
        """How many rows of each kind of work there are that the viewer is not shown; empty where
        nothing is withheld from anybody."""
        if not self.blind:
            return {}
        with self.project.reading() as everything, self.reading() as seen:
            there, shown = own_rows.counts(everything), own_rows.counts(seen)
        return {name: there[name] - shown[name] for name in there}


def looking(project: ProjectFile, coder: str | None) -> Viewer:
    """A coder (a GUID; None is nobody) who looks at a project as it is now: blind or not."""
    with project.reading() as connection:
        again = coder is not None and round_queries.codes_again(connection, coder)
        return Viewer(project, coder, queries.project(connection).blind, again)


def everything(project: ProjectFile) -> Viewer:
    """A viewer who sees all, for what is made of the whole project and shown to nobody."""
    return Viewer(project, None, blind=False)


def may_tell(record: Recorder, coder: str) -> bool:
    """Whether what a running step says to who makes it may tell of this coder's (a GUID) work."""
    return coder == record.coder or not queries.project(record.connection).blind


_KINDS: Final = {
    "codings": CODING,
    "memos": MEMO,
    "relations": RELATION,
    "statuses": STATUS,
    "assignments": ASSIGNMENT,
    "decisions": DECISION,
    "steps": "step",
}


def withheld_words(withheld: Mapping[str, int]) -> str:
    """“3 codings, 1 memo”: what is withheld, in words; “nothing” where there is none."""
    parts = [how_many(_KINDS[kind], number) for kind, number in withheld.items() if number]
    return ", ".join(parts) or tr("nothing")
