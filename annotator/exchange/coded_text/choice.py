"""What is written as a document, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TEXT, QUOTATIONS, CODEBOOK = "text", "quotations", "codebook"
WHAT: Final = (TEXT, QUOTATIONS, CODEBOOK)
HIGHLIGHTS, COMMENTS, MARGIN = "highlights", "comments", "margin"
SHOWN: Final = (HIGHLIGHTS, COMMENTS, MARGIN)
BY_CODE, BY_DOCUMENT = "code", "document"
CITATION: Final = "“…” ({speaker}, {document}, {page})"


@dataclass(frozen=True, slots=True)
class WritingChoice:
    """what: one of `WHAT`; empty for what the format writes where nothing is asked for. show: how
    codings are shown in a text, one of `SHOWN`. group: quotations under headings by “code”,
    “document”, or the name of an attribute of documents. citation: the pattern of a quotation."""

    what: str = ""
    show: str = HIGHLIGHTS
    group: str = BY_CODE
    citation: str = CITATION
