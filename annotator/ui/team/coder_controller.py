"""Who codes, how far they are, and what the window shows."""

from __future__ import annotations

from annotator.corpus.coding import Coder
from annotator.corpus.document import Progress
from annotator.corpus.moments import EPOCH
from annotator.operations import documents
from annotator.operations.team import coders
from annotator.ui.actions.key_table import shown
from annotator.ui.actions.table import MENUS, translated
from annotator.ui.controllers.controller import Controller
from annotator.ui.theme import ThemeChoice

_ZOOM_STEPS = (75, 90, 100, 110, 125, 150, 175, 200)


class CoderController(Controller):
    """Coders, progress, pages, size and colours."""

    # --- who codes

    def switch_coder(self) -> None:
        """Choose among the project's coders and this computer's, or name a new one."""
        people = self.bridge.people
        labels = {g: name for g, name in self.bridge.coder_labels().items() if g in people}
        mine = {guid: name for name, guid in self.settings.coders.items()}
        known = mine | labels
        new = self.tr("Somebody new…")
        names = [*dict.fromkeys(known.values()), new]
        chosen = self.ask.choice(
            self.window, self.tr("Switch coder"), self.tr("Who codes now?"), names
        )
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
        name = coders.checked_name(name)
        if guid is None:
            guid = self.settings.coder_guid(name)
        self._know(name, guid)
        if self.bridge.project is not None:
            self.settings.keep_coder(self.bridge.project.path, guid)
        self.window.save_settings()
        self.bridge.set_coder(Coder(guid, name, EPOCH, EPOCH))

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

    # --- how far they are

    def mark_done(self) -> None:
        self._mark(Progress.DONE)

    def mark_open(self) -> None:
        self._mark(Progress.IN_PROGRESS)

    def mark_unread(self) -> None:
        self._mark(Progress.NOT_STARTED)

    def _mark(self, progress: Progress) -> None:
        document = self.window.page.document
        if document is not None:
            self.bridge.do(documents.set_progress, document, progress)

    # --- pages

    def show_reader(self) -> None:
        self.window.show_page(self.window.workplace)
        self.window.reader.view.setFocus()

    def show_agreement(self) -> None:
        if self.closed_while_blind():
            return
        self.window.agreement.refresh()
        self.window.show_page(self.window.agreement)
        self.window.focus_page(self.window.agreement.view)

    def next_document(self) -> None:
        self.window.step_document(1)

    def previous_document(self) -> None:
        self.window.step_document(-1)

    # --- size and colours

    def zoom_in(self) -> None:
        larger = [step for step in _ZOOM_STEPS if step > self.settings.zoom]
        self._zoom(larger[0] if larger else _ZOOM_STEPS[-1])

    def zoom_out(self) -> None:
        smaller = [step for step in _ZOOM_STEPS if step < self.settings.zoom]
        self._zoom(smaller[-1] if smaller else _ZOOM_STEPS[0])

    def zoom_reset(self) -> None:
        self._zoom(100)

    def _zoom(self, percent: int) -> None:
        self.settings.zoom = percent
        self.window.themes.set_zoom(percent / 100)
        self.window.say(f"{percent} %")

    def toggle_theme(self) -> None:
        choice = ThemeChoice.LIGHT if self.window.theme.dark else ThemeChoice.DARK
        self.settings.theme = choice.value
        self.window.themes.choose(choice)

    # --- help

    def show_keys(self) -> None:
        from annotator.ui.actions.help_sheet import HelpSheet  # noqa: PLC0415  (start-up has no use for it)

        code_keys = [(c.name, c.key) for c in self.bridge.codebook.codes if c.key and c.codable]
        table = self.window.actions_.specs
        groups = [
            (translated(menu), [(s.whole, shown(s.key)) for s in table if s.top == menu and s.key])
            for menu in MENUS
        ]
        sheet = HelpSheet(self.window, code_keys, groups, self.window.theme)
        sheet.requestChange.connect(self.change_keys)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def change_keys(self) -> None:
        """Every key in a list, to be changed; what is changed holds at once and is kept."""
        from annotator.ui.preferences.keys_dialog import KeysDialog  # noqa: PLC0415

        codes = self.bridge.codebook.codes
        dialog = KeysDialog(self.window, self.settings.keys, codes, self.window.theme)
        dialog.keysChanged.connect(self._set_keys)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _set_keys(self, changed: dict[str, str]) -> None:
        self.settings.keys = changed
        self.window.actions_.set_keys(changed)
        self.window.save_settings()

    def show_about(self) -> None:
        from annotator.ui.window import about  # noqa: PLC0415  (start-up has no use for it)

        title = self.tr("About Annotator")
        self.ask.tell(self.window, title, about.message(), about.details())
