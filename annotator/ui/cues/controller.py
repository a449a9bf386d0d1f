"""Cues in the text: marked when the coder asks, never where the project has locked them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.job import Job
from annotator.corpus.span import Span
from annotator.operations import projects
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services

if TYPE_CHECKING:
    from annotator.cues.finder import Cue, CueFinder


class CueController(Controller):
    """Whether cues are marked is the user's choice and is kept; the lock is the project's."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._finder: CueFinder | None = None
        self._told: set[tuple[str, str]] = set()
        services.bridge.opened.connect(self._opened)
        services.bridge.changed.connect(self._take)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "next_cue", "Next &cue", self.go_next, key="K", needs=Needs.DOCUMENT, repeats=True
            ),
            ActionSpec(
                "previous_cue",
                "Previous cu&e",
                self.go_previous,
                key="Shift+K",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec(
                "cues",
                "Mark cues in t&he text",
                self.toggle,
                key="F8",
                checked=lambda: self.settings.cues,
            ),
            ActionSpec(
                "lock_cues",
                "Lock cues in this pro&ject",
                self.toggle_lock,
                writes=True,
                checked=lambda: self.bridge.cues_locked,
            ),
        )

    # --- on and off

    def toggle(self) -> None:
        """Mark the cues, or no longer; where they are locked, say why they can't be marked."""
        if self.bridge.cues_locked:
            self.refuse(self._locked_words())
            return
        self.settings.cues = not self.settings.cues
        self.services.save_settings()
        self._apply()
        if not self.settings.cues:
            self.say(self.tr("Cues are no longer marked."))
        elif not any(code.cues for code in self.bridge.codebook.codes):
            self.say(self.tr("No code of this codebook has cues. List some in the form of a code."))
        else:
            self.say(self.tr("Dots above words: they often betray a code. K goes to them."))

    def toggle_lock(self) -> None:
        """Lock the cues of the project for everybody, or allow them again; Undo takes it back."""
        locked = not self.bridge.cues_locked
        if self.bridge.do(projects.lock_cues, locked) is not None:
            allowed = self.tr("Cues can be marked again in this project.")
            self.say(self._locked_words() if locked else allowed)

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
            self.say(self._locked_words())

    def _take(self, changes: Changes) -> None:
        if changes.touched(kinds.PROJECT):
            self._apply()
        elif changes.touched(kinds.CODE) and self._finder is not None:
            changed = self._finder.update(self.bridge.codebook)
            if changed and self.marking:
                self.reader_view.show_cues(self._finding)

    @property
    def marking(self) -> bool:
        """Whether cues are marked in the text now."""
        return self.reader_view.cues.on

    def _apply(self) -> None:
        wanted = self.settings.cues and self.bridge.project is not None
        if not wanted or self.bridge.cues_locked:
            self.reader_view.show_cues(None)
            return
        if self._finder is None:
            from annotator.cues.finder import CueFinder  # noqa: PLC0415  (needs Pygments; off)

            self._finder = CueFinder(self.bridge.codebook)
        else:
            self._finder.update(self.bridge.codebook)
        self.reader_view.show_cues(self._finding)

    def _finding(self, text: str, offset: int) -> Job[list[Cue]]:
        """The cues of a stretch; a list's mistakes are told, each once."""
        finder = self._finder
        assert finder is not None
        found = yield from finder.finding(text, offset)
        for problem in finder.problems:
            if (problem.code, problem.rule) not in self._told:
                self._told.add((problem.code, problem.rule))
                self.refuse(problem.message)
        return found

    # --- what begins from a cue

    def contains_cue(self, code: str, span: Span) -> bool:
        """Whether a coding of this passage begins from a cue: one of its code is marked now, and
        lies wholly in the passage."""
        return any(
            cue.code == code and span.start <= cue.start and cue.end <= span.end
            for cue in self.reader_view.cues.within(span.start, span.end)
        )

    # --- going

    def go_next(self) -> None:
        self._go(forward=True)

    def go_previous(self) -> None:
        self._go(forward=False)

    def _go(self, *, forward: bool) -> None:
        if not self.marking:
            self.toggle()
        view = self.reader_view
        if self.marking:
            span = view.selected_span()
            view.cues.seek(
                span.start if span else view.cursor_position(), forward=forward, then=self._show
            )

    def _show(self, cue: Cue | None) -> None:
        """Select a cue, so that the key of a code codes it, and say which code it hints at."""
        if cue is None:
            self.say(self.tr("There is no cue in this text."))
            return
        view = self.reader_view
        view.select(Span(cue.start, cue.end))
        view.reveal(Span(cue.start, cue.end))
        code = self.bridge.codebook.by_guid.get(cue.code)
        if code is not None:
            name = f"{code.name} ({code.key})" if code.key else code.name
            self.say(self.tr("A cue for {0}").format(name))
