"""The coded text on paper or as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPdfWriter
from PySide6.QtWidgets import QApplication

from annotator.errors import UserError
from annotator.operations import projects
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller
from annotator.ui.widgets.plain_text import progress_dialog

if TYPE_CHECKING:
    from annotator.ui.reader.printing import Sheet

_MARGIN = 20.0
"""Millimetres."""


class _NotPrinted(Exception):  # noqa: N818  (the user may have wanted it so)
    """Printing was cancelled, or could not go on, which was told."""


class PrintController(Controller):
    """Prints what the reader shows: the codings in focus, of everybody or of one."""

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec("export_pdf", "Coded &text as PDF…", self.save_pdf, needs=Needs.DOCUMENT),
            ActionSpec("print", "P&rint the coded text…", self.print_text, needs=Needs.DOCUMENT),
        )

    def print_text(self) -> None:
        """Ask for a printer, and print the open document."""
        from PySide6.QtPrintSupport import (  # noqa: PLC0415  (start-up has no use for it)
            QPrintDialog,
            QPrinter,
        )

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._name())
        if QPrintDialog(printer, self.window).exec():
            self._print(printer, self._name())

    def save_pdf(self) -> None:
        """Ask for a file, and write the open document as A4."""
        title = self.tr("The coded text as PDF")
        proposal = f"{Path(self._name()).stem}.pdf"
        path = self.ask.save_file(self.window, title, proposal, self.tr("PDF (*.pdf)"))
        if path is None:
            return
        if path.suffix.lower() != ".pdf":
            path = path.with_name(path.name + ".pdf")
        try:
            projects.refuse_existing(path, overwrite=True)
            with projects.replacing(path) as partial:
                if not self._print(self._pdf(partial), path.name):
                    raise _NotPrinted
        except UserError as error:
            self.refuse(str(error))
        except _NotPrinted:
            return
        else:
            self.say(self.tr("Wrote {0}.").format(path.name))

    def _pdf(self, path: Path) -> QPdfWriter:
        from PySide6.QtGui import QPageLayout, QPageSize  # noqa: PLC0415  (start-up)

        writer = QPdfWriter(str(path))
        writer.setTitle(self._name())
        writer.setResolution(600)
        margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        unit = QPageLayout.Unit.Millimeter
        size = QPageSize(QPageSize.PageSizeId.A4)
        writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, margins, unit))
        return writer

    def _name(self) -> str:
        document = self.document_page.document
        names = {one.guid: one.name for one in self.bridge.documents}
        return names.get(document or "", self.tr("Text"))

    def _sheet(self) -> Sheet:
        from annotator.ui.reader.printing import Sheet  # noqa: PLC0415  (start-up has no use for it)

        view = self.reader_view
        definitions = {code.guid: code.definition for code in self.bridge.codebook.codes}
        marks = view.marks.chosen(
            view.painter_of_marks.only_codes, view.painter_of_marks.only_coders
        )
        return Sheet(
            *(self._name(), view.text, marks, view.code_styles, view.coder_styles, definitions),
            plain=view.looks.plain,
            changes=view.looks.changes,
        )

    def _print(self, device: QPagedPaintDevice, where: str) -> bool:
        """Page by page, with Cancel; False where it was cancelled or can't be written."""
        from annotator.ui.reader.printing import print_sheet  # noqa: PLC0415  (as above)

        progress = progress_dialog(self.window, self.tr("Printing …"))
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(600)
        job = print_sheet(device, self._sheet())
        try:
            for step in job:
                progress.setMaximum(step.total)
                progress.setValue(step.done)
                QApplication.processEvents()
                if progress.wasCanceled():
                    return False
        except OSError:
            self.refuse(self.tr("{0} can’t be written. Choose another place.").format(where))
            return False
        finally:
            job.close()
            progress.close()
            progress.deleteLater()
        return True
