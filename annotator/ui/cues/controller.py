"""Cues in the text: marked when the coder asks, never where the project has locked them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.job import Job
from annotator.corpus.span import Span
from annotator.operations import projects
from annotator.ui.controllers.controller import Controller

if TYPE_CHECKING:
    from annotator.cues.finder import Cue, CueFinder
    from annotator.ui.main_window import MainWindow


class CueController(Controller):
    """Whether cues are marked is the user's choice and is kept; the lock is the project's."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._finder: CueFinder | None = None
        self._told: set[tuple[str, str]] = set()
        window.bridge.opened.connect(self._opened)
        window.bridge.changed.connect(self._take)

    # --- on and off

    def toggle(self) -> None:
        """Mark the cues, or no longer; where they are locked, say why they can't be marked."""
        if self.bridge.cues_locked:
            self._check_actions()
            self.window.refuse(self._locked_words())
            return
        self.settings.cues = not self.settings.cues
        self.window.save_settings()
        self._apply()
        if not self.settings.cues:
            self.window.say(self.tr("Cues are no longer marked."))
        elif not any(code.cues for code in self.bridge.codebook.codes):
            self.window.say(
                self.tr("No code of this codebook has cues. List some in the form of a code.")
            )
        else:
            self.window.say(self.tr("Dots above words: they often betray a code. K goes to them."))

    def toggle_lock(self) -> None:
        """Lock the cues of the project for everybody, or allow them again; Undo takes it back."""
        locked = not self.bridge.cues_locked
        if self.bridge.do(projects.lock_cues, locked) is not None:
            allowed = self.tr("Cues can be marked again in this project.")
            self.window.say(self._locked_words() if locked else allowed)

    def _locked_words(self) -> str:
        return self.tr(
            "Cues are locked in this project, as for a reliability round: everybody codes without"
            " them. Codes › Lock cues allows them again."
        )

    # --- keeping in step

    def _opened(self) -> None:
        self._told = set()
        self._finder = None
        self._apply()
        if self.settings.cues and self.bridge.cues_locked:
            self.window.say(self._locked_words())

    def _take(self, changes: Changes) -> None:
        if changes.touched(kinds.PROJECT):
            self._apply()
        elif changes.touched(kinds.CODE) and self._finder is not None:
            changed = self._finder.update(self.bridge.codebook)
            if changed and self.marking:
                self.window.reader.view.show_cues(self._finding)

    @property
    def marking(self) -> bool:
        """Whether cues are marked in the text now."""
        return self.window.reader.view.cues.on

    def _apply(self) -> None:
        self._check_actions()
        wanted = self.settings.cues and self.bridge.project is not None
        if not wanted or self.bridge.cues_locked:
            self.window.reader.view.show_cues(None)
            return
        if self._finder is None:
            from annotator.cues.finder import CueFinder  # noqa: PLC0415  (needs Pygments; off)

            self._finder = CueFinder(self.bridge.codebook)
        else:
            self._finder.update(self.bridge.codebook)
        self.window.reader.view.show_cues(self._finding)

    def _check_actions(self) -> None:
        """Show in the menu how things are."""
        states = {"cues": self.settings.cues, "lock_cues": self.bridge.cues_locked}
        for name, state in states.items():
            self.window.actions_[name].setCheckable(True)
            self.window.actions_[name].setChecked(state)

    def _finding(self, text: str, offset: int) -> Job[list[Cue]]:
        """The cues of a stretch; a list's mistakes are told, each once."""
        finder = self._finder
        assert finder is not None
        found = yield from finder.finding(text, offset)
        for problem in finder.problems:
            if (problem.code, problem.rule) not in self._told:
                self._told.add((problem.code, problem.rule))
                self.window.refuse(problem.message)
        return found

    # --- what begins from a cue

    def led_to(self, code: str, span: Span) -> bool:
        """Whether a coding of this passage begins from a cue: one of its code is marked now, and
        lies wholly in the passage."""
        return any(
            cue.code == code and span.start <= cue.start and cue.end <= span.end
            for cue in self.window.reader.view.cues.within(span.start, span.end)
        )

    # --- going

    def go_next(self) -> None:
        self._go(forward=True)

    def go_previous(self) -> None:
        self._go(forward=False)

    def _go(self, *, forward: bool) -> None:
        if not self.marking:
            self.toggle()
        view = self.window.reader.view
        if self.marking:
            span = view.selected_span()
            view.cues.seek(
                span.start if span else view.cursor_position(), forward=forward, then=self._show
            )

    def _show(self, cue: Cue | None) -> None:
        """Select a cue, so that the key of a code codes it, and say which code it hints at."""
        if cue is None:
            self.window.say(self.tr("There is no cue in this text."))
            return
        view = self.window.reader.view
        view.select(Span(cue.start, cue.end))
        view.reveal(Span(cue.start, cue.end))
        code = self.bridge.codebook.by_guid.get(cue.code)
        if code is not None:
            name = f"{code.name} ({code.key})" if code.key else code.name
            self.window.say(self.tr("A cue for {0}").format(name))
