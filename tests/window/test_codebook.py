"""The codebook edited in the window: by keys, by mouse, in forms; each change undone again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator.corpus.codebook import Code
from annotator.operations import codes
from annotator.ui.codebook.code_delegate import CODE
from annotator.ui.codebook.code_tree import CodeTree
from annotator.ui.codebook.color_menu import ColorMenu
from tests.making import Made
from tests.window.conftest import Driver

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def tree(driver: Driver) -> CodeTree:
    """The tree of codes with the focus, “claim” being chosen."""
    tree = driver.window.codebook.tree
    driver.window.activateWindow()
    tree.setFocus()
    driver.qtbot.waitUntil(tree.hasFocus)
    choose(driver, "claim")
    return tree


def code(driver: Driver, name: str) -> Code:
    return next(c for c in driver.window.bridge.codebook.codes if c.name == name)


def choose(driver: Driver, name: str) -> None:
    driver.window.codebook.tree.choose(code(driver, name).guid)


def shown(driver: Driver) -> list[tuple[int, str]]:
    """Depth and name of the codes as the tree shows them."""
    found = []
    for item in driver.window.codebook.tree.items():
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
    bridge.do(codes.add_codebook, codes.Codebook(tuple(new)))


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


def drop(tree: CodeTree, moved: str, at: QPoint) -> None:
    """What Qt sends when a row is dragged to a point and let go there."""
    item = next(i for i in tree.items() if i.data(0, CODE).name == moved)
    data, viewport = tree.mimeData([item]), tree.viewport()
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
    panel = driver.window.codebook
    assert not panel.filter.isVisible()
    few = shown(driver)
    grow(driver, 1000, depth=6)
    assert panel.filter.isVisible()
    assert max(depth for depth, _name in shown(driver)) == 5
    panel.filter.setFocus()
    driver.qtbot.keyClicks(panel.filter, "c997")
    assert shown(driver) == [(0, "c996"), (1, "c997")], "what is above it gives it its place"
    driver.qtbot.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert len(shown(driver)) == 1000 + len(few)
    undo(driver)
    assert not panel.filter.isVisible()
    assert shown(driver) == few


def test_the_menu_of_a_code_has_its_verbs(driver: Driver, tree: CodeTree, made: Made) -> None:
    texts = [action.text() for action in tree.actions() if not action.isSeparator()]
    assert any("Rename" in text for text in texts) and any("Delete" in text for text in texts)
    assert all(action.isEnabled() for action in tree.actions() if not action.isSeparator())
