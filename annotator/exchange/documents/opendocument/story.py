"""The blocks of an OpenDocument text: paragraphs, headings, lists, tables, sections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.flow import NO_EMPHASIS
from annotator.exchange.documents.grid import write_table
from annotator.exchange.documents.opendocument.inline import Inline
from annotator.exchange.documents.opendocument.lists import Counting
from annotator.exchange.documents.opendocument.names import (
    DRAW,
    OFFICE,
    TABLE,
    TEXT,
    XML,
    number,
)
from annotator.exchange.documents.opendocument.pages import MasterPages
from annotator.exchange.documents.opendocument.reading import MAX_DEPTH, Reading
from annotator.exchange.documents.opendocument.styles import ParagraphStyle
from annotator.exchange.documents.opendocument.tables import table_rows

_HIGHEST: Final = 9


class Item(NamedTuple):
    """The list that a paragraph is in: its counting and style, its level from 1; `start` where
    counting begins anew; `counts` where it is the first of an item that has a number."""

    counting: Counting
    style: str
    level: int
    start: int | None = None
    counts: bool = True


class Story:
    """Writes the blocks of a container to the flow of its reading."""

    def __init__(self, reading: Reading, masters: MasterPages | None = None) -> None:
        self.reading = reading
        self.flow = reading.flow
        self.inline = Inline(reading)
        self._masters = masters
        self._depth = 0
        self._alone = False
        self._item: Item | None = None

    def blocks(self, container: etree._Element) -> None:
        """All blocks in the container, in order."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            name = self.reading.package.name
            raise UserError(
                tr(
                    "“{name}” is nested more than {max_depth} deep; it is refused.",
                    name=name,
                    max_depth=MAX_DEPTH,
                )
            )
        for one in container:
            handler = _HANDLERS.get(one.tag)
            if handler is not None:
                handler(self, one)
        self._depth -= 1

    # Paragraphs

    def paragraph(self, element: etree._Element) -> None:
        """A paragraph or a heading."""
        flow, inline = self.flow, self.inline
        style = self.reading.styles.paragraph(element.get(TEXT + "style-name", ""))
        level = self._heading_level(element, style)
        continued = inline.tracked.dropping
        if continued:
            # The end of the paragraph before was inserted, and the insertion is rejected.
            flow.go_on()
        else:
            self._breaks(style)
        flow.begin_block()
        inline.paragraph(element, style, bool(level or style.role))
        flow.emphasis(NO_EMPHASIS)
        if not inline.tracked.dropping:
            self._mark(element, style, level)
        flow.end_block()
        if style.break_after:
            flow.pages.hard_break()
        boxes, inline.boxes = inline.boxes, []
        for box in boxes:
            before, self._alone = self._alone, False
            item, self._item = self._item, None
            self.blocks(box)
            self._alone, self._item = before, item

    def _heading_level(self, element: etree._Element, style: ParagraphStyle) -> int:
        if element.tag == TEXT + "h":
            found = number(element.get(TEXT + "outline-level")) or 1
            return max(1, min(found, _HIGHEST))
        return 1 if style.role == "title" else 0

    def _breaks(self, style: ParagraphStyle) -> None:
        if self._masters is not None:
            self._masters.at_block(style.break_before, style.master, style.page_number)

    def _mark(self, element: etree._Element, style: ParagraphStyle, level: int) -> None:
        flow = self.flow
        start, end = flow.block_start, flow.builder.position
        item, self._item = self._item, None
        label = self._label(element, level, item)
        if level:
            if start < end:
                flow.mark("heading", start, end, level=level, label=label)
            return
        if item is not None and item.counts:
            flow.mark("list-item", start, end, level=item.level, label=label)
        if start == end:
            return
        if style.role == "quote":
            flow.mark("quote", start, end, level=1)
        elif style.role:
            flow.mark(style.role, start, end)
        elif (item is None or not item.counts) and not self._alone:
            flow.mark("paragraph", start, end)

    def _label(self, element: etree._Element, level: int, item: Item | None) -> str:
        """The number or bullet; counted also where the file has it written down."""
        lists = self.reading.lists
        if item is not None and item.counts:
            style = (
                item.style
                or self.reading.styles.paragraph(element.get(TEXT + "style-name", "")).list_style
            )
            found = lists.label(item.counting, style, item.level, item.start)
        elif element.tag == TEXT + "h" and element.get(TEXT + "is-list-header") != "true":
            start = number(element.get(TEXT + "start-value"))
            anew = element.get(TEXT + "restart-numbering") == "true"
            found = lists.heading(level, start, anew)
        else:
            found = ""
        return self.inline.number or found

    # Lists

    def list_(self, element: etree._Element) -> None:
        """A list that is in no other."""
        style = element.get(TEXT + "style-name", "")
        counting = self.reading.lists.open(
            style,
            element.get(XML + "id", ""),
            element.get(TEXT + "continue-list", ""),
            element.get(TEXT + "continue-numbering") == "true",
        )
        self._items(element, Item(counting, style, 1))

    def _items(self, element: etree._Element, base: Item) -> None:
        for one in element:
            if one.tag in (TEXT + "list-item", TEXT + "list-header"):
                start = number(one.get(TEXT + "start-value"))
                counts = one.tag == TEXT + "list-item"
                self._in_item(one, base._replace(start=start, counts=counts))

    def _in_item(self, element: etree._Element, item: Item) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            name = self.reading.package.name
            raise UserError(
                tr(
                    "“{name}” is nested more than {max_depth} deep; it is refused.",
                    name=name,
                    max_depth=MAX_DEPTH,
                )
            )
        self._item = item
        for one in element:
            if one.tag == TEXT + "list":
                self._item = None
                style = one.get(TEXT + "style-name", "") or item.style
                below = Item(item.counting, style, item.level + 1)
                if one.get(TEXT + "continue-numbering") != "true":
                    self.reading.lists.restart(item.counting, below.level)
                self._items(one, below)
            else:
                handler = _HANDLERS.get(one.tag)
                if handler is not None:
                    handler(self, one)
        self._item = None
        self._depth -= 1

    def numbered(self, element: etree._Element) -> None:
        """A numbered paragraph outside of a list (5.3.6)."""
        style = element.get(TEXT + "style-name", "")
        counting = self.reading.lists.open(style, "", element.get(TEXT + "list-id", ""), True)
        level = number(element.get(TEXT + "level")) or 1
        start = number(element.get(TEXT + "start-value"))
        self._item = Item(counting, style, level, start)
        self.blocks(element)
        self._item = None

    # Tables, sections and things between blocks

    def table(self, element: etree._Element) -> None:
        """A table, a row a line, its places parted by tabs."""
        if self.inline.tracked.dropping:
            return
        self._item = None
        style = self.reading.styles.paragraph(element.get(TABLE + "style-name", ""), "table")
        self._breaks(style)
        rows = table_rows(element, self.reading.package.name)
        for row in rows:
            self.reading.met["covered"] += sum(
                1 for cell in row.cells if cell.covered and "".join(cell.element.itertext()).strip()
            )
        if rows:
            write_table(self.flow, rows, self._cell)
        if style.break_after:
            self.flow.pages.hard_break()

    def _cell(self, element: etree._Element) -> None:
        before, self._alone = self._alone, len(element) < 2
        self.blocks(element)
        self._alone = before

    def section(self, element: etree._Element) -> None:
        """A section, which may be hidden."""
        if element.get(TEXT + "display") in ("none", "condition") and (
            element.get(TEXT + "is-hidden", "true") == "true"
        ):
            self.reading.met["hidden"] += 1
        else:
            self.blocks(element)

    def frame(self, element: etree._Element) -> None:
        """A frame that stands at a page or between paragraphs."""
        self.inline.frame(element)
        boxes, self.inline.boxes = self.inline.boxes, []
        for box in boxes:
            self.blocks(box)


_Handler = Callable[[Story, etree._Element], None]

_HANDLERS: Final[dict[str, _Handler]] = {
    TEXT + "p": Story.paragraph,
    TEXT + "h": Story.paragraph,
    TEXT + "list": Story.list_,
    TEXT + "numbered-paragraph": Story.numbered,
    TABLE + "table": Story.table,
    TEXT + "section": Story.section,
    TEXT + "index-title": Story.blocks,
    TEXT + "index-body": Story.blocks,
    TEXT + "soft-page-break": lambda story, _element: story.inline.rendered_break(),
    TEXT + "change-start": lambda story, element: story.inline.tracked.begin(story.inline, element),
    TEXT + "change-end": lambda story, element: story.inline.tracked.end(story.inline, element),
    TEXT + "change": lambda story, element: story.inline.tracked.deletion(story.inline, element),
    OFFICE + "annotation": lambda story, element: story.inline.comment(element),
    OFFICE + "annotation-end": lambda story, element: story.inline.comment_end(element),
    **dict.fromkeys(
        (
            TEXT + name
            for name in (
                *("table-of-content", "illustration-index", "table-index", "object-index"),
                *("user-index", "alphabetical-index", "bibliography"),
            )
        ),
        Story.blocks,
    ),
    **dict.fromkeys(
        (
            DRAW + name
            for name in ("frame", "g", "a", "custom-shape", "rect", "ellipse", "caption", "path")
        ),
        Story.frame,
    ),
}
