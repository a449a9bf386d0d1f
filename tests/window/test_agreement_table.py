"""The table of agreement at real sizes, the confusion of many codes, and who is missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from annotator.corpus.span import Span
from annotator.corpus.team import Purpose
from annotator.operations import codings, documents, reliability
from annotator.operations.codebook import codes
from annotator.operations.reliability import measure_registry
from annotator.operations.team import coders, rounds
from annotator.storage import queries
from annotator.ui.agreement.page import AgreementPage
from tests.making import ANN, BEN, Made, make, person, text_file
from tests.window.conftest import Driver


@pytest.fixture
def merged(open_window: Callable[..., Driver], sample_file: Path) -> Driver:
    driver = open_window(sample_file)
    driver.window.actions_["agreement"].trigger()
    return driver


def names(page: AgreementPage) -> list[str]:
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


@pytest.fixture
def six_coders(open_window: Callable[..., Driver], tmp_path: Path) -> Driver:
    """Six people with long names, codes three deep, more than can be named above columns."""
    made = make(tmp_path / "six.annot")
    people = [ANN, *(person(f"Coder with a long name {n}") for n in range(5))]
    parent = codes.new_code("argumentation schemes of all kinds", "#336699", codable=False)
    codes.add(made.project, ANN.guid, parent)
    below = [
        codes.new_code(f"explicit appeal to an authority {n}", "#993366", parent=parent.guid)
        for n in range(20)
    ]
    for code in below:
        codes.add(made.project, ANN.guid, code)
    for place, coder in enumerate(people):
        coders.ensure(made.project, coder)
        for n, code in enumerate(below[:15]):
            used = below[(n + 1) % 15] if place == 1 and n < 2 else code
            codings.add(
                made.project, coder.guid, made.document, used.guid, [Span(5 * n, 5 * n + 4)]
            )
    made.project.close()
    driver = open_window(tmp_path / "six.annot")
    driver.window.resize(1280, 800)
    driver.window.actions_["agreement"].trigger()
    return driver


def test_names_stay_in_sight_and_figures_come_before_counts(six_coders: Driver) -> None:
    page = six_coders.window.controllers.agreement.page
    table, model = page.view, page.model
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert heads[:2] == ["Code", "Alpha"]
    assert heads[model.first_count] == "Ann"
    six_coders.qtbot.waitUntil(lambda: table.names.width() == table.columnWidth(0))
    shown = table.viewport().rect()
    assert all(
        shown.contains(table.visualRect(model.index(0, column)).center())
        for column in range(1, model.first_count - 1)
    ), "every figure is in sight at first"
    assert table.names.textElideMode() == Qt.TextElideMode.ElideLeft
    bar = table.horizontalScrollBar()
    assert bar.maximum() > 0, "the counts of six coders have no room"
    bar.setValue(bar.maximum())
    assert table.names.isVisible()
    assert table.names.x() <= 1, "the names do not move"
    assert table.names.columnViewportPosition(0) == 0
    whole = model.index(5, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert whole.startswith("argumentation schemes of all kinds > explicit appeal")
    table.setCurrentIndex(model.index(3, 1))
    assert table.visualRect(model.index(3, 1)).left() >= table.columnWidth(0) - 1
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    assert table.names.verticalScrollBar().value() == table.verticalScrollBar().value()


def test_rows_sort_by_the_heading_of_the_frozen_names(six_coders: Driver) -> None:
    page = six_coders.window.controllers.agreement.page
    header = page.view.names.horizontalHeader()
    place = QPoint(header.sectionPosition(0) + 20, header.height() // 2)
    six_coders.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    shown = names(page)[:-1]
    assert shown == sorted(shown, key=str.casefold)
    assert names(page)[-1] == "Identical sets of codes, nominal"


def test_the_count_of_documents_behind_an_interval_is_said(merged: Driver) -> None:
    page = merged.window.controllers.agreement.page
    page.view.setCurrentIndex(page.model.index(0, page.model.first_count - 1))
    assert page.model.index(0, page.model.first_count - 1).data() == "7 (6.4)"
    words = page.explanation.text()
    assert words.startswith("Carried by 7 paragraphs, effectively 6.4.")
    assert "Fewer than 8 effective paragraphs" in words
    page.view.setCurrentIndex(page.model.index(0, page.model.first_figure))
    assert "for this document only" in page.explanation.text()


def test_people_read_percent(merged: Driver) -> None:
    page = merged.window.controllers.agreement.page
    # Of 2,130 characters, 324 are in a claim of one coder only.
    assert page.model.index(0, page.model.first_figure + 4).data() == "84.8%"


def test_confusion_of_many_codes_has_frozen_heads_and_says_each_cell(six_coders: Driver) -> None:
    page = six_coders.window.controllers.agreement.page
    page.tabs.setCurrentIndex(3)
    table = page.pictures.confusion
    assert table.isVisible()
    assert table.model.rowCount() == 16, "fifteen codes that occur, and uncoded"
    across = [table.model.headerData(n, Qt.Orientation.Horizontal) for n in range(16)]
    assert across == [str(n) for n in range(1, 17)]
    first = str(table.model.headerData(0, Qt.Orientation.Vertical))
    assert first.startswith("…") and first.endswith("   1")
    tip = table.model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert str(tip).startswith("Coder with a long name 0: argumentation schemes of all kinds > ")
    assert {first[-8:] for first in table.model.heads[0][:3]} == {
        f"ty {n}   {place}" for n, place in ((1, 1), (0, 2), (2, 3))
    }, "the most confused come first"
    table.view.setCurrentIndex(table.model.index(0, 2))
    assert "characters, " in table.chosen.text() and "of the row" in table.chosen.text()
    fills = {
        table.model.index(row, row).data(Qt.ItemDataRole.BackgroundRole).color().name()
        for row in range(16)
    }
    assert len(fills) > 1
    assert page.pictures.view.picture is not None, "there is still a picture to save"


def missing_documents(made: Made) -> list[str]:
    """Two more texts that only Ben coded, both assigned to Ann."""
    texts = [text_file(f"{n}.txt", f"Text {n}: nobody knows.") for n in (1, 2)]
    documents.add(made.project, ANN.guid, texts)
    with made.project.reading() as connection:
        added = [one.guid for one in queries.documents(connection)][1:]
    for document in added:
        codings.add(made.project, BEN.guid, document, made.codes["claim"], [Span(0, 6)])
    rounds.add(made.project, ANN.guid, "Main", Purpose.PRODUCTION)
    main = rounds.find(made.project, "Main").guid
    rounds.assign(made.project, ANN.guid, main, {(document, ANN.guid) for document in added})
    return added


@pytest.fixture
def with_gaps(open_window: Callable[..., Driver], tmp_path: Path) -> Driver:
    made = make(tmp_path / "gaps.annot")
    made.code(ANN, "claim", (0, 6))
    made.code(BEN, "claim", (0, 6))
    missing_documents(made)
    made.project.close()
    driver = open_window(tmp_path / "gaps.annot")
    driver.window.actions_["agreement"].trigger()
    return driver


def test_who_is_missing_is_said_beside_the_figures(with_gaps: Driver) -> None:
    page = with_gaps.window.controllers.agreement.page
    bar = page.missing
    assert bar.isVisible()
    assert "In 2 documents" in bar.words.text() and "(Ann 2)" in bar.words.text()
    assert page.model.index(0, page.model.first_figure).data() == "1.000"
    with_gaps.qtbot.mouseClick(bar.assigned, Qt.MouseButton.LeftButton)
    assert page.choices.selection().assigned
    assert page.model.index(0, page.model.first_figure).data() != "1.000"
    assert bar.assigned.isHidden(), "nobody is missing now"
    with_gaps.qtbot.mouseClick(page.choices.unfinished, Qt.MouseButton.LeftButton)
    assert not page.choices.assigned.isChecked(), "one or the other"


def test_missing_documents_are_marked_as_done_in_one_step(with_gaps: Driver) -> None:
    window, page = with_gaps.window, with_gaps.window.controllers.agreement.page
    actions = page.missing.done.menu().actions()
    assert [action.text() for action in actions if action.text()] == [
        "Mark all 2 as done",
        "Open 1.txt",
        "Open 2.txt",
    ]
    actions[-1].trigger()
    assert window.pages.shown is window.workplace
    assert window.header.title.text() == "2.txt"
    window.actions_["agreement"].trigger()
    page.missing.done.menu().actions()[0].trigger()
    with_gaps.qtbot.waitUntil(page.missing.unfinished.isVisible)
    with_gaps.qtbot.mouseClick(page.missing.coded, Qt.MouseButton.LeftButton)
    with_gaps.qtbot.waitUntil(lambda: not page.missing.isVisible())
    assert page.model.comparison is not None
    assert len(page.model.comparison.compared) == 3
    window.actions_["undo"].trigger()
    with_gaps.qtbot.waitUntil(page.missing.isVisible)
    with_gaps.qtbot.mouseClick(page.missing.team, Qt.MouseButton.LeftButton)
    team: QWidget = window.controllers.team.page
    assert window.pages.shown is team


def test_no_disagreement_where_a_coder_is_missing_is_said(with_gaps: Driver) -> None:
    page = with_gaps.window.controllers.agreement.page
    page.list_disagreements(page.model.index(0, page.model.first_figure))
    assert "The two do not differ here. Not compared" in page.list.heading.text()
    page.list_disagreements(page.model.index(1, page.model.first_figure))
    assert "Ann and Ben have no codings here" in page.list.heading.text()
    with_gaps.window.actions_["adjudication"].trigger()
    settling = with_gaps.window.controllers.adjudication.page
    assert settling.about.text() == "The two do not differ here."
    settling.case_filter.document.setCurrentIndex(settling.case_filter.document.findText("1.txt"))
    settling.case_filter.document.activated.emit(1)
    assert settling.about.text().startswith("Ann has no coding in 1.txt and has not marked it")
    settling.case_filter.document.setCurrentIndex(0)
    settling.case_filter.document.activated.emit(0)
    assert "Not compared, since a coder is missing" in settling.about.text()
    assert "2 documents (Ann 2)" in settling.about.text()


def test_the_head_counts_documents_and_names_who_was_left_out(
    open_window: Callable[..., Driver], tmp_path: Path
) -> None:
    made = make(tmp_path / "many.annot")
    documents.add(made.project, ANN.guid, [text_file(f"{n}.txt", f"Text {n}.") for n in range(7)])
    with made.project.reading() as connection:
        guids = [one.guid for one in queries.documents(connection)]
    for coder in (ANN, BEN):
        coders.ensure(made.project, coder)
        for guid in guids[:6]:
            codings.add(made.project, coder.guid, guid, made.codes["claim"], [Span(0, 4)])
    coders.ensure(made.project, person("Dora"))
    made.project.close()
    driver = open_window(tmp_path / "many.annot")
    driver.window.actions_["agreement"].trigger()
    page = driver.window.controllers.agreement.page
    driver.qtbot.waitUntil(lambda: page.about.text().startswith("Ann, Ben, in 6 of 8 documents."))
    assert page.about.text().endswith("no document marked as done: Dora.")


def test_any_measure_can_be_added_to_the_table(merged: Driver) -> None:
    """What the command line computes, the page shows beside its own figures."""
    page = merged.window.controllers.agreement.page
    assert isinstance(page, AgreementPage)
    before = page.model.columnCount()
    page.choices.measures.choose(["cohen_kappa", "gamma", "gamma_k"])
    merged.qtbot.waitUntil(lambda: page.model.columnCount() == before + 3)
    horizontal = Qt.Orientation.Horizontal
    heads = [page.model.headerData(n, horizontal) for n in range(page.model.columnCount())]
    column = heads.index("Cohen’s kappa")
    assert heads[column : column + 3] == ["Cohen’s kappa", "γ", "γ-k"]
    viewer = merged.window.bridge.viewer
    assert viewer is not None
    data = reliability.load(viewer)
    kappa, gamma, _ = measure_registry.measure(data, ["cohen_kappa", "gamma", "gamma_k"])
    last = page.model.rowCount() - 1
    shown = page.model.index(0, column).data()
    code = page.model.row_of(page.model.index(0, 0)).code
    assert code is not None
    assert shown == f"{kappa.by_code[code].value:.3f}"
    assert gamma.overall is not None
    assert page.model.index(last, column + 1).data() == f"{gamma.overall.value:.3f}"
    assert page.model.index(0, column + 1).data() == ""  # gamma has no figure by code
    assert "no figure here" in page.model.explanation(page.model.index(0, column + 1))
    assert "Cohen, J. (1960)" in page.model.explanation(page.model.index(0, column))
    page.choices.measures.choose([])
    merged.qtbot.waitUntil(lambda: page.model.columnCount() == before)
