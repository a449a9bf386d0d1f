"""Whose codings a question is answered on, where it does not say it.

Of each document the consensus where there is one; else the work of the coder who was chosen for it
(`annotator.operations.team.designations`), or of the one coder to whom it is assigned in the rounds
of production; else everybody's. Which it was is said beside each answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from annotator.corpus.coding import CoderKind
from annotator.corpus.document import Progress
from annotator.corpus.messages import number_of, tr
from annotator.corpus.team import Purpose
from annotator.operations.retrieval.loaded import LoadedCodings
from annotator.retrieval.arrays import Bools
from annotator.storage import queries, team_queries


@dataclass(frozen=True, eq=False)
class AnalysisSet:
    """codings: (codings,) which are in it. consensus, designated, everybody: numbers of documents
    answered on the consensus, one designated coder, everybody's codings; documents without a coding
    are in none. unfinished: (documents,) those that nobody has finished, where the project says of
    any document that it is done: they leave every denominator. said: whose codings they are in
    words, where somebody chose otherwise."""

    codings: Bools
    consensus: int
    designated: int
    everybody: int
    unfinished: Bools
    is_chosen: bool = False
    said: str = ""

    def words(self) -> str:
        """Whose codings they are, for the head of a table."""
        if self.said:
            return self.said
        if self.is_chosen:
            return tr("the codings of all coders, since the query says whose it asks for")
        if not self.consensus and not self.designated:
            return tr(
                "the codings of all coders (there is neither a consensus nor a designated coder)"
            )
        kinds = (
            (self.consensus, tr("the consensus")),
            (self.designated, tr("one designated coder each")),
            (self.everybody, tr("all coders, where there is neither")),
        )
        parts = [f"{who} ({number_of(number, 'document')})" for number, who in kinds if number]
        return ", ".join(parts)


def analysis_set(material: LoadedCodings, *, coders_are_named: bool) -> AnalysisSet:
    """The analysis set, or all codings where a question names coders itself."""
    table = material.table
    unfinished = _unfinished(material)
    if coders_are_named:
        everything = np.ones(len(table), dtype=np.bool_)
        return AnalysisSet(everything, 0, 0, 0, unfinished, True, _said_of_blind(material))
    chosen = np.full(len(material.documents), -1, dtype=np.int64)
    consensus = [n for n, one in enumerate(material.coders) if one.kind is CoderKind.CONSENSUS]
    designated = _designated(material)
    for number, coder in designated.items():
        chosen[number] = coder
    for coder in consensus:
        chosen[table.document[table.coder == coder]] = coder
    of_document = chosen[table.document]
    codings = (of_document == -1) | (table.coder == of_document)
    coded = np.zeros(len(material.documents), dtype=np.bool_)
    coded[table.document] = True
    settled = np.isin(chosen, consensus)
    return AnalysisSet(
        codings,
        int((coded & settled).sum()),
        int((coded & ~settled & (chosen >= 0)).sum()),
        int((coded & (chosen < 0)).sum()),
        unfinished,
        said=_said_of_blind(material),
    )


def _said_of_blind(material: LoadedCodings) -> str:
    """Whose codings those of a blind project are; empty of another one."""
    viewer = material.viewer
    if not viewer.blind:
        return ""
    names = [one.name for one in material.coders if one.guid == viewer.coder]
    if not names:
        return tr("nobody's codings (the project is blind)")
    return tr("the codings of {coder} alone (the project is blind)", coder=names[0])


def _designated(material: LoadedCodings) -> dict[int, int]:
    """By number of the document that of the coder who was chosen for it, or else of the only one
    that it is assigned to in production. In a blind project only who looks has codings."""
    with material.viewer.reading() as connection:
        chosen = {} if material.viewer.blind else team_queries.designations(connection)
        rounds = team_queries.rounds(connection)
        production = {one.guid for one in rounds if one.purpose is Purpose.PRODUCTION}
        given = [one for one in team_queries.assignments(connection) if one.round in production]
    by_document: dict[str, set[str]] = {}
    for one in given:
        if one.document in chosen:
            continue
        by_document.setdefault(one.document, set()).add(one.coder)
    by_document |= {document: {coder} for document, coder in chosen.items()}
    coders = {one.guid: number for number, one in enumerate(material.coders)}
    return {
        number: coders[next(iter(own))]
        for number, document in enumerate(material.documents)
        if len(own := by_document.get(document.guid, set())) == 1 and own <= coders.keys()
    }


def _unfinished(material: LoadedCodings) -> Bools:
    with material.viewer.reading() as connection:
        statuses = queries.statuses(connection)
    done = {one.document for one in statuses if one.progress is Progress.DONE}
    is_done: Callable[[str], bool] = done.__contains__
    found = np.array([not is_done(one.guid) for one in material.documents], dtype=np.bool_)
    return found if done else np.zeros_like(found)
