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
from annotator.exchange.documents.reader import Remark

MAX_DEPTH: Final = 120
"""Tables, boxes and other containers within each other, before a file is refused."""


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

    def remarks(self) -> list[Remark]:
        """Sentences about what was met and is not in the text as it stood."""
        return [Remark(_SENTENCES[what].format(count)) for what, count in self.met.items() if count]


_SENTENCES: Final = {
    "hidden": "Hidden text was left out ({} places).",
    "symbol": "Characters of a symbol font have no known Unicode character ({} places).",
    "object": "An embedded object was not read ({} objects).",
    "covered": "Text in cells that a merged cell covers was left out ({} cells).",
    "accept": "Tracked changes were accepted ({}); what was deleted is kept beside the text.",
    "reject": "Tracked changes were rejected ({}); what was inserted is kept beside the text.",
    "show": "Tracked changes are shown ({}): inserted and deleted words are both in the text.",
    "pages": "Only {} page breaks of the author's are known, not those where the text was laid"
    " out: page numbers may be lower than in print.",
}
