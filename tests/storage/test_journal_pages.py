"""Whether a journal is that of the file beside it: by the first page that it saved."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.storage import journals

MAGIC = bytes.fromhex("d9d505f920a163d7")


def database(path: Path, size: int) -> bytes:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {size}")
        connection.execute("CREATE TABLE t (a)")
        connection.execute("INSERT INTO t VALUES (zeroblob(100))")
    return path.read_bytes()


def journal_of(data: bytes, size: int, *pages: int) -> bytes:
    """A journal that saved these pages of a file, in this order (file format, section 3)."""
    head = MAGIC + len(pages).to_bytes(4, "big") + bytes(4)
    head += (len(data) // size).to_bytes(4, "big") + (512).to_bytes(4, "big")
    head += size.to_bytes(4, "big")
    records = (
        number.to_bytes(4, "big") + data[(number - 1) * size : number * size] + bytes(4)
        for number in pages
    )
    return head.ljust(512, b"\0") + b"".join(records)


def counted(data: bytes, more: int) -> bytes:
    """The file after so many changes more."""
    number = int.from_bytes(data[24:28], "big") + more
    return data[:24] + number.to_bytes(4, "big") + data[28:]


@pytest.mark.parametrize("size", [512, 4096, 65_536])
def test_it_is_where_at_most_one_change_lies_between(tmp_path: Path, size: int) -> None:
    path = tmp_path / "p.annot"
    data = database(path, size)
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(journal_of(data, size, 2, 1))
    for more, expected in ((0, True), (1, True), (2, False), (-1, False)):
        path.write_bytes(counted(data, more))
        assert journals.belongs(path) is expected
    journal.write_bytes(journal_of(data, size, 2))
    assert journals.belongs(path) is None, "the first page is not among them"
    journal.write_bytes(journal_of(data, size, 1)[: 512 + size])
    assert journals.belongs(path) is None, "it is not whole"
    other = 1024
    journal.write_bytes(journal_of(data, other, 1))
    assert journals.belongs(path) is False, "its pages have another size"
    journal.write_bytes(b"nothing" * 100)
    assert journals.belongs(path) is None
    journal.write_bytes(b"")
    assert journals.belongs(path) is None


def test_a_log_belongs_to_a_file_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    data = database(path, 4096)
    path.with_name(path.name + "-wal").write_bytes(b"log")
    assert journals.belongs(path) is False
    path.write_bytes(data[:18] + b"\2\2" + data[20:])
    assert journals.belongs(path) is True


def test_changes_of_a_copy_are_counted_from_another_beginning(tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    data = database(path, 4096)
    counts = set()
    for _time in range(3):
        journals.make_distinct(path)
        now = path.read_bytes()
        assert now[24:28] == now[92:96]
        assert now[:24] + data[24:28] + now[28:92] + data[92:96] + now[96:] == data
        counts.add(int.from_bytes(now[24:28], "big"))
    assert len(counts) == 3 and max(counts) < 1 << 24
