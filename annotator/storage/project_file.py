"""A project file: create, open, change in steps, read, copy, close."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Protocol, Self, TypeAlias

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import IntegrityError

from annotator.corpus.changes import Changes
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import label_in_words
from annotator.corpus.undo_state import EDIT, REDO, UNDO
from annotator.errors import NotSavedError, UserError
from annotator.storage import (
    backup_names,
    journals,
    migrations,
    schema,
)
from annotator.storage import undo as undo_steps
from annotator.storage.file_header import read_header
from annotator.storage.history import Recorder
from annotator.storage.opening import identity, refuse_faulty, refuse_foreign_schema
from annotator.storage.sqlite_file import (
    copy_file,
    engine_of,
    quick_check,
    wait_patiently,
    write_anew,
)
from annotator.storage.statements import room_to_write
from annotator.storage.storage_errors import impossible_values, storage_errors, what_to_do

SUFFIX: Final = backup_names.SUFFIX

Reading: TypeAlias = contextlib.AbstractContextManager[Connection]
"""A read transaction: its connection, for the block."""


class Readable(Protocol):
    """What read transactions are made of: a project, or somebody's view of it."""

    def reading(self) -> Reading:
        """A connection in a read transaction that ends with the block."""


class ProjectFile:
    """An open project. Every change is on the disk when the step that makes it ends.

    One engine for the open file; connections are short, so that a second program can read and
    write the same file between two steps.
    """

    def __init__(
        self, path: Path, engine: Engine, guid: str | None = None, remarks: Sequence[str] = ()
    ) -> None:
        self.path = path
        self.remarks = tuple(remarks)
        """Sentences for who opened it: what was found beside it, what is not shown of it."""
        self._engine = engine
        self._guid = guid
        self._own_engines: dict[str, Engine] = {}
        self._again_engines: dict[str, Engine] = {}

    @classmethod
    def create(cls, path: Path) -> ProjectFile:
        """A project with the current tables in an empty file that is there."""
        engine = engine_of(path)
        with (
            _closed_on_error(engine),
            storage_errors(path),
            engine.connect() as connection,
            connection.begin(),
        ):
            migrations.create_current(connection)
        engine.dispose()
        journals.make_distinct(path)
        return cls(path, engine)

    @classmethod
    def open(
        cls,
        path: Path,
        backup_folder: Path | None = None,
        *,
        validate: bool = True,
        settle: bool = True,
    ) -> ProjectFile:
        """Open a project; one of an older version is copied to `backup_folder`, then upgraded.

        Its rows are validated, unless the caller does that: a file that says what can't be is
        refused before anything of it is used. With `settle`, it is found out first whether a
        journal beside the file is its own. Raises UserError where the file is missing, no
        project, damaged, faulty, or of a newer version.
        """
        read_header(path)
        remark = None
        if settle:
            remark = journals.settle(path, lambda copy: _is_sound(copy, validate=validate))
        header = read_header(path)
        engine = engine_of(path)
        with (
            _closed_on_error(engine),
            storage_errors(path, backup_folder),
            impossible_values(path, backup_folder),
        ):
            older = (header.version, header.minor) < (schema.VERSION, schema.MINOR)
            if header.version < schema.VERSION and backup_folder is not None:
                migrations.back_up(path, header.version, backup_folder)
            # In one transaction, so that a file that is then refused is as it was.
            opening = engine.execution_options(immediate=True) if older else engine
            with opening.connect() as connection, connection.begin():
                if older:
                    migrations.upgrade(connection)
                remarks = refuse_foreign_schema(connection, path, header)
                guid = identity(connection, path)
                if validate:
                    refuse_faulty(connection, path, backup_folder)
        return cls(path, engine, guid, [one for one in (remark, *remarks) if one])

    @property
    def engine(self) -> Engine:
        """What makes its connections, for who reads it in another way."""
        return self._engine

    @property
    def read_only(self) -> bool:
        """Whether it is what is sound of a faulty file: every step is refused."""
        return False

    def close(self) -> None:
        """Close all connections. What is used again opens them again."""
        self.reconnect()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @property
    def guid(self) -> str:
        """The identity of the project."""
        with self.reading() as connection:
            return str(connection.scalar(select(schema.project.c.guid)))

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection in a read transaction that ends with the block."""
        with self._reading(self._engine) as connection:
            yield connection

    @contextlib.contextmanager
    def reading_own(self, coder: str) -> Iterator[Connection]:
        """The same, which sees of all coders' work that of one coder (a GUID): `own_rows`."""
        # Connections of their own: one that sees everything never becomes one that does not.
        engine = self._own_engines.get(coder)
        if engine is None:
            engine = self._own_engines.setdefault(coder, self._own_engine(coder))
        with self._reading(engine) as connection:
            yield connection

    @contextlib.contextmanager
    def reading_again(self, coder: str) -> Iterator[Connection]:
        """The same, which does not see how documents were coded that a coder (a GUID) codes again:
        `own_rows.hide_first_times`."""
        engine = self._again_engines.get(coder)
        if engine is None:
            made = engine_of(self.path, again=coder)
            engine = self._again_engines.setdefault(coder, made)
        with self._reading(engine) as connection:
            yield connection

    def _own_engine(self, coder: str) -> Engine:
        return engine_of(self.path, coder)

    @contextlib.contextmanager
    def _reading(self, engine: Engine) -> Iterator[Connection]:
        with storage_errors(self.path), engine.connect() as connection:
            wait_patiently(connection)
            with connection.begin():
                yield connection

    @contextlib.contextmanager
    def transaction(
        self, label: str, coder: str, kind: str = EDIT, *, large: bool = False
    ) -> Iterator[Transaction]:
        """One operation: all of it is on the disk at the end of the block, or none of it.

        `label` says in the imperative what it does ("Code as claim"); `coder` is a GUID.
        A `large` step writes very many rows, the history's among them, and gets room for it.
        The result's `changes` are set at the end.
        """
        writing = self._engine.execution_options(immediate=True)
        with storage_errors(self.path), writing.connect() as connection:
            wait_patiently(connection)
            with connection.begin():
                self._refuse_other(connection)
                result = Transaction(Recorder(connection, label, coder, kind))
                with room_to_write(connection) if large else contextlib.nullcontext():
                    yield result
                    result.changes = result.record.finish()

    def reconnect(self) -> None:
        """Open the file anew at the next use: it may have been away for a while."""
        for engine in (self._engine, *self._own_engines.values(), *self._again_engines.values()):
            engine.dispose()

    def _refuse_other(self, connection: Connection) -> None:
        """Raise UserError where another project was put in the place of this one meanwhile."""
        found = connection.exec_driver_sql("SELECT guid FROM project").scalar()
        if self._guid is None:
            self._guid = found
        elif found != self._guid:
            raise UserError(
                tr(
                    "{value} is another project now: it was replaced while it was open. "
                    "Nothing of the step was saved. Close it, and open the one that you "
                    "mean.",
                    value=self.path,
                )
            )

    @contextlib.contextmanager
    def rewriting(self) -> Iterator[Connection]:
        """A transaction in which rows are taken out for good, unrecorded. For copies only."""
        writing = self._engine.execution_options(immediate=True)
        with storage_errors(self.path), writing.connect() as connection, connection.begin():
            yield connection

    def vacuum(self) -> None:
        """Write the file anew, so that nothing of what was taken out is left in it."""
        with storage_errors(self.path):
            write_anew(self.path)

    def undo(self, coder: str) -> Changes:
        """Undo the last step. Raises UserError where there is none or it is another coder's."""
        return self._write_back(coder, undo=True)

    def redo(self, coder: str) -> Changes:
        """Do the step again that was undone last. Raises UserError as `undo` does."""
        return self._write_back(coder, undo=False)

    def _write_back(self, coder: str, *, undo: bool) -> Changes:
        try:
            return self._written_back(coder, undo=undo)
        except IntegrityError as error:  # what is written back refers to what is not there
            raise UserError(
                tr(
                    "{value}: the history does not fit the project, so this step can't be "
                    "undone or done again. {value_2}",
                    value=self.path,
                    value_2=what_to_do(self.path, None),
                )
            ) from error

    def _written_back(self, coder: str, *, undo: bool) -> Changes:
        with self.transaction("", coder, UNDO if undo else REDO) as step:
            connection = step.record.connection
            target = undo_steps.next_undo(connection) if undo else undo_steps.next_redo(connection)
            if target is None:
                raise UserError(
                    tr("There is nothing to undo." if undo else "There is nothing to redo.")
                )
            if target.coder != coder:
                blind = connection.scalar(select(schema.project.c.blind))
                label = "" if blind else f" ({label_in_words(target.label)})"
                raise UserError(
                    tr(
                        "The next step to undo is another coder's{label}. Switch to that coder"
                        " to undo it."
                        if undo
                        else "The next step to redo is another coder's{label}. Switch to that"
                        " coder to redo it.",
                        label=label,
                    )
                )
            step.record.label = target.label
            undo_steps.write_back(step.record, target, undo=undo)
        return step.changes

    def copy_to(self, target: Path) -> None:
        """Write a consistent copy, replacing `target` only when the copy is whole. It has the
        permissions of the project. OSError where the target's disk refuses."""
        copy_file(self.path, target)

    def last_step(self) -> int:
        """Grows with every step, also one that another program wrote into the file."""
        with self.reading() as connection:
            return undo_steps.last_step(connection)


def _is_sound(copy: Path, *, validate: bool) -> bool:
    """Whether a copy of a project opens, undamaged. It is upgraded on the way. NotSavedError where
    the disk of the copy does not let that be found out."""
    try:
        with (
            ProjectFile.open(copy, validate=validate, settle=False) as project,
            project.reading() as connection,
        ):
            return quick_check(connection) is None
    except NotSavedError:
        raise
    except UserError:
        return False


class Transaction:
    """A running step: `record` writes; `changes` is what it came to, once it has ended."""

    def __init__(self, record: Recorder) -> None:
        self.record = record
        self.changes = Changes()


@contextlib.contextmanager
def _closed_on_error(engine: Engine) -> Iterator[None]:
    """Close the file where the block raises: Windows neither deletes nor moves an open one."""
    try:
        yield
    except BaseException:
        engine.dispose()
        raise
