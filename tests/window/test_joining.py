"""Joining with a colleague's file: a look at it, who one is, a copy of one's own, ready to code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotator.corpus.span import Span
from annotator.operations.team import handout
from annotator.settings import Settings
from annotator.ui.projects.join_form import JoinForm
from tests.making import ANN, BEN, Made
from tests.window.conftest import Driver


def test_the_form_tells_what_is_in_it_and_the_copy_can_be_coded(
    open_window: Callable[..., Driver], made: Made, tmp_path: Path
) -> None:
    theirs = tmp_path / "sent" / "Ferry - Ben.annot"
    theirs.parent.mkdir()
    handout.hand_out(made.project, theirs, BEN, handout.Rules(blind=True))
    driver = open_window(settings=Settings(coder="Benjamin"))
    driver.answers.files = [theirs]
    driver.window.actions_["join"].trigger()
    driver.wait_for_jobs()
    form = driver.window.findChild(JoinForm)
    assert form is not None
    assert "blind" in form.summary()
    assert form.documents.count() == 1
    assert form.codes.topLevelItemCount() > 0
    assert form.coder.name == BEN.name, "the one whose copy it is"
    assert BEN.name in form.who.text()
    assert form.place.name.text() == "Ferry - Ben"
    form.coder.setCurrentText("Dora")
    assert "does not know Dora" in form.who.text()
    form.coder.setCurrentText(BEN.name)
    form.place.folder.setText(str(theirs.parent))
    form.ok.click()
    assert "exists already" in form.problem.text(), "their file is never replaced"
    mine = tmp_path / "mine"
    mine.mkdir()
    form.place.folder.setText(str(mine))
    form.ok.click()
    driver.wait_for_jobs()
    assert driver.window.bridge.project is not None
    assert driver.window.bridge.project.path == mine / "Ferry - Ben.annot"
    assert driver.coder().guid == BEN.guid, "the identity that the file knows"
    driver.focus_text()
    driver.view.select(Span(0, 4))
    driver.key("1")
    assert [coding.coder for coding in driver.codings()] == [BEN.guid]


def test_somebody_new_gets_an_identity(
    open_window: Callable[..., Driver], made: Made, tmp_path: Path
) -> None:
    made.code_words(ANN, "claim", "expects")
    driver = open_window(settings=Settings())
    driver.window.controllers.projects.look_at_colleagues(made.project.path)
    driver.wait_for_jobs()
    form = driver.window.findChild(JoinForm)
    assert form is not None
    assert f"{ANN.name}: 1 coding" in form.summary()
    form.coder.setCurrentText("Dora")
    form.place.name.setText("mine")
    form.place.folder.setText(str(tmp_path))
    form.ok.click()
    driver.wait_for_jobs()
    assert driver.coder().name == "Dora"
    assert driver.window.settings.coder == "Dora"
