"""Create, open, copy and back up projects."""

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

__all__ = [
    "back_up",
    "backup_folder",
    "create",
    "disk_errors",
    "lock_cues",
    "open_",
    "open_read_only",
    "open_unvalidated",
    "refuse_existing",
    "refuse_itself",
    "rename",
    "replacing",
    "save_copy",
    "set_blind",
    "write_new",
]
