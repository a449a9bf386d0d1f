"""The one source of colours, fonts and spacing, read from a theme file.

Sizes in a theme file are pixels at 100 %; `Theme.px` gives them at the zoom of the window.
"""

from __future__ import annotations

import enum
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from annotator.paths import resource
from annotator.ui.contrast import LINE_CONTRAST, against, legible_fill, line_ratio, mixed
from annotator.ui.palette_roles import ROLES
from annotator.ui.system_looks import system_is_dark, system_wants_contrast, watch_system

__all__ = ["LINE_CONTRAST", "Theme", "ThemeChoice", "ThemeKeeper", "apply_theme", "load_theme"]
TEXT_CONTRAST = 4.5
MIN_ZOOM, MAX_ZOOM = 0.5, 4.0


class ThemeChoice(enum.StrEnum):
    """What the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast-light"
    CONTRAST_DARK = "contrast-dark"


@dataclass(frozen=True)
class Theme:
    """Colours, fonts and measures of one appearance, at one zoom.

    `colors` are by role (``window``, ``page``, ``text``, ``accent`` …, see the theme files).
    """

    name: str
    dark: bool
    text_contrast: float
    """The contrast that words in a derived colour have at least (WCAG 2)."""
    underline: float
    """Pixels of the line below a coding at 100 %."""
    colors: Mapping[str, QColor]
    codes: Mapping[str, float]
    fonts: Mapping[str, Any]
    spacing: Mapping[str, float]
    radii: Mapping[str, float]
    zoom: float = 1.0
    _made: dict[tuple[str, str], QColor] = field(default_factory=dict, repr=False, compare=False)
    _interface_fonts: dict[str, QFont] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def color(self, role: str) -> QColor:
        """The colour of a role. KeyError for a role that no theme has."""
        return QColor(self.colors[role])

    def px(self, length: float) -> int:
        """A length in pixels at 100 %, at this zoom; never less than one pixel of a visible one."""
        return max(1, round(length * self.zoom)) if length > 0 else 0

    def space(self, step: str) -> int:
        """A step of the spacing scale: ``xs s m l xl`` or ``row``, in pixels."""
        return self.px(self.spacing[step])

    def radius(self, step: str) -> int:
        """The radius of a corner: ``small medium large``, in pixels."""
        return self.px(self.radii[step])

    def zoomed(self, zoom: float) -> Theme:
        """The same theme at another zoom (1.0 is 100 %)."""
        return replace(self, zoom=min(MAX_ZOOM, max(MIN_ZOOM, zoom)))

    def lettered(self, family: str) -> Theme:
        """The same theme with the widgets in another family of letters; empty is its own."""
        return replace(self, fonts={**self.fonts, "interface": [family]}) if family else self

    def icon(self, name: str) -> QIcon:
        """A drawing from the theme's folder, in the colour of its words."""
        mode = "dark" if self.dark else "light"
        return QIcon(str(resource("themes", "icons", f"{name}-{mode}.svg")))

    # --- codes

    def code_tint(self, color: str) -> QColor:
        """The fill behind words coded with a code of this ``#rrggbb``; text on it is legible."""
        return self._derived("tint", color)

    def code_emphasis(self, color: str) -> QColor:
        """The same for the coding that is selected: stronger, and still legible."""
        return self._derived("emphasis", color)

    def code_line(self, color: str) -> QColor:
        """A line, bracket or swatch in a code's colour, at least 3:1 against what it is on."""
        return self._derived("line", color)

    def code_text(self, color: str) -> QColor:
        """A code's name in its colour, with the contrast of words against page, panels and rows."""
        return self._derived("text", color)

    def _derived(self, kind: str, color: str) -> QColor:
        made = self._made.get((kind, color))
        if made is None:
            made = self._made[kind, color] = self._derive(kind, QColor(color))
        return made

    def _derive(self, kind: str, color: QColor) -> QColor:
        page, ink = self.colors["page"], self.colors["text"]
        match kind:
            case "tint":
                return legible_fill(color, page, ink, self.codes["tint_strength"], 7.0)
            case "emphasis":
                strength = self.codes["emphasis_strength"]
                return legible_fill(color, page, ink, strength, self.text_contrast)
            case "line":
                tint = legible_fill(color, page, ink, self.codes["tint_strength"], 7.0)
                grounds = [self.colors[role] for role in _LINE_GROUNDS]
                return against(color, [*grounds, tint], line_ratio(color, dark=self.dark))
            case _:
                grounds = [self.colors[role] for role in _WORD_GROUNDS]
                return against(color, grounds, self.text_contrast)

    # --- fonts

    def interface_font(self, size: str = "interface_size") -> QFont:
        """The font of widgets; `size` may also be ``small_size`` or ``title_size``."""
        font = self._interface_fonts.get(size)
        if font is None:
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
            self._prefer(font, "interface")
            font.setPixelSize(self.px(self.fonts[size]))
            self._interface_fonts[size] = font
        return QFont(font)  # a copy has Qt's resolved font with it, and can be changed

    def reading_font(self, scale: float = 1.0) -> QFont:
        """The font of documents; `scale` is the reader's own zoom."""
        font = QFont()
        self._prefer(font, "reading")
        font.setPixelSize(self.px(self.fonts["reading_size"] * scale))
        font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
        return font

    def mono_font(self) -> QFont:
        """The font of source."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self._prefer(font, "mono")
        font.setPixelSize(self.px(self.fonts["interface_size"]))
        return font

    def _prefer(self, font: QFont, use: str) -> None:
        # Naming a family that is not installed costs Qt a search of all of them.
        families = [family for family in self.fonts[use] if family in _installed_families()]
        if families:
            font.setFamilies(families)

    # --- what Qt wants

    def palette(self) -> QPalette:
        """The colours as Qt's roles, for what the style sheet leaves to the style."""
        palette = QPalette()
        for role, name in ROLES.items():
            palette.setColor(role, self.colors[name])
        for role in (
            QPalette.ColorRole.Text,
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.ButtonText,
        ):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.disabled_text())
        return palette

    def disabled_text(self) -> QColor:
        """The colour of what cannot be used now."""
        return mixed(self.colors["text"], self.colors["window"], self.text_contrast / 10.7)

    def stylesheet(self) -> str:
        """The style sheet of the usual widgets."""
        values = {f"c_{role}": color.name() for role, color in self.colors.items()}
        values["c_disabled"] = self.disabled_text().name()
        values |= {f"s_{step}": f"{self.space(step)}px" for step in self.spacing}
        values |= {f"r_{step}": f"{self.radius(step)}px" for step in self.radii}
        values |= {f"f_{size}": f"{self.px(self.fonts[size])}px" for size in _SIZES}
        values |= {f"p_{n}": f"{self.px(n)}px" for n in (1, 2, 4, 6, 9, 10, 16, 18, 24, 48)}
        values["icons"] = resource("themes", "icons").as_posix()
        values["mode"] = "dark" if self.dark else "light"
        template = resource("themes", "widgets.qss").read_text(encoding="utf-8")
        return string.Template(template).substitute(values)


_LINE_GROUNDS = ("page", "panel", "window", "raised", "accent_tint")
_WORD_GROUNDS = (*_LINE_GROUNDS, "hover")
"""Where lines and words in the colour of a code stand."""
_SIZES = ("interface_size", "small_size", "title_size")


@cache
def _installed_families() -> frozenset[str]:
    # Asked once: on a desktop there are hundreds.
    return frozenset(QFontDatabase.families())


def load_theme(name: str, zoom: float = 1.0) -> Theme:
    """The theme ``light``, ``dark``, ``contrast-light`` or ``contrast-dark``.

    Raises FileNotFoundError for a theme that does not ship, and KeyError, TypeError or
    tomllib.TOMLDecodeError for a file that is none.
    """
    with resource("themes", f"{name}.toml").open("rb") as file:
        source = tomllib.load(file)
    colors = {role: QColor(value) for role, value in source.pop("colors").items()}
    return Theme(name=name, colors=colors, **source).zoomed(zoom)


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Dress the whole application. Fusion draws what the style sheet leaves alone.

    A theme that is in force already costs nothing; else every widget there is gets dressed anew.
    """
    sheet = theme.stylesheet()
    if application.styleSheet() == sheet:
        return
    set_ground(application, theme)
    application.setStyleSheet(sheet)


def set_ground(application: QApplication, theme: Theme) -> None:
    """The style, the colours and the letters that the style sheet rests on."""
    if not application.styleSheet():  # below a style sheet, the style no longer tells its name
        application.setStyle("Fusion")
    application.setPalette(theme.palette())
    application.setFont(theme.interface_font())


def _name(choice: ThemeChoice) -> str:
    """The theme that is in force for a choice."""
    if choice is not ThemeChoice.SYSTEM:
        return choice.value
    shade = "dark" if system_is_dark() else "light"
    return f"contrast-{shade}" if system_wants_contrast() else shade


class ThemeKeeper(QObject):
    """Knows which theme is in force: the one chosen, or the desktop's, at the chosen zoom."""

    changed = Signal(object)
    """The new Theme."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = ThemeChoice.SYSTEM
        self._zoom = 1.0
        self._family = ""
        self.theme = load_theme(_name(self._choice))
        watch_system(self._refresh)

    @property
    def choice(self) -> ThemeChoice:
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Follow the desktop, or keep to one theme."""
        self._choice = choice
        self._refresh()

    def set_zoom(self, zoom: float) -> None:
        """The size of everything, 1.0 being 100 %."""
        self._zoom = zoom
        self._refresh()

    def set_family(self, family: str) -> None:
        """The letters of the widgets; empty is the desktop's."""
        self._family = family
        self._refresh()

    def _refresh(self) -> None:
        theme = load_theme(_name(self._choice), self._zoom).lettered(self._family)
        if theme != self.theme:
            self.theme = theme
            self.changed.emit(theme)
