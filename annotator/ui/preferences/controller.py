"""Opens the preferences, and makes what is chosen in them hold at once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication, QPushButton

from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.cues.controller import CueController
from annotator.ui.motion import apply_motion
from annotator.ui.open_document.display_controller import DisplayController
from annotator.ui.open_document.page import coder_inks
from annotator.ui.preferences.help_controller import HelpController
from annotator.ui.theme import ThemeChoice

if TYPE_CHECKING:
    from annotator.ui.preferences.fields import CoderColorsField
    from annotator.ui.preferences.window import PreferencesWindow

_log = logging.getLogger(__name__)


class PreferencesController(Controller):
    """What each setting of the page changes in the window. Settings that are read where they are
    used change nothing here."""

    def __init__(
        self,
        services: Services,
        display: DisplayController,
        cues: CueController,
        keys: HelpController,
    ) -> None:
        super().__init__(services)
        self._open: PreferencesWindow | None = None
        self._cues = cues
        self._effects: dict[str, Callable[[], object]] = {
            "theme": self._apply_theme,
            "zoom": lambda: services.themes.set_zoom(self.settings.zoom / 100),
            "interface_font": lambda: services.themes.set_family(self.settings.interface_font),
            "motion": self._apply_motion,
            "reader_scale": lambda: self.reader_view.set_scale(self.settings.reader_scale / 100),
            "reading_font": display.apply_settings,
            "line_height": display.apply_settings,
            "text_width": display.apply_settings,
            "numbering": display.apply_settings,
            "margin": display.apply_settings,
            "margin_colors": self.color_coders,
            "coder_colors": self.color_coders,
        }
        self._commands: dict[str, Callable[[], object]] = {
            "keys": keys.change_keys,
            "recent": self._forget_recent,
            "traces": self._forget_traces,
            "log": self._clear_log,
        }
        self.color_coders()
        services.bridge.opened.connect(self._show_coders)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "preferences",
                "Pre&ferences…",
                self.show_window,
                key="Ctrl+,",
                needs=Needs.NOTHING,
            ),
        )

    def show_window(self) -> None:
        """Open the page of preferences, or bring it to the front."""
        from annotator.ui.preferences.window import PreferencesWindow  # noqa: PLC0415  (start-up)

        if self._open is None:
            shown = self._open = PreferencesWindow(self.window, self.theme, self._choose_folder)
            shown.chosen.connect(self.choose)
            shown.commanded.connect(self.command)
            shown.finished.connect(self._closed)
            self._colors_field().requestColor.connect(self._ask_color)
            self._show_coders()
        self._open.show_values(vars(self.settings))
        self._open.show()
        self._open.raise_()
        self._open.activateWindow()
        self._open.search.setFocus()

    def _closed(self) -> None:
        shown, self._open = self._open, None
        if shown is not None:
            shown.deleteLater()
        self.services.save_settings()

    # --- choosing

    def choose(self, name: str, value: object) -> None:
        """Give a setting another value; it holds at once, and is kept."""
        if name == "cues":
            if value != self.settings.cues:
                self._cues.toggle()
        else:
            setattr(self.settings, name, value)
            self._effects.get(name, lambda: None)()
        if name == "coder_colors":
            self._show_coders()
        self.services.actions.update()  # some have a mark in the menu
        self.services.save_settings()

    def command(self, name: str) -> None:
        """Do what a button of the page says."""
        refused = self._commands[name]() is False
        self.services.save_settings()
        if self._open is not None and not refused:
            self._open.rows[name].say_done()

    def _apply_theme(self) -> None:
        if self.settings.theme in set(ThemeChoice):
            self.services.themes.choose(ThemeChoice(self.settings.theme))

    def _apply_motion(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_motion(application, self.settings.motion)

    def _choose_folder(self, title: str) -> str:
        chosen = self.ask.open_folder(self._open or self.window, title)
        return "" if chosen is None else str(chosen)

    # --- colours of coders

    def color_coders(self) -> None:
        """Give brackets in the margin the colours of codes or of coders."""
        by_coder = self.settings.margin_colors == "coder"
        self.document_page.color_coders(self.settings.coder_colors if by_coder else None)

    def _colors_field(self) -> CoderColorsField:
        assert self._open is not None
        return cast("CoderColorsField", self._open.rows["coder_colors"].field)

    def _show_coders(self) -> None:
        if self._open is None:
            return
        labels = self.bridge.coder_labels()
        inks = coder_inks(self.bridge, self.settings.coder_colors)
        coders = [
            (one.guid, labels[one.guid], ink)
            for one, ink in zip(self.bridge.coders, inks, strict=True)
        ]
        self._colors_field().show_coders(coders)

    def _ask_color(self, guid: str, button: QPushButton) -> None:
        from annotator.exchange.palette import COLORS  # noqa: PLC0415  (start-up)
        from annotator.ui.codebook.color_menu import ColorMenu  # noqa: PLC0415

        inks = coder_inks(self.bridge, self.settings.coder_colors)
        now = next(
            ink for one, ink in zip(self.bridge.coders, inks, strict=True) if one.guid == guid
        )
        menu = ColorMenu(button, COLORS, now, self.theme)
        menu.colorChosen.connect(lambda color: self._color(guid, color))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _color(self, guid: str, color: str) -> None:
        self.choose("coder_colors", {**self.settings.coder_colors, guid: color})
        if self._open is not None:
            self._open.rows["coder_colors"].show_value(self.settings.coder_colors)

    # --- what is kept here

    def _forget_recent(self) -> None:
        self.settings.recent = []

    def _forget_traces(self) -> None:
        from annotator.ui.preferences.traces import forget_traces  # noqa: PLC0415  (start-up)

        forget_traces(self.settings)

    def _clear_log(self) -> bool:
        """Whether it could be cleared."""
        from annotator.ui.preferences.traces import clear_log  # noqa: PLC0415  (start-up)

        try:
            clear_log()
        except OSError as error:
            _log.warning("the log can't be cleared: %s", error)
            self.refuse(self.tr("The log can’t be cleared: {0}").format(error))
            return False
        return True
