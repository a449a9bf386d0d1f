"""A copy of the project for a coder: the texts, the codebook, and their own codings or none."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from annotator.corpus.coding import Coder
from annotator.operations import coders, projects
from annotator.storage.handing_out import reduce_copy
from annotator.storage.project_file import SUFFIX, ProjectFile


def hand_out(
    project: ProjectFile,
    target: Path,
    coder: Coder,
    *,
    documents: Collection[str] | None = None,
    own_codings: bool = True,
    overwrite: bool = False,
) -> None:
    """Write a project file for `coder` that holds no other coder's work, memos or history of them.

    `documents` are GUIDs, None for all. Without `own_codings` they begin with nothing. What comes
    back is taken in by merging. Raises UserError where `target` is in the way.
    """
    projects.refuse_existing(target, overwrite=overwrite)
    with projects.replacing(target) as partial:
        project.copy_to(partial)
        reduce_copy(partial, documents, coder.guid if own_codings else None)
        with ProjectFile.open(partial) as copy:
            coders.ensure(copy, coder)


def proposed_name(project: ProjectFile, coder: Coder) -> str:
    """A file name after project and coder."""
    name = "".join(c if c.isalnum() or c in " -_." else "_" for c in coder.name)
    return f"{project.path.stem} - {name}{SUFFIX}"
