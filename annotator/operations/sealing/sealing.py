"""Closing a round: its codings, codebook and settings are kept as they are."""

from __future__ import annotations

from dataclasses import replace

from annotator.corpus.changes import SEAL, Changes
from annotator.corpus.identity import new_guid
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.corpus.team import Round
from annotator.errors import UserError
from annotator.operations.codebook.digests import codebook_digest
from annotator.operations.reliability import AgreementSettings, Selection, coded_work
from annotator.operations.reliability.coded_work import CodedWork, SealedAnswers
from annotator.operations.sealing.content import (
    SealedRound,
    packed,
    settings_to_json,
    unpacked,
)
from annotator.operations.viewing import Viewer
from annotator.storage import coding_queries, queries, round_queries, team_queries
from annotator.storage.connections import Connection
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import columns_of
from annotator.storage.study_rows import SealRow


def seal(
    project: ProjectFile,
    by: str,
    coding_round: str,
    settings: AgreementSettings | None = None,
    selection: Selection | None = None,
) -> Changes:
    """Close a round (a GUID). `settings` and `selection` (which work counts: `touched`, `assigned`)
    are those of its figures. UserError where it is sealed, nothing was coded in it, or the project
    shows its coder's own work alone."""
    how, chosen = settings or AgreementSettings(), selection or Selection()
    with project.transaction("Seal a round", by) as step:
        connection = step.record.connection
        known = {one.guid: one for one in team_queries.rounds(connection)}
        one = known[coding_round]
        step.record.label = step_label("Seal the round {name}", name=one.name)
        if queries.project(connection).blind:
            raise UserError(
                tr(
                    "This project shows its coder’s own work alone. Seal the round in the project"
                    " that has everybody’s."
                )
            )
        if coding_round in round_queries.sealed_rounds(connection):
            raise UserError(tr("The round {name} is sealed already.", name=one.name))
        work = work_of(connection, coding_round)
        if not any(columns.guid for columns in work.columns):
            raise UserError(tr("Nothing was coded in the round {name}.", name=one.name))
        content, digest = packed(work)
        row = SealRow(
            guid=new_guid(),
            round=coding_round,
            codebook=codebook_digest(work.codebook),
            settings=settings_to_json(how, chosen),
            content=content,
            digest=digest,
        )
        step.record.add(SEAL, [columns_of(row)])
    return step.changes


def work_of(connection: Connection, coding_round: str) -> CodedWork:
    """What is there of a round now: the assigned documents with what their coders coded in it; of
    a round in which nothing is assigned, what was coded in it."""
    given = team_queries.assignments(connection, coding_round)
    pairs = frozenset((one.document, one.coder) for one in given)
    documents = {document for document, _coder in pairs} or None
    chosen = Selection(documents=documents, round=coding_round, pairs=pairs or None)
    found = coded_work.read(connection, chosen)
    columns = [
        own.where(not pairs or (document.guid, coder) in pairs for coder in own.coder)
        for document, own in zip(found.documents, found.columns, strict=True)
    ]
    kept = [n for n, own in enumerate(columns) if pairs or own.guid]
    guids = {guid for own in columns for guid in own.guid}
    answers = SealedAnswers(
        coding_queries.attribute_values(connection, guids),
        tuple(
            one
            for one in coding_queries.relations(connection, guids)
            if {one.source, one.target} <= guids
        ),
    )
    coders = {coder for _document, coder in pairs} | {who for own in columns for who in own.coder}
    here = {found.documents[n].guid for n in kept}
    return replace(
        found,
        documents=[found.documents[n] for n in kept],
        columns=[columns[n] for n in kept],
        coders=[one for one in found.coders if one.guid in coders],
        done=frozenset(one for one in found.done if one[0] in here and one[1] in coders),
        assigned=pairs,
        sealed=answers,
    )


def sealed(viewer: Viewer) -> list[SealedRound]:
    """The sealed rounds in the order of the rounds. UserError where a seal is broken. A blind coder
    sees no seals."""
    with viewer.reading() as connection:
        rows = round_queries.seals(connection)
        return [
            _read(connection, rows[one.guid], one)
            for one in team_queries.rounds(connection)
            if one.guid in rows
        ]


def find(viewer: Viewer, coding_round: str) -> SealedRound | None:
    """The seal of a round (a GUID), None where it is open."""
    with viewer.reading() as connection:
        row = round_queries.seals(connection).get(coding_round)
        of: dict[str, Round] = {one.guid: one for one in team_queries.rounds(connection)}
        return None if row is None else _read(connection, row, of[coding_round])


def _read(connection: Connection, row: SealRow, of: Round) -> SealedRound:
    stamp = round_queries.seal_stamp(connection, row.guid)
    return unpacked(row, of, stamp.at, stamp.coder)
