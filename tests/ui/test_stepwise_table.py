"""New rows are painted in two steps, and come to the same as in one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QStringListModel,
    Qt,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QTableView, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.theme import ThemeChoice, ThemeKeeper, apply_theme
from annotator.ui.widgets.stepwise_table import StepwiseTableView

ROWS = 12


class _Rows(QStringListModel):
    """Remembers which rows were asked for their text."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: set[int] = set()

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            self.painted.add(index.row())
        return super().data(index, role)


def _show(view: QTableView, rows: _Rows, qtbot: QtBot) -> None:
    qtbot.addWidget(view)
    view.setModel(rows)
    view.horizontalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(20)
    view.resize(300, ROWS * 20 + 2 * view.frameWidth())
    view.show()
    qtbot.waitExposed(view)


@pytest.fixture
def rows() -> _Rows:
    model = _Rows()
    model.setStringList([f"before {number}" for number in range(ROWS)])
    return model


def test_keys_come_between_the_two_halves_of_a_new_page(rows: _Rows, qtbot: QtBot) -> None:
    view = StepwiseTableView()
    _show(view, rows, qtbot)
    qtbot.waitUntil(lambda: len(rows.painted) == ROWS)
    rows.setStringList([f"after {number}" for number in range(ROWS)])
    rows.painted.clear()
    view.viewport().repaint()
    assert 0 in rows.painted
    assert len(rows.painted) <= ROWS // 2 + 1
    qtbot.waitUntil(lambda: len(rows.painted) == ROWS)
    rows.painted.clear()
    view.viewport().repaint()  # nothing is new any more
    assert len(rows.painted) == ROWS


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_what_is_seen_is_what_any_table_shows(
    rows: _Rows, choice: ThemeChoice, qtbot: QtBot, qapp: QApplication
) -> None:
    before = qapp.styleSheet()
    themes = ThemeKeeper(qapp)
    themes.choose(choice)
    apply_theme(qapp, themes.theme)
    page, view, plain = QWidget(), StepwiseTableView(), QTableView()
    beside = QHBoxLayout(page)
    for one in (view, plain):
        beside.addWidget(one)
        one.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its frame is on one of them alone
        _show(one, rows, qtbot)
    page.resize(700, 400)
    page.show()
    qtbot.waitExposed(page)
    rows.setStringList([f"after {number}" for number in range(ROWS - 3)])
    qtbot.wait(50)
    picture = page.grab().toImage()
    seen = [
        picture.copy(QRect(one.viewport().mapTo(page, QPoint()), one.viewport().size()))
        for one in (view, plain)
    ]
    qapp.setStyleSheet(before)
    assert seen[0] == seen[1]
