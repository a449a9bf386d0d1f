"""A project file: create, open, change in steps, read, copy, close."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from annotator.corpus.changes import Changes
from annotator.corpus.identity import new_guid
from annotator.errors import UserError
from annotator.storage import history, migrations, schema
from annotator.storage.file_header import read_header
from annotator.storage.history import Recorder
from annotator.storage.statements import room_to_write

SUFFIX = ".annot"


class ProjectFile:
    """An open project. Every change is on the disk when the step that makes it ends.

    One engine for the open file; connections are short, so that a second program can read and
    write the same file between two steps.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def create(cls, path: Path) -> ProjectFile:
        """A new, empty file with the current tables. FileExistsError where one is there."""
        with path.open("xb"):
            pass
        engine = _engine(path)
        with (
            _closed_on_error(engine),
            _storage_errors(path),
            engine.connect() as connection,
            connection.begin(),
        ):
            migrations.create_current(connection)
        return cls(path, engine)

    @classmethod
    def open(cls, path: Path, backup_folder: Path | None = None) -> ProjectFile:
        """Open a project; one of an older version is copied to `backup_folder`, then upgraded.

        Raises UserError where the file is missing, no project, damaged, or of a newer version.
        """
        header = read_header(path)
        engine = _engine(path)
        with _closed_on_error(engine), _storage_errors(path):
            if header.version < schema.VERSION:
                migrations.upgrade(engine, path, header.version, backup_folder)
            with engine.connect() as connection:
                _refuse_foreign_schema(connection, path)
        return cls(path, engine)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> ProjectFile:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @property
    def guid(self) -> str:
        with self.reading() as connection:
            return str(connection.scalar(select(schema.project.c.guid)))

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection in a read transaction that ends with the block."""
        with _storage_errors(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def step(
        self, label: str, coder: str, kind: str = history.EDIT, *, large: bool = False
    ) -> Iterator[StepResult]:
        """One operation: all of it is on the disk at the end of the block, or none of it.

        `label` says in the imperative what it does ("Code as claim"); `coder` is a GUID.
        A `large` step writes very many rows, the history's among them, and gets room for it.
        The result's `changes` are set at the end.
        """
        writing = self._engine.execution_options(immediate=True)
        with _storage_errors(self.path), writing.connect() as connection, connection.begin():
            result = StepResult(Recorder(connection, label, coder, kind))
            with room_to_write(connection) if large else contextlib.nullcontext():
                yield result
                result.changes = result.record.finish()

    @contextlib.contextmanager
    def rewriting(self) -> Iterator[Connection]:
        """A transaction in which rows are taken out for good, unrecorded. For copies only."""
        writing = self._engine.execution_options(immediate=True)
        with _storage_errors(self.path), writing.connect() as connection, connection.begin():
            yield connection

    def vacuum(self) -> None:
        """Write the file anew, so that nothing of what was taken out is left in it."""
        with _storage_errors(self.path), contextlib.closing(_connect(self.path)) as connection:
            connection.execute("VACUUM")

    def undo(self, coder: str) -> Changes:
        """Undo the last step. Raises UserError where there is none or it is another coder's."""
        return self._write_back(coder, undo=True)

    def redo(self, coder: str) -> Changes:
        """Do the step again that was undone last. Raises UserError as `undo` does."""
        return self._write_back(coder, undo=False)

    def _write_back(self, coder: str, *, undo: bool) -> Changes:
        kind, verb = (history.UNDO, "undo") if undo else (history.REDO, "redo")
        with self.step("", coder, kind) as step:
            connection = step.record.connection
            target = history.next_undo(connection) if undo else history.next_redo(connection)
            if target is None:
                raise UserError(f"There is nothing to {verb}.")
            if target.coder != coder:
                raise UserError(
                    f"The next step to {verb} is another coder's ({target.label})."
                    f" Switch to that coder to {verb} it."
                )
            step.record.label = target.label
            history.write_back(step.record, target, undo=undo)
        return step.changes

    def copy_to(self, target: Path) -> None:
        """Write a consistent copy, replacing `target` only when the copy is whole."""
        copy_file(self.path, target)

    def last_step(self) -> int:
        """Grows with every step, also one that another program wrote into the file."""
        with self.reading() as connection:
            return history.last_step(connection)


def copy_file(path: Path, target: Path) -> None:
    """Copy a database as it stands between two transactions, replacing `target` when whole."""
    # A name of its own: two threads may make one copy at a time.
    partial = target.with_name(f"{target.name}.{new_guid()[:8]}.partial")
    try:
        with _storage_errors(path):
            source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
            with contextlib.closing(source):
                destination = sqlite3.connect(partial)
                with contextlib.closing(destination):
                    source.backup(destination)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


class StepResult:
    """A running step: `record` writes; `changes` is what it came to, once it has ended."""

    def __init__(self, record: Recorder) -> None:
        self.record = record
        self.changes = Changes()


def _engine(path: Path) -> Engine:
    # Of its own accord SQLAlchemy gives each thread a connection, and closes those of others,
    # which may be at work, once there are more than five. The last one used has the warm cache.
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(path),
        poolclass=QueuePool,
        pool_size=5,
        max_overflow=-1,
        pool_use_lifo=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


@contextlib.contextmanager
def _closed_on_error(engine: Engine) -> Iterator[None]:
    """Close the file where the block raises: Windows neither deletes nor moves an open one."""
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def _connect(path: Path) -> sqlite3.Connection:
    """A connection that trusts nothing in the file and syncs every commit to the disk."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=5,
    )
    try:
        for pragma in (
            "trusted_schema=OFF",
            "cell_size_check=ON",
            "foreign_keys=ON",
            "journal_mode=DELETE",
            "synchronous=FULL",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_foreign_schema(connection: Connection, path: Path) -> None:
    """A colleague's file is foreign: triggers, views and loose column types are refused."""
    found, expected = migrations.shape(connection), migrations.current_shape()
    extra = sorted(f"{kind} “{name}”" for kind, name in found.objects - expected.objects)
    if extra:
        raise UserError(
            f"{path} holds what no project has ({', '.join(extra[:3])}). Another program changed"
            " it, so it is not opened. Use a backup, or ask its sender for the original file."
        )
    if found != expected:
        raise UserError(
            f"{path} lacks parts of a project: it is damaged or was changed by another program."
            " Use a backup, or ask its sender for the original file."
        )


_SENTENCES = {
    "SQLITE_FULL": "the disk is full. Nothing of the step was saved; make room and repeat it",
    "SQLITE_READONLY": "the file or its folder can't be written. Move it to a folder of yours",
    "SQLITE_BUSY": "another program is writing it. Wait a moment and repeat",
    "SQLITE_LOCKED": "another program is writing it. Wait a moment and repeat",
    "SQLITE_IOERR": "the disk reports an error. Check the disk and copy the file elsewhere",
    "SQLITE_CORRUPT": "the file is damaged. Use a backup",
    "SQLITE_NOTADB": "the file is no project, or is encrypted or damaged. Use a backup",
    "SQLITE_CANTOPEN": "the file can't be opened. Check that it exists and may be written",
}


@contextlib.contextmanager
def _storage_errors(path: Path) -> Iterator[None]:
    """Turn what the disk may do to anyone into a sentence; a mistake of ours stays a traceback."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause: Any = error.orig if isinstance(error, DBAPIError) else error
        name = str(getattr(cause, "sqlite_errorname", ""))
        for prefix, sentence in _SENTENCES.items():
            if name.startswith(prefix):
                raise UserError(f"{path}: {sentence}.") from error
        raise
