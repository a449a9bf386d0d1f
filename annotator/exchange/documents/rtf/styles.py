"""The style sheet: which paragraphs are headings, quotes, captions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from annotator.corpus.structure import Value
from annotator.exchange.documents.rtf.state import State

_HEADING: Final = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek"
    r"|nadpis|címsor|titlu|başlık|заголовок|επικεφαλίδα|标题|標題|見出し|제목|כותרת)\s*([1-9])",
    re.IGNORECASE,
)
_TITLE: Final = frozenset(
    ("title", "titel", "titre", "título", "titolo", "titulo", "название", "标题", "表題")
)
_QUOTE: Final = frozenset(
    ("quote", "intense quote", "block text", "quotations", "zitat", "intensives zitat")
) | frozenset(("citation", "citation intense", "cita", "citazione", "citaat", "citat", "цитата"))
_CAPTION: Final = frozenset(
    ("caption", "beschriftung", "légende", "epígrafe", "didascalia", "bijschrift", "legenda")
) | {"название объекта", "题注"}
_NO_HEADING: Final = 9
"""The outline level of running text."""


@dataclass(slots=True)
class Style:
    """A paragraph style: its name in small letters, its outline level, what it is based on."""

    name: str = ""
    outline: int = -1
    based_on: int = 0


@dataclass(slots=True)
class Styles:
    """The paragraph styles of a file by number."""

    by_number: dict[int, Style] = field(default_factory=dict)

    def outline(self, number: int) -> int:
        """The outline level of a style, from 0, or -1: its own, its parents', or by its name."""
        seen: set[int] = set()
        while (style := self.by_number.get(number)) is not None and number not in seen:
            seen.add(number)
            if style.outline >= 0:
                return style.outline
            if match := _HEADING.fullmatch(style.name):
                return int(match[1]) - 1
            if style.name in _TITLE:
                return 0
            number = style.based_on
        return -1

    def kind(self, state: State, label: str | None) -> tuple[str, dict[str, Value]]:
        """What a paragraph is, by its formatting and the number or bullet that it shows."""
        outline = state.outline if state.outline >= 0 else self.outline(state.style)
        if 0 <= outline < _NO_HEADING:
            return "heading", {"level": outline + 1, **({"label": label} if label else {})}
        if label is not None or state.in_list:
            level = min(max(state.list_level, 0), 8) + 1
            return "list-item", {"level": level, **({"label": label} if label else {})}
        style = self.by_number.get(state.style)
        if style is not None and style.name in _QUOTE:
            return "quote", {"level": 1}
        if style is not None and (style.name in _CAPTION or style.name.endswith("caption")):
            return "caption", {}
        return "paragraph", {}
