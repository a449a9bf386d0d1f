"""What is known while one Word document is read: its parts, its options, what was met."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from annotator.exchange.documents.flow import Flow
from annotator.exchange.documents.reader import Remark
from annotator.exchange.documents.word.comments import Comments
from annotator.exchange.documents.word.numbering import Numbering
from annotator.exchange.documents.word.package import Part
from annotator.exchange.documents.word.styles import Styles

MAX_DEPTH: Final = 120
"""Tables, boxes and other containers within each other, before a file is refused."""


@dataclass
class Reading:
    """One document on its way. `tracked` is accept, reject or show."""

    main: Part
    styles: Styles
    numbering: Numbering
    comments: Comments
    tracked: str
    flow: Flow
    met: Counter[str] = field(default_factory=Counter)

    def remarks(self) -> list[Remark]:
        """Sentences about what was met and is not in the text as it stood."""
        return [Remark(_SENTENCES[what].format(count)) for what, count in self.met.items() if count]


_SENTENCES: Final = {
    "hidden": "Hidden text was left out ({} places).",
    "symbol": "Characters of a symbol font have no known Unicode character ({} places).",
    "embedded": "Another document is embedded and was not read ({} parts).",
    "note": "The text of a note is missing in the file ({} notes).",
    "covered": "Text in cells that a merged cell covers was left out ({} cells).",
    "accepted": "Tracked changes were accepted ({}); what was deleted is kept beside the text.",
    "rejected": "Tracked changes were rejected ({}); what was inserted is kept beside the text.",
    "shown": "Tracked changes are shown ({}): inserted and deleted words are both in the text.",
    "pages": "Only {} page breaks of the author's are known, not those where the text was laid"
    " out: page numbers may be lower than in print.",
}
