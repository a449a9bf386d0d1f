"""Finding words in all texts, and codes and commands by name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QKeySequence

from annotator.ui.actions.palette import Palette, PaletteEntry
from annotator.ui.actions.spec import ActionSpec, Needs, translated
from annotator.ui.coding.coding_controller import CodingController
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.pages import READER
from annotator.ui.controllers.services import Services
from annotator.ui.search.panel import SearchPanel


class SearchController(Controller):
    """Opens the bar above the text and steps through what it found; opens the palette."""

    def __init__(
        self, services: Services, panel: SearchPanel, palette: Palette, coding: CodingController
    ) -> None:
        super().__init__(services)
        self._panel, self._palette, self._coding = panel, palette, coding
        panel.requestPlace.connect(self.navigator.show_place)
        panel.said.connect(self.say)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "palette",
                "&Quick palette: a code or a command",
                self.open_palette,
                key="Ctrl+P",
                needs=Needs.NOTHING,
            ),
            ActionSpec("find", "&Find in all texts", self.find, key="Ctrl+F"),
            ActionSpec("next_hit", "Ne&xt hit", self.next_hit, key="Ctrl+G", repeats=True),
            ActionSpec(
                "previous_hit", "Previous hi&t", self.previous_hit, key="Ctrl+Shift+G", repeats=True
            ),
        )

    def find(self) -> None:
        self.pages.show_page(READER)
        self._panel.begin()

    def next_hit(self) -> None:
        self._panel.step(forward=True)

    def previous_hit(self) -> None:
        self._panel.step(forward=False)

    def open_palette(self) -> None:
        """Codes first, then whatever can be done now."""
        book = self.bridge.codebook
        codes = [
            PaletteEntry(
                code.name,
                " › ".join(book.path(code.guid)[:-1]),
                code.key,
                partial(self._coding.code_with, code.guid),
                code.color,
            )
            for _depth, code in book.walk()
            if code.codable
        ]
        self._palette.open_with([*codes, *self._commands()])

    def _commands(self) -> list[PaletteEntry]:
        found = []
        for spec in self.services.actions.specs:
            action = self.services.actions[spec.name]
            if action.isEnabled() and spec.name != "palette":
                name, menu = (
                    translated(text).replace("&", "").rstrip("…") for text in (spec.text, spec.menu)
                )
                key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                found.append(PaletteEntry(name, menu, key, action.trigger))
        return found
