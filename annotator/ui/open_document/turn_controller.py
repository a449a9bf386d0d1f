"""Reading and coding a transcript by its turns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.corpus.messages import fill, listing
from annotator.corpus.span import Span
from annotator.corpus.structure import Structure
from annotator.corpus.turns import (
    TurnChoice,
    speaker_of,
    speakers,
    turn_at,
    turns_by_speaker,
    turns_of,
)
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.documents.panel import DocumentsPanel

if TYPE_CHECKING:
    from annotator.ui.open_document.turn_dialogs import Documents

_ONLY = "only these speakers"


class TurnController(Controller):
    """Steps from turn to turn of a speaker, whose turns are looked at, and coding turns."""

    def __init__(self, services: Services, panel: DocumentsPanel) -> None:
        super().__init__(services)
        self._panel = panel
        self._only: list[str] = []
        services.bridge.opened.connect(self._leave)
        services.page.documentChanged.connect(self._show_mode)
        self._apply()

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "next_turn",
                "Next turn of this spea&ker",
                self.next_turn,
                key="Y",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec(
                "previous_turn",
                "Previous turn of this speake&r",
                self.previous_turn,
                key="Shift+Y",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec(
                "select_turn", "Select the turn", self.select_turn, key="Q", needs=Needs.DOCUMENT
            ),
            ActionSpec(
                "code_turns",
                "Code all turns of…",
                self.code_turns,
                key="Shift+Q",
                needs=Needs.DOCUMENT,
                writes=True,
            ),
            ActionSpec(
                "only_speakers",
                "Only these speakers…",
                self.choose_only,
                key="I",
                needs=Needs.DOCUMENT,
            ),
            ActionSpec(
                "speaker_colors",
                "Speakers in colours",
                self.toggle_colors,
                key="Shift+I",
                needs=Needs.NOTHING,
                checked=lambda: self.settings.speaker_colors,
            ),
        )

    @property
    def _structure(self) -> Structure:
        return self.document_page.structure

    def _no_turns(self) -> bool:
        """Whether nobody is known to speak in the document; the window then says so."""
        if speakers(self._structure):
            return False
        self.say(self.tr("This document has no speakers."))
        return True

    # --- going

    def next_turn(self) -> None:
        self._step(forward=True)

    def previous_turn(self) -> None:
        self._step(forward=False)

    def _step(self, *, forward: bool) -> None:
        """From a place that is in no turn, to the next one of anybody."""
        if self._no_turns():
            return
        position = self.reader_view.cursor_position()
        turn = turn_at(self._structure, position)
        names = [speaker_of(turn)] if turn is not None else speakers(self._structure)
        here = turn.start if turn is not None else position
        starts = [one.start for one in turns_of(self._structure, names)]
        found = [at for at in starts if (at > here if forward else at < here)]
        if found:
            self.navigator.go_to(found[0] if forward else found[-1])
        elif forward:
            self.say(self.tr("No further turn of {0} follows.").format(listing(names)))
        else:
            self.say(self.tr("No turn of {0} stands before this one.").format(listing(names)))

    def select_turn(self) -> None:
        """Select what is said in the turn of the caret."""
        turn = turn_at(self._structure, self.reader_view.cursor_position())
        if turn is None:
            self.say(self.tr("No turn is at the cursor."))
        else:
            self.reader_view.select(Span(turn.start, turn.end))

    # --- looking

    def _apply(self) -> None:
        self.document_page.reader.show_turns(colored=self.settings.speaker_colors, only=self._only)

    def toggle_colors(self) -> None:
        """The name of each speaker in a colour of their own, or all alike."""
        self.settings.speaker_colors = not self.settings.speaker_colors
        self._apply()
        on = self.tr("Each speaker has a colour.")
        self.say(on if self.settings.speaker_colors else self.tr("Speakers have no colours."))

    def choose_only(self) -> None:
        """Ask whose turns are looked at; at first that is who speaks at the caret."""
        if self._no_turns():
            return
        from annotator.ui.open_document.turn_dialogs import OnlySpeakersDialog  # noqa: PLC0415

        dialog = OnlySpeakersDialog(self.window, self._counted(), self._ticked(), self.theme)
        dialog.accepted.connect(lambda: self._look_at(dialog.chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _look_at(self, names: Sequence[str]) -> None:
        everybody = set(names) >= set(speakers(self._structure))
        self._only = [] if everybody else list(names)
        self._apply()
        self._show_mode()

    def _show_mode(self) -> None:
        """The chip is there where something is greyed: the filter holds for all transcripts in
        which one of them speaks."""
        self.modes.drop(_ONLY)
        if self.reader_view.looks.turns.greys:
            words = self.tr("Only {0}").format(listing(self._only))
            self.modes.show_mode(_ONLY, words, self._leave)

    def _leave(self) -> None:
        self._only = []
        self.modes.drop(_ONLY)
        self._apply()

    # --- coding

    def code_turns(self) -> None:
        """Ask which turns are coded, in which documents, and with which code."""
        from annotator.operations.codings import turns  # noqa: PLC0415  (start-up)
        from annotator.operations.speakers.persons import anybody_speaks  # noqa: PLC0415

        viewer = self.bridge.look()
        here = bool(speakers(self._structure))
        if not here and not anybody_speaks(viewer):
            self.say(self.tr("No document has speakers."))
            return
        from annotator.ui.open_document.turn_dialogs import CodeTurnsDialog  # noqa: PLC0415

        dialog = CodeTurnsDialog(
            self.window,
            self._counted(),
            self._ticked(),
            self.bridge.codebook,
            self._documents(here=here),
            (lambda documents: turns.speakers_with_turns(viewer, documents), self.tasks.run),
            self.theme,
        )
        self.bridge.opened.connect(dialog.deleteLater)

        def code() -> None:
            chosen = dialog.codes.code()
            assert chosen is not None
            self._code(dialog.documents, chosen.guid, TurnChoice(dialog.chosen))

        dialog.accepted.connect(code)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        if not here:
            dialog.count()

    def _documents(self, *, here: bool) -> list[Documents]:
        """Where turns can be coded: in the open document, where somebody speaks `here`, in those
        that are chosen or listed, and in all."""
        from annotator.ui.open_document.turn_dialogs import Documents  # noqa: PLC0415

        open_, view = self.document_page.document, self._panel.view
        everything = [one.guid for one in self.bridge.documents]
        listed = [view.guid(number) for number in view.shown_rows()]
        found = [Documents(self.tr("this document"), [open_])] if here and open_ else []
        if len(chosen := view.selected()) > 1:
            words = fill(self.tr("the {0:,} chosen documents"), len(chosen))
            found.append(Documents(words, chosen))
        if 1 < len(listed) < len(everything):
            words = fill(self.tr("the {0:,} listed documents"), len(listed))
            found.append(Documents(words, listed))
        if len(everything) > 1 or not found:
            several = fill(self.tr("all {0:,} documents"), len(everything))
            words = several if len(everything) > 1 else self.tr("the only document")
            found.append(Documents(words, everything))
        return found

    def _code(self, documents: Sequence[str], code: str, choice: TurnChoice) -> None:
        project, coder = self.bridge.project, self.bridge.coder
        assert project is not None and coder is not None
        self.bridge.register_coder()
        from annotator.operations.codings import turns  # noqa: PLC0415  (start-up)

        job = turns.code_turns(project, coder.guid, documents, code, choice)
        self.tasks.start(self.tr("Coding turns"), job, self.bridge.tell)

    def _counted(self) -> list[tuple[str, int]]:
        """The speakers of the document with the number of their turns."""
        return list(turns_by_speaker(self._structure).items())

    def _ticked(self) -> list[str]:
        """Who is looked at now; else who speaks at the caret; else all."""
        here = speakers(self._structure)
        if only := [name for name in self._only if name in here]:
            return only
        turn = turn_at(self._structure, self.reader_view.cursor_position())
        name = speaker_of(turn) if turn is not None else ""
        return [name] if name else here
