"""Walks over the elements of a page and writes its text and structure, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from typing import Final
from urllib.parse import urljoin

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.structure import Value
from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.html_blocks import Leave
from annotator.exchange.documents.html_inlines import Inlines, skip
from annotator.exchange.documents.html_lists import whole_number
from annotator.exchange.documents.html_names import (
    BLOCKS,
    EMPHASIS,
    HEADINGS,
    HIDDEN,
    Style,
    style_of,
)
from annotator.exchange.documents.html_notes import Note, Notes
from annotator.exchange.documents.html_tree import epub_types, words_of

_EPUB_TYPE: Final = "{http://www.idpf.org/2007/ops}type"
_NO_STYLE: Final = Style()
_SCHEMES: Final = frozenset(("javascript", "vbscript", "data", "about", "blob"))
"""Addresses that lead nowhere once the page is a text."""


class HtmlWriter(Inlines):
    """Writes a page, or several one after the other, to a text.

    `left_out` are elements that are not read. `base` is the address that others are relative to.
    `pages` are the places where printed pages begin, with their labels.
    """

    def __init__(
        self,
        builder: TextBuilder,
        notes: Notes | None = None,
        base: str = "",
        left_out: Collection[etree._Element] = (),
    ) -> None:
        notes = notes or Notes()
        super().__init__(builder, notes.wraps)
        self.pages: list[tuple[int, str]] = []
        self.page_labels: dict[str, str] = {}
        """Labels of printed pages by the ids of the elements that they begin at."""
        self.titles: dict[str, tuple[str, int]] = {}
        """Titles in the table of contents, with their levels, by the ids that they lead to."""
        self._notes = notes
        self._base = base
        self._left_out = left_out
        self._omits = bool(left_out or self._notes.bodies)
        self._title: tuple[str, int] | None = None
        self._insert_title = False
        self._due: list[Note] = []
        self._seen: set[Note] = set()
        self._body: etree._Element | None = None

    def write(self, root: etree._Element) -> None:
        """A page and after it the notes that it has marks of."""
        self._walk(root)
        self.end_line()
        # Notes may have notes.
        while self._due:
            self._write_note(self._due.pop(0))

    def begin_chapter(self, title: str, level: int, insert: bool) -> None:
        """What the next line is called in the table of contents: where it says that, it is a
        heading; where it does not and `insert`, one comes before it."""
        self.end_line()
        self._title, self._insert_title = (title, level), insert

    def finish(self) -> None:
        """See `Lines.finish`; a page ends where the next begins."""
        self.end_line()
        end = self.builder.position
        for at, (start, label) in enumerate(self.pages):
            stop = self.pages[at + 1][0] if at + 1 < len(self.pages) else end
            self.mark("page", min(start, end), min(stop, end), {"label": label})
        super().finish()

    def _walk(self, root: etree._Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        leaves: list[Leave | None] = []
        for event, node in walk:
            if event == "start":
                leave = self._enter(node)
                leaves.append(leave)
                if leave is skip:
                    walk.skip_subtree()
                elif node.text:
                    self.text(node.text)
            else:
                leave = leaves.pop()
                if leave is not None:
                    leave()
                if leaves and node.tail:
                    self.text(node.tail)

    def _enter(self, node: etree._Element) -> Leave | None:
        tag = node.tag
        if tag in HIDDEN:
            return skip
        attributes = node.keys()
        if (attributes or self._omits) and self._is_left_out(node):
            return skip
        if not attributes:
            enter = _ENTER.get(tag) if node is not self._body else None
            return None if enter is None else enter(self, node)
        said = node.get("style")
        style = style_of(said) if said else _NO_STYLE
        if style.hidden or (style.list_marker and self._label_item(node)):
            return skip
        if "id" in attributes or "name" in attributes:
            self._begin_place(node)
        enter = _ENTER.get(tag) if node is not self._body else None
        if "role" in attributes or _EPUB_TYPE in attributes or "epub:type" in attributes:
            enter = _enter_of_role(node) or enter
        leave = None if enter is None else enter(self, node)
        return leave if style is _NO_STYLE or leave is skip else self._styled(style, leave)

    def _is_left_out(self, node: etree._Element) -> bool:
        return (
            node.get("hidden") is not None
            or node.get("aria-hidden") == "true"
            or node in self._left_out
            or (node in self._notes.bodies and node is not self._body)
            or node in self._notes.backs
        )

    def _styled(self, style: Style, leave: Leave | None) -> Leave | None:
        """What the style adds to an element."""
        if style.block and leave is None:
            self.end_line()
            leave = self.end_line
        if not style.emphasis and not style.spaces:
            return leave
        kinds = style.emphasis
        if self.in_heading:
            kinds = tuple(kind for kind in kinds if kind != "bold")
        opened = [self.open_inline("emphasis", {"style": kind}) for kind in kinds]
        self.raw += style.spaces

        def leave_styled() -> None:
            self.raw -= style.spaces
            for inline in reversed(opened):
                self.close_inline(inline)
            if leave is not None:
                leave()

        return leave_styled

    def _label_item(self, node: etree._Element) -> bool:
        """The number that a word processor wrote before an item; whether there is such an item."""
        if self.item_values is None:
            return False
        if label := words_of(node):
            self.item_values["label"] = "•" if label in "·§" else label
        return True

    def _begin_place(self, node: etree._Element) -> None:
        place = node.get("id") or node.get("name") or ""
        if place in self.page_labels:
            self.point("page", {"label": self.page_labels.pop(place)})
        if place in self.titles:
            if node.tag in BLOCKS:
                self.end_line()
            self._title, self._insert_title = self.titles.pop(place), False

    def place_point(self, kind: str, position: int, values: Mapping[str, Value]) -> None:
        """Of a page this is where it begins."""
        if kind == "page":
            self.pages.append((position, str(values["label"])))
        else:
            super().place_point(kind, position, values)

    def before_line(self, text: str) -> None:
        """See `begin_chapter`."""
        if self._title is None or not text:
            return
        (title, level), self._title = self._title, None
        if self.in_heading:
            return
        if _same_words(text, title):
            self.line_kind = ("heading", {"level": level})
        elif self._insert_title and not self._insert(title, level):
            self._title = (title, level)

    def _insert(self, title: str, level: int) -> bool:
        if self._table is not None:
            return False
        starting, self.starting = self.starting, []
        self.begin()
        start = self.builder.position
        self.builder.add(title)
        self.mark("heading", start, self.builder.position, {"level": level})
        self.owing, self.starting = True, starting
        return True

    def _write_note(self, note: Note) -> None:
        self.rule_due = False
        opened = self.open(note.kind, {"note": note.id, "label": note.label})
        self.prefix = f"[{note.label}] "
        paragraphs, self.paragraphs, self._body = self.paragraphs, False, note.body
        state = (self._list, self._table, self._in_cell)
        self._list, self._table, self._in_cell = None, None, False
        self._walk(note.body)
        self.end_line()
        if self.prefix:
            self.empty_line()
        self.close(opened)
        self._list, self._table, self._in_cell = state
        self.paragraphs, self._body = paragraphs, None

    def _link(self, node: etree._Element) -> Leave | None:
        note = self._notes.marks.get(node)
        if note is not None:
            inline = self.open_inline("note-mark", {"note": note.id})
            self.text(f"[{note.label}]")
            self.close_inline(inline)
            if note not in self._seen:
                self._seen.add(note)
                self._due.append(note)
            return skip
        address = self._address(node.get("href"))
        return self.inline_element("link", {"address": address}) if address else None

    def _address(self, said: str | None) -> str:
        """Where a link leads; empty where it leads nowhere."""
        address = (said or "").strip()
        if not address:
            return ""
        if address.partition(":")[0].strip().lower() in _SCHEMES:
            return ""
        if self._base and not address.startswith("#"):
            with suppress(ValueError):
                return urljoin(self._base, address)
        return address

    def _page_break(self, node: etree._Element) -> Leave:
        label = node.get("title") or node.get("aria-label") or words_of(node)
        if label:
            self.point("page", {"label": " ".join(label.split())})
        return skip

    def _heading_by_role(self, node: etree._Element) -> Leave:
        return self.heading(min(max(whole_number(node.get("aria-level"), 2), 1), 9))

    def _dialog(self, node: etree._Element) -> Leave:
        return self.block(node) if node.get("open") is not None else skip


Enter = Callable[[HtmlWriter, etree._Element], Leave | None]

_ENTER: Final[dict[str, Enter]] = {
    **dict.fromkeys(BLOCKS, HtmlWriter.block),
    **dict.fromkeys(HEADINGS, HtmlWriter.heading_element),
    **dict.fromkeys(EMPHASIS, HtmlWriter.emphasis),
    **dict.fromkeys(("caption", "figcaption"), HtmlWriter.caption),
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), HtmlWriter.preformatted),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), HtmlWriter.list_of_items),
    **dict.fromkeys(("td", "th"), HtmlWriter.table_cell),
    **dict.fromkeys(("ins", "del"), HtmlWriter.change),
    **dict.fromkeys(("img", "svg", "image"), HtmlWriter.picture),
    "p": HtmlWriter.paragraph,
    "blockquote": HtmlWriter.quote,
    "hr": HtmlWriter.rule,
    "li": HtmlWriter.item,
    "dl": HtmlWriter.descriptions,
    "dt": HtmlWriter.term,
    "dd": HtmlWriter.description,
    "table": HtmlWriter.table,
    "tr": HtmlWriter.table_row,
    "a": HtmlWriter._link,
    "q": HtmlWriter.quotation,
    "rt": HtmlWriter.reading,
    "br": HtmlWriter.break_,
    "dialog": HtmlWriter._dialog,
}


def _enter_of_role(node: etree._Element) -> Enter | None:
    types = epub_types(node)
    if types & {"pagebreak", "doc-pagebreak"}:
        return HtmlWriter._page_break
    return HtmlWriter._heading_by_role if "heading" in types and node.tag not in HEADINGS else None


def _same_words(one: str, other: str) -> bool:
    return [word.strip(".:–—-").casefold() for word in one.split()] == [
        word.strip(".:–—-").casefold() for word in other.split()
    ]
