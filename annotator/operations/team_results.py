"""What comes out of a training, or of coding again, for each coder, in lines."""

from __future__ import annotations

from annotator.corpus.messages import tr
from annotator.corpus.number_words import decimals
from annotator.corpus.round_design import design_of
from annotator.corpus.team import Round
from annotator.operations import sealing, team_training
from annotator.operations.reliability import Comparison
from annotator.operations.viewing import Viewer


def summary(coding_round: Round) -> str:
    """What the lines are about."""
    if design_of(coding_round).repeat:
        return tr(
            "Stability: each coder's second coding beside their first, in a sealed round. It says"
            " nothing of whether others would code so."
        )
    return tr("Each coder beside the gold set, in the documents that are theirs in the round.")


def lines(viewer: Viewer, coding_round: Round) -> list[str]:
    """A line for each coder, then their codes. UserError where a training has no gold set."""
    found: list[str] = []
    if design_of(coding_round).repeat:
        for one in sealing.stability(viewer, coding_round.guid):
            found += [one.coder.name, *_codes(one.comparison)]
        return found or [tr("Nobody has coded a document of a sealed round again yet.")]
    for result in team_training.against_gold(viewer, coding_round):
        found += [result.words, *_codes(result.comparison)]
    return found or [tr("Nobody shares a document with the gold set yet.")]


def _codes(comparison: Comparison) -> list[str]:
    """“  claim: alpha 0.812 [0.701, 0.903]”."""
    said = []
    panel = comparison.interval_table
    for code, row in enumerate(comparison.table.rows):
        value = row.alpha_character.value
        if not any(row.codings):
            continue
        ends = panel.rows[code].alpha_character.ends if panel else None
        interval = f" [{decimals(ends[0])}, {decimals(ends[1])}]" if ends else ""
        figure = "–" if value is None else decimals(value)
        said.append(f"    {comparison.data.labels[code]}: α {figure}{interval}")
    return said
