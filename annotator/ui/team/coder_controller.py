"""Who codes, and how far they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotator.corpus.coding import Coder
from annotator.corpus.document import Progress
from annotator.corpus.moments import EPOCH
from annotator.operations import documents
from annotator.operations.team import coders
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller


class CoderController(Controller):
    """The current coder, and the progress that they declare."""

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "switch_coder",
                "&Switch coder…",
                self.switch_coder,
                key="Ctrl+U",
                needs=Needs.NOTHING,
            ),
            ActionSpec(
                "mark_done",
                "Mark the document as &done",
                self.mark_done,
                key="Ctrl+D",
                needs=Needs.DOCUMENT,
                writes=True,
            ),
            ActionSpec(
                "mark_open",
                "Mark the document as &in progress",
                self.mark_open,
                needs=Needs.DOCUMENT,
                writes=True,
            ),
            ActionSpec(
                "mark_unread",
                "Mark the document as &not started",
                self.mark_unread,
                needs=Needs.DOCUMENT,
                writes=True,
            ),
        )

    # --- who codes

    def switch_coder(self) -> None:
        """Choose among the project's coders and this computer's, or name a new one."""
        people = self.bridge.people
        labels = {g: name for g, name in self.bridge.coder_labels().items() if g in people}
        mine = {guid: name for name, guid in self.settings.coders.items()}
        known = mine | labels
        new = self.tr("Somebody new…")
        others = set(known.values()) - {self.bridge.coder.name if self.bridge.coder else ""}
        names = [*dict.fromkeys(known.values()), new]
        chosen: str | None = new  # who is alone has nobody to choose among
        if others:
            question = self.tr("Who codes now?")
            chosen = self.ask.choice(self.window, self.tr("Switch coder"), question, names)
        if chosen == new:
            chosen = self.ask.text(self.window, self.tr("New coder"), self.tr("Name:"))
        if chosen is None or not chosen.strip():
            return
        guid = next((guid for guid, name in known.items() if name == chosen), None)
        if self.bridge.project is None:
            self.settings.coder = coders.checked_name(chosen)
        self.become(chosen, guid)

    def become(self, name: str, guid: str | None = None) -> None:
        """Make a person the current coder, in the open project now and whenever it is opened here
        again; a new one gets an identity."""
        coder = self.known(name, guid)
        if self.bridge.project is not None:
            self.settings.keep_coder(self.bridge.project.path, coder.guid)
        self.services.save_settings()
        self.bridge.set_coder(coder)

    def known(self, name: str, guid: str | None = None) -> Coder:
        """A person of this computer from now on; a new one gets an identity."""
        name = coders.checked_name(name)
        if guid is None:
            guid = self.settings.coder_guid(name)
        self._know(name, guid)
        return Coder(guid, name, EPOCH, EPOCH)

    def _know(self, name: str, guid: str) -> None:
        """Keep a person's identity; two people of one name are told apart by it."""
        coders_here = self.settings.coders
        if guid not in coders_here.values():
            coders_here[name if name not in coders_here else f"{name} ({guid[:8]})"] = guid

    def become_who_codes_here(self) -> None:
        """In a project that has just been opened, be who coded in it on this computer before; else
        who uses this computer, where the project knows them; else the one person of this computer
        whom it knows. The project that was open before has no say in it."""
        settings, project = self.settings, self.bridge.project
        assert project is not None
        before = settings.coder_in(project.path)
        me = (settings.coder, settings.coder_guid(settings.coder))
        people = {coder.guid: coder.name for coder in self.bridge.coders}
        here = [(name, guid) for name, guid in settings.coders.items() if guid in people]
        chosen = before or (me if me in here or len(here) != 1 else here[0])
        name = people.get(chosen[1], chosen[0])
        self.bridge.set_coder(Coder(chosen[1], name, EPOCH, EPOCH))

    def ensure_coder(self) -> None:
        """Know who codes: asked once, and kept."""
        if not self.settings.coder:
            question = self.tr("Your name, as your team should see it on your codings:")
            answer = self.ask.text(self.window, self.tr("Who codes?"), question, Path.home().name)
            name = " ".join((answer or "").split()) or Path.home().name
            self.settings.coder = name
            self.settings.coder_guid(name)
            self.services.save_settings()
        if self.bridge.project is None:
            self.become(self.settings.coder)

    # --- how far they are

    def mark_done(self) -> None:
        self._mark(Progress.DONE)

    def mark_open(self) -> None:
        self._mark(Progress.IN_PROGRESS)

    def mark_unread(self) -> None:
        self._mark(Progress.NOT_STARTED)

    def _mark(self, progress: Progress) -> None:
        document = self.document_page.document
        if document is not None:
            self.bridge.do(documents.set_progress, document, progress)
