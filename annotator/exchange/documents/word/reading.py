"""What is known while one Word document is read: its parts, its options, what was met."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from annotator.exchange.documents.flow import Flow
from annotator.exchange.documents.word.comments import Comments
from annotator.exchange.documents.word.numbering import Numbering
from annotator.exchange.documents.word.package import Part
from annotator.exchange.documents.word.styles import Styles

MAX_DEPTH: Final = 80
"""Tables, boxes and other containers of blocks within each other, before a file is refused."""
MAX_INLINE_DEPTH: Final = 120
"""The same of what stands within a paragraph. Both together stay within Python's stack."""


@dataclass
class Reading:
    """One document on its way. `tracked` is accept, reject or show."""

    main: Part
    styles: Styles
    numbering: Numbering
    comments: Comments
    tracked: str
    flow: Flow
    within: bool = False
    """Whether another document holds this one, which then reads none that it holds itself."""
    met: Counter[str] = field(default_factory=Counter)
