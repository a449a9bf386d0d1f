"""Cues in the window: off by default, marked when asked for, gone to by key, locked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from annotator.corpus.coding import Coding
from annotator.operations import projects
from annotator.operations.codebook import codes
from annotator.settings import Settings
from annotator.storage import codebook_queries
from annotator.ui.reader.cue_marks import PIECE
from tests.making import ANN, Made, make
from tests.window.conftest import Driver
from tests.window.test_road import span_of

CUES = ["expects", "According to", "may"]
SHIFT = Qt.KeyboardModifier.ShiftModifier


def shown(driver: Driver) -> list[str]:
    """The words above which there are dots, once all that is on the screen was looked at."""
    view = driver.view
    driver.qtbot.waitUntil(lambda: not view.cues.is_looking)
    text = view.text.text
    return [text[cue.start : cue.end] for cue in view.cues.within(0, len(text))]


EDGES = 1
"""Pixels at the edges of letters that may happen to have the colour."""


def dots(driver: Driver, words: str) -> int:
    """How many pixels of the row above these words are in the colour of “attribution”."""
    QApplication.processEvents()
    span = span_of(words)
    top = driver.point(span.start)
    image = driver.view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    line = driver.view.line_tops().extent(span.start, span.end)[0]
    left, right = top.x(), driver.point(span.end - 1).x()
    guid = next(c for c in driver.window.bridge.codebook.codes if c.name == "attribution").guid
    color = driver.window.theme.code_line(driver.view.color_of(guid))
    found = 0
    for x in range(round(left * ratio), round(right * ratio)):
        for y in range(round(line * ratio), round((line + 3) * ratio)):
            pixel = image.pixelColor(x, y)
            distance = (
                abs(pixel.red() - color.red())
                + abs(pixel.green() - color.green())
                + abs(pixel.blue() - color.blue())
            )
            found += distance < 140
    return found


def test_cues_are_off_until_they_are_asked_for(driver: Driver) -> None:
    assert shown(driver) == [] and dots(driver, "According to") <= EDGES
    driver.key(Qt.Key.Key_F8)
    assert shown(driver) == CUES
    assert dots(driver, "According to") > 5
    assert driver.window.actions_["cues"].isChecked()
    driver.key(Qt.Key.Key_F8)
    assert shown(driver) == [] and dots(driver, "According to") <= EDGES


def test_the_choice_is_kept_for_the_user(made: Made, open_window: Callable[..., Driver]) -> None:
    settings = Settings(coder="Ann", coders={"Ann": ANN.guid}, cues=True)
    driver = open_window(made.project.path, settings)
    assert shown(driver) == CUES
    driver.focus_text()
    driver.key(Qt.Key.Key_F8)
    assert not settings.cues


def test_the_tip_tells_which_code_a_cue_hints_at(driver: Driver) -> None:
    driver.key(Qt.Key.Key_F8)
    assert shown(driver)
    tip = driver.view.tip_at(driver.point(span_of("According").start + 2))
    assert tip == "Cue: may be attribution (according to)"
    assert driver.view.tip_at(driver.point(span_of("Nobody").start)) == ""


def test_a_key_goes_from_cue_to_cue_round_the_end(driver: Driver) -> None:
    driver.key(Qt.Key.Key_F8)

    def at(words: str) -> Callable[[], bool]:
        return lambda: driver.view.selected_text() == words

    for key, words in (
        (Qt.KeyboardModifier.NoModifier, "expects"),
        (Qt.KeyboardModifier.NoModifier, "According to"),
        (Qt.KeyboardModifier.NoModifier, "may"),
        (Qt.KeyboardModifier.NoModifier, "expects"),
        (SHIFT, "may"),
        (SHIFT, "According to"),
    ):
        driver.key(Qt.Key.Key_K, key)
        driver.qtbot.waitUntil(at(words))
    assert driver.window.statusBar().currentMessage() == "A cue for attribution (3)"


def test_going_to_a_cue_finds_it_far_below(driver: Driver, made: Made) -> None:
    text = "Nothing here.\n" * (3 * PIECE // 14) + "It might rain."
    driver.view.show_document(text)
    driver.key(Qt.Key.Key_F8)
    assert shown(driver) == []
    driver.key(Qt.Key.Key_K)
    driver.qtbot.waitUntil(lambda: driver.view.selected_text() == "might")
    assert driver.view.is_visible(text.index("might"))


def test_only_what_is_on_the_screen_is_looked_at(driver: Driver) -> None:
    driver.view.show_document("It may.\n" * PIECE)
    driver.key(Qt.Key.Key_F8)
    found = shown(driver)
    assert 0 < len(found) < PIECE
    driver.view.verticalScrollBar().setValue(PIECE // 2)
    assert len(found) < len(shown(driver)) < PIECE


def test_a_cue_that_lies_across_two_pieces_is_whole(driver: Driver) -> None:
    words = "x" * (PIECE - 4 - 12 * 100) + "\n" + ("wwwwwwwwwww\n" * 100)
    text = words + "According to them. " + "y" * 50
    assert text.index("According to") < PIECE < text.index(" them.")
    driver.view.show_document(text)
    driver.key(Qt.Key.Key_F8)
    driver.view.verticalScrollBar().setValue(driver.view.verticalScrollBar().maximum())
    assert shown(driver) == ["According to"]


def code_selected(driver: Driver, words: str, key: str) -> None:
    driver.view.select(span_of(words))
    driver.key(key)


def test_a_coding_that_began_from_a_cue_is_marked_so(driver: Driver) -> None:
    code_selected(driver, "According to", "3")
    driver.key(Qt.Key.Key_F8)
    assert shown(driver)
    driver.key(Qt.Key.Key_Escape)
    code_selected(driver, "It may last", "2")
    driver.key(Qt.Key.Key_Escape)
    code_selected(driver, "It may last 2,5", "1")
    driver.key(Qt.Key.Key_Escape)
    code_selected(driver, "talks to fail", "2")
    began = {made_words: coding.from_cue for made_words, coding in by_words(driver).items()}
    assert began == {
        "talks to fail": False,  # no cue in it
        "According to": False,  # cues were off
        "It may last": True,
        "It may last 2,5": False,  # the cue hints at another code
    }
    assert "Began from a cue." in card_texts(driver, "It may last")


def by_words(driver: Driver) -> dict[str, Coding]:
    return {driver.window.page.text[c.start : c.end]: c for c in driver.codings()}


def card_texts(driver: Driver, words: str) -> str:
    guid = by_words(driver)[words].guid
    driver.window.page.reveal(guid)
    driver.window.panels.inspector.rebuild()
    card = next(c for c in driver.window.panels.inspector.cards if c.content.entry.guid == guid)
    return " ".join(label.text() for label in card.findChildren(QLabel))


def test_a_locked_project_shows_no_cues_and_says_why(driver: Driver) -> None:
    driver.key(Qt.Key.Key_F8)
    assert shown(driver)
    driver.window.actions_["lock_cues"].trigger()
    assert shown(driver) == []
    assert "locked" in driver.window.statusBar().currentMessage()
    assert driver.window.actions_["lock_cues"].isChecked()
    code_selected(driver, "It may last", "2")
    assert not driver.codings()[0].from_cue
    driver.key(Qt.Key.Key_F8)
    assert "locked" in driver.window.notice.text and shown(driver) == []
    driver.key(Qt.Key.Key_Escape)
    driver.window.actions_["undo"].trigger()
    driver.window.actions_["undo"].trigger()
    assert not driver.window.bridge.cues_locked
    assert shown(driver) == CUES, "the user's own choice is as it was"


def test_the_lock_travels_with_the_project(made: Made, open_window: Callable[..., Driver]) -> None:
    projects.lock_cues(made.project, ANN.guid, True)
    settings = Settings(coder="Ann", coders={"Ann": ANN.guid}, cues=True)
    driver = open_window(made.project.path, settings)
    assert shown(driver) == [] and "locked" in driver.window.statusBar().currentMessage()


def test_lists_of_ones_own_are_followed(driver: Driver) -> None:
    driver.key(Qt.Key.Key_F8)
    claim = next(c for c in driver.window.bridge.codebook.codes if c.name == "claim")
    driver.window.bridge.do(codes.edit, replace(claim, cues=("nobody", "isn't", "/2,\\d/")))
    assert shown(driver) == ["Nobody", "expects", "According to", "isn’t", "may", "2,5"]
    driver.window.actions_["undo"].trigger()
    assert shown(driver) == CUES


def test_an_expression_that_hangs_is_switched_off_and_told(
    tmp_path_factory: pytest.TempPathFactory, open_window: Callable[..., Driver]
) -> None:
    made = make(tmp_path_factory.mktemp("p") / "p.annot", text="a" * 60 + "b\nIt may be.")
    with made.project.reading() as connection:
        claim = next(c for c in codebook_queries.codebook(connection).codes if c.name == "claim")
    codes.edit(made.project, ANN.guid, replace(claim, cues=("/(a|aa)+$/",)))
    driver = open_window(made.project.path)
    driver.focus_text()
    driver.key(Qt.Key.Key_F8)
    driver.qtbot.waitUntil(driver.window.notice.isVisible)
    assert "takes too long" in driver.window.notice.text and "claim" in driver.window.notice.text
    assert shown(driver) == ["may"]
    made.project.close()
