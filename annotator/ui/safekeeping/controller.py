"""Keeping projects safe: backups, repair of damaged ones, encrypted hand-outs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.input_files import shown
from annotator.operations.projects import SUFFIX
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.projects.controller import ProjectController
from annotator.ui.team.controller import TeamController

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from annotator.corpus.repair_report import RepairReport
    from annotator.operations.team.handout import CopyChoice


class SafekeepingController(Controller):
    """Nothing here writes to a project: what is made is always a file of its own."""

    def __init__(
        self, services: Services, projects: ProjectController, team: TeamController
    ) -> None:
        super().__init__(services)
        self._projects, self._team = projects, team
        projects.requestTakeOut.connect(self.take_out)
        projects.requestRepair.connect(self.repair_file)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec("backups", "&Backups…", self.show_backups),
            ActionSpec("repair", "&Repair a damaged project…", self.repair, needs=Needs.NOTHING),
            ActionSpec("hand_out_encrypted", "&Hand out encrypted…", self.hand_out),
            ActionSpec(
                "take_out",
                "&Open an encrypted hand-out…",
                self.choose_encrypted,
                needs=Needs.NOTHING,
            ),
        )

    # --- backups

    def show_backups(self) -> None:
        """The backups of the open project, and what is different in them."""
        from annotator.ui.safekeeping.backups_window import BackupsWindow  # noqa: PLC0415

        window = BackupsWindow(self.window, self.bridge.look(), self.tasks, self.ask, self.theme)
        window.said.connect(self.say)
        window.requestOpen.connect(self._open_after)
        self.keep_in_step(window, lambda _changes: None)
        window.open()

    def _open_after(self, path: Path) -> None:
        self._projects.open_project(path)

    # --- repair

    def repair(self) -> None:
        """Which file is damaged; then as `repair_file`."""
        title = self.tr("Repair a damaged project")
        kinds = self.tr("Annotator projects (*{0});;All files (*)").format(SUFFIX)
        path = self.ask.open_file(self.window, title, kinds)
        if path is not None:
            self.repair_file(path)

    def repair_file(self, path: Path) -> None:
        """Ask where to, then save what can be read of a damaged file there, and tell of it."""
        from annotator.operations.projects import repairing  # noqa: PLC0415  (start-up)

        title = self.tr("Save what can be read as")
        proposal = self.tr("{0} repaired").format(shown(path.stem)) + SUFFIX
        kinds = self.tr("Annotator projects (*{0})").format(SUFFIX)
        target = self.ask.save_file(self.window, title, proposal, kinds)
        if target is None:
            return
        target = target if target.suffix else target.with_suffix(SUFFIX)
        self.tasks.start(
            self.tr("Repairing {0}").format(shown(path.name)),
            repairing.repair(path, target, overwrite=True),
            lambda report: self.tell_repair(target, report),
        )

    def tell_repair(self, target: Path, report: RepairReport) -> None:
        """What was saved and what is lost, line by line."""
        from annotator.operations.projects import repair_words  # noqa: PLC0415
        from annotator.ui.widgets.lines_dialog import LinesDialog  # noqa: PLC0415

        words = repair_words.summary(report, shown(target.name))
        dialog = LinesDialog(
            self.window, self.tr("What was saved"), words, repair_words.lines(report), self.theme
        )
        dialog.page.setAccessibleName(self.tr("What was saved, and what is lost"))
        dialog.add_button(self.tr("&Save the list…"), lambda: self._save_lines(dialog.lines()))
        dialog.add_button(self.tr("&Open the new project"), lambda: self._open_from(dialog, target))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open_from(self, dialog: QDialog, path: Path) -> None:
        dialog.accept()
        self._projects.open_project(path)

    def _save_lines(self, text: str) -> None:
        from annotator.atomic_file import write_text  # noqa: PLC0415

        title, kinds = self.tr("Save the list"), self.tr("Text (*.txt)")
        path = self.ask.save_file(self.window, title, self.tr("Repair.txt"), kinds)
        if path is None:
            return
        try:
            write_text(path if path.suffix else path.with_suffix(".txt"), text + "\n")
        except OSError as error:
            reason = error.strerror or str(error)
            self.refuse(self.tr("{0} can’t be written: {1}.").format(path.name, reason))

    # --- encrypted files

    def hand_out(self) -> None:
        """What is handed out: all, or a coder's copy. Then the pass phrase, then where to."""
        title = self.tr("Hand out encrypted")
        whole, copy = self.tr("The whole project"), self.tr("A copy for a coder…")
        question = self.tr(
            "The file is encrypted with a pass phrase, in the format of age. Whoever has both can"
            " open it, with Annotator or any program for age. What is handed out?"
        )
        chosen = self.ask.decide(self.window, title, question, [whole, copy])
        if chosen == whole:
            self._ask_pass_phrase(None)
        elif chosen == copy:
            self._team.choose_copy(self._ask_pass_phrase)

    def _ask_pass_phrase(self, copy: CopyChoice | None) -> None:
        from annotator.ui.safekeeping.pass_phrase_form import NewPassPhraseForm  # noqa: PLC0415

        form = NewPassPhraseForm(self.window, self.theme)
        form.accepted.connect(lambda: self._hand_out(form.pass_phrase, copy))
        form.finished.connect(form.deleteLater)
        form.open()

    def _hand_out(self, pass_phrase: str, copy: CopyChoice | None) -> None:
        from annotator.operations.team import encrypted_handout  # noqa: PLC0415

        project = self.bridge.project
        if project is None:
            return
        suffix, title = encrypted_handout.ENCRYPTED_SUFFIX, self.tr("Hand out encrypted")
        name = project.path.stem if copy is None else f"{project.path.stem} {copy.coder.name}"
        kinds = self.tr("Encrypted projects (*{0})").format(suffix)
        target = self.ask.save_file(self.window, title, shown(name) + suffix, kinds)
        if target is None:
            return
        target = target if target.suffix else target.with_name(target.name + suffix)
        job = encrypted_handout.hand_out(
            project,
            target,
            pass_phrase,
            copy.coder if copy else None,
            copy.rules if copy else None,
            overwrite=True,
        )
        said = self.tr("Wrote {0}. The pass phrase is kept nowhere: note it.").format(target.name)
        self.tasks.start(title, job, lambda _none: self.say(said))

    def choose_encrypted(self) -> None:
        """Which file; then as `take_out`."""
        title = self.tr("Open an encrypted hand-out")
        kinds = self.tr("Encrypted files (*.age)")
        path = self.ask.open_file(self.window, title, kinds)
        if path is not None:
            self.take_out(path)

    def take_out(self, path: Path) -> None:
        """Ask for the pass phrase and for where to; decrypt, and open what was in the file."""
        from annotator.ui.safekeeping.pass_phrase_form import PassPhraseForm  # noqa: PLC0415

        form = PassPhraseForm(self.window, shown(path.name), self.theme)
        form.accepted.connect(lambda: self._take_out(path, form.pass_phrase))
        form.finished.connect(form.deleteLater)
        form.open()

    def _take_out(self, path: Path, pass_phrase: str) -> None:
        from annotator.operations.team import encrypted_handout  # noqa: PLC0415

        title = self.tr("Save the decrypted project as")
        kinds = self.tr("Annotator projects (*{0})").format(SUFFIX)
        proposal = shown(encrypted_handout.proposed_name(path))
        target = self.ask.save_file(self.window, title, proposal, kinds)
        if target is None:
            return
        target = target if target.suffix else target.with_suffix(SUFFIX)
        if target.exists() and target.samefile(path):
            self.refuse(self.tr("Choose another file than the encrypted one."))
            return
        job = encrypted_handout.take_out(path, target, pass_phrase, overwrite=True)
        self.tasks.start(
            self.tr("Decrypting {0}").format(shown(path.name)),
            job,
            lambda _none: self._projects.open_project(target),
        )
