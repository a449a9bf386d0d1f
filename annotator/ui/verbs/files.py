"""Projects and files: new, open, add, merge, import, export, copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator import paths
from annotator.corpus.codebook import Codebook
from annotator.errors import FaultyProjectError, UserError
from annotator.operations import codes, projects
from annotator.storage.project_file import SUFFIX
from annotator.ui.verbs.group import Verbs

if TYPE_CHECKING:
    from annotator.operations.reliability import Selection, Settings


class FileVerbs(Verbs):
    """Long work runs as a job; the window stays alive and shows how far it is."""

    def _project_filter(self) -> str:
        return self.tr("Annotator projects (*{0})").format(SUFFIX)

    # --- projects

    def new_project(self) -> None:
        """Ask for the codebook to begin with, then for the file."""
        from annotator.ui.codebook.new_project_form import NewProjectForm  # noqa: PLC0415

        usual = codes.BUILT_IN
        names = sorted(codes.built_in_codebooks(), key=lambda name: (name != usual, name))
        form = NewProjectForm(self.window, names, codes.load, self.window.theme)
        form.accepted.connect(lambda: self._make_project(form.codebook))
        form.finished.connect(form.deleteLater)
        form.open()

    def _make_project(self, codebook: Codebook) -> None:
        path = self.ask.save_file(
            self.window, self.tr("New project"), self.tr("Project") + SUFFIX, self._project_filter()
        )
        if path is None:
            return
        self.window.ensure_coder()
        path = path if path.suffix else path.with_suffix(SUFFIX)

        def make() -> None:
            assert self.bridge.coder is not None
            # The dialog has asked whether to replace what is there.
            made = projects.create(path, codebook, self.bridge.coder, overwrite=True)
            self.bridge.show(made)

        self._try(make)

    def choose_project(self) -> None:
        title = self.tr("Open a project")
        path = self.ask.open_file(self.window, title, self._project_filter())
        if path is not None:
            self.open_project(path)

    def open_project(self, path: Path) -> None:
        """Open a project, after a backup of it, and remember it. One that is faulty is offered to
        be read."""
        self.window.ensure_coder()
        try:
            self._open(path)
        except FaultyProjectError as error:
            self.window.refuse(str(error))
            if self._wants_to_read(str(error)):
                self._try(lambda: self.bridge.open_read_only(path))
        except UserError as error:
            self.window.refuse(str(error))

    def _wants_to_read(self, refusal: str) -> bool:
        question = self.tr(
            "{0}\n\nIt can be opened read-only: what is faulty is left out and counted, the rest"
            " can be read, searched, exported and saved as a copy. The file stays as it is."
        ).format(refusal)
        read = self.tr("Open read-only")
        title, leave = self.tr("The project is faulty"), self.tr("Do not open")
        return self.ask.decide(self.window, title, question, [read], leave) == read

    def _open(self, path: Path) -> None:
        self.bridge.open(path)
        assert self.bridge.project is not None
        for remark in self.bridge.project.remarks:
            self.window.refuse(remark)

    def offer_typed(self) -> None:
        """Show what was typed in forms that were open when the program was ended."""
        from annotator.ui.typed_window import TypedWindow  # noqa: PLC0415  (seldom needed)

        if self.window.findChild(TypedWindow) is not None:
            return
        unsaved = self.bridge.unsaved
        shown = TypedWindow(self.window, unsaved.forms, self.window.theme)
        shown.discarded.connect(lambda: unsaved.keep_forms(()))
        self.keep_in_step(shown, lambda _changes: None)
        shown.show()

    def open_sample(self) -> None:
        """The sample is made anew where it is not there; it is the user's to change."""
        from annotator.operations import sample  # noqa: PLC0415

        self.window.ensure_coder()
        path = paths.data_folder() / f"sample{SUFFIX}"

        def show() -> None:
            self._try(lambda: self.bridge.open(path))

        if path.exists():
            show()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        job = sample.merged(path)
        self.window.jobs.start(self.tr("Making the sample"), job, lambda _done: show())

    def close_project(self) -> None:
        if not self.window.may_leave():
            return
        self.window.remember()
        self.window.jobs.wait()
        self.bridge.close()

    def save_copy(self) -> None:
        assert self.bridge.project is not None
        project = self.bridge.project
        proposal = f"{project.path.stem} {self.tr('copy')}{SUFFIX}"
        title = self.tr("Save a copy")
        target = self.ask.save_file(self.window, title, proposal, self._project_filter())
        if target is not None:

            def save() -> None:
                projects.save_copy(project, target, overwrite=True)
                self.window.say(self.tr("Saved a copy as {0}.").format(target.name))

            self._try(save)

    def quit(self) -> None:
        self.window.close()

    def _try(self, action: Callable[[], Any]) -> None:
        try:
            action()
        except UserError as error:
            self.window.refuse(str(error))

    def same_texts(self, same_text: Mapping[str, Sequence[str]]) -> list[str]:
        """A sentence for each new document that has the text of others."""
        words = self.tr("{0} has the text of {1}: one text is there more than once.")
        return [words.format(name, ", ".join(others)) for name, others in same_text.items()]

    def write_report(self) -> None:
        """The report on agreement: of what is chosen on the page of agreement where that is shown,
        else of all coders, documents and codes."""
        if self.closed_while_blind():
            return
        from annotator.operations import report  # noqa: PLC0415  (not needed to start)
        from annotator.ui.report_pdf import write_pdf  # noqa: PLC0415

        assert self.bridge.project is not None
        title = self.tr("Write the agreement report")
        kinds = self.tr(
            "Web page (*.html);;PDF (*.pdf);;Excel workbook (*.xlsx)"
            ";;CSV tables, an apostrophe before text like formulas (*.zip)"
        )
        proposal = f"{self.bridge.project.path.stem} agreement.html"
        chosen = self.ask.save_file(self.window, title, proposal, kinds)
        if chosen is None:
            return
        known = chosen.suffix.lower() in report.SUFFIXES
        target = chosen if known else chosen.with_name(f"{chosen.name}.html")

        viewer = self.bridge.look()

        def save(found: Any) -> None:
            report.save(found, target, write_pdf, overwrite=True)
            self.window.say(self.tr("Wrote {0}.").format(target.name))

        def compute() -> None:
            report.check_target(target, overwrite=True)
            job = report.build(viewer, *self._compared())
            self.window.jobs.start(title, job, lambda found: self._try(lambda: save(found)))

        self._try(compute)

    def _compared(self) -> tuple[Selection | None, Settings | None]:
        from annotator.ui.agreement.page import AgreementPage  # noqa: PLC0415  (as above)

        page = self.window.shown_page
        if isinstance(page, AgreementPage):
            return page.choices.selection(), page.choices.settings()
        return None, None
