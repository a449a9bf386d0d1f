"""Settle what two coders differ on: the outcome is the consensus coder's, the originals stay.

A decision is about codings (their GUIDs). It is kept with who made it, when and why, and can be
made anew; a coding that was changed after it makes it open again. Agreement is computed on the
coders' own codings, whatever the consensus says.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from annotator.corpus.changes import ATTRIBUTE_VALUE, CODER, CODING, DECISION, Changes
from annotator.corpus.codebook import Value
from annotator.corpus.coding import Coder, CoderKind, Coding
from annotator.corpus.columns import Columns
from annotator.corpus.identity import consensus_guid, decision_guid, outcome_guid, value_guid
from annotator.corpus.messages import tr
from annotator.corpus.moments import EPOCH
from annotator.corpus.span import Span
from annotator.corpus.team import Decision, Verdict
from annotator.errors import UserError
from annotator.operations.codings import checked
from annotator.operations.reliability import (
    AgreementSettings,
    ComparisonData,
    Selection,
    disagreements,
    load,
)
from annotator.operations.reliability.disagreements import Disagreement
from annotator.operations.viewing import Viewer, everything
from annotator.storage import coding_queries, queries, team_queries
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile, Readable
from annotator.storage.row_values import coder_row, coding_row, decision_row, value_rows
from annotator.storage.rows import DecisionRow

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
        """Whether it is still to be decided."""
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
    data = load(
        viewer,
        Selection(coders, documents, codes, touched=True, pooled=True),
        AgreementSettings(interval_method=None),
    )
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
        return reject(
            project,
            by,
            disagreement,
            reason or tr("{name} has nothing here", name=name),
        )
    with project.transaction(f"Settle: take {chosen.coder.name}’s coding", by) as step:
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
    with project.transaction("Settle: a coding of its own", by) as step:
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
        raise UserError(tr("Say why: a rejection is read by those who coded it."))
    with project.transaction("Settle: reject", by) as step:
        _decide(step.record, disagreement, Verdict.REJECTED, None, None, reason)
    return step.changes


def reopen(project: ProjectFile, by: str, decision: Decision) -> Changes:
    """Take a decision back, with the coding that it came to."""
    with project.transaction("Take a decision back", by) as step:
        step.record.delete(DECISION, [decision.guid])
        _drop_outcomes(step.record, [decision.outcome])
    return step.changes


def take_agreed(project: ProjectFile, by: str, found: AdjudicationQueue) -> Changes:
    """Take over into the consensus what both coders have coded exactly alike."""
    data = found.data
    pairs = {one.coding: other.coding for one, other in disagreements.agreed(data)}
    wanted = _missing_in_consensus(everything(project), data, list(pairs))
    with project.transaction("Settle: take over what agrees", by) as step:
        record = step.record
        consensus = _consensus(record)
        codings, values, decisions = [], [], []
        for coding in coding_queries.codings(record.connection, guids=wanted):
            names = tuple(sorted((coding.guid, pairs[coding.guid])))
            guid = outcome_guid(names)
            outcome = replace(coding, guid=guid, coder=consensus)
            codings.append(coding_row(outcome))
            values += value_rows(outcome)
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
    before = record.read(DecisionRow, [decision_guid(names)]).values()
    document = disagreement.document.guid
    row = _decision_row(record, document, names, verdict, taken, outcome, reason.strip())
    record.put(DECISION, [row])
    _drop_outcomes(record, [old.outcome for old in before if old.outcome != outcome])


def _decision_row(
    record: Recorder,
    document: str,
    names: tuple[str, ...],
    verdict: Verdict,
    taken: str | None,
    outcome: str | None,
    reason: str = "",
) -> Columns:
    return decision_row(
        Decision(
            guid=decision_guid(names),
            document=document,
            coder=record.coder,
            verdict=verdict,
            about=names,
            taken=taken,
            outcome=outcome,
            reason=reason,
            decided=EPOCH,
        )
    )


def _keep(record: Recorder, names: tuple[str, ...], coding: Coding) -> str:
    """Make a coding the consensus coder's, or find the one that is like it; returns its GUID.

    Its identity follows from what was decided about, so that two adjudicators' outcomes meet.
    """
    consensus = _consensus(record)
    outcome = checked(record, replace(coding, guid=outcome_guid(names), coder=consensus))
    guid = team_queries.coding_like(record.connection, outcome)
    if guid is None:
        guid = outcome.guid
        record.put(CODING, [coding_row(outcome)])
    known = coding_queries.attribute_values(record.connection, [guid]).get(guid, {})
    gone = known.keys() - coding.attributes.keys()
    record.delete(ATTRIBUTE_VALUE, [value_guid(guid, attribute) for attribute in gone])
    record.put(ATTRIBUTE_VALUE, value_rows(replace(outcome, guid=guid)))
    return guid


def _drop_outcomes(record: Recorder, outcomes: Collection[str | None]) -> None:
    """Delete codings of the consensus that no decision comes to any more."""
    wanted = {one.outcome for one in team_queries.decisions(record.connection)}
    record.delete(CODING, [guid for guid in outcomes if guid is not None and guid not in wanted])


def _consensus(record: Recorder) -> str:
    """The GUID of the consensus coder, who is made when first needed."""
    guid = consensus_guid(queries.project(record.connection).guid)
    if not record.living(CODER, [guid]):
        consensus = Coder(guid, CONSENSUS_NAME, EPOCH, EPOCH, CoderKind.CONSENSUS)
        record.put(CODER, [coder_row(consensus)])
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
