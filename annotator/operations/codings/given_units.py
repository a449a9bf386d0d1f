"""Separate unitizing: the units are agreed on first, then only these are labelled.

A round can give its coders the units of its documents, which are then the same for all. They stand
in the design of the round, so that a copy for a coder has them, blind or not. What a coder codes in
such a document has the limits of the unit that the passage touches most; where it touches none, it
is refused. On unitizing and coding as two steps: Krippendorff 2019, chapter 5 and 12.6.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.corpus.changes import ROUND, Changes
from annotator.corpus.coding import CoderKind, Coding
from annotator.corpus.messages import tr
from annotator.corpus.span import Span, Spans
from annotator.corpus.step_labels import step_label
from annotator.corpus.team import Round
from annotator.errors import UserError
from annotator.operations.viewing import Viewer
from annotator.storage import coding_queries, queries, team_queries
from annotator.storage.connections import Connection
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile

_KEY = "units"
"""In the design of a round."""


@dataclass(frozen=True)
class GivenUnits:
    """The units of a round: passages by document (GUID), in the order of the text."""

    by_document: Mapping[str, tuple[Spans, ...]]

    @property
    def number(self) -> int:
        """How many there are in all."""
        return sum(map(len, self.by_document.values()))


def units_of(coding_round: Round) -> GivenUnits | None:
    """The units that a round gives; None where its coders choose their passages. What can't be read
    counts as not given."""
    said = coding_round.design.get(_KEY)
    if not isinstance(said, Mapping):
        return None
    found = {}
    for document, passages in said.items():
        spans = [_spans(one) for one in passages] if isinstance(passages, Sequence) else []
        found[str(document)] = tuple(one for one in spans if one)
    return GivenUnits(found)


def _spans(passage: object) -> Spans:
    if not isinstance(passage, Sequence):
        return ()
    ends = [tuple(one) for one in passage if isinstance(one, Sequence) and len(one) == 2]
    whole = all(isinstance(e, int) for pair in ends for e in pair) and len(ends) == len(passage)
    return tuple(Span(s, e) for s, e in ends if 0 <= s < e) if whole else ()


# --- agreeing


def agreed(viewer: Viewer, code: str, documents: Collection[str]) -> GivenUnits:
    """The passages of a code (GUID) that are agreed on, by document: those of the consensus where
    it has any there, else those that all who coded the document with the code marked alike."""
    with viewer.reading() as connection:
        kinds = {one.guid: one.kind for one in queries.coders(connection)}
        found = {
            document: [
                one for one in coding_queries.codings(connection, document) if one.code == code
            ]
            for document in documents
        }
    return GivenUnits({document: _agreed(some, kinds) for document, some in found.items()})


def _agreed(codings: Sequence[Coding], kinds: Mapping[str, CoderKind]) -> tuple[Spans, ...]:
    consensus = {one.spans for one in codings if kinds.get(one.coder) is CoderKind.CONSENSUS}
    people = {one.coder for one in codings if kinds.get(one.coder) is CoderKind.PERSON}
    by_coder = {(one.spans, one.coder) for one in codings if one.coder in people}
    marked = Counter(spans for spans, _coder in by_coder)
    alike = {spans for spans, number in marked.items() if number == len(people) > 1}
    return tuple(sorted(consensus or alike))


def give(project: ProjectFile, by: str, coding_round: str, code: str) -> Changes:
    """Give the coders of a round the units that are agreed on: the passages of a code. UserError
    where no document of the round has any."""
    with project.transaction("Give the units of a round", by) as step:
        record = step.record
        found = _round(record.connection, coding_round)
        given = team_queries.assignments(record.connection, coding_round)
        documents = list(dict.fromkeys(one.document for one in given))
        viewer = Viewer(project, by, blind=queries.project(record.connection).blind)
        units = agreed(viewer, code, documents)
        if not units.number:
            raise UserError(
                tr(
                    "No units are agreed on in the documents of {name}: settle the passages of the"
                    " code first, or let all mark the same.",
                    name=found.name,
                )
            )
        said = {
            document: [[[span.start, span.end] for span in spans] for spans in passages]
            for document, passages in units.by_document.items()
        }
        record.label = step_label("Give the units of {name}", name=found.name)
        _set_design(record, replace(found, design={**found.design, _KEY: said}))
    return step.changes


def take_back(project: ProjectFile, by: str, coding_round: str) -> Changes:
    """Let the coders of a round choose their passages again."""
    with project.transaction("Let passages be chosen in a round", by) as step:
        found = _round(step.record.connection, coding_round)
        rest = {name: value for name, value in found.design.items() if name != _KEY}
        step.record.label = step_label("Let passages be chosen in {name}", name=found.name)
        _set_design(step.record, replace(found, design=rest))
    return step.changes


def _round(connection: Connection, guid: str) -> Round:
    return next(one for one in team_queries.rounds(connection) if one.guid == guid)


def _set_design(record: Recorder, changed: Round) -> None:
    text = json.dumps(changed.design, ensure_ascii=False, default=list)
    record.change(ROUND, {changed.guid: {"design": text}})


# --- labelling


def on_units(record: Recorder, by: str, codings: Sequence[Coding]) -> list[Coding]:
    """New codings of a coder, with the limits of the units that they touch where units are given;
    the others as they are. UserError where one touches no unit."""
    units = _given_to(record.connection, by)
    return [
        replace(one, spans=snapped(units[one.document], one.spans))
        if one.document in units
        else one
        for one in codings
    ]


def _given_to(connection: Connection, coder: str) -> dict[str, tuple[Spans, ...]]:
    """By document, the units in the last round that gives a coder some there."""
    found: dict[str, tuple[Spans, ...]] = {}
    for one in team_queries.rounds(connection):
        given = units_of(one)
        if given is None:
            continue
        for pair in team_queries.assignments(connection, one.guid):
            if pair.coder == coder and pair.document in given.by_document:
                found[pair.document] = given.by_document[pair.document]
    return found


def given_to(viewer: Viewer, coder: str, document: str) -> tuple[Spans, ...] | None:
    """The units that a coder labels in a document (GUIDs); None where passages are chosen."""
    with viewer.reading() as connection:
        return _given_to(connection, coder).get(document)


def snapped(units: Sequence[Spans], spans: Spans) -> Spans:
    """The unit with which a passage has the most characters in common, the first of several.
    UserError where it touches none."""
    best = max(units, key=lambda unit: _common(unit, spans), default=())
    if not best or not _common(best, spans):
        raise UserError(
            tr("In this round only the given units are labelled, and this passage touches none.")
        )
    return best


def _common(one: Spans, other: Spans) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def unlabelled(viewer: Viewer, coder: str, document: str) -> tuple[Spans, ...] | None:
    """The units of a document that a coder is given and has not labelled yet (GUIDs); None where
    the coder chooses passages."""
    with viewer.reading() as connection:
        units = _given_to(connection, coder).get(document)
        if units is None:
            return None
        own = {
            one.spans for one in coding_queries.codings(connection, document) if one.coder == coder
        }
    return tuple(one for one in units if one not in own)
