"""Where a passage stands: its page, section, note, speaker and time, as it is cited."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.corpus.structure import Element, Structure
from annotator.corpus.turns import clock, speaker_at, time_at

NOTES = ("footnote", "endnote")


@dataclass(frozen=True, slots=True)
class Place:
    """Page, section and note of a position; empty where there is none. `section` is the words of
    the nearest heading at or before it, `note` the mark of the note that it stands in. Of a
    transcript `speaker` says it, and `time` is when: hours, minutes and seconds."""

    page: str = ""
    section: str = ""
    note: str = ""
    speaker: str = ""
    time: str = ""


def place_of(text: str, structure: Structure, position: int) -> Place:
    """Where a position (code points) of a text stands."""
    if not structure:
        return Place()
    heading = section_at(structure, position)
    time = time_at(structure, position)
    return Place(
        page_at(structure, position),
        "" if heading is None else words_of(text, heading),
        note_at(structure, position),
        speaker_at(structure, position),
        "" if time is None else clock(time),
    )


def page_at(structure: Structure, position: int) -> str:
    """The label of the page that holds the position, or of the last one that begins before it."""
    page = structure.at(position, "page") or structure.last_before(position, "page")
    return "" if page is None else str(page.values.get("label", ""))


def section_at(structure: Structure, position: int) -> Element | None:
    """The last heading that begins at or before the position: that of its section. A note that
    stands at the end of the text is in the section of its mark."""
    note = structure.at(position, *NOTES)
    if note is not None and (mark := _mark_of(structure, note)) is not None:
        position = mark.start
    return structure.last_before(position, "heading")


def note_at(structure: Structure, position: int) -> str:
    """The mark of the note that holds the position; empty in the running text."""
    note = structure.at(position, *NOTES)
    return "" if note is None else str(note.values.get("label") or note.values.get("note", ""))


def _mark_of(structure: Structure, note: Element) -> Element | None:
    wanted = note.values.get("note")
    marks = structure.of_kind("note-mark") if wanted is not None else []
    return next((mark for mark in marks if mark.values.get("note") == wanted), None)


def words_of(text: str, element: Element) -> str:
    """The words under an element, on one line."""
    return " ".join(text[element.start : element.end].split())


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading in the outline of a text: its words, its level from 1, where it begins."""

    words: str
    level: int
    start: int


def outline(text: str, structure: Structure) -> list[OutlineEntry]:
    """The headings of a text in order."""
    return [
        OutlineEntry(words_of(text, one), level_of(one), one.start)
        for one in structure.of_kind("heading")
    ]


def level_of(heading: Element) -> int:
    """The level of a heading, 1 where it says none."""
    level = heading.values.get("level", 1)
    return level if isinstance(level, int) and level > 0 else 1


def pages(structure: Structure) -> list[Element]:
    """The pages of a text in order."""
    return structure.of_kind("page")
