"""The team: rounds and progress, copies for coders, and a project that shows nobody else's work."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.coding import Coder
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.moments import EPOCH
from annotator.corpus.round_design import design_of
from annotator.corpus.team import Purpose, Round
from annotator.errors import UserError
from annotator.operations import projects
from annotator.operations.projects import SUFFIX, ProjectFile
from annotator.operations.team import coders, current_round, rounds
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.form_controller import FormController
from annotator.ui.controllers.pages import READER, PageSpec
from annotator.ui.controllers.services import Services
from annotator.ui.projects.controller import ProjectController
from annotator.ui.team.coder_controller import CoderController

if TYPE_CHECKING:
    from annotator.operations.team.handout import CopyChoice
    from annotator.ui.team.page import TeamPage


class TeamController(FormController):
    """The team page is made when it is first asked for."""

    memoWanted = Signal(object)
    """The `Round` to note something about."""
    _page: TeamPage | None = None

    def __init__(
        self, services: Services, coders: CoderController, projects: ProjectController
    ) -> None:
        super().__init__(services)
        self._coders, self._projects = coders, projects
        self._asked_in: ProjectFile | None = None
        services.bridge.opened.connect(self._opened)
        services.bridge.changed.connect(self._take)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec("team", "&Team: rounds and progress", self.show_page, key="F11"),
            ActionSpec("hand_out", "&Copy for a coder…", self.hand_out),
            ActionSpec(
                "blind",
                "&Blind: nobody else’s work is shown",
                self.toggle_blind,
                writes=True,
                checked=lambda: self.bridge.blind,
            ),
        )

    # --- blind

    def toggle_blind(self) -> None:
        """Show nobody else's work in this project, or show it again; Undo takes it back."""
        blind = not self.bridge.blind
        if self.bridge.do(projects.set_blind, blind) is not None:
            shown = self.tr("Everybody’s work is shown again.")
            self.say(self._blind_words() if blind else shown)

    def _blind_words(self) -> str:
        return self.tr(
            "This project is blind: nobody else’s work is shown, whatever is merged into it."
        )

    def _opened(self) -> None:
        before = self._asked_in
        if self.bridge.blind:
            self.say(self._blind_words())
        opened, self._asked_in = self.bridge.project, self.bridge.project
        if opened is not None and opened is not before:
            QTimer.singleShot(0, self, self._recognise)

    def _recognise(self) -> None:
        """A copy knows its coder by an identity of its own. Somebody who opens it under that name,
        or a copy for one person alone, is asked whether they are meant; nobody is taken for
        somebody else unasked."""
        me, people = self.bridge.coder, self.bridge.people
        project = self.bridge.project
        if project is None or me is None or me.guid in people:
            return
        if self.settings.coder_in(project.path) is not None:
            return  # answered before
        known = [coder for coder in self.bridge.coders if coder.guid in people]
        meant = [coder for coder in known if coder.name.casefold() == me.name.casefold()]
        if not meant and self.bridge.blind and len(known) == 1:
            meant = known
        if len(meant) != 1:
            return
        self._ask_who(me, meant[0])

    def _ask_who(self, me: Coder, meant: Coder) -> None:
        """Three honest answers: to be the coder of the copy, to be somebody else, not to open."""
        project = self.bridge.project
        assert project is not None
        consequence = (
            self.tr(
                "Somebody else sees none of {0}’s codings, as the copy is blind, and what they"
                " code stands beside {0}’s under their own name."
            )
            if self.bridge.blind
            else self.tr("What somebody else codes stands beside {0}’s, under their own name.")
        ).format(meant.name)
        question = self.tr(
            "“{1}” knows {0}, and does not know this computer’s {2}. Who are you?\n\nWhat {0}"
            " codes here is {0}’s work, also when the copy is merged. {3}"
        ).format(meant.name, project.path.name, me.name, consequence)
        i_am, other = (
            self.tr("I am {0}").format(meant.name),
            self.tr("I am somebody else ({0})").format(me.name),
        )
        cancel = self.tr("Do not open it")
        title = self.tr("Who codes?")
        chosen = self.ask.decide(self.window, title, question, [i_am, other], cancel)
        if chosen == i_am:
            self._coders.become(meant.name, meant.guid)
        elif chosen == other:
            self._coders.become(me.name, me.guid)
        else:
            self._projects.close_project()

    def _take(self, changes: Changes) -> None:
        elsewhere = self.pages.shown_name != READER
        if changes.touched(kinds.PROJECT) and self.bridge.blind and elsewhere:
            self.navigator.show_reader()

    # --- rounds

    def page_specs(self) -> Sequence[PageSpec]:
        return (PageSpec("team", self.tr("Team"), self._make_page, order=3),)

    @property
    def page(self) -> TeamPage:
        """The page; made at the first call."""
        self.pages.get("team")
        assert self._page is not None
        return self._page

    def _make_page(self) -> TeamPage:
        from annotator.ui.team.page import TeamPage  # noqa: PLC0415

        page = self._page = TeamPage(self.bridge, self.theme)
        page.requestDocument.connect(self.navigator.open_in_reader)
        page.requestAdd.connect(self.add_round)
        page.requestEdit.connect(self.edit_round)
        page.requestDelete.connect(self.delete_round)
        page.requestOrder.connect(lambda guids: self.bridge.do(rounds.order, guids))
        page.requestAssign.connect(lambda guid, pairs: self.bridge.do(rounds.assign, guid, pairs))
        page.requestEvenly.connect(self.share_out)
        page.requestCoder.connect(self.add_coder)
        page.requestHandOut.connect(self.hand_out)
        page.bar.requestSeal.connect(self.seal_round)
        page.bar.requestResults.connect(self.show_results)
        page.bar.requestMemo.connect(self.memoWanted)
        page.bar.requestOverlap.connect(self.draw_overlap)
        page.bar.requestWork.connect(lambda one: self.bridge.do(current_round.choose, one.guid))
        return page

    def show_page(self) -> None:
        """Rounds, who codes what, and how far everybody is."""
        self.pages.show_page("team")
        self.pages.give_focus(self.page.view)

    def add_round(self) -> None:
        """Ask what the round is; the page turns to it."""
        from annotator.ui.team.round_form import RoundForm  # noqa: PLC0415

        new = Round("", "", Purpose.TRAINING)
        form = RoundForm(self.window, new, self.theme, self._people())

        def add(project: ProjectFile, by: str) -> Changes:
            one = form.round
            return rounds.add(
                project,
                by,
                one.name,
                one.purpose,
                blind=one.blind,
                cues_locked=one.cues_locked,
                design=design_of(one),
            )

        def turn_to() -> None:
            self.page.choose(form.round.name)
            self.page.tabs.setCurrentIndex(1)

        form.accepted.connect(turn_to)
        self.open_form(form, lambda: self.bridge.attempt(add))

    def _people(self) -> dict[str, str]:
        labels = self.bridge.coder_labels()
        return {guid: labels[guid] for guid in self.bridge.people}

    def edit_round(self, one: Round) -> None:
        from annotator.ui.team.round_form import RoundForm  # noqa: PLC0415

        form = RoundForm(self.window, one, self.theme, self._people())
        self.open_form(form, lambda: self.bridge.attempt(rounds.edit, form.round))

    def seal_round(self, one: Round) -> None:
        """Close a round, once it is said what that means."""
        from annotator.operations import sealing  # noqa: PLC0415  (statistics: no start waits)

        question = self.tr(
            "Seal the round “{0}”? Its codings, the codebook and the settings of its figures are"
            " kept as they are, and its agreement is computed from them for ever. Coding goes on"
            " outside of the round. Undo takes the seal back."
        ).format(one.name)
        title = self.tr("Seal a round")
        if self.ask.confirm(self.window, title, question, self.tr("Seal")):
            self.bridge.do(sealing.seal, one.guid)

    def show_results(self, one: Round) -> None:
        """Say who passed a training, or how alike each coder coded at both times."""
        from annotator.operations import team_results  # noqa: PLC0415  (statistics)
        from annotator.ui.widgets.lines_dialog import LinesDialog  # noqa: PLC0415

        try:
            lines = team_results.lines(self.bridge.look(), one)
        except UserError as error:
            self.refuse(str(error))
            return
        dialog = LinesDialog(self.window, one.name, team_results.summary(one), lines, self.theme)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def draw_overlap(self, one: Round) -> None:
        """Give a share of the documents to a second coder; which ones is not said."""
        title = self.tr("Hidden overlap")
        question = self.tr(
            "Which share of the documents goes to a second coder too? They are drawn by chance, and"
            " look like any other work."
        )
        chosen = self.ask.choice(self.window, title, question, ["5 %", "10 %", "15 %", "20 %"])
        if chosen is not None:
            from annotator.operations.team import overlap  # noqa: PLC0415  (start-up)

            share, seed = float(chosen.split()[0]), secrets.randbelow(1_000_000)
            if self.bridge.do(overlap.draw, one.guid, share, seed) is not None:
                self.say(self.tr("Drawn with the seed {0}, which the round keeps.").format(seed))

    def delete_round(self, one: Round) -> None:
        """Delete a round; what was coded in it stays."""
        question = self.tr(
            "Delete the round “{0}” with its assignments? Codings and progress are not touched;"
            " Undo brings it back."
        ).format(one.name)
        title = self.tr("Delete a round")
        if self.ask.confirm(self.window, title, question, self.tr("Delete")):
            self.bridge.do(rounds.delete, one.guid)

    def share_out(self, one: Round) -> None:
        """Give every document to so many coders, as evenly as can be."""
        overview = self.page.model.overview
        coders_ = [coder.guid for coder in overview.coders]
        choices = [str(number) for number in range(1, len(coders_) + 1)]
        title = self.tr("Share out evenly")
        question = self.tr("How many coders code each document?")
        chosen = self.ask.choice(self.window, title, question, choices)
        if chosen is not None:
            documents = [facts.guid for facts in overview.documents]
            pairs = rounds.evenly(documents, coders_, int(chosen))
            self.bridge.do(rounds.assign, one.guid, pairs)

    def add_coder(self) -> None:
        """Make somebody known, so that documents can be assigned to them."""
        title = self.tr("Add a coder")
        name = (self.ask.text(self.window, title, self.tr("Name:")) or "").strip()
        if not name:
            return
        if name in {coder.name for coder in self.bridge.coders}:
            self.refuse(self.tr("There is a coder called {0} already.").format(name))
            return
        self.bridge.do(coders.add, self.new_coder(name))
        self.page.refresh()

    def new_coder(self, name: str) -> Coder:
        """Somebody of this name, the same one whenever this computer is asked."""
        guid = self.settings.coder_guid(name)
        self.services.save_settings()
        return Coder(guid, name, EPOCH, EPOCH)

    # --- copies

    def hand_out(self, one: Round | None = None) -> None:
        """Ask for whom and what, then where to, and write the copy."""
        self.choose_copy(self._write_copy, one)

    def choose_copy(self, then: Callable[[CopyChoice], object], one: Round | None = None) -> None:
        """Ask for whom a copy is and what is in it."""
        from annotator.operations.team.handout import CopyChoice  # noqa: PLC0415  (start-up)
        from annotator.ui.team.handout_dialog import HandOutDialog, Offer  # noqa: PLC0415

        project = self.bridge.project
        if project is None:
            return
        labels = self.bridge.coder_labels()
        people = {guid: labels[guid] for guid in self.bridge.people}
        documents = [(facts.guid, facts.name) for facts in self.bridge.documents]
        dialog = HandOutDialog(
            self.window,
            Offer(people, documents, rounds.listed(self.bridge.look())),
            self.theme,
            one or None,
        )

        def chosen() -> None:
            then(CopyChoice(self._coder(dialog.guid, dialog.name), dialog.rules))

        dialog.accepted.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write_copy(self, copy: CopyChoice) -> None:
        from annotator.operations.team import handout  # noqa: PLC0415  (start-up)

        project = self.bridge.project
        assert project is not None
        coder = copy.coder
        title = self.tr("Copy for {0}").format(coder.name)
        proposal, kinds_ = handout.proposed_name(project, coder), f"Annotator (*{SUFFIX})"
        chosen = self.ask.save_file(self.window, title, proposal, kinds_)
        if chosen is None:
            return
        target, rules = chosen if chosen.suffix else chosen.with_suffix(SUFFIX), copy.rules

        def write() -> Job[None]:
            yield JobProgress(0, 0, title)
            handout.hand_out(project, target, coder, rules, overwrite=True)

        said = self.tr("Wrote {0} for {1}.").format(target.name, coder.name)
        self.tasks.start(title, write(), lambda _none: self.say(said))

    def _coder(self, guid: str | None, name: str) -> Coder:
        known = next((coder for coder in self.bridge.coders if coder.guid == guid), None)
        return known or self.new_coder(name)
