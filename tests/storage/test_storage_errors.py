"""What SQLite reports becomes a sentence of the right kind about the right file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from annotator.errors import BusyFileError, DamagedFileError, NotSavedError, UserError
from annotator.storage.storage_errors import DISK_ERRORS, name_file, storage_errors


def error_of(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("SQLITE_FULL", NotSavedError, "the disk is full"),
        ("SQLITE_IOERR_WRITE", NotSavedError, "the disk reports an error"),
        ("SQLITE_READONLY_DBMOVED", NotSavedError, "was moved, removed or replaced"),
        ("SQLITE_READONLY_DIRECTORY", NotSavedError, "can't be written"),
        ("SQLITE_CANTOPEN", NotSavedError, "can't be opened"),
        ("SQLITE_BUSY_SNAPSHOT", BusyFileError, "another program is writing it"),
        ("SQLITE_LOCKED", BusyFileError, "another program is writing it"),
        (
            "SQLITE_CORRUPT",
            DamagedFileError,
            "the file is damaged. Use a backup. “annotator check”",
        ),
        ("SQLITE_NOTADB", DamagedFileError, "is no project, or is encrypted or damaged. Use a"),
    ],
)
def test_each_has_its_sentence_and_kind(
    tmp_path: Path, name: str, kind: type[UserError], said: str
) -> None:
    path = tmp_path / "p.annot"
    path.write_bytes(b"there")
    for error in (error_of(name), OperationalError("SELECT 1", None, error_of(name))):
        with pytest.raises(kind) as told, storage_errors(path):
            raise error
        assert type(told.value) is kind
        assert str(told.value).startswith(f"{path}: ") and said in str(told.value)
        assert ("annotator repair" in str(told.value)) == (kind is DamagedFileError)


def test_of_a_file_that_is_gone_an_odd_error_says_so(tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    for odd in ("SQLITE_ERROR", "SQLITE_SCHEMA"):
        with pytest.raises(NotSavedError, match="moved, removed or replaced"), storage_errors(path):
            raise error_of(odd)
    path.write_bytes(b"there")
    with pytest.raises(sqlite3.OperationalError, match="as SQLite says it"), storage_errors(path):
        raise error_of("SQLITE_ERROR")


def test_where_some_are_asked_for_the_others_stay_as_they_are(tmp_path: Path) -> None:
    with pytest.raises(NotSavedError), storage_errors(tmp_path, only=DISK_ERRORS):
        raise error_of("SQLITE_FULL")
    for other in ("SQLITE_CORRUPT", "SQLITE_BUSY"):
        with (
            pytest.raises(sqlite3.OperationalError, match="as SQLite says it"),
            storage_errors(tmp_path, only=DISK_ERRORS),
        ):
            raise error_of(other)


def test_an_error_that_names_its_file_is_about_that_one(tmp_path: Path) -> None:
    error = error_of("SQLITE_FULL")
    name_file(error, tmp_path / "other.annot")
    with (
        pytest.raises(NotSavedError, match=r"other\.annot: "),
        storage_errors(tmp_path / "p.annot"),
    ):
        raise error
