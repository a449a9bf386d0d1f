"""A round whose units are given: U goes from unit to unit, and a key labels the unit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.corpus.span import Span
from annotator.corpus.team import Purpose
from annotator.operations.codings import given_units
from annotator.operations.team import rounds
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, CLEO, Made, content
from tests.window.conftest import Driver


@pytest.fixture
def driver(made: Made, open_window: Callable[..., Driver], tmp_path: Path) -> Driver:
    """Ben and Cleo agree on two units; Ann is to label them."""
    for who in (BEN, CLEO):
        made.code(who, "claim", (0, 37))
        made.code(who, "claim", (60, 80))
    (guid,) = rounds.add(made.project, ANN.guid, "Labels", Purpose.PRODUCTION).added["round"]
    rounds.assign(made.project, ANN.guid, guid, {(made.document, ANN.guid)})
    given_units.give(made.project, ANN.guid, guid, made.codes["claim"])
    return open_window(made.project.path)


def test_units_are_gone_through_and_labelled(driver: Driver, made: Made) -> None:
    driver.focus_text()
    driver.view.set_cursor_position(0)
    driver.key("U")
    assert driver.view.selected_span() == Span(60, 80), "the next behind the cursor"
    driver.key("2")
    driver.key("U")
    assert driver.view.selected_span() == Span(0, 37), "the one that is left"
    driver.view.select(Span(3, 9))
    driver.key("2")
    mine = [one.spans for one in content(made.project).codings if one.coder == ANN.guid]
    assert sorted(mine) == [(Span(0, 37),), (Span(60, 80),)]
    driver.key("U")
    assert "Every unit" in driver.window.statusBar().currentMessage()


def test_units_are_given_and_taken_back_in_the_window(driver: Driver, made: Made) -> None:
    units = driver.window.controllers.units

    def number() -> int | None:
        ((one, _given),) = rounds.listed(everything(made.project))
        given = given_units.units_of(one)
        return None if given is None else given.number

    driver.answers.words = "None: coders choose passages"
    units._choose_code("", rounds.find(made.project, "Labels"))
    assert number() is None
    driver.answers.words = "claim"
    units._choose_code("", rounds.find(made.project, "Labels"))
    assert number() == 2
