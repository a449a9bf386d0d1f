"""Letters in menus. `test_every_screen.py` looks at every screen, widget by widget."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from tests.window.conftest import Driver


def test_a_menu_gives_each_letter_once(driver: Driver) -> None:
    """A letter that two entries share leads to the first of them only at the second press."""
    menus = [driver.window.menuBar(), *driver.window.actions_.menus.values()]
    menus += [inner for menu in menus[1:] for inner in menu.findChildren(QMenu)]
    for menu in menus:
        texts = [one.text().replace("&&", "") for one in menu.actions() if "&" in one.text()]
        letters = [text[text.index("&") + 1].casefold() for text in texts]
        assert len(letters) == len(set(letters)), texts
