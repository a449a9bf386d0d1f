"""The readers of documents: one declared table, and which of them reads a file.

Recognition, the filters of file dialogs, drag and drop, the command line's help and the manual all
read this table. Another package may add readers by an entry point in the group
``annotator.readers`` that names a `Reader`.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from typing import Final

from annotator.exchange.documents import recognition
from annotator.exchange.documents.reader import Reader, Sample

_PACKAGE: Final = "annotator.exchange.documents"
ENTRY_POINTS: Final = "annotator.readers"

BUILT_IN: Final[tuple[Reader, ...]] = ()
"""The first that recognises a file reads it: the particular before the general, text last."""


@cache
def readers() -> tuple[Reader, ...]:
    """All readers; those of other packages first, since they know of the ones built in."""
    others = [entry.load() for entry in entry_points(group=ENTRY_POINTS)]
    return (*others, *BUILT_IN)


def reader_for(sample: Sample) -> Reader | None:
    """The reader of a file, by what is in it; None where none knows it."""
    return next((reader for reader in readers() if reader.recognises(sample)), None)


def reader_named(name: str) -> Reader | None:
    """The reader of this name, or None."""
    return next((reader for reader in readers() if reader.name == name), None)


__all__ = ["BUILT_IN", "ENTRY_POINTS", "reader_for", "reader_named", "readers", "recognition"]
