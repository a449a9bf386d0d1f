"""The blocks of a Word document: paragraphs, tables and what is wrapped around them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.flow import NO_EMPHASIS
from annotator.exchange.documents.grid import write_table
from annotator.exchange.documents.word.embedded import read_embedded, write_embedded
from annotator.exchange.documents.word.inline import Inline
from annotator.exchange.documents.word.names import MC, M, R, W, child, is_on, number, value
from annotator.exchange.documents.word.notes import Notes
from annotator.exchange.documents.word.objects import alternate
from annotator.exchange.documents.word.package import Part
from annotator.exchange.documents.word.reading import MAX_DEPTH, Reading
from annotator.exchange.documents.word.styles import ParagraphStyle, outline_level
from annotator.exchange.documents.word.tables import table_rows

_P: Final = W + "p"
_TABLE: Final = W + "tbl"
_NONE: Final = ParagraphStyle()


class Story:
    """Writes the blocks of a part (the body, a note, a header) to the flow of its reading."""

    def __init__(
        self,
        reading: Reading,
        part: Part,
        notes: tuple[Notes, ...] = (),
        end_section: Callable[[], None] | None = None,
    ) -> None:
        self.reading = reading
        self.flow = reading.flow
        self.inline = Inline(reading, part, notes)
        self._end_section = end_section
        self._depth = 0
        self._alone = False
        self._waiting: list[etree._Element] = []

    def blocks(self, container: etree._Element) -> None:
        """All blocks in the container, in order."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            name = self.inline.part.package.name
            raise UserError(
                tr(
                    "“{name}” is nested more than {max_depth} deep; it is refused.",
                    name=name,
                    max_depth=MAX_DEPTH,
                )
            )
        for one in container:
            if one.tag == _P:
                self._paragraph(one)
            else:
                handler = _HANDLERS.get(one.tag)
                if handler is not None:
                    handler(self, one)
        self._flush()
        self._depth -= 1

    # Paragraphs

    def _paragraph(self, element: etree._Element) -> None:
        properties = element[0] if len(element) and element[0].tag == W + "pPr" else None
        if _only_ends_cell(element):
            return
        if properties is None:
            self._waiting.append(element)
            self._write(None)
            return
        self._waiting.append(element)
        if not self._joins_next(properties):
            self._write(properties)
        if self._end_section is not None and child(properties, W + "sectPr") is not None:
            self._flush()
            self._end_section()

    def _joins_next(self, properties: etree._Element) -> bool:
        """Whether the next paragraph continues it: the end is hidden or gone by a tracked change,
        or it is a large first letter (a drop cap)."""
        frame = child(properties, W + "framePr")
        if frame is not None and frame.get(W + "dropCap", "none") != "none":
            return True
        mark = child(properties, W + "rPr")
        if mark is None:
            return False
        # Hidden in a special way, the end only lets a heading run into its paragraph.
        if is_on(child(mark, W + "vanish")) and not is_on(child(mark, W + "specVanish")):
            return True
        if self.reading.tracked == "show":
            return False
        gone = ("del", "moveFrom") if self.reading.tracked == "accept" else ("ins", "moveTo")
        return any(mark.find(W + name) is not None for name in gone)

    def _flush(self) -> None:
        """Paragraphs that would be continued by one that does not come."""
        if self._waiting:
            self._write(child(self._waiting[-1], W + "pPr"))

    def _write(self, properties: etree._Element | None) -> None:
        """The paragraphs that wait, as one block with these properties."""
        styles, flow, inline = self.reading.styles, self.flow, self.inline
        key = value(properties, W + "pStyle")
        style = styles.paragraph(key)
        broken = child(properties, W + "pageBreakBefore")
        if (style.breaks_page if broken is None else is_on(broken)) and flow.position:
            flow.pages.hard_break()
        flow.begin_block()
        waiting, self._waiting = self._waiting, []
        alone = self._alone
        for one in waiting:
            inline.paragraph(one, style)
        flow.emphasis(NO_EMPHASIS)
        self._mark(style, key, properties, alone)
        flow.end_block()
        boxes, inline.boxes = inline.boxes, []
        for box in boxes:
            self._alone = False
            self.blocks(box)

    def _mark(
        self,
        style: ParagraphStyle,
        key: str,
        properties: etree._Element | None,
        alone: bool,
    ) -> None:
        flow = self.flow
        start, end = flow.block_start, flow.builder.position
        said = outline_level(properties)
        level = style.level if said is None else said
        place, label = self._numbered(style, key, properties)
        if level and start < end:
            flow.mark("heading", start, end, level=level, label=label or "")
        elif label is not None and not level:
            flow.mark("list-item", start, end, level=place + 1, label=label)
        if start == end or level:
            return
        if style.role == "quote":
            flow.mark("quote", start, end, level=1)
        elif style.role:
            flow.mark(style.role, start, end)
        elif label is None and not alone:
            flow.mark("paragraph", start, end)

    def _numbered(
        self, style: ParagraphStyle, key: str, properties: etree._Element | None
    ) -> tuple[int, str | None]:
        """The level in a list, from 0, and the number or bullet; None for no item of a list."""
        numbering = self.reading.numbering
        own = child(properties, W + "numPr")
        list_id = value(own, W + "numId") or style.list_id
        if not list_id or list_id == "0":
            return 0, None
        place = number(value(own, W + "ilvl"))
        if place is None:
            place = style.list_level
        if place is None:
            place = numbering.level_of_style(list_id, key)
        return place, numbering.label(list_id, place)

    # Tables

    def table(self, element: etree._Element) -> None:
        """A table, a row a line, its places parted by tabs."""
        self._flush()
        rows = table_rows(element, self.reading.tracked)
        if not rows:
            return
        for row in rows:
            for cell in row.cells:
                if cell.covered and any(one.text for one in cell.element.iter(W + "t")):
                    self.reading.met["covered"] += 1
        write_table(self.flow, rows, self._cell)

    def _cell(self, element: etree._Element) -> None:
        blocks = len(element) - (child(element, W + "tcPr") is not None)
        before, self._alone = self._alone, blocks < 2
        self.blocks(element)
        self._alone = before

    # What is wrapped around blocks

    def changed(self, element: etree._Element, inserted: bool) -> None:
        """Blocks within a tracked change."""
        tracked = self.reading.tracked
        if tracked == "show" or (tracked == "accept") == inserted:
            self.blocks(element)

    def formula(self, element: etree._Element) -> None:
        """A formula between paragraphs."""
        self._flush()
        self.flow.begin_block()
        self.inline.walk(element)
        self.flow.end_block()

    def embedded(self, element: etree._Element) -> None:
        """Another document within this one."""
        self._flush()
        found = None
        if not self.reading.within and element.tag == W + "altChunk":
            found = read_embedded(self.inline.part.by_id(element.get(R + "id")))
        if found is None:
            self.reading.met["embedded"] += 1
        else:
            write_embedded(found, self.flow)


def _only_ends_cell(paragraph: etree._Element) -> bool:
    """Whether it is the empty paragraph that must follow a table at the end of a cell (17.4.65)."""
    if len(paragraph) > 1 or paragraph.getnext() is not None:
        return False
    if len(paragraph) and paragraph[0].tag != W + "pPr":
        return False
    before, parent = paragraph.getprevious(), paragraph.getparent()
    return before is not None and before.tag == _TABLE and parent.tag == W + "tc"


_Handler = Callable[[Story, etree._Element], None]


def _alternate(story: Story, element: etree._Element) -> None:
    chosen = alternate(element)
    if chosen is not None:
        story.blocks(chosen)


def _control(story: Story, element: etree._Element) -> None:
    for one in element.iterchildren(W + "sdtContent"):
        story.blocks(one)


def _marker(story: Story, element: etree._Element) -> None:
    """The begin or end of a comment's passage, between blocks."""
    key, flow = element.get(W + "id", ""), story.reading.flow
    if element.tag == W + "commentRangeStart":
        story.reading.comments.open(key, flow.position)
    else:
        story.reading.comments.close(key, flow)


_HANDLERS: Final[dict[str, _Handler]] = {
    _TABLE: Story.table,
    W + "sdt": _control,
    W + "customXml": Story.blocks,
    W + "smartTag": Story.blocks,
    W + "ins": lambda story, element: story.changed(element, True),
    W + "moveTo": lambda story, element: story.changed(element, True),
    W + "del": lambda story, element: story.changed(element, False),
    W + "moveFrom": lambda story, element: story.changed(element, False),
    W + "altChunk": Story.embedded,
    W + "subDoc": Story.embedded,
    W + "commentRangeStart": _marker,
    W + "commentRangeEnd": _marker,
    MC + "AlternateContent": _alternate,
    M + "oMathPara": Story.formula,
    M + "oMath": Story.formula,
}
