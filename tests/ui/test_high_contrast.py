"""High contrast: WCAG AAA over the roles of the themes, and codes that need no colour. What is
drawn in the usual themes, as people with each colour vision see it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.exchange.palette import COLORS
from annotator.ui import theme as themes
from annotator.ui.contrast import contrast
from annotator.ui.reader.styles import Underline, underline_at
from annotator.ui.theme import LINE_CONTRAST, Theme, ThemeChoice, ThemeKeeper, load_theme
from tests.corpus.color_vision import DEFICIENCIES, least_difference

AAA = 7.0
GROUNDS = ("window", "panel", "page", "raised", "hover", "accent_tint")
HIGH = pytest.mark.parametrize("name", ["contrast-light", "contrast-dark"])


@pytest.fixture
def theme(name: str, qapp: object) -> Theme:
    return load_theme(name)


@HIGH
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(
    "role", ["text", "muted", "faint", "accent", "error", "warning", "success"]
)
def test_words_have_seven_to_one(theme: Theme, role: str, ground: str) -> None:
    assert contrast(theme.color(role), theme.color(ground)) >= AAA


@HIGH
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("accent_text", "accent"),
        ("accent_text", "accent_hover"),
        ("tooltip_text", "tooltip"),
        ("text", "selection"),
        ("text", "pressed"),
    ],
)
def test_words_on_colour_have_seven_to_one(theme: Theme, words: str, ground: str) -> None:
    assert contrast(theme.color(words), theme.color(ground)) >= AAA


@HIGH
@pytest.mark.parametrize("ground", ["window", "panel", "page", "raised"])
@pytest.mark.parametrize("role", ["border", "strong_border", "accent", "scroll"])
def test_every_outline_has_three_to_one(theme: Theme, role: str, ground: str) -> None:
    assert contrast(theme.color(role), theme.color(ground)) >= LINE_CONTRAST


@HIGH
def test_what_cannot_be_used_can_still_be_read(theme: Theme) -> None:
    assert contrast(theme.disabled_text(), theme.color("window")) >= themes.TEXT_CONTRAST


@HIGH
@pytest.mark.parametrize("color", [*COLORS, "#ffff00", "#000000", "#ffffff"])
def test_coded_words_and_names_of_codes_have_seven_to_one(theme: Theme, color: str) -> None:
    for fill in (theme.code_tint(color), theme.code_emphasis(color)):
        assert contrast(theme.color("text"), fill) >= AAA
    for ground in GROUNDS:
        assert contrast(theme.code_text(color), theme.color(ground)) >= AAA
        assert contrast(theme.code_line(color), theme.color(ground)) >= LINE_CONTRAST or (
            ground == "hover"
        )


def test_lines_are_thicker_so_that_patterns_show(qapp: object) -> None:
    assert load_theme("contrast-dark").underline > load_theme("dark").underline


def test_codes_are_told_apart_without_colour() -> None:
    """The pattern of a code is another one than that of its neighbours in the codebook."""
    patterns = [underline_at(index) for index in range(20)]
    near = len(Underline) - 1
    for index, pattern in enumerate(patterns):
        assert pattern not in patterns[index + 1 : index + 1 + near]


def test_the_system_asks_for_high_contrast(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    keeper = ThemeKeeper()
    monkeypatch.setattr(themes, "system_wants_contrast", lambda: True)
    monkeypatch.setattr(themes, "system_is_dark", lambda: True)
    keeper.choose(ThemeChoice.SYSTEM)
    assert keeper.theme.name == "contrast-dark"
    keeper.choose(ThemeChoice.LIGHT)
    assert keeper.theme.name == "light", "what the user chose goes before it"


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("vision", DEFICIENCIES)
def test_lines_of_default_codes_are_told_apart_with_every_colour_vision(
    theme: Theme, vision: str
) -> None:
    """As drawn, after the theme has made them legible: five times what can just be told apart.
    Pattern and name tell codes apart besides."""
    drawn = [theme.code_line(color).name() for color in COLORS]
    difference, one, other = least_difference(drawn, DEFICIENCIES[vision])
    assert difference >= 5.0, (one, other)
