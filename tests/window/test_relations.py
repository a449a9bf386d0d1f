"""Relations between codings, made in the reader and drawn as arrows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from annotator.corpus.codebook import RelationType
from annotator.corpus.identity import guid_from
from annotator.operations.codebook import relation_types
from annotator.ui.reader.links import arrow_of
from tests.making import ANN, TEXT, Made, content
from tests.window.conftest import Driver


@pytest.fixture
def joined(driver: Driver, made: Made) -> list[str]:
    """Three codings, the first selected, and two types of relations of which one has a key."""
    guids = [
        made.code_words(ANN, code, words)
        for code, words in (("claim", "talks to fail"), ("prediction", "over"), ("claim", "years"))
    ]
    driver.window.bridge.reload_if_changed()
    for name, key in (("supports", "s"), ("opposes", "")):
        kind = RelationType(guid_from("test", name), name, ANN.created, ANN.created, key=key)
        driver.window.bridge.do(relation_types.declare, kind)
    driver.window.page.reveal(guids[0])
    driver.focus_text()
    return guids


def made_relations(driver: Driver) -> list[tuple[str, str, str]]:
    project = driver.window.bridge.project
    assert project is not None
    whole = content(project)
    names = {kind.guid: kind.name for kind in whole.codebook.relation_types}
    return [(names[r.kind], r.source, r.target) for r in whole.relations]


def relate_as(driver: Driver, name: str) -> None:
    """Begin a relation and choose the type by the key that the status line offers."""
    driver.key("l")
    offered = driver.window.modes.texts()["relation"].split()
    driver.key(offered[offered.index(name) - 1])


def test_a_relation_with_keys_alone(driver: Driver, joined: list[str]) -> None:
    relate_as(driver, "supports")
    driver.key("n")
    driver.key(Qt.Key.Key_Return)
    assert made_relations(driver) == [("supports", joined[0], joined[1])]
    assert driver.window.modes.texts() == {}
    driver.key("z", Qt.KeyboardModifier.ControlModifier)
    assert made_relations(driver) == []


def test_a_relation_with_a_click(driver: Driver, joined: list[str]) -> None:
    relate_as(driver, "opposes")
    driver.click(TEXT.index("years") + 1)
    assert made_relations(driver) == [("opposes", joined[0], joined[2])]


def test_esc_gives_a_relation_up(driver: Driver, joined: list[str]) -> None:
    relate_as(driver, "supports")
    driver.key(Qt.Key.Key_Escape)
    driver.click(TEXT.index("years") + 1)
    assert made_relations(driver) == []


def test_a_coding_is_not_related_to_itself_and_the_choice_stays_open(
    driver: Driver, joined: list[str]
) -> None:
    relate_as(driver, "supports")
    driver.key(Qt.Key.Key_Return)
    assert "itself" in driver.window.notice.text
    driver.key("p")
    driver.key(Qt.Key.Key_Return)
    assert made_relations(driver) == [("supports", joined[0], joined[2])]


def test_the_arrow_leads_from_passage_to_passage(driver: Driver, joined: list[str]) -> None:
    relate_as(driver, "supports")
    driver.click(TEXT.index("over") + 1)
    driver.qtbot.waitUntil(lambda: len(driver.view.links) == 1)
    (link,) = driver.view.links
    assert TEXT[link.source.start : link.source.end] == "talks to fail"
    assert TEXT[link.target.start : link.target.end] == "over"
    arrow = arrow_of(driver.view, driver.view.painter_of_marks, link)
    assert arrow is not None
    left, right = driver.point(link.source.start), driver.point(link.source.end - 1)
    assert left.x() < arrow.begin.x() < right.x()
    assert left.y() < arrow.begin.y()
    assert arrow.begin.y() < arrow.end.y()
    driver.window.page.select_coding(joined[2])
    driver.qtbot.waitUntil(lambda: not driver.view.links)
