"""Decide what coders differ on: between two, or between several at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from annotator.corpus.changes import ATTRIBUTE_VALUE, CODING, DECISION, Changes
from annotator.corpus.codebook import Value
from annotator.corpus.coding import Coding
from annotator.corpus.columns import Columns
from annotator.corpus.identity import decision_guid, outcome_guid
from annotator.corpus.messages import listing, plural, tr
from annotator.corpus.moments import EPOCH
from annotator.corpus.span import Span
from annotator.corpus.team import Decision, Verdict
from annotator.errors import UserError
from annotator.operations.adjudication import consensus
from annotator.operations.adjudication.case import Case
from annotator.operations.adjudication.pairs import AdjudicationQueue, about, agreed
from annotator.operations.adjudication.standing import Decisions
from annotator.operations.adjudication.versions import Version
from annotator.operations.reliability.disagreements import Disagreement
from annotator.operations.viewing import everything
from annotator.storage import codebook_queries, coding_queries, team_queries
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import coding_row, decision_row, value_rows

Contested = Disagreement | Case
"""What is decided: a disagreement of two, or a case of several."""


_UNNAMED = "Settle: take what some coders have"


def take(
    project: ProjectFile,
    by: str,
    disagreement: Disagreement,
    side: int,
    reason: str = "",
    *,
    named: bool = True,
) -> Changes:
    """Make one coder's coding (`side` 0 or 1) the consensus, with what it says in its attributes.

    Where that coder has nothing there, the consensus has nothing there either. `named` is whether
    the step's label says whose it is, which who decides may not want to know.
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
    label = f"Settle: take {chosen.coder.name}’s coding" if named else _UNNAMED
    with project.transaction(label, by) as step:
        (coding,) = coding_queries.codings(step.record.connection, guids=[chosen.coding])
        outcome = consensus.keep(step.record, about(disagreement), coding)
        _decide(step.record, disagreement, Verdict.TAKEN, chosen.coding, outcome, reason)
    return step.changes


def take_version(
    project: ProjectFile,
    by: str,
    case: Case,
    version: Version,
    values: Mapping[str, Value | None] | None = None,
    reason: str = "",
) -> Changes:
    """Make what some coders have at a place the consensus. Where they say different things in
    attributes (GUIDs), `values` has which holds, None for nothing; UserError where it does not.

    Where the version is that nothing is there, the consensus has nothing there either.
    """
    if version.side is None:
        return reject(project, by, case, reason or _nothing_words(case, version))
    said = version.said | {
        attribute: value
        for attribute, value in (values or {}).items()
        if value and attribute in version.apart
    }
    with project.transaction(_UNNAMED, by) as step:
        record = step.record
        _require_values(record, version, values or {})
        alike = [
            guid
            for guid, own in zip(version.codings, version.values, strict=True)
            if dict(own) == said
        ]
        taken = alike[0] if alike else None
        model = taken or version.codings[0]
        (coding,) = coding_queries.codings(record.connection, guids=[model])
        outcome = consensus.keep(record, case.about, replace(coding, attributes=said))
        verdict = Verdict.TAKEN if taken else Verdict.EDITED
        _decide(record, case, verdict, taken, outcome, reason)
    return step.changes


def _nothing_words(case: Case, version: Version) -> str:
    """Why nothing is kept: without names, since coders may be letters to who reads it."""
    return plural(
        "{n} of {there} coders has nothing here",
        "{n} of {there} coders have nothing here",
        len(version.coders),
        there=len(case.coders),
    )


def _require_values(record: Recorder, version: Version, values: Mapping[str, Value | None]) -> None:
    missing = [name for name in version.apart if name not in values]
    if missing:
        declared = codebook_queries.codebook(record.connection).attributes
        names = {one.guid: one.name for one in declared}
        raise UserError(
            tr(
                "Those who have this say different things. Choose what holds of: {names}.",
                names=listing([names.get(guid, "?") for guid in missing]),
            )
        )


def edit(
    project: ProjectFile,
    by: str,
    contested: Contested,
    code: str,
    spans: Sequence[Span],
    values: Mapping[str, Value],
    reason: str = "",
) -> Changes:
    """Settle on a coding of its own: its code (GUID), passage and values by attribute."""
    with project.transaction("Settle: a coding of its own", by) as step:
        record = step.record
        names = _names(contested)
        (model, *_other) = coding_queries.codings(record.connection, guids=names)
        stamp = (model.created, model.modified)
        coding = Coding("", model.document, code, "", tuple(spans), *stamp, attributes=values)
        outcome = consensus.keep(record, names, coding)
        _decide(record, contested, Verdict.EDITED, None, outcome, reason)
    return step.changes


def reject(project: ProjectFile, by: str, contested: Contested, reason: str) -> Changes:
    """Settle on nothing being coded there. UserError where no reason is given."""
    if not reason.strip():
        raise UserError(tr("Say why: a rejection is read by those who coded it."))
    with project.transaction("Settle: reject", by) as step:
        _decide(step.record, contested, Verdict.REJECTED, None, None, reason)
    return step.changes


def reopen(project: ProjectFile, by: str, decision: Decision) -> Changes:
    """Take a decision back, with the coding that it came to."""
    with project.transaction("Take a decision back", by) as step:
        step.record.delete(DECISION, [decision.guid])
        consensus.drop(step.record, [decision.outcome])
    return step.changes


def take_agreed(project: ProjectFile, by: str, found: AdjudicationQueue) -> Changes:
    """Take over into the consensus what both coders have coded exactly alike."""
    with project.reading() as connection:
        decided = Decisions(team_queries.decisions(connection))
    both = agreed(found.data, decided)
    wanted = consensus.missing_in_consensus(everything(project), found.data, list(both))
    with project.transaction("Settle: take over what agrees", by) as step:
        take_over(step.record, {one: both[one] for one in wanted}, {})
    return step.changes


def take_over(
    record: Recorder, wanted: Mapping[str, tuple[str, ...]], majorities: Mapping[str, str]
) -> None:
    """Take codings (GUIDs) over into the consensus, each with the codings of its case (sorted). Of
    those in `majorities` not all coders are of one mind: with what is kept as the reason."""
    coder = consensus.made(record)
    codings, values, decisions = [], [], []
    for coding in coding_queries.codings(record.connection, guids=list(wanted)):
        names = wanted[coding.guid]
        guid = outcome_guid(names)
        outcome = replace(coding, guid=guid, coder=coder)
        codings.append(coding_row(outcome))
        values += value_rows(outcome)
        reason = majorities.get(coding.guid)
        verdict, taken = (Verdict.AGREED, None) if reason is None else (Verdict.TAKEN, coding.guid)
        row = _decision_row(record, coding.document, names, verdict, taken, guid, reason or "")
        decisions.append(row)
    record.put(CODING, codings)
    record.put(ATTRIBUTE_VALUE, values)
    record.put(DECISION, decisions)


def _names(contested: Contested) -> tuple[str, ...]:
    """The codings (GUIDs) in question, sorted."""
    return contested.about if isinstance(contested, Case) else about(contested)


def _decide(
    record: Recorder,
    contested: Contested,
    verdict: Verdict,
    taken: str | None,
    outcome: str | None,
    reason: str,
) -> None:
    names = _names(contested)
    document = contested.document.guid
    row = _decision_row(record, document, names, verdict, taken, outcome, reason.strip())
    known = team_queries.decisions(record.connection)
    replaced = _replaced(Decisions(known), contested, names)
    record.put(DECISION, [row])
    record.delete(DECISION, [one.guid for one in replaced])
    gone = [one for one in known if one.about == names or one in replaced]
    kept = {one.outcome for one in known if one not in gone} | {outcome}
    dropped = [one.outcome for one in gone if one.outcome is not None]
    record.delete(CODING, [guid for guid in dropped if guid not in kept])


def _replaced(
    known: Decisions, contested: Contested, names: tuple[str, ...]
) -> Collection[Decision]:
    """The other decisions that a new one takes the place of, so that a place has one outcome."""
    found = known.sharing(names) if isinstance(contested, Case) else known.wider(names)
    return [one for one in found if one.about != names]


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
