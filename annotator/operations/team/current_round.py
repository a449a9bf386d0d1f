"""Which round a coder works in now: chosen once, and kept with the project."""

from __future__ import annotations

from annotator.corpus.changes import STUDY_ENTRY, Changes
from annotator.corpus.identity import study_entry_guid
from annotator.corpus.messages import tr
from annotator.corpus.round_design import design_of
from annotator.corpus.team import Round
from annotator.errors import UserError
from annotator.operations.viewing import Viewer
from annotator.storage import round_queries, team_queries
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import columns_of


def choose(project: ProjectFile, by: str, coding_round: str | None, coder: str = "") -> Changes:
    """Work in a round (a GUID) from now on, as `coder` (the one who acts, if empty); None follows
    the assignments. UserError where the round is sealed."""
    from annotator.storage.study_rows import StudyEntryRow  # noqa: PLC0415  (start-up)

    who = coder or by
    guid = study_entry_guid(round_queries.WORK, who, round_queries.CURRENT)
    with project.transaction("Choose the round to work in", by) as step:
        if coding_round is None:
            step.record.delete(STUDY_ENTRY, [guid])
        else:
            if coding_round in round_queries.sealed_rounds(step.record.connection):
                raise UserError(tr("The round is sealed: nothing more is coded in it."))
            row = StudyEntryRow(
                guid=guid,
                section=round_queries.WORK,
                subject=who,
                name=round_queries.CURRENT,
                value=coding_round,
            )
            step.record.put(STUDY_ENTRY, [columns_of(row)])
    return step.changes


def current(viewer: Viewer, coder: str) -> Round | None:
    """The round that a coder (a GUID) chose, else the earliest open one in which a document is
    theirs; None where there is neither."""
    with viewer.reading() as connection:
        closed = round_queries.sealed_rounds(connection)
        known = {one.guid: one for one in team_queries.rounds(connection) if one.guid not in closed}
        chosen = round_queries.chosen_round(connection, coder)
        if chosen in known and chosen is not None:
            return known[chosen]
        mine = {one.round for one in team_queries.assignments(connection) if one.coder == coder}
    return next((one for guid, one in known.items() if guid in mine), None)


def choosable(viewer: Viewer) -> list[Round]:
    """The open rounds, in their order."""
    with viewer.reading() as connection:
        closed = round_queries.sealed_rounds(connection)
        return [one for one in team_queries.rounds(connection) if one.guid not in closed]


def is_again(coding_round: Round) -> bool:
    """Whether documents are coded again in a round."""
    return design_of(coding_round).repeat
