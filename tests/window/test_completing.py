"""What is left to do: marked beside the text, told at the coding, listed, and gone when done."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from annotator.corpus.codebook import Attribute, AttributeKind, Choice
from annotator.corpus.identity import guid_from
from annotator.operations.codebook import attributes, codes
from annotator.operations.codings import coding_values
from annotator.ui.coding_issues.window import CodingIssuesWindow
from tests.making import ANN, BEN, Made
from tests.window.conftest import Driver
from tests.window.test_codebook import code, top


def declare(driver: Driver, made: Made) -> Attribute:
    """A required attribute of “claim”."""
    tone = Attribute(
        guid_from("test", "tone"),
        made.codes["claim"],
        "tone",
        AttributeKind.CHOICE,
        ANN.created,
        ANN.created,
        choices=(Choice("warm", "w"), Choice("cold", "c")),
        required=True,
    )
    driver.window.bridge.do(attributes.declare, tone)
    return tone


def marked(driver: Driver) -> list[str]:
    """The words of the codings with a ring in the margin."""
    driver.window.panels.inspector._open_marks.refresh()
    page = driver.window.page
    entries = [page.codings.get(guid) for guid in driver.window.reader.margin._open]
    return [page.passage(entry) for entry in sorted(one for one in entries if one is not None)]


def listed(window: CodingIssuesWindow) -> list[str]:
    return [window.list.item(row).toolTip() for row in range(window.list.count())]


def test_missing_values_are_listed_until_they_are_set(driver: Driver, made: Made) -> None:
    tone = declare(driver, made)
    first = made.code_words(ANN, "claim", "talks")
    made.code_words(BEN, "claim", "Nobody")
    made.code_words(ANN, "prediction", "It may")
    driver.window.bridge.reload_if_changed()
    assert marked(driver) == ["talks"], "Ben's are for Ben to complete"
    driver.key(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    window = top(CodingIssuesWindow)
    driver.qtbot.waitUntil(lambda: window.list.count() == 1)
    assert listed(window) == ["claim · talks.txt · Missing: tone."]
    point = window.list.visualItemRect(window.list.item(0)).center()
    QTest.mouseClick(window.list.viewport(), Qt.MouseButton.LeftButton, pos=point)
    selected = driver.window.page.selected
    assert selected is not None and selected.guid == first
    driver.window.bridge.do(coding_values.set_value, first, tone.guid, "warm")
    driver.qtbot.waitUntil(lambda: window.list.count() == 0)
    assert "Nothing is left" in window.heading.text() and marked(driver) == []
    driver.window.actions_["undo"].trigger()
    driver.qtbot.waitUntil(lambda: window.list.count() == 1)
    window.close()


def test_a_broken_rule_is_told_where_one_codes(driver: Driver, made: Made) -> None:
    claim = code(driver, "claim")
    driver.window.bridge.do(codes.edit, replace(claim, may_overlap=False))
    made.code_words(ANN, "prediction", "US-hosted")
    driver.window.bridge.reload_if_changed()
    assert marked(driver) == []
    driver.focus_text()
    start = made.text.index("the US-hosted round")
    driver.drag(start, start + len("the US-hosted round"))
    driver.key("1")
    assert marked(driver) == ["the US-hosted round", "US-hosted"]
    driver.window.panels.inspector.rebuild()
    said = [label.text() for label in driver.window.panels.inspector.cards[0].findChildren(QLabel)]
    assert "“claim” and “prediction” should not share words." in " ".join(said)
    driver.window.actions_["to_complete"].trigger()
    window = top(CodingIssuesWindow)
    driver.qtbot.waitUntil(lambda: window.list.count() == 2)
    window.rules.setChecked(False)
    assert window.list.count() == 0
    driver.window.actions_["undo"].trigger()
    assert marked(driver) == []
    window.close()
