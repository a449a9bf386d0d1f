"""What the window shows after any work is what a freshly opened window shows, pixel for pixel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.operations import projects
from annotator.operations.codebook import codes
from annotator.operations.merging import merges
from annotator.ui.main_window import MainWindow
from tests.making import ANN, BEN
from tests.window.conftest import Driver
from tests.window.random_work import RandomWork, project
from tests.window.shown import arrange_like, differences, shown


def compared(window: MainWindow, fresh: MainWindow, folder: Path) -> list[str]:
    """Open the file of `window` in `fresh` and say what it shows differently there."""
    assert window.bridge.project is not None
    fresh.bridge.open(window.bridge.project.path)
    arrange_like(fresh, window)
    return differences(shown(window), shown(fresh), folder)


@pytest.mark.parametrize("seed", [1, 2])
def test_after_random_work_all_is_shown_as_in_a_window_just_opened(
    open_window: Callable[..., Driver], tmp_path: Path, seed: int
) -> None:
    window = open_window(project(tmp_path / "p.annot"), alone=False).window
    fresh = open_window().window
    work = RandomWork(window, seed, tmp_path)
    done: list[str] = []
    for number in range(28):
        done.append(work.step())
        if number % 4 == 3:
            assert compared(window, fresh, tmp_path) == [], f"after {done[-6:]}"
    fresh.bridge.close()


def test_a_passage_keeps_its_name_when_the_codes_change_places(driver: Driver, made) -> None:  # type: ignore[no-untyped-def]
    coding = made.code(ANN, "claim", (0, 6))
    window = driver.window
    window.bridge.reload_if_changed()
    name = window.reader.view.coding_name(coding)
    window.panels.codebook.tree.choose(made.codes["claim"])
    for act in (
        window.controllers.code_places.move_down,
        window.controllers.code_places.move_down,
        window.controllers.undo.undo,
    ):
        act()
        assert window.reader.view.coding_name(coding) == name == "claim — Ann"
        assert window.reader.margin.name(window.reader.margin.codings()[0]) == "claim"


def test_the_first_coding_of_a_new_coder_is_their_own(open_window, made) -> None:  # type: ignore[no-untyped-def]
    made.code(BEN, "claim", (0, 6))
    driver = open_window(made.project.path)
    window = driver.window
    window.controllers.coders.become("Cleo")
    driver.focus_text()
    driver.drag(10, 18)
    driver.key("2")
    (coding,) = [c for c in driver.codings() if c.coder != BEN.guid]
    (mark,) = window.reader.view.marks.marks_of(coding.guid)
    assert window.reader.view.coding_name(coding.guid) == "prediction — Cleo"
    assert window.reader.view.painter_of_marks.is_filled(mark.coder)


def test_a_deleted_code_that_codings_keep_in_sight_is_followed(driver: Driver, made) -> None:  # type: ignore[no-untyped-def]
    """Ben deleted “claim” in his copy while Ann coded with it: it stays, and can still be moved."""
    window = driver.window
    copy = made.project.path.with_name("ben.annot")
    projects.save_copy(made.project, copy)
    with projects.open_(copy) as bens:
        codes.delete(bens, BEN.guid, made.codes["claim"])
    driver.drag(0, 6)
    driver.key("1")
    window.bridge.register_coder()
    window.bridge.tell(finish(merges.merge(made.project, ANN.guid, [copy])).changes)
    before = [code.name for _depth, code in window.bridge.codebook.walk()]
    assert before[0] == "claim"
    window.bridge.do(codes.move, made.codes["claim"], None, None)
    assert [code.name for _depth, code in window.bridge.codebook.walk()][-1] == "claim"
