"""What several coders have alike, taken over in one step, and who was followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.coding import Coder, CoderKind
from annotator.corpus.job import finish
from annotator.corpus.team import Verdict
from annotator.exchange.report_document import Table
from annotator.operations import adjudication, reliability
from annotator.operations.adjudication import CaseQueue, agreeing, following
from annotator.operations.codings import coding_values
from annotator.operations.report import report_team
from annotator.operations.team import coders
from annotator.operations.viewing import everything
from annotator.storage import team_queries
from tests.making import ANN, BEN, CLEO, Made, content, make, person
from tests.operations.adjudication.test_cases import certain

DORA, EVE = person("Dora"), person("Eve")
FOUR = (ANN, BEN, CLEO, DORA)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Four coders: all alike at 0, three of four at 10, two and two at 20, two and nothing at 30,
    two, one and one at 40."""
    made = make(tmp_path / "p.annot")
    coders.ensure(made.project, EVE)
    for start, ends in ((0, "6666"), (10, "6667"), (20, "5566"), (30, "55--"), (40, "5567")):
        for who, end in zip(FOUR, ends, strict=True):
            if end != "-":
                made.code(who, "attribution", (start, start + int(end)))
    return made


def queue(made: Made, people: tuple[Coder, ...] = FOUR) -> CaseQueue:
    return adjudication.cases(everything(made.project), [one.guid for one in people])


def agreed(made: Made, least: int | None = None) -> agreeing.AgreedCases:
    return agreeing.agreed(everything(made.project), queue(made), least)


def taken(made: Made, found: agreeing.AgreedCases, rows: list[int] | None = None) -> None:
    finish(agreeing.take_over(made.project, EVE.guid, found, rows))


def starts(found: agreeing.AgreedCases) -> list[int]:
    return [found.side(place).spans[0].start for place in range(found.size)]


def consensus(made: Made) -> list[tuple[int, int]]:
    now = content(made.project)
    who = {coder.guid for coder in now.coders if coder.kind is CoderKind.CONSENSUS}
    return [(c.spans[0].start, c.spans[0].end) for c in now.codings if c.coder in who]


def test_only_what_more_have_than_anything_else_is_taken_over(made: Made) -> None:
    assert starts(agreed(made)) == [0]
    assert starts(agreed(made, 3)) == [0, 10]
    found = agreed(made, 2)
    assert starts(found) == [0, 10, 40], "two against two is no majority, nor two against nothing"
    assert found.counts() == [(4, 4, 1), (3, 4, 1), (2, 4, 1)]
    assert starts(agreed(made, 1)) == starts(found), "one alone agrees with nobody"


def test_it_is_one_step_that_says_where_not_all_agreed(made: Made) -> None:
    taken(made, agreed(made, 3))
    assert consensus(made) == [(0, 6), (10, 16)]
    with made.project.reading() as connection:
        first, second = sorted(team_queries.decisions(connection), key=lambda one: one.verdict)
    assert (first.verdict, first.reason, first.taken) == (Verdict.AGREED, "", None)
    assert (second.verdict, second.reason) == (Verdict.TAKEN, "3 of 4 coders have it alike")
    assert len(second.about) == 4, "the dissenting coding is in what was decided about"
    assert second.coder == EVE.guid
    assert agreed(made, 3).size == 0
    assert queue(made).open == 3
    made.project.undo(EVE.guid)
    assert consensus(made) == []
    assert agreed(made, 3).size == 2


def test_some_can_be_left_out(made: Made) -> None:
    found = agreed(made, 3)
    taken(made, found, [int(found.row[1])])
    assert consensus(made) == [(10, 16)]


def test_what_was_decided_about_is_left_alone(made: Made) -> None:
    case = queue(made).contested[0]
    adjudication.reject(made.project, EVE.guid, case, "a title")
    assert starts(agreed(made, 3)) == [0]
    pair = adjudication.docket(everything(made.project), (ANN.guid, DORA.guid))
    by_start = {one.first.spans[0].start: one for one in pair.contested}
    adjudication.take(made.project, EVE.guid, by_start[40].disagreement, 1)
    assert starts(agreed(made, 2)) == [0]


def test_what_the_consensus_has_is_not_taken_twice(made: Made) -> None:
    pair = adjudication.docket(everything(made.project), (ANN.guid, BEN.guid))
    adjudication.take_agreed(made.project, EVE.guid, pair)
    before = consensus(made)
    taken(made, agreed(made, 2))
    assert consensus(made) == before
    made.project.undo(EVE.guid)
    taken(made, agreed(made))
    assert consensus(made) == [(0, 6)]


def test_values_must_be_the_same(made: Made) -> None:
    attribute = certain(made)
    for who, guid in zip(FOUR, queue(made).table.guids(0), strict=True):
        value = "no" if who is DORA else "yes"
        coding_values.set_value(made.project, who.guid, guid, attribute.guid, value)
    assert (starts(agreed(made)), agreed(made).by_values) == ([], 1)
    assert starts(agreed(made, 3)) == [0, 10]
    taken(made, agreed(made, 3))
    kept = [one for one in content(made.project).codings if one.attributes]
    said = [dict(one.attributes) for one in kept if one.coder not in {p.guid for p in FOUR}]
    assert said == [{attribute.guid: "yes"}]


def test_who_was_followed_is_counted_by_code(made: Made) -> None:
    made.code(ANN, "claim", (50, 55))
    cases = {one.first.spans[0].start: one for one in queue(made).contested}
    adjudication.take_version(made.project, EVE.guid, cases[10], cases[10].versions[0])
    adjudication.take_version(made.project, EVE.guid, cases[20], cases[20].versions[1])
    adjudication.take_version(made.project, EVE.guid, cases[50], cases[50].versions[-1])
    adjudication.edit(
        made.project, EVE.guid, cases[40], made.codes["claim"], cases[40].first.spans, {}
    )
    table = following.followed(everything(made.project), queue(made))
    assert (table.settled, table.open) == (4, 1)

    def row(code: str | None) -> list[tuple[int, int]]:
        guid = None if code is None else made.codes[code]
        cells = [table.cell(guid, who.guid) for who in FOUR]
        return [(one.followed, one.cases) for one in cells]

    assert [name for _guid, name in table.codes] == ["claim", "attribution"]
    assert row("claim") == [(0, 2), (1, 2), (1, 2), (1, 2)], "settled on and marked"
    assert row("attribution") == [(1, 3), (1, 3), (2, 3), (1, 3)]
    assert row(None) == [(1, 4), (2, 4), (3, 4), (2, 4)], "each case once"
    assert table.cell(None, ANN.guid).share == 0.25
    assert table.cell("no such code", ANN.guid).share is None


def test_cancelled_in_the_midst_nothing_is_taken_over(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agreeing, "_PORTION", 1)
    job = agreeing.take_over(made.project, EVE.guid, agreed(made, 2))
    next(job)
    next(job)
    job.close()
    assert consensus(made) == []


def test_the_report_says_who_was_followed_and_what_several_decided(made: Made) -> None:
    cases = {one.first.spans[0].start: one for one in queue(made).contested}
    adjudication.take_version(made.project, EVE.guid, cases[10], cases[10].versions[0])
    viewer = everything(made.project)
    data = reliability.load(viewer)
    with made.project.reading() as connection:
        decisions = team_queries.decisions(connection)
    labels = {one.guid: one.name for one in (*FOUR, EVE)}
    table = report_team.followed(viewer, data)
    section = report_team.adjudication_section([], decisions, labels, {}, table)
    shown = next(one for one in section.blocks if isinstance(one, Table) and one.name == "Followed")
    assert shown.header == ["Code", "Ann", "Ben", "Cleo", "Dora"]
    assert shown.rows[0] == ["All codes together", *["1 of 1 (100%)"] * 3, "0 of 1 (0%)"]
    pair = adjudication.docket(viewer, (ANN.guid, DORA.guid)).contested[0].disagreement
    (words,) = report_team.decided_words([pair], decisions, labels).values()
    assert words.startswith("Settled by Eve")
