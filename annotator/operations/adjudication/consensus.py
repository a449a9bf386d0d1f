"""The coder whose codings are what adjudication came to, and what that coder has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from annotator.corpus.changes import ATTRIBUTE_VALUE, CODER, CODING
from annotator.corpus.coding import Coder, CoderKind, Coding
from annotator.corpus.identity import consensus_guid, outcome_guid, value_guid
from annotator.corpus.moments import EPOCH
from annotator.operations.codings import checked
from annotator.operations.reliability import ComparisonData
from annotator.operations.viewing import Viewer
from annotator.storage import coding_queries, queries, team_queries
from annotator.storage.history import Recorder
from annotator.storage.project_file import Readable
from annotator.storage.row_values import coder_row, coding_row, value_rows

CONSENSUS_NAME = "Consensus"


def consensus_coder(project: Readable) -> Coder | None:
    """The coder whose codings are what adjudication came to; None where nothing was settled."""
    with project.reading() as connection:
        known = queries.coders(connection)
    return next((coder for coder in known if coder.kind is CoderKind.CONSENSUS), None)


def made(record: Recorder) -> str:
    """The GUID of the consensus coder, who is made when first needed."""
    guid = consensus_guid(queries.project(record.connection).guid)
    if not record.living(CODER, [guid]):
        coder = Coder(guid, CONSENSUS_NAME, EPOCH, EPOCH, CoderKind.CONSENSUS)
        record.put(CODER, [coder_row(coder)])
    return guid


def keep(record: Recorder, names: tuple[str, ...], coding: Coding) -> str:
    """Make a coding the consensus coder's, or find the one that is like it; returns its GUID.

    Its identity follows from what was decided about, so that two adjudicators' outcomes meet.
    """
    outcome = checked(record, replace(coding, guid=outcome_guid(names), coder=made(record)))
    guid = team_queries.coding_like(record.connection, outcome)
    if guid is None:
        guid = outcome.guid
        record.put(CODING, [coding_row(outcome)])
    known = coding_queries.attribute_values(record.connection, [guid]).get(guid, {})
    gone = known.keys() - coding.attributes.keys()
    record.delete(ATTRIBUTE_VALUE, [value_guid(guid, attribute) for attribute in gone])
    record.put(ATTRIBUTE_VALUE, value_rows(replace(outcome, guid=guid)))
    return guid


def drop(record: Recorder, outcomes: Collection[str | None]) -> None:
    """Delete codings of the consensus that no decision comes to any more."""
    if not any(outcomes):
        return
    wanted = {one.outcome for one in team_queries.decisions(record.connection)}
    record.delete(CODING, [guid for guid in outcomes if guid is not None and guid not in wanted])


def missing_in_consensus(viewer: Viewer, data: ComparisonData, codings: Sequence[str]) -> list[str]:
    """Those of the codings (GUIDs) whose like the consensus has not, as often as they are there."""
    with viewer.reading() as connection:
        consensus = consensus_guid(queries.project(connection).guid)
        had: Counter[object] = Counter(
            (document.guid, columns.code[row], columns.spans(row))
            for document, columns in zip(data.documents, data.columns, strict=True)
            for row, who in enumerate(columns.coder)
            if who == consensus
        )
        if not had:
            return list(codings)
        found = coding_queries.codings(connection, guids=codings)
    missing = []
    for coding in found:
        key = (coding.document, coding.code, coding.spans)
        if had[key]:
            had[key] -= 1
        else:
            missing.append(coding.guid)
    return missing
