"""Many codes in the window: several at once, sets, colours, sorted views; words that become codes,
and codings that are important."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTreeWidgetItem

from annotator.corpus.codebook import Attribute, AttributeKind, Choice, Codebook
from annotator.corpus.colors import OKABE_ITO
from annotator.corpus.identity import guid_from
from annotator.corpus.moments import EPOCH
from annotator.operations.codebook import attributes, code_sets, codes, importance
from annotator.ui.codebook.code_delegate import CODE, LAST
from annotator.ui.codebook.code_order import CodeOrder
from annotator.ui.codebook.code_sets_dialog import CodeSetsDialog
from annotator.ui.codebook.code_tree import CodeTree
from annotator.ui.codebook.coloring_dialog import ColoringDialog
from annotator.ui.codebook.delete_dialog import DeleteDialog
from annotator.ui.codebook.merge_many_dialog import MergeManyDialog
from annotator.ui.codebook.panel import IN_NO_SET
from annotator.ui.codebook.place_dialog import PlaceDialog
from annotator.ui.inspector.attribute_field import AttributeField
from annotator.ui.inspector.star_row import StarRow
from annotator.ui.inspector.value_slider import ValueSlider
from tests.making import Made
from tests.window.conftest import Driver
from tests.window.test_codebook import code, drop, grow, press, row, shown, top, undo
from tests.window.test_road import span_of

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def tree(driver: Driver) -> CodeTree:
    """The tree with the focus, and codes a to d with a1 below a behind the others."""
    new = [codes.new_code(name, "#000000", position=50 + n) for n, name in enumerate("abcd")]
    new.append(codes.new_code("a1", "#000000", parent=new[0].guid))
    driver.window.bridge.do(codes.add_codebook, Codebook(tuple(new)))
    tree = driver.window.panels.codebook.tree
    driver.window.activateWindow()
    tree.setFocus()
    driver.qtbot.waitUntil(tree.hasFocus)
    return tree


def item(tree: CodeTree, name: str) -> QTreeWidgetItem:
    return next(one for one in tree.items() if one.data(0, CODE).name == name)


def select(tree: CodeTree, *names: str) -> None:
    tree.clearSelection()
    tree.setCurrentItem(item(tree, names[0]))
    for name in names:
        item(tree, name).setSelected(True)


def added(driver: Driver) -> list[tuple[int, str]]:
    """The codes of the fixture as the tree shows them."""
    return [(depth, name) for depth, name in shown(driver) if len(name) < 3]


def selected(tree: CodeTree, driver: Driver) -> list[str]:
    return [driver.window.bridge.code(guid).name for guid in tree.selected()]


# --- several at once


def test_several_codes_move_by_keys_and_stay_selected(driver: Driver, tree: CodeTree) -> None:
    before = added(driver)
    select(tree, "c", "d")
    driver.key(Qt.Key.Key_Up, ALT, tree)
    assert [name for _depth, name in added(driver)] == ["a", "a1", "c", "d", "b"]
    assert selected(tree, driver) == ["c", "d"]
    driver.key(Qt.Key.Key_Right, ALT, tree)
    assert added(driver)[:4] == [(0, "a"), (1, "a1"), (1, "c"), (1, "d")]
    driver.key(Qt.Key.Key_Left, ALT, tree)
    assert [name for _depth, name in added(driver)] == ["a", "a1", "c", "d", "b"]
    for _ in range(3):
        undo(driver)
    assert added(driver) == before


@pytest.mark.filterwarnings("ignore:.*QDrag(Enter|Move)Event:DeprecationWarning")
def test_several_codes_are_dragged(driver: Driver, tree: CodeTree) -> None:
    tree.scrollToBottom()
    select(tree, "b", "d")
    data = tree.mimeData([item(tree, "b"), item(tree, "d")])
    assert len(bytes(data.data(tree.mimeTypes()[0]).data()).split()) == 2
    tree.requestMove.emit(tree.selected(), code(driver, "a").guid, None)
    assert [entry for entry in added(driver) if entry[0]] == [(1, "a1"), (1, "b"), (1, "d")]
    undo(driver)
    drop(tree, "d", row(tree, "a")[1])
    assert (1, "d") in added(driver)


def test_codes_move_below_another_by_name(driver: Driver, tree: CodeTree) -> None:
    select(tree, "b", "c")
    driver.window.actions_["code_below"].trigger()
    dialog = top(PlaceDialog)
    assert not dialog.ok.isEnabled()
    dialog.picker.choose(code(driver, "d").guid)
    press(driver, dialog)
    assert added(driver)[-3:] == [(0, "d"), (1, "b"), (1, "c")]
    driver.window.actions_["code_below"].trigger()
    dialog = top(PlaceDialog)
    dialog.top.setChecked(True)
    press(driver, dialog)
    assert added(driver)[-3:] == [(0, "d"), (0, "b"), (0, "c")]


def test_several_codes_get_one_colour_are_merged_and_deleted(
    driver: Driver, tree: CodeTree
) -> None:
    select(tree, "b", "c")
    driver.window.controllers.codes.recolor("#123456")
    assert {code(driver, name).color for name in "bc"} == {"#123456"}
    undo(driver)
    driver.view.select(span_of("talks"))
    driver.window.controllers.coding.code_with(code(driver, "b").guid)
    driver.window.bridge.count()
    driver.window.actions_["merge_codes"].trigger()
    merge = top(MergeManyDialog)
    merge.picker.choose(code(driver, "d").guid)
    assert merge.words.text().startswith("1 coding becomes “d”")
    press(driver, merge)
    assert [name for _depth, name in added(driver)] == ["a", "a1", "d"]
    assert [one.code for one in driver.codings()] == [code(driver, "d").guid]
    select(tree, "a", "d")
    driver.window.actions_["delete_code"].trigger()
    dialog = top(DeleteDialog)
    dialog.drop.setChecked(True)
    press(driver, dialog)
    assert added(driver) == []
    undo(driver)
    undo(driver)
    assert [name for _depth, name in added(driver)] == ["a", "a1", "b", "c", "d"]
    assert [one.code for one in driver.codings()] == [code(driver, "b").guid]


def test_what_the_filter_hides_is_not_acted_on(driver: Driver, tree: CodeTree) -> None:
    select(tree, "b", "c")
    tree.filter("b")
    assert selected(tree, driver) == ["b"]
    tree.filter("")
    assert selected(tree, driver) == ["b", "c"]


# --- sets


def test_codes_are_put_into_sets_and_shown_alone(driver: Driver, tree: CodeTree) -> None:
    panel = driver.window.panels.codebook
    select(tree, "a1", "c")
    driver.window.actions_["code_sets"].trigger()
    dialog = top(CodeSetsDialog)
    assert dialog.about.text() == "2 codes are in:"
    dialog.new.setText("Feelings")
    press(driver, dialog)
    (feelings,) = driver.window.bridge.code_sets
    panel.show_set(feelings.guid)
    assert shown(driver) == [(0, "a"), (1, "a1"), (0, "c")], "what is above gives it its place"
    assert panel.set_line.isVisible()
    panel.show_set(IN_NO_SET)
    assert "c" not in [name for _depth, name in shown(driver)]
    panel.show_set(feelings.guid)
    undo(driver)
    assert not panel.set_line.isVisible(), "the set is gone, so all codes are shown"
    assert len(added(driver)) == 5


def test_sets_are_renamed_and_deleted(driver: Driver, tree: CodeTree) -> None:
    driver.window.bridge.do(code_sets.create, "Old", [code(driver, "a").guid])
    select(tree, "a")
    driver.window.actions_["code_sets"].trigger()
    dialog = top(CodeSetsDialog)
    assert dialog.list.item(0).checkState() == Qt.CheckState.Checked
    driver.answers.words = "New"
    dialog.rename.click()
    assert [one.name for one in driver.window.bridge.code_sets] == ["New"]
    dialog.delete.click()
    assert driver.window.bridge.code_sets == ()
    dialog.done(0)


def test_the_button_offers_sets_orders_and_what_is_shown(driver: Driver, tree: CodeTree) -> None:
    driver.window.bridge.do(code_sets.create, "Feelings", [code(driver, "a").guid])
    panel = driver.window.panels.codebook
    menu = panel.arrange.menu()
    menu.aboutToShow.emit()
    texts = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    assert texts[:4] == ["Show", "Sort by", "Numbers of codings", "Day of the last use"]
    assert "Sets of codes…" in texts
    shows = menu.findChildren(QMenu)[0]
    shows.actions()[1].trigger()
    assert [name for _depth, name in shown(driver)] == ["a"]


@pytest.mark.filterwarnings("ignore:.*QDrag(Enter|Move)Event:DeprecationWarning")
def test_codes_are_dropped_on_a_set_below_the_tree(driver: Driver, tree: CodeTree) -> None:
    shelf = driver.window.panels.codebook.sets
    assert not shelf.isVisible(), "there is no set"
    driver.window.bridge.do(code_sets.create, "Feelings", [code(driver, "a").guid])
    assert shelf.isVisible()
    at = shelf.visualItemRect(shelf.item(0)).center()
    drop(tree, "d", at, shelf)
    (feelings,) = driver.window.bridge.code_sets
    assert {driver.window.bridge.code(guid).name for guid in feelings.codes} == {"a", "d"}
    assert shelf.item(0).text() == "Feelings  (2)"
    assert "Feelings" in driver.window.statusBar().currentMessage()
    QTest.mouseClick(shelf.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert [name for _depth, name in added(driver)] == ["a", "d"]
    QTest.mouseClick(shelf.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(added(driver)) > 2, "a second click shows all"
    undo(driver)
    assert shelf.item(0).text() == "Feelings  (1)"


# --- order


def test_codes_are_sorted_in_sight_and_not_in_the_file(
    driver: Driver, tree: CodeTree, made: Made
) -> None:
    book = driver.window.bridge.codebook
    panel = driver.window.panels.codebook
    driver.view.select(span_of("talks"))
    driver.window.controllers.coding.code_with(code(driver, "a1").guid)
    driver.window.bridge.count()
    panel.sort_by(CodeOrder.NUMBER)
    assert shown(driver)[:2] == [(0, "a"), (1, "a1")], "a group counts with what is below it"
    panel.sort_by(CodeOrder.NAME)
    tops = [name for depth, name in shown(driver) if not depth]
    assert tops == sorted(tops, key=str.casefold)
    panel.sort_by(CodeOrder.LAST_USED)
    driver.qtbot.waitUntil(lambda: shown(driver)[0] == (0, "a"))
    select(tree, "b")
    driver.key(Qt.Key.Key_Up, ALT, tree)
    assert [one.guid for one in driver.window.bridge.codebook.codes] == [
        one.guid for one in book.codes
    ], "up and down mean nothing here"
    panel.sort_by(CodeOrder.CODEBOOK)
    assert [name for _depth, name in shown(driver)] == [c.name for _depth, c in book.walk()]


def test_the_day_of_the_last_use_is_shown_where_it_is_wanted(
    driver: Driver, tree: CodeTree
) -> None:
    panel = driver.window.panels.codebook
    driver.view.select(span_of("talks"))
    driver.window.controllers.coding.code_with(code(driver, "b").guid)
    assert item(tree, "b").data(0, LAST) is None
    panel.arrange.lastUseToggled.emit(True)
    driver.qtbot.waitUntil(lambda: item(tree, "b").data(0, LAST) == "today")
    assert "last used today" in item(tree, "b").data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert item(tree, "c").data(0, LAST) is None
    panel.arrange.lastUseToggled.emit(False)
    assert item(tree, "b").data(0, LAST) is None


# --- search


def test_two_thousand_codes_are_searched_as_a_reader_sees_them(
    driver: Driver, tree: CodeTree
) -> None:
    grow(driver, 1999, depth=4)
    driver.window.bridge.do(codes.add, codes.new_code("It’s naïve", "#000000"))
    panel = driver.window.panels.codebook
    driver.window.actions_["find_code"].trigger()
    driver.qtbot.waitUntil(panel.filter.hasFocus)
    driver.qtbot.keyClicks(panel.filter, "it's na")
    assert [name for _depth, name in shown(driver)] == ["It’s naïve"]
    driver.qtbot.keyClick(panel.filter, Qt.Key.Key_Return)
    assert tree.hasFocus()
    driver.qtbot.keyClick(tree, Qt.Key.Key_Escape)
    assert panel.filter.text() == ""
    assert len(shown(driver)) > 2000
    chosen = tree.current_code()
    assert chosen is not None
    assert chosen.name == "It’s naïve"


# --- colours


def test_codes_are_coloured_by_palette_after_a_look(driver: Driver, tree: CodeTree) -> None:
    select(tree, "a", "b")
    driver.window.actions_["color_codes"].trigger()
    dialog = top(ColoringDialog)
    assert dialog.scope.currentIndex() == 1, "the selected ones"
    assert dialog.colors.keys() == {code(driver, name).guid for name in ("a", "a1", "b")}
    dialog.each.setChecked(True)
    press(driver, dialog)
    assert [code(driver, name).color for name in ("a", "a1", "b")] == list(OKABE_ITO[:3])
    assert code(driver, "c").color == "#000000"
    undo(driver)
    assert code(driver, "a").color == "#000000"


# --- in vivo, important


def test_the_selected_words_become_a_code_by_a_key(driver: Driver) -> None:
    driver.focus_text()
    driver.view.select(span_of("the US-hosted round"))
    driver.key(Qt.Key.Key_V, SHIFT)
    new = code(driver, "the US-hosted round")
    assert [one.code for one in driver.codings()] == [new.guid]
    driver.view.select(span_of("talks"))
    driver.key(".")
    assert [one.code for one in driver.codings()] == [new.guid, new.guid], "it can be repeated"
    undo(driver)
    undo(driver)
    assert new.guid not in driver.window.bridge.codebook.by_guid
    assert driver.codings() == []
    driver.view.clear_selection()
    driver.key(Qt.Key.Key_V, SHIFT)
    assert driver.codings() == []


def test_a_coding_is_important_by_one_key(driver: Driver, made: Made) -> None:
    driver.focus_text()
    driver.view.select(span_of("talks"))
    driver.window.controllers.coding.code_with(made.codes["claim"])
    driver.key(Qt.Key.Key_S, SHIFT)  # the question whether the codes get the attribute: yes
    attribute = importance.attribute_of(driver.window.bridge.codebook, made.codes["claim"])
    assert attribute is not None
    assert driver.codings()[0].attributes == {attribute.guid: "yes"}
    driver.key(Qt.Key.Key_S, SHIFT)
    assert driver.codings()[0].attributes == {}
    undo(driver)
    assert driver.codings()[0].attributes == {attribute.guid: "yes"}
    undo(driver)
    undo(driver)
    QApplication.processEvents()
    assert importance.attribute_of(driver.window.bridge.codebook, made.codes["claim"]) is None


# --- ratings


def rated(driver: Driver, made: Made, *values: str, **more: str) -> Attribute:
    """An attribute of “claim”, and a coding with it that is selected."""
    kind = AttributeKind.CHOICE if values else AttributeKind.NUMBER
    one = Attribute(
        guid_from("weight"),
        made.codes["claim"],
        "weight",
        kind,
        EPOCH,
        EPOCH,
        choices=tuple(map(Choice, values)),
        definition=more.get("definition", ""),
    )
    driver.window.bridge.do(attributes.declare, one)
    driver.focus_text()
    driver.view.select(span_of("talks"))
    driver.window.controllers.coding.code_with(one.code)
    driver.window.panels.inspector.up_to_date()
    return one


def field_of(driver: Driver) -> AttributeField:
    driver.window.panels.inspector.up_to_date()
    return driver.window.panels.inspector.cards[0].fields[0]


def stars_of(driver: Driver) -> StarRow:
    found = field_of(driver).findChild(StarRow)
    assert found is not None
    return found


def test_a_rating_is_set_by_stars_and_digits(driver: Driver, made: Made) -> None:
    weight = rated(driver, made, "1", "2", "3", "4", "5")
    stars = stars_of(driver)
    assert [button.text() for button in stars.buttons] == ["☆"] * 5
    assert stars.buttons[2].accessibleName() == "weight: 3 of 5"
    driver.qtbot.mouseClick(stars.buttons[2], Qt.MouseButton.LeftButton)
    assert driver.codings()[0].attributes == {weight.guid: "3"}
    stars = stars_of(driver)
    assert [button.text() for button in stars.buttons] == ["★"] * 3 + ["☆"] * 2
    driver.qtbot.keyClick(stars.buttons[0], "5")
    assert driver.codings()[0].attributes == {weight.guid: "5"}
    stars = stars_of(driver)
    driver.qtbot.mouseClick(stars.buttons[4], Qt.MouseButton.LeftButton)
    assert driver.codings()[0].attributes == {}, "chosen once more, it is taken back"
    undo(driver)
    assert driver.codings()[0].attributes == {weight.guid: "5"}


def test_digits_set_a_rating_in_the_strip_at_the_coding(driver: Driver, made: Made) -> None:
    weight = rated(driver, made, "0", "1", "2", "3")
    driver.focus_text()
    driver.key("V")
    strip = driver.window.panels.value_strip
    assert strip.is_open
    assert strip.findChild(StarRow) is not None
    driver.key("2")
    strip.finish()
    assert driver.codings()[0].attributes == {weight.guid: "2"}


def test_many_values_and_ranges_are_sliders(driver: Driver, made: Made) -> None:
    weight = rated(driver, made, definition="0–10: how sure")
    slider = field_of(driver).findChild(ValueSlider)
    assert slider is not None
    driver.qtbot.keyClick(slider.slider, Qt.Key.Key_Right)
    driver.qtbot.waitUntil(lambda: driver.codings()[0].attributes == {weight.guid: "1"})
    line = field_of(driver).line
    assert line.text() == "1", "any other number can be written still"
    undo(driver)
    assert driver.codings()[0].attributes == {}


def test_an_important_coding_has_a_star_in_the_margin(driver: Driver, made: Made) -> None:
    driver.focus_text()
    driver.view.select(span_of("talks"))
    driver.window.controllers.coding.code_with(made.codes["claim"])
    (coding,) = driver.codings()
    margin = driver.window.reader.margin
    driver.key(Qt.Key.Key_S, SHIFT)
    driver.qtbot.waitUntil(lambda: margin._important == {coding.guid})
    margin.grab()
    driver.key(Qt.Key.Key_S, SHIFT)
    driver.qtbot.waitUntil(lambda: not margin._important)
