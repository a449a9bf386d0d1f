"""Finding words in all texts."""

from __future__ import annotations

from annotator.ui.verbs.group import Verbs


class FindingVerbs(Verbs):
    """Opens the bar above the text and steps through what it found."""

    def find(self) -> None:
        self.window.show_page(self.window.workplace)
        self.window.search.begin()

    def next_hit(self) -> None:
        self.window.search.step(forward=True)

    def previous_hit(self) -> None:
        self.window.search.step(forward=False)
