"""Selections as they stand in the file, kept packed until their text is read.

Hundreds of thousands of them wait until all sources are known, since only then can it be told how
the file counts. As objects each takes a kilobyte; packed a hundred together they take 300 bytes.
"""

from __future__ import annotations

import marshal
import mmap
from collections.abc import Iterator
from typing import Any, NamedTuple

_TOGETHER = 100
_PAGES = 1 << 20


class RawCoding(NamedTuple):
    """A coding as it stands in the file, with what it refers to."""

    guid: str
    user: str
    created: str
    codes: tuple[str, ...]
    notes: tuple[str, ...]


class RawSelection(NamedTuple):
    """A selection as it stands in the file: nothing is checked yet. `start` and `end` are places of
    the text, of a transcript the GUIDs of sync points. `name` is mostly the passage."""

    guid: str
    name: str
    start: str
    end: str
    user: str
    created: str
    modified: str
    description: str
    codings: tuple[RawCoding, ...]
    notes: tuple[str, ...]


class Pages:
    """Memory for what is packed, which the system gets back as soon as nothing in it is needed:
    what the allocator gets back stays with the process, between what else was allocated since."""

    def __init__(self) -> None:
        self._page = memoryview(b"")
        self._used = 0

    def put(self, data: bytes) -> memoryview:
        """The same bytes, in a page."""
        start, end = self._used, self._used + len(data)
        if end > len(self._page):
            self._page = memoryview(mmap.mmap(-1, max(_PAGES, len(data))))
            start, end = 0, len(data)
        self._page[start:end] = data
        self._used = end
        return self._page[start:end]


class RawSelections:
    """Selections in the order of the file; each round over them unpacks them anew."""

    def __init__(self, pages: Pages | None = None) -> None:
        self._pages = pages or Pages()
        self._packed: list[memoryview] = []
        # The last ones, as plain tuples.
        self._open: list[tuple[object, ...]] = []
        self._number = 0

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[RawSelection]:
        for packed in self._packed:
            # What this process has packed itself, never anything of a file.
            for one in marshal.loads(packed):
                yield _unpacked(one)
        for one in self._open:
            yield _unpacked(one)

    def append(self, selection: RawSelection) -> None:
        """Put one behind the others."""
        codings = tuple(map(tuple, selection.codings))
        self._open.append((*selection[:8], codings, selection.notes))
        self._number += 1
        if len(self._open) == _TOGETHER:
            self.pack()

    def pack(self) -> None:
        """Pack those that are not yet, where no more are to come."""
        if self._open:
            self._packed.append(self._pages.put(marshal.dumps(self._open)))
            self._open = []

    def clear(self) -> None:
        """Forget all of them."""
        self._packed, self._open, self._number = [], [], 0


def _unpacked(one: tuple[Any, ...]) -> RawSelection:
    *plain, codings, notes = one
    return RawSelection._make((*plain, tuple(map(RawCoding._make, codings)), notes))
