"""Projects as files: new, open, copy, close."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Signal

from annotator import paths
from annotator.corpus.coding import Coder
from annotator.corpus.job import Job
from annotator.errors import DamagedFileError, FaultyProjectError, UserError
from annotator.operations import projects
from annotator.operations.codebook import codes
from annotator.operations.projects import SUFFIX
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.form_controller import FormController
from annotator.ui.controllers.services import Services
from annotator.ui.team.coder_controller import CoderController

if TYPE_CHECKING:
    from annotator.operations.team.joining import ColleaguesFile
    from annotator.ui.projects.coder_field import CoderField
    from annotator.ui.projects.join_form import JoinForm
    from annotator.ui.projects.new_project_form import NewProjectForm

_ENCRYPTED = ".age"


class Closable(Protocol):
    """A window with a project in it that can be left."""

    def may_leave(self) -> bool:
        """Whether the project can be left: all is on the disk, or the user knows what is not."""

    def remember(self) -> None:
        """Keep where the reader stands and how the window looks."""

    def close(self) -> bool:
        """Close the window; False where the user would rather stay."""


class ProjectController(FormController):
    """Long work runs as a job; the window stays alive and shows how far it is."""

    requestTakeOut = Signal(object)
    """A file to open is encrypted: its path."""
    requestRepair = Signal(object)
    """A damaged file is to be saved as far as it can be read: its path."""
    sampleShown = Signal()
    """The sample was asked for, and is open."""

    def __init__(self, services: Services, coders: CoderController, main: Closable) -> None:
        super().__init__(services)
        self._coders, self._main = coders, main

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec("new", "&New project…", self.new_project, key="Ctrl+N", needs=Needs.NOTHING),
            ActionSpec(
                "open", "&Open project…", self.choose_project, key="Ctrl+O", needs=Needs.NOTHING
            ),
            ActionSpec(
                "join",
                "&Join with a colleague’s file…",
                self.choose_colleagues,
                needs=Needs.NOTHING,
            ),
            ActionSpec("sample", "Open the &sample", self.open_sample, needs=Needs.NOTHING),
            ActionSpec(
                "sample_study",
                "Open the sample stu&dy: rounds, cases, rules",
                self.open_sample_study,
                needs=Needs.NOTHING,
            ),
            ActionSpec("save_copy", "Save a cop&y…", self.save_copy, key="Ctrl+Shift+S"),
            ActionSpec("close", "C&lose project", self.close_project, key="Ctrl+W"),
            ActionSpec("quit", "&Quit", self.quit, key="Ctrl+Q", needs=Needs.NOTHING),
        )

    def _project_filter(self) -> str:
        return self.tr("Annotator projects (*{0})").format(SUFFIX)

    # --- projects

    def new_project(self) -> None:
        """Ask for name, place, who codes, and the codebook to begin with."""
        from annotator.ui.projects.new_project_form import NewProjectForm  # noqa: PLC0415

        usual = codes.BUILT_IN
        names = sorted(codes.built_in_codebooks(), key=lambda name: (name != usual, name))
        people = {guid: name for name, guid in self.settings.coders.items()}
        form = NewProjectForm(self.window, names, codes.load, people, self.settings, self.theme)
        self.open_form(form, lambda: self._make_project(form))

    def _make_project(self, form: NewProjectForm) -> None:
        coder, path = self._coder_of(form.coder), form.place.path
        made = projects.create(path, form.codebook, coder)
        self.settings.keep_coder(path, coder.guid)
        form.place.keep()
        self.bridge.show(made)

    def _coder_of(self, field: CoderField) -> Coder:
        """Who is named in a form; the first one is who codes on this computer."""
        name = field.name
        self.settings.coder = self.settings.coder or name
        return self._coders.known(name, field.guid)

    # --- a colleague's file

    def choose_colleagues(self) -> None:
        """Ask for the file that a colleague sent."""
        title = self.tr("Join with a colleague’s file")
        path = self.ask.open_file(self.window, title, self._project_filter())
        if path is not None:
            self.look_at_colleagues(path)

    def look_at_colleagues(self, path: Path) -> None:
        """Show what is in a colleague's file; theirs stays as it is, and a copy is worked with."""
        from annotator.operations.team import joining  # noqa: PLC0415  (start-up)

        title = self.tr("Looking at the file")
        self.tasks.start(title, joining.look_at(path), self._offer_copy)

    def _offer_copy(self, found: ColleaguesFile) -> None:
        from annotator.ui.projects.join_form import JoinForm  # noqa: PLC0415  (start-up)

        form = JoinForm(self.window, found, self.settings, self.theme)
        self.open_form(form, lambda: self._join(found, form))

    def _join(self, found: ColleaguesFile, form: JoinForm) -> None:
        from annotator.operations.team import joining  # noqa: PLC0415  (start-up)

        coder, path = self._coder_of(form.coder), form.place.path
        form.place.keep()

        def begin(_written: None) -> None:
            self.settings.keep_coder(path, coder.guid)
            self.open_project(path)

        title = self.tr("Making your copy")
        self.tasks.start(title, joining.write_copy(found.path, path), begin)

    def choose_project(self) -> None:
        title = self.tr("Open a project")
        kinds = self.tr("Annotator projects (*{0} *{0}.age)").format(SUFFIX)
        path = self.ask.open_file(self.window, title, kinds)
        if path is not None:
            self.open_project(path)

    def open_project(self, path: Path) -> None:
        """Open a project, after a backup of it, and remember it. One that is faulty is offered to
        be read."""
        if path.suffix.lower() == _ENCRYPTED:
            self.requestTakeOut.emit(path)
            return
        self._coders.ensure_coder()
        try:
            self._open(path)
        except FaultyProjectError as error:
            self.refuse(str(error))
            self._offer_ways(path, str(error))
        except DamagedFileError as error:
            self.refuse(str(error))
            self._offer_repair(path, str(error))
        except UserError as error:
            self.refuse(str(error))

    def _offer_repair(self, path: Path, refusal: str) -> None:
        question = self.tr(
            "{0}\n\nWhat can be read of it can be saved as a new project, with a list of what is"
            " lost. The file stays as it is."
        ).format(refusal)
        repair = self.tr("Save what can be read…")
        title, leave = self.tr("The project is damaged"), self.tr("Do not open")
        if self.ask.decide(self.window, title, question, [repair], leave) == repair:
            self.requestRepair.emit(path)

    def _offer_ways(self, path: Path, refusal: str) -> None:
        """What can be done with a faulty project: read it, or save what is sound as a new one."""
        question = self.tr(
            "{0}\n\nIt can be opened read-only: what is faulty is left out and counted, the rest"
            " can be read, searched, exported and saved as a copy. The file stays as it is."
        ).format(refusal)
        read, repair = self.tr("Open read-only"), self.tr("Save what can be read…")
        title, leave = self.tr("The project is faulty"), self.tr("Do not open")
        chosen = self.ask.decide(self.window, title, question, [read, repair], leave)
        if chosen == read:
            self._try(lambda: self.bridge.open_read_only(path))
        elif chosen == repair:
            self.requestRepair.emit(path)

    def _open(self, path: Path) -> None:
        self.bridge.open(path)
        assert self.bridge.project is not None
        for remark in self.bridge.project.remarks:
            self.refuse(remark)

    def offer_typed(self) -> None:
        """Show what was typed in forms that were open when the program was ended."""
        from annotator.ui.recovery.typed_window import TypedWindow  # noqa: PLC0415  (seldom needed)

        if self.window.findChild(TypedWindow) is not None:
            return
        unsaved = self.bridge.unsaved
        shown = TypedWindow(self.window, unsaved.forms, self.theme)
        shown.discarded.connect(lambda: unsaved.keep_forms(()))
        self.keep_in_step(shown, lambda _changes: None)
        shown.show()

    def open_sample(self) -> None:
        """The sample is made anew where it is not there; it is the user's to change."""
        from annotator.operations import sample_project as sample  # noqa: PLC0415

        self._open_made("sample", sample.merged, self.sampleShown.emit)

    def open_sample_study(self) -> None:
        """The same text as a whole study: what was settled, the rules that came of it, and a second
        round."""
        from annotator.operations import sample_study  # noqa: PLC0415

        self._open_made("sample study", sample_study.made)

    def _open_made(
        self,
        name: str,
        make: Callable[[Path], Job[None]],
        then: Callable[[], object] = lambda: None,
    ) -> None:
        self._coders.ensure_coder()
        path = paths.data_folder() / f"{name}{SUFFIX}"

        def show() -> None:
            self._try(lambda: self.bridge.open(path))
            if self.bridge.project is not None and self.bridge.project.path == path:
                then()

        if path.exists():
            show()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        self.tasks.start(self.tr("Making the sample"), make(path), lambda _done: show())

    def close_project(self) -> None:
        if not self._main.may_leave():
            return
        self._main.remember()
        self.tasks.wait()
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
                self.say(self.tr("Saved a copy as {0}.").format(target.name))

            self._try(save)

    def quit(self) -> None:
        self._main.close()

    def _try(self, action: Callable[[], Any]) -> None:
        try:
            action()
        except UserError as error:
            self.refuse(str(error))
