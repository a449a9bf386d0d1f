"""The page of questions as a person uses it: ask, look, follow, keep, code, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from annotator.corpus.job import JobProgress
from annotator.operations import codings
from annotator.operations.codebook import codes
from annotator.operations.retrieval import saved_questions
from annotator.operations.retrieval.figures import CELLS
from annotator.operations.retrieval.questions import Row
from annotator.operations.retrieval.saved_questions import (
    CONCORDANCE,
    KEYWORDS,
    PICTURE,
    TABLE,
    QuestionView,
)
from annotator.storage import coding_queries
from annotator.ui.questions.page import QuestionsPage
from annotator.ui.questions.pane import QuestionPane
from annotator.ui.questions.passages_window import PassagesWindow
from tests.window.conftest import Driver


@pytest.fixture
def asking(open_window: Callable[..., Driver], sample_file: Path) -> Driver:
    driver = open_window(sample_file)
    driver.window.actions_["questions"].trigger()
    return driver


def page(driver: Driver) -> QuestionsPage:
    return driver.window.controllers.questions.page


def found(driver: Driver, pane: QuestionPane | None = None) -> int:
    """How many results there are, once the line is answered."""
    pane = pane or page(driver).pane
    driver.qtbot.waitUntil(lambda: not driver.window.tasks.busy and not pane.query._rest.isActive())
    driver.qtbot.waitUntil(lambda: pane.found is not None)
    assert pane.found is not None
    return len(pane.found.answer)


def row(pane: QuestionPane, number: int) -> Row:
    found = pane.views.passages.rows.row(number)
    assert found is not None
    return found


def everything(driver: Driver) -> int:
    """How many codings there are."""
    counts = driver.window.bridge.look().project
    with counts.reading() as connection:
        return int(coding_queries.coding_counts(connection).total())


def test_the_empty_page_says_what_one_can_ask_and_asks_it(asking: Driver) -> None:
    pane = page(asking).pane
    assert pane.views.currentWidget() is pane.views.start
    lines = [button.text() for button in pane.views.start.buttons]
    assert "code:claim overlaps code:prediction" in lines
    pane.views.start.buttons[lines.index("code:claim")].click()
    assert found(asking) > 10
    assert pane.views.passages.rows.rowCount() == found(asking)


def test_a_click_on_a_passage_shows_it_in_the_reader(asking: Driver) -> None:
    pane = page(asking).pane
    pane.ask("code:prediction")
    found(asking)
    wanted = row(pane, 1).coding
    index = pane.views.passages.rows.index(1, 0)
    place = pane.views.passages.visualRect(index).center()
    asking.qtbot.mouseClick(pane.views.passages.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asking.window.pages.shown_name == "reader"
    asking.qtbot.waitUntil(lambda: asking.window.page.selected is not None)
    assert asking.window.page.selected is not None
    assert asking.window.page.selected.guid == wanted.guid


def test_what_is_coded_and_undone_is_followed(asking: Driver) -> None:
    pane = page(asking).pane
    pane.ask("code:claim")
    before = found(asking)
    bridge = asking.window.bridge
    pane.found = None
    (coding, *_rest) = bridge.codings([row(pane, 0).coding.guid])
    bridge.do(codings.add, coding.document, coding.code, coding.spans[:1])
    asking.qtbot.waitUntil(lambda: pane.found is not None and len(pane.found.answer) != before)
    bridge.undo()
    asking.qtbot.waitUntil(lambda: pane.found is not None and len(pane.found.answer) == before)


def test_a_mistake_is_told_with_its_place_and_the_results_stay(asking: Driver) -> None:
    pane = page(asking).pane
    pane.ask("code:claim")
    number = found(asking)
    pane.ask("code:claim overlap code:prediction")
    asking.qtbot.waitUntil(lambda: "12" in pane.query.remark.text())
    assert pane.views.passages.rows.rowCount() == number
    pane.ask("code:nosuchcode")
    asking.qtbot.waitUntil(lambda: "nosuchcode" in pane.query.remark.text())


def test_a_name_that_is_being_typed_is_no_mistake_yet(asking: Driver) -> None:
    pane = page(asking).pane
    line = pane.query.line
    line.setFocus()
    asking.qtbot.keyClicks(line, "code:clai")
    asking.qtbot.waitUntil(lambda: line.is_offering)
    asking.qtbot.waitUntil(lambda: pane.query._held is not None)
    assert pane.query.remark.isHidden(), "“claim” is offered"
    line._popup().hide()
    assert "clai" in pane.query.remark.text() and pane.query.remark.isVisible()
    asking.qtbot.keyClicks(line, "m")
    asking.qtbot.waitUntil(pane.query.remark.isHidden)


def test_what_is_hidden_takes_no_room(asking: Driver) -> None:
    views = page(asking).pane.views
    views.setCurrentWidget(views.nothing)
    assert views.minimumSizeHint().height() < views.start.minimumSizeHint().height()


@pytest.mark.parametrize(("shown", "opened"), [(TABLE, "code:claim"), (KEYWORDS, "text:")])
def test_a_double_click_opens_one_tab(asking: Driver, shown: str, opened: str) -> None:
    questions = page(asking)
    pane = questions.open_question("all", replace(QuestionView(), shown=shown))
    found(asking, pane)
    number = questions.tabs.count()
    view = pane.views.table if shown == TABLE else pane.views.key_words
    place = view.visualRect(view.model().index(0, 0)).center()
    asking.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    asking.qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert questions.tabs.count() == number + 1
    assert opened in questions.pane.query.line.line


def test_a_long_search_tells_how_far_it_is_and_can_be_stopped(asking: Driver) -> None:
    pane = page(asking).pane
    pane.ask("code:claim")
    found(asking)
    assert pane.busy.isHidden()
    pane.found = None
    pane.refresh()
    pane.busy.tell(JobProgress(11, 1_000, "talk.txt"))
    assert "12 of 1,000" in pane.busy.words.text() and pane.busy.isVisible()
    pane.busy.button.click()
    asking.window.tasks.wait()
    QApplication.processEvents()
    assert pane.found is None, "what was stopped is not shown"
    assert pane.busy.isVisible()
    pane.busy.button.click()
    assert found(asking) and pane.busy.isHidden()


def test_results_sort_by_a_column_and_back(asking: Driver) -> None:
    pane = page(asking).pane
    pane.ask("code:claim or code:prediction")
    found(asking)
    rows = pane.views.passages.rows
    as_found = [row(pane, at).coding.guid for at in range(rows.rowCount())]
    pane.views.passages.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    names = [row(pane, at).code[-1] for at in range(rows.rowCount())]
    assert names == sorted(names, reverse=True)
    rows.sort(-1)
    assert [row(pane, at).coding.guid for at in range(rows.rowCount())] == as_found


def test_a_concordance_and_a_sample_of_it(asking: Driver) -> None:
    pane = page(asking).open_question("code:claim", replace(QuestionView(), shown=CONCORDANCE))
    number = found(asking, pane)
    assert pane.views.currentWidget() is pane.views.concordance
    pane.found = None
    pane.options.sample.setValue(3)
    assert found(asking, pane) == 3 < number
    first = [str(pane.views.concordance.rows.index(at, 2).data()) for at in range(3)]
    pane.found = None
    pane.refresh()
    found(asking, pane)
    assert [str(pane.views.concordance.rows.index(at, 2).data()) for at in range(3)] == first


def test_cells_of_a_table_open_their_passages(asking: Driver) -> None:
    view = replace(QuestionView(), shown=TABLE, columns=("codes",))
    pane = page(asking).open_question("", view)
    found(asking, pane)
    index = pane.views.table.figures.index(0, 1)
    number = int(str(index.data()))
    pane.views.table.activated.emit(index)
    opened = page(asking).pane
    assert opened is not pane
    assert found(asking, opened) == number


def test_totals_of_a_table_open_their_passages(asking: Driver) -> None:
    pane = page(asking).open_question("", replace(QuestionView(), shown=TABLE, columns=("coders",)))
    found(asking, pane)
    view, opened = pane.views.table, list[list[tuple[str, Sequence[str]]]]()
    pane.codingsWanted.connect(opened.append)
    last = view.figures.rowCount() - 1, view.figures.columnCount() - 1
    for row, column in ((0, last[1]), (last[0], 0), last):
        index = view.figures.index(row, column)
        view.activated.emit(index)
        ((_title, codings_),) = opened.pop()
        assert len(codings_) == int(str(index.data())), "each once"


def test_whose_codings_and_what_cells_say_are_chosen(asking: Driver) -> None:
    view = replace(QuestionView(), shown=TABLE, cell="most")
    pane = page(asking).open_question("", view)
    found(asking, pane)
    options = pane.options
    assert not options.weights.isEnabled(), "a count of one document has no weight"
    options.coders.setCurrentIndex(options.coders.row_of("range"))
    asking.qtbot.waitUntil(lambda: "mean with the range" in pane.head.text())
    index = pane.views.table.figures.index(0, 0)
    words = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert "range over" in words and "in 1 document" in words
    options.cell.setCurrentIndex(options.cell.row_of("mean"))
    asking.qtbot.waitUntil(lambda: pane.head.text().startswith("Per document"))
    assert options.weights.isEnabled()
    assert options.take(view) == replace(view, cell="mean", coders="range")


def test_two_cells_are_read_beside_each_other(asking: Driver) -> None:
    view = replace(QuestionView(), shown=TABLE, columns=("codes",))
    pane = page(asking).open_question("", view)
    found(asking, pane)
    model = pane.views.table.selectionModel()
    assert not pane.beside.isEnabled()
    for place in ((0, 1), (1, 0)):
        model.select(pane.views.table.figures.index(*place), model.SelectionFlag.Select)
    pane.beside.click()
    (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, PassagesWindow))
    numbers = [
        int(str(pane.views.table.figures.index(*place).data())) for place in ((0, 1), (1, 0))
    ]
    assert [view.rows.rowCount() for view in window.views] == numbers
    window.close()


def test_a_picture_of_an_answer_and_of_a_table(asking: Driver) -> None:
    view = replace(QuestionView(), shown=PICTURE, picture="portrait")
    pane = page(asking).open_question("code:claim", view)
    found(asking, pane)
    assert pane.views.picture.picture is not None
    portrait = pane.views.picture.picture
    pane.options.picture.setCurrentIndex(pane.options.picture.row_of("heat-map"))
    asking.qtbot.waitUntil(lambda: pane.views.picture.picture not in (None, portrait))


def test_a_question_is_kept_under_a_name_and_found_again(asking: Driver) -> None:
    window, shown = asking.window, page(asking)
    view = replace(QuestionView(), shown=TABLE, columns=("coders",))
    shown.open_question("code:claim", view)
    asking.answers.words = "Claims by coder"
    shown.keep.click()
    (kept,) = saved_questions.listed(window.bridge.look())
    assert (kept.name, kept.line, kept.view.columns) == (
        "Claims by coder",
        "code:claim",
        ("coders",),
    )
    assert "Claims by coder" in [a.text() for a in shown.saved.menu().actions()]
    window.bridge.undo()
    assert saved_questions.listed(window.bridge.look()) == []


def test_what_was_found_is_coded_in_one_step(asking: Driver) -> None:
    pane, bridge = page(asking).pane, asking.window.bridge
    pane.ask('code:prediction and coder:"Bjarne"')
    number = found(asking)
    asking.answers.words = "attribution"
    before = everything(asking)
    page(asking).code.click()
    assert before < everything(asking) <= before + number
    bridge.undo()
    assert everything(asking) == before


def test_questions_are_there_again_when_the_project_is_opened_again(asking: Driver) -> None:
    window, path = asking.window, asking.window.bridge.look().project.path
    page(asking).pane.ask("code:attribution")
    found(asking)
    page(asking).open_question("", replace(QuestionView(), shown=TABLE))
    window.controllers.projects.close_project()
    window.controllers.projects.open_project(path)
    assert [pane.line for pane in page(asking).panes] == ["code:attribution", ""]
    assert page(asking).panes[1].view.shown == TABLE


def test_a_blind_project_answers_on_ones_own_work(asking: Driver) -> None:
    bridge = asking.window.bridge
    pane = page(asking).pane
    pane.ask("code:claim and coder:any")
    everybody = found(asking)
    pane.found = None
    asking.window.actions_["blind"].trigger()
    assert pane.views.passages.rows.rowCount() == 0
    asking.window.actions_["questions"].trigger()
    asking.qtbot.waitUntil(lambda: pane.found is not None)
    assert pane.found is not None and bridge.coder is not None
    assert len(pane.found.answer) < everybody
    rows = pane.views.passages.rows
    assert {row(pane, at).coding.coder for at in range(rows.rowCount())} <= {bridge.coder.guid}


def test_every_measure_of_a_cell_can_be_chosen(asking: Driver) -> None:
    options = page(asking).pane.options
    offered = [options.cell.itemData(at) for at in range(options.cell.count())]
    assert offered == list(CELLS)


def _choose(menu: QMenu | None, words: str) -> None:
    assert menu is not None
    next(one for one in menu.actions() if one.text().startswith(words)).trigger()


def test_a_kept_set_is_opened_and_a_table_exported(asking: Driver, tmp_path: Path) -> None:
    shown = page(asking)
    shown.pane.ask("code:prediction and coder:any")
    number = found(asking)
    asking.answers.words = "Telling"
    shown.keep_set.click()
    _choose(shown.saved.menu(), "Set “Telling”")
    assert shown.pane.line == "set:Telling and coder:any" and found(asking) == number
    shown.pane.show_as(TABLE)
    asking.qtbot.waitUntil(lambda: shown.pane.found is not None and bool(shown.pane.found.table))
    asking.answers.target = tmp_path / "table.csv"
    shown.exportWanted.emit(".csv")
    first, *_rows = (tmp_path / "table.csv").read_text("utf-8-sig").splitlines()
    assert first.startswith("codes × documents,harbour.txt")


def test_a_kept_question_is_renamed_where_it_is_open(asking: Driver) -> None:
    shown = page(asking)
    shown.pane.ask("code:claim")
    found(asking)
    asking.answers.words = "Claims"
    shown.keep.click()
    asking.answers.words = "All claims"
    (kept,) = saved_questions.listed(asking.window.bridge.look())
    shown.renameWanted.emit(kept)
    (kept,) = saved_questions.listed(asking.window.bridge.look())
    assert kept.name == shown.tabs.tabText(shown.tabs.currentIndex()) == "All claims"


def test_what_is_clicked_together_stands_in_the_line_and_back(asking: Driver) -> None:
    pane = page(asking).pane
    pane.bar.code.setCurrentIndex(pane.bar.code.findText("prediction"))
    number = found(asking)
    assert pane.line == "code:prediction" and pane.bar.count.text() == f"{number}"
    assert pane.bar.coder.currentText() == "Analysis set"
    pane.found = None
    pane.ask("code:claim and coder:Bjarne")
    found(asking)
    assert (pane.bar.code.currentText(), pane.bar.coder.currentText()) == ("claim", "Bjarne")


def test_rows_columns_and_the_relation_can_be_typed(asking: Driver) -> None:
    view = replace(QuestionView(), shown=TABLE)
    pane = page(asking).open_question("", view)
    found(asking, pane)
    for box, words in (
        (pane.options.rows, 'code:claim; code:"evaluative term"'),
        (pane.options.columns, "code:attribution; code:prediction"),
        (pane.options.by, "within 5 words of"),
    ):
        box.setEditText(words)
        line = box.lineEdit()
        assert line is not None
        line.setFocus()
        asking.key(Qt.Key.Key_Return, widget=line)
    assert pane.view.rows == ("code:claim", 'code:"evaluative term"')
    asking.qtbot.waitUntil(
        lambda: (
            pane.views.table.figures.table is not None
            and pane.views.table.figures.table.by_words == "within 5 words of"
        )
    )
    assert pane.views.table.figures.rowCount() == pane.views.table.figures.columnCount() == 3
    asked = []
    pane.options.changed.connect(lambda: asked.append(1))
    pane.query.line.setFocus()
    assert asked == []


def test_the_empty_page_offers_tables_and_pictures_too(asking: Driver) -> None:
    shown, pane = page(asking), page(asking).pane
    by_words = {button.text(): button for button in pane.views.start.buttons}
    by_words["Which codes overlap which?"].click()
    asking.qtbot.waitUntil(lambda: pane.found is not None and pane.found.table is not None)
    assert (
        pane.views.table.figures.table is not None
        and pane.views.table.figures.table.by_words == "overlaps"
    )
    assert shown.tabs.tabText(0) == "codes × codes"


def test_passages_tell_what_they_say_in_attributes(asking: Driver) -> None:
    pane = page(asking).pane
    pane.ask("code:attribution")
    number = found(asking)
    rows = pane.views.passages.rows
    (values,) = [at for at, column in enumerate(rows.columns) if column.name == "values"]
    said = [str(rows.index(at, values).data()) for at in range(number)]
    assert any("cue: according to" in words for words in said)


def test_words_are_aligned_and_a_click_opens_their_place(asking: Driver) -> None:
    shown = page(asking)
    pane = shown.open_question("", replace(QuestionView(), shown=CONCORDANCE, sort=(-1, -2, -3)))
    asking.qtbot.keyClicks(pane.options.words, "that")
    asking.qtbot.waitUntil(lambda: pane.views.words.rows.rowCount() > 5)
    assert pane.views.currentWidget() is pane.views.words
    assert f"{pane.views.words.rows.rowCount()} places in all texts" in pane.head.text()
    lines = pane.views.words.rows.lines
    last = [line.before.split()[-1].strip("“”.,").casefold() for line in lines]
    assert last == sorted(last)
    places, before = len(lines), everything(asking)
    shown.setWanted.emit()
    assert asking.window.notice.isVisible()
    asking.answers.words = "prediction"
    shown.code.click()
    assert everything(asking) == before + places
    asking.window.bridge.undo()
    assert everything(asking) == before
    asking.qtbot.waitUntil(lambda: pane.views.words.rows.rowCount() == places)
    place = pane.views.words.visualRect(pane.views.words.rows.index(2, 2)).center()
    asking.qtbot.mouseClick(pane.views.words.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asking.window.pages.shown_name == "reader"
    assert asking.window.page.reader.view.selected_text().casefold() == "that"
    pane.options.words.clear()
    asking.qtbot.waitUntil(lambda: pane.views.currentWidget() is pane.views.start)


def test_bad_input_is_one_sentence_and_goes_with_the_next_line(asking: Driver) -> None:
    pane = page(asking).pane
    for line in ("x" * 10_000, "code:claim and " * 700, 'text:/(a+)+$/ or code:"gone"', "set:gone"):
        pane.ask(line)
        asking.qtbot.waitUntil(lambda: pane.query.remark.property("role") == "error")
        assert 0 < len(pane.query.remark.text()) < 400
        pane.ask("code:claim and code:prediction")
        asking.qtbot.waitUntil(lambda: pane.views.currentWidget() is pane.views.nothing)
        assert pane.query.remark.text() == "" and pane.head.text().startswith("0 results"), line
        pane.ask("all")
        asking.qtbot.waitUntil(lambda: pane.views.currentWidget() is not pane.views.nothing)


def test_a_deleted_code_is_said(asking: Driver) -> None:
    pane, bridge = page(asking).pane, asking.window.bridge
    pane.ask("code:prediction")
    assert found(asking) > 0
    (code,) = [one.guid for one in bridge.codebook.codes if one.name == "prediction"]
    (claim,) = [one.guid for one in bridge.codebook.codes if one.name == "claim"]
    bridge.do(codes.delete, code, claim)
    asking.qtbot.waitUntil(lambda: "no code “prediction”" in pane.query.remark.text())
    bridge.undo()
    asking.qtbot.waitUntil(lambda: pane.query.remark.text() == "")
