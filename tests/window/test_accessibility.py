"""Every screen by keyboard, by ear and with large letters, widget by widget."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from annotator.ui.theme import ThemeChoice
from tests.window import looking
from tests.window.conftest import Driver

WIDTH, HEIGHT = 1280, 800
"""The smallest screen on which letters of 200 % must lose nothing, in pixels."""


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_everything_has_a_name_a_key_and_a_focus_that_can_be_seen(
    qapp: object, home: Path, tmp_path: Path, theme: ThemeChoice
) -> None:
    faults: list[str] = []
    kinds: set[str] = set()
    with looking.every_screen(tmp_path, theme, 100) as screens:
        for name, top in screens:
            found = list(looking.nameless(top))
            visited = []
            for widget in looking.stops(top):
                visited.append(widget)
                kind = looking.about(widget)
                if kind not in kinds and looking.ring(widget) < looking.needed(widget):
                    found.append(f"no visible focus: {kind}")
                kinds.add(kind)
            found += looking.out_of_reach(top, visited)
            faults += [f"{name}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)
    assert len(kinds) > 100, "the walk went everywhere"


def test_letters_of_200_percent_lose_nothing_on_a_small_screen(
    qapp: object, home: Path, tmp_path: Path
) -> None:
    faults: list[str] = []
    with looking.every_screen(tmp_path, ThemeChoice.LIGHT, 200) as screens:
        for name, top in screens:
            top.resize(WIDTH, HEIGHT)
            QApplication.processEvents()
            layout = top.layout()
            assert layout is not None
            least = layout.totalMinimumSize().expandedTo(top.minimumSize())
            if least.width() > WIDTH or least.height() > HEIGHT:
                faults.append(f"{name}: {least.width()} × {least.height()} is too large")
            faults += [f"{name}: {fault}" for fault in looking.cut(top)]
    assert not faults, "\n".join(faults)


def test_a_menu_gives_each_letter_once(driver: Driver) -> None:
    """A letter that two entries share leads to the first of them only at the second press."""
    menus = [driver.window.menuBar(), *driver.window.actions_.menus.values()]
    menus += [inner for menu in menus[1:] for inner in menu.findChildren(QMenu)]
    for menu in menus:
        texts = [one.text().replace("&&", "") for one in menu.actions() if "&" in one.text()]
        letters = [text[text.index("&") + 1].casefold() for text in texts]
        assert len(letters) == len(set(letters)), texts
