"""Training: each coder beside a gold set, code by code, with the pass mark that a round states."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.agreement import Figure
from annotator.corpus.changes import Changes
from annotator.corpus.coding import Coder
from annotator.corpus.messages import tr
from annotator.corpus.round_design import design_of, with_design
from annotator.corpus.team import Round
from annotator.errors import UserError
from annotator.operations import reliability
from annotator.operations.reliability import AgreementSettings, Comparison, Selection
from annotator.operations.team import rounds
from annotator.operations.viewing import Viewer
from annotator.storage import queries, team_queries
from annotator.storage.project_file import ProjectFile

PASS_MARK = 0.8
"""Where none is stated: what Krippendorff (2019) asks of data that are relied on."""


@dataclass(frozen=True)
class GoldResult:
    """A coder beside the gold set. failed: codes (numbers of the comparison) below the mark;
    undecided: codes that either used and that have no alpha."""

    coder: Coder
    comparison: Comparison
    mark: float
    failed: tuple[int, ...]
    undecided: tuple[int, ...]

    @property
    def passed(self) -> bool:
        """Whether every code that was used reaches the mark."""
        return not self.failed and not self.undecided

    @property
    def words(self) -> str:
        """“Ben has not passed (.800): claim .512; prediction undefined”."""
        if self.passed:
            return tr("{name} has passed ({mark:.3f}).", name=self.coder.name, mark=self.mark)
        labels = self.comparison.data.labels
        codes = [
            tr("{code} {value:.3f}", code=labels[code], value=self.alpha(code).value)
            for code in self.failed
        ]
        codes += [tr("{code} undefined", code=labels[code]) for code in self.undecided]
        return tr(
            "{name} has not passed ({mark:.3f}): {codes}.",
            name=self.coder.name,
            mark=self.mark,
            codes="; ".join(codes),
        )

    def alpha(self, code: int) -> Figure:
        """Alpha of a code, on the unit of the comparison."""
        return self.comparison.table.rows[code].alpha_character


def set_gold(project: ProjectFile, by: str, coding_round: Round, gold: str, mark: float) -> Changes:
    """State whose codings (a GUID) are the gold set of a round, and the mark. UserError for a mark
    that no alpha can be, or a coder that is not there."""
    if not 0 < mark <= 1:
        raise UserError(tr("The pass mark is an alpha above 0, up to 1."))
    with project.reading() as connection:
        known = {one.guid for one in queries.coders(connection)}
    if gold not in known:
        raise UserError(tr("The gold set is the work of a coder of the project."))
    design = replace(design_of(coding_round), gold=gold, pass_mark=mark)
    return rounds.edit(project, by, with_design(coding_round, design))


def against_gold(
    viewer: Viewer, coding_round: Round, settings: AgreementSettings | None = None
) -> list[GoldResult]:
    """Each coder of a round beside its gold set, in the documents that are theirs in the round.

    UserError where the round states no gold set.
    """
    design = design_of(coding_round)
    if not design.gold:
        raise UserError(
            tr(
                "The round {name} has no gold set: state whose codings its coders are measured"
                " against.",
                name=coding_round.name,
            )
        )
    with viewer.reading() as connection:
        given = team_queries.assignments(connection, coding_round.guid)
        people = {one.guid: one for one in queries.coders(connection)}
    mark = PASS_MARK if design.pass_mark is None else design.pass_mark
    found = []
    for coder in dict.fromkeys(one.coder for one in given if one.coder != design.gold):
        documents = [one.document for one in given if one.coder == coder]
        selection = Selection([coder, design.gold], documents, touched=True, pooled=True)
        comparison = reliability.compare(viewer, selection, settings)
        if comparison.compared:
            found.append(_result(people[coder], comparison, mark))
    return found


def _result(coder: Coder, comparison: Comparison, mark: float) -> GoldResult:
    used = [code for code, row in enumerate(comparison.table.rows) if any(row.codings)]
    alphas = {code: comparison.table.rows[code].alpha_character.value for code in used}
    return GoldResult(
        coder,
        comparison,
        mark,
        tuple(code for code, value in alphas.items() if value is not None and value < mark),
        tuple(code for code, value in alphas.items() if value is None),
    )
