"""REFI-QDA and other files in and out, with their reports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog

from annotator.corpus.changes import how_many
from annotator.corpus.job import Job
from annotator.corpus.project import ProjectContent
from annotator.input_files import shown
from annotator.operations import projects
from annotator.operations.projects import SUFFIX
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.documents.encoding_controller import EncodingController
from annotator.ui.documents.same_texts import same_text_sentences
from annotator.ui.projects.controller import ProjectController
from annotator.ui.team.coder_controller import CoderController

if TYPE_CHECKING:
    from annotator.operations.transfer import ExportChoice, Incoming
    from annotator.ui.transfer.differences import DifferencesView

_PROJECTS = (".qdpx", ".qde")
_FOREIGN = (*_PROJECTS, ".qdc", ".yaml", ".yml")


def is_foreign(path: Path) -> bool:
    """Whether a file, by its name, is imported rather than added as a text."""
    return path.suffix.lower() in _FOREIGN


class TransferController(Controller):
    """Long work runs as a job; what it brought is told in a window that stays."""

    def __init__(
        self,
        services: Services,
        projects: ProjectController,
        coders: CoderController,
        encodings: EncodingController,
    ) -> None:
        super().__init__(services)
        self._projects, self._coders, self._encodings = projects, coders, encodings

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "import_project", "REFI-QDA &Project…", self.import_project, needs=Needs.NOTHING
            ),
            ActionSpec("import_codebook", "REFI-QDA &Codebook…", self.import_codebook, writes=True),
            ActionSpec(
                "import",
                "&Any file: other programs, codebook, text…",
                self.import_any,
                needs=Needs.NOTHING,
                writes=True,
            ),
            ActionSpec(
                "import_folder",
                "Project &folder: QualCoder, brat, INCEpTION…",
                self.import_folder,
                needs=Needs.NOTHING,
                writes=True,
            ),
            ActionSpec("export_project", "REFI-QDA &Project…", self.export_project, key="Ctrl+E"),
            ActionSpec("export_codebook", "REFI-QDA &Codebook…", self.export_codebook),
            ActionSpec("export_csv", "C&odings as CSV…", self.export_csv),
            ActionSpec("export_xlsx", "Codings as an E&xcel workbook…", self.export_xlsx),
            ActionSpec("export_codebook_file", "Codebook &file…", self.export_codebook_file),
            ActionSpec("export_other", "&Any format…", self.export_other),
        )

    # --- in

    def import_project(self) -> None:
        self._choose(
            self.tr("Import a REFI-QDA Project"), self.tr("REFI-QDA Project (*.qdpx *.qde)")
        )

    def import_codebook(self) -> None:
        self._choose(self.tr("Import a REFI-QDA Codebook"), self.tr("REFI-QDA Codebook (*.qdc)"))

    def import_any(self) -> None:
        from annotator.operations import transfer  # noqa: PLC0415

        suffixes = " ".join(f"*{suffix}" for suffix in transfer.import_suffixes())
        kinds = self.tr("Projects and codebooks ({0})").format(suffixes)
        files = self._chosen(self.tr("Import"), kinds)
        if any(path.suffix.lower() in _PROJECTS for path in files):
            self._preview(files)
        elif files:
            self.take_in(files)

    def import_folder(self) -> None:
        """A project that is a folder. One that no program knows is refused."""
        from annotator.operations import transfer  # noqa: PLC0415

        folder = self.ask.open_folder(self.window, self.tr("Import a Project Folder"))
        if folder is None:
            return
        if not transfer.is_other_program(folder):
            said = self.tr(
                "“{0}” is no project folder of a program that is known. Choose the folder that"
                " holds its files; a folder of texts is added as documents."
            )
            self.refuse(said.format(shown(folder.name)))
            return
        self.take_in([folder])

    def _choose(self, title: str, kinds: str) -> None:
        files = self._chosen(title, kinds)
        if files:
            self.take_in(files)

    def _chosen(self, title: str, kinds: str) -> list[Path]:
        return self.ask.open_files(self.window, title, f"{kinds};;{self.tr('All files')} (*)")

    def take_in(self, files: list[Path]) -> None:
        """Import files into the open project or into a new one, as the user says; what other
        programs made is shown first."""
        from annotator.operations import transfer  # noqa: PLC0415

        if any(transfer.is_other_program(path) for path in files):
            self._preview(files)
            return
        if self.bridge.project is None:
            self._into_new(files)
            return
        foreign = [path for path in files if path.suffix.lower() in _PROJECTS]
        if not foreign:
            self._into_open(files)
            return
        here, new = self.tr("Into “{0}”").format(self.bridge.name), self.tr("Into a new project…")
        question = self.tr(
            "Import {0} into the open project, or make a new project of it?\n\nTexts, coders and "
            "codes that the open project has already are recognised; nothing comes twice."
        ).format(foreign[0].name)
        chosen = self.ask.decide(self.window, self.tr("Import"), question, [here, new])
        if chosen == new:
            self._into_new(files)
        elif chosen == here:
            self._into_open(files)

    def _preview(self, files: list[Path]) -> None:
        from annotator.operations import transfer  # noqa: PLC0415
        from annotator.ui.transfer.import_preview import ImportPreview  # noqa: PLC0415

        def show(incoming: Any) -> None:
            reports = {item.name: item.reading.report for item in incoming if item.reading}
            preview = ImportPreview(self.window, reports, self.bridge.name, self.theme)
            preview.requestImport.connect(
                lambda new: self._into_new(incoming) if new else self._into_open(incoming)
            )
            self._open(preview)

        project = self.bridge.project
        viewer = None if project is None else self.bridge.look()

        def reading() -> Job[list[Incoming]]:
            incoming = yield from transfer.read_incoming(files, project)
            if viewer is None:
                return incoming
            return (yield from transfer.foreseen(viewer, incoming))

        self.tasks.start(self.tr("Reading"), reading(), show)

    def _into_open(self, files: Sequence[Path | Incoming]) -> None:
        from annotator.operations import transfer  # noqa: PLC0415  (not needed to start)

        project, coder = self.bridge.project, self.bridge.coder
        assert project is not None and coder is not None
        projects.back_up(project)

        def done(imported: Any) -> None:
            self.bridge.tell(imported.changes)
            self._tell_import(imported)

        job = transfer.import_into(project, coder.guid, files)
        self.tasks.start(self.tr("Importing"), job, done)

    def _into_new(self, files: Sequence[Path | Incoming]) -> None:
        from annotator.operations import transfer  # noqa: PLC0415

        kinds = self.tr("Annotator projects (*{0})").format(SUFFIX)
        title = self.tr("Import into a new project")
        path = self.ask.save_file(self.window, title, Path(files[0].name).stem + SUFFIX, kinds)
        if path is None:
            return
        self._coders.ensure_coder()
        coder = self.bridge.coder
        assert coder is not None
        path = path if path.suffix else path.with_suffix(SUFFIX)
        here = self.bridge.project
        if here is not None and path.exists() and path.samefile(here.path):
            self.refuse(self.tr("That is the open project. Choose another name."))
            return

        def done(imported: Any) -> None:
            self._projects.open_project(path)
            self._tell_import(imported)

        job = transfer.import_as_project(path, coder, files, overwrite=True)
        self.tasks.start(self.tr("Importing"), job, done)

    def _tell_import(self, imported: Any) -> None:
        """REFI-QDA comes with a report; other files are told in passing."""
        counts = {kind: len(guids) for kind, guids in imported.changes.added.items()}
        kinds = [kind for kind in ("document", "code", "coding") if counts.get(kind)]
        came = [how_many(kind, counts[kind]) for kind in kinds]
        if not came:
            said = self.tr("Nothing was new.")
        elif len(came) == 1:
            said = self.tr("{0} came in.").format(came[0])
        else:
            said = self.tr("{0} and {1} came in.").format(", ".join(came[:-1]), came[-1])
        self.say(" ".join([said, *same_text_sentences(imported.same_text)]))
        if imported.reports:
            from annotator.ui.transfer.report_window import ReportWindow  # noqa: PLC0415

            found = self._differences(imported)
            report = ReportWindow(
                self.window,
                imported.reports,
                imported.known,
                self.theme,
                self.ask,
                differences=found,
            )
            report.refused.connect(self.refuse)
            if found is not None:
                self.keep_in_step(report, lambda _changes: found.refresh())
            self._open(report)
        self._encodings.look_at(imported.texts)

    def _differences(self, imported: Any) -> DifferencesView | None:
        """What is otherwise in the files, to take; not where others' work may not be shown."""
        from annotator.operations.merging.merge_words import MergeFinding, MergeWords  # noqa: PLC0415
        from annotator.ui.transfer.differences import DifferencesView  # noqa: PLC0415

        found = [
            MergeFinding(name, one) for name, ones in imported.differences.items() for one in ones
        ]
        project = self.bridge.project
        if not found or project is None or self.bridge.blind:
            return None
        view = DifferencesView(found, MergeWords(project, ()), self.theme)
        view.requestOther.connect(self._take_other)
        return view

    def _take_other(self, conflict: Any) -> None:
        from annotator.operations.merging import merges  # noqa: PLC0415

        self.bridge.do(merges.take_other, conflict)

    # --- out

    def export_project(self) -> None:
        """What goes out, what the format cannot carry, then where to."""
        from annotator.operations import transfer  # noqa: PLC0415

        viewer = self.bridge.look()

        def reading() -> Job[ProjectContent]:
            yield from ()
            return transfer.whole(viewer)

        title = self.tr("Export a REFI-QDA Project")
        self.tasks.start(title, reading(), self._ask_what)

    def _ask_what(self, content: ProjectContent) -> None:
        from annotator.exchange.refi import RefiReport  # noqa: PLC0415
        from annotator.operations.transfer import export_preview  # noqa: PLC0415
        from annotator.ui.transfer.export_dialog import ExportDialog  # noqa: PLC0415

        viewer = self.bridge.look()

        def preview(choice: ExportChoice) -> RefiReport:
            return export_preview(viewer, content, ".qdpx", choice)

        dialog = ExportDialog(self.window, content, preview, self.theme)
        what = self.tr("REFI-QDA Project")
        dialog.accepted.connect(lambda: self._export(".qdpx", what, dialog.choice))
        self._open(dialog)

    def export_codebook(self) -> None:
        """The list of what stays here is short, and told beside the question where to."""
        from annotator.operations import transfer  # noqa: PLC0415

        viewer = self.bridge.look()
        content = transfer.whole(viewer)
        report = transfer.export_preview(viewer, content, ".qdc")
        lost = "\n".join(f"{finding.place}: {finding.message}" for finding in report.findings)
        if lost:
            title = self.tr("Export a REFI-QDA Codebook")
            question = self.tr("The format cannot carry:\n\n{0}").format(lost)
            if not self.ask.confirm(self.window, title, question, self.tr("Export…")):
                return
        self._export(".qdc", self.tr("REFI-QDA Codebook"))

    def export_csv(self) -> None:
        self._ask_codings(".csv")

    def export_xlsx(self) -> None:
        self._ask_codings(".xlsx")

    def _ask_codings(self, suffix: str) -> None:
        """Of which documents and coders, then where to."""
        from annotator.ui.codings.export_form import CodingsExportForm  # noqa: PLC0415

        form = CodingsExportForm(self.window, self.bridge, self.theme, guarded=suffix == ".csv")
        if form.csv_form is not None:
            form.csv_form.setCurrentIndex(max(0, form.csv_form.findData(self.settings.csv_form)))

        def export() -> None:
            if form.csv_form is not None:
                self.settings.csv_form = str(form.csv_form.currentData())
                self.services.save_settings()
            self._export_codings(suffix, form.choice)

        form.accepted.connect(export)
        self._open(form)

    def _export_codings(self, suffix: str, choice: ExportChoice) -> None:
        words = {
            ".csv": self.tr("Codings as CSV"),
            ".xlsx": self.tr("Codings as an Excel workbook"),
        }
        self._export(suffix, words[suffix], choice)

    def export_table(self, suffix: str, codings: list[str]) -> None:
        """Write the codings that the table shows."""
        from annotator.operations.transfer import ExportChoice  # noqa: PLC0415

        self._export_codings(suffix, ExportChoice(codings=codings))

    def export_codebook_file(self) -> None:
        """Write the codebook for people, as a table, or for other programs, by the suffix."""
        from annotator.exchange.coded_text.choice import CODEBOOK, WritingChoice  # noqa: PLC0415
        from annotator.operations.transfer import ExportChoice  # noqa: PLC0415

        title = self.tr("Export: {0}").format(self.tr("Codebook file"))
        kinds = self.tr(
            "Codebook file (*.yaml);;Table (*.csv);;Excel workbook (*.xlsx);;"
            "REFI-QDA Codebook (*.qdc)"
        )
        name = self.bridge.look().project.path.stem + ".yaml"
        target = self.ask.save_file(self.window, title, name, kinds)
        if target is None:
            return
        suffix = target.suffix.lower()
        if suffix not in (".yaml", ".csv", ".xlsx", ".qdc"):
            target, suffix = target.with_suffix(".yaml"), ".yaml"
        table = ExportChoice(writing=WritingChoice(what=CODEBOOK))
        self._write(title, target, table if suffix in (".csv", ".xlsx") else None)

    def export_other(self) -> None:
        """Write the project in any of the formats that there are, by the suffix of the name."""
        from annotator.operations import transfer  # noqa: PLC0415

        formats = transfer.export_formats()
        kinds = ";;".join(f"{title} (*{suffix})" for title, suffix in formats)
        name = self.bridge.look().project.path.with_suffix(formats[0][1]).name
        target = self.ask.save_file(self.window, self.tr("Export"), name, kinds)
        if target is not None and self._may_lose(target):
            self._write(self.tr("Export"), target)

    def _may_lose(self, target: Path) -> bool:
        """Tell what the format can't hold, where it can't hold everything; whether to go on."""
        from annotator.exchange.refi import folded  # noqa: PLC0415
        from annotator.operations import transfer  # noqa: PLC0415

        suffix = transfer.export_suffix(target)
        if not transfer.loses_something(suffix):
            return True
        viewer = self.bridge.look()
        report = transfer.export_preview(viewer, transfer.whole(viewer), suffix)
        lost = "\n".join(
            f"{finding.place}: {finding.message}"
            for fold in folded(report.findings)
            for finding in fold.findings
        )
        question = self.tr("The format cannot carry:\n\n{0}").format(lost)
        return not lost or self.ask.confirm(
            self.window, self.tr("Export"), question, self.tr("Export…")
        )

    def _export(self, suffix: str, what: str, choice: Any = None) -> None:
        viewer = self.bridge.look()
        title = self.tr("Export: {0}").format(what)
        proposal, kinds = viewer.project.path.stem + suffix, f"{what} (*{suffix})"
        target = self.ask.save_file(self.window, title, proposal, kinds)
        if target is None:
            return
        target = target if target.suffix.lower() == suffix else target.with_suffix(suffix)
        self._write(title, target, choice)

    def _write(self, title: str, target: Path, choice: Any = None) -> None:
        from annotator.operations import transfer  # noqa: PLC0415

        viewer = self.bridge.look()
        job = transfer.export_file(
            viewer,
            target,
            overwrite=True,
            choice=choice,
            guard_formulas=True,
            csv_form=self.csv_form,
        )
        said = self.tr("Wrote {0}.").format(target.name)
        self.tasks.start(title, job, lambda _report: self.say(said))

    def _open(self, dialog: QDialog) -> None:
        """Show a dialog over the window; it goes when it is closed, or with the project."""
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
