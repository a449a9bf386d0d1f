"""How coders are called on the page: by their names, or by letters that tell nothing of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from annotator.corpus.coding import Coder
from annotator.corpus.lettering import letters_of
from annotator.corpus.messages import tr
from annotator.ui.project_bridge import ProjectBridge


class CoderNames:
    """Letters are drawn at random when they are first asked for, and stay as long as the program
    runs: neither the order of the coders nor who decides follows from them."""

    def __init__(self, bridge: ProjectBridge) -> None:
        self._bridge = bridge
        self._letters: dict[str, str] = {}
        self.by_letters = False

    def labels(self) -> dict[str, str]:
        """By coder (a GUID) what the coder is called here. The consensus has its name."""
        known = self._bridge.coder_labels()
        if not self.by_letters:
            return known
        self._draw()
        drawn = self._letters
        return {
            guid: tr("Coder {letter}", letter=drawn[guid]) if guid in drawn else name
            for guid, name in known.items()
        }

    def listed(self, coders: Iterable[Coder]) -> list[str]:
        """What these are called, in their order; letters in that of the alphabet, since another
        would tell who they are."""
        labels = self.labels()
        found = [labels.get(one.guid, "?") for one in coders]
        return sorted(found, key=lambda name: (len(name), name)) if self.by_letters else found

    def short(self, guid: str) -> str:
        """The letter of a person (a GUID)."""
        self._draw()
        return self._letters.get(guid, "?")

    def ordered(self, guids: Sequence[str]) -> list[str]:
        """People (GUIDs) as they are, or by their letters."""
        if not self.by_letters:
            return list(guids)
        self._draw()
        return sorted(guids, key=lambda guid: (len(self.short(guid)), self.short(guid)))

    def _draw(self) -> None:
        """Give those who have none the next letters, in an order that is drawn."""
        new = [guid for guid in self._bridge.people if guid not in self._letters]
        random.SystemRandom().shuffle(new)
        for guid in new:
            self._letters[guid] = letters_of(len(self._letters))
