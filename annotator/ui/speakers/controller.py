"""The window of the speakers: opens it, makes what is entered in it, shows what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from annotator.corpus.changes import SPEAKER, SPEAKER_NAME, SPEAKER_VALUE, Changes
from annotator.errors import UserError
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.tasks.latest import LatestTask

if TYPE_CHECKING:
    from annotator.operations.speakers.persons import Person
    from annotator.operations.speakers.table import TakenOver
    from annotator.ui.speakers.window import SpeakersWindow

_KINDS = (SPEAKER, SPEAKER_NAME, SPEAKER_VALUE)


class SpeakersController(Controller):
    """One window, which follows what is done meanwhile."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._open: SpeakersWindow | None = None
        self._finding: LatestTask[Sequence[Person]] = LatestTask(self.tasks.run, self._show)
        services.bridge.changed.connect(self._follow)

    def actions(self) -> Sequence[ActionSpec]:
        return (ActionSpec("speakers", "Speakers…", self.show_window),)

    def show_window(self) -> None:
        """Open the window, or bring it to the front."""
        from annotator.ui.speakers.window import SpeakersWindow  # noqa: PLC0415  (start-up)

        if self._open is None:
            shown = self._open = SpeakersWindow(self.window, self.theme)
            shown.model.requestName.connect(self._rename)
            shown.model.requestRole.connect(self._set_role)
            shown.model.requestValue.connect(self._set_value)
            shown.requestMerge.connect(self._merge)
            shown.requestPart.connect(self._part)
            shown.requestDocument.connect(self._call)
            shown.requestSave.connect(self._save)
            shown.requestLoad.connect(self._load)
            self.bridge.opened.connect(shown.reject)
            shown.finished.connect(self._closed)
            self._look()
        self._open.show()
        self._open.raise_()

    def _closed(self) -> None:
        shown, self._open = self._open, None
        if shown is not None:
            self.bridge.opened.disconnect(shown.reject)
            shown.deleteLater()

    def _follow(self, changes: Changes) -> None:
        if not any(changes.touched(kind) for kind in _KINDS):
            return
        if self.document_page.structure.number_of("turn"):
            self.document_page.read_structure_again()
        if self._open is not None:
            self._look()

    def _look(self) -> None:
        from annotator.operations.speakers.persons import persons  # noqa: PLC0415  (start-up)

        if self.bridge.viewer is not None:
            self._finding.ask_job(persons(self.bridge.viewer))

    def _show(self, found: Sequence[Person]) -> None:
        if self._open is not None:
            self._open.show_persons(found, read_only=self.bridge.read_only)

    # --- what is entered

    def _make(self, change: Callable[[], object]) -> None:
        """Make a change; why it can't be stands in the window, and the table as it was."""
        assert self._open is not None
        try:
            change()
        except UserError as error:
            self._open.refuse(str(error))
        else:
            self._open.refuse("")

    def _names(self) -> list[str]:
        return [one.name for one in self._open.model.persons] if self._open is not None else []

    def _rename(self, person: Person, name: str) -> None:
        from annotator.operations.speakers import editing  # noqa: PLC0415

        taken = set(self._names())
        self._make(lambda: self.bridge.attempt(editing.rename, person, name, taken))

    def _set_role(self, person: Person, role: str) -> None:
        from annotator.operations.speakers import editing  # noqa: PLC0415

        roles = [(person, role)]
        self._make(lambda: self.bridge.attempt(editing.set_values_and_roles, (), roles))

    def _set_value(self, person: Person, name: str, value: str) -> None:
        from annotator.operations.speakers import editing  # noqa: PLC0415

        self._make(lambda: self.bridge.attempt(editing.set_values, [(person, name, value)]))

    def _merge(self, person: Person) -> None:
        from annotator.operations.speakers import editing  # noqa: PLC0415

        others = {one.name: one for one in self._persons() if one.name != person.name}
        question = self.tr("“{0}” is the same person as").format(person.name)
        chosen = self._ask(self.tr("Merge speakers"), question, list(others))
        if chosen is not None:
            self._make(lambda: self.bridge.attempt(editing.merge, person, others[chosen]))

    def _part(self, person: Person) -> None:
        from annotator.operations.speakers import editing  # noqa: PLC0415

        names = [name for name in person.names if name != person.name]
        question = self.tr("Which name is not that of “{0}”?").format(person.name)
        chosen = self._ask(self.tr("Part a name"), question, names)
        if chosen is not None:
            self._make(lambda: self.bridge.attempt(editing.part, person, chosen))

    def _call(self, person: Person) -> None:
        """In one document, somebody else has the name: somebody who is listed, or new."""
        from annotator.operations.speakers import editing  # noqa: PLC0415

        names = {one.guid: one.name for one in self.bridge.documents}
        places = {
            self.tr("{0} in {1}").format(one.name, names.get(one.document, "?")): one
            for one in person.spoken_as
        }
        title = self.tr("In one document")
        where = self._ask(title, self.tr("Whose name is it there? First, where:"), list(places))
        if where is None:
            return
        question = self.tr("Who is “{0}”? The name of a speaker, or a new one:").format(where)
        called = self.ask.text(self._open or self.window, title, question)
        if called is None or not called.strip():
            return
        one = places[where]
        known = {other.name: other for other in self._persons()}
        person_there = known.get(" ".join(called.split()))
        self._make(
            lambda: self.bridge.attempt(editing.call, one.document, one.name, person_there, called)
        )

    def _persons(self) -> Sequence[Person]:
        return self._open.model.persons if self._open is not None else ()

    def _ask(self, title: str, question: str, choices: Sequence[str]) -> str | None:
        return self.ask.choice(self._open or self.window, title, question, choices)

    # --- as a table

    def _save(self) -> None:
        from annotator.operations.speakers import table  # noqa: PLC0415

        title, kinds = self.tr("Save the speakers"), self.tr("Tables (*.xlsx *.csv)")
        target = self.ask.save_file(self.window, title, self.tr("speakers.xlsx"), kinds)
        if target is not None:
            job = table.write(self.bridge.look(), target, overwrite=True, guard_formulas=True)
            said = self.tr("Saved the speakers as {0}.").format(target.name)
            self.tasks.start(title, job, lambda _rows: self.say(said))

    def _load(self) -> None:
        from annotator.operations.speakers import table  # noqa: PLC0415

        project, coder = self.bridge.project, self.bridge.coder
        assert project is not None and coder is not None
        kinds = self.tr("Tables (*.xlsx *.xls *.ods *.csv *.tsv)")
        title = self.tr("Take over what a table says of speakers")
        path = self.ask.open_file(self.window, title, kinds)
        if path is None:
            return
        self.bridge.register_coder()

        def done(found: TakenOver) -> None:
            self.bridge.tell(found.changes)
            said = [self.tr("Values taken over: {0:,}.").format(found.values)]
            self.say(" ".join([*said, table.unknown_words(found)]).strip())

        job = table.read(self.bridge.look(), project, coder.guid, path)
        self.tasks.start(title, job, done)
