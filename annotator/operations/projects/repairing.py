"""A damaged project is saved, as far as it can be read, as a new one; the file stays as it is."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from annotator.atomic_file import private_folder
from annotator.corpus.changes import PROJECT
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.repair_report import RepairReport
from annotator.errors import NotSavedError, UserError
from annotator.input_files import shown
from annotator.operations.projects import files, integrity
from annotator.storage.journals import belongs, copy_with_journal, has_journal, roll_back
from annotator.storage.project_file import ProjectFile
from annotator.storage.repair.saving import save_sound_rows
from annotator.storage.table_counts import living_counts

_log = logging.getLogger(__name__)


def repair(path: Path, target: Path, *, overwrite: bool = False) -> Job[RepairReport]:
    """Save what can be read of a project file in a new one at `target`; what came of it.

    A file that `check` finds sound comes out equal. UserError where there is no file, where it is
    too short to hold anything of a project, or where `target` is there already.
    """
    files.refuse_existing(target, overwrite=overwrite)
    if target.exists() and path.exists() and target.samefile(path):
        raise UserError(
            tr("{target} is the damaged file itself. Choose another name.", target=target)
        )
    yield JobProgress(0, 0, tr("Looking for what is wrong…"))
    with private_folder() as folder:
        copy = _copied(path, folder / "copy.annot")
        sound = _sound_report(copy, target)
        if sound is not None:
            return sound
        damaged = _rolled_back(_copied(path, folder / "damaged.annot"))
        with files.replacing(target, exclusive=not overwrite) as partial:
            report = yield from save_sound_rows(damaged, partial, shown(path.stem))
            if not report.saved.keys() - {PROJECT}:
                raise UserError(
                    tr(
                        "Nothing of a project can be read from {path}. Use a backup.",
                        path=path,
                    )
                )
        return report


def _copied(path: Path, target: Path) -> Path:
    """A copy of the file, with the journal beside it brought into it where there is one."""
    try:
        if not path.is_file():
            raise UserError(tr("There is no file {path}.", path=path))
        if not copy_with_journal(path, target):
            shutil.copyfile(path, target)
    except OSError as error:
        raise UserError(
            tr("{path} can't be read: {strerror}.", path=path, strerror=error.strerror)
        ) from error
    return target


def _rolled_back(path: Path) -> Path:
    """The same with what a crash left beside it brought into it, where that is its own."""
    if has_journal(path) and belongs(path) is not False:
        roll_back(path)
    return path


def _sound_report(copy: Path, target: Path) -> RepairReport | None:
    """Where nothing is wrong with the copy, write it to `target`; else None."""
    try:
        with ProjectFile.open(copy, validate=True) as project:
            if integrity.check(project):
                return None
            with files.disk_errors(target):
                project.copy_to(target)
            with project.reading() as connection:
                saved, steps = living_counts(connection)
    except NotSavedError:
        raise
    except UserError:
        return None
    except Exception as error:  # whatever goes wrong while it is looked at: it is not sound
        _log.warning("a damaged file could not be looked at: %s", type(error).__name__)
        return None
    return RepairReport(sound=True, saved=saved, steps=steps)
