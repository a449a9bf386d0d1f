"""What stands within a paragraph of an OpenDocument text (ODF 1.3 part 3, clauses 6 and 7)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.flow import NO_EMPHASIS, Flow
from annotator.exchange.documents.opendocument.frames import read_frame
from annotator.exchange.documents.opendocument.names import (
    DC,
    DRAW,
    OFFICE,
    TEXT,
    XLINK,
    identity,
    number,
)
from annotator.exchange.documents.opendocument.reading import MAX_INLINE_DEPTH, Note, Reading
from annotator.exchange.documents.opendocument.styles import ParagraphStyle
from annotator.exchange.documents.opendocument.tracking import Tracked
from annotator.exchange.documents.symbol_fonts import (
    from_symbol_font,
    has_private,
    is_symbol_font,
)

_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_SEVERAL: Final = re.compile(r"[\t\r\n]|  ")
_MOST_BLANKS: Final = 10_000
_UNDERLINE: Final = frozenset(("underline",))
_BARE: Final = ParagraphStyle()


class Inline:
    """Writes what paragraphs hold, in the block that is open."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.flow = reading.flow
        self.boxes: list[etree._Element] = []
        self.number = ""
        self._depth = 0
        self._blank = True
        self._emphasis = NO_EMPHASIS
        self._font = ""
        self._base = NO_EMPHASIS
        self._links = 0
        self.aside = 0
        self._comments: dict[str, tuple[int, dict[str, str]]] = {}
        self.tracked = Tracked(reading)

    @property
    def within(self) -> bool:
        """Whether a paragraph is being read."""
        return self._depth > 0

    def paragraph(self, element: etree._Element, style: ParagraphStyle, special: bool) -> None:
        """All of a paragraph. In a heading, a quote … only what differs from its style is
        `special`."""
        self._base = style.words - {"hidden"} if special else NO_EMPHASIS
        self._emphasis = style.words - self._base
        self._font = style.font
        self._blank = True
        self.number = ""
        self.content(element)

    def content(self, element: etree._Element) -> None:
        """The text of an element and what stands in it."""
        self._depth += 1
        if self._depth > MAX_INLINE_DEPTH:
            name = self.reading.package.name
            raise UserError(
                tr(
                    "“{name}” is nested more than {max_inline_depth} deep; it is refused.",
                    name=name,
                    max_inline_depth=MAX_INLINE_DEPTH,
                )
            )
        if element.text:
            self.words(element.text)
        for one in element:
            handler = _HANDLERS.get(one.tag, _content)
            if handler is not None:
                handler(self, one)
            if one.tail:
                self.words(one.tail)
        self._depth -= 1

    def words(self, text: str) -> None:
        """Character data: blanks and line ends of the file are one blank (6.1.2)."""
        if _SEVERAL.search(text):
            text = _BLANKS.sub(" ", text)
        if self._blank and text[0] == " ":
            text = text[1:]
        if text:
            self.add(text)
            self._blank = text[-1] == " "

    def add(self, text: str) -> None:
        """Text as it is, unless it is hidden or left out."""
        self._blank = False
        if "hidden" in self._emphasis:
            self.reading.met["hidden"] += not self.aside
            return
        if self.tracked.dropping and not self.aside:
            self.tracked.drop(text)
            return
        if self._font and is_symbol_font(self._font) and has_private(text):
            text = from_symbol_font(text, self._font)
            self.reading.met["symbol"] += has_private(text)
        self.flow.emphasis(self._emphasis)
        self.flow.text(text)

    @property
    def silent(self) -> bool:
        """Whether nothing is written now."""
        return "hidden" in self._emphasis or (self.tracked.dropping and not self.aside)

    def span(self, element: etree._Element) -> None:
        """A run of words with a style of its own."""
        said, font = self.reading.styles.span(element.get(TEXT + "style-name", ""))
        before = self._emphasis, self._font
        if said:
            shown = set(self._emphasis)
            for name, on in said.items():
                (shown.add if on else shown.discard)(name)
            shown -= self._base
            self._emphasis = frozenset(shown - _UNDERLINE if self._links else shown)
        self._font = font or self._font
        self.content(element)
        self._emphasis, self._font = before

    def blanks(self, element: etree._Element) -> None:
        """So many blanks."""
        count = number(element.get(TEXT + "c")) or 1
        self.add(" " * max(1, min(count, _MOST_BLANKS)))

    def line_break(self) -> None:
        """A line feed within the paragraph. A blank after it is one: only those at the beginning of
        the paragraph are not, and LibreOffice writes the first of several as it is."""
        if not self.silent:
            self.flow.line_break()
        self._blank = False

    def link(self, element: etree._Element) -> None:
        """A link."""
        start = self.flow.position
        self._links += 1
        self.content(element)
        self._links -= 1
        end = self.flow.builder.position
        address = element.get(XLINK + "href", "")
        if address and start < end:
            self.flow.mark("link", start, end, address=address)

    def note(self, element: etree._Element) -> None:
        """A foot- or endnote: its mark; its text comes at the end."""
        body = element.find(TEXT + "note-body")
        if self.silent or self.aside or body is None:
            return
        kind = "endnote" if element.get(TEXT + "note-class") == "endnote" else "footnote"
        citation = element.find(TEXT + "note-citation")
        label = ""
        if citation is not None:
            label = citation.get(TEXT + "label") or "".join(citation.itertext())
        label = " ".join(label.split()) or str(len(self.reading.notes) + 1)
        key = identity(element) or f"{kind}-{len(self.reading.notes) + 1}"
        self.flow.note_reference(label, key)
        self.reading.notes.append(Note(kind, key, label, body))
        self._blank = False

    # Comments

    def comment(self, element: etree._Element) -> None:
        """A comment begins, or stands at a place."""
        said = {
            "author": element.findtext(DC + "creator") or "",
            "date": element.findtext(DC + "date") or "",
            "text": comment_words(element),
        }
        at = self.flow.position
        name = element.get(OFFICE + "name", "")
        if name and not self.aside:
            self._comments[name] = (at, said)
        elif not self.aside:
            self.flow.mark("comment", at, at, **said)

    def comment_end(self, element: etree._Element) -> None:
        """The passage of a comment ends."""
        start, said = self._comments.pop(element.get(OFFICE + "name", ""), (0, {}))
        if said:
            at = self.flow.builder.position
            self.flow.mark("comment", min(start, at), at, **said)

    def close(self) -> None:
        """At the end: comments without an end are marked where they began."""
        for start, said in self._comments.values():
            at = min(start, self.flow.builder.position)
            self.flow.mark("comment", at, at, **said)
        self._comments.clear()
        self.tracked.close(self)

    # What is read beside the text, and things

    def words_aside(self, element: etree._Element) -> str:
        """The words of an element that are not to be in the text."""
        main, self.flow, blank = self.flow, Flow(), self._blank
        boxes = self.boxes[:]
        self.aside += 1
        self._blank = True
        self.content(element)
        self.aside -= 1
        text, _elements = self.flow.builder.finish()
        self.flow, self._blank, self.boxes = main, blank, boxes
        return text

    def frame(self, element: etree._Element) -> None:
        """A picture, a text box, a shape or an object."""
        if self.silent:
            return
        found = read_frame(element, self.reading)
        for picture in found.pictures:
            at = self.flow.position
            self.flow.mark("image", at, at, **picture)
        if found.formula:
            self.add(found.formula)
        if not self.aside:
            self.boxes += found.boxes

    def ruby(self, element: etree._Element) -> None:
        """A base with its reading: the base, and the reading in parentheses."""
        base, reading = element.find(TEXT + "ruby-base"), element.find(TEXT + "ruby-text")
        if base is not None:
            self.content(base)
        words = "" if reading is None else self.words_aside(reading)
        if words:
            self.add(f"({words})")

    def unless_hidden(self, element: etree._Element) -> None:
        """A field that may be hidden."""
        if element.get(TEXT + "is-hidden") == "true" or element.get(TEXT + "display") == "none":
            self.reading.met["hidden"] += not self.aside
        else:
            self.content(element)

    def own_number(self, element: etree._Element) -> None:
        """The number of an item as the program that saved the file wrote it."""
        self.number = "".join(element.itertext()).strip()

    def rendered_break(self) -> None:
        """Where a page began when the file was saved."""
        if not self.aside and not self.tracked.dropping:
            self.flow.pages.rendered_break()


def comment_words(element: etree._Element) -> str:
    """The words of a comment, a line for each paragraph."""
    lines = (" ".join("".join(one.itertext()).split()) for one in element.iter(TEXT + "p"))
    return "\n".join(lines).strip()


_Handler = Callable[[Inline, etree._Element], None]


def _content(inline: Inline, element: etree._Element) -> None:
    inline.content(element)


_HANDLERS: Final[dict[str, _Handler | None]] = {
    TEXT + "span": Inline.span,
    TEXT + "s": Inline.blanks,
    TEXT + "tab": lambda inline, _element: inline.add("\t"),
    TEXT + "line-break": lambda inline, _element: inline.line_break(),
    TEXT + "a": Inline.link,
    DRAW + "a": Inline.frame,
    TEXT + "note": Inline.note,
    OFFICE + "annotation": Inline.comment,
    OFFICE + "annotation-end": Inline.comment_end,
    TEXT + "change-start": lambda inline, element: inline.tracked.begin(inline, element),
    TEXT + "change-end": lambda inline, element: inline.tracked.end(inline, element),
    TEXT + "change": lambda inline, element: inline.tracked.deletion(inline, element),
    TEXT + "soft-page-break": lambda inline, _element: inline.rendered_break(),
    TEXT + "ruby": Inline.ruby,
    TEXT + "number": Inline.own_number,
    TEXT + "hidden-text": Inline.unless_hidden,
    TEXT + "variable-set": Inline.unless_hidden,
    TEXT + "user-field-get": Inline.unless_hidden,
    TEXT + "script": None,
    OFFICE + "event-listeners": None,
    TEXT + "tracked-changes": None,
    DRAW + "control": None,
    **dict.fromkeys(
        (
            DRAW + name
            for name in (
                *("frame", "custom-shape", "g", "rect", "ellipse", "circle", "line", "polyline"),
                *("polygon", "path", "connector", "caption", "regular-polygon", "measure"),
            )
        ),
        Inline.frame,
    ),
}
