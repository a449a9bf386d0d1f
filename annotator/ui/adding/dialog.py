"""What will come in: a table of the documents, how the chosen one is read, and how it looks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.messages import fill
from annotator.corpus.structure import Element, Structure
from annotator.corpus.text import DocumentText
from annotator.errors import UserError
from annotator.exchange.transcripts.preview import Preview
from annotator.operations.documents import encodings, file_reading, transcripts
from annotator.operations.documents.adding import Intake
from annotator.operations.documents.encodings import EncodingReading
from annotator.operations.documents.file_reading import PLAIN, ReaderChoices
from annotator.ui.adding.facts_page import facts_page, number_of_facts
from annotator.ui.adding.model import ENCODING, KIND, NAME, PAGES, REMARKS, WORDS, AddingModel, Row
from annotator.ui.adding.options import ReadingOptions
from annotator.ui.history.marked import words_view
from annotator.ui.reader.page_view import PageView
from annotator.ui.tasks.latest import LatestTask, Run
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form
from annotator.ui.widgets.plain_text import PlainLabel
from annotator.ui.widgets.screen_fit import ScrollContainer

_SHOWN = 20_000
"""Characters of the chosen document that are shown."""


class AddDialog(Form):
    """`intake` is read; which of it comes in is chosen here, and how it is read can be changed."""

    def __init__(self, parent: QWidget, intake: Intake, run: Run, theme: Theme) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Add documents"))
        self._intake = intake
        self.model = AddingModel(intake, theme)
        self.summary = PlainLabel()
        self.summary.setWordWrap(True)
        self.table = QTableView()
        self.options = ReadingOptions(theme)
        self.preview = PageView(theme)
        self.tabs = QTabWidget()
        self.facts = words_view(theme, self.tr("What the document brings beside its text"))
        self._busy = self._closing = self._read_otherwise = False
        self._run = run
        self._reading: LatestTask[str | None] = LatestTask(run, self._read)
        self._lay_out()
        self.model.ticked.connect(self._sum_up)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _old: self._show(now))
        self.options.changed.connect(self._read_again)
        self.options.requestAll.connect(self._read_all_again)
        self.options.requestSpeakers.connect(self._ask_for_speakers)
        self._sum_up()
        self.finish(1040, 640)
        self.table.selectRow(0)
        QTimer.singleShot(0, self.table.setFocus)

    def _lay_out(self) -> None:
        theme = self.theme
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("What will come in"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.space("row"))
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in {NAME: 240, WORDS: 74, PAGES: 62}.items():
            header.resizeSection(column, theme.px(width))
        for column in (KIND, ENCODING):  # where all is alike, room is left for remarks
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(REMARKS, QHeaderView.ResizeMode.Stretch)
        self.preview.setAccessibleName(self.tr("How the chosen document reads"))
        self.preview.setMinimumHeight(theme.px(150))
        below = QSplitter(Qt.Orientation.Horizontal)
        below.setChildrenCollapsible(False)
        below.addWidget(ScrollContainer(self.options))
        self.tabs.setAccessibleName(self.tr("The document, and what it brings beside its text"))
        self.tabs.tabBar().setAccessibleName(self.tabs.accessibleName())
        self.tabs.addTab(self.preview, self.tr("Te&xt"))
        self.tabs.addTab(self.facts, "")
        below.addWidget(self.tabs)
        below.setSizes([theme.px(290), theme.px(700)])
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._table_with_buttons())
        parts.addWidget(below)
        # No more room for the table than it has lines: the text below is what one looks at.
        lines = theme.px(95) + min(self.model.rowCount(), 6) * theme.space("row")
        parts.setSizes([lines, theme.px(520) - lines])
        self.column.addWidget(self.summary)
        self.column.addWidget(parts, 1)

    def _table_with_buttons(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout()
        for text, on in ((self.tr("Tick a&ll"), True), (self.tr("Tick &none"), False)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked, on=on: self.model.tick_all(on))
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.space("s"))
        column.addWidget(self.table, 1)
        column.addLayout(row)
        return box

    # --- what is said above the table and on the button

    def _sum_up(self) -> None:
        chosen = self.model.chosen()
        words = sum(entry.words for entry in chosen)
        one, several = (
            self.tr("One document, {1:,} words."),
            self.tr("{0:,} documents, {1:,} words."),
        )
        said = [fill(one if len(chosen) == 1 else several, len(chosen), words)]
        known = sum(bool(entry.known and not entry.twice) for entry in self._intake.entries)
        twice = sum(entry.twice for entry in self._intake.entries)
        refused = len(self._intake.refused)
        if known:
            one, several = (
                self.tr("One is in the project already."),
                self.tr("{0:,} are there already."),
            )
            said.append((one if known == 1 else several).format(known))
        if twice:
            one, several = (
                self.tr("One is here twice."),
                self.tr("{0:,} are here more than once."),
            )
            said.append((one if twice == 1 else several).format(twice))
        if refused:
            one, several = self.tr("One file can’t be read."), self.tr("{0:,} files can’t be read.")
            said.append((one if refused == 1 else several).format(refused))
        self.summary.setText(" ".join(said))
        add = self.tr("&Add the document") if len(chosen) == 1 else self.tr("&Add {0:,} documents")
        self.ok.setText(add.format(len(chosen)) if chosen else self.tr("&Add"))
        self.ok.setEnabled(bool(chosen) and not self._busy)

    # --- the chosen document

    @property
    def current(self) -> Row | None:
        """The line that is chosen."""
        index = self.table.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def _show(self, _index: QModelIndex) -> None:
        row = self.current
        self.options.setVisible(row is not None)
        if row is None or self._busy:
            return
        choices = self._intake.choices(row.file)
        if row.entry is None:
            assert row.refused is not None
            self.options.show_for(self._intake.reader(row.file), choices, ())
            self.preview.show_document(row.refused.reason)
            self.tabs.setTabVisible(1, False)
            self.tabs.setCurrentIndex(0)
            return
        text = self._intake.text(row.file, row.number)
        readings: Sequence[EncodingReading] = ()
        if row.entry.reader == PLAIN:
            readings = encodings.readings(text)
        like = transcripts.looks_like_one(text)
        self.options.show_for(row.entry.reader, choices, readings, like_transcript=like)
        self.facts.setHtml(facts_page(row.entry, text, self.theme))
        self.tabs.setTabText(1, fill(self.tr("Fiel&ds ({0:,})"), number_of_facts(text)))
        self.tabs.setTabVisible(1, bool(text.attributes or row.entry.remarks))
        shown = text.text[:_SHOWN]
        structure = Structure.of(_within(text.structure, len(shown)))
        self.preview.show_document(DocumentText(shown, structure))

    def _ask_for_speakers(self, choices: ReaderChoices) -> None:
        from annotator.ui.adding.speakers_dialog import SpeakersDialog  # noqa: PLC0415  (Pygments)

        row = self.current
        if row is None:
            return
        intake, file, place = self._intake, row.file, row.number
        name = intake.file_name(file).rpartition("/")[2]

        def look(wanted: ReaderChoices) -> Preview:
            found = transcripts.preview(intake.data(file), name, wanted)
            return found[min(place, len(found) - 1)]

        dialog = SpeakersDialog(self, look, choices, self._run, self.theme)
        dialog.accepted.connect(lambda: self._read_again(dialog.chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # --- read another way

    def _read_again(self, choices: ReaderChoices) -> None:
        row = self.current
        if row is not None:
            self._start([row.file], choices)

    def _read_all_again(self, choices: ReaderChoices) -> None:
        row = self.current
        if row is not None:
            reader = self._intake.reader(row.file)
            same = {one.file for one in self.model.rows if self._intake.reader(one.file) == reader}
            self._start(sorted(same), choices)

    def _start(self, files: Sequence[int], choices: ReaderChoices) -> None:
        self._read_otherwise = True
        self._set_busy(True)

        def read() -> str | None:
            for file in files:
                try:
                    self._intake.read_again(file, choices)
                except UserError as error:
                    return str(error)
            return None

        self._reading.ask(read)

    def _read(self, fault: str | None) -> None:
        row = self.current
        self._set_busy(False)
        closing, self._closing = self._closing, False
        if closing:
            self.reject()
        elif fault is not None:
            self.refuse(fault)
        else:
            self.problem.hide()
            self.model.refresh()
        if row is not None:
            self.table.selectRow(self.model.row_of(row.file, row.number))

    def _set_busy(self, busy: bool) -> None:
        """While a file is read again nothing else of the intake may be."""
        self._busy = busy
        for part in (self.table, self.options):
            part.setEnabled(not busy)
        if busy:
            self.summary.setText(self.tr("Reading…"))
            self.ok.setEnabled(False)
        else:
            self._sum_up()

    def reject(self) -> None:
        """Close; where a file is being read, once that is done: another program that converts it is
        ended."""
        if self._busy:
            self._closing = True
            file_reading.stop()
            self.summary.setText(self.tr("This closes once the file is read."))
        else:
            super().reject()

    def is_changed(self) -> bool:
        """The fields show whichever document is chosen: what counts is what was done to it."""
        return self._read_otherwise or self.model.is_changed


def _within(structure: Sequence[Element], characters: int) -> list[Element]:
    """The elements of the beginning of a text, cut to it."""
    return [
        one if one.end <= characters else Element(one.kind, one.start, characters, one.values)
        for one in takewhile(lambda one: one.start <= characters, structure)
    ]
