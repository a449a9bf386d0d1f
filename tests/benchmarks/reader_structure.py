"""Elements over the sample text of ``reader.py``, of all kinds that the reader shows."""

from __future__ import annotations

import random

from annotator.corpus.structure import Element, Structure

_STYLES = ("bold", "italic", "underline", "small-caps", "superscript")
_PAGE = 2_500


def with_structure(text: str, number: int) -> tuple[str, Structure]:
    """The text, with tabs for some of its spaces where tables are, and about `number` elements."""
    chance = random.Random(3)
    letters = list(text)
    elements: list[Element] = []
    for page, start in enumerate(range(0, len(text), _PAGE), 1):
        end = min(len(text), start + _PAGE)
        elements.append(Element("page", start, end, {"label": str(page)}))
    starts, position = [], 0
    for line in text.split("\n"):
        starts.append((position, position + len(line)))
        position += len(line) + 1
    per_paragraph = max(1.0, (number - len(elements)) / len(starts))
    for count, (start, end) in enumerate(starts):
        if end - start < 120:
            continue
        elements += _paragraph(chance, letters, count, start, end)
        for _ in range(round(per_paragraph + chance.random() - 1.0)):
            elements.append(_inline(chance, start, end))
    return "".join(letters), Structure.of(elements[:number])


def _paragraph(
    chance: random.Random, letters: list[str], count: int, start: int, end: int
) -> list[Element]:
    match count % 16:
        case 0:
            return [Element("heading", start, end, {"level": 1 + count // 16 % 3})]
        case 3 | 4 | 5:
            values: dict[str, str | int] = {"level": 1 + count % 2, "label": f"{count % 16}."}
            return [Element("list-item", start, end, values)]
        case 8:
            return [Element("quote", start, end, {"level": 1})]
        case 11 | 12:
            return _row(letters, start, end)
        case 15:
            return [Element("footnote", start, end, {"note": str(count), "label": "1"})]
        case _:
            return []


def _row(letters: list[str], start: int, end: int) -> list[Element]:
    """A table of one row of three cells of prose."""
    tabs = []
    for part in (1, 2):
        at = start + (end - start) * part // 3
        while letters[at] != " ":
            at += 1
        letters[at] = "\t"
        tabs.append(at)
    bounds = zip((start, *(tab + 1 for tab in tabs)), (*tabs, end), strict=True)
    cells = [
        Element("cell", one, other, {"row": 1, "column": column})
        for column, (one, other) in enumerate(bounds, 1)
    ]
    return [Element("table", start, end, {"rows": 1, "columns": 3}), *cells]


def _inline(chance: random.Random, start: int, end: int) -> Element:
    begin = chance.randrange(start, end - 40)
    kind = chance.choice(("emphasis", "emphasis", "link", "note-mark", "comment", "inserted"))
    by_kind: dict[str, dict[str, str | int]] = {
        "emphasis": {"style": chance.choice(_STYLES)},
        "link": {"address": "https://example.org"},
        "note-mark": {"note": str(begin)},
        "comment": {"author": "Ilse", "text": "A remark."},
    }
    length = 3 if kind == "note-mark" else chance.randrange(5, 40)
    return Element(kind, begin, begin + length, by_kind.get(kind, {}))
