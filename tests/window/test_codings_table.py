"""The codings of all texts as a table: filtered, sorted, and a click away."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotator.corpus.span import Span
from annotator.corpus.structure import Element, Structure
from annotator.operations import codings, documents
from annotator.operations.documents import TextFile, document_attributes
from annotator.ui.codings.export_form import CodingsExportForm
from annotator.ui.codings.table_model import PLACE_COLUMN
from annotator.ui.codings.table_panel import CodingTablePanel
from tests.making import ANN, BEN, Made, content, text_file
from tests.window.conftest import Driver

SECOND = "Nobody knows when the talks begin.\n"


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


def column(panel: CodingTablePanel, number: int = 0) -> list[str]:
    model = panel.model
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def test_it_lists_the_codings_of_all_texts(table: tuple[Driver, CodingTablePanel]) -> None:
    _driver, panel = table
    assert column(panel) == ["Nobody expects", "talks to fail", "2,5 years", "the talks"]
    assert column(panel, 1) == ["claim", "prediction", "prediction", "claim"]
    assert column(panel, 2) == ["Ann", "Ben", "Ann", "Ann"]
    assert column(panel, 4) == ["talks.txt"] * 3 + ["second.txt"]


def test_words_and_lists_filter(table: tuple[Driver, CodingTablePanel]) -> None:
    driver, panel = table
    driver.qtbot.keyClicks(panel.bar.line, "TALKS")
    driver.qtbot.waitUntil(lambda: column(panel) == ["talks to fail", "the talks"])
    panel.bar.coder.setCurrentIndex(panel.bar.coder.findText("Ben"))
    driver.qtbot.waitUntil(lambda: column(panel) == ["talks to fail"])
    assert panel.bar.count.text() == "1 / 4"
    panel.bar.line.clear()
    panel.bar.coder.setCurrentIndex(0)
    panel.bar.document.setCurrentIndex(panel.bar.document.findText("second.txt"))
    driver.qtbot.waitUntil(lambda: column(panel) == ["the talks"])
    panel.bar.document.setCurrentIndex(0)
    panel.bar.code.setCurrentIndex(panel.bar.code.findText("prediction"))
    driver.qtbot.waitUntil(lambda: column(panel) == ["talks to fail", "2,5 years"])


def test_a_click_jumps_into_another_text(table: tuple[Driver, CodingTablePanel]) -> None:
    driver, panel = table
    rect = panel.view.visualRect(panel.model.index(3, 0))
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    page = driver.window.page
    assert page.text == SECOND
    assert page.selected is not None
    assert page.passage(page.selected) == "the talks"
    assert driver.view.is_visible(page.selected.start)


def test_enter_jumps_and_gives_the_keys_to_the_text(
    table: tuple[Driver, CodingTablePanel],
) -> None:
    driver, panel = table
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(1, 0))
    driver.key(Qt.Key.Key_Return, widget=panel.view)
    page = driver.window.page
    assert page.selected is not None
    assert page.passage(page.selected) == "talks to fail"
    assert driver.view.hasFocus()


def test_it_follows_what_is_coded_and_undone(table: tuple[Driver, CodingTablePanel]) -> None:
    driver, panel = table
    driver.window.panels.documents.select(0)
    driver.focus_text()
    start = driver.window.page.text.index("round")
    driver.drag(start, start + 5)
    driver.key("1")
    driver.qtbot.waitUntil(lambda: "round" in column(panel), timeout=3000)
    driver.key("z", Qt.KeyboardModifier.ControlModifier)
    driver.qtbot.waitUntil(lambda: "round" not in column(panel), timeout=3000)


def test_columns_sort(table: tuple[Driver, CodingTablePanel]) -> None:
    _driver, panel = table
    panel.view.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert column(panel, 2) == ["Ben", "Ann", "Ann", "Ann"]
    panel.view.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert column(panel, 1) == ["claim", "claim", "prediction", "prediction"]


def test_values_are_shown_and_filter(sample_file: Path, open_window: Callable[..., Driver]) -> None:
    driver = open_window(sample_file)
    driver.window.controllers.coding_table.toggle_table()
    panel = driver.window.controllers.coding_table.table
    driver.qtbot.waitUntil(lambda: panel.model.rowCount() > 3)
    every = column(panel, 3)
    assert any(every)
    choice = next(
        row
        for row in range(panel.bar.attribute.count())
        if " = " in panel.bar.attribute.itemText(row)
        and any(panel.bar.attribute.itemText(row).split(" = ")[1] in said for said in every)
    )
    value = panel.bar.attribute.itemText(choice).split(" = ")[1]
    panel.bar.attribute.setCurrentIndex(choice)
    driver.qtbot.waitUntil(lambda: 0 < panel.model.rowCount() < len(every))
    assert all(value in said for said in column(panel, 3))


def test_escape_closes_it_and_the_text_has_the_keys(table: tuple[Driver, CodingTablePanel]) -> None:
    driver, panel = table
    driver.key(Qt.Key.Key_Escape, widget=panel.bar.line)
    assert not panel.is_open
    assert driver.view.hasFocus()


def test_the_codings_of_one_code(table: tuple[Driver, CodingTablePanel]) -> None:
    driver, panel = table
    driver.focus_text()
    driver.window.page.reveal(driver.window.page.codings.entries[0].guid)
    driver.window.controllers.coding_table.table_of_code()
    driver.qtbot.waitUntil(lambda: column(panel) == ["Nobody expects", "the talks"])


def test_rows_are_copied_whole_by_key_and_do_not_copy_the_text(
    table: tuple[Driver, CodingTablePanel],
) -> None:
    driver, panel = table
    panel.view.setFocus()
    driver.qtbot.waitUntil(panel.view.hasFocus)
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    driver.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier, widget=panel.view)
    driver.key("c", Qt.KeyboardModifier.ControlModifier, widget=panel.view)
    assert QApplication.clipboard().text().split("\n") == [
        "Nobody expects\tclaim\tAnn\ttalks.txt",
        "talks to fail\tprediction\tBen\ttalks.txt",
    ]
    assert driver.window.statusBar().currentMessage() == "Copied 2 rows."
    panel.view.copy_cell(panel.model.index(2, 0))
    assert QApplication.clipboard().text() == "2,5 years"


def test_the_menu_of_a_row_filters_and_exports_what_is_shown(
    table: tuple[Driver, CodingTablePanel], tmp_path: Path
) -> None:
    driver, panel = table
    menus = []
    panel.view.requestMenu.connect(lambda _place, index: menus.append(index))
    panel.view.setCurrentIndex(panel.model.index(1, 1))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(panel.view.viewport(), event)
    assert [index.row() for index in menus] == [1]
    menu = next(one for one in panel.view.findChildren(QMenu) if one.isVisible())
    by_words = {action.text().replace("&", ""): action for action in menu.actions()}
    by_words["Only this code"].trigger()
    menu.close()
    driver.qtbot.waitUntil(lambda: column(panel, 1) == ["prediction", "prediction"])
    for suffix, words in ((".csv", "CSV"), (".xlsx", "Excel")):
        driver.answers.target = tmp_path / f"out{suffix}"
        more = panel.bar.more.menu()
        assert more is not None
        (export,) = [one for one in more.actions() if words in one.text().replace("&", "")]
        export.trigger()
        driver.wait_for_jobs()
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["text"] for row in csv.DictReader(file)] == ["talks to fail", "2,5 years"]
    assert (tmp_path / "out.xlsx").read_bytes().startswith(b"PK")


def test_a_chosen_row_keeps_the_colour_of_its_code(table: tuple[Driver, CodingTablePanel]) -> None:
    _driver, panel = table
    code = panel.model.index(0, 1)
    rect = panel.view.visualRect(code)
    wanted = panel.model.data(code, Qt.ItemDataRole.ForegroundRole)

    assert isinstance(wanted, QColor)

    def has_color() -> bool:
        picture = panel.view.viewport().grab(rect).toImage()
        pixels = (
            picture.pixelColor(x, y)
            for x in range(picture.width())
            for y in range(picture.height())
        )
        return wanted.rgb() in {pixel.rgb() for pixel in pixels}

    panel.view.clearSelection()
    assert has_color()
    panel.view.selectRow(0)
    assert has_color()


def test_attributes_of_documents_are_columns_and_filters(
    table: tuple[Driver, CodingTablePanel],
) -> None:
    driver, panel = table
    first, second = (one.guid for one in driver.window.bridge.documents)
    values = {(first, "genre"): "speech", (second, "genre"): "interview"}
    driver.window.bridge.do(document_attributes.set_values, values)
    driver.qtbot.waitUntil(lambda: panel.model.columnCount() == 7)
    assert panel.model.headerData(6, Qt.Orientation.Horizontal) == "genre"
    assert column(panel, 6) == ["speech"] * 3 + ["interview"]
    panel.view.sortByColumn(6, Qt.SortOrder.AscendingOrder)
    assert column(panel, 6) == ["interview", *["speech"] * 3]
    panel.bar.said.setCurrentIndex(panel.bar.said.findText("genre = interview"))
    driver.qtbot.waitUntil(lambda: column(panel) == ["the talks"])
    driver.window.bridge.do(document_attributes.set_value, first, "year", "2026")
    driver.qtbot.waitUntil(lambda: panel.model.columnCount() == 8)
    assert column(panel) == ["the talks"], "what was chosen stays chosen"
    driver.window.bridge.undo()
    driver.window.bridge.undo()
    driver.qtbot.waitUntil(lambda: panel.model.columnCount() == 6)
    driver.qtbot.waitUntil(lambda: panel.model.rowCount() == 4)
    assert panel.bar.said.isHidden()


def test_codings_of_chosen_documents_are_exported(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    documents.add(made.project, ANN.guid, [text_file("second.txt", "Another text.")])
    second = next(one.guid for one in content(made.project).documents if one.name == "second.txt")
    codings.add(made.project, ANN.guid, second, made.codes["claim"], [Span(0, 7)])
    made.code(ANN, "claim", (0, 6))
    made.code(BEN, "claim", (0, 6))
    driver.window.bridge.reload_if_changed()
    driver.window.actions_["export_csv"].trigger()
    (form,) = driver.window.findChildren(CodingsExportForm)
    assert form.windowTitle() == "Export codings"
    assert form.summary.text() == "In the file: 3 codings"
    form.documents.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    form.coders.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert form.summary.text() == "In the file: 1 coding"
    driver.answers.target = tmp_path / "chosen.csv"
    form.try_accept()
    driver.wait_for_jobs()
    with (tmp_path / "chosen.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["document"], row["coder"], row["text"]) for row in rows] == [
        ("talks.txt", "Ann", "Nobody")
    ]


def test_page_and_section_have_a_column_where_a_document_has_any(
    table: tuple[Driver, CodingTablePanel], made: Made
) -> None:
    driver, panel = table
    assert panel.view.isColumnHidden(PLACE_COLUMN)
    text = "The quay\nIt is closed."
    elements = [
        Element("heading", 0, 8, {"level": 1}),
        Element("page", 0, len(text), {"label": "iv"}),
        Element("paragraph", 9, len(text)),
    ]
    file = TextFile("p.html", text, text.encode(), "utf-8", structure=Structure.of(elements))
    changes = documents.add(made.project, ANN.guid, [file]).changes
    driver.window.bridge.tell(changes)
    (document,) = changes.added["document"]

    claim, span = made.codes["claim"], Span(15, 21)
    driver.window.bridge.tell(codings.add(made.project, ANN.guid, document, claim, [span]))
    driver.qtbot.waitUntil(lambda: panel.model.rowCount() == 5)
    assert not panel.view.isColumnHidden(PLACE_COLUMN)
    assert sorted(column(panel, PLACE_COLUMN)) == ["", "", "", "", "p. iv · The quay"]


def test_the_row_of_the_coding_that_a_key_goes_to_is_the_only_one_selected(
    table: tuple[Driver, CodingTablePanel],
) -> None:
    """Shift is held as Shift+T goes back; a click with it adds to what is selected."""
    driver, panel = table
    driver.focus_text()
    driver.view.set_cursor_position(len(driver.window.page.text))
    selected = panel.view.selectionModel().selectedRows
    window = driver.window.windowHandle()
    QTest.keyClick(window, Qt.Key.Key_P)
    driver.qtbot.waitUntil(lambda: [index.row() for index in selected()] == [2])
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.NoModifier)
    driver.qtbot.waitUntil(lambda: [index.row() for index in selected()] == [1])
    QTest.keyClick(window, Qt.Key.Key_T)
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    driver.qtbot.waitUntil(lambda: len(selected()) == 1)
