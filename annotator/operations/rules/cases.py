"""Settled cases: what two coders had, what was decided, and the passage with its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.corpus.codebook import Codebook, Value
from annotator.corpus.coding import Coder, CoderKind, Coding
from annotator.corpus.lettering import letters_of
from annotator.corpus.segments import sentence_at
from annotator.corpus.span import PART_SEPARATOR, Spans
from annotator.corpus.team import Decision, Verdict
from annotator.corpus.text import DocumentText
from annotator.operations.viewing import Viewer
from annotator.storage import codebook_queries, coding_queries, queries, team_queries

_LONGEST = 400
"""Characters of context that a case shows at most on either side of its passage."""


@dataclass(frozen=True, slots=True)
class CaseSide:
    """What one coder has, or what was settled on.

    coder: the letter that stands for the coder, empty for what was settled on. code: a GUID.
    bracketed: the sentence around the passage, its parts in brackets. passage: its words. values:
    by attribute (GUID).
    """

    coder: str
    code: str
    spans: Spans
    bracketed: str
    passage: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class SettledCase:
    """A disagreement that was settled: what the coders had (`sides`), what it came to (`outcome`,
    None where nothing is to be coded), in which document and round (a GUID; None: in none)."""

    decision: Decision
    document: str
    round: str | None
    sides: tuple[CaseSide, ...]
    outcome: CaseSide | None

    @property
    def code(self) -> str:
        """The code (GUID) that it is about: what was settled on, else the first coder's."""
        return (self.outcome or self.sides[0]).code

    @property
    def shown(self) -> CaseSide:
        """The passage that the case shows: what was settled on, else the first coder's."""
        return self.outcome or self.sides[0]

    @property
    def answer(self) -> str | None:
        """The code (GUID) that the passage was settled to have, or None."""
        return self.outcome.code if self.outcome is not None else None


@dataclass(frozen=True)
class CaseBook:
    """The settled cases of a project in the order of the texts, with the codebook as it is."""

    cases: tuple[SettledCase, ...]
    codebook: Codebook
    rounds: Mapping[str, str]
    """Names of rounds by GUID, in their order."""

    def of(self, decisions: Iterable[str]) -> list[SettledCase]:
        """Those of these decisions (GUIDs) that are there."""
        wanted = set(decisions)
        return [case for case in self.cases if case.decision.guid in wanted]

    def code_name(self, code: str | None) -> str:
        """The name of a code that may be gone."""
        found = self.codebook.by_guid.get(code or "")
        return found.name if found is not None else "?"


def settled(viewer: Viewer) -> CaseBook:
    """Every case that was settled and can still be shown. Where coders agreed there is no case. In
    a blind project there are none: they are made of several coders' work."""
    with viewer.reading() as connection:
        decisions = [
            one for one in team_queries.decisions(connection) if one.verdict is not Verdict.AGREED
        ]
        book = codebook_queries.codebook(connection)
        rounds = {one.guid: one.name for one in team_queries.rounds(connection)}
        wanted = {guid for one in decisions for guid in (*one.about, one.outcome) if guid}
        found = {one.guid: one for one in coding_queries.codings(connection, guids=wanted)}
        letters = _letters(queries.coders(connection))
        documents = {one.guid: one for one in queries.documents(connection)}
        used = {one.document for one in decisions if one.document in documents}
        texts = {guid: queries.document_text(connection, guid) for guid in used}
    order = {guid: number for number, guid in enumerate(documents)}
    cases = [
        _case(one, found, letters, texts, documents[one.document].name)
        for one in decisions
        if one.document in texts and all(guid in found for guid in one.about)
    ]
    cases.sort(key=lambda case: (order[case.decision.document], case.shown.spans[0].start))
    return CaseBook(tuple(cases), book, rounds)


def _case(
    decision: Decision,
    found: Mapping[str, Coding],
    letters: Mapping[str, str],
    texts: Mapping[str, str],
    document: str,
) -> SettledCase:
    about = [found[guid] for guid in decision.about]
    about.sort(key=lambda one: letters.get(one.coder, "?"))
    sides = tuple(_side(one, letters.get(one.coder, "?"), texts) for one in about)
    kept = found.get(decision.outcome or "")
    outcome = _side(kept, "", texts) if kept is not None and kept.document in texts else None
    made_in = next((one.round for one in about if one.round), None)
    return SettledCase(decision, document, made_in, sides, outcome)


def _side(coding: Coding, letter: str, texts: Mapping[str, str]) -> CaseSide:
    text = texts[coding.document]
    return CaseSide(
        letter,
        coding.code,
        coding.spans,
        bracketed(text, coding.spans),
        PART_SEPARATOR.join(text[span.start : span.end] for span in coding.spans),
        coding.attributes,
    )


def bracketed(text: str, spans: Spans) -> str:
    """The sentences around a passage with its parts in brackets, white space made one blank.
    Brackets that stand in the text become round ones: in an example they mark what is coded."""
    first, last = spans[0].start, spans[-1].end
    begin, end = _around(text, first, last)
    pieces, position = [], begin
    for span in spans:
        pieces.append(_plain(text[position : span.start]))
        pieces.append(f"[{_plain(text[span.start : span.end]).strip()}]")
        position = span.end
    pieces.append(_plain(text[position:end]))
    return " ".join("".join(pieces).split())


def _around(text: str, first: int, last: int) -> tuple[int, int]:
    """Where the sentences around a passage begin and end, at most so far away. They are looked for
    in a piece of the text: one of a million characters may have no line end."""
    start = max(0, first - _LONGEST)
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    piece = DocumentText(text[start : last + _LONGEST])
    before = sentence_at(piece, first - start)
    behind = sentence_at(piece, last - 1 - start)
    begin = start + before.start if before is not None else first
    end = start + behind.end if behind is not None else last
    return min(begin, first), max(end, last)


def _plain(words: str) -> str:
    return words.replace("[", "(").replace("]", ")")


def _letters(coders: Iterable[Coder]) -> dict[str, str]:
    """A letter for each person, in the order of their GUIDs, which tells nothing of who they are;
    after Z they are AA, AB …"""
    people = sorted(one.guid for one in coders if one.kind is CoderKind.PERSON)
    return {guid: letters_of(number) for number, guid in enumerate(people)}
