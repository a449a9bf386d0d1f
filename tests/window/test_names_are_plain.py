"""Every screen with markup, mnemonics and place holders in every name: all of it shown as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextEdit, QWidget

from annotator.ui.theme import ThemeChoice
from tests.window import looking, markup


def test_names_are_shown_as_they_are_on_every_screen(
    qapp: object, home: Path, tmp_path: Path
) -> None:
    faults: set[str] = set()
    seen: set[str] = set()
    with looking.every_screen(tmp_path, ThemeChoice.LIGHT, 100, markup.MARK) as screens:
        for name, top in screens:
            faults |= {f"{name}: {fault}" for fault in markup.faults(top, seen)}
    assert not faults, "\n".join(sorted(faults))
    assert seen >= {
        "title",
        "label",
        "page",
        "button",
        "action",
        "tip",
        "tip of an action",
        "tip of a cell",
        "tip of a heading",
    }, "the mark stood where names stand"


@pytest.mark.parametrize(
    "make",
    [
        lambda top: QLabel(f"claim{markup.MARK}", top),
        lambda top: QPushButton("R & D", top),
        lambda top: top.setToolTip(f"claim{markup.MARK}"),
        lambda top: QTextEdit(f"claim{markup.MARK}", top),
        lambda top: top.setWindowTitle(f"claim{markup.MARK}"),
    ],
)
def test_the_walk_finds_what_is_taken_for_markup(qapp: QApplication, make: object) -> None:
    top = QWidget()
    assert callable(make)
    made = make(top)
    assert list(markup.faults(top, set())), made
