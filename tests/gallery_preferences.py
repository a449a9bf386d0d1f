"""The page of preferences, brackets in the colours of coders, and high contrast."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from annotator import app
from annotator.ui.main_window import MainWindow
from annotator.ui.preferences.window import PreferencesWindow
from annotator.ui.theme import ThemeChoice
from tests.gallery_windows import come_to_rest, opened


def preference_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The page from its beginning to its end, and what a search finds on it."""
    controller = window.controllers.preferences
    controller.show_window()
    page = opened(PreferencesWindow)
    yield "preferences", page
    bar = page.area.verticalScrollBar()
    for number in (2, 3, 4):
        bar.setValue(bar.maximum() * (number - 1) // 3)
        yield f"preferences-{number}", page
    page.search.setText(page.rows["margin_colors"].row.words().split()[0])
    yield "preferences-found", page
    page.search.clear()
    page.close()
    controller.choose("margin_colors", "coder")
    come_to_rest(window, 200)
    yield "coder-colors", window
    controller.choose("margin_colors", "code")


def high_contrast_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The text and the page of agreement with high contrast, as light or dark as the window is."""
    before = window.themes.choice
    high = ThemeChoice.CONTRAST_DARK if window.theme.dark else ThemeChoice.CONTRAST_LIGHT
    window.themes.choose(high)
    app.choose_something(window)
    come_to_rest(window, 300)
    yield "high-contrast", window
    window.controllers.agreement.show_page()
    yield "high-contrast-agreement", window
    window.services.navigator.show_reader()
    window.controllers.preferences.show_window()
    yield "high-contrast-preferences", opened(PreferencesWindow)
    opened(PreferencesWindow).close()
    window.themes.choose(before)
