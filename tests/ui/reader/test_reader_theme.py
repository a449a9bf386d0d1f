"""Both themes are legible, whatever colour a code has."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.contrast import contrast, mixed
from annotator.ui.theme import ThemeChoice, ThemeKeeper, load_theme

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("name", ["light", "dark"])
def test_words_are_legible_everywhere(name: str) -> None:
    theme = load_theme(name)
    for ground in (
        "window",
        "panel",
        "page",
        "raised",
        "hover",
        "pressed",
        "accent_tint",
        "selection",
    ):
        assert contrast(theme.color("text"), theme.color(ground)) >= 4.5, ground
    for ground in ("window", "panel", "page", "raised", "hover"):
        for ink in ("muted", "error", "warning", "success"):
            assert contrast(theme.color(ink), theme.color(ground)) >= 4.5, (ink, ground)
        assert contrast(theme.color("accent"), theme.color(ground)) >= 3.0
        assert contrast(theme.color("strong_border"), theme.color(ground)) >= 3.0, ground
    assert contrast(theme.color("accent_text"), theme.color("accent")) >= 4.5
    assert contrast(theme.color("tooltip_text"), theme.color("tooltip")) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
@settings(max_examples=40, deadline=None)
@given(red=st.integers(0, 255), green=st.integers(0, 255), blue=st.integers(0, 255))
def test_any_code_is_legible(name: str, red: int, green: int, blue: int) -> None:
    theme = load_theme(name)
    color = QColor(red, green, blue).name()
    ink, page = theme.color("text"), theme.color("page")
    assert contrast(ink, theme.code_tint(color)) >= 4.5
    assert contrast(ink, theme.code_emphasis(color)) >= 4.5
    assert contrast(theme.code_line(color), page) >= 2.99
    assert contrast(theme.code_line(color), theme.code_tint(color)) >= 2.99
    assert contrast(theme.code_text(color), page) >= 4.49
    both = mixed(theme.code_tint(color), theme.code_tint("#e69f00"), 0.55)
    assert contrast(ink, both) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_style_sheet_has_no_gaps(name: str, qapp: QApplication) -> None:
    sheet = load_theme(name, 2.0).stylesheet()
    assert "$" not in sheet
    assert load_theme(name).palette().window().color() == load_theme(name).color("window")


def test_zoom_scales_lengths_and_stays_in_bounds() -> None:
    theme = load_theme("light")
    assert theme.zoomed(2.0).px(7) == 14
    assert theme.zoomed(100).zoom == 4.0
    assert theme.px(0) == 0
    assert theme.reading_font(2.0).pixelSize() == 2 * theme.reading_font().pixelSize()


def test_a_chosen_theme_is_kept(qtbot: QtBot) -> None:
    keeper = ThemeKeeper()
    keeper.choose(ThemeChoice.LIGHT)
    with qtbot.waitSignal(keeper.changed) as changed:
        keeper.choose(ThemeChoice.DARK)
    assert changed.args[0].dark
    assert keeper.theme.name == "dark"


def test_a_font_of_widgets_follows_the_zoom_and_the_family_and_can_be_changed() -> None:
    theme = load_theme("light")
    usual = theme.interface_font()
    assert theme.interface_font("small_size").pixelSize() < usual.pixelSize()
    assert theme.zoomed(2.0).interface_font().pixelSize() == 2 * usual.pixelSize()
    family = QFontDatabase.families()[0]
    assert theme.lettered(family).interface_font().families() == [family]
    theme.interface_font().setBold(True)
    assert not theme.interface_font().bold()
