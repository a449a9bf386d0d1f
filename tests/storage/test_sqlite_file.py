"""What is done about a file that another program has locked."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.storage.sqlite_file import copy_file, patience
from tests.making import make


@pytest.mark.parametrize("waits", [True, False])
def test_a_copy_waits_as_long_as_it_is_told_for_a_file_that_is_locked(
    tmp_path: Path, waits: bool
) -> None:
    path, target = tmp_path / "p.annot", tmp_path / "copy.annot"
    make(path).project.close()
    with closing(sqlite3.connect(path, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")
        timer = threading.Timer(0.05 if waits else 1, other.rollback)
        timer.start()
        try:
            if waits:
                with patience(60_000):
                    copy_file(path, target)
            else:
                with pytest.raises(UserError, match=r"p\.annot"), patience(20):
                    copy_file(path, target)
        finally:
            timer.cancel()
            timer.join()
    assert target.exists() == waits


def test_nobody_can_lock_a_file_while_it_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copying would wait without end for the lock, and the window for the copy."""
    path, target = tmp_path / "p.annot", tmp_path / "copy.annot"
    make(path).project.close()
    connect, refused = sqlite3.connect, []

    def lock_before_the_copy_begins(place: str | Path, uri: bool = False) -> sqlite3.Connection:
        if not uri:  # that of the copy
            with closing(connect(path, timeout=0)) as other:
                with pytest.raises(sqlite3.OperationalError, match="locked"):
                    other.execute("BEGIN EXCLUSIVE")
                refused.append(place)
        return connect(place, uri=uri)

    monkeypatch.setattr(sqlite3, "connect", lock_before_the_copy_begins)
    copy_file(path, target)
    assert len(refused) == 1
    with closing(connect(target)) as copy:
        assert copy.execute("SELECT count(*) FROM document").fetchone()
