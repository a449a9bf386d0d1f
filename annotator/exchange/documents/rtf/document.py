"""What is gathered from a Rich Text file: the body, notes, comments, what is said of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from annotator.corpus.messages import tr
from annotator.corpus.structure import Element
from annotator.errors import UserError
from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.reader import ReadDocument, Remark
from annotator.exchange.documents.rtf.flow import Flow
from annotator.exchange.documents.rtf.state import State
from annotator.exchange.documents.rtf.styles import Styles


@dataclass(slots=True)
class Note:
    """A note: its kind, id and label, and its text."""

    kind: str
    note: str
    label: str
    text: str
    elements: list[Element]


@dataclass(slots=True)
class CommentRange:
    """What a comment is on: where it begins and ends, each in the text it lies in."""

    builder: TextBuilder
    start: int
    end: int


@dataclass
class Gathered:
    """All of a file."""

    styles: Styles = field(default_factory=Styles)
    notes: list[Note] = field(default_factory=list)
    ranges: dict[str, CommentRange] = field(default_factory=dict)
    pages: list[int] = field(default_factory=list)
    furniture: set[tuple[str, str]] = field(default_factory=set)
    authors: list[str] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    hidden: int = 0
    pictures: int = 0
    complete: bool = False

    def __post_init__(self) -> None:
        self.body = Flow(self.styles.kind)

    def author(self, number: int) -> str:
        """An author of tracked changes, by place in the file's list."""
        return self.authors[number] if 0 <= number < len(self.authors) else ""

    def document(self, name: str) -> ReadDocument:
        """The document. UserError where there is no text."""
        self.body.finish(State())
        base = self.body.base
        for kind in ("footnote", "endnote"):
            for note in self.notes:
                if note.kind == kind:
                    _write_note(base.begin(), base.builder, note)
                    base.end()
        self._mark_pages(base.builder)
        text, elements = base.builder.finish()
        if not text.strip():
            what = "pictures but no text" if self.pictures else "no text"
            raise UserError(
                tr("“{name}” holds {what}. Add a file that has a text in it.", name=name, what=what)
            )
        return ReadDocument(name, text, elements, self.about, self._remarks())

    def _mark_pages(self, builder: TextBuilder) -> None:
        if not self.pages:
            return
        starts = [0, *self.pages]
        for number, start in enumerate(starts, start=1):
            end = starts[number] if number < len(starts) else builder.position
            builder.mark("page", start, end, label=str(number))

    def _remarks(self) -> list[Remark]:
        remarks = []
        if not self.complete:
            remarks.append(
                Remark("The file ends before it is complete; the text may be cut.", "end of file")
            )
        if self.hidden:
            remarks.append(Remark(f"Hidden text of {self.hidden} characters was left out."))
        if self.pages:
            remarks.append(
                Remark(
                    "Pages are counted by the page breaks that the author set; rich text says "
                    "nothing of the others."
                )
            )
        return remarks


def _write_note(start: int, builder: TextBuilder, note: Note) -> None:
    prefix = f"[{note.label}] "
    builder.add(prefix + note.text)
    offset = start + len(prefix)
    for element in note.elements:
        builder.mark(element.kind, element.start + offset, element.end + offset, **element.values)
    builder.mark(note.kind, start, builder.position, note=note.note, label=note.label)


def shifted(elements: list[Element], cut: int) -> list[Element]:
    """The elements of a text whose first `cut` characters were taken off."""
    return [
        Element(
            element.kind, max(0, element.start - cut), max(0, element.end - cut), element.values
        )
        for element in elements
        if element.end > cut or element.start == element.end
    ]


def date_of(number: int) -> str:
    """A date as Word packs it (DTTM, RTF 1.9.1): ISO 8601 to the minute, or empty."""
    number &= 0xFFFFFFFF
    try:
        return datetime.datetime(
            1900 + (number >> 20 & 0x1FF),
            number >> 16 & 0xF,
            number >> 11 & 0x1F,
            number >> 6 & 0x1F,
            number & 0x3F,
        ).isoformat(timespec="minutes")
    except ValueError:
        return ""
