"""The query of the table of codings: typed as a line, clicked together, and both ways round."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.corpus.span import Span
from annotator.corpus.team import Purpose
from annotator.operations import codings, documents
from annotator.operations.codebook import codes as code_operations
from annotator.operations.team import rounds
from annotator.ui.codings.table_panel import CodingTablePanel
from tests.blind_pair import make_pair
from tests.making import ANN, BEN, Made, text_file
from tests.window.conftest import Driver

SECOND = "Nobody knows when the talks begin.\n"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def table(made: Made, open_window: Callable[..., Driver]) -> tuple[Driver, CodingTablePanel]:
    made.code_words(ANN, "claim", "Nobody expects")
    made.code_words(BEN, "prediction", "talks to fail")
    made.code_words(ANN, "prediction", "2,5 years")
    added = documents.add(made.project, ANN.guid, [text_file("second.txt", SECOND)]).changes
    (document,) = added.added["document"]
    Made(made.project, document, made.codes, SECOND).code_words(ANN, "claim", "the talks")
    driver = open_window(made.project.path)
    driver.focus_text()
    driver.key(Qt.Key.Key_F4)
    panel = driver.window.controllers.coding_table.table
    driver.qtbot.waitUntil(lambda: panel.model.rowCount() == 4)
    return driver, panel


def passages(panel: CodingTablePanel) -> list[str]:
    model = panel.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def shows(panel: CodingTablePanel, words: str) -> bool:
    return words in panel.bar.query.remark.text()


def type_query(driver: Driver, panel: CodingTablePanel, line: str) -> None:
    panel.bar.query.line.setFocus()
    panel.bar.query.line.selectAll()
    driver.qtbot.keyClicks(panel.bar.query.line, line)
    driver.key(Qt.Key.Key_Return, widget=panel.bar.query.line)


def test_a_line_is_typed_and_the_lists_show_what_it_says(
    table: tuple[Driver, CodingTablePanel],
) -> None:
    driver, panel = table
    type_query(driver, panel, "code:prediction and coder:Ann")
    driver.qtbot.waitUntil(lambda: passages(panel) == ["2,5 years"])
    bar = panel.bar
    assert (bar.code.currentText(), bar.coder.currentText()) == ("prediction", "Ann")
    assert bar.document.currentIndex() == 0 and bar.line.text() == ""
    type_query(driver, panel, "code:claim or coder:Ben")
    driver.qtbot.waitUntil(lambda: panel.model.rowCount() == 3)
    assert (bar.code.currentIndex(), bar.coder.currentText()) == (0, "Analysis set")
    bar.document.setCurrentIndex(bar.document.findText("second.txt"))
    driver.qtbot.waitUntil(lambda: passages(panel) == ["the talks"])
    assert bar.query.line.line == '(code:claim or coder:Ben) and document:"second.txt"'
    driver.key("z", CONTROL, widget=bar.query.line)
    driver.qtbot.waitUntil(lambda: bar.query.line.line == "code:claim or coder:Ben")
    driver.qtbot.waitUntil(lambda: panel.model.rowCount() == 3)


def test_what_is_clicked_together_stands_in_the_line(
    table: tuple[Driver, CodingTablePanel],
) -> None:
    driver, panel = table
    bar = panel.bar
    assert bar.query.line.line == ""
    bar.code.setCurrentIndex(bar.code.findText("claim"))
    assert bar.query.line.line == "code:claim and coder:any"
    driver.qtbot.keyClicks(bar.line, "talks")
    driver.qtbot.waitUntil(lambda: passages(panel) == ["the talks"])
    assert bar.query.line.line == "code:claim and coder:any and text=talks"
    bar.coder.setCurrentIndex(bar.coder.findText("Analysis set"))
    assert bar.query.line.line == "code:claim and text=talks"
    bar.code.setCurrentIndex(0)
    bar.line.clear()
    driver.qtbot.waitUntil(lambda: bar.query.line.line == "")
    driver.qtbot.waitUntil(lambda: panel.model.rowCount() == 4)
    assert bar.coder.currentText() == "All coders"


def test_what_no_list_can_say_is_said_to_be_in_the_query(
    table: tuple[Driver, CodingTablePanel],
) -> None:
    driver, panel = table
    type_query(driver, panel, "below:claim and coder:at-least(1)")
    driver.qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    assert panel.bar.code.currentIndex() == panel.bar.coder.currentIndex() == -1
    assert panel.bar.code.placeholderText() == "As in the query"
    panel.bar.code.setCurrentIndex(panel.bar.code.findText("prediction"))
    assert panel.bar.query.line.line == "coder:at-least(1) and code:prediction"


def test_a_mistake_is_shown_below_the_line_and_the_rows_stay(
    table: tuple[Driver, CodingTablePanel],
) -> None:
    driver, panel = table
    type_query(driver, panel, "code:claim")
    driver.qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    field = panel.bar.query
    for line, words in (
        ("code:clam", "At character 6 of the query: There is no code “clam”. Did you mean claim?"),
        ("code:claim and", "At character 15 of the query"),
        ("value.x<y", "At character 7 of the query"),
        ("text:/(/", "The regular expression can't be read"),
    ):
        type_query(driver, panel, line)
        driver.qtbot.waitUntil(partial(shows, panel, words))
        assert field.remark.isVisible() and field.remark.property("role") == "error"
        assert passages(panel) == ["Nobody expects", "the talks"]
    type_query(driver, panel, "code:prediction")
    driver.qtbot.waitUntil(lambda: passages(panel) == ["talks to fail", "2,5 years"])
    assert not field.remark.isVisible()


def test_names_are_completed(table: tuple[Driver, CodingTablePanel]) -> None:
    driver, panel = table
    line = panel.bar.query.line
    line.setFocus()
    driver.qtbot.keyClicks(line, "code:pre")
    popup = line._popup()
    driver.qtbot.waitUntil(popup.isVisible)
    assert [popup.model().index(0, 0).data()] == ["prediction"]
    driver.key(Qt.Key.Key_Down, widget=popup)
    driver.key(Qt.Key.Key_Return, widget=popup)
    assert line.line == "code:prediction" and panel.is_open
    driver.qtbot.waitUntil(lambda: passages(panel) == ["talks to fail", "2,5 years"])
    driver.qtbot.keyClicks(line, " an")
    driver.qtbot.waitUntil(popup.isVisible)
    driver.key(Qt.Key.Key_Escape, widget=popup)
    assert not popup.isVisible() and panel.is_open
    driver.key(Qt.Key.Key_Escape, widget=line)
    assert not panel.is_open


def test_it_follows_what_is_coded_undone_and_renamed(
    table: tuple[Driver, CodingTablePanel], made: Made
) -> None:
    driver, panel = table
    type_query(driver, panel, "code:claim and text:round")
    driver.qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    start = made.text.index("round")
    bridge = driver.window.bridge
    bridge.do(codings.add, made.document, made.codes["claim"], [Span(start, start + 5)])
    driver.qtbot.waitUntil(lambda: passages(panel) == ["round"])
    bridge.undo()
    driver.qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    bridge.redo()
    driver.qtbot.waitUntil(lambda: passages(panel) == ["round"])
    claim = bridge.codebook.by_guid[made.codes["claim"]]
    bridge.do(code_operations.edit, replace(claim, name="assertion"))
    assert panel.bar.query.line.line == 'code:assertion and text:"round"'
    driver.qtbot.waitUntil(lambda: panel.bar.count.text() == "1 / 5")


def test_it_follows_what_another_program_writes_also_while_there_is_a_mistake(
    table: tuple[Driver, CodingTablePanel], made: Made
) -> None:
    driver, panel = table
    type_query(driver, panel, "coder:Ben")
    driver.qtbot.waitUntil(lambda: passages(panel) == ["talks to fail"])
    made.code_words(BEN, "claim", "Nobody")
    driver.window.bridge.reload_if_changed()
    driver.qtbot.waitUntil(lambda: passages(panel) == ["Nobody", "talks to fail"])
    type_query(driver, panel, "coder:Bne")
    driver.qtbot.waitUntil(lambda: shows(panel, "Did you mean Ben?"))
    codings.delete(made.project, BEN.guid, [panel.model.guid(0)])
    made.code_words(BEN, "claim", "It may")
    driver.window.bridge.reload_if_changed()
    driver.qtbot.waitUntil(lambda: passages(panel) == ["talks to fail", "It may"])
    assert shows(panel, "Did you mean Ben?")


def test_on_whose_codings_it_is_answered_is_said(
    table: tuple[Driver, CodingTablePanel], made: Made
) -> None:
    driver, panel = table
    bridge = driver.window.bridge
    added = rounds.add(made.project, ANN.guid, "Main", Purpose.PRODUCTION)
    (main,) = added.added["round"]
    bridge.tell(added)
    bridge.do(rounds.assign, main, {(made.document, ANN.guid)})
    remark = panel.bar.query.remark
    type_query(driver, panel, "text:s")
    words = (
        "one designated coder each (1 document), all coders, where there is neither (1 document)"
    )
    driver.qtbot.waitUntil(lambda: remark.text() == f"Answered on {words}.")
    assert passages(panel) == ["Nobody expects", "2,5 years", "the talks"]
    assert remark.isVisible() and remark.property("role") == "muted"
    type_query(driver, panel, "coder:any")
    driver.qtbot.waitUntil(lambda: panel.model.rowCount() == 4)
    assert not remark.isVisible()


def test_pairs_are_counted_and_their_left_codings_shown(
    table: tuple[Driver, CodingTablePanel],
) -> None:
    driver, panel = table
    type_query(driver, panel, "pairs code:claim before code:prediction")
    driver.qtbot.waitUntil(lambda: passages(panel) == ["Nobody expects"])
    assert panel.bar.query.remark.text() == "2 pairs; here their left codings."


def test_a_pasted_text_is_one_line_and_another_plane_counts_as_one(
    table: tuple[Driver, CodingTablePanel],
) -> None:
    driver, panel = table
    line = panel.bar.query.line
    QApplication.clipboard().setText('text:"👩"\n  and code:cl')
    line.setFocus()
    line.paste()
    assert line.line == 'text:"👩" and code:cl'
    driver.qtbot.keyClicks(line, "a")
    popup = line._popup()
    driver.qtbot.waitUntil(popup.isVisible)
    driver.key(Qt.Key.Key_Down, widget=popup)
    driver.key(Qt.Key.Key_Return, widget=popup)
    assert line.line == 'text:"👩" and code:claim'


def test_a_blind_project_answers_on_ones_own_work(
    tmp_path: Path, open_window: Callable[..., Driver]
) -> None:
    pair = make_pair(tmp_path)
    path, own = pair.among.path, len(pair.mine)
    pair.close()
    driver = open_window(path)
    driver.window.bridge.set_coder(ANN)
    driver.window.controllers.coding_table.toggle_table()
    panel = driver.window.controllers.coding_table.table
    driver.qtbot.waitUntil(lambda: panel.model.rowCount() == own)
    for line in ("all", "coder:any", "not coder:Ben", "coder:at-least(1)"):
        type_query(driver, panel, line)
        assert panel.bar.query.asked == line
        driver.qtbot.waitUntil(lambda: panel.model.rowCount() == own)
    for line in ("coder:Ben", "coder:at-least(2)"):
        type_query(driver, panel, line)
        driver.qtbot.waitUntil(lambda: panel.bar.count.text().startswith("0 / "))
