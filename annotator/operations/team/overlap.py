"""Hidden overlap in production: a share of the documents goes to a second coder.

Who knows that a document is checked codes it with more care (reactivity), so the overlap is drawn
by chance and looks like any other work: in a copy for a coder, or a blind project, nothing tells.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

from annotator.corpus.changes import ASSIGNMENT, ROUND, Changes
from annotator.corpus.messages import tr
from annotator.corpus.round_design import design_of, with_design
from annotator.corpus.team import Assignment
from annotator.errors import UserError
from annotator.operations.team.rounds import refuse_sealed
from annotator.storage import team_queries
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import assignment_row, round_row


def draw(project: ProjectFile, by: str, coding_round: str, share: float, seed: int) -> Changes:
    """Give `share` percent of a round's documents to a second coder, drawn with `seed`; both are
    kept with the round. A document that two coders have already counts towards the share.

    UserError where the round is sealed, has fewer than two coders, or `share` is no percentage.
    """
    if not 0 < share <= 100:
        raise UserError(tr("The share of the overlap is a percentage from 1 to 100."))
    with project.transaction("Draw a hidden overlap", by) as step:
        record = step.record
        refuse_sealed(record, coding_round)
        given = team_queries.assignments(record.connection, coding_round)
        pairs = second_coders([(one.document, one.coder) for one in given], share, seed)
        rows = [assignment_row(Assignment(coding_round, *pair)) for pair in pairs]
        record.put(ASSIGNMENT, rows)
        (own,) = (one for one in team_queries.rounds(record.connection) if one.guid == coding_round)
        drawn = with_design(own, replace(design_of(own), share=share, seed=seed))
        record.change(ROUND, {coding_round: round_row(drawn)})
    return step.changes


def second_coders(given: list[tuple[str, str]], share: float, seed: int) -> list[tuple[str, str]]:
    """Pairs (document, coder) to be added: who has least is chosen, by chance among equals.

    The same documents, coders and seed give the same pairs, whatever their order.
    """
    coders = sorted({coder for _document, coder in given})
    if len(coders) < 2:
        raise UserError(
            tr("An overlap takes two coders: assign documents of the round to both first.")
        )
    of: dict[str, set[str]] = {}
    for document, coder in given:
        of.setdefault(document, set()).add(coder)
    alone = sorted(document for document, own in of.items() if len(own) == 1)
    wanted = max(1, round(len(of) * share / 100)) - (len(of) - len(alone))
    chance = random.Random(seed)
    load = Counter(coder for _document, coder in given)
    added = []
    for document in chance.sample(alone, min(max(0, wanted), len(alone))):
        others = [coder for coder in coders if coder not in of[document]]
        least = min(load[coder] for coder in others)
        second = chance.choice([coder for coder in others if load[coder] == least])
        load[second] += 1
        added.append((document, second))
    return added
