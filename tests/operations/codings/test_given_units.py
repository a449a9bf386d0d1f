"""Separate unitizing: units are agreed on, given to a round, and labelled as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.span import Span
from annotator.corpus.team import Purpose
from annotator.errors import UserError
from annotator.operations import adjudication, projects
from annotator.operations.codings import given_units
from annotator.operations.team import coders, rounds
from annotator.operations.viewing import everything, looking
from tests.making import ANN, BEN, CLEO, Made, content, make

FIRST, SECOND = (0, 37), (38, 60)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Ann and Ben marked units by the code “claim”: one alike, one with another end."""
    made = make(tmp_path / "p.annot")
    for who, end in ((ANN, 60), (BEN, 55)):
        made.code(who, "claim", FIRST)
        made.code(who, "claim", (38, end))
    return made


def a_round(made: Made) -> str:
    coders.ensure(made.project, CLEO)
    (guid,) = rounds.add(made.project, ANN.guid, "Labels", Purpose.PRODUCTION).added["round"]
    rounds.assign(made.project, ANN.guid, guid, {(made.document, CLEO.guid)})
    return guid


def spans_of(made: Made, who: str) -> list[tuple[Span, ...]]:
    return [one.spans for one in content(made.project).codings if one.coder == who]


def test_units_are_what_all_marked_alike(made: Made) -> None:
    found = given_units.agreed(everything(made.project), made.codes["claim"], [made.document])
    assert found.by_document == {made.document: ((Span(*FIRST),),)}


def test_units_are_the_consensus_where_there_is_one(made: Made) -> None:
    docket = adjudication.docket(everything(made.project), (ANN.guid, BEN.guid))
    adjudication.take(made.project, ANN.guid, docket.contested[0].disagreement, 0)
    adjudication.take_agreed(made.project, ANN.guid, docket)
    found = given_units.agreed(everything(made.project), made.codes["claim"], [made.document])
    assert found.by_document == {made.document: ((Span(*FIRST),), (Span(*SECOND),))}


def test_labels_have_the_limits_of_the_units(made: Made) -> None:
    guid = a_round(made)
    given_units.give(made.project, ANN.guid, guid, made.codes["claim"])
    made.code(CLEO, "prediction", (3, 9))
    assert spans_of(made, CLEO.guid) == [(Span(*FIRST),)]
    with pytest.raises(UserError, match="touches none"):
        made.code(CLEO, "prediction", (70, 75))
    made.code(ANN, "prediction", (70, 75))
    assert (Span(70, 75),) in spans_of(made, ANN.guid), "who is not in the round chooses"
    given_units.take_back(made.project, ANN.guid, guid)
    made.code(CLEO, "prediction", (70, 75))
    assert (Span(70, 75),) in spans_of(made, CLEO.guid)


def test_the_unit_with_most_in_common_is_meant() -> None:
    units = ((Span(0, 10),), (Span(10, 20), Span(25, 30)))
    assert given_units.snapped(units, (Span(8, 14),)) == units[1]
    assert given_units.snapped(units, (Span(5, 15),)) == units[0], "the first of two"
    assert given_units.snapped(units, (Span(26, 27),)) == units[1]


def test_a_blind_coder_has_the_units(made: Made) -> None:
    guid = a_round(made)
    given_units.give(made.project, ANN.guid, guid, made.codes["claim"])
    projects.set_blind(made.project, ANN.guid, True)
    viewer = looking(made.project, CLEO.guid)
    assert given_units.given_to(viewer, CLEO.guid, made.document) == ((Span(*FIRST),),)


def test_where_nothing_is_agreed_no_units_are_given(made: Made) -> None:
    guid = a_round(made)
    with pytest.raises(UserError, match="No units are agreed on"):
        given_units.give(made.project, ANN.guid, guid, made.codes["prediction"])


def test_a_design_that_cannot_be_read_gives_no_units(made: Made) -> None:
    a_round(made)
    (found,) = [one for one, _given in rounds.listed(everything(made.project))]
    for said in ({"units": 3}, {"units": {"d": [[["a", 2]]]}}, {"units": {"d": [5]}}):
        given = given_units.units_of(type(found)("g", "n", found.purpose, design=said))
        assert given is None or given.number == 0
