"""The codebook edited in the window: by keys, by mouse, in forms; each change undone again."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QPushButton,
    QWidget,
)

from annotator.corpus.codebook import Attribute, AttributeKind, Choice, Code, Codebook, Unit
from annotator.corpus.identity import guid_from
from annotator.operations import codebook
from annotator.operations.codebook import attributes, codes
from annotator.operations.codings import coding_values
from annotator.ui.codebook.attribute_dialog import AttributeDialog
from annotator.ui.codebook.code_delegate import CODE
from annotator.ui.codebook.code_dialog import CodeDialog
from annotator.ui.codebook.code_tree import CodeTree
from annotator.ui.codebook.color_menu import ColorMenu
from annotator.ui.codebook.delete_dialog import DeleteDialog
from annotator.ui.codebook.mapping_dialog import MappingDialog
from annotator.ui.codebook.merge_dialog import MergeDialog
from annotator.ui.codebook.relation_dialog import RelationDialog
from annotator.ui.codebook.relation_types import RelationTypesDialog
from annotator.ui.codebook.shipped_dialog import ShippedDialog
from annotator.ui.codebook.source_window import SourceWindow
from annotator.ui.codebook.split_dialog import SplitDialog
from annotator.ui.codebook.versions_window import VersionsWindow
from annotator.ui.widgets.form import Form
from tests.making import ANN, BEN, Made
from tests.window.conftest import Driver, cell
from tests.window.test_road import span_of

NOW = ANN.created
Shown = TypeVar("Shown", bound=QWidget)

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def tree(driver: Driver) -> CodeTree:
    """The tree of codes with the focus, “claim” being chosen."""
    tree = driver.window.panels.codebook.tree
    driver.window.activateWindow()
    tree.setFocus()
    driver.qtbot.waitUntil(tree.hasFocus)
    choose(driver, "claim")
    return tree


def code(driver: Driver, name: str) -> Code:
    return next(c for c in driver.window.bridge.codebook.codes if c.name == name)


def choose(driver: Driver, name: str) -> None:
    driver.window.panels.codebook.tree.choose(code(driver, name).guid)


def shown(driver: Driver) -> list[tuple[int, str]]:
    """Depth and name of the codes as the tree shows them."""
    found: list[tuple[int, str]] = []
    for item in driver.window.panels.codebook.tree.items():
        depth, above = 0, item.parent()
        while above is not None:
            depth, above = depth + 1, above.parent()
        if not item.isHidden():
            found.append((depth, item.data(0, CODE).name))
    return found


def undo(driver: Driver) -> None:
    driver.window.actions_["undo"].trigger()


def grow(driver: Driver, number: int, depth: int = 1) -> None:
    """Add codes “c0” to “c…”, the first half of them nested `depth` deep."""
    bridge = driver.window.bridge
    assert bridge.project is not None
    parents: list[str | None] = [None]
    new = []
    for n in range(number):
        level = n % depth
        made = codes.new_code(f"c{n}", "#0072b2", parent=parents[level], position=100 + n)
        del parents[level + 1 :]
        parents.append(made.guid)
        new.append(made)
    bridge.do(codes.add_codebook, Codebook(tuple(new)))


def test_a_code_is_renamed_in_place(driver: Driver, tree: CodeTree) -> None:
    driver.key(Qt.Key.Key_F2, CTRL, tree)
    editor = tree.findChild(QLineEdit)
    assert editor is not None and editor.text() == "claim"
    editor.selectAll()
    driver.qtbot.keyClicks(editor, "assertion")
    driver.qtbot.keyClick(editor, Qt.Key.Key_Return)
    driver.qtbot.waitUntil(lambda: (0, "assertion") in shown(driver))
    chosen = tree.current_code()
    assert chosen is not None and chosen.name == "assertion"
    assert driver.codings() == [], "Enter in the field codes nothing"
    undo(driver)
    assert (0, "claim") in shown(driver)


def test_a_name_that_is_left_with_esc_stays(driver: Driver, tree: CodeTree) -> None:
    driver.key(Qt.Key.Key_F2, CTRL, tree)
    editor = tree.findChild(QLineEdit)
    assert editor is not None
    driver.qtbot.keyClicks(editor, "x")
    driver.qtbot.keyClick(editor, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert (0, "claim") in shown(driver)


def test_codes_move_by_keys(driver: Driver, tree: CodeTree) -> None:
    before = shown(driver)
    names = [name for _depth, name in before]
    driver.key(Qt.Key.Key_Down, ALT, tree)
    assert [name for _depth, name in shown(driver)][:2] == names[1::-1]
    driver.key(Qt.Key.Key_Up, ALT, tree)
    driver.key(Qt.Key.Key_Up, ALT, tree)  # is the first one already
    assert shown(driver) == before
    choose(driver, names[1])
    driver.key(Qt.Key.Key_Right, ALT, tree)
    assert shown(driver)[:2] == [(0, names[0]), (1, names[1])]
    chosen = tree.current_code()
    assert chosen is not None and chosen.name == names[1], "it stays chosen"
    driver.key(Qt.Key.Key_Left, ALT, tree)
    assert shown(driver) == before
    for _ in range(4):
        undo(driver)
    assert shown(driver) == before


def drop(tree: CodeTree, moved: str, at: QPoint, onto: QAbstractScrollArea | None = None) -> None:
    """What Qt sends when a row is dragged to a point, of the tree or of `onto`, and let go."""
    item = next(i for i in tree.items() if i.data(0, CODE).name == moved)
    data, viewport = tree.mimeData([item]), (onto or tree).viewport()
    move = Qt.DropAction.MoveAction
    held = (move, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, QDragEnterEvent(at, *held))
    for _ in range(2):  # the second one is in the state of dragging
        QApplication.sendEvent(viewport, QDragMoveEvent(at, *held))
    QApplication.sendEvent(viewport, QDropEvent(QPointF(at), *held))
    QApplication.processEvents()


def row(tree: CodeTree, name: str) -> tuple[QPoint, QPoint, QPoint]:
    """Points at the upper edge, in the middle and at the lower edge of a code's row."""
    item = next(i for i in tree.items() if i.data(0, CODE).name == name)
    rect = tree.visualItemRect(item)
    middle = rect.center()
    return (
        QPoint(middle.x(), rect.top()),
        middle,
        QPoint(middle.x(), rect.bottom()),
    )


@pytest.mark.filterwarnings("ignore:.*QDrag(Enter|Move)Event:DeprecationWarning")
def test_codes_move_by_drag_and_drop(driver: Driver, tree: CodeTree) -> None:
    names = [name for _depth, name in shown(driver)]
    first, second, third = names[:3]
    drop(tree, third, row(tree, first)[0])
    assert [name for _depth, name in shown(driver)][:3] == [third, first, second]
    drop(tree, third, row(tree, second)[1])
    assert shown(driver)[:3] == [(0, first), (0, second), (1, third)]
    drop(tree, second, row(tree, third)[1])
    assert "can't stand below itself" in driver.window.notice.text
    assert shown(driver)[:3] == [(0, first), (0, second), (1, third)]
    drop(tree, first, tree.viewport().rect().bottomLeft() - QPoint(-20, 4))
    assert shown(driver)[-1] == (0, first)
    for _ in range(3):
        undo(driver)
    assert [name for _depth, name in shown(driver)] == names


def test_a_code_gets_another_colour_from_the_menu(driver: Driver, tree: CodeTree) -> None:
    was = code(driver, "claim").color
    driver.window.actions_["color_code"].trigger()
    menu = driver.window.findChild(ColorMenu)
    assert menu is not None and menu.activeAction().data() == was
    action = next(a for a in menu.actions() if a.data() not in (None, was))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert code(driver, "claim").color == action.data()
    undo(driver)
    assert code(driver, "claim").color == was


def test_many_codes_can_be_filtered(driver: Driver, tree: CodeTree) -> None:
    panel = driver.window.panels.codebook
    assert not panel.filter.isVisible()
    few = shown(driver)
    grow(driver, 1000, depth=6)
    assert panel.filter.isVisible()
    assert max(depth for depth, _name in shown(driver)) == 5
    closed = next(item for item in tree.items() if item.data(0, CODE).name == "c990")
    closed.setExpanded(False)
    panel.filter.setFocus()
    driver.qtbot.keyClicks(panel.filter, "c997")
    assert shown(driver) == [(0, "c996"), (1, "c997")], "what is above it gives it its place"
    driver.qtbot.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert len(shown(driver)) == 1000 + len(few)
    assert not closed.isExpanded(), "what was closed is closed again"
    undo(driver)
    assert not panel.filter.isVisible()
    assert shown(driver) == few


def test_an_edit_of_one_code_leaves_a_large_tree_as_it_is(driver: Driver, tree: CodeTree) -> None:
    grow(driver, 1000, depth=6)
    items = list(tree.items())
    c997 = code(driver, "c997")
    driver.window.bridge.do(codes.edit, replace(c997, name="renamed", key="9"))
    assert all(now is before for now, before in zip(tree.items(), items, strict=True))
    assert (1, "renamed") in shown(driver) and (1, "c997") not in shown(driver)
    driver.focus_text()
    driver.view.select(span_of("talks"))
    driver.key("9")
    assert [coding.code for coding in driver.codings()] == [c997.guid]
    undo(driver)
    undo(driver)
    driver.view.select(span_of("talks"))
    driver.key("9")
    assert driver.codings() == [], "its key has gone with the edit"
    driver.window.controllers.code_places.move([c997.guid], None, None)
    assert (0, "c997") in shown(driver)


def test_the_menu_of_a_code_has_its_verbs(driver: Driver, tree: CodeTree, made: Made) -> None:
    texts = [action.text() for action in tree.actions() if not action.isSeparator()]
    assert any("Rename" in text for text in texts) and any("Delete" in text for text in texts)
    assert all(action.isEnabled() for action in tree.actions() if not action.isSeparator())


# --- the form of a code


def top(kind: type[Shown]) -> Shown:
    """The dialog of this kind that is open."""
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def press(driver: Driver, form: Form) -> None:
    driver.qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)


def write(driver: Driver, dialog: AttributeDialog, row: int, text: str) -> None:
    """Type a value into the table, as a double click on its cell lets one."""
    table = dialog.values.table
    table.setCurrentCell(row, 0)
    table.editItem(cell(table, row, 0))
    editor = next(e for e in table.viewport().findChildren(QLineEdit) if e.isVisible())
    editor.selectAll()
    driver.qtbot.keyClicks(editor, text)
    driver.qtbot.keyClick(editor, Qt.Key.Key_Return)
    driver.qtbot.waitUntil(lambda: cell(table, row, 0).text() == text)


def test_the_form_keeps_the_whole_entry(driver: Driver, tree: CodeTree) -> None:
    was = code(driver, "claim")
    driver.key(Qt.Key.Key_Return, CTRL, tree)
    form = top(CodeDialog)
    form.counter_examples.setPlainText("Is that so?\n\nLet us go.")
    form.unit.setCurrentIndex(2)
    form.may_nest.setChecked(False)
    form.cues.setPlainText("surely\n/it (is|was)/")
    press(driver, form)
    now = code(driver, "claim")
    assert now.counter_examples == ("Is that so?", "Let us go.")
    assert (now.unit, now.may_nest, now.may_overlap) == (Unit.SENTENCE, False, was.may_overlap)
    assert now.cues == ("surely", "/it (is|was)/")
    undo(driver)
    assert code(driver, "claim") == replace(was, modified=code(driver, "claim").modified)


def test_what_is_wrong_stands_in_the_form(driver: Driver, tree: CodeTree) -> None:
    driver.window.controllers.codes.edit_code()
    form = top(CodeDialog)
    form.cues.setPlainText("surely\n/(/")
    press(driver, form)
    assert form.isVisible() and form.problem.text().startswith("Cue 2:")
    form.cues.clear()
    form.key.setText("2")
    press(driver, form)
    assert form.isVisible() and "prediction" in form.problem.text()
    driver.qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert code(driver, "claim").key == "1"


def test_attributes_are_declared_and_old_values_mapped(driver: Driver, tree: CodeTree) -> None:
    window = driver.window
    choose(driver, "evaluative term")
    before = window.bridge.codebook.attributes_of(code(driver, "evaluative term").guid)
    window.controllers.codes.edit_code()
    form = top(CodeDialog)
    form.attribute_list.add()
    dialog = top(AttributeDialog)
    driver.qtbot.keyClicks(dialog.name, "tone")
    press(driver, dialog)
    assert "needs values" in dialog.problem.text()
    write(driver, dialog, 0, "warm")
    add = next(one for one in dialog.values.findChildren(QPushButton) if one.text() == "Add")
    driver.qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    cells = dialog.values.table.viewport()
    editor = next(one for one in cells.findChildren(QLineEdit) if one.isVisible())
    driver.qtbot.keyClicks(editor, "cold")
    driver.qtbot.keyClick(editor, Qt.Key.Key_Return)
    press(driver, dialog)
    press(driver, form)
    tone = window.bridge.codebook.attributes_of(code(driver, "evaluative term").guid)[-1]
    assert [choice.name for choice in tone.choices] == ["warm", "cold"]

    driver.view.select(span_of("talks"))
    window.controllers.coding.code_with(code(driver, "evaluative term").guid)
    (coding,) = driver.codings()
    window.bridge.do(coding_values.set_value, coding.guid, tone.guid, "warm")

    choose(driver, "evaluative term")
    window.controllers.codes.edit_code()
    form = top(CodeDialog)
    form.attribute_list.list.setCurrentRow(len(before))
    form.attribute_list.edit()
    dialog = top(AttributeDialog)
    write(driver, dialog, 0, "tender")
    press(driver, dialog)
    mapping = top(MappingDialog)
    assert mapping.boxes["warm"].accessibleName() == "“warm”, 1 coding"
    assert mapping.boxes["warm"].currentData() == "tender", "the new name is proposed"
    mapping.boxes["warm"].setCurrentIndex(1)
    press(driver, mapping)
    press(driver, form)
    (coding,) = driver.codings()
    assert coding.attributes == {tone.guid: "cold"}
    undo(driver)
    (coding,) = driver.codings()
    assert coding.attributes == {tone.guid: "warm"}


def test_attributes_are_put_in_order_and_deleted(driver: Driver, tree: CodeTree) -> None:
    guid = code(driver, "claim").guid
    names = [a.name for a in driver.window.bridge.codebook.attributes_of(guid)]
    for name in ("x", "y"):
        new = Attribute(guid_from("test", name), guid, name, AttributeKind.TEXT, NOW, NOW)
        driver.window.bridge.do(attributes.declare, new)
    driver.window.controllers.codes.edit_code()
    form = top(CodeDialog)
    form.tabs.setCurrentIndex(3)
    attribute_list = form.attribute_list
    attribute_list.list.setCurrentRow(len(names) + 1)
    form.activateWindow()
    attribute_list.list.setFocus()
    driver.qtbot.waitUntil(attribute_list.list.hasFocus)
    driver.qtbot.keyClick(attribute_list.list, Qt.Key.Key_Up, ALT)
    attribute_list.list.setCurrentRow(len(names) + 1)
    attribute_list.delete()
    press(driver, form)
    now = [a.name for a in driver.window.bridge.codebook.attributes_of(guid)]
    assert now == [*names, "y"]
    undo(driver)
    now = [a.name for a in driver.window.bridge.codebook.attributes_of(guid)]
    assert now == [*names, "x", "y"]


# --- merge, split, delete


def spoken(made: Made, driver: Driver) -> Attribute:
    """“tone” of claim, with a value in one of two codings with it; Ben's is the other one."""
    bridge, guid = driver.window.bridge, made.codes["claim"]
    choices = (Choice("warm"), Choice("cold"))
    kind = AttributeKind.CHOICE
    tone = Attribute(guid_from("test", "tone"), guid, "tone", kind, NOW, NOW, choices=choices)
    bridge.do(attributes.declare, tone)
    mine = made.code_words(ANN, "claim", "talks")
    made.code_words(BEN, "claim", "Nobody")
    bridge.reload_if_changed()
    bridge.do(coding_values.set_value, mine, tone.guid, "warm")
    choose(driver, "claim")
    return tone


def coded(driver: Driver) -> dict[str, str]:
    """The words of each coding with the name of its code."""
    names = {c.guid: c.name for c in driver.window.bridge.codebook.codes}
    return dict(zip(driver.words(), (names[c.code] for c in driver.codings()), strict=True))


def test_merging_tells_first_and_loses_nothing(driver: Driver, made: Made) -> None:
    tone = spoken(made, driver)
    driver.window.controllers.codes.merge_codes()
    dialog = top(MergeDialog)
    assert not dialog.ok.isEnabled()
    driver.qtbot.keyClicks(dialog.picker.filter, "evaluat")
    told = dialog.words.text()
    assert told.startswith("2 codings (Ann 1, Ben 1) become “evaluative term”")
    assert "“tone”" in told
    press(driver, dialog)
    assert coded(driver) == {"Nobody": "evaluative term", "talks": "evaluative term"}
    assert [c.attributes for c in driver.codings()][1] == {tone.guid: "warm"}
    chosen = driver.window.panels.codebook.current_code()
    assert chosen is not None and chosen.name == "evaluative term"
    undo(driver)
    assert coded(driver) == {"Nobody": "claim", "talks": "claim"}


def test_a_code_is_split_by_what_codings_say(driver: Driver, made: Made) -> None:
    spoken(made, driver)
    driver.window.controllers.codes.split_code()
    dialog = top(SplitDialog)
    dialog.by.setCurrentIndex(dialog.by.findText("by what they say in “tone”"))
    assert not dialog.ok.isEnabled()
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    driver.qtbot.keyClicks(dialog.name, "warm claim")
    assert dialog.words.text().startswith("1 coding (Ann 1)")
    press(driver, dialog)
    assert coded(driver) == {"Nobody": "claim", "talks": "warm claim"}
    assert list(driver.codings()[1].attributes.values()) == ["warm"]
    undo(driver)
    assert coded(driver) == {"Nobody": "claim", "talks": "claim"}


def test_a_code_is_split_by_choosing_codings(driver: Driver, made: Made) -> None:
    spoken(made, driver)
    driver.window.controllers.codes.split_code()
    dialog = top(SplitDialog)
    dialog.by.setCurrentIndex(dialog.by.count() - 1)
    assert dialog.list.item(0).text() == "Nobody"
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    driver.qtbot.keyClicks(dialog.name, "other claim")
    press(driver, dialog)
    assert coded(driver) == {"Nobody": "other claim", "talks": "claim"}


def test_deleting_a_used_code_asks_where_its_codings_go(driver: Driver, made: Made) -> None:
    spoken(made, driver)
    driver.window.controllers.codes.delete_code()
    dialog = top(DeleteDialog)
    assert not dialog.drop.isEnabled(), "Ben's coding is not Ann's to delete"
    assert not dialog.ok.isEnabled()
    dialog.picker.choose(made.codes["prediction"])
    press(driver, dialog)
    assert coded(driver) == {"Nobody": "prediction", "talks": "prediction"}
    undo(driver)
    assert coded(driver) == {"Nobody": "claim", "talks": "claim"}


def test_a_code_can_be_deleted_with_ones_own_codings(
    driver: Driver, made: Made, tree: CodeTree
) -> None:
    made.code_words(ANN, "claim", "talks")
    driver.window.bridge.reload_if_changed()
    tree.setFocus()
    choose(driver, "claim")
    driver.key(Qt.Key.Key_Delete, widget=tree)
    dialog = top(DeleteDialog)
    dialog.drop.setChecked(True)
    press(driver, dialog)
    assert driver.codings() == [] and (0, "claim") not in shown(driver)
    undo(driver)
    assert coded(driver) == {"talks": "claim"}


# --- relations


def test_types_of_relations_are_declared_and_deleted(driver: Driver, made: Made) -> None:
    book = driver.window.bridge.codebook
    before = len(book.relation_types)
    driver.window.actions_["relation_types"].trigger()
    types = top(RelationTypesDialog)
    driver.qtbot.mouseClick(types.add, Qt.MouseButton.LeftButton)
    form = top(RelationDialog)
    press(driver, form)
    assert form.problem.text() == "The relation needs a name."
    driver.qtbot.keyClicks(form.name, "undermines")
    driver.qtbot.keyClicks(form.sources.filter, "attrib")
    form.sources.list.currentItem().setCheckState(Qt.CheckState.Checked)
    press(driver, form)
    kind = next(k for k in driver.window.bridge.codebook.relation_types if k.name == "undermines")
    assert kind.sources == (made.codes["attribution"],) and kind.targets == ()
    assert types.list.count() == before + 1, "the list follows"
    types.list.setCurrentRow(before)
    driver.qtbot.mouseClick(types.edit, Qt.MouseButton.LeftButton)
    form = top(RelationDialog)
    form.definition.setPlainText("Speaks against it.")
    press(driver, form)
    (now,) = (k for k in driver.window.bridge.codebook.relation_types if k.name == "undermines")
    assert now.definition == "Speaks against it."
    types.list.setCurrentRow(before)
    driver.qtbot.mouseClick(types.delete, Qt.MouseButton.LeftButton)
    assert types.list.count() == before
    undo(driver)
    assert types.list.count() == before + 1
    types.close()


# --- as text


def opened_source(driver: Driver) -> SourceWindow:
    driver.window.actions_["source"].trigger()
    return top(SourceWindow)


def retype(source: SourceWindow, old: str, new: str) -> None:
    """Replace words as typing does, wherever they stand first."""
    cursor = source.editor.document().find(old)
    assert not cursor.isNull()
    cursor.insertText(new)


def listed(source: SourceWindow) -> list[str]:
    return [source.list.item(row).text() for row in range(source.list.count())]


def test_the_source_is_checked_while_it_is_typed(driver: Driver) -> None:
    source = opened_source(driver)
    assert listed(source) == [] and not source.apply_button.isEnabled()
    retype(source, "key: '2'", "key: two")
    line = source.editor.toPlainText()[: source.editor.toPlainText().index("key: two")].count("\n")
    driver.qtbot.waitUntil(lambda: source.editor.marked == {line + 1})
    assert listed(source) == [f"Line {line + 1}: “key” should be one character."]
    assert not source.apply_button.isEnabled()
    point = source.list.visualItemRect(source.list.item(0)).center()
    QTest.mouseClick(source.list.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert source.editor.textCursor().blockNumber() == line
    retype(source, "key: two", "key: '7'")
    driver.qtbot.waitUntil(source.apply_button.isEnabled)
    assert listed(source) == ["Code “prediction” changed: key"]
    driver.qtbot.mouseClick(source.apply_button, Qt.MouseButton.LeftButton)
    assert code(driver, "prediction").key == "7"
    assert listed(source) == [] and not source.edited
    undo(driver)
    assert code(driver, "prediction").key == "2"
    assert "key: '2'" in source.editor.toPlainText(), "the text follows the project"
    source.close()
    assert not source.isVisible()


def test_what_cannot_be_applied_is_told_in_place(driver: Driver, made: Made) -> None:
    made.code_words(ANN, "evaluative term", "talks")
    driver.window.bridge.reload_if_changed()
    source = opened_source(driver)
    text = source.editor.toPlainText()
    start = text.index("- name: evaluative term")
    end = text.index("\nrelations:", start) if "\nrelations:" in text[start:] else len(text)
    source.editor.setPlainText(text[:start] + text[end:])
    source.check()
    assert "Code “evaluative term” deleted" in listed(source)
    source.apply()
    assert listed(source)[0].startswith("“evaluative term” has 1 codings")
    assert (0, "evaluative term") in shown(driver)
    assert not driver.window.notice.text
    source.close()
    assert source.isVisible(), "what was typed is not lost without a word"
    source.close()
    assert not source.isVisible()


# --- versions


def test_versions_say_what_changed_and_which_codings_to_look_at_again(
    driver: Driver, made: Made
) -> None:
    made.code_words(ANN, "claim", "It may")
    bridge = driver.window.bridge
    bridge.reload_if_changed()
    bridge.do(codes.edit, replace(code(driver, "claim"), definition="What is said to be so."))
    driver.window.actions_["versions"].trigger()
    versions = top(VersionsWindow)
    assert versions.versions.item(0).text().endswith("Edit the code claim")
    (change,) = [versions.changes.item(row).text() for row in range(versions.changes.count())]
    assert change.startswith("Code “claim” changed: definition")
    bridge.do(codes.edit, replace(code(driver, "prediction"), name="forecast"))
    assert versions.versions.item(0).text().endswith("Edit the code forecast"), "it follows"
    versions.versions.setCurrentRow(versions.versions.count() - 1)
    assert versions.changes.count() == 2
    versions.until.setCurrentIndex(versions.until.findText("version 2"))
    assert versions.changes.count() == 1
    versions.tabs.setCurrentIndex(1)
    assert versions.rechecks.count() == 1
    point = versions.rechecks.visualItemRect(versions.rechecks.item(0)).center()
    QTest.mouseClick(versions.rechecks.viewport(), Qt.MouseButton.LeftButton, pos=point)
    selected = driver.window.page.selected
    assert selected is not None and driver.window.page.passage(selected) == "It may"
    versions.close()


def test_versions_of_a_history_that_can_not_be_read_are_told(driver: Driver, made: Made) -> None:
    """In the window itself where it opens, and while it follows; never as a mistake."""
    bridge = driver.window.bridge
    bridge.do(codes.edit, replace(code(driver, "claim"), definition="What is said to be so."))
    bridge.do(codes.edit, replace(code(driver, "claim"), definition="What is held to be so."))
    driver.window.actions_["versions"].trigger()
    versions = top(VersionsWindow)
    assert versions.changes.item(0).text().startswith("Code “claim” changed")
    connection = sqlite3.connect(made.project.path)
    connection.execute("UPDATE change SET after = '{' WHERE kind = 'code' AND before IS NOT NULL")
    connection.commit()
    connection.close()
    versions.refresh()
    assert "history can't be read" in versions.changes.item(0).text()
    versions.versions.setCurrentRow(0)
    assert "history can't be read" in versions.changes.item(0).text()
    versions.close()
    driver.window.actions_["versions"].trigger()
    assert top(VersionsWindow).isVisible()
    top(VersionsWindow).close()


def test_versions_of_a_project_without_a_history_are_none(driver: Driver, made: Made) -> None:
    coding = made.code_words(ANN, "claim", "It may")
    connection = sqlite3.connect(made.project.path)
    connection.execute("DELETE FROM change")
    connection.execute("DELETE FROM step")
    connection.commit()
    connection.close()
    driver.window.bridge.reload_if_changed()
    driver.window.actions_["versions"].trigger()
    versions = top(VersionsWindow)
    assert (versions.versions.count(), versions.changes.count()) == (0, 0)
    versions.until.setCurrentIndex(0)
    versions.refresh()
    versions.close()
    driver.window.page.reveal(coding)
    driver.window.panels.inspector.up_to_date()
    driver.window.tasks.wait()
    driver.qtbot.wait(300)
    assert driver.window.panels.inspector.cards[0].content.origin == ""
    assert not driver.window.notice.text


# --- for print


def test_the_codebook_is_written_for_print(driver: Driver, tmp_path: Path) -> None:
    for name, begin in (("book.pdf", b"%PDF-"), ("book.html", b"<!DOCTYPE html>"), ("x", b"%PDF-")):
        driver.answers.target = tmp_path / name
        driver.window.actions_["print_codebook"].trigger()
        written = tmp_path / (name if "." in name else f"{name}.pdf")
        assert written.read_bytes().startswith(begin)
    assert "evaluative term" in (tmp_path / "book.html").read_text(encoding="utf-8")
    for name in ("book.html", "book.pdf"):
        driver.answers.target = tmp_path / "no such folder" / name
        driver.window.actions_["print_codebook"].trigger()
        assert "can’t be written" in driver.window.notice.text
        driver.window.notice.hide()


def test_codebooks_are_loaded_by_their_titles(driver: Driver, made: Made) -> None:
    driver.answers.words = "Framing"
    driver.window.controllers.codebook.load_codebook()
    names = {code.name for code in codebook.current(made.project).codes}
    assert {code.name for code in codes.load("framing").codes} <= names


def test_newer_texts_are_shown_and_taken_over(driver: Driver, made: Made) -> None:
    claim = codebook.current(made.project).by_guid[made.codes["claim"]]
    driver.window.bridge.do(codes.edit, replace(claim, definition="As it was."))
    driver.window.controllers.codebook.show_newer_texts()
    form = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ShippedDialog))
    rows = [form.list.item(row) for row in range(form.list.count())]
    row = next(n for n, item in enumerate(rows) if item.text() == "claim")
    form.list.setCurrentRow(row)
    assert "As it was." in form.texts.toPlainText()
    assert rows[row].checkState() is Qt.CheckState.Unchecked, "it was edited here"
    for item in rows:
        item.setCheckState(Qt.CheckState.Unchecked)
    form.ok.click()
    assert "Tick what is to be taken over" in form.problem.text()
    rows[row].setCheckState(Qt.CheckState.Checked)
    form.ok.click()
    now = codebook.current(made.project).by_guid[claim.guid]
    assert now.definition == codes.load().by_guid[claim.guid].definition
