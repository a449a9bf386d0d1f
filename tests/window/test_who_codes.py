"""Who codes is said, belongs to the project, and is never somebody else by accident."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.operations import codings, projects, transfer
from annotator.operations.team import handout
from annotator.operations.team.handout import Rules
from annotator.operations.viewing import everything
from annotator.settings import Settings
from tests.making import ANN, BEN, Made, content, made_of, make
from tests.window.conftest import Driver


def two_people() -> Settings:
    return Settings(coder="Ann", coders={"Ann": ANN.guid, "Ben": BEN.guid})


@pytest.fixture
def bens(tmp_path: Path) -> Path:
    """A blind copy for Ben."""
    with make(tmp_path / "study.annot").project as project:
        handout.hand_out(project, tmp_path / "study - Ben.annot", BEN, Rules(blind=True))
    return tmp_path / "study - Ben.annot"


def test_the_coder_is_the_projects_and_not_the_last_projects(
    open_window: Callable[..., Driver], bens: Path, tmp_path: Path
) -> None:
    driver = open_window(
        tmp_path / "study.annot", settings=Settings(coder="Ann", coders={"Ann": ANN.guid})
    )
    window = driver.window
    driver.answers.words = "I am Ben"
    window.controllers.projects.open_project(bens)
    driver.qtbot.waitUntil(lambda: driver.coder().name == "Ben")
    window.controllers.projects.open_project(tmp_path / "study.annot")
    assert driver.coder().guid == ANN.guid
    window.controllers.projects.open_project(bens)
    driver.qtbot.wait(50)
    assert driver.coder().guid == BEN.guid, "answered before"
    assert "study - Ben.annot" in window.windowTitle()
    assert "Ben" in window.header.coder_button.text()


def test_a_copy_for_another_is_not_coded_in_by_accident(
    open_window: Callable[..., Driver], bens: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = open_window(settings=Settings(coder="Ann", coders={"Ann": ANN.guid}))
    window = driver.window
    asked: list[tuple[str, list[str]]] = []

    def decide(
        _parent: QWidget, _title: str, question: str, verbs: Sequence[str], cancel: str = ""
    ) -> None:
        asked.append((question, [*verbs, cancel]))

    monkeypatch.setattr(driver.answers, "decide", decide)
    window.controllers.projects.open_project(bens)
    driver.qtbot.waitUntil(lambda: bool(asked))
    question, answers = asked[0]
    assert answers == ["I am Ben", "I am somebody else (Ann)", "Do not open it"]
    assert "blind" in question
    driver.qtbot.waitUntil(lambda: window.bridge.project is None)


def test_somebody_else_codes_under_their_own_name(
    open_window: Callable[..., Driver], bens: Path
) -> None:
    driver = open_window(settings=Settings(coder="Ann", coders={"Ann": ANN.guid}))
    driver.answers.words = "I am somebody else (Ann)"
    driver.window.controllers.projects.open_project(bens)
    driver.qtbot.wait(50)
    driver.focus_text()
    driver.drag(0, 6)
    driver.key("1")
    (coding,) = driver.codings()
    assert coding.coder == ANN.guid


def test_switching_the_coder_holds_for_this_project_alone(
    open_window: Callable[..., Driver], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        make(tmp_path / f"{name}.annot").project.close()
    driver = open_window(tmp_path / "one.annot", settings=two_people())
    window = driver.window
    driver.answers.words = "Ben"
    window.controllers.coders.switch_coder()
    assert driver.coder().guid == BEN.guid
    window.controllers.projects.open_project(tmp_path / "two.annot")
    assert driver.coder().guid == ANN.guid
    window.controllers.projects.open_project(tmp_path / "one.annot")
    assert driver.coder().guid == BEN.guid


def test_who_is_alone_is_asked_for_the_other_ones_name_at_once(
    open_window: Callable[..., Driver], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "p.annot").project.close()
    driver = open_window(tmp_path / "p.annot")
    window = driver.window
    monkeypatch.setattr(driver.answers, "choice", lambda *_said: pytest.fail("nobody to choose"))
    driver.answers.words = "Ben"
    window.actions_["switch_coder"].trigger()
    assert driver.coder().name == "Ben"


def test_two_people_of_one_name_stay_two(
    open_window: Callable[..., Driver], tmp_path: Path
) -> None:
    made: Made = make(tmp_path / "p.annot")
    made.project.close()
    driver = open_window(tmp_path / "p.annot", settings=two_people())
    window = driver.window
    window.controllers.coders.become("Ann", "00000000-0000-4000-8000-000000000001")
    assert driver.coder().guid != ANN.guid
    assert window.settings.coders["Ann"] == ANN.guid
    assert len(set(window.settings.coders.values())) == 3


def test_who_imports_is_no_coder(tmp_path: Path) -> None:
    with make(tmp_path / "p.annot", by=BEN).project as project:
        made = made_of(project)
        codings.add(project, BEN.guid, made.document, made.codes["claim"], [Span(0, 6)])
        finish(transfer.export_file(everything(project), tmp_path / "p.qdpx"))
    finish(transfer.import_as_project(tmp_path / "new.annot", ANN, [tmp_path / "p.qdpx"]))
    with projects.open_(tmp_path / "new.annot") as project:
        assert [coder.name for coder in content(project).coders] == ["Ben"]
