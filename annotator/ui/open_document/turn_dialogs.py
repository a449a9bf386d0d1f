"""Some of a transcript's speakers: whose turns are looked at, and whose are coded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QSplitter, QWidget

from annotator.corpus.codebook import Codebook
from annotator.corpus.job import Job
from annotator.corpus.messages import fill
from annotator.ui.codebook.code_picker import CodePicker
from annotator.ui.records.parts import pair
from annotator.ui.tasks.latest import LatestTask, Run
from annotator.ui.theme import Theme
from annotator.ui.transfer.checklist import Checklist, ChecklistItem
from annotator.ui.widgets.flow_layout import FlowLayout
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
        self.speakers = Checklist(self.tr("Speakers"), _items(speakers), theme)
        self.speakers.tick(ticked)
        self.speakers.list.setMinimumHeight(theme.px(130))

    @property
    def chosen(self) -> list[str]:
        """The names that are ticked."""
        found = self.speakers.chosen()
        return [name for name, _count in self._speakers] if found is None else found

    def fault(self) -> str | None:
        return None if self.chosen else self.tr("Tick a speaker.")


def _items(speakers: Speakers) -> list[ChecklistItem]:
    return [ChecklistItem(name, fill("{0} ({1:,})", name, count)) for name, count in speakers]


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


@dataclass(frozen=True, slots=True)
class Documents:
    """Some documents (GUIDs) whose turns can be coded, with what they are called."""

    words: str
    guids: Sequence[str]


Count = Callable[[Sequence[str]], Job[Speakers]]
"""Who speaks in some documents (GUIDs), a job."""


class CodeTurnsDialog(SpeakersForm):
    """Which turns are coded, in which documents, and with which code. `count` is asked who speaks
    where others than the first documents are chosen, by `run` in the background."""

    def __init__(
        self,
        parent: QWidget,
        speakers: Speakers,
        ticked: Collection[str],
        codebook: Codebook,
        documents: Sequence[Documents],
        counting: tuple[Count, Run],
        theme: Theme,
    ) -> None:
        super().__init__(parent, speakers, ticked, theme)
        self.setWindowTitle(self.tr("Code all turns of some speakers"))
        self._documents = documents
        self._count, run = counting
        self._counting: LatestTask[Speakers] = LatestTask(run, self._counted)
        self.finished.connect(lambda _how: self._counting.forget())
        self.where = QComboBox()
        self.where.addItems([one.words for one in documents])
        self.codes = CodePicker(codebook, theme)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.speakers)
        parts.addWidget(self.codes)
        parts.setMinimumHeight(theme.px(260))
        self.column.addWidget(sentence(self.tr("Each turn is coded whole, all as one step.")))
        if len(documents) > 1:
            row = FlowLayout(theme.space("m"))
            row.addWidget(pair(self.tr("In"), self.where, theme))
            self.column.addLayout(row)
        self.column.addWidget(parts, 1)
        self.speakers.changed.connect(self._sum_up)
        self.codes.chosen.connect(self._sum_up)
        self.where.currentIndexChanged.connect(lambda _row: self.count())
        self.finish(620)
        self._sum_up()

    @property
    def documents(self) -> Sequence[str]:
        """The documents (GUIDs) whose turns are coded."""
        return self._documents[self.where.currentIndex()].guids

    def count(self) -> None:
        """Look who speaks in the documents that are chosen now."""
        self.ok.setText(self.tr("Counting turns …"))
        self.ok.setEnabled(False)
        self._counting.ask_job(self._count(self.documents))

    def _counted(self, speakers: Speakers) -> None:
        self._speakers = speakers
        self.speakers.offer(_items(speakers), self.theme)

    def fault(self) -> str | None:
        return super().fault() or (None if self.codes.code() else self.tr("Choose a code."))

    def _sum_up(self) -> None:
        chosen = set(self.chosen)
        number = sum(count for name, count in self._speakers if name in chosen)
        one, several = self.tr("&Code one turn"), self.tr("&Code {0:,} turns")
        self.ok.setText(one if number == 1 else fill(several, number))
        self.ok.setEnabled(bool(number))
