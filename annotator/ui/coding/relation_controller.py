"""Relations: from the selected coding to another one, by keys or with a click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.codebook import RelationType
from annotator.operations.codings import relations
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services

_RELATING = "relation"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RelationController(Controller):
    """First the type, by its key where several fit; then the other coding."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._source: str | None = None
        self._choices: dict[str, RelationType] = {}
        self._kind: RelationType | None = None
        services.page.reader.codingClicked.connect(self._clicked)
        services.bridge.changed.connect(self._check)
        services.bridge.opened.connect(self.give_up)
        services.page.reader.view.installEventFilter(self)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "relate",
                "Rela&te to another coding",
                self.start,
                key="L",
                needs=Needs.CODING,
                writes=True,
            ),
        )

    def start(self) -> None:
        """Begin a relation at the selected coding; once more gives it up."""
        entry = self.document_page.selected
        if self._source is not None:
            self.give_up()
            return
        if entry is None:
            return
        fitting = self.bridge.codebook.relations_from(entry.code)
        if not fitting:
            name = self.bridge.code(entry.code).name
            self.say(self.tr("The codebook has no relation that begins at {0}.").format(name))
            return
        self._source = entry.guid
        if len(fitting) == 1:
            self._choose(fitting[0])
            return
        self._choices = keyed(fitting)
        offered = "   ".join(f"{key} {kind.name}" for key, kind in self._choices.items())
        self._show(self.tr("Relation: {0}").format(offered))

    def _choose(self, kind: RelationType) -> None:
        self._kind, self._choices = kind, {}
        wait = self.tr("{0} → click the other coding, or N, P and Enter")
        self._show(wait.format(kind.name))

    def _show(self, text: str) -> None:
        self.modes.show_mode(_RELATING, text, self.give_up)

    def give_up(self) -> None:
        """No relation is being made any more."""
        self._source, self._kind, self._choices = None, None, {}
        self.modes.drop(_RELATING)

    def _clicked(self, guid: str | None) -> None:
        if self._kind is not None and guid is not None:
            self._join(guid)

    def _join(self, target: str) -> None:
        """Where the type does not fit, the reason is told and another coding can be chosen."""
        kind, source = self._kind, self._source
        assert kind is not None and source is not None
        if self.bridge.do(relations.relate, kind.guid, source, target) is not None:
            name = kind.name
            self.give_up()
            self.document_page.select_coding(source)
            self.say(self.tr("Related: {0}.").format(name))

    def _check(self, changes: Changes) -> None:
        if self._source in changes.deleted.get(kinds.CODING, ()):
            self.give_up()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        watched = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if self._source is None or event.type() not in watched or not isinstance(event, QKeyEvent):
            return False
        kind = self._choices.get(event.text())
        selected = self.document_page.selected
        enter = self._kind is not None and event.key() in _ENTER and selected is not None
        if kind is None and not enter:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            if kind is not None:
                self._choose(kind)
            elif selected is not None:
                self._join(selected.guid)
        return True


def keyed(types: list[RelationType]) -> dict[str, RelationType]:
    """The types by their keys; those without a key of their own get the free digits."""
    found: dict[str, RelationType] = {}
    for kind in types:
        if kind.key:
            found.setdefault(kind.key, kind)
    free = (digit for digit in "123456789" if digit not in found)
    for kind in types:
        if found.get(kind.key) is not kind and (digit := next(free, None)) is not None:
            found[digit] = kind
    return found
