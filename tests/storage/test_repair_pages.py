"""Pages and records of a file, read without SQLite: what it reads there is what SQLite wrote."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.storage.repair.pages import INDEX_LEAF, INDEX_NODE, TABLE_LEAF, TABLE_NODE, Pages
from annotator.storage.repair.records import (
    Payload,
    Record,
    UnreadableError,
    Value,
    read_record,
    varint,
)

INTEGERS = [sign * 2**bits + more for bits in range(64) for sign in (1, -1) for more in (-1, 0)]
ROWS: list[tuple[Value, ...]] = [
    *((number, 0.5 * number, None) for number in INTEGERS if -(2**63) <= number < 2**63),
    *((number, "ü" * number, b"\1" * number) for number in range(0, 2_000, 37)),
    *((number, None, bytes([number]) * (number * 997)) for number in range(1, 40)),
    *(
        (number, None, b"\1" * number) for number in range(440, 520)
    ),  # just on a page of 512, or not
]


def empty(path: Path, size: int, reserved: int = 0) -> None:
    """A file of one page without tables, with pages of a size and bytes kept free at their end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {size}")
        connection.execute("PRAGMA user_version = 1")
    data = bytearray(path.read_bytes())
    data[20] = reserved
    data[105:107] = ((size - reserved) % 65_536).to_bytes(2, "big")  # where cells begin
    path.write_bytes(data)


def filled(path: Path, rows: list[tuple[Value, ...]] = ROWS) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE t (a, b, c)")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)


def tree(pages: Pages, root: int) -> list[int]:
    """The pages of a tree, from left to right."""
    found = [root]
    if pages.kind(root) in (TABLE_NODE, INDEX_NODE):
        for child in pages.children(root):
            found += tree(pages, child)
    return found


def root_of(path: Path, name: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(connection.execute(query, (name,)).fetchone()[0])


def leaves(pages: Pages, root: int, kind: int) -> list[Record]:
    found = []
    for number in tree(pages, root):
        if pages.kind(number) == kind:
            for record in pages.records(number):
                assert record is not None
                found.append(record)
    return found


@pytest.mark.parametrize(
    ("size", "reserved"), [(512, 0), (512, 8), (1024, 0), (4096, 0), (4096, 8), (65_536, 0)]
)
def test_every_row_is_read_with_pages_of_any_size(tmp_path: Path, size: int, reserved: int) -> None:
    path = tmp_path / "some.db"
    empty(path, size, reserved)
    filled(path)
    pages = Pages(path)
    assert (pages.size, pages.count) == (size, path.stat().st_size // size)
    records = leaves(pages, root_of(path, "t"), TABLE_LEAF)
    assert [one.values for one in records] == ROWS
    assert [one.rowid for one in records] == list(range(1, len(ROWS) + 1))
    assert not any(one.broken for one in records)


def test_rows_in_indexes_are_read_from_inner_pages_too(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    empty(path, 512)
    words = [f"{number:04} {'x' * (number % 300)}" for number in range(600)]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE t (a TEXT PRIMARY KEY) WITHOUT ROWID")
        connection.executemany("INSERT INTO t VALUES (?)", [(word,) for word in words])
    pages = Pages(path)
    root = root_of(path, "t")
    assert pages.kind(root) == INDEX_NODE
    inner = [number for number in tree(pages, root) if pages.kind(number) == INDEX_NODE]
    found = leaves(pages, root, INDEX_LEAF)
    found += [one for number in inner for one in pages.records(number) if one is not None]
    assert sorted(str(one.values[0]) for one in found) == words
    assert all(one.rowid == 0 for one in found)


@pytest.mark.parametrize("said", [(17, 0), (0, 0), (1024, 0), (4096, 200), (4096, 255)])
def test_what_the_head_says_of_pages_is_not_believed_where_less_can_be_read(
    tmp_path: Path, said: tuple[int, int]
) -> None:
    path = tmp_path / "some.db"
    empty(path, 4096)
    filled(path)
    root = root_of(path, "t")
    data = bytearray(path.read_bytes())
    data[16:18], data[20] = said[0].to_bytes(2, "big"), said[1]
    path.write_bytes(data)
    pages = Pages(path)
    assert pages.size == 4096
    assert [one.values for one in leaves(pages, root, TABLE_LEAF)] == ROWS


def test_free_pages_are_known_where_the_list_of_them_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    empty(path, 512)
    filled(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM t WHERE length(c) > 1000")
    with closing(sqlite3.connect(path)) as connection:
        (expected,) = connection.execute("PRAGMA freelist_count").fetchone()
    used = set(tree(Pages(path), root_of(path, "t")))
    free = Pages(path).free()
    assert len(free) == expected > 512 // 4, "a list of several pages"
    assert free.isdisjoint(used) and max(free) <= Pages(path).count
    data = bytearray(path.read_bytes())
    data[39] ^= 1  # how many there are
    path.write_bytes(data)
    assert Pages(path).free() == set()
    trunk = int.from_bytes(data[32:36], "big")
    data[(trunk - 1) * 512 + 4] = 1  # how many are on the first page of the list
    path.write_bytes(data)
    assert Pages(path).free() == set()


def test_a_page_that_is_none_of_a_tree_has_no_kind(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    empty(path, 4096)
    filled(path)
    pages = Pages(path)
    assert pages.kind(1) == TABLE_LEAF, "behind the head of the file"
    assert not any(pages.is_blank(number) for number in range(1, pages.count + 1))
    for number in (0, pages.count + 1):
        with pytest.raises(UnreadableError):
            pages.page(number)
    root = root_of(path, "t")
    leaf = next(number for number in tree(pages, root) if pages.kind(number) == TABLE_LEAF)
    data = bytearray(path.read_bytes())
    start = (leaf - 1) * 4096
    data[start] = 7
    path.write_bytes(data)
    assert Pages(path).kind(leaf) == 0
    rows = list(Pages(path).records(leaf, TABLE_LEAF))
    assert rows == list(pages.records(leaf)), "where it is known what it was"
    data[start] = TABLE_LEAF
    data[start + 3] = 255  # more cells than it has room for
    path.write_bytes(data)
    assert Pages(path).kind(leaf) == 0


def test_of_a_file_that_is_cut_off_what_is_there_is_certain(tmp_path: Path) -> None:
    """Texts on pages of their own, of which the last is lost in part."""
    path = tmp_path / "some.db"
    empty(path, 4096)
    filled(path, [("first", "text", None), ("second", "x" * 20_000, b"end")])
    root = root_of(path, "t")
    whole = path.read_bytes()
    path.write_bytes(whole[:-3_000])
    pages = Pages(path)
    assert pages.count == len(whole) // 4096
    first, second = leaves(pages, root, TABLE_LEAF)
    assert (first.values, first.broken) == (("first", "text", None), frozenset())
    assert second.values[0] == "second"
    assert 0 not in second.broken and second.broken


def test_behind_a_page_that_is_lost_a_text_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    empty(path, 4096)
    words = "".join(f"{number:07} " for number in range(3_000))
    filled(path, [(words, None, None)])
    root = root_of(path, "t")
    data = bytearray(path.read_bytes())
    lost = 4  # the second of those behind the row's own
    data[(lost - 1) * 4096 : lost * 4096] = bytes(4096)
    path.write_bytes(data)
    (record,) = leaves(Pages(path), root, TABLE_LEAF)
    found = str(record.values[0])
    assert record.broken == {0}
    different = [at for at in range(len(words)) if found[at] != words[at]]
    assert different == list(range(different[0], different[0] + 4092))


def test_cells_that_lie_where_they_cannot_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    empty(path, 4096)
    filled(path, [("first", 1, None), ("second", 2, None), ("x" * 20_000, 3, None)])
    number = root_of(path, "t")
    whole = path.read_bytes()
    start = (number - 1) * 4096
    cells = [int.from_bytes(whole[at : at + 2], "big") for at in range(start + 8, start + 14, 2)]
    for place, found in ((4, 2), (4095, 3), (4096, 2)):  # the head, the end, behind it
        data = bytearray(whole)
        data[start + 8 : start + 10] = place.to_bytes(2, "big")
        path.write_bytes(data)
        records = list(Pages(path).records(number))
        assert len(records) == found
        assert [one.values[1] for one in records if one] == [2, 3]
    data = bytearray(whole)
    data[start + cells[2] : start + cells[2] + 3] = b"\xff\xff\x7f"  # longer than the file
    path.write_bytes(data)
    *_, last = Pages(path).records(number)
    assert last is None


def test_a_file_of_a_few_bytes_has_one_page_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    for length in (1, 17, 20, 21):
        path.write_bytes(b"SQLite format 3\0\x10\0\1\1\0"[:length])
        pages = Pages(path)
        assert (pages.size, pages.count, pages.kind(1), pages.free()) == (4096, 1, 0, set())


def test_numbers_have_one_to_nine_bytes() -> None:
    for number, data in (
        (0, b"\0"),
        (127, b"\x7f"),
        (128, b"\x81\0"),
        (2**14 - 1, b"\xff\x7f"),
        (2**56 - 1, b"\xff" * 7 + b"\x7f"),
        (-1, b"\xff" * 9),
        (2**63 - 1, b"\xbf" + b"\xff" * 8),
        (-(2**63), b"\xc0" + b"\x80" * 7 + b"\0"),
        (0x1FE, b"\x80" * 7 + b"\x81\xfe"),
    ):
        assert varint(b"?" + data + b"?", 1) == (number, 1 + len(data))
    for short in (b"", b"\x80", b"\xff" * 8):
        with pytest.raises(UnreadableError):
            varint(short, 0)


def test_what_lies_behind_the_sound_part_is_not_certain() -> None:
    data = bytes([4, 1, 17, 8]) + b"\x05" + b"ab"  # 5, “ab”, 0
    for sound, broken in ((7, set()), (6, {1}), (5, {1}), (4, {0, 1})):
        assert read_record(1, Payload(data, sound)) == Record(1, (5, "ab", 0), frozenset(broken))
    odd = bytes([2, 17]) + b"a\xff"
    assert read_record(1, Payload(odd, 4)) == Record(1, ("a\ufffd",), frozenset({0}))
    said = bytes([2, 19]) + "\ufffd".encode()
    assert read_record(1, Payload(said, 5)) == Record(1, ("\ufffd",))


@pytest.mark.parametrize(
    "data",
    [
        bytes([4, 1, 17, 8]) + b"\x05a",  # a text that ends too early
        bytes([4, 1, 17, 8]) + b"\x05abc",  # something behind the last value
        bytes([3, 1]) + b"\x05",  # a head that is longer than what follows
        bytes([2, 10]) + b"\0",  # a type that there is not
        bytes([2, 7]) + b"\0\0\0",  # half a number
        bytes([2, 6]) + b"\0\0\0",
        bytes([102] + [0] * 101),  # more columns than any table has
        bytes([0]),
    ],
)
def test_what_is_no_record_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_record(1, Payload(data, len(data)))
