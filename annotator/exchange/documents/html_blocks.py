"""Lines of web pages that are more than paragraphs: headings, lists, tables, quotes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.structure import Value
from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.html_lines import Lines
from annotator.exchange.documents.html_lists import ListState, list_state
from annotator.exchange.documents.html_names import HEADINGS, style_of
from annotator.exchange.documents.html_tables import TableState, is_layout

Leave = Callable[[], None]

_LEVEL_CLASS = re.compile(r"\blst-\w+-(\d)\b")
"""How documents saved by Google Docs say the level of a list."""
_FIRST_LINE: Final = ("list-item", "footnote", "endnote")


class Blocks(Lines):
    """What begins and ends with lines. Each method is called where an element begins, and gives
    what is to be done where it ends."""

    def __init__(self, builder: TextBuilder) -> None:
        super().__init__(builder)
        self.in_heading = False
        self.item_values: dict[str, Value] | None = None
        """Of an item of a list whose label is still to come, as an element of its own."""
        self.rule_due = False
        """Whether a line across the page comes before the next."""
        self._quoted = 0
        self._depth = 0
        self._list: ListState | None = None
        self._table: TableState | None = None
        self._in_cell = False

    def begin(self) -> None:
        """Text of a row that is in no cell stands as another cell does."""
        if self._table is not None and self._table.cells and not (self._in_cell or self.owing):
            self.builder.add("\t")
        if self.rule_due:
            self.rule_due = False
            self.builder.add("\n")
        super().begin()

    def block(self, _node: etree._Element) -> Leave:
        """Lines of their own."""
        self.end_line()
        return self.end_line

    def _container(self, kind: str, paragraphs: bool, **values: Value) -> Leave:
        before = self.paragraphs
        opened = self.open(kind, values)
        self.paragraphs = paragraphs

        def leave() -> None:
            self.close(opened)
            self.paragraphs = before

        return leave

    def paragraph(self, node: etree._Element) -> Leave:
        """``p``: the first of an item or note is the line of that."""
        self.end_line()
        said = node.get("style")
        if said and "mso-list" in said and style_of(said).list_level:
            return self._office_item(style_of(said).list_level)
        if self.starting and self.starting[-1].kind in _FIRST_LINE:
            before, self.paragraphs = self.paragraphs, False

            def leave() -> None:
                self.end_line()
                self.paragraphs = before

            return leave
        return self._container("paragraph", False)

    def _office_item(self, level: int) -> Leave:
        before, paragraphs = self.item_values, self.paragraphs
        self.item_values = {"level": level}
        opened = self.open("list-item", self.item_values)
        self.paragraphs = False

        def leave() -> None:
            self.close(opened)
            self.item_values, self.paragraphs = before, paragraphs

        return leave

    def heading(self, level: int) -> Leave:
        """A heading of this level."""
        within, self.in_heading = self.in_heading, True
        close = self._container("heading", False, level=level)

        def leave() -> None:
            close()
            self.in_heading = within

        return leave

    def heading_element(self, node: etree._Element) -> Leave:
        """``h1`` to ``h6``."""
        return self.heading(HEADINGS[node.tag])

    def caption(self, _node: etree._Element) -> Leave:
        """``caption``, ``figcaption``; that of a table stands before it."""
        self.end_line()
        state = self._table
        waiting = None if state is None or self._in_cell else state.container
        if waiting is None or waiting not in self.starting:
            return self._container("caption", False)
        self.starting.remove(waiting)
        close = self._container("caption", False)

        def leave() -> None:
            close()
            self.starting.append(waiting)

        return leave

    def quote(self, _node: etree._Element) -> Leave:
        """``blockquote``."""
        self._quoted += 1
        close = self._container("quote", True, level=self._quoted)

        def leave() -> None:
            close()
            self._quoted -= 1

        return leave

    def preformatted(self, node: etree._Element) -> Leave:
        """``pre``: a line feed right after the tag is none of it (HTML 13.1.2.5)."""
        close = self._container("preformatted", False)
        self.raw += 1
        if node.text and node.text.startswith("\n"):
            node.text = node.text[1:]

        def leave() -> None:
            close()
            self.raw -= 1

        return leave

    def rule(self, _node: etree._Element) -> None:
        """``hr``: an empty line, where there is something to part."""
        self.end_line()
        self.rule_due = self._table is None and self.owing

    def list_of_items(self, node: etree._Element) -> Leave:
        """``ul``, ``ol``: an item ends where a list within it begins."""
        self.end_line()
        outer, self._depth = self._list, self._depth + 1
        level = _LEVEL_CLASS.search(node.get("class", ""))
        state = self._list = list_state(node, int(level.group(1)) + 1 if level else self._depth)
        within = outer is not None and outer.item is not None
        if outer is not None and outer.item is not None:
            self.close(outer.item)
            outer.item = None

        def leave() -> None:
            self._end_item(state)
            self._list, self._depth = outer, self._depth - 1
            if within:
                self.paragraphs = True

        return leave

    def item(self, node: etree._Element) -> Leave:
        """``li``."""
        self.end_line()
        state = self._list or ListState(False, 1)
        outer, self._list = self._list, state
        self._end_item(state)
        before, self.paragraphs = self.paragraphs, False
        state.item = self.open("list-item", state.values(state.label(node)))

        def leave() -> None:
            self._end_item(state)
            self.paragraphs = before
            self._list = outer

        return leave

    def _end_item(self, state: ListState) -> None:
        if state.item is None:
            self.end_line()
        else:
            self.close(state.item)
            state.item = None

    def term(self, _node: etree._Element) -> Leave:
        """``dt``: an item without a label."""
        return self._container("list-item", False, level=max(self._depth, 1))

    def description(self, _node: etree._Element) -> Leave:
        """``dd``: an item a level below its term."""
        return self._container("list-item", False, level=max(self._depth, 1) + 1)

    def descriptions(self, _node: etree._Element) -> Leave:
        """``dl``."""
        self.end_line()
        self._depth += 1

        def leave() -> None:
            self.end_line()
            self._depth -= 1

        return leave

    def table(self, node: etree._Element) -> Leave:
        """``table``; one for layout only is no table."""
        self.end_line()
        outer, in_cell, paragraphs = self._table, self._in_cell, self.paragraphs
        if is_layout(node):
            self._table, self._in_cell = None, False

            def leave_layout() -> None:
                self.end_line()
                self._table, self._in_cell = outer, in_cell

            return leave_layout
        state = self._table = TableState()
        self._in_cell = False
        opened = state.container = self.open("table")

        def leave() -> None:
            opened.values = state.values()
            self.close(opened)
            self._table, self._in_cell, self.paragraphs = outer, in_cell, paragraphs

        return leave

    def table_row(self, node: etree._Element) -> Leave:
        """``tr``."""
        self.end_line()
        state = self._table
        if state is None or self._in_cell:
            return self.end_line
        state.begin_row()
        opened = self.open("row", {"row": state.rows})

        def leave() -> None:
            self.end_line()
            if state.cells:
                self.mark("row", opened.start, self.builder.position, opened.values)
                self.owing = True
            else:
                state.rows -= 1
                # Text in no cell has begun it all the same.
                if opened.start < 0:
                    self.starting.remove(opened)

        return leave

    def table_cell(self, node: etree._Element) -> Leave:
        """``td``, ``th``."""
        self.end_line()
        state = self._table
        if state is None or self._in_cell or not state.rows:
            return self.end_line
        values = state.place(node)
        if state.cells > 1:
            self.builder.add("\t")
            self.owing = False
        paragraphs, self.paragraphs, self._in_cell = self.paragraphs, False, True
        self.begin()
        start = self.builder.position

        def leave() -> None:
            self.end_line()
            self.owing = False
            self.mark("cell", start, self.builder.position, values)
            self.paragraphs, self._in_cell = paragraphs, False

        return leave
