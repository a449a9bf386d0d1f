"""Some of a transcript's speakers: whose turns are looked at, and whose are coded."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QSplitter, QWidget

from annotator.corpus.codebook import Codebook
from annotator.corpus.messages import fill
from annotator.ui.codebook.code_picker import CodePicker
from annotator.ui.theme import Theme
from annotator.ui.transfer.checklist import Checklist, ChecklistItem
from annotator.ui.widgets.form import Form, sentence

Speakers = Sequence[tuple[str, int]]
"""The names of speakers, each with the number of their turns."""


class SpeakersForm(Form):
    """Tick some speakers: `chosen`, by their names."""

    def __init__(
        self, parent: QWidget, speakers: Speakers, ticked: Collection[str], theme: Theme
    ) -> None:
        super().__init__(parent, theme)
        self._speakers = speakers
        items = [ChecklistItem(name, f"{name} ({count:,})") for name, count in speakers]
        self.speakers = Checklist(self.tr("Speakers"), items, theme)
        self.speakers.tick(ticked)
        self.speakers.list.setMinimumHeight(theme.px(130))

    @property
    def chosen(self) -> list[str]:
        """The names that are ticked."""
        found = self.speakers.chosen()
        return [name for name, _count in self._speakers] if found is None else found

    def fault(self) -> str | None:
        return None if self.chosen else self.tr("Tick a speaker.")


class OnlySpeakersDialog(SpeakersForm):
    """Whose turns are looked at; those of all others are greyed."""

    def __init__(
        self, parent: QWidget, speakers: Speakers, ticked: Collection[str], theme: Theme
    ) -> None:
        super().__init__(parent, speakers, ticked, theme)
        self.setWindowTitle(self.tr("Only these speakers"))
        self.column.addWidget(sentence(self.tr("The turns of all others are greyed.")))
        self.column.addWidget(self.speakers, 1)
        self.ok.setText(self.tr("&Show"))
        self.finish(380)


class CodeTurnsDialog(SpeakersForm):
    """Which turns are coded, and with which code."""

    def __init__(
        self,
        parent: QWidget,
        speakers: Speakers,
        ticked: Collection[str],
        codebook: Codebook,
        theme: Theme,
    ) -> None:
        super().__init__(parent, speakers, ticked, theme)
        self.setWindowTitle(self.tr("Code all turns of some speakers"))
        self.codes = CodePicker(codebook, theme)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.speakers)
        parts.addWidget(self.codes)
        parts.setMinimumHeight(theme.px(260))
        self.column.addWidget(sentence(self.tr("Each turn is coded whole, all as one step.")))
        self.column.addWidget(parts, 1)
        self.speakers.changed.connect(self._sum_up)
        self.codes.chosen.connect(self._sum_up)
        self.finish(620)
        self._sum_up()

    def fault(self) -> str | None:
        return super().fault() or (None if self.codes.code() else self.tr("Choose a code."))

    def _sum_up(self) -> None:
        chosen = set(self.chosen)
        number = sum(count for name, count in self._speakers if name in chosen)
        one, several = self.tr("&Code one turn"), self.tr("&Code {0:,} turns")
        self.ok.setText(one if number == 1 else fill(several, number))
        self.ok.setEnabled(bool(number))
