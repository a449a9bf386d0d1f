"""A copy of the project for a coder: the texts, the codebook, and their own codings or none."""

from __future__ import annotations

import stat
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from annotator.atomic_file import private_folder
from annotator.corpus.coding import Coder
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations import projects
from annotator.operations.team import coders, rounds
from annotator.storage import team_queries
from annotator.storage.project_file import SUFFIX, ProjectFile
from annotator.storage.sqlite_file import copy_file
from annotator.storage.subset_copy import SubsetCopy, reduce_copy


@dataclass(frozen=True)
class Rules:
    """What a copy holds besides the codebook, and how its coder works in it.

    `documents` are GUIDs, None for all. Without `own_codings` the coder begins with nothing.
    A `blind` copy tells nothing of the other coders, and shows none of their work while it is so;
    with `cues_locked` no cues are marked in it.
    """

    documents: Collection[str] | None = None
    own_codings: bool = True
    blind: bool = False
    cues_locked: bool = False


@dataclass(frozen=True)
class CopyChoice:
    """Whom a copy is for, and what is in it."""

    coder: Coder
    rules: Rules


def hand_out(
    project: ProjectFile,
    target: Path,
    coder: Coder,
    rules: Rules | None = None,
    *,
    overwrite: bool = False,
) -> None:
    """Write a project file for `coder` that holds no other coder's codings, values, relations, nor
    decisions about them.

    What comes back is taken in by merging. Raises UserError where `target` is in the way, or is
    the project itself.
    """
    rules = rules or Rules()
    if rules.documents is not None and not rules.documents:
        raise UserError(tr("A copy needs a document. Choose one, or all of them."))
    projects.refuse_existing(target, overwrite=overwrite)
    projects.refuse_itself(project, target)
    keeping = SubsetCopy(
        coder.guid, rules.own_codings, rules.documents, rules.blind, rules.cues_locked
    )
    # The whole project is never beside the target, which may be in a folder that others see: it is
    # reduced in a private folder of this computer, and only what is left is written there.
    with private_folder() as folder, projects.disk_errors(target):
        whole = folder / f"whole{SUFFIX}"
        with projects.disk_errors(whole):
            project.copy_to(whole)
        reduce_copy(whole, keeping)
        with ProjectFile.open(whole) as copy:
            coders.ensure(copy, coder)
        copy_file(whole, target, mode=stat.S_IMODE(project.path.stat().st_mode))


def of_round(project: ProjectFile, name: str, coder: Coder, *, own_codings: bool = True) -> Rules:
    """The rules of a round (a name or GUID) for a coder: the documents that are theirs in it, blind
    and without cues as it says. UserError where there is no such round, or nothing is theirs."""
    found = rounds.find(project, name)
    with project.reading() as connection:
        given = team_queries.assignments(connection, found.guid)
    documents = [one.document for one in given if one.coder == coder.guid]
    if not documents:
        raise UserError(
            tr(
                "No document is assigned to {coder} in the round {found}. Assign some, "
                "or choose documents.",
                coder=coder.name,
                found=found.name,
            )
        )
    return Rules(documents, own_codings, found.blind, found.cues_locked)


def proposed_name(project: ProjectFile, coder: Coder) -> str:
    """A file name after project and coder."""
    name = "".join(c if c.isalnum() or c in " -_." else "_" for c in coder.name)
    return f"{project.path.stem} - {name}{SUFFIX}"
