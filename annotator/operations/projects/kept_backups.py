"""The backups of a project: which there are, what differs in them, restored as a new file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations.projects import files
from annotator.operations.viewing import Viewer
from annotator.storage import backup_facts, backup_names
from annotator.storage.backup_facts import BackupFacts, Differences
from annotator.storage.project_file import ProjectFile
from annotator.storage.sqlite_file import copy_file


def listed(viewer: Viewer) -> list[BackupFacts]:
    """The backups of a project, the newest first. In a blind project, the codings that are counted
    are the viewer's own."""
    paths = backup_names.of_project(files.backup_folder(), viewer.project.guid)
    return [backup_facts.facts_of(path, _only(viewer)) for path in reversed(paths)]


def differences(viewer: Viewer, backup: Path) -> Mapping[str, Differences]:
    """By kind, how the project of now differs from a backup. UserError where that can't be read."""
    with viewer.project.reading() as connection:
        return backup_facts.differences(connection, backup, _only(viewer))


def restore(project: ProjectFile, backup: Path, target: Path, *, overwrite: bool = False) -> None:
    """Write what is in a backup as a project of its own; never over the project.

    UserError where `target` is in the way, is the project or the backup itself, or the backup can't
    be read.
    """
    files.refuse_existing(target, overwrite=overwrite)
    files.refuse_itself(project, target)
    if target.exists() and target.samefile(backup):
        raise UserError(tr("{target} is the backup itself. Choose another name.", target=target))
    with files.replacing(target, exclusive=not overwrite) as partial:
        copy_file(backup, partial)
        ProjectFile.open(partial, settle=False).close()


def delete(project: ProjectFile, backup: Path) -> None:
    """Delete a backup. UserError where the file is none of this project."""
    if not backup_names.is_backup_of(backup, project.guid):
        raise UserError(
            tr(
                "{name} is not deleted: it can’t be told that it is a backup of this project."
                " Delete it in its folder.",
                name=backup.name,
            )
        )
    with files.disk_errors(backup):
        backup.unlink(missing_ok=True)


def _only(viewer: Viewer) -> str | None:
    return (viewer.coder or "") if viewer.blind else None
