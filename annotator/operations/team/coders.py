"""The people who code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from annotator.corpus.changes import CODER, Changes
from annotator.corpus.coding import Coder
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.corpus.undo_state import SETUP
from annotator.errors import UserError
from annotator.storage import queries
from annotator.storage.project_file import ProjectFile, Readable
from annotator.storage.row_values import coder_row


def ensure(project: ProjectFile, coder: Coder) -> Changes:
    """Make the coder known to the project; nothing changes where they are."""
    with project.transaction(
        step_label("Add the coder {name}", name=coder.name), coder.guid, SETUP
    ) as step:
        step.record.add_missing(CODER, [coder_row(coder)])
    return step.changes


def add(project: ProjectFile, by: str, coder: Coder) -> Changes:
    """Make somebody known before they have done anything, so that work can be assigned to them."""
    with project.transaction(step_label("Add the coder {name}", name=coder.name), by) as step:
        step.record.put(CODER, [coder_row(coder)])
    return step.changes


def rename(project: ProjectFile, by: str, guid: str, name: str) -> Changes:
    """Correct the name of a coder."""
    with project.transaction(step_label("Rename the coder to {name}", name=name), by) as step:
        step.record.change(CODER, {guid: {"name": checked_name(name)}})
    return step.changes


def everybody(project: Readable) -> list[Coder]:
    """Everyone who has worked in the project, in the order they came."""
    with project.reading() as connection:
        return queries.coders(connection)


def labels(everyone: Sequence[Coder]) -> dict[str, str]:
    """Names by GUID; where two people share a name, each gets the start of their GUID."""
    shared = Counter(coder.name for coder in everyone)
    return {
        coder.guid: coder.name if shared[coder.name] == 1 else f"{coder.name} ({coder.guid[:8]})"
        for coder in everyone
    }


def checked_name(name: str) -> str:
    """The name without white space around it. UserError where nothing is left."""
    name = " ".join(name.split())
    if not name:
        raise UserError(tr("A coder needs a name."))
    return name


def find(project: ProjectFile, name: str) -> Coder | None:
    """The coder of this name or GUID; None where there is none.

    Raises UserError where several coders have the name: they are different people.
    """
    found = [coder for coder in everybody(project) if name in (coder.guid, coder.name)]
    if len(found) > 1:
        guids = ", ".join(coder.guid for coder in found)
        raise UserError(
            tr(
                "There are {count} coders called {name}. Name one by GUID: {guids}.",
                count=len(found),
                name=name,
                guids=guids,
            )
        )
    return found[0] if found else None
