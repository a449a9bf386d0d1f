"""Tick any number of codes; none means all of them."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem

from annotator.corpus.codebook import Codebook
from annotator.ui.codebook.code_picker import GUID, CodePicker
from annotator.ui.theme import Theme


class CodeChecklist(CodePicker):
    """A list of codes with a box each."""

    def __init__(
        self, codebook: Codebook, theme: Theme, ticked: Collection[str], name: str
    ) -> None:
        super().__init__(codebook, theme)
        self.list.setAccessibleName(name)
        self.filter.setAccessibleName(self.tr("Filter: {0}").format(name))
        for item in self._items():
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = item.data(GUID) in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def ticked(self) -> tuple[str, ...]:
        """The GUIDs of the codes that are ticked, in the order of the codebook."""
        on = Qt.CheckState.Checked
        return tuple(str(i.data(GUID)) for i in self._items() if i.checkState() == on)
