"""The pages of a damaged SQLite file (SQLite file format, sections 1.2 to 1.6)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from annotator.storage.repair.records import Payload, Record, UnreadableError, read_record, varint

INDEX_NODE, TABLE_NODE, INDEX_LEAF, TABLE_LEAF = 2, 5, 10, 13
_KINDS: Final = (INDEX_NODE, TABLE_NODE, INDEX_LEAF, TABLE_LEAF)
_USUAL: Final = (4096, 0)
"""Size of a page, and bytes at its end that are kept free, as projects are made."""
_LARGEST_PAYLOAD: Final = 1_000_000_000


class Pages:
    """The pages of a file, numbered from 1. Raises `UnreadableError` for what can't be read."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        self.size, self._reserved = self._form()
        self._usable = self.size - self._reserved
        self.count = -(-len(self._data) // self.size)

    def page(self, number: int) -> bytes:
        """The bytes of a page; the last one of a file that is cut off is filled with zeros."""
        if not 1 <= number <= self.count:
            raise UnreadableError
        return self._data[(number - 1) * self.size : number * self.size].ljust(self.size, b"\0")

    def _there(self, number: int) -> int:
        """How many bytes of a page are in the file: the last one may be cut off."""
        return min(self.size, len(self._data) - (number - 1) * self.size)

    def is_blank(self, number: int) -> bool:
        """Whether a page is zeros throughout."""
        return not self.page(number).strip(b"\0")

    def kind(self, number: int) -> int:
        """What a page of a tree is; 0 where it is none."""
        page, start = self.page(number), _start(number)
        kind = page[start]
        return kind if kind in _KINDS and self._places(page, start, kind) is not None else 0

    def children(self, number: int) -> list[int]:
        """The pages below an inner page of a tree."""
        page, start = self.page(number), _start(number)
        places = self._places(page, start, page[start]) or []
        found = [int.from_bytes(page[at : at + 4], "big") for at in places]
        return [*found, int.from_bytes(page[start + 8 : start + 12], "big")]

    def records(self, number: int, kind: int | None = None) -> Iterator[Record | None]:
        """The rows of a page of a tree; None for each that can't be read. `kind` is what the page
        is taken for where its own word for it is damaged."""
        page, start = self.page(number), _start(number)
        kind = kind or page[start]
        for at in self._places(page, start, kind) or []:
            try:
                yield self._record(page, at, kind, self._there(number))
            except UnreadableError:
                yield None

    def free(self) -> set[int]:
        """The pages that hold nothing any more, as far as the file tells it for certain."""
        found: set[int] = set()
        trunk = int.from_bytes(self._data[32:36], "big")
        expected = int.from_bytes(self._data[36:40], "big")
        while trunk and trunk not in found and trunk <= self.count:
            found.add(trunk)
            page = self.page(trunk)
            number = int.from_bytes(page[4:8], "big")
            if number > self._usable // 4 - 2:
                return set()
            found.update(
                int.from_bytes(page[at : at + 4], "big") for at in range(8, 8 + 4 * number, 4)
            )
            trunk = int.from_bytes(page[:4], "big")
        return found if len(found) == expected else set()

    # --- what a file says of itself

    def _form(self) -> tuple[int, int]:
        """Size of a page and bytes kept free, of what the header says and what is usual that by
        which more rows can be read whole."""
        said = int.from_bytes(self._data[16:18], "big")
        size = 65_536 if said == 1 else said
        reserved = int.from_bytes(self._data[20:21], "big")
        if size < 512 or size & (size - 1) or size - reserved < 480:
            return _USUAL
        return max(_USUAL, (size, reserved), key=self._readable)

    def _readable(self, form: tuple[int, int]) -> int:
        self.size, self._reserved = form
        self._usable = self.size - self._reserved
        self.count = -(-len(self._data) // self.size)
        found = 0
        for number in range(1, self.count + 1):
            if self.kind(number) in (TABLE_LEAF, INDEX_LEAF):
                records = self.records(number)
                found += sum(one is not None and not one.broken for one in records)
        return found

    # --- cells

    def _places(self, page: bytes, start: int, kind: int) -> list[int] | None:
        """Where the cells of a page begin; None where the page is no page of a tree."""
        head = start + (12 if kind in (INDEX_NODE, TABLE_NODE) else 8)
        number = int.from_bytes(page[start + 3 : start + 5], "big")
        if head + 2 * number > self._usable:
            return None
        return [
            at
            for place in range(head, head + 2 * number, 2)
            if head + 2 * number <= (at := int.from_bytes(page[place : place + 2], "big"))
            and at < self._usable
        ]

    def _record(self, page: bytes, at: int, kind: int, there: int) -> Record:
        rowid = 0
        if kind == INDEX_NODE:
            at += 4
        elif kind == TABLE_NODE:
            raise UnreadableError
        size, at = varint(page, at)
        if kind == TABLE_LEAF:
            rowid, at = varint(page, at)
        if not 1 < size <= _LARGEST_PAYLOAD:
            raise UnreadableError
        here = self._local(size, kind == TABLE_LEAF)
        end = at + here + (4 if here < size else 0)
        if end > self._usable or size - here > len(self._data):
            raise UnreadableError
        part = page[at : at + here]
        if here == size:
            payload = Payload(part, size)
        else:
            first = int.from_bytes(page[at + here : end], "big")
            payload = self._overflow(part, first, size)
        if end > there:  # the page is cut off
            payload = Payload(payload.data, min(payload.sound, max(0, there - at)))
        return read_record(rowid, payload)

    def _local(self, size: int, is_table: bool) -> int:
        """How many bytes of a record of this size are on the page of its cell."""
        usable = self._usable
        most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
        if size <= most:
            return size
        least = (usable - 12) * 32 // 255 - 23
        here = least + (size - least) % (usable - 4)
        return here if here <= most else least

    def _overflow(self, data: bytes, following: int, size: int) -> Payload:
        """The rest of a record on pages of its own. Where one of them is gone, so is the number of
        the next: it is taken to be the one behind, since they were written one after the other."""
        parts, length, sound, seen = [data], len(data), size, set[int]()
        before = 0
        while length < size:
            lost = not 2 <= following <= self.count or following in seen
            if lost:
                sound = min(sound, length)
                following = before + 1
            if not 2 <= following <= self.count or following in seen:
                break
            seen.add(following)
            page = self.page(following)
            there = 0 if self.is_blank(following) else self._there(following)
            if there < self._usable:
                sound = min(sound, length + max(0, there - 4))
            part = page[4 : self._usable][: size - length]
            parts.append(part)
            length += len(part)
            before, following = following, int.from_bytes(page[:4], "big")
        if length < size:
            sound = min(sound, length)
        return Payload(b"".join(parts).ljust(size, b"\0"), sound)


def _start(number: int) -> int:
    """Where the head of a page is: behind that of the file on the first one."""
    return 100 if number == 1 else 0
