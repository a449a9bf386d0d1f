"""Actions are enabled where they can act, and have their keys unless a code took them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMainWindow, QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator.corpus.codebook import Code
from annotator.corpus.moments import EPOCH
from annotator.ui.actions.action_set import ActionSet
from annotator.ui.actions.conditions import Condition
from annotator.ui.actions.key_repeats import KeyRepeats
from annotator.ui.actions.menus import LAYOUT
from annotator.ui.actions.spec import ActionSpec, Needs

KEYS = {"recode": "N", "reshape": "Shift+N"}


class Stage:
    """A set of actions whose conditions are what a test says."""

    def __init__(self, qtbot: QtBot) -> None:
        self.met: set[Needs] = set()
        self.read_only = False
        self.label = "&Undo"
        window = QMainWindow()
        qtbot.addWidget(window)
        reader = QPlainTextEdit()
        window.setCentralWidget(reader)
        self.actions = ActionSet(window, reader, KeyRepeats(window))
        names = [name for groups in LAYOUT.values() for group in groups for name in group]
        specs = [self._spec(name) for name in names if name not in LAYOUT]
        conditions = {needs: self._condition(needs) for needs in Needs}
        self.actions.install(specs, conditions, lambda: self.read_only)

    def _spec(self, name: str) -> ActionSpec:
        if name == "undo":
            return ActionSpec(
                name, "&Undo", str, needs=Needs.UNDO, writes=True, text_now=lambda: self.label
            )
        return ActionSpec(name, name.title(), str, KEYS.get(name, ""), needs=Needs.CODING)

    def _condition(self, needs: Needs) -> Condition:
        return Condition(lambda: needs in self.met, lambda: "not now")

    def enabled(self, name: str) -> bool:
        self.actions.update()
        return self.actions[name].isEnabled()


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    yield Stage(qtbot)


def test_what_can_act_follows_the_conditions_there_and_back(stage: Stage) -> None:
    for _time in range(2):
        stage.met = set()
        assert (stage.enabled("undo"), stage.enabled("recode")) == (False, False)
        stage.met = {Needs.UNDO}
        assert (stage.enabled("undo"), stage.enabled("recode")) == (True, False)
        stage.met = {Needs.UNDO, Needs.CODING}
        assert (stage.enabled("undo"), stage.enabled("recode")) == (True, True)


def test_in_a_read_only_project_what_writes_is_disabled_and_says_why(stage: Stage) -> None:
    stage.met = {Needs.UNDO, Needs.CODING}
    assert stage.enabled("undo")
    stage.read_only = True
    assert not stage.enabled("undo")
    assert stage.enabled("recode")
    assert "read-only" in stage.actions["undo"].statusTip()
    stage.read_only = False
    assert stage.enabled("undo")
    assert stage.actions["undo"].statusTip() == ""


def test_a_text_that_changes_is_shown_although_nothing_else_changed(stage: Stage) -> None:
    stage.actions.update()
    stage.label = "&Undo: Code"
    stage.actions.update()
    assert stage.actions["undo"].text() == "&Undo: Code"


def coded_by(key: str) -> Code:
    return Code("claim", "claim", "#aa0000", EPOCH, EPOCH, key=key)


def keys(stage: Stage) -> list[str]:
    return [stage.actions[name].shortcut().toString() for name in KEYS]


def test_a_code_takes_the_key_of_an_action_and_gives_it_back(stage: Stage) -> None:
    def use(codes: list[Code]) -> list[str]:
        stage.actions.set_code_keys(codes, lambda _guid: None)
        return keys(stage)

    assert keys(stage) == ["N", "Shift+N"]
    claim = coded_by("n")
    assert use([claim]) == ["", "Shift+N"]
    assert use([claim]) == ["", "Shift+N"]
    assert use([]) == ["N", "Shift+N"]


def test_a_chosen_key_and_that_of_a_code_do_not_meet(stage: Stage) -> None:
    stage.actions.set_code_keys([coded_by("m")], lambda _guid: None)
    stage.actions.set_keys({"recode": "M"})
    assert keys(stage)[0] == ""
    stage.actions.set_keys({"recode": "B"})
    assert keys(stage)[0] == "B"
