"""Contrast at WCAG AA in both themes, computed for every role that carries words or meaning."""

from __future__ import annotations

import pytest

from annotator.exchange.palette import COLORS
from annotator.ui.contrast import contrast
from annotator.ui.theme import LINE_CONTRAST, TEXT_CONTRAST, Theme, load_theme

GROUNDS = ("window", "panel", "page", "raised", "hover", "accent_tint", "selection")
BOTH = pytest.mark.parametrize("name", ["light", "dark"])


@pytest.fixture
def theme(name: str, qapp: object) -> Theme:  # colours need an application
    return load_theme(name)


@BOTH
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_are_legible_on_every_ground(theme: Theme, ground: str) -> None:
    assert contrast(theme.color("text"), theme.color(ground)) >= TEXT_CONTRAST


@BOTH
@pytest.mark.parametrize("ground", ["window", "panel", "page", "raised", "hover", "accent_tint"])
@pytest.mark.parametrize("role", ["muted", "error", "warning", "success"])
def test_quiet_words_and_messages_are_legible(theme: Theme, role: str, ground: str) -> None:
    assert contrast(theme.color(role), theme.color(ground)) >= TEXT_CONTRAST


@BOTH
@pytest.mark.parametrize(
    ("words", "ground"),
    [("accent_text", "accent"), ("accent_text", "accent_hover"), ("tooltip_text", "tooltip")],
)
def test_words_on_colour_are_legible(theme: Theme, words: str, ground: str) -> None:
    assert contrast(theme.color(words), theme.color(ground)) >= TEXT_CONTRAST


@BOTH
@pytest.mark.parametrize("ground", ["window", "panel", "page", "raised"])
@pytest.mark.parametrize("role", ["accent", "strong_border"])
def test_outlines_and_the_focus_stand_out(theme: Theme, role: str, ground: str) -> None:
    assert contrast(theme.color(role), theme.color(ground)) >= LINE_CONTRAST


@BOTH
@pytest.mark.parametrize("color", [*COLORS, "#ffff00", "#000000", "#ffffff", "#00ff00"])
def test_a_code_of_any_colour_can_be_seen_and_read(theme: Theme, color: str) -> None:
    tint, strong = theme.code_tint(color), theme.code_emphasis(color)
    assert contrast(theme.color("text"), tint) >= TEXT_CONTRAST
    assert contrast(theme.color("text"), strong) >= TEXT_CONTRAST
    assert contrast(theme.code_line(color), tint) >= LINE_CONTRAST
    for ground in ("page", "panel", "window", "raised", "accent_tint"):
        assert contrast(theme.code_line(color), theme.color(ground)) >= LINE_CONTRAST
    for ground in ("page", "panel", "window", "raised", "hover", "accent_tint"):
        assert contrast(theme.code_text(color), theme.color(ground)) >= TEXT_CONTRAST


@BOTH
@pytest.mark.parametrize("ground", ["page", "raised"])
def test_numbers_beside_the_text_can_be_read(theme: Theme, ground: str) -> None:
    assert contrast(theme.color("faint"), theme.color(ground)) >= TEXT_CONTRAST


@BOTH
@pytest.mark.parametrize("ground", ["window", "panel", "page", "raised", "hover", "accent_tint"])
def test_links_are_legible_and_the_focus_stands_out_in_a_row(theme: Theme, ground: str) -> None:
    assert contrast(theme.color("accent"), theme.color(ground)) >= TEXT_CONTRAST


@BOTH
@pytest.mark.parametrize("ground", ["window", "panel", "page", "raised"])
@pytest.mark.parametrize("role", ["scroll", "muted"])
def test_scroll_bars_can_be_seen_at_rest_and_below_the_mouse(
    theme: Theme, role: str, ground: str
) -> None:
    assert contrast(theme.color(role), theme.color(ground)) >= LINE_CONTRAST


@BOTH
def test_a_ticked_box_differs_from_an_empty_one(theme: Theme) -> None:
    assert contrast(theme.color("accent"), theme.color("raised")) >= LINE_CONTRAST
    assert contrast(theme.color("accent_text"), theme.color("accent")) >= LINE_CONTRAST


@BOTH
def test_a_default_button_with_the_focus_differs_from_one_without(theme: Theme) -> None:
    assert contrast(theme.color("accent_tint"), theme.color("accent")) >= LINE_CONTRAST
