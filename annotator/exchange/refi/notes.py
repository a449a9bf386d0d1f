"""Notes, which become memos."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.exchange.archive import Archive
from annotator.exchange.plain_text import with_lf
from annotator.exchange.refi.intake import Identities, Memos, Note
from annotator.exchange.refi.names import normal_guid, short_name
from annotator.exchange.refi.parsing import Parsed, child, children, text_of
from annotator.exchange.refi.positions import integer
from annotator.exchange.refi.report import Findings
from annotator.exchange.refi.texts import source_text


@dataclass
class NoteReader:
    """Reads the notes of one file. `texts` are the documents by GUID."""

    parsed: Parsed
    archive: Archive
    origin: str
    own: bool
    identities: Identities
    memos: Memos
    texts: Mapping[str, str]
    findings: Findings

    def read(self) -> None:
        """Collect the notes, for whatever refers to them."""
        for note in children(child(self.parsed.root, "Notes"), "Note"):
            name = note.get("name", "")
            place = tr("note “{name}”", name=name)
            text = source_text(note, self.archive, self.own, place, self.findings)
            described = child(note, "Description")
            words = with_lf(text.raw) if text is not None and not self.own else ""
            if text is not None and self.own:
                words = text.raw
            if described is not None and text_of(described):
                words = f"{words}\n{text_of(described)}" if words else text_of(described)
            guid = note.get("guid", "")
            words = self._place_of_annotation(note, place) + words
            key = normal_guid(guid) if guid else self.identities.make("note")
            if key in self.memos.notes:
                self.findings.settled(place, tr("Another note has its GUID; both are kept."))
                key = guid = self.identities.make("note", key)
            get = note.get
            self.memos.notes[key] = Note(
                guid or key,
                name,
                words,
                get("creatingUser", ""),
                get("creationDateTime", ""),
                get("modifiedDateTime", ""),
            )

    def _place_of_annotation(self, note: etree._Element, place: str) -> str:
        """QualCoder writes an annotation as a note whose selection is its place in the source that
        refers to it: that place with its words, a line. Empty for other notes."""
        found = list(self.parsed.selections.get(note, ()))
        if "qualcoder" not in self.origin.lower() or len(found) != 1 or found[0].codings:
            return ""
        start, end = integer(found[0].start), integer(found[0].end)
        if start is None or end is None:
            return ""
        subjects = self.memos.about(note.get("guid", ""))
        texts = [text for guid, text in self.texts.items() if guid in subjects]
        quote = f"[{start}–{end}]"
        if len(texts) == 1 and 0 <= start < end <= len(texts[0]):
            quote += f" “{short_name(texts[0][start:end])}”"
        del self.parsed.selections[note]
        self.findings.settled(place, tr("An annotation; its memo says where it is."))
        return f"{quote}\n"
