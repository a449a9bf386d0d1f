"""From the mark of a note to the note, and back."""

from __future__ import annotations

from annotator.corpus.span import Span
from annotator.corpus.structure import Element
from annotator.ui.reader.elements import NOTES, Elements


class NoteJumps:
    """Knows which mark belongs to which note; found out when it is first asked for."""

    def __init__(self, elements: Elements) -> None:
        self._elements = elements
        self._notes: dict[object, Element] | None = None
        self._marks: dict[object, Element] = {}

    def _find(self) -> dict[object, Element]:
        if self._notes is None:
            elements = self._elements
            self._notes = {e.values.get("note"): e for e in elements.of_kinds(*NOTES)}
            for mark in reversed(elements.of_kinds("note-mark")):
                self._marks[mark.values.get("note")] = mark
        return self._notes

    def note_of(self, mark: Element) -> Element | None:
        """The note that a mark stands for."""
        return self._find().get(mark.values.get("note"))

    def mark_of(self, note: Element) -> Element | None:
        """The first mark in the text that stands for a note."""
        self._find()
        return self._marks.get(note.values.get("note"))

    def other_end(self, here: list[Element]) -> Span | None:
        """Where to go from a place with these elements: from a mark to its note, from anywhere in
        a note to its mark. None where there is neither."""
        for element in reversed(here):
            if element.kind == "note-mark":
                note = self.note_of(element)
                if note is not None and note.start < note.end:
                    return Span(note.start, note.end)
            if element.kind in NOTES:
                mark = self.mark_of(element)
                if mark is not None and mark.start < mark.end:
                    return Span(mark.start, mark.end)
        return None


def own_mark(note: Element, text: str) -> Span | None:
    """The mark that a note begins with: ``[1]`` and the like; None where it begins without."""
    end = text.find(" ", note.start, min(note.end, note.start + 40))
    if end <= note.start or text[note.start] != "[":
        return None
    return Span(note.start, end)
