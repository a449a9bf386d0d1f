"""Find in all texts, go from hit to hit, and code them all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.operations import documents
from annotator.operations.retrieval import search
from annotator.operations.retrieval.search_result import Query
from annotator.ui.search.hits import PIECES
from tests.making import ANN, TEXT, Made, text_file
from tests.window.conftest import Driver

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SECOND = "Talks about talks 👩‍👩‍👧.\nThe talks (2,5) went on."


@pytest.fixture
def two(driver: Driver, made: Made) -> Driver:
    """A window with two documents, the first open."""
    documents.add(made.project, ANN.guid, [text_file("second.txt", SECOND)])
    driver.window.bridge.reload_if_changed()
    driver.focus_text()
    return driver


def look_for(driver: Driver, words: str) -> None:
    driver.key("f", CTRL)
    line = driver.window.panels.search.bar.line
    driver.qtbot.waitUntil(line.hasFocus)
    line.clear()
    driver.qtbot.keyClicks(line, words)
    driver.key(Qt.Key.Key_Return, widget=line)
    driver.qtbot.waitUntil(lambda: bool(driver.window.panels.search.bar.count.text()))


def hits(driver: Driver) -> list[str]:
    """The hits in the order of the list, each with its document."""
    model = driver.window.panels.search.model
    rows = [model.index(row).data(PIECES) for row in range(model.rowCount())]
    return [f"{hit} {name}" for _before, hit, _behind, name in rows]


def found(made: Made, query: Query) -> list[str]:
    result = finish(search.find(made.project, query))
    return [
        made.text[s:e]
        for document in result.documents
        for s, e in zip(document.starts.tolist(), document.ends.tolist(), strict=True)
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query("TALKS"), ["talks"]),
        (Query("TALKS", match_case=True), []),
        (Query("talk", whole_words=True), []),
        (Query("2,5"), ["2,5"]),
        (Query("2.5"), []),
        (Query("2.5", expression=True), ["2,5"]),
        (Query("🇦🇿 talks"), ["🇦🇿 talks"]),
        (Query("^It", expression=True), ["It"]),
        (Query("x*", expression=True), ["x"]),
        (Query("👩‍👩‍👧"), ["👩‍👩‍👧"]),
    ],
)
def test_what_is_found(made: Made, query: Query, expected: list[str]) -> None:
    assert found(made, query) == expected


def test_an_expression_that_cannot_be_read_or_never_ends_is_refused(made: Made) -> None:
    with pytest.raises(UserError, match="can't be read"):
        finish(search.find(made.project, Query("(", expression=True)))
    documents.add(made.project, ANN.guid, [text_file("long.txt", "a" * 5_000 + "!")])
    with pytest.raises(UserError, match=r"takes too long in long\.txt"):
        finish(search.find(made.project, Query("(a|aa)+$", expression=True), limit=0.2))


def test_hits_in_all_texts_and_from_one_to_the_next(two: Driver) -> None:
    look_for(two, "talks")
    two.qtbot.waitUntil(lambda: two.window.panels.search.model.rowCount() == 4)
    assert hits(two) == [
        "talks talks.txt",
        *("Talks second.txt", "talks second.txt", "talks second.txt"),
    ]
    line = two.window.panels.search.bar.line
    seen = []
    for _ in range(5):
        two.key(Qt.Key.Key_Return, widget=line)
        span = two.view.selected_span()
        seen.append((two.window.header.title.text(), span.start))
        assert line.hasFocus()
    assert seen == [
        ("talks.txt", TEXT.index("talks")),
        *(("second.txt", 0), ("second.txt", 12), ("second.txt", SECOND.rindex("talks"))),
        ("talks.txt", TEXT.index("talks")),
    ]
    two.key(Qt.Key.Key_Return, SHIFT, line)
    assert two.view.selected_span().start == SECOND.rindex("talks")
    assert two.view.hits.starts.tolist() == [0, 12, SECOND.rindex("talks")]
    two.key(Qt.Key.Key_Escape, widget=line)
    assert not two.window.panels.search.is_open
    assert two.view.hasFocus()
    assert two.view.hits.starts.size == 0


def test_a_click_on_a_hit_goes_there_and_a_key_codes_it(two: Driver) -> None:
    look_for(two, "went")
    two.qtbot.waitUntil(lambda: two.window.panels.search.model.rowCount() == 1)
    view = two.window.panels.search.list
    place = view.visualRect(two.window.panels.search.model.index(0)).center()
    two.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    two.qtbot.waitUntil(two.view.hasFocus)
    two.key("2")
    (coding,) = two.codings()
    assert SECOND[coding.start : coding.end] == "went"


def test_all_hits_are_coded_as_one_step_after_a_preview(two: Driver, made: Made) -> None:
    made.code_words(ANN, "claim", "talks")
    two.window.bridge.reload_if_changed()
    look_for(two, "talks")
    two.qtbot.waitUntil(lambda: two.window.panels.search.model.rowCount() == 4)
    panel = two.window.panels.search.code_all
    assert not panel.button.isEnabled()
    panel.codes.setFocus()
    two.key(Qt.Key.Key_Down, widget=panel.codes)
    assert panel.codes.currentText() == "claim"
    assert panel.sentence.text() == "3 new in one text; 1 coded so already"
    two.qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    assert len(two.codings()) == 4
    two.focus_text()
    two.key("z", CTRL)
    assert len(two.codings()) == 1


def test_what_is_wrong_with_an_expression_is_said_beside_it(two: Driver) -> None:
    two.key("f", CTRL)
    two.window.panels.search.bar.expression.setChecked(True)
    look_for(two, "(")
    two.qtbot.waitUntil(lambda: "can't be read" in two.window.panels.search.bar.count.text())


def test_the_bar_says_how_alike_words_must_be(two: Driver) -> None:
    look_for(two, "isn't")
    bar, model = two.window.panels.search.bar, two.window.panels.search.model
    two.qtbot.waitUntil(lambda: hits(two) == ["isn’t talks.txt"])
    two.qtbot.mouseClick(bar.exactly, Qt.MouseButton.LeftButton)
    two.qtbot.waitUntil(lambda: model.rowCount() == 0)
    assert not bar.case.isEnabled()
    assert not bar.accents.isEnabled()
    two.qtbot.mouseClick(bar.exactly, Qt.MouseButton.LeftButton)
    two.qtbot.mouseClick(bar.accents, Qt.MouseButton.LeftButton)
    bar.line.setText("ísn't óver")
    two.qtbot.waitUntil(lambda: hits(two) == ["isn’t over talks.txt"])
    two.qtbot.mouseClick(bar.expression, Qt.MouseButton.LeftButton)
    two.qtbot.waitUntil(lambda: model.rowCount() == 0)
    assert not bar.exactly.isEnabled()


def test_a_hit_elsewhere_takes_the_highlight_off_the_coding(two: Driver, made: Made) -> None:
    two.view.select(Span(0, 6))
    two.key("1")
    (coding,) = two.codings()
    assert two.view.emphasised == coding.guid
    go_to_hit(two, "2,5 years")
    assert two.view.emphasised is None
    assert two.window.page.selected is None
    two.window.page.select_coding(coding.guid)
    go_to_hit(two, "obod")
    assert two.view.emphasised == coding.guid, "it is within the coding"


def go_to_hit(driver: Driver, words: str) -> None:
    look_for(driver, words)
    driver.qtbot.waitUntil(lambda: bool(hits(driver)) and words in hits(driver)[0])
    driver.key(Qt.Key.Key_Return, widget=driver.window.panels.search.bar.line)
    driver.qtbot.waitUntil(lambda: driver.view.selected_text() == words)
