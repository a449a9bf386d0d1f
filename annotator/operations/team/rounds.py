"""How a team divides its work: rounds, who codes what in them, and how far everybody is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from annotator.corpus.changes import ASSIGNMENT, ROUND, STATUS, Changes
from annotator.corpus.coding import Coder, CoderKind
from annotator.corpus.document import DocumentFacts, DocumentStatus, Progress
from annotator.corpus.identity import assignment_guid, new_guid
from annotator.corpus.messages import tr
from annotator.corpus.round_design import RoundDesign, design_of, with_design
from annotator.corpus.step_labels import step_label
from annotator.corpus.team import Assignment, Purpose, Round
from annotator.errors import UserError
from annotator.operations.viewing import Viewer
from annotator.storage import coding_queries, queries, round_queries, team_queries
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import assignment_row, round_row, status_row
from annotator.storage.rows import RoundRow


def add(
    project: ProjectFile,
    by: str,
    name: str,
    purpose: Purpose,
    *,
    blind: bool = True,
    cues_locked: bool = False,
    design: RoundDesign | None = None,
) -> Changes:
    """Add a round after the others. UserError where the name is empty or taken."""
    with project.transaction(step_label("Add the round {name}", name=name.strip()), by) as step:
        known = team_queries.rounds(step.record.connection)
        position = known[-1].position + 1 if known else 0
        made = Round(new_guid(), name.strip(), purpose, position, blind, cues_locked)
        made = made if design is None else with_design(made, design)
        check_round(made, known)
        step.record.add(ROUND, [round_row(made)])
    return step.changes


def edit(project: ProjectFile, by: str, changed: Round) -> Changes:
    """Set every field of a round. UserError where the name is empty or taken."""
    with project.transaction(step_label("Edit the round {name}", name=changed.name), by) as step:
        check_round(changed, team_queries.rounds(step.record.connection))
        step.record.change(ROUND, {changed.guid: round_row(changed)})
    return step.changes


def delete(project: ProjectFile, by: str, guid: str) -> Changes:
    """Delete a round with its assignments; codings are not touched. UserError for a sealed one."""
    with project.transaction("Delete a round", by) as step:
        record = step.record
        refuse_sealed(record, guid)
        record.label = step_label(
            "Delete the round {name}", name=record.read(RoundRow, [guid])[guid].name
        )
        record.delete(ASSIGNMENT, _guids(team_queries.assignments(record.connection, guid)))
        record.delete(ROUND, [guid])
    return step.changes


def assign(
    project: ProjectFile, by: str, coding_round: str, wanted: Collection[tuple[str, str]]
) -> Changes:
    """Make these pairs (document, coder) the assignments of a round, no others.

    In a round in which documents are coded again they begin anew: they are not marked as done any
    more, as they were in the sealed round. UserError where the round is sealed, or a document was
    not coded in a sealed round that is to be coded again.
    """
    with project.transaction("Assign documents", by) as step:
        record = step.record
        refuse_sealed(record, coding_round)
        name = record.read(RoundRow, [coding_round])[coding_round].name
        record.label = step_label("Assign documents in {name}", name=name)
        given = team_queries.assignments(record.connection, coding_round)
        known = {(one.document, one.coder) for one in given}
        new = [
            assignment_row(Assignment(coding_round, document, coder))
            for document, coder in set(wanted) - known
        ]
        record.put(ASSIGNMENT, new)
        _begin_anew(record, coding_round, set(wanted) - known)
        gone = known - set(wanted)
        record.delete(ASSIGNMENT, [assignment_guid(coding_round, *pair) for pair in gone])
    return step.changes


def refuse_sealed(record: Recorder, coding_round: str) -> None:
    """UserError where a round (a GUID) is closed."""
    if coding_round in round_queries.sealed_rounds(record.connection):
        raise UserError(
            tr(
                "The round is sealed, so what it was stays as it is. Make another round, or take"
                " the seal back with Undo if it was a mistake."
            )
        )


def _begin_anew(record: Recorder, coding_round: str, pairs: Collection[tuple[str, str]]) -> None:
    """Where documents are coded again, those that are assigned are to be done once more."""
    connection = record.connection
    (own,) = (one for one in team_queries.rounds(connection) if one.guid == coding_round)
    if not design_of(own).repeat or not pairs:
        return
    closed = round_queries.sealed_rounds(connection)
    before = {
        (one.document, one.coder)
        for one in team_queries.assignments(connection)
        if one.round in closed
    }
    if not set(pairs) <= before:
        raise UserError(
            tr(
                "A document is coded again once the round in which it was coded first is sealed:"
                " {number} of these are not.",
                number=len(set(pairs) - before),
            )
        )
    statuses = (DocumentStatus(*pair, Progress.NOT_STARTED) for pair in pairs)
    record.put(STATUS, map(status_row, statuses))


def order(project: ProjectFile, by: str, guids: Sequence[str]) -> Changes:
    """Put the rounds into this order; those that are not named stay behind them."""
    with project.transaction("Order the rounds", by) as step:
        rest = [one.guid for one in team_queries.rounds(step.record.connection)]
        everything = [*guids, *(guid for guid in rest if guid not in set(guids))]
        step.record.change(ROUND, {guid: {"position": n} for n, guid in enumerate(everything)})
    return step.changes


def evenly(documents: Sequence[str], coders: Sequence[str], each: int) -> set[tuple[str, str]]:
    """Pairs (document, coder): `each` coders a document, nobody with more than one document more
    than anybody else, and as many different pairs of coders as that allows.

    UserError where there are fewer coders than that.
    """
    if not 1 <= each <= len(coders):
        raise UserError(
            tr(
                "A document can have from 1 to {count} of these coders, not {each}.",
                count=len(coders),
                each=each,
            )
        )
    load, together = Counter[str](), Counter[frozenset[str]]()
    pairs: set[tuple[str, str]] = set()
    for document in documents:
        chosen: list[str] = []
        while len(chosen) < each:
            left = [coder for coder in coders if coder not in chosen]
            chosen.append(
                min(left, key=lambda c: (load[c], sum(together[frozenset((c, d))] for d in chosen)))
            )
        load.update(chosen)
        together.update(frozenset(pair) for pair in combinations(chosen, 2))
        pairs |= {(document, coder) for coder in chosen}
    return pairs


def _guids(found: Collection[Assignment]) -> list[str]:
    return [assignment_guid(one.round, one.document, one.coder) for one in found]


def check_round(coding_round: Round, known: Collection[Round]) -> None:
    """UserError where the round has no name, or that of another one."""
    if not coding_round.name:
        raise UserError(tr("A round needs a name."))
    others = {one.name for one in known if one.guid != coding_round.guid}
    if coding_round.name in others:
        raise UserError(
            tr("There is a round called {coding_round} already.", coding_round=coding_round.name)
        )


@dataclass(frozen=True, slots=True)
class ProgressCell:
    """How far a coder is with a document: declared, or in progress where they coded in it."""

    progress: Progress
    codings: int
    assigned: bool

    @property
    def is_begun(self) -> bool:
        """Whether there is any progress."""
        return self.progress is not Progress.NOT_STARTED


@dataclass(frozen=True)
class TeamOverview:
    """Who is how far: `cells` by (document, coder), GUIDs both; of a round, or of the project.

    What is counted are the documents that are a coder's task; in the project, those begun besides.
    Where nothing is assigned, everything is everybody's task.
    """

    documents: list[DocumentFacts]
    coders: list[Coder]
    cells: dict[tuple[str, str], ProgressCell]
    of_round: bool = False

    @cached_property
    def has_assignments(self) -> bool:
        """Whether any document is assigned to anybody."""
        return any(cell.assigned for cell in self.cells.values())

    def of_coder(self, coder: str) -> dict[Progress, int]:
        """How many documents are how far with a coder."""
        return self._counted([self.cells[document.guid, coder] for document in self.documents])

    def of_document(self, document: str) -> dict[Progress, int]:
        """How many coders are how far with a document."""
        return self._counted([self.cells[document, coder.guid] for coder in self.coders])

    def all(self) -> dict[Progress, int]:
        """How many documents of a coder each are how far, in all."""
        return self._counted(list(self.cells.values()))

    def of(self, coders: Collection[str]) -> TeamOverview:
        """The same of these coders alone."""
        cells = {pair: cell for pair, cell in self.cells.items() if pair[1] in coders}
        return replace(self, coders=[c for c in self.coders if c.guid in coders], cells=cells)

    def _counted(self, cells: list[ProgressCell]) -> dict[Progress, int]:
        if self.has_assignments:
            cells = [
                cell for cell in cells if cell.assigned or (not self.of_round and cell.is_begun)
            ]
        return {p: sum(cell.progress is p for cell in cells) for p in Progress}


def overview(viewer: Viewer, coding_round: str | None = None) -> TeamOverview:
    """Every person's progress with every document: of the project, or of a round."""
    with viewer.reading() as connection:
        documents = queries.documents(connection)
        people = [c for c in queries.coders(connection) if c.kind is CoderKind.PERSON]
        declared = {(s.document, s.coder): s.progress for s in queries.statuses(connection)}
        given = team_queries.assignments(connection, coding_round)
        counts: dict[tuple[str, str], int] = {}
        for (document, _code, coder), number in coding_queries.coding_counts(connection).items():
            counts[document, coder] = counts.get((document, coder), 0) + number
    assigned = {(one.document, one.coder) for one in given}
    if coding_round is not None:
        where, who = ({pair[side] for pair in assigned} for side in (0, 1))
        documents = [document for document in documents if document.guid in where]
        people = [coder for coder in people if coder.guid in who]
    cells = {}
    for facts in documents:
        for person in people:
            pair = (facts.guid, person.guid)
            number = counts.get(pair, 0)
            begun = Progress.IN_PROGRESS if number else Progress.NOT_STARTED
            said = declared.get(pair, begun)
            progress = begun if said is Progress.NOT_STARTED else said
            cells[pair] = ProgressCell(progress, number, pair in assigned)
    return TeamOverview(documents, people, cells, coding_round is not None)


def assigning(viewer: Viewer, whole: TeamOverview, coding_round: str) -> TeamOverview:
    """An overview of the whole project with what is assigned in one round."""
    with viewer.reading() as connection:
        given = team_queries.assignments(connection, coding_round)
    assigned = {(one.document, one.coder) for one in given}
    cells = {pair: replace(cell, assigned=pair in assigned) for pair, cell in whole.cells.items()}
    return replace(whole, cells=cells)


def find(project: ProjectFile, name: str) -> Round:
    """The round of this name or GUID. UserError where there is none."""
    with project.reading() as connection:
        known = team_queries.rounds(connection)
    for one in known:
        if name in (one.name, one.guid):
            return one
    names = ", ".join(one.name for one in known) or "none"
    raise UserError(
        tr(
            "There is no round called “{name}” in the project (it has: {names}).",
            name=name,
            names=names,
        )
    )


def coded_alone(viewer: Viewer, coding_round: str) -> int:
    """How many documents of a round (a GUID) are one coder's alone."""
    with viewer.reading() as connection:
        given = team_queries.assignments(connection, coding_round)
    return sum(number < 2 for number in Counter(one.document for one in given).values())


def listed(viewer: Viewer) -> list[tuple[Round, list[Assignment]]]:
    """Every round with its assignments."""
    with viewer.reading() as connection:
        return [
            (one, team_queries.assignments(connection, one.guid))
            for one in team_queries.rounds(connection)
        ]
