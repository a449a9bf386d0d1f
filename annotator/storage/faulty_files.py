"""A faulty project file, read as far as it is sound: never written to, a copy is read instead."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from annotator.atomic_file import private_folder
from annotator.corpus.messages import tr
from annotator.corpus.undo_state import EDIT
from annotator.errors import UserError
from annotator.storage import backup_names, migrations
from annotator.storage.cleaning import LeftOut, clean
from annotator.storage.file_header import read_header
from annotator.storage.journals import copy_with_journal
from annotator.storage.opening import refuse_foreign_schema
from annotator.storage.project_file import ProjectFile, Transaction
from annotator.storage.sqlite_file import copy_file, engine_of, quick_check
from annotator.storage.storage_errors import storage_errors


class ReadOnlyProject(ProjectFile):
    """What is sound of a project file, read from a cleaned copy: `path` names the file, which
    nothing is written to; every step is refused. `left_out` says what is not shown."""

    def __init__(
        self, path: Path, copy: ProjectFile, left_out: LeftOut, folder: contextlib.ExitStack
    ) -> None:
        super().__init__(path, copy.engine, copy.guid, copy.remarks)
        self.left_out = left_out
        self._copy, self._folder = copy, folder

    @property
    def read_only(self) -> bool:
        """Always."""
        return True

    def _own_engine(self, coder: str) -> Engine:
        return engine_of(self._copy.path, coder)

    def close(self) -> None:
        """Close the copy that is read, and remove it."""
        self.reconnect()
        self._copy.close()
        self._folder.close()

    @contextlib.contextmanager
    def transaction(
        self, label: str, coder: str, kind: str = EDIT, *, large: bool = False
    ) -> Iterator[Transaction]:
        """Refused with a UserError: nothing can be written."""
        self._refuse()
        yield

    @contextlib.contextmanager
    def rewriting(self) -> Iterator[Connection]:
        """Refused with a UserError: nothing can be written."""
        self._refuse()
        yield

    def vacuum(self) -> None:
        """Refused with a UserError: nothing can be written."""
        self._refuse()

    def copy_to(self, target: Path) -> None:
        """Write what is sound as a project of its own."""
        self._copy.copy_to(target)

    def _refuse(self) -> NoReturn:
        raise UserError(
            tr(
                "{path} is open read-only, since it is faulty: nothing is written to "
                "it. Save a copy to work on what is sound of it, or open a backup.",
                path=self.path.name,
            )
        )


def open_read_only(path: Path) -> ReadOnlyProject:
    """What is sound of a project file, faulty or not; the file stays as it is, byte by byte.

    UserError where it can't be read safely: no project, of a newer version, damaged in its pages,
    or with tables of another program.
    """
    read_header(path)  # refused at once where it is none of ours
    with contextlib.ExitStack() as stack:
        copy = stack.enter_context(private_folder()) / f"copy{backup_names.SUFFIX}"
        try:
            if not copy_with_journal(path, copy):
                copy_file(path, copy)
        except OSError as error:
            raise UserError(
                tr(
                    "{path} can't be copied, as is done before it is read: {strerror}. Make"
                    " room for temporary files, then repeat.",
                    path=path,
                    strerror=error.strerror,
                )
            ) from error
        with _told_of(path, copy):
            engine = engine_of(copy)
            stack.callback(engine.dispose)
            left_out = _cleaned(engine, copy, path)
            engine.dispose()
            project = ProjectFile.open(copy, settle=False)
        return ReadOnlyProject(path, project, left_out, stack.pop_all())


@contextlib.contextmanager
def _told_of(path: Path, copy: Path) -> Iterator[None]:
    """The user knows the file by its own name, not by that of the copy."""
    try:
        with storage_errors(copy):
            yield
    except UserError as error:
        said = str(error).replace(str(copy), str(path))
        raise UserError(tr("It can't be opened read-only either. {said}", said=said)) from error


def _remake_indexes(connection: Connection, path: Path) -> None:
    """The check of pages does not compare indexes with their tables, and rows are found by them."""
    try:
        with connection.begin():
            connection.exec_driver_sql("REINDEX")
    except IntegrityError as error:  # two rows of one identity
        raise UserError(
            tr("{path} is damaged ({orig}). Use a backup.", path=path, orig=error.orig)
        ) from error


def _cleaned(engine: Engine, copy: Path, path: Path) -> LeftOut:
    """Clean the copy, brought to today's version first."""
    with engine.connect() as connection:
        with connection.begin():
            # What a constraint forbids is a faulty row, and none of the pages.
            connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
            damage = quick_check(connection)
        if damage:
            raise UserError(
                tr("{path} is damaged ({damage}). Use a backup.", path=path, damage=damage)
            )
        _remake_indexes(connection, path)
    with engine.execution_options(immediate=True).connect() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            migrations.upgrade(connection)
            refuse_foreign_schema(connection, path, read_header(copy))
            return clean(connection, path.stem)
