"""The speakers in their window: edited at once, merged, parted, saved and taken over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.ui.speakers.window import SpeakersWindow
from tests.making import Made, make
from tests.spoken import spoken
from tests.window.conftest import Driver

TEXT, STRUCTURE = spoken()


@pytest.fixture
def interview(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "interview.annot", text=TEXT, structure=STRUCTURE)
    yield made
    made.project.close()


@pytest.fixture
def driver(interview: Made, open_window: Callable[..., Driver]) -> Driver:
    driver = open_window(interview.project.path)
    driver.focus_text()
    return driver


@pytest.fixture
def window(driver: Driver) -> SpeakersWindow:
    driver.window.controllers.speakers.show_window()
    (shown,) = driver.window.findChildren(SpeakersWindow)
    driver.qtbot.waitUntil(lambda: len(shown.model.persons) == 2)
    return shown


def until(driver: Driver, window: SpeakersWindow, *cells: tuple[int, int, str]) -> None:
    def so() -> bool:
        return len(window.model.persons) > cells[-1][0] and all(
            window.model.words(row, column) == words for row, column, words in cells
        )

    driver.qtbot.waitUntil(so)


def enter(window: SpeakersWindow, row: int, column: int, words: str) -> None:
    window.model.setData(window.model.index(row, column), words)


def test_a_name_is_changed_in_the_text_as_well_and_undone(
    driver: Driver, window: SpeakersWindow
) -> None:
    enter(window, 0, 0, "Ida Kern")
    until(driver, window, (0, 0, "Ida Kern"), (0, 2, "Ida"), (0, 3, "1"), (0, 4, "3"))
    assert driver.view.looks.turns.speakers == ["Ida Kern", "Anna"]
    assert driver.view.text.text == TEXT
    enter(window, 0, 0, "Anna")
    assert "Merge the two instead" in window.problem.text()
    driver.window.bridge.undo()
    until(driver, window, (0, 0, "Ida"))
    assert driver.view.looks.turns.speakers == ["Ida", "Anna"]


def test_roles_and_attributes_are_entered(driver: Driver, window: SpeakersWindow) -> None:
    enter(window, 1, 1, "participant")
    until(driver, window, (0, 0, "Anna"), (0, 1, "participant"))  # who is noted comes first
    window.attribute.setText(" age ")
    window.add.click()
    assert window.table.currentIndex().column() == 2
    enter(window, 0, 2, "47")
    until(driver, window, (0, 2, "47"))
    enter(window, 0, 2, "")
    until(driver, window, (0, 1, "participant"))
    driver.qtbot.waitUntil(lambda: "47" not in window.model.words(0, 2))


def test_two_are_one_and_a_name_is_parted_again(driver: Driver, window: SpeakersWindow) -> None:
    driver.answers.words = "Anna"
    window.table.selectRow(0)
    window.merge.click()
    driver.qtbot.waitUntil(lambda: len(window.model.persons) == 1)
    assert window.model.words(0, 2) == "Ida, Anna"
    driver.answers.words = "Ida"
    window.part.click()
    driver.qtbot.waitUntil(lambda: len(window.model.persons) == 2)


def test_a_name_is_somebody_elses_in_one_document(driver: Driver, window: SpeakersWindow) -> None:
    driver.answers.words = "Noor"  # the one document is the only choice
    window.table.selectRow(0)
    window.document.click()
    until(driver, window, (0, 0, "Noor"), (0, 2, "Ida"))
    assert driver.view.looks.turns.speakers == ["Noor", "Anna"]


def test_a_table_is_saved_and_taken_over(
    driver: Driver, window: SpeakersWindow, tmp_path: Path
) -> None:
    target = tmp_path / "out.csv"
    driver.answers.target = target
    window.save.click()
    driver.wait_for_jobs()
    assert "Ida,interviewer,Ida,1,3" in target.read_text("utf-8-sig")
    target.write_text("speaker,age\nAnna,47\n", encoding="utf-8")
    driver.answers.files = [target]
    window.load.click()
    driver.wait_for_jobs()
    until(driver, window, (0, 0, "Anna"), (0, 2, "47"))
