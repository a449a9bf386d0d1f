"""What only SQLite can do: connections to a project file, waiting for a lock, copying, checking.

Everything else in `storage/` speaks to the database through SQLAlchemy.
"""

from __future__ import annotations

import contextlib
import contextvars
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.pool import QueuePool

from annotator.atomic_file import replacing
from annotator.storage import journals, own_rows, shared_statements
from annotator.storage.storage_errors import DISK_ERRORS, name_file, storage_errors


def engine_of(path: Path, own: str | None = None, again: str | None = None) -> Engine:
    """An engine whose connections are those of a project file; with `own` (a coder's GUID), such as
    see that coder's work alone, with `again`, such as do not see the first coding of what that
    coder codes again."""
    # Of its own accord SQLAlchemy gives each thread a connection, and closes those of others,
    # which may be at work, once there are more than five. The last one used has the warm cache.
    engine = create_engine(
        shared_statements.URL,
        creator=lambda: _connect(path, own, again),
        poolclass=QueuePool,
        pool_size=5,
        max_overflow=-1,
        pool_use_lifo=True,
        execution_options={"compiled_cache": shared_statements.COMPILED},
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    @event.listens_for(engine, "handle_error")
    def name_the_file(context: ExceptionContext) -> None:
        # Two files are open in a merge: the sentence must name the one that the error is of.
        name_file(context.original_exception, path)

    return engine


def _connect(path: Path, own: str | None = None, again: str | None = None) -> sqlite3.Connection:
    """A connection that trusts nothing in the file and syncs every commit to the disk."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _wait_patiently(connection)
        for pragma in (
            "trusted_schema=OFF",
            "cell_size_check=ON",
            "foreign_keys=ON",
            "journal_mode=DELETE",
            "synchronous=FULL",
        ):
            connection.execute(f"PRAGMA {pragma}")
        if own is not None:
            own_rows.restrict(connection, own)
        elif again is not None:
            own_rows.hide_first_times(connection, again)
    except BaseException:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def patience(milliseconds: int) -> Iterator[None]:
    """How long what the block reads and writes waits where another program is writing: a window
    can't wait as long as a command can."""
    token = _patience.set(milliseconds)
    try:
        yield
    finally:
        _patience.reset(token)


def set_patience(milliseconds: int) -> None:
    """The same for all that this thread does from now on, outside of such blocks."""
    _patience.set(milliseconds)


_patience: contextvars.ContextVar[int] = contextvars.ContextVar("patience", default=5_000)


def wait_patiently(connection: Connection) -> None:
    """Before a transaction begins, which may have to wait already."""
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)
    _wait_patiently(driver)


def _wait_patiently(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout = {_patience.get():d}")


def copy_file(
    path: Path, target: Path, *, mode: int | None = None, changed_ns: int | None = None
) -> None:
    """Copy a database as it stands between two transactions, replacing `target` when whole.

    The copy has the permissions `mode`, else those of the original, and from the moment that it is
    there `changed_ns` as the time of its last change, else now. UserError says which of the two
    files can't be read or written.
    """
    mode = stat.S_IMODE(path.stat().st_mode) if mode is None else mode
    with replacing(target, mode=mode, guard=journals.no_journal) as partial:
        with storage_errors(path):
            source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        with contextlib.closing(source), storage_errors(path):
            _wait_patiently(source)
            # Read from here to the end: the copying itself waits without end for a lock, and nobody
            # can lock what is being read.
            source.execute("BEGIN")
            source.execute("PRAGMA schema_version").fetchone()
            with (
                contextlib.closing(sqlite3.connect(partial)) as destination,
                storage_errors(target, only=DISK_ERRORS),
            ):
                destination.execute("PRAGMA synchronous=OFF")  # synced once, when it is whole
                source.backup(destination)
        journals.make_distinct(partial)
        if changed_ns is not None:
            os.utime(partial, ns=(changed_ns, changed_ns))


def write_anew(path: Path) -> None:
    """Write a file anew, so that nothing of what was deleted is left in it."""
    with contextlib.closing(_connect(path)) as connection:
        connection.execute("VACUUM")


def quick_check(connection: Connection) -> str | None:
    """The first damage that SQLite finds in the file, or None."""
    found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    return None if found == "ok" else str(found)
