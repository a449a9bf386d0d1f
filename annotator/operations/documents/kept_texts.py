"""Texts that were read and wait to be added: kept on the disk where they are much, in portions."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from annotator.operations.documents.document_rows import TextFile

_IN_MEMORY: Final = 64_000_000
_PORTION: Final = 500
"""Texts that are written, and read again, together."""
_LARGE: Final = 16_000_000
"""Characters that end a portion before it has so many texts."""


@dataclass(slots=True)
class Kept:
    """Where the texts of one file are: their portions, with the number of the first text of each,
    and the file's bytes, which all its texts share."""

    portions: list[tuple[int, int]] = field(default_factory=list)
    count: int = 0
    data: tuple[int, int] = (0, 0)


class KeptTexts:
    """Keeps texts by file. The bytes of a file are kept once, however many texts are in it."""

    def __init__(self) -> None:
        self._spool: Any = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115

    def close(self) -> None:
        """Let go of all."""
        self._spool.close()

    def writer(self) -> _Writer:
        """For the texts of one file."""
        return _Writer(self._spool)

    def portions(self, kept: Kept) -> Iterator[list[TextFile]]:
        """The texts of a file, some at a time."""
        data = self.data(kept)
        for place, _first in kept.portions:
            yield self._portion(place, data)

    def text(self, kept: Kept, number: int) -> TextFile:
        """One text of a file. IndexError where there is none of this number."""
        if not 0 <= number < kept.count:
            raise IndexError(number)
        place, first = next(one for one in reversed(kept.portions) if one[1] <= number)
        return self._portion(place, self.data(kept))[number - first]

    def data(self, kept: Kept) -> bytes:
        """The bytes of a file that its texts were read from; empty where they are the text."""
        place, length = kept.data
        self._spool.seek(place)
        found: bytes = self._spool.read(length)
        return found

    def _portion(self, place: int, data: bytes) -> list[TextFile]:
        self._spool.seek(place)
        found: list[TextFile] = pickle.load(self._spool)
        return [
            one if one.origin is None else replace(one, source=one.text.encode(), data=data)
            for one in found
        ]


class _Writer:
    """Writes the texts of one file as they come."""

    def __init__(self, spool: Any) -> None:
        self.kept = Kept()
        self._spool = spool
        self._portion: list[TextFile] = []
        self._characters = 0

    def take(self, text: TextFile) -> None:
        """One more text."""
        if text.origin is not None:
            if text.data and not self.kept.data[1]:
                self.kept.data = self._spool.seek(0, 2), len(text.data)
                self._spool.write(text.data)
            text = replace(text, source=b"", data=b"")
        self._portion.append(text)
        self._characters += len(text.text)
        if len(self._portion) >= _PORTION or self._characters > _LARGE:
            self._write()

    def finish(self) -> Kept:
        """Where they are."""
        if self._portion:
            self._write()
        return self.kept

    def _write(self) -> None:
        self.kept.portions.append((self._spool.seek(0, 2), self.kept.count))
        pickle.dump(self._portion, self._spool, protocol=pickle.HIGHEST_PROTOCOL)
        self.kept.count += len(self._portion)
        self._portion, self._characters = [], 0
