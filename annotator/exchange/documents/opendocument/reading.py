"""What is known while one OpenDocument text is read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.flow import Flow
from annotator.exchange.documents.opendocument.changes import Change
from annotator.exchange.documents.opendocument.lists import Lists
from annotator.exchange.documents.opendocument.package import Package
from annotator.exchange.documents.opendocument.styles import Styles

MAX_DEPTH: Final = 80
"""Tables, boxes and other containers of blocks within each other, before a file is refused."""
MAX_INLINE_DEPTH: Final = 120
"""The same of what stands within a paragraph. Both together stay within Python's stack."""


class Note(NamedTuple):
    """A note that was referred to: its kind of elements, its id, its mark and its body."""

    kind: str
    key: str
    label: str
    body: etree._Element


@dataclass
class Reading:
    """One document on its way. `tracked` is accept, reject or show."""

    package: Package
    styles: Styles
    lists: Lists
    changes: dict[str, Change]
    tracked: str
    flow: Flow
    notes: list[Note] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)
