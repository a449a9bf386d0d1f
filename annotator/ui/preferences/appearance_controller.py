"""Size, colours and language of the window."""

from __future__ import annotations

from collections.abc import Sequence

from annotator import languages
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller
from annotator.ui.theme import ThemeChoice

_ZOOM_STEPS = (75, 90, 100, 110, 125, 150, 175, 200)


class AppearanceController(Controller):
    """Zoom, light or dark, and the language; all are kept in the preferences."""

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "zoom_in", "Zoom &in", self.zoom_in, key="Ctrl++", needs=Needs.NOTHING, repeats=True
            ),
            ActionSpec(
                "zoom_out",
                "Zoom &out",
                self.zoom_out,
                key="Ctrl+-",
                needs=Needs.NOTHING,
                repeats=True,
            ),
            ActionSpec(
                "zoom_reset", "&Normal size", self.zoom_reset, key="Ctrl+0", needs=Needs.NOTHING
            ),
            ActionSpec("theme", "&Light or dark", self.toggle_theme, key="F9", needs=Needs.NOTHING),
            ActionSpec("language", "&Language…", self.choose_language, needs=Needs.NOTHING),
        )

    def zoom_in(self) -> None:
        larger = [step for step in _ZOOM_STEPS if step > self.settings.zoom]
        self._zoom(larger[0] if larger else _ZOOM_STEPS[-1])

    def zoom_out(self) -> None:
        smaller = [step for step in _ZOOM_STEPS if step < self.settings.zoom]
        self._zoom(smaller[-1] if smaller else _ZOOM_STEPS[0])

    def zoom_reset(self) -> None:
        self._zoom(100)

    def _zoom(self, percent: int) -> None:
        self.settings.zoom = percent
        self.services.themes.set_zoom(percent / 100)
        self.say(f"{percent}\N{NO-BREAK SPACE}%")

    def toggle_theme(self) -> None:
        high = self.theme.name.startswith("contrast")
        light = ThemeChoice.CONTRAST_LIGHT if high else ThemeChoice.LIGHT
        dark = ThemeChoice.CONTRAST_DARK if high else ThemeChoice.DARK
        choice = light if self.theme.dark else dark
        self.settings.theme = choice.value
        self.services.themes.choose(choice)

    def choose_language(self) -> None:
        """Ask for the language of the program; it speaks it from the next start on."""
        by_code = {"": self.tr("As the system")} | languages.NAMES
        codes = sorted(by_code, key=lambda code: code != self.settings.language)  # today's first
        names = [by_code[code] for code in codes]
        question = self.tr("The program speaks this language from its next start on:")
        chosen = self.ask.choice(self.window, self.tr("Language"), question, names)
        if chosen is not None:
            self.settings.language = codes[names.index(chosen)]
            self.services.save_settings()
