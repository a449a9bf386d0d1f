"""A quotation with its source, by a pattern of the user's: “…” ({speaker}, {document}, {page})."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from annotator.corpus.messages import tr
from annotator.corpus.places import note_at, page_at, section_at, words_of
from annotator.corpus.structure import Structure
from annotator.corpus.text import DocumentText
from annotator.errors import UserError

PLACES: Final = ("document", "page", "section", "note", "paragraph", "speaker", "time")
"""What a pattern can name."""
_QUOTE: Final = "…"
_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a passage is from, in words; empty where the document does not say it."""

    document: str
    page: str = ""
    section: str = ""
    note: str = ""
    paragraph: str = ""
    speaker: str = ""
    time: str = ""

    def parts(self) -> Mapping[str, str]:
        """What there is, by the names in patterns."""
        return {name: getattr(self, name) for name in PLACES}


def source_of(name: str, text: DocumentText, position: int) -> Source:
    """Where a position (code points) of the document of this name stands."""
    structure = text.structure
    heading = section_at(structure, position) if structure else None
    number = text.paragraph_number(position)
    return Source(
        name,
        page_at(structure, position),
        words_of(text.text, heading) if heading is not None else "",
        note_at(structure, position),
        str(number) if number else "",
        _speaker(structure, position),
        _time(structure, position),
    )


def _speaker(structure: Structure, position: int) -> str:
    turn = structure.at(position, "turn")
    return "" if turn is None else str(turn.values.get("speaker", ""))


def _time(structure: Structure, position: int) -> str:
    """Hours, minutes and seconds of the recording where the passage begins."""
    one = structure.at(position, "time") or structure.last_before(position, "time")
    start = one.values.get("start_ms") if one is not None else None
    if not isinstance(start, int):
        return ""
    seconds = start // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def check(pattern: str) -> None:
    """UserError for a pattern without the place of the quotation, or with a name that means
    nothing."""
    if _QUOTE not in pattern:
        raise UserError(
            tr(
                "A pattern of citations has “…” where the quotation stands: {example}",
                example="“…” ({document}, {page})",
            )
        )
    for name in _NAME.findall(pattern):
        if name not in PLACES:
            raise UserError(
                tr(
                    "A citation has no {name}. It has {known}.",
                    name="{" + name + "}",
                    known=", ".join("{" + one + "}" for one in PLACES),
                )
            )


def cite(pattern: str, quotation: str, source: Source) -> str:
    """The pattern with quotation and source in their places. What the source does not say goes with
    the comma or semicolon before or after it; empty brackets go."""
    parts = source.parts()

    def said(found: re.Match[str]) -> str:
        return parts.get(found[1]) or _GONE

    filled = _NAME.sub(said, pattern.replace(_QUOTE, _HERE, 1))
    filled = re.sub(rf"[,;] *{_GONE}|{_GONE}[,;] *|{_GONE}", "", filled)
    filled = re.sub(r" *\(\s*\)| *\[\s*\]", "", filled)
    return filled.replace(_HERE, quotation).strip()


_GONE: Final = "\ue000"
_HERE: Final = "\ue001"
"""Stand for what is not said and for the quotation while a pattern is filled; no text that is put
in is looked at again."""
