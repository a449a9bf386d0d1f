"""Create, open, copy and back up projects; the open project as window and command line hold it.

`ProjectFile` is opaque to them: they hand it to operations, and read through a `Viewer`.
"""

from annotator.operations.projects.files import (
    back_up,
    backup_folder,
    create,
    disk_errors,
    lock_cues,
    open_,
    open_read_only,
    open_unvalidated,
    refuse_existing,
    refuse_itself,
    rename,
    replacing,
    save_copy,
    set_blind,
    write_new,
)
from annotator.storage.backup_facts import COMPARED, BackupFacts, Differences
from annotator.storage.faulty_files import ReadOnlyProject
from annotator.storage.project_file import SUFFIX, ProjectFile, Readable, Reading
from annotator.storage.sqlite_file import patience, set_patience

__all__ = [
    "COMPARED",
    "SUFFIX",
    "BackupFacts",
    "Differences",
    "ProjectFile",
    "ReadOnlyProject",
    "Readable",
    "Reading",
    "back_up",
    "backup_folder",
    "create",
    "disk_errors",
    "lock_cues",
    "open_",
    "open_read_only",
    "open_unvalidated",
    "patience",
    "refuse_existing",
    "refuse_itself",
    "rename",
    "replacing",
    "save_copy",
    "set_blind",
    "set_patience",
    "write_new",
]
