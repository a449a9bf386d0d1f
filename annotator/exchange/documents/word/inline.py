"""What stands within a paragraph of a Word document: runs, links, fields, changes, marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.flow import NO_EMPHASIS, Flow
from annotator.exchange.documents.symbol_fonts import (
    from_symbol_font,
    has_private,
    is_symbol_font,
)
from annotator.exchange.documents.word.fields import Fields, link_address
from annotator.exchange.documents.word.maths import formula
from annotator.exchange.documents.word.names import MC, M, R, W
from annotator.exchange.documents.word.notes import Notes, custom_mark, has_custom_mark
from annotator.exchange.documents.word.objects import alternate, read_object
from annotator.exchange.documents.word.package import Part
from annotator.exchange.documents.word.reading import MAX_INLINE_DEPTH, Reading
from annotator.exchange.documents.word.run_formats import RunFormats
from annotator.exchange.documents.word.styles import NOTHING_SAID, ParagraphStyle, run_settings
from annotator.exchange.documents.word.symbols import symbol

_T: Final = W + "t"
_RUN_PROPERTIES: Final = W + "rPr"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_LINE_END: Final = re.compile(r"[\r\n]")
_BARE: Final = ParagraphStyle()


class Inline:
    """Writes what paragraphs hold. One for each story (the body, the notes, a header)."""

    def __init__(self, reading: Reading, part: Part, notes: tuple[Notes, ...]) -> None:
        self.reading = reading
        self.part = part
        self.flow = reading.flow
        self.fields = Fields(part.root)
        self.boxes: list[etree._Element] = []
        self._notes = {notes.kind: notes for notes in notes}
        self._depth = 0
        self._aside = 0
        self._links = 0
        self._style = _BARE
        self._emphasis = NO_EMPHASIS
        self._hidden = self._written = False
        self._font = ""
        self._formats = RunFormats(reading.styles)

    def paragraph(self, element: etree._Element, style: ParagraphStyle) -> None:
        """All runs of a paragraph, in the block that is open."""
        self._style = style
        self.walk(element)

    def walk(self, element: etree._Element) -> None:
        """What the element holds; what is not known is looked through."""
        self._depth += 1
        if self._depth > MAX_INLINE_DEPTH:
            name = self.part.package.name
            raise UserError(
                tr(
                    "“{name}” is nested more than {max_inline_depth} deep; it is refused.",
                    name=name,
                    max_inline_depth=MAX_INLINE_DEPTH,
                )
            )
        for one in element:
            handler = _HANDLERS.get(one.tag, _look_through)
            if handler is not None:
                handler(self, one)
        self._depth -= 1

    # Runs

    def run(self, element: etree._Element) -> None:
        """A run: its properties, then text and marks in order."""
        settings = NOTHING_SAID
        if len(element) and element[0].tag == _RUN_PROPERTIES:
            settings = run_settings(element[0])
        linked = self._links + self.fields.links > 0
        emphasis = self._formats.of(self._style, settings, linked)
        self._hidden = "hidden" in emphasis
        self._emphasis = emphasis
        self._font = settings.font or self._style.font
        for one in element:
            if one.tag == _T:
                self.words(one)
            else:
                handler = _HANDLERS.get(one.tag, _look_through)
                if handler is not None:
                    handler(self, one)
        self._hidden = self._written = False

    def words(self, element: etree._Element) -> None:
        """A ``w:t`` or ``w:delText``."""
        text = element.text
        if not text:
            return
        if "\n" in text or "\r" in text:
            # Of a file that was indented by hand or by a program.
            if element.get(_SPACE) == "preserve":
                text = _LINE_END.sub(" ", text)
            else:
                text = _BLANKS.sub(" ", text).strip(" ")
        if self._font and is_symbol_font(self._font):
            text = self._of_symbols(text)
        self.add(text)

    def _of_symbols(self, text: str) -> str:
        # Letters typed in such a font are stored as letters only where the font was not told.
        found = from_symbol_font(text, self._font) if has_private(text) else text
        if has_private(found):
            self.reading.met["symbol"] += 1
        return found

    def add(self, text: str) -> None:
        """Text of the run that is read, unless it is hidden or computes a field."""
        if self.fields.hiding or self._written:
            return
        if self._hidden:
            self.reading.met["hidden"] += not self._aside
            return
        self.flow.emphasis(self._emphasis)
        self.flow.text(text)

    @property
    def silent(self) -> bool:
        """Whether nothing is written now."""
        return self._hidden or self.fields.hiding > 0

    # What changes the text while it is read

    def aside(self, element: etree._Element) -> str:
        """The words of an element that are not to be in the text."""
        main, self.flow = self.flow, Flow()
        self._aside += 1
        self.walk(element)
        text, _elements = self.flow.builder.finish()
        self._aside -= 1
        self.flow = main
        return text

    def changed(self, element: etree._Element, inserted: bool) -> None:
        """A tracked insertion or deletion, or an end of a move."""
        kind = "inserted" if inserted else "deleted"
        who = {"author": element.get(W + "author", ""), "date": element.get(W + "date", "")}
        tracked = self.reading.tracked
        if self._aside:
            self.walk(element)
            return
        if tracked == "show" or (tracked == "accept") == inserted:
            start = self.flow.position
            self.walk(element)
            end = self.flow.builder.position
            if start < end:
                self.reading.met[tracked] += 1
                self.flow.mark(kind, start, end, **who)
            return
        text = self.aside(element)
        if text:
            self.reading.met[tracked] += 1
            at = self.flow.builder.position
            self.flow.mark(kind, at, at, text=text, **who)

    def link(self, element: etree._Element) -> None:
        """A ``w:hyperlink``."""
        found = self.part.relationships.get(element.get(R + "id", ""))
        place = element.get(W + "anchor", "")
        address = ("" if found is None else found.target) + (f"#{place}" if place else "")
        start = self.flow.position
        self._links += 1
        self.walk(element)
        self._links -= 1
        self._mark_link(start, address)

    def _mark_link(self, start: int, address: str) -> None:
        end = self.flow.builder.position
        if address and start < end:
            self.flow.mark("link", start, end, address=address)

    def field_character(self, element: etree._Element) -> None:
        """The begin, the middle or the end of a field."""
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self.fields.begin(element)
        elif kind == "separate":
            self.fields.separate(self.flow.position)
        elif kind == "end":
            field = self.fields.end()
            if field is not None and field.in_result:
                self._mark_link(field.start, field.address)
            elif field is not None:
                self.add(field.without_result())

    def simple_field(self, element: etree._Element) -> None:
        """A ``w:fldSimple``: its content is the result."""
        start = self.flow.position
        self.walk(element)
        self._mark_link(start, link_address(element.get(W + "instr", "")))

    # Marks and things

    def note(self, element: etree._Element, kind: str) -> None:
        """A reference to a note."""
        run = element.getparent()
        notes = self._notes.get(kind)
        if self._aside or self.silent or notes is None or run is None:
            return
        custom = custom_mark(run) if has_custom_mark(element) else ""
        if not notes.refer(element.get(W + "id", ""), custom, self.flow):
            self.reading.met["note"] += 1
        elif custom:
            # The mark is written; the run holds it again.
            self._written = True

    def drawing(self, element: etree._Element) -> None:
        """A drawing, a picture or an embedded object."""
        if self.silent:
            return
        pictures, boxes = read_object(element, self.part)
        for picture in pictures:
            at = self.flow.position
            self.flow.mark("image", at, at, **picture)
        if not self._aside:
            self.boxes += boxes

    def symbol(self, element: etree._Element) -> None:
        """A character of a symbol font."""
        found = symbol(element)
        if has_private(found) and not self.silent:
            self.reading.met["symbol"] += 1
        self.add(found)

    def break_(self, element: etree._Element) -> None:
        """A break of the line, the column or the page."""
        if self.silent:
            return
        kind = element.get(W + "type", "textWrapping")
        if kind == "textWrapping":
            self.flow.line_break()
        else:
            if kind == "page" and not self._aside:
                self.flow.pages.hard_break()
            self.flow.part_words()

    def rendered_break(self) -> None:
        """Where a page began when the file was saved."""
        if not self._aside and self.flow is self.reading.flow:
            self.flow.pages.rendered_break()

    def ruby(self, element: etree._Element) -> None:
        """A base with its reading: the base, and the reading in parentheses."""
        base, reading = element.find(W + "rubyBase"), element.find(W + "rt")
        if base is not None:
            self.walk(base)
        words = "" if reading is None else self.aside(reading)
        if words:
            self.add(f"({words})")

    def formula(self, element: etree._Element) -> None:
        """A formula, in line."""
        self._emphasis = NO_EMPHASIS
        self.add(formula(element))


_Handler = Callable[[Inline, etree._Element], None]


def _look_through(inline: Inline, element: etree._Element) -> None:
    inline.walk(element)


def _alternate(inline: Inline, element: etree._Element) -> None:
    chosen = alternate(element)
    if chosen is not None:
        inline.walk(chosen)


def _content(inline: Inline, element: etree._Element) -> None:
    """A content control."""
    for one in element.iterchildren(W + "sdtContent"):
        inline.walk(one)


def _comment(inline: Inline, element: etree._Element) -> None:
    inline.reading.comments.close(element.get(W + "id", ""), inline.reading.flow)


def _comment_begins(inline: Inline, element: etree._Element) -> None:
    inline.reading.comments.open(element.get(W + "id", ""), inline.reading.flow.position)


_NOTHING: Final[dict[str, _Handler | None]] = dict.fromkeys(
    W + name
    for name in (
        *("pPr", "rPr", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"),
        *("footnoteRef", "endnoteRef", "annotationRef", "separator", "continuationSeparator"),
        *("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "fldData", "moveFromRangeStart"),
        *("moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "pgNum", "control"),
    )
)
_HANDLERS: Final[dict[str, _Handler | None]] = {
    **_NOTHING,
    W + "r": Inline.run,
    W + "t": Inline.words,
    W + "delText": Inline.words,
    W + "tab": lambda inline, _element: inline.add("\t"),
    W + "ptab": lambda inline, _element: inline.add("\t"),
    W + "br": Inline.break_,
    W + "cr": Inline.break_,
    W + "lastRenderedPageBreak": lambda inline, _element: inline.rendered_break(),
    W + "noBreakHyphen": lambda inline, _element: inline.add("\u2011"),
    W + "softHyphen": lambda inline, _element: inline.add("\u00ad"),
    W + "sym": Inline.symbol,
    W + "fldChar": Inline.field_character,
    W + "instrText": lambda inline, element: inline.fields.instruct(element.text or ""),
    W + "delInstrText": lambda inline, element: inline.fields.instruct(element.text or ""),
    W + "fldSimple": Inline.simple_field,
    W + "hyperlink": Inline.link,
    W + "ins": lambda inline, element: inline.changed(element, True),
    W + "moveTo": lambda inline, element: inline.changed(element, True),
    W + "del": lambda inline, element: inline.changed(element, False),
    W + "moveFrom": lambda inline, element: inline.changed(element, False),
    W + "sdt": _content,
    W + "footnoteReference": lambda inline, element: inline.note(element, "footnote"),
    W + "endnoteReference": lambda inline, element: inline.note(element, "endnote"),
    W + "commentRangeStart": _comment_begins,
    W + "commentRangeEnd": _comment,
    W + "commentReference": _comment,
    W + "drawing": Inline.drawing,
    W + "pict": Inline.drawing,
    W + "object": Inline.drawing,
    W + "ruby": Inline.ruby,
    MC + "AlternateContent": _alternate,
    M + "oMath": Inline.formula,
}
