"""Finding words in all texts, and codes and commands by name."""

from __future__ import annotations

from functools import partial

from annotator.ui.actions.palette import PaletteEntry
from annotator.ui.actions.table import translated
from annotator.ui.controllers.controller import Controller


class SearchController(Controller):
    """Opens the bar above the text and steps through what it found; opens the palette."""

    def find(self) -> None:
        self.window.show_page(self.window.workplace)
        self.window.search.begin()

    def next_hit(self) -> None:
        self.window.search.step(forward=True)

    def previous_hit(self) -> None:
        self.window.search.step(forward=False)

    def open_palette(self) -> None:
        """Codes first, then whatever can be done now."""
        book = self.bridge.codebook
        codes = [
            PaletteEntry(
                code.name,
                " › ".join(book.path(code.guid)[:-1]),
                code.key,
                partial(self.window.coding.code_with, code.guid),
                code.color,
            )
            for _depth, code in book.walk()
            if code.codable
        ]
        self.window.palette_.open_with([*codes, *self._commands()])

    def _commands(self) -> list[PaletteEntry]:
        found = []
        for spec in self.window.actions_.specs:
            action = self.window.actions_[spec.name]
            if action.isEnabled() and spec.name != "palette":
                name, menu = (
                    translated(text).replace("&", "").rstrip("…") for text in (spec.text, spec.menu)
                )
                key = action.shortcut().toString()
                found.append(PaletteEntry(name, menu, key, action.trigger))
        return found
