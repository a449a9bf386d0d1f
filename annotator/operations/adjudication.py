"""Settle what two coders differ on: the outcome is the consensus coder's, the originals stay.

A decision is about codings (their GUIDs). It is kept with who made it, when and why, and can be
made anew; a coding that was changed after it makes it open again. Agreement is computed on the
coders' own codings, whatever the consensus says.
"""

from __future__ import annotations

import enum
import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from annotator.corpus.changes import ATTRIBUTE_VALUE, CODER, CODING, DECISION, Changes
from annotator.corpus.codebook import Value
from annotator.corpus.coding import Coder, CoderKind, Coding
from annotator.corpus.identity import consensus_guid, decision_guid, outcome_guid, value_guid
from annotator.corpus.span import Span
from annotator.corpus.team import Decision, Verdict
from annotator.errors import UserError
from annotator.operations.codebook.codebook_rows import value_json
from annotator.operations.codings import new_row
from annotator.operations.codings.coding_rows import coding_row
from annotator.operations.reliability import (
    ComparisonData,
    Selection,
    Settings,
    disagreements,
    load,
)
from annotator.operations.reliability.disagreements import Disagreement
from annotator.operations.viewing import Viewer, everything
from annotator.storage import coding_queries, queries, team_queries
from annotator.storage.history import Recorder, Row
from annotator.storage.project_file import ProjectFile, Readable

CONSENSUS_NAME = "Consensus"


class Order(enum.StrEnum):
    """How disagreements are stepped through."""

    PLACE = "place"
    CODE = "code"
    SIZE = "size"


@dataclass(frozen=True)
class AdjudicationCase:
    """A disagreement with what was decided about it.

    `is_open` where nothing was, or a coding has changed since (`is_outdated`).
    """

    disagreement: Disagreement
    decision: Decision | None
    is_outdated: bool

    @property
    def is_open(self) -> bool:
        return self.decision is None or self.is_outdated

    @property
    def about(self) -> tuple[str, ...]:
        """The codings in question (GUIDs), sorted."""
        return about(self.disagreement)


def about(disagreement: Disagreement) -> tuple[str, ...]:
    """The codings that a disagreement is about (GUIDs), sorted."""
    return tuple(sorted(side.coding for side in disagreement.sides if side is not None))


@dataclass(frozen=True)
class AdjudicationQueue:
    """What is to be settled between two coders, and what they agree on.

    `codings` are those in question by GUID; `unsettled_agreed` counts codings that both coders
    have and the consensus has not.
    """

    data: ComparisonData
    contested: list[AdjudicationCase]
    codings: dict[str, Coding]
    unsettled_agreed: int

    @property
    def open(self) -> int:
        """How many are undecided."""
        return sum(one.is_open for one in self.contested)


def docket(
    viewer: Viewer,
    coders: tuple[str, str],
    documents: Collection[str] | None = None,
    codes: Collection[str] | None = None,
    order: Order = Order.PLACE,
) -> AdjudicationQueue:
    """Every disagreement of two coders (GUIDs), in all documents or some, of all codes or some; the
    sides of each are in the order in which the coders are named."""
    data = load(viewer, Selection(coders, documents, codes), Settings(interval_method=None))
    data = _in_order(data, coders)
    with viewer.reading() as connection:
        guids = [guid for columns in data.columns for guid in columns.guid]
        values = coding_queries.attribute_values(connection, guids)
        decided = {one.about: one for one in team_queries.decisions(connection)}
        found = disagreements.disagreements(data, values=values)
        in_question = {guid for one in found for guid in about(one)}
        found_codings = coding_queries.codings(connection, guids=in_question)
    codings = {coding.guid: coding for coding in found_codings}
    contested = [_contested(one, decided, codings) for one in found]
    keep = disagreements.agreed(data) if len(data.coders) == 2 else []
    missing = _missing_in_consensus(viewer, data, [one.coding for one, _other in keep])
    return AdjudicationQueue(data, _ordered(contested, order), codings, len(missing))


def _in_order(data: ComparisonData, coders: Sequence[str]) -> ComparisonData:
    """The same with its coders in the order of these GUIDs."""
    order = sorted(
        range(len(data.coders)), key=lambda number: coders.index(data.coders[number].guid)
    )
    return replace(
        data,
        coders=[data.coders[number] for number in order],
        continua=[continuum.of_coders(order) for continuum in data.continua],
    )


def _contested(
    one: Disagreement, decided: Mapping[tuple[str, ...], Decision], codings: Mapping[str, Coding]
) -> AdjudicationCase:
    decision = decided.get(about(one))
    changed: list[datetime] = [codings[guid].modified for guid in about(one)]
    return AdjudicationCase(one, decision, decision is not None and max(changed) > decision.decided)


def _ordered(contested: list[AdjudicationCase], order: Order) -> list[AdjudicationCase]:
    if order is Order.CODE:
        return sorted(contested, key=lambda one: one.disagreement.first.code)
    if order is Order.SIZE:
        return sorted(contested, key=lambda one: -one.disagreement.characters)
    return contested


# --- deciding


def take(
    project: ProjectFile, by: str, disagreement: Disagreement, side: int, reason: str = ""
) -> Changes:
    """Make one coder's coding (`side` 0 or 1) the consensus, with what it says in its attributes.

    Where that coder has nothing there, the consensus has nothing there either.
    """
    chosen = disagreement.sides[side]
    if chosen is None:
        name = disagreement.coders[side].name
        return reject(project, by, disagreement, reason or f"{name} has nothing here")
    with project.step(f"Settle: take {chosen.coder.name}’s coding", by) as step:
        (coding,) = coding_queries.codings(step.record.connection, guids=[chosen.coding])
        outcome = _keep(step.record, about(disagreement), coding)
        _decide(step.record, disagreement, Verdict.TAKEN, chosen.coding, outcome, reason)
    return step.changes


def edit(
    project: ProjectFile,
    by: str,
    disagreement: Disagreement,
    code: str,
    spans: Sequence[Span],
    values: Mapping[str, Value],
    reason: str = "",
) -> Changes:
    """Settle on a coding of its own: its code (GUID), passage and values by attribute."""
    with project.step("Settle: a coding of its own", by) as step:
        record = step.record
        (model, *_other) = coding_queries.codings(record.connection, guids=about(disagreement))
        stamp = (model.created, model.modified)
        coding = Coding("", model.document, code, "", tuple(spans), *stamp, attributes=values)
        outcome = _keep(record, about(disagreement), coding)
        _decide(record, disagreement, Verdict.EDITED, None, outcome, reason)
    return step.changes


def reject(project: ProjectFile, by: str, disagreement: Disagreement, reason: str) -> Changes:
    """Settle on nothing being coded there. UserError where no reason is given."""
    if not reason.strip():
        raise UserError("Say why: a rejection is read by those who coded it.")
    with project.step("Settle: reject", by) as step:
        _decide(step.record, disagreement, Verdict.REJECTED, None, None, reason)
    return step.changes


def reopen(project: ProjectFile, by: str, decision: Decision) -> Changes:
    """Take a decision back, with the coding that it came to."""
    with project.step("Take a decision back", by) as step:
        step.record.delete(DECISION, [decision.guid])
        _drop_outcomes(step.record, [decision.outcome])
    return step.changes


def take_agreed(project: ProjectFile, by: str, found: AdjudicationQueue) -> Changes:
    """Take over into the consensus what both coders have coded exactly alike."""
    data = found.data
    pairs = {one.coding: other.coding for one, other in disagreements.agreed(data)}
    wanted = _missing_in_consensus(everything(project), data, list(pairs))
    with project.step("Settle: take over what agrees", by) as step:
        record = step.record
        consensus = _consensus(record)
        codings, values, decisions = [], [], []
        for coding in coding_queries.codings(record.connection, guids=wanted):
            names = tuple(sorted((coding.guid, pairs[coding.guid])))
            guid = outcome_guid(names)
            codings.append(
                coding_row(
                    guid,
                    coding.document,
                    coding.code,
                    consensus,
                    coding.spans,
                    from_cue=coding.from_cue,
                )
            )
            values += _value_rows(guid, coding.attributes)
            row = _decision_row(record, coding.document, names, Verdict.AGREED, None, guid)
            decisions.append(row)
        record.put(CODING, codings)
        record.put(ATTRIBUTE_VALUE, values)
        record.put(DECISION, decisions)
    return step.changes


def _decide(
    record: Recorder,
    disagreement: Disagreement,
    verdict: Verdict,
    taken: str | None,
    outcome: str | None,
    reason: str,
) -> None:
    names = about(disagreement)
    before = record.rows(DECISION, [decision_guid(names)]).values()
    row = _decision_row(record, disagreement.document.guid, names, verdict, taken, outcome)
    record.put(DECISION, [row | {"reason": reason.strip()}])
    _drop_outcomes(record, [old["outcome"] for old in before if old["outcome"] != outcome])


def _decision_row(
    record: Recorder,
    document: str,
    names: tuple[str, ...],
    verdict: Verdict,
    taken: str | None,
    outcome: str | None,
) -> Row:
    return {
        "guid": decision_guid(names),
        "document": document,
        "coder": record.coder,
        "verdict": verdict.value,
        "about": json.dumps(list(names)),
        "taken": taken,
        "outcome": outcome,
        "reason": "",
    }


def _keep(record: Recorder, names: tuple[str, ...], coding: Coding) -> str:
    """Make a coding the consensus coder's, or find the one that is like it; returns its GUID.

    Its identity follows from what was decided about, so that two adjudicators' outcomes meet.
    """
    consensus = _consensus(record)
    row = new_row(
        record,
        coding.document,
        coding.code,
        consensus,
        coding.spans,
        from_cue=coding.from_cue,
    )
    guid = team_queries.coding_like(record.connection, row)
    if guid is None:
        guid = outcome_guid(names)
        record.put(CODING, [row | {"guid": guid}])
    known = coding_queries.attribute_values(record.connection, [guid]).get(guid, {})
    gone = known.keys() - coding.attributes.keys()
    record.delete(ATTRIBUTE_VALUE, [value_guid(guid, attribute) for attribute in gone])
    record.put(ATTRIBUTE_VALUE, _value_rows(guid, coding.attributes))
    return guid


def _value_rows(coding: str, values: Mapping[str, Value]) -> list[Row]:
    return [
        {"guid": value_guid(coding, attribute), "coding": coding, "attribute": attribute}
        | {"value": value_json(value)}
        for attribute, value in values.items()
    ]


def _drop_outcomes(record: Recorder, outcomes: Collection[str | None]) -> None:
    """Delete codings of the consensus that no decision comes to any more."""
    wanted = {one.outcome for one in team_queries.decisions(record.connection)}
    record.delete(CODING, [guid for guid in outcomes if guid is not None and guid not in wanted])


def _consensus(record: Recorder) -> str:
    """The GUID of the consensus coder, who is made when first needed."""
    guid = consensus_guid(queries.project(record.connection).guid)
    known = record.rows(CODER, [guid]).get(guid)
    if known is None or known["deleted"]:
        row = {"guid": guid, "name": CONSENSUS_NAME, "kind": CoderKind.CONSENSUS.value}
        record.put(CODER, [row])
    return guid


def _missing_in_consensus(
    viewer: Viewer, data: ComparisonData, codings: Sequence[str]
) -> list[str]:
    """Those of the codings whose like the consensus has not, as often as they are there."""
    with viewer.reading() as connection:
        consensus = consensus_guid(queries.project(connection).guid)
        had: Counter[object] = Counter(
            (document.guid, columns.code[row], columns.spans(row))
            for document, columns in zip(data.documents, data.columns, strict=True)
            for row, who in enumerate(columns.coder)
            if who == consensus
        )
        found = coding_queries.codings(connection, guids=codings)
    missing = []
    for coding in found:
        key = (coding.document, coding.code, coding.spans)
        if had[key]:
            had[key] -= 1
        else:
            missing.append(coding.guid)
    return missing


def consensus_coder(project: Readable) -> Coder | None:
    """The coder whose codings are what adjudication came to; None where nothing was settled."""
    with project.reading() as connection:
        known = queries.coders(connection)
    return next((coder for coder in known if coder.kind is CoderKind.CONSENSUS), None)
