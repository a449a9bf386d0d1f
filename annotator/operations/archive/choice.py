"""What of a project goes into a replication archive."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations.retrieval.tables import TableQuestion

NONE, STEPS, FULL = "none", "steps", "full"
HISTORIES: Final = (NONE, STEPS, FULL)
"""How much of the history: nothing, who did what when, or with all that was changed."""


_BETWEEN: Final = re.compile(r"\s*×\s*|\s+x\s+")


def table_of_line(line: str) -> TableQuestion:
    """The table that a line names: what its rows and its columns are, with a × between. UserError
    for a line that names none."""
    parts = [part for part in _BETWEEN.split(line.strip()) if part]
    if len(parts) != 2:
        raise UserError(
            tr(
                "“{line}” is no table. Write what its rows and its columns are, with × between: "
                "codes × documents.",
                line=line,
            )
        )
    return TableQuestion((parts[0],), (parts[1],))


@dataclass(frozen=True, slots=True)
class ArchiveChoice:
    """texts: the texts themselves; without them names, digests and positions, with `words` words of
    each passage at most. named: coders by their names, else as “Coder A”. history: one of
    `HISTORIES`. memos: the memos of coders. queries, tables: what was asked of the project, beside
    the questions that it keeps. measures: measures of agreement beside the default figures."""

    texts: bool = True
    words: int = 0
    named: bool = False
    history: str = STEPS
    memos: bool = False
    queries: tuple[str, ...] = ()
    tables: tuple[TableQuestion, ...] = ()
    measures: tuple[str, ...] = ()
