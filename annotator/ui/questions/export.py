"""Writing what a question found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.transfer.controller import TransferController

if TYPE_CHECKING:
    from annotator.operations.retrieval.results import Results


class QuestionExports(Controller):
    """As codings, as the rows that are shown in place of them, or as data for statistics."""

    def __init__(self, services: Services, transfer: TransferController) -> None:
        super().__init__(services)
        self._transfer = transfer

    def export_codings(self, codings: Sequence[str], suffix: str) -> None:
        """Write codings (GUIDs)."""
        self._transfer.export_table(suffix, list(codings))

    def export_shown(self, found: Results | None, suffix: str) -> bool:
        """Write the table, places or key words that are shown; False where codings are."""
        from annotator.operations.retrieval import sheet_files  # noqa: PLC0415  (start-up)
        from annotator.ui.questions.sheets import sheet_of  # noqa: PLC0415

        sheet = sheet_of(found) if found is not None else None
        if sheet is None:
            return False
        self._write(sheet.title, suffix, lambda at: sheet_files.write(sheet, at, self.csv_form))
        return True

    def export_tidy(self, found: Results | None) -> None:
        """Write what a table counts as data for a statistics program."""
        from annotator.operations.retrieval import tidy  # noqa: PLC0415  (start-up)

        table = found.table if found is not None else None
        if table is None:
            self.refuse(tr("These data are those of a table. Show the results as a table first."))
            return
        title, form = self.tr("Data for a statistics program"), self.csv_form
        self._write(title, ".csv", lambda at: tidy.write(table, at, guard_formulas=True, form=form))

    def _write(self, title: str, suffix: str, write: Callable[[Path], object]) -> None:
        proposal = f"{self.bridge.look().project.path.stem} {title}{suffix}"
        target = self.ask.save_file(self.window, title, proposal, f"{title} (*{suffix})")
        if target is None:
            return
        target = target if target.suffix.lower() == suffix else Path(f"{target}{suffix}")
        try:
            write(target)
        except UserError as error:
            self.refuse(str(error))
        else:
            self.say(self.tr("Wrote {0}.").format(target.name))
