"""Adding a table: chosen or dropped, looked at with a mapping, added as one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.atomic_file import replacing
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.controller import Controller

if TYPE_CHECKING:
    from annotator.exchange.records.mapping import Mapping
    from annotator.operations.documents.records import Look, Source, Summary
    from annotator.operations.documents.table_changes import TakenOver
    from annotator.ui.records.dialog import TableDialog
    from annotator.ui.records.summary import TableSummary

_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".jsonl", ".ndjson")


def comes_as_table(path: Path) -> bool:
    """Whether a file that is added by itself is looked at as a table: its name says so."""
    return path.suffix.lower() in _WORKBOOKS


class TableController(Controller):
    """Reading and adding run as jobs; the dialog shows what was read of the first rows."""

    def actions(self) -> Sequence[ActionSpec]:
        return (ActionSpec("add_table", "Add a ta&ble…", self.choose, writes=True),)

    def choose(self) -> None:
        """Ask for a table."""
        from annotator.exchange.records.opening import SUFFIXES  # noqa: PLC0415  (start-up)

        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        filters = f"{self.tr('Tables ({0})').format(kinds)};;{self.tr('All files (*)')}"
        path = self.ask.open_file(self.window, self.tr("Add a table"), filters)
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Read the first rows of a table, and show them."""
        from annotator.operations.documents import records  # noqa: PLC0415

        def show(look: Look) -> None:
            mapping, project = records.proposed(look), self.bridge.project
            if project is not None:
                look, mapping = records.with_earlier(project, look, mapping)
            self._open(path, look, mapping)

        self._read(path, None, show)

    def _read(self, path: Path, mapping: Mapping | None, done: Callable[[Look], None]) -> None:
        self.tasks.start(self.tr("Reading the table"), _looking(path, mapping), done)

    def _open(self, path: Path, look: Look, mapping: Mapping) -> None:
        from annotator.ui.records.dialog import TableDialog  # noqa: PLC0415

        dialog = TableDialog(self.window, look, mapping, self.theme)
        self.bridge.opened.connect(dialog.deleteLater)  # the project is another one
        dialog.requestSheet.connect(lambda sheet: self._show_sheet(dialog, path, sheet))
        dialog.requestLoad.connect(lambda: self._load(dialog, path))
        dialog.requestSave.connect(lambda: self._save(dialog))
        dialog.accepted.connect(lambda: self._add(path, dialog.mapping))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_sheet(self, dialog: TableDialog, path: Path, sheet: str) -> None:
        from annotator.operations.documents import records  # noqa: PLC0415

        options = replace(dialog.mapping.options, sheet=sheet)
        wanted = replace(dialog.mapping, options=options)

        def show(look: Look) -> None:
            proposed = records.proposed(look)
            dialog.show_table(look, replace(proposed, table=wanted.table, options=options))

        self._read(path, wanted, show)

    def _load(self, dialog: TableDialog, path: Path) -> None:
        from annotator.operations.documents import records  # noqa: PLC0415

        kinds = self.tr("Mappings (*.yaml *.yml)")
        file = self.ask.open_file(dialog, self.tr("Load a mapping"), kinds)
        if file is None:
            return
        try:
            mapping = records.load_mapping(file)
        except UserError as error:
            dialog.refuse(str(error))
            return
        self._read(path, mapping, lambda look: dialog.show_table(look, mapping))

    def _save(self, dialog: TableDialog) -> None:
        from annotator.exchange.records.mapping_file import dump_mapping  # noqa: PLC0415

        kinds = self.tr("Mappings (*.yaml *.yml)")
        name = f"{dialog.mapping.table or 'table'}.yaml"
        file = self.ask.save_file(dialog, self.tr("Save the mapping"), name, kinds)
        if file is None:
            return
        try:
            with replacing(file) as partial:
                partial.write_text(dump_mapping(dialog.mapping), encoding="utf-8")
        except OSError as error:
            dialog.refuse(str(error))

    def _add(self, path: Path, mapping: Mapping) -> None:
        from annotator.operations.documents import records  # noqa: PLC0415

        project, coder = self.bridge.project, self.bridge.coder
        assert project is not None and coder is not None
        self.bridge.register_coder()

        def done(summary: Summary) -> None:
            from annotator.ui.records import summary as words  # noqa: PLC0415

            self.bridge.tell(summary.changes)
            self.say(words.short_words(summary))
            if words.is_worth_telling(summary):
                window = words.TableSummary(self.window, summary, self.theme)
                window.requestChanges.connect(lambda: self._choose_changes(window, source, summary))
                window.finished.connect(window.deleteLater)
                window.open()

        source = records.Source(path, mapping)
        job = records.add(project, coder.guid, source)
        self.tasks.start(self.tr("Adding the table"), job, done)

    def _choose_changes(self, window: TableSummary, source: Source, summary: Summary) -> None:
        """Which of the rows that the table has otherwise are taken over."""
        from annotator.operations.documents import table_changes  # noqa: PLC0415
        from annotator.ui.records.changes_dialog import ChangesDialog, words_of  # noqa: PLC0415

        dialog = ChangesDialog(window, summary.changed, self.theme)

        def take_over() -> None:
            project, coder = self.bridge.project, self.bridge.coder
            assert project is not None and coder is not None
            job = table_changes.take_over(project, coder.guid, source, dialog.chosen())

            def done(found: TakenOver) -> None:
                self.bridge.tell(found.changes)
                self.say(words_of(found))

            window.accept()
            self.tasks.start(self.tr("Taking over what the table says"), job, done)

        dialog.accepted.connect(take_over)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _looking(path: Path, mapping: Mapping | None) -> Job[Look]:
    """The first rows of a table; a job."""
    from annotator.operations.documents import records  # noqa: PLC0415

    yield JobProgress(0, 0, tr("Reading {name}", name=path.name))
    return records.look(path, mapping.options if mapping is not None else None)
