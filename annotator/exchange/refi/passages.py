"""From the positions of a selection to its passage, and whether its name proves it."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.corpus.messages import number_of, tr
from annotator.corpus.span import Span
from annotator.exchange.refi.names import names_passage
from annotator.exchange.refi.positions import ALL, Convention, StoredText, at_words, integer
from annotator.exchange.refi.raw_selections import RawSelection
from annotator.exchange.refi.report import DOUBTFUL, Findings, Positions


@dataclass(slots=True)
class Place:
    """Where the reading is, for findings: it goes along the selections of a source, and is put
    into words only where there is something to tell."""

    source: str
    start: str = ""
    end: str = ""

    def __str__(self) -> str:
        return tr(
            "{source}, selection at {start} to {end}",
            source=self.source,
            start=self.start[:20],
            end=self.end[:20],
        )


@dataclass
class PassageReader:
    """The passages of one text. `proved` of `passages` have their words as name, `bounded` others
    begin and end with words."""

    stored: StoredText
    convention: Convention
    place: str
    findings: Findings
    passages: int = 0
    proved: int = 0
    bounded: int = 0
    _plain: bool = field(init=False)

    def __post_init__(self) -> None:
        self._plain = self.stored.is_plain(self.convention)

    def counts(self, crlf: bool, document: str = "") -> Positions:
        """The evidence of this text; `crlf` tells whether line ends make a difference."""
        label = self.convention.label(crlf)
        return Positions(label, self.proved, self.bounded, self.passages, document)

    def read(self, selection: RawSelection, place: Place) -> Span | None:
        """The passage, or None where there is none, which is told."""
        start, end = integer(selection.start), integer(selection.end)
        if start is None or end is None:
            self._lost(selection, place, tr("The positions are no numbers that a text has"))
            return None
        if not 0 <= start < end:
            what = tr("The passage is reversed") if end < start else tr("The passage is empty")
            what = tr("The passage begins before the text") if start < 0 else what
            self._lost(selection, place, what)
            return None
        self.passages += 1
        plain = (start, end, True) if self._plain else None
        found = plain or self.stored.range(start, end, self.convention)
        if found is None or found[1] > len(self.stored.text):
            self._lost(selection, place, tr("The passage is beyond the text"))
            return None
        self._weigh(selection, found, place)
        return Span(found[0], found[1])

    def _lost(self, selection: RawSelection, place: Place, why: str) -> None:
        number = len(selection.codings)
        if number:
            why = tr("{why}; {codings} with it", why=why, codings=number_of(number, "coding"))
        self.findings.left(place, f"{why}.")

    def _weigh(self, selection: RawSelection, found: tuple[int, int, bool], place: Place) -> None:
        """Count what proves the passage; tell what speaks against it."""
        first, last, exact = found
        text, name = self.stored.text, selection.name
        if name and names_passage(name, text[first:last]):
            self.proved += exact
        else:
            self.bounded += exact and at_words(text, first, last)
            if name.strip():
                self._tell_name(selection, place)
        if not exact:
            self.findings.doubtful(
                place,
                tr("An end falls inside a character and was moved inward."),
            )

    def _tell_name(self, selection: RawSelection, place: Place) -> None:
        """A name that is not the passage: it is one by another way of counting, or a label."""
        start, end = integer(selection.start) or 0, integer(selection.end) or 0
        for way in ALL:
            other = self.stored.range(start, end, self.stored.reduced(way))
            if other is None:
                continue
            if names_passage(selection.name, self.stored.text[other.start : other.end]):
                self.findings.doubtful(
                    place,
                    tr(
                        "Its name “{selection}” is the passage if positions count {has_crlf}; "
                        "the other passages say otherwise.",
                        selection=selection.name[:60],
                        has_crlf=way.label(self.stored.has_crlf),
                    ),
                )
                return
        self.findings.tally(
            self.place,
            tr(
                "{n|selection has|selections have} a name other than the words: a "
                "label, or the text differs."
            ),
            DOUBTFUL,
        )
