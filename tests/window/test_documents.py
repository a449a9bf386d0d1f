"""The list of documents by mouse and keys: rename, delete, order, filter, search by typing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QSplitter, QWidget

from annotator.corpus.attribute_types import AttributeType, ValueType
from annotator.operations import documents
from annotator.operations.codebook import codes
from annotator.operations.documents import attribute_types, document_attributes
from annotator.ui.documents.list_view import DocumentList
from annotator.ui.documents.model import CAPTION, COUNT, DOCUMENT_MIME
from annotator.ui.widgets.type_ahead import find
from tests.making import ANN, BEN, Made, content, text_file
from tests.window.conftest import Driver

NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def many(made: Made, open_window: Callable[..., Driver]) -> Driver:
    """A window on twelve documents that begin alike."""
    texts = [text_file(f"interview with respondent {n:02}.txt", f"Text {n}") for n in range(11)]
    documents.add(made.project, ANN.guid, texts)
    driver = open_window(made.project.path)
    driver.focus_text()
    return driver


def names(driver: Driver) -> list[str]:
    """The documents of the file in their order, in short."""
    assert driver.window.bridge.project is not None
    found = content(driver.window.bridge.project).documents
    return [one.name.removeprefix("interview with respondent ") for one in found]


def focus_list(driver: Driver, row: int) -> None:
    driver.window.panels.documents.view.setFocus()
    driver.qtbot.waitUntil(driver.window.panels.documents.view.hasFocus)
    driver.window.panels.documents.select(row)


def test_the_keys_stay_in_the_list_while_one_goes_through_it(many: Driver) -> None:
    view = many.window.panels.documents.view
    focus_list(many, 0)
    many.key(Qt.Key.Key_Down, widget=view)
    many.key(Qt.Key.Key_Down, widget=view)
    assert many.window.page.document == view.guid(2)
    assert view.hasFocus()
    many.key(Qt.Key.Key_Return, widget=view)
    assert many.view.hasFocus(), "Enter goes to the text"


def click(driver: Driver, row: int, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    view = driver.window.panels.documents.view
    place = view.visualRect(view.documents.index(row)).center()
    driver.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, pos=place)


def test_what_assistive_technology_selects_is_opened(many: Driver) -> None:
    """Qt's accessible row selects, and can do no more; screen readers have no other action."""
    view, page = many.window.panels.documents.view, many.window.page
    focus_list(many, 0)
    selection = view.selectionModel()
    selection.select(view.documents.index(4), QItemSelectionModel.SelectionFlag.Toggle)
    many.qtbot.waitUntil(lambda: page.document == view.guid(4))
    assert len(view.selected()) == 2, "as with Ctrl and a click"
    selection.select(view.documents.index(4), QItemSelectionModel.SelectionFlag.Toggle)
    many.qtbot.wait(20)
    assert page.document == view.guid(4)


def test_a_click_opens_a_document_and_leaves_the_keys_in_the_list(many: Driver) -> None:
    view = many.window.panels.documents.view
    click(many, 3)
    assert many.window.page.document == view.guid(3)
    assert view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(many)[:4] == ["talks.txt", "00.txt", "02.txt", "01.txt"]
    QTest.keyClick(view, Qt.Key.Key_F2, Qt.KeyboardModifier.ControlModifier)
    (editor,) = view.findChildren(QLineEdit)
    editor.setText("second")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    many.qtbot.waitUntil(lambda: names(many)[2] == "second")
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert "second" not in names(many)


def test_a_double_click_gives_the_keys_to_the_text(many: Driver) -> None:
    view = many.window.panels.documents.view
    place = view.visualRect(view.documents.index(3)).center()
    many.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    many.qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert many.window.page.document == view.guid(3)
    assert many.view.hasFocus()


def test_several_documents_are_deleted_as_one_step(
    many: Driver, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def confirm(_parent: QWidget, title: str, question: str, _verb: str) -> bool:
        asked.append(f"{title}|{question}")
        return True

    monkeypatch.setattr(many.answers, "confirm", confirm)
    made.code(ANN, "claim", (0, 6))
    many.window.bridge.reload_if_changed()
    before = names(many)
    click(many, 0)
    click(many, 2, Qt.KeyboardModifier.ControlModifier)
    click(many, 4, Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
    view = many.window.panels.documents.view
    open_ = many.window.page.document
    assert open_ == view.guid(4)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert asked[0].startswith("Delete documents|Delete 4 documents?\n– talks.txt\n")
    assert "your codings: 1" in asked[0]
    assert names(many) == [before[1], *before[5:]]
    assert view.hasFocus(), "the next one can be deleted at once"
    many.window.actions_["undo"].trigger()
    assert names(many) == before
    assert len(content(made.project).codings) == 1
    assert many.window.page.document == open_, "what was open is open again"
    many.window.actions_["redo"].trigger()
    assert names(many) == [before[1], *before[5:]]


def test_a_deleted_document_that_was_open_is_open_again_after_undo(many: Driver) -> None:
    view = many.window.panels.documents.view
    click(many, 3)
    gone = many.window.page.document
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert many.window.page.document != gone
    many.window.actions_["undo"].trigger()
    assert many.window.page.document == gone
    assert view.currentIndex().row() == 3
    click(many, 5)
    many.window.actions_["redo"].trigger()
    assert many.window.page.document == view.guid(4)
    many.window.actions_["undo"].trigger()
    assert many.window.page.document != gone, "it was not open"


def test_one_document_of_others_keeps_all_of_the_selected(many: Driver, made: Made) -> None:
    made.code(BEN, "claim", (0, 6))
    many.window.bridge.reload_if_changed()
    before = names(many)
    click(many, 0)
    click(many, 2, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(many.window.panels.documents.view, Qt.Key.Key_Delete)
    assert "“talks.txt” can't be deleted" in many.window.notice.text
    assert names(many) == before


def test_a_document_is_renamed_in_the_list(many: Driver) -> None:
    view = many.window.panels.documents.view
    focus_list(many, 2)
    QTest.keyClick(view, Qt.Key.Key_F2)
    (editor,) = view.findChildren(QLineEdit)
    editor.setText("  first   draft ")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    many.qtbot.waitUntil(lambda: names(many)[2] == "first draft")
    assert many.window.header.title.text() == "first draft"
    assert view.hasFocus()
    many.focus_text()
    many.key("z", Qt.KeyboardModifier.ControlModifier)
    assert names(many)[2] == "01.txt"
    assert many.window.header.title.text() == "interview with respondent 01.txt"


def test_a_document_moves_by_keys_past_what_the_filter_hides(many: Driver) -> None:
    view = many.window.panels.documents.view
    focus_list(many, 2)
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(many)[:3] == ["talks.txt", "01.txt", "00.txt"]
    assert view.currentIndex().row() == 1
    assert view.hasFocus()
    many.window.panels.documents.filter.setText("1")  # 01 and 10
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(many)[-2:] == ["10.txt", "01.txt"]


def drop(view: DocumentList, moved: int, at: QPoint) -> None:
    """What Qt sends when a row is dragged to a point and let go there."""
    data, viewport = view.mimeData([view.documents.index(moved)]), view.viewport()
    move = Qt.DropAction.MoveAction
    held = (move, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, QDragEnterEvent(at, *held))
    for _ in range(2):  # the second one is in the state of dragging
        QApplication.sendEvent(viewport, QDragMoveEvent(at, *held))
    QApplication.sendEvent(viewport, QDropEvent(QPointF(at), *held))
    QApplication.processEvents()


def test_a_document_is_dropped_at_another_place(many: Driver) -> None:
    view = many.window.panels.documents.view
    rect = view.visualRect(view.documents.index(1))
    drop(view, 4, QPoint(rect.center().x(), rect.top() + 1))
    assert names(many)[:4] == ["talks.txt", "03.txt", "00.txt", "01.txt"]
    rect = view.visualRect(view.documents.index(2))
    drop(view, 0, QPoint(rect.center().x(), rect.bottom() - 1))
    assert names(many)[:4] == ["03.txt", "00.txt", "talks.txt", "01.txt"]
    drop(view, 1, rect.center())
    assert sorted(names(many)[:4]) == ["00.txt", "01.txt", "03.txt", "talks.txt"]
    below = view.viewport().rect().bottomLeft() + QPoint(5, 500)
    assert view._drop_place(view.indexAt(below)) is None, "below all is last"


def test_deleting_says_what_goes_and_undo_brings_it_back(many: Driver, made: Made) -> None:
    window = many.window
    made.code(ANN, "claim", (0, 6))
    made.code(ANN, "claim", (8, 12))
    document_attributes.set_value(made.project, ANN.guid, made.document, "genre", "news")
    window.bridge.reload_if_changed()
    asked: list[str] = []

    def confirm(_parent: object, _title: str, question: str, verb: str) -> bool:
        asked.append(f"{question}|{verb}")
        return True

    many.answers.confirm = confirm  # type: ignore[method-assign,assignment]
    focus_list(many, 0)
    QTest.keyClick(window.panels.documents.view, Qt.Key.Key_Delete)
    assert "your codings: 2" in asked[0]
    assert "attributes: 1" in asked[0]
    assert asked[0].endswith("|Delete")
    assert "talks.txt" not in names(many)
    assert window.page.document == window.panels.documents.view.guid(0)
    window.actions_["undo"].trigger()
    assert names(many)[0] == "talks.txt"
    assert len(content(made.project).codings) == 2


def test_what_others_coded_is_not_deleted_and_nobody_is_asked(many: Driver, made: Made) -> None:
    made.code(BEN, "claim", (0, 6))
    many.window.bridge.reload_if_changed()
    many.answers.confirm = lambda *_args: pytest.fail("nothing to decide")  # type: ignore[method-assign]
    many.window.panels.documents.select(0)
    many.window.actions_["delete_document"].trigger()
    assert "codings in it (1)" in many.window.notice.text
    assert names(many)[0] == "talks.txt"


def test_the_filter_finds_names_and_what_is_said_of_documents(many: Driver, made: Made) -> None:
    panel = many.window.panels.documents
    assert panel.filter.isVisible()
    guid = panel.view.guid(3)
    document_attributes.set_value(made.project, ANN.guid, guid, "genre", "Speech")
    many.window.bridge.reload_if_changed()
    panel.filter.setText("respondent 0")
    assert panel.view.shown_rows() == list(range(1, 11))
    panel.filter.setText("genre: speech")
    assert panel.view.shown_rows() == [3]
    QTest.keyClick(panel.filter, Qt.Key.Key_Return)
    assert many.window.page.document == guid
    assert panel.view.hasFocus()
    many.window.bridge.do(documents.rename, guid, "renamed")
    assert panel.view.shown_rows() == [3], "the filter outlives a change"
    panel.filter.setText("respondent 0")
    many.window.controllers.document_selection.next_document()
    assert panel.view.current_number() == 4, "the next one of those that are shown"
    panel.filter.clear()
    assert len(panel.view.shown_rows()) == 12


def test_the_next_document_is_the_only_one_selected(many: Driver) -> None:
    """Ctrl is held as Ctrl+PgDown goes on; with Ctrl a click in a list adds to what is selected."""
    panel, window = many.window.panels.documents, many.window.windowHandle()
    panel.select(0)
    for row in (1, 2):
        QTest.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert panel.selected() == [panel.view.guid(row)]
    QTest.keyClick(window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert panel.selected() == [panel.view.guid(1)]


def test_the_current_document_stays_in_sight_in_a_lower_list(many: Driver) -> None:
    view = many.window.panels.documents.view

    def is_seen() -> bool:
        return view.viewport().rect().contains(view.visualRect(view.currentIndex()))

    many.window.panels.documents.select(11)
    assert is_seen()
    left = many.window.workplace.widget(0)
    assert isinstance(left, QSplitter)
    left.setSizes([110, 500, 300])
    assert view.viewport().height() < 12 * view.visualRect(view.currentIndex()).height()
    assert is_seen()
    view.scrollToTop()
    left.setSizes([140, 500, 300])
    assert not is_seen(), "who has scrolled away stays there"


def test_a_few_documents_have_no_filter(driver: Driver) -> None:
    assert not driver.window.panels.documents.filter.isVisible()
    assert not driver.window.panels.documents.view.delegate.compact


def test_typing_goes_to_the_document_that_is_meant(many: Driver) -> None:
    view = many.window.panels.documents.view
    focus_list(many, 0)
    QTest.keyClicks(view, "07")
    assert view.currentIndex().data() == "interview with respondent 07.txt"
    assert view.hasFocus()


def test_typing_goes_to_the_code_that_is_meant_folded_or_not(driver: Driver) -> None:
    window = driver.window
    top = window.bridge.codebook.codes[0].guid
    for name in ("appeal to fear", "appeal to pride"):
        window.bridge.do(codes.add, codes.new_code(name, "#0072b2", parent=top))
    tree = window.panels.codebook.tree
    tree.collapseAll()
    tree.setFocus()
    driver.qtbot.waitUntil(tree.hasFocus)
    QTest.keyClicks(tree, "pride")
    current = tree.current_code()
    assert current is not None
    assert current.name == "appeal to pride"
    assert "› appeal to pride" in tree.currentItem().toolTip(0)


@pytest.mark.parametrize(
    ("typed", "current", "found"),
    [("a", 0, 3), ("aa", 0, 3), ("ap", 0, 0), ("fear", 2, 1), ("ride", -1, 2), ("x", 0, None)],
)
def test_what_typing_finds(typed: str, current: int, found: int | None) -> None:
    names = ["appeal to hope", "Appeal to fear", "appeal to pride", "attack"]
    if typed in ("a", "aa"):
        names = ["appeal to hope", "fear", "pride", "attack"]
    assert find(typed, names, current) == found


def test_files_dropped_on_the_list_go_to_the_window(many: Driver) -> None:
    assert DOCUMENT_MIME in many.window.panels.documents.view.documents.mimeTypes()
    assert "text/uri-list" not in many.window.panels.documents.view.documents.mimeTypes()
    QApplication.processEvents()


def test_short_and_long_lists_count_alike(many: Driver, made: Made) -> None:
    made.code(ANN, "claim", (0, 6))
    made.code(BEN, "claim", (0, 6))
    made.code(BEN, "claim", (8, 12))
    many.window.bridge.reload_if_changed()
    first = many.window.panels.documents.model.index(0)
    assert first.data(COUNT) == "1 + 2"
    assert "· 1 + 2 by others" in first.data(CAPTION)
    assert many.window.panels.documents.model.index(1).data(COUNT) == "0"


def shown_list(driver: Driver) -> list[str]:
    """What the rows of the list say, from above."""
    model = driver.window.panels.documents.model
    return [
        str(model.index(row).data()).removeprefix("interview with respondent ")
        for row in range(model.rowCount())
    ]


def test_documents_are_grouped_and_sorted(many: Driver, made: Made) -> None:
    panel, bridge = many.window.panels.documents, many.window.bridge
    wave = {(one.guid, "wave"): str(number % 2) for number, one in enumerate(bridge.documents)}
    bridge.do(document_attributes.set_values, wave)
    focus_list(many, 3)
    open_ = many.window.page.document
    panel.arrange.group_by("wave")
    assert shown_list(many)[:3] == ["0", "talks.txt", "01.txt"]
    assert shown_list(many)[7:9] == ["1", "00.txt"]
    assert panel.model.index(0).data(COUNT) == "6"
    assert many.window.page.document == open_
    assert panel.view.selected() == [open_]
    many.key(Qt.Key.Key_Up, widget=panel.view)
    assert many.window.page.document == bridge.documents[1].guid
    many.key(Qt.Key.Key_Up, widget=panel.view)
    assert many.window.page.document == bridge.documents[10].guid, "past the head of the group"
    click(many, 0)
    assert shown_list(many)[:3] == ["0", "1", "00.txt"], "the group is closed"
    assert many.window.page.document == bridge.documents[10].guid
    click(many, 0)
    panel.filter.setText("wave: 1")
    assert shown_list(many)[:2] == ["1", "00.txt"]
    panel.filter.clear()
    latest_first = AttributeType("wave", ValueType.CHOICE, ("1", "0"))
    bridge.do(attribute_types.declare, latest_first)
    assert shown_list(many)[0] == "1", "in the order of its choices"
    panel.arrange.sort_by("wave")
    panel.arrange.group_by("")
    assert shown_list(many)[0] == "00.txt"
    panel.arrange.sort_by("")
    assert shown_list(many)[-1] == "talks.txt"
    panel.arrange.sort_by(None)
    assert shown_list(many)[0] == "talks.txt"
    panel.arrange.fill()
    assert panel.arrange._arrangement.groupable() == ["wave"]


def test_what_searching_needs_is_made_when_somebody_enters_the_filter(
    driver: Driver, made: Made
) -> None:
    documents.add(made.project, ANN.guid, [text_file(f"t{n}", f"{n}") for n in range(40)])
    driver.window.bridge.reload_if_changed()
    panel = driver.window.panels.documents
    listed = panel.view.documents.arrangement.documents
    assert "_searched" not in vars(listed)
    panel.filter.setFocus()
    driver.qtbot.waitUntil(panel.filter.hasFocus)
    assert "_searched" in vars(panel.view.documents.arrangement.documents)


def test_lists_can_be_laid_out_while_the_project_is_exchanged(driver: Driver) -> None:
    """Qt lays out and paints at any time, also between the end of a project and the moment at which
    a list is told of it."""
    window = driver.window
    window.controllers.agreement.show_page()
    window.services.navigator.show_reader()
    window.bridge._clear()
    views = window.findChildren(QAbstractItemView)
    assert window.panels.documents.view in views
    for view in views:
        view.doItemsLayout()
        view.viewport().repaint()
        view.grab()
    window.bridge.opened.emit()


def test_documents_are_grouped_by_the_years_of_their_dates(many: Driver) -> None:
    bridge, panel = many.window.bridge, many.window.panels.documents
    days = {one.guid: f"{2020 + n % 3}-0{1 + n % 9}-11" for n, one in enumerate(bridge.documents)}
    bridge.do(document_attributes.set_values, {(guid, "date"): day for guid, day in days.items()})
    panel.arrange.fill()
    assert "date: year" in panel.arrange._arrangement.groupable()
    panel.arrange.group_by("date: year")
    assert shown_list(many)[0] == "2020"
    assert [one for one in shown_list(many) if one in ("2020", "2021", "2022")] == [
        *("2020", "2021", "2022")
    ]
    panel.arrange.fill()
    (backwards,) = [one for one in panel.arrange.menu().actions() if one.isCheckable()]
    backwards.trigger()
    assert shown_list(many)[0] == "2022"
    panel.arrange.sort_by("")
    assert shown_list(many)[0] == "2020", "groups stay as they are where names are reversed"
    assert shown_list(many)[1] == "talks.txt"
    panel.arrange.group_by("")
    assert shown_list(many)[-1] == "00.txt"
    panel.arrange.sort_by(None)
    panel.arrange.fill()
    (backwards,) = [one for one in panel.arrange.menu().actions() if one.isCheckable()]
    assert backwards.isChecked() and not backwards.isEnabled()
