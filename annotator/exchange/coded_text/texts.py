"""From a project to the blocks of its coded texts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from annotator.corpus.blocks import BLOCKS
from annotator.corpus.coding import Coding
from annotator.corpus.document import Document
from annotator.corpus.messages import tr
from annotator.corpus.places import level_of
from annotator.corpus.project import ProjectContent
from annotator.corpus.structure import EMPTY, Element, Structure
from annotator.corpus.text import DocumentText
from annotator.exchange.attribute_names import attribute_names
from annotator.exchange.coded_text.choice import WritingChoice
from annotator.exchange.coded_text.model import (
    HEADING,
    LIST_ITEM,
    NOTE,
    PARAGRAPH,
    QUOTE,
    TABLE,
    Block,
    LegendEntry,
    Note,
    Run,
    Written,
)

_KINDS: Mapping[str, str] = {
    "heading": HEADING,
    "list-item": LIST_ITEM,
    "quote": QUOTE,
    "footnote": NOTE,
    "endnote": NOTE,
}


@dataclass(frozen=True)
class _Part:
    """A part of a coding: where it is, and the number of its note."""

    start: int
    end: int
    note: int


def coded_texts(content: ProjectContent, choice: WritingChoice) -> Written:
    """All texts of the content with their codings, one after the other."""
    notes, parts = _notes(content)
    several = len(content.documents) > 1
    blocks: list[Block] = []
    for document in content.documents:
        if several:
            blocks.append(Block(HEADING, (Run(document.name, bold=True),), 1))
        structure = content.structures.get(document.guid, EMPTY)
        blocks += _blocks(document, structure, parts.get(document.guid, []), deeper=several)
    title = content.name if several else content.documents[0].name if content.documents else ""
    coders = tuple(dict.fromkeys(note.coder for note in notes))
    return Written(title, tuple(blocks), tuple(notes), _legend(content), coders, choice.show)


def _legend(content: ProjectContent) -> tuple[LegendEntry, ...]:
    """The codes that are used, in the order of the codebook."""
    counts: dict[str, int] = {}
    for coding in content.codings:
        counts[coding.code] = counts.get(coding.code, 0) + 1
    book = content.codebook
    return tuple(
        LegendEntry(" > ".join(book.path(code.guid)), code.color, counts[code.guid])
        for _depth, code in book.walk()
        if code.guid in counts
    )


def _notes(content: ProjectContent) -> tuple[list[Note], dict[str, list[_Part]]]:
    """A note for each part of each coding, and the parts by document."""
    book = content.codebook
    used = {coding.code for coding in content.codings}
    order = [code for _depth, code in book.walk() if code.guid in used]
    numbers = {code.guid: number for number, code in enumerate(order)}
    paths = {code.guid: " > ".join(book.path(code.guid)) for code in order}
    coders = {one.guid: one.name for one in content.coders}
    names = {code.guid: attribute_names(book, code.guid) for code in order}
    memos: dict[str, list[str]] = {}
    for said in content.memos:
        memos.setdefault(said.subject, []).append(said.text)
    notes: list[Note] = []
    parts: dict[str, list[_Part]] = {}
    for one in content.codings:
        memo = "\n".join(memos.get(one.guid, ()))
        values = _values(one, names[one.code])
        for number, span in enumerate(one.spans, 1):
            which = _which(number, len(one.spans))
            note = Note(
                *(numbers[one.code], paths[one.code], book.by_guid[one.code].color),
                *(coders[one.coder], memo if number == 1 else ""),
                "; ".join(filter(None, (values, which))),
                one.modified,
            )
            parts.setdefault(one.document, []).append(_Part(span.start, span.end, len(notes)))
            notes.append(note)
    return notes, parts


def _values(coding: Coding, names: Mapping[str, str]) -> str:
    return "; ".join(
        f"{names[guid]}: {said if isinstance(said, str) else ', '.join(said)}"
        for guid, said in coding.attributes.items()
        if guid in names
    )


def _which(number: int, parts: int) -> str:
    return tr("part {number} of {parts}", number=number, parts=parts) if parts > 1 else ""


def _blocks(
    document: Document, structure: Structure, parts: Sequence[_Part], *, deeper: bool
) -> Iterator[Block]:
    """The blocks of a text in order; cells of one table are one block."""
    text = DocumentText(document.text, structure)
    bounds = [(one.start, one.end) for one in text.paragraphs()]
    runs = _Runs(document.text, structure, parts, bounds)
    tables = ((structure.at(start, "table"), start, end) for start, end in bounds)
    for table, own in groupby(tables, key=lambda one: one[0]):
        if table is not None:
            yield _table(structure, runs, [(start, end) for _table, start, end in own])
            continue
        for _none, start, end in own:
            yield _block(structure.at(start, *BLOCKS), runs.between(start, end), deeper)


def _block(element: Element | None, runs: tuple[Run, ...], deeper: bool) -> Block:
    if element is None:
        return Block(PARAGRAPH, runs)
    kind = _KINDS.get(element.kind, PARAGRAPH)
    level = element.values.get("level", 1)
    if kind == HEADING:
        return Block(kind, runs, min(9, level_of(element) + deeper))
    label = str(element.values.get("label") or element.values.get("speaker") or "")
    if element.kind == "turn":
        label = f"{label}:" if label else ""
    return Block(kind, runs, level if isinstance(level, int) else 1, label)


def _table(structure: Structure, runs: _Runs, bounds: Sequence[tuple[int, int]]) -> Block:
    """Cells by row and column; what one cell holds in several paragraphs is joined by line ends."""
    cells: dict[int, dict[int, list[Run]]] = {}
    row = column = 1
    for start, end in bounds:
        cell = structure.at(start, "cell")
        if cell is not None:
            row = int(cell.values.get("row", row))
            column = int(cell.values.get("column", column))
        found = cells.setdefault(row, {}).setdefault(column, [])
        found += [Run("\n")] if found else []
        found += runs.between(start, end)
    width = max(max(one) for one in cells.values())
    return Block(
        TABLE,
        rows=tuple(
            tuple(tuple(cells[number].get(place, ())) for place in range(1, width + 1))
            for number in sorted(cells)
        ),
    )


class _Runs:
    """A text cut into runs where a part of a coding or an emphasis begins or ends."""

    def __init__(
        self,
        text: str,
        structure: Structure,
        parts: Sequence[_Part],
        bounds: Sequence[tuple[int, int]],
    ) -> None:
        self._text, self._bounds = text, bounds
        self._block_starts = [start for start, _end in bounds]
        self._block_ends = [end for _start, end in bounds]
        self._parts = sorted(parts, key=lambda one: (one.start, -one.end))
        self._starts = [one.start for one in self._parts]
        self._longest = max((one.end - one.start for one in parts), default=0)
        self._structure = structure

    def between(self, start: int, end: int) -> tuple[Run, ...]:
        """The runs of a stretch."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        own = [one for one in self._parts[first:last] if one.end > start]
        looks = self._looks(start, end)
        cuts = {start, end}
        for begins, ends in [(p.start, p.end) for p in own] + [(e.start, e.end) for e in looks]:
            cuts |= {min(max(begins, start), end), min(max(ends, start), end)}
        ordered = sorted(cuts)
        return tuple(self._swept(ordered, own, looks))

    def _looks(self, start: int, end: int) -> list[Element]:
        return [
            self._structure[number]
            for number in self._structure.overlapping(start, end, "emphasis")
        ]

    def _swept(
        self,
        cuts: Sequence[int],
        own: Sequence[_Part],
        looks: Sequence[Element],
    ) -> Iterator[Run]:
        waiting = sorted(own, key=lambda one: one.start)
        active: list[_Part] = []
        # Where each begins and ends in the blocks, by its note: asked for at every run in it.
        first_of: dict[int, int] = {}
        last_of: dict[int, int] = {}
        place = 0
        for here, there in pairwise(cuts):
            active = [one for one in active if one.end > here]
            while place < len(waiting) and waiting[place].start <= here:
                one = waiting[place]
                active.append(one)
                first_of[one.note], last_of[one.note] = self._first(one), self._last(one)
                place += 1
            active.sort(key=lambda one: one.start - one.end)  # the longest first
            styles = (
                {str(one.values.get("style")) for one in looks if one.start <= here < one.end}
                if looks
                else ()
            )
            yield Run(
                self._text[here:there],
                tuple([one.note for one in active]),
                tuple([one.note for one in active if first_of[one.note] == here]),
                tuple([one.note for one in active if last_of[one.note] == there]),
                "bold" in styles,
                "italic" in styles,
            )

    def _first(self, part: _Part) -> int:
        """Where a part begins in the blocks: what lies between them is not written."""
        return max(part.start, self._bounds[bisect_right(self._block_ends, part.start)][0])

    def _last(self, part: _Part) -> int:
        """Where a part ends in the blocks."""
        return min(part.end, self._bounds[bisect_left(self._block_starts, part.end) - 1][1])
